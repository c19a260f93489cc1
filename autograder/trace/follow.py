"""Follows the values of an answer through one case: which variable is the first that is off.

A line is named only if all that it uses is right, and what it makes is a quantity of the lecture
gone wrong. Everything else is left alone, since there are other right ways.
"""

import ast
import contextlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from ..question.answer import Answer, AnswerError
from ..question.definition import Question
from ..question.quantity import Quantities
from .recognise import M_TIMES, Form, Recogniser, name_parts
from .recorder import GIVEN, RETURNED, SET, Entry, Trace
from .recorder import UNKNOWN as NOT_RECORDED

MOST_CASES = 3
"""Cases in which an answer is followed: one more than needed, where the second tells nothing."""

MOST_ROWS = 30
"""Rows of the table that is shown."""

RIGHT, WRONG, OPEN = "✓", "✗", "·"

FOLLOWS = "follows from it"
UNKNOWN = "not recognised"


@dataclass(frozen=True)
class Row:
    """A variable of the student's: its name, line and text, a mark, and what is known of it."""

    name: str
    line: int
    text: str
    mark: str
    words: str

    def leave_open(self) -> "Row":
        """Return the row as it is where nothing is known to be off."""
        known = self.mark == RIGHT
        return self if known else replace(self, mark=OPEN, words=UNKNOWN)


@dataclass(frozen=True)
class Trail:
    """The variables of an answer in one case, in the order of time.

    sentence: which is the first that is off, empty if it cannot be told; off: the quantity that it
    should be, line: where.
    """

    rows: tuple[Row, ...]
    sentence: str = ""
    off: str = ""
    line: int = 0

    def confirm(self, other: "Trail") -> "Trail":
        """Return the same trail with what another case says of its first line that is off, too."""
        if (self.off, self.line) != (other.off, other.line) or not self.off:
            return Trail(tuple(row.leave_open() for row in self.rows))
        if self.sentence == other.sentence:
            return self
        plain = f"has the shape of {self.off}, but is not it"
        wrong = next(row for row in self.rows if row.mark == WRONG)
        return replace(
            self,
            rows=tuple(replace(r, words=plain) if r is wrong else r for r in self.rows),
            sentence=self.sentence.replace(wrong.words, plain),
        )


def follow_answer(
    question: type[Question], answer: Answer, cases: Sequence[Any], numbers: Sequence[int]
) -> Trail | None:
    """Return what became of an answer's values in the first of some cases, given by number.

    A line is named only if a second case names it too. None if the question has no quantities.
    """
    trails = []
    for number in numbers[:MOST_CASES]:
        if len(trails) > 1 and (trails[-1].line or not trails[0].line):
            break
        case = cases[number]
        if not (quantities := question.quantities(case)):
            return None
        trace = Trace()
        with contextlib.suppress(AnswerError):
            question.call(answer.forbid_calls(question.forbidden).follow(trace), case)
        names = question.returns or tuple(question.parts)
        entries = [_name_returned(entry, names) for entry in trace.entries]
        parts = name_parts(quantities, question.reference(case))
        trails.append(follow_values(quantities, parts, question.rows(case), entries))
    return trails[0].confirm(trails[-1]) if trails and trails[0].rows else None


def _name_returned(entry: Entry, names: Sequence[str]) -> Entry:
    """Return an entry of a tuple that was returned with its name in place of its number."""
    if entry.kind == RETURNED and entry.name.isdigit() and int(entry.name) < len(names):
        return replace(entry, name=names[int(entry.name)])
    return entry


def follow_values(
    quantities: Quantities, parts: Mapping[str, str], m: int, entries: Sequence[Entry]
) -> Trail:
    """Return what became of the values of one call.

    parts: the quantity that each returned value should be; m: the number of rows of the case.
    """
    return _Followed(Recogniser(quantities, m), parts, entries).tell()


