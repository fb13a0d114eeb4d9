"""Figures that the tests of refutations measure, printed at the end of the run."""

import pytest

FIGURES = pytest.StashKey[list[str]]()


@pytest.fixture
def figures(request):
    """Lines that are printed when all tests have run."""
    return request.config.stash.setdefault(FIGURES, [])


def pytest_terminal_summary(terminalreporter, config):
    lines = config.stash.get(FIGURES, [])
    if lines:
        terminalreporter.section("refutations")
        for line in lines:
            terminalreporter.write_line(line)
