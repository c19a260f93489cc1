"""The instructor's page on an assignment: one file, which needs neither network nor script.

What stands in a student's notebook is escaped, and the page forbids itself everything but its own
style and its own pictures.
"""

import re
from collections.abc import Iterator, Sequence
from html import escape
from itertools import pairwise
from statistics import mean, median

from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from nnlib.plots import BLUE, GREY, INK, axes
from nnlib.widgets import picture

from .class_results import Question, Tally
from .csv_table import number

MOST = 12
"""Bars in the picture of the most common mistakes."""

LIMITS = {
    "time": "took too long",
    "memory": "asked for too much memory",
    "died": "ended its process",
    "output": "gave back too much",
}
"""What the limits are called on the page; another limit goes by its own name."""

STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; color: #222; background: #fff; max-width: 68rem;
  margin: 2rem auto; padding: 0 1rem }
h1, h2 { line-height: 1.2 }
h2 { margin-top: 3rem; border-top: 1px solid #666; padding-top: 1rem }
.beside { display: flex; flex-wrap: wrap; gap: 1rem 2rem; align-items: flex-start }
.beside > img { flex: 0 1 36rem; min-width: 16rem }
table { border-collapse: collapse; margin: .5rem 0 1.5rem }
caption { text-align: left; font-weight: bold; padding: .3rem 0 }
th, td { padding: .25rem .7rem; text-align: left; vertical-align: top;
  border-bottom: 1px solid #ccc; max-width: 24rem; overflow-wrap: break-word }
thead th { background: #f3f3f3; vertical-align: bottom }
.n { text-align: right } td.n { white-space: nowrap }
"""


def page(tally: Tally, names: bool = False) -> str:
    """Return the page as HTML; with `names`, it tells who made which mistake."""
    title = f"How {escape(tally.assignment)} went"
    return (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        "img-src data:; style-src 'unsafe-inline'\">"
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title}</title><style>{STYLE}</style></head><body><main><h1>{title}</h1>"
        f"{''.join(_parts(tally, names))}</main></body></html>\n"
    )


def _parts(tally: Tally, names: bool) -> Iterator[str]:
    handed_in = len(tally.totals)
    yield (
        f"<p>{handed_in} of {tally.students} students in the gradebook have handed it in; "
        f"{number(tally.points)} points can be had. "
    )
    if tally.waiting:
        yield f"{tally.waiting} wait for marks by a person, which count as 0 in the totals. "
    if tally.unread:
        yield (
            f"{tally.unread} have no graded notebook that can be read: "
            "their mistakes are not in the tables. "
        )
    yield "</p>"
    if not handed_in or not tally.questions:
        yield "<p>There is nothing to show yet.</p>"
        return
    yield from _totals(tally)
    yield from _overview(tally)
    yield from _common(tally)
    for question in tally.questions:
        yield from _question(question, tally, names)


def _totals(tally: Tally) -> Iterator[str]:
    totals = sorted(tally.totals.values())
    step = (tally.points or 1.0) / 10
    counts = [0] * 10
    for total in totals:
        counts[min(max(int(total / step), 0), 9)] += 1
    ax = _bars([(n + 0.5) * step for n in range(10)], counts, 0.9 * step)
    ax.set(xlabel="points in all", ylabel="students", xlim=(0, 10 * step))
    middle = f"mean {number(mean(totals))}, median {number(median(totals))}"
    alt = (
        f"Bars: how many of {len(totals)} students have how many points in all, in ten steps from "
        f"0 to {number(tally.points)}; {middle}."
    )
    rows = [
        (f"{number(n * step)} to {number((n + 1) * step)}", count, _share(count, len(totals)))
        for n, count in enumerate(counts)
    ]
    yield "<h2>Points in all</h2>"
    yield f"<p>{middle.capitalize()}.</p>"
    head = ("points", "students", "share")
    yield _beside(ax, alt, _table("Students by points in all", head, rows))


def _overview(tally: Tally) -> Iterator[str]:
    rows = []
    for question in tally.questions:
        scores = [score for score, count in question.scores.items() for _ in range(count)]
        rows.append(
            (
                question.name,
                question.points,
                *((mean(scores), median(scores)) if scores else ("–", "–")),
                _share(sum(score >= question.points for score in scores), len(scores)),
                _share(sum(score <= 0 for score in scores), len(scores)),
                question.waiting,
            )
        )
    shares = [
        100 * row[2] / row[1] if isinstance(row[2], float) and row[1] else 0.0 for row in rows
    ]
    names = [question.name for question in tally.questions]
    ax = _lying(names, shares)
    ax.set(xlabel="mean, in per cent of the points", xlim=(0, 110), xticks=range(0, 101, 20))
    hardest = min(zip(shares, names, strict=True))
    alt = (
        f"Bars: the mean of each of {len(names)} questions in per cent of its points; lowest is "
        f"{hardest[1]} with {hardest[0]:.0f} per cent."
    )
    head = ("question", "points", "mean", "median", "full marks", "nothing", "wait for marks")
    yield "<h2>Questions</h2>"
    yield _beside(ax, alt, _table("Scores by question", head, rows))


def _common(tally: Tally) -> Iterator[str]:
    rows = sorted(
        (
            (question.name, code, name, len(who))
            for question in tally.questions
            for (code, name), who in question.mistakes.items()
        ),
        key=lambda row: (-row[3], *row[:3]),
    )
    yield "<h2>Mistakes</h2>"
    if not rows:
        yield "<p>No known mistake was found.</p>"
        return
    most = rows[:MOST]
    # What a font cannot draw, or Matplotlib would take for mathematics, stays out of the picture.
    labels = [f"{q}, {re.sub(r'[^A-Za-z0-9.]', '?', code)[:8]}" for q, code, _, _ in most]
    ax = _lying(labels, [count for *_, count in most])
    ax.set(xlabel="students", xlim=(0, 1.1 * most[0][3]))
    alt = (
        f"Bars: the {len(most)} most common of {len(rows)} mistakes; most common is {most[0][2]} "
        f"in {most[0][0]}, made by {most[0][3]} of {len(tally.totals)} students."
    )
    head = ("question", "code", "mistake", "students")
    yield _beside(ax, alt, _table("Most common mistakes", head, most))


def _question(question: Question, tally: Tally, names: bool) -> Iterator[str]:
    yield f"<h2>{escape(question.name)}</h2>"
    handed_in, marked = len(tally.totals), sum(question.scores.values())
    if marked:
        whole = dict.fromkeys(map(float, range(int(question.points) + 1)), 0)
        scores = dict(sorted((whole | question.scores).items()))
        ax = _bars(list(scores), list(scores.values()), 0.8 * _gap(list(scores)))
        ax.set(xlabel=f"points for {question.name}", ylabel="students")
        frequent = max(scores, key=scores.__getitem__)
        alt = (
            f"Bars: how many of {marked} students have which of {number(question.points)} points "
            f"for {question.name}; most common is {number(frequent)}, {scores[frequent]} times."
        )
        rows = [(score, count, _share(count, marked)) for score, count in scores.items()]
        head = ("points", "students", "share")
        yield _beside(ax, alt, _table(f"Scores for {question.name}", head, rows))
    if question.waiting:
        yield f"<p>{question.waiting} wait for marks by a person.</p>"

    def row(who: list[str], *cells: str) -> tuple[str | float, ...]:
        told = ("; ".join(tally.names[student] for student in who),) if names else ()
        return (*cells, len(who), _share(len(who), handed_in), *told)

    tail = ("students", "share", *(("who",) if names else ()))
    wrong = [
        row(who, code, name)
        for (code, name), who in sorted(question.mistakes.items(), key=lambda item: -len(item[1]))
    ]
    if question.unnamed:
        wrong.append(row(question.unnamed, "", "points lost, but no known mistake"))
    if wrong:
        yield _table(f"Mistakes in {question.name}", ("code", "mistake", *tail), wrong)
    if question.stopped:
        stopped = [row(who, LIMITS.get(why, why)) for why, who in sorted(question.stopped.items())]
        yield _table(f"Stopped by a limit in {question.name}", ("answer", *tail), stopped)


def _bars(at: Sequence[float], counts: Sequence[int], width: float) -> Axes:
    ax = axes(6.0, 2.8)
    ax.bar_label(ax.bar(at, counts, width, color=BLUE), [str(c or "") for c in counts], color=INK)
    ax.set_ylim(0, 1.15 * max(counts))
    return _plain(ax)


def _lying(names: Sequence[str], values: Sequence[float]) -> Axes:
    ax = axes(6.0, 0.9 + 0.3 * len(names))
    ax.bar_label(ax.barh(range(len(names)), values, 0.7, color=BLUE), fmt="%.0f", padding=3)
    ax.invert_yaxis()
    _plain(ax).set_yticks(range(len(names)), names)
    return ax


def _plain(ax: Axes) -> Axes:
    for axis in (ax.xaxis, ax.yaxis):
        axis.set_major_locator(MaxNLocator(integer=True))
    ax.spines[["top", "right"]].set_visible(False)
    ax.tick_params(color=GREY)
    return ax


def _gap(values: Sequence[float]) -> float:
    return min((b - a for a, b in pairwise(values)), default=1.0)


def _share(count: int, of: int) -> str:
    return f"{100 * count / of:.0f} %" if of else "–"


def _beside(ax: Axes, alt: str, table: str) -> str:
    return f'<div class="beside">{picture(ax, alt).data}{table}</div>'


def _table(caption: str, head: Sequence[str], rows: Sequence[Sequence[str | float]]) -> str:
    """Return a table; columns with numbers or shares in them stand to the right."""
    right = [any(_is_number(row[n]) for row in rows) for n in range(len(head))]

    def line(kind: str, cells: Sequence[str | float]) -> str:
        marked = zip(cells, right, strict=True)
        return "".join(
            f"<{kind}{' class=n' if number_like else ''}>"
            f"{escape(cell) if isinstance(cell, str) else number(cell)}</{kind[:2]}>"
            for cell, number_like in marked
        )

    body = "".join(f"<tr>{line('td', row)}</tr>" for row in rows)
    return (
        f"<table><caption>{escape(caption)}</caption>"
        f"<thead><tr>{line('th scope=col', head)}</tr></thead><tbody>{body}</tbody></table>"
    )


def _is_number(cell: str | float) -> bool:
    return cell.endswith(" %") if isinstance(cell, str) else True
