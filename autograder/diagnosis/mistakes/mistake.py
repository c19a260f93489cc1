"""What a known mistake is."""

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Mistake:
    """A known mistake: its id and name, and what a student is told.

    `id` is its name in the whole course, in kebab case. `relation` ends the sentence "this part
    is …": how it differs from what was expected. `place` asks where in the derivation to look.
    Neither holds a number of the case or a line of an answer. `section` is the section of a lecture
    that teaches the step, like "03 §6". `variant` tells apart the forms in which one mistake can be
    made, where each gives values of its own.
    """

    id: str
    name: str
    relation: str
    place: str
    section: str
    variant: str = ""

    def asking(self, place: str) -> "Mistake":
        """Return the same mistake with the question that fits an exercise."""
        return replace(self, place=place)

    def with_variant(self, variant: str) -> "Mistake":
        """Return the same mistake made in another form."""
        return replace(self, variant=variant)
