"""What nbgrader_config.py says of limits reaches the submissions."""

from traitlets.config import Config

from autograder.classroom.grade_submission import Limits
from autograder.classroom.trusted_execute import TrustedExecute


def test_without_settings_the_limits_are_those_of_a_job():
    assert TrustedExecute().limits() == Limits()
    assert not TrustedExecute().allow_unsandboxed


def test_settings_are_the_limits():
    settings = Config()
    settings.TrustedExecute.timeout = 8
    settings.TrustedExecute.call_timeout = 5
    settings.TrustedExecute.total_timeout = 60
    settings.LimitOutput.max_lines = 7
    assert TrustedExecute(config=settings).limits() == Limits(8, 5, 60, 7, 100)
    settings.LimitOutput.enabled = False
    assert TrustedExecute(config=settings).limits() == Limits(8, 5, 60, -1, -1)
