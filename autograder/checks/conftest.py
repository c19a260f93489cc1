"""Brings the plug-in in where pytest is given this folder."""

import pytest


def pytest_addoption(pluginmanager: pytest.PytestPluginManager) -> None:
    """Load the plug-in, whose options are added with it."""
    pluginmanager.import_plugin("autograder.checks.plugin")