class _Followed:
    """The entries of one call, and all that is found out about them."""

    def __init__(
        self, recogniser: Recogniser, parts: Mapping[str, str], entries: Sequence[Entry]
    ) -> None:
        self.about = recogniser
        self.entries = entries
        self.parts = parts
        self.values = [None if e.value is None else e.value.astype(float) for e in entries]
        self.uses = [self._list_uses(n) for n in range(len(entries))]
        self.equal: list[tuple[str, ...]] = [
            () if v is None else recogniser.find(v) for v in self.values
        ]
        self.forms: list[Form | None] = [
            None if v is None or self.equal[n] else recogniser.find_form(v)
            for n, v in enumerate(self.values)
        ]
        self.consumers = [
            [k for k in range(len(entries)) if n in self.uses[k] or entries[k].same == n]
            for n in range(len(entries))
        ]
        self.flows = self._follow_parts()
        self.right = self._find_right_parts()
        self.of_copies = self._trace_copies()
        self.roles = self._give_roles()

    def _list_uses(self, n: int) -> list[int]:
        """Return the earlier entries that an entry uses; n itself stands for what is not known."""
        entry = self.entries[n]
        if entry.same is not None and 0 <= entry.same < n:
            return [entry.same]
        return [use if 0 <= use < n else n for use in entry.uses if not self._is_neutral(use, n)]

    def _is_neutral(self, use: int, n: int) -> bool:
        """Return whether a value says nothing: a whole number, or nothing but zeros."""
        if not 0 <= use < n:
            return False
        return _says_nothing(self.entries[use], self.values[use])

    def _follow_parts(self) -> list[set[str]]:
        """Return for each entry the parts that depend on it."""
        flows: list[set[str]] = [set() for _ in self.entries]
        for n in reversed(range(len(self.entries))):
            entry = self.entries[n]
            if entry.kind == RETURNED and entry.name in self.parts:
                flows[n].add(entry.name)
            for use in self.uses[n]:
                if use != n:
                    flows[use] |= flows[n]
        return flows

    def _find_right_parts(self) -> set[str]:
        """Return the parts that are right as they stand."""
        return {
            entry.name
            for entry, value in zip(self.entries, self.values, strict=True)
            if entry.kind == RETURNED and entry.name in self.parts and value is not None
            if self.about.equals(value, self.parts[entry.name])
        }

    def _give_roles(self) -> list[str | None]:
        """Return what each entry should be, as what is returned needs it; None if that is open."""
        roles: list[set[str]] = [set() for _ in self.entries]
        for n in reversed(range(len(self.entries))):
            entry = self.entries[n]
            if entry.kind == RETURNED and entry.name in self.parts:
                roles[n] = {self.parts[entry.name]}
            if len(roles[n]) != 1:
                continue
            (role,) = roles[n]
            if self.uses[n] == [entry.same]:
                roles[self.uses[n][0]].add(role)
            elif role not in self.equal[n]:
                for use, need in self._match_needs(n, role).items():
                    roles[use].add(need)
        return [next(iter(found)) if len(found) == 1 else None for found in roles]

    def _match_needs(self, n: int, role: str) -> dict[int, str]:
        """Return what the values that an entry uses should be, where only one thing fits."""
        used = [use for use in self.uses[n] if use != n]
        names = {name for use in used for name in self.equal[use]}
        # What a line does to a value must not be left to the copy of that.
        makers = {n for use in used if not _is_copy(self.entries[use]) for n in self.equal[use]}
        best: tuple[int, dict[int, str]] | None = None
        for way in self.about.quantities[role].needs:
            parts_of_way = set(way)
            missing = []
            for need in way:
                if need in names:
                    continue
                ways = self.about.quantities[need].needs
                made = next((w for w in ways if set(w) <= makers), None)
                if made is None or any(self._wants(use, need) for use in used):
                    missing.append(need)
                else:
                    parts_of_way |= set(made)
            loose = [use for use in used if not parts_of_way & set(self.equal[use])]
            pairs = [
                (use, need)
                for use in loose
                for need in missing
                if (value := self.values[use]) is not None and self.about.fits(value, need)
            ]
            certain = {
                use: need
                for use, need in pairs
                if sum(u == use for u, _ in pairs) == 1 and sum(d == need for _, d in pairs) == 1
            }
            left = len(missing) + len(loose) - 2 * len(certain)
            if best is None or left < best[0]:
                best = left, certain
        return best[1] if best else {}

    def _wants(self, n: int, need: str) -> bool:
        """Return whether all that is made of an entry is off, and it by a number from a need."""
        value = self.values[n]
        if value is None or not self.equal[n] or self.flows[n] & self.right:
            return False
        again = [k for k in self.consumers[n] if self.entries[k].same != n]
        return len(again) > 1 and self.about.find_multiple(value, need) is not None

    # --- the first that is off --------------------------------------------------------------------

    def _is_fine(self, n: int) -> bool:
        """Return whether an entry can be taken for right by the lines that use it."""
        if self.equal[n]:
            name = self.entries[n].name
            return name not in self.about.quantities or name in self.equal[n]
        form, value = self.forms[n], self.values[n]
        if form is None or value is None:
            return False
        if self.about.quantities[form.quantity].either_way and form.factor == -1:
            return True
        if self.about.is_row(value, form.quantity) and form.words == M_TIMES:
            return True  # the mean may be taken of the sum
        return bool(self.flows[n] & self.right)

    def find_first(self) -> tuple[int, str, str] | None:
        """Return the entry that is the first to be off, what it should be, and how it differs."""
        for n, entry in enumerate(self.entries):
            value = self.values[n]
            if (
                entry.kind == GIVEN
                or value is None
                or _adds_up(entry)
                or _says_nothing(entry, value)
            ):
                continue
            if entry.same is not None and entry.kind == SET and not _is_copy(entry):
                continue
            wrong = self.flows[n]
            if not wrong or wrong & self.right:
                continue
            uses = self.uses[n]
            if not uses or n in uses or not all(self._is_fine(use) for use in uses):
                continue
            if self._mixes_rows(n):
                continue
            if (found := self._judge(n, value, wrong)) and self._is_sure(n, found[0]):
                return n, *found
        return None

    def _mixes_rows(self, n: int) -> bool:
        """Return whether a line uses both rows and whole arrays of values with a row a sample."""
        found = {
            self.about.is_row(value, self.equal[use][0])
            for use in self.uses[n]
            if (value := self.values[use]) is not None and value.ndim and self.equal[use]
            if self.about.has_rows(self.equal[use][0])
        }
        return len(found) > 1

    def _is_confirmed(self, use: int) -> bool:
        """Return whether something right was made of a value, so that it is what it should be."""
        entry = self.entries[use]
        if entry.kind == GIVEN or self.flows[use] & self.right or entry.name in self.equal[use]:
            return True
        names = set(self.equal[use])
        return any(
            names & set(way)
            for k in self.consumers[use]
            if self.entries[k].same != use
            for made in self.equal[k]
            for way in self.about.quantities[made].needs
        )

    def _is_pending(self, n: int, form: Form) -> bool:
        """Return whether a number that is missing may have been forgotten before this line.

        A value that the line uses is by just that number off what it could be meant to be.
        """
        return any(
            abs(factor / form.factor - 1) < 1e-3
            for use in self.uses[n]
            if (value := self.values[use]) is not None and value.ndim and self.equal[use]
            for name, quantity in self.about.quantities.items()
            if quantity.needs and name not in self.equal[use]
            if (factor := self.about.find_multiple(value, name))
        )

    def _trace_copies(self) -> list[bool]:
        """Return whether each value is made of one that a line has only given another name."""
        found: list[bool] = []
        for n in range(len(self.entries)):
            earlier = [use for use in self.uses[n] if use < n]
            found.append(any(_is_copy(self.entries[use]) or found[use] for use in earlier))
        return found

    def _is_sure(self, n: int, role: str) -> bool:
        """Return whether what is returned could have been made in its own line.

        All that it is made of must have been there, and it is not handed on from elsewhere.
        """
        entry = self.entries[n]
        if entry.kind == RETURNED and NOT_RECORDED in entry.uses:
            return False  # the line does not say which value goes where
        if entry.kind == RETURNED and any(
            _is_copy(other) and np.array_equal(other.value, entry.value)
            for other in self.entries[:n]
        ):
            return False  # it may be the copy that should have been something else
        if entry.kind != RETURNED or entry.same is not None:
            return entry.name != "return" or bool(self.equal[n] or self.forms[n])
        value, used = self.values[n], [self.values[use] for use in self.uses[n]]
        if value is None or any(np.isin(value, its).all() for its in used if its is not None):
            return False
        there = {name for names in self.equal[:n] for name in names}
        return any(set(way) <= there for way in self.about.quantities[role].needs)

    def _judge(self, n: int, value: np.ndarray, wrong: set[str]) -> tuple[str, str] | None:
        """Return what an entry should be and how it differs, if that is sure."""
        role, form = self.roles[n], self.forms[n]
        if self.equal[n]:
            last = self.entries[n].kind == RETURNED and not self.entries[n].same
            if role is None or not any(self.about.quantities[q].needs for q in self.equal[n]):
                return None  # what is given is what it is
            if self.entries[n].kind == SET and self.entries[n].name in self.equal[n]:
                return None  # it is what it is called
            if role in self.equal[n]:
                turned = last and not self.about.equals(value, role)
                return (role, self.about.describe(value, role)) if turned else None
            returned = self.entries[n].kind == RETURNED
            if any(self.about.is_row(value, name) for name in self.equal[n][:1]):
                return None  # an entry of something else may be all that is right of it
            mine = {part for part, name in self.parts.items() if name in self.equal[n]}
            if not returned and mine - self.right:
                return None  # it is right, and handed out in the wrong place
            for k in self.consumers[n]:
                if self.entries[k].name == self.entries[n].name and self.entries[k].kind == SET:
                    return None  # it goes on being made
                if _is_copy(self.entries[k]) or self.entries[k].kind == GIVEN:
                    return None  # that is the line, or the function that was given it
                if self.equal[k] and self.entries[k].same != n:
                    return None  # somebody has made the right thing of it
            if not returned and not self._is_wanted(n):
                return None  # it may be the line which uses it that leaves something out
            return role, self._say_what_lacks(self.equal[n], role)
        if form is not None:
            if self._is_pending(n, form) or not self._repeat(form, wrong):
                return None
            return form.quantity, f"is {form.words} {form.quantity}"
        if self.of_copies[n]:
            return None  # it may be the copy that is not enough
        if role is not None:
            if not self._steps_are_sure(n, role):
                return None
            how = self.about.describe(value, role)
            return (role, how) if how else None
        if value.ndim == 0 or self.entries[n].name == "return":
            return None  # too much looks like that
        match self._guess(n, value):
            case [target]:
                return target, self.about.describe(value, target)
            case [first, *_]:
                return first, "is no value that the derivation passes through"
        return None

    def _repeat(self, form: Form, wrong: set[str]) -> bool:
        """Return whether all that follows from a value is off by just its factor."""
        if self.about.quantities[form.quantity].either_way:
            return False
        for n, entry in enumerate(self.entries):
            value = self.values[n]
            if entry.kind == RETURNED and entry.name in wrong:
                if value is None:
                    return False
                factor = self.about.find_multiple(value, self.parts[entry.name])
                if factor is None or abs(factor / form.total - 1) > 1e-3:
                    return False
        return True

    def _say_what_lacks(self, names: Sequence[str], role: str) -> str:
        for name in names:
            for way in self.about.quantities[role].needs:
                lacking = [need for need in way if need != name]
                if name in way and len(lacking) == 1:
                    return f"is {name}; {role} takes {lacking[0]} as well"
        return f"is {names[0]}, where {role} is needed"

    def _guess(self, n: int, value: np.ndarray) -> list[str]:
        """Return the quantities of this shape that follow from what a line uses, the first first.

        It may have left out one thing that is given, as a bias. None if two could come first.
        """
        used = {name for use in self.uses[n] for name in self._name_all(use)}
        given = {name for name, quantity in self.about.quantities.items() if not quantity.needs}
        for others in (set(), given):
            found = [
                name
                for name in self.about.quantities
                if name not in used and self.about.fits(value, name)
                if (support := self.about.derive([*used, *others], name))
                and used <= support
                and len(support - used) <= 1
                and self._steps_are_sure(n, name)
            ]
            if found:
                first = [name for name in found if not any(self._leads(o, name) for o in found)]
                return sorted(found, key=lambda name: name != first[0]) if len(first) == 1 else []
        return []

    def _is_wanted(self, n: int) -> bool:
        """Return whether a value is returned as it is, or two others of which neither is right."""
        wrong = [
            k
            for k in self.consumers[n]
            if self.flows[k] and not self.flows[k] & self.right
            if not self.equal[k] and self.entries[k].same != n
        ]
        handed = [k for k in self.consumers[n] if self.entries[k].same == n]
        return len(wrong) > 1 or any(self.entries[k].kind == RETURNED for k in handed)

    def _steps_are_sure(self, n: int, name: str) -> bool:
        """Return whether no value that a line uses may have missed a step before it came there.

        A function of one value is such a step: z may stand where f(z) should. So is one with a
        value that the line does not have at hand.
        """
        used = {q for use in self.uses[n] for q in self._name_all(use)}
        about = self.about.quantities
        at_hand = used | {q for q in about if not about[q].needs}
        at_hand |= {q for q in about if any(set(way) <= at_hand for way in about[q].needs)}
        sure: set[str] = set()
        seen: set[str] = set()
        ahead = [name]
        while ahead:
            made = ahead.pop()
            if made in seen or (made in used and made != name):
                continue
            seen.add(made)
            for way in about[made].needs:
                if made == name or (len(way) > 1 and set(way) <= at_hand):
                    sure |= set(way)
                ahead += way
        return all(
            bool(sure & set(self._name_all(use)))
            or self._is_confirmed(use)
            or _calls_with(self.entries[n].text, self.entries[use].name)
            for use in self.uses[n]
        )

    def _name_all(self, n: int) -> tuple[str, ...]:
        """Return the quantities that an entry is, or is a multiple of."""
        form = self.forms[n]
        return self.equal[n] or ((form.quantity,) if form else ())

    def _leads(self, name: str, other: str) -> bool:
        """Return whether a quantity is one of those that another is made of."""
        return any(name in way for way in self.about.quantities[other].needs)

    # --- telling ----------------------------------------------------------------------------------

    def tell(self) -> Trail:
        """Return all this as a student reads it."""
        found = self.find_first()
        after: set[int] = set()
        rows: list[Row] = []
        for n, entry in enumerate(self.entries):
            if found and (n == found[0] or after & set(self.uses[n])):
                after.add(n)
            known = (
                entry.kind == RETURNED and entry.same is not None and not (found and n == found[0])
            )
            value = self.values[n]
            if entry.kind == GIVEN or known or value is None or _says_nothing(entry, value):
                continue
            mark, words = self._describe(n, found, n in after)
            row = Row(_name(entry), entry.line, entry.text, mark, words)
            if row not in rows:
                rows.append(row)
        sentence, off, line = "", "", 0
        if found:
            first, off, how = found
            entry = self.entries[first]
            line = entry.line
            sentence = (
                f"All that line {line} works with is right. Look at this line: "
                f"{_name(entry)} {how}."
            )
        return Trail(tuple(rows[:MOST_ROWS]), sentence, off, line)

    def _describe(self, n: int, found: tuple[int, str, str] | None, after: bool) -> tuple[str, str]:
        if found and n == found[0]:
            return WRONG, found[2]
        if self.equal[n]:
            return RIGHT, self._name_best(n)
        if after:
            return OPEN, FOLLOWS
        form = self.forms[n]
        if form and self._is_fine(n):
            return RIGHT, f"{form.words} {self._name_whole(n, form.quantity)}"
        return OPEN, UNKNOWN

    def _name_best(self, n: int) -> str:
        """Return the quantity that an entry is: what it should be, if it may be several."""
        role, names = self.roles[n], self.equal[n]
        return self._name_whole(n, role if role and role in names else next(iter(names)))

    def _name_whole(self, n: int, name: str) -> str:
        value = self.values[n]
        return name if value is None else self.about.name_whole(value, name)


