"""The instructor's page on an assignment: one file, which needs neither network nor script.

What stands in a student's notebook is escaped, and the page forbids itself everything but its own
style and its own pictures.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import mean, median

from markupsafe import Markup
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from nnlib.plots import BLUE, GREY, INK, axes
from nnlib.widgets import picture

from ..templates import render
from .class_results import ClassResults, QuestionResults
from .csv_table import format_number
from .needs_eye import Matter, group_matters

MOST = 12
"""Bars in the picture of the most common mistakes."""

LIMITS = {
    "time": "took too long",
    "memory": "asked for too much memory",
    "died": "ended its process",
    "output": "gave back too much",
}
"""What the limits are called on the page; another limit goes by its own name."""


@dataclass(frozen=True)
class ReportTable:
    """A table, and where there is one, the picture of its numbers beside it."""

    caption: str
    head: Sequence[str]
    rows: Sequence[Sequence[str | float]]
    picture: Markup | None = None

    def is_numeric(self, column: int) -> bool:
        """Tell whether numbers or shares stand in a column."""
        cells = [row[column] for row in self.rows]
        return any(not isinstance(cell, str) or cell.endswith(" %") for cell in cells)


@dataclass(frozen=True)
class Section:
    """A part of the page with a heading of its own."""

    title: str
    paragraphs: list[str] = field(default_factory=list)
    tables: list[ReportTable] = field(default_factory=list)


def render_report(
    results: ClassResults, names: bool = False, catalogue: str = "", matters: Sequence[Matter] = ()
) -> str:
    """Return the page as HTML.

    names: whether it tells who made which mistake; catalogue: where the catalogue of mistakes lies
    as seen from the page, to which each mistake's id is then a link; matters: what needs an eye.
    """
    sections = list(_sections(results, names)) if results.totals and results.questions else []
    if matters:
        sections.insert(0, _list_matters(matters, names))
    return render(
        "report.html",
        results=results,
        sections=sections,
        catalogue=catalogue,
        format_number=format_number,
    )


def _sections(results: ClassResults, names: bool) -> Iterator[Section]:
    yield _describe_totals(results)
    yield _compare_questions(results)
    yield _rank_mistakes(results)
    for question in results.questions:
        yield _describe_question(question, results, names)


def _describe_totals(results: ClassResults) -> Section:
    totals = sorted(results.totals.values())
    step = (results.points or 1.0) / 10
    counts = [0] * 10
    for total in totals:
        counts[min(max(int(total / step), 0), 9)] += 1
    ax = _draw_bars([(n + 0.5) * step for n in range(10)], counts, 0.9 * step)
    ax.set(xlabel="points in all", ylabel="students", xlim=(0, 10 * step))
    middle = f"mean {format_number(mean(totals))}, median {format_number(median(totals))}"
    alt = (
        f"Bars: how many of {len(totals)} students have how many points in all, in ten steps from "
        f"0 to {format_number(results.points)}; {middle}."
    )
    rows = [
        (
            f"{format_number(n * step)} to {format_number((n + 1) * step)}",
            count,
            _share(count, len(totals)),
        )
        for n, count in enumerate(counts)
    ]
    head = ("points", "students", "share")
    table = ReportTable("Students by points in all", head, rows, _picture(ax, alt))
    return Section("Points in all", [f"{middle.capitalize()}."], [table])


def _compare_questions(results: ClassResults) -> Section:
    rows = []
    for question in results.questions:
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
    names = [question.name for question in results.questions]
    ax = _draw_lying_bars(names, shares)
    ax.set(xlabel="mean, in per cent of the points", xlim=(0, 110), xticks=range(0, 101, 20))
    hardest = min(zip(shares, names, strict=True))
    alt = (
        f"Bars: the mean of each of {len(names)} questions in per cent of its points; lowest is "
        f"{hardest[1]} with {hardest[0]:.0f} per cent."
    )
    head = ("question", "points", "mean", "median", "full marks", "nothing", "wait for marks")
    return Section(
        "Questions", tables=[ReportTable("Scores by question", head, rows, _picture(ax, alt))]
    )


def _list_matters(matters: Sequence[Matter], names: bool) -> Section:
    kinds = group_matters(matters)
    head = ("what", "about", "submissions", *(("who",) if names else ()))
    rows = [(*kind, len(who), *((", ".join(who),) if names else ())) for kind, who in kinds.items()]
    return Section("Needs your eye", tables=[ReportTable("For a person to settle", head, rows)])


def _rank_mistakes(results: ClassResults) -> Section:
    rows = sorted(
        (
            (question.name, mistake, name, len(who))
            for question in results.questions
            for (mistake, name), who in question.mistakes.items()
        ),
        key=lambda row: (-row[3], *row[:3]),
    )
    if not rows:
        return Section("Mistakes", ["No known mistake was found."])
    most = rows[:MOST]
    # What a font cannot draw, or Matplotlib would take for mathematics, stays out of the picture.
    labels = [f"{q}, {re.sub(r'[^a-z0-9-]', '?', mistake)[:40]}" for q, mistake, _, _ in most]
    ax = _draw_lying_bars(labels, [count for *_, count in most])
    ax.set(xlabel="students", xlim=(0, 1.1 * most[0][3]))
    alt = (
        f"Bars: the {len(most)} most common of {len(rows)} mistakes; most common is {most[0][2]} "
        f"in {most[0][0]}, made by {most[0][3]} of {len(results.totals)} students."
    )
    head = ("question", "mistake", "name", "students")
    return Section(
        "Mistakes", tables=[ReportTable("Most common mistakes", head, most, _picture(ax, alt))]
    )


def _describe_question(question: QuestionResults, results: ClassResults, names: bool) -> Section:
    section = Section(question.name)
    handed_in, marked = len(results.totals), sum(question.scores.values())
    if marked:
        whole = dict.fromkeys(map(float, range(int(question.points) + 1)), 0)
        scores = dict(sorted((whole | question.scores).items()))
        ax = _draw_bars(list(scores), list(scores.values()), 0.8 * _gap(list(scores)))
        ax.set(xlabel=f"points for {question.name}", ylabel="students")
        frequent = max(scores, key=scores.__getitem__)
        alt = (
            f"Bars: how many of {marked} students have which of {format_number(question.points)} "
            f"points for {question.name}; most common is {format_number(frequent)}, "
            f"{scores[frequent]} times."
        )
        rows = [(score, count, _share(count, marked)) for score, count in scores.items()]
        head = ("points", "students", "share")
        section.tables.append(
            ReportTable(f"Scores for {question.name}", head, rows, _picture(ax, alt))
        )
    if question.waiting:
        section.paragraphs.append(f"{question.waiting} wait for marks by a person.")

    def row(who: list[str], *cells: str) -> tuple[str | float, ...]:
        told = ("; ".join(results.names[student] for student in who),) if names else ()
        return (*cells, len(who), _share(len(who), handed_in), *told)

    tail = ("students", "share", *(("who",) if names else ()))
    wrong = [
        row(who, mistake, name)
        for (mistake, name), who in sorted(
            question.mistakes.items(), key=lambda item: -len(item[1])
        )
    ]
    if question.unnamed:
        wrong.append(row(question.unnamed, "", "points lost, but no known mistake"))
    if wrong:
        head = ("mistake", "name", *tail)
        section.tables.append(ReportTable(f"Mistakes in {question.name}", head, wrong))
    if question.off:
        off = sorted(question.off.items(), key=lambda item: -len(item[1]))
        caption = f"Where answers first go wrong in {question.name}"
        section.tables.append(
            ReportTable(caption, ("value", *tail), [row(who, name) for name, who in off])
        )
    if question.stopped:
        stopped = [row(who, LIMITS.get(why, why)) for why, who in sorted(question.stopped.items())]
        head = ("answer", *tail)
        section.tables.append(ReportTable(f"Stopped by a limit in {question.name}", head, stopped))
    return section


def _draw_bars(at: Sequence[float], counts: Sequence[int], width: float) -> Axes:
    ax = axes(6.0, 2.8)
    ax.bar_label(ax.bar(at, counts, width, color=BLUE), [str(c or "") for c in counts], color=INK)
    ax.set_ylim(0, 1.15 * max(counts))
    return _keep_plain(ax)


def _draw_lying_bars(names: Sequence[str], values: Sequence[float]) -> Axes:
    ax = axes(6.0, 0.9 + 0.3 * len(names))
    ax.bar_label(ax.barh(range(len(names)), values, 0.7, color=BLUE), fmt="%.0f", padding=3)
    ax.invert_yaxis()
    _keep_plain(ax).set_yticks(range(len(names)), names)
    return ax


def _keep_plain(ax: Axes) -> Axes:
    for axis in (ax.xaxis, ax.yaxis):
        axis.set_major_locator(MaxNLocator(integer=True))
    ax.spines[["top", "right"]].set_visible(False)
    ax.tick_params(color=GREY)
    return ax


def _gap(values: Sequence[float]) -> float:
    return min((b - a for a, b in pairwise(values)), default=1.0)


def _share(count: int, of: int) -> str:
    return f"{100 * count / of:.0f} %" if of else "–"


def _picture(ax: Axes, alt: str) -> Markup:
    return Markup(picture(ax, alt).data)
