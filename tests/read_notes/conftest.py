"""What is judged here is what a note says: the search of hints is left out.

A hint says what would mend a refuted line; it changes no verdict, and its search takes longer
than everything else that judging does. The tests of hints stand under ``tests/refute``.
"""

import pytest

UNSEARCHED = "no hint is searched under tests/read_notes, see conftest.py there"


@pytest.fixture(autouse=True)
def _no_hints(monkeypatch):
    monkeypatch.setattr("verifier.engine.weigh.hint", lambda *_: UNSEARCHED)
