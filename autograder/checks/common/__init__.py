"""What check files are made with, and what the checks of several exercises share."""

from ...diagnosis.carried_forward import prefer_own, recover_delta, select_usable
from ...diagnosis.judge import Judge, agrees, all_agree, to_numbers
from ...diagnosis.mistakes import (
    CATALOGUE,
    Mistake,
    Table,
    Values,
    about,
    asking,
    at_each,
    renamed,
    times,
)
from ...question import oracle
from ...question.answer import Answer, AnswerError, Unreadable
from ...question.by_hand import ByHand
from ...question.definition import Question
from ...question.forbidden import DIFFERENTIATION
from ...question.parts import name_values, pick_keys
from ...question.quantity import Quantities, Quantity
from ...question.stand_ins import LONGEST_SIDE, to_array, to_number
from .closed_form import ClosedForm

__all__ = [
    "CATALOGUE",
    "DIFFERENTIATION",
    "LONGEST_SIDE",
    "Answer",
    "AnswerError",
    "ByHand",
    "ClosedForm",
    "Judge",
    "Mistake",
    "Quantities",
    "Quantity",
    "Question",
    "Table",
    "Unreadable",
    "Values",
    "about",
    "agrees",
    "all_agree",
    "asking",
    "at_each",
    "name_values",
    "oracle",
    "pick_keys",
    "prefer_own",
    "recover_delta",
    "renamed",
    "select_usable",
    "times",
    "to_array",
    "to_number",
    "to_numbers",
]
