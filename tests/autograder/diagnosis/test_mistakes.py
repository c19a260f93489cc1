"""The catalogue of mistakes: each is defined once, known to a check, and made by the bank."""

import re

import pytest

from autograder.authoring.kill_matrix import known_mistakes
from autograder.diagnosis.mistakes import CATALOGUE, Mistake, by_id
from autograder.questions import load_questions
from tests.support.bank import BANK


@pytest.fixture(scope="module")
def known() -> dict[str, set[Mistake]]:
    """The mistakes that the checks of each question know."""
    return {name: set(known_mistakes(name, BANK)) for name in load_questions()}


def test_two_mistakes_of_one_id_are_refused():
    with pytest.raises(ValueError, match="'sign' should be given once"):
        by_id([Mistake("sign", "", "", "", ""), Mistake("sign", "", "other", "", "")])


def test_ids_are_words_with_hyphens():
    assert [id for id in CATALOGUE if not re.fullmatch(r"[a-z]+(-[a-z]+)*", id)] == []


def test_no_two_mistakes_have_one_name():
    assert len({mistake.name for mistake in CATALOGUE.values()}) == len(CATALOGUE)


def test_a_relation_ends_a_sentence_and_a_place_asks_or_tells():
    for mistake in CATALOGUE.values():
        assert mistake.relation.endswith("."), mistake.id
        assert mistake.place.endswith((".", "?")), mistake.id


def test_checks_tell_a_mistake_as_the_catalogue_does(known):
    for mistakes in known.values():
        for mistake in mistakes:
            defined = CATALOGUE[mistake.id]
            assert (mistake.name, mistake.relation) == (defined.name, defined.relation)


def test_every_mistake_is_known_to_a_check(known):
    assert CATALOGUE.keys() - {m.id for mistakes in known.values() for m in mistakes} == set()


def test_every_mistake_is_made_by_an_answer_of_the_bank():
    made = {mistake for answer in BANK for mistake in answer.mistakes}
    assert made == CATALOGUE.keys()