def _says_nothing(entry: Entry, value: np.ndarray | None) -> bool:
    """Return whether a value is a whole number, or the zeros with which a sum begins."""
    if value is None:
        return False
    begins = not value.any() and re.search(r"zeros|\b0(\.0)? ?\*", entry.text) is not None
    return begins or (value.ndim == 0 and bool(value == np.rint(value)))


def _adds_up(entry: Entry) -> bool:
    """Return whether a line adds to a value, which may be right at the end of a loop alone."""
    again = re.fullmatch(r"(\S+) = (\1 [+-] .*|.* \+ \1)", entry.text)
    return again is not None or "+=" in entry.text or "-=" in entry.text


def _calls_with(text: str, name: str) -> bool:
    """Return whether a line makes f(z) of a value z, or a factor 1 − z, by itself."""
    name = re.escape(name)
    return re.search(rf"\w\({name}\)|\b1(\.0)? - {name}(?!\w)", text) is not None


def _is_copy(entry: Entry) -> bool:
    """Return whether a line only gives a value another name."""
    if entry.kind != SET or entry.same is None:
        return False
    if re.fullmatch(r"[\w.\[\]'\"]+ = [\w.\[\]'\"]+", entry.text):
        return True
    try:
        tree = ast.parse(entry.text)
    except (SyntaxError, ValueError):  # the first line of several, or one that was cut
        return False
    match tree.body:
        case [ast.Assign([ast.Tuple(names)], ast.Tuple(values))] if len(names) == len(values):
            pairs = zip(names, values, strict=True)
            return any(isinstance(v, ast.Name) and ast.unparse(n) == entry.name for n, v in pairs)
    return False


def _name(entry: Entry) -> str:
    if entry.kind == RETURNED or entry.name == "return":
        return f"what line {entry.line} returns" if entry.name == "return" else f"`{entry.name}`"
    return f"`{entry.name}`"
