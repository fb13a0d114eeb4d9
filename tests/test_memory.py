"""The memory of earlier runs: recalled when nothing changed, and never when something did."""

import os
from pathlib import Path

import pytest

from verifier.claim import Claim, Derivation, OneHot, Span, Unchecked
from verifier.engine import memory
from verifier.engine.memory import Memory
from verifier.engine.run import check
from verifier.engine.settings import Settings
from verifier.engine.watch import Silent
from verifier.terms import Family, Number, Relation, Sort, Variable
from verifier.verdict import Condition, Counterexample, NumericEvidence, Proof, Verdict

n = Variable("n", Sort.DIMENSION)
FULL = Verdict(
    "conflict",
    (Condition("x > 0", thin=False),),
    Counterexample({"n": 1}, {"x": ["0", "1/2"]}, {}, "0", "1"),
    Proof({"rule": "equal"}, ("a",), ("b",), "all n >= 1"),
    ("tried",),
    NumericEvidence(1, (1, 2), 30),
    "hint",
    "message",
    0.5,
)


@pytest.fixture
def project(monkeypatch, tmp_path):
    """A derivation whose reading and judging leave a trace, whichever process does it."""
    trace = tmp_path / "trace"
    file = tmp_path / "a.md"
    file.write_text("one\ntwo")

    def note(text):
        with trace.open("a") as stream:
            stream.write(f"{text}\n")

    def load(path, root):
        note(f"read {path.name}")
        items = tuple(
            Claim(f"a/{line}", Relation("=", Variable(line), n), (OneHot(Family("y", (n,))),),
                  span=Span("a.md", 1))
            for line in path.read_text().splitlines()
        )  # fmt: skip
        return Derivation("a.md", "A", items=(*items, Unchecked("a/x", "definition", "")))

    monkeypatch.setattr("verifier.engine.reading.load", load)
    monkeypatch.setattr("verifier.engine.decide.judge", judge)
    monkeypatch.setattr("verifier.engine.hands.warm", lambda: None)
    monkeypatch.setenv("TRACE", str(trace))

    def run(**settings):
        trace.write_text("")
        found = check([file], Settings(tmp_path, jobs=1, **settings), Silent())
        assert [result.verdict for result in found.results] == [FULL] * len(found.results)
        assert len(found.unchecked) == (0 if "select" in settings else 1)
        return trace.read_text().splitlines()

    return tmp_path, run


def judge(item, *, seed, timeout):
    with Path(os.environ["TRACE"]).open("a") as stream:
        stream.write(f"judge {item.id}\n")
    return FULL


FIRST = ["read a.md", "judge a/one", "judge a/two"]


def test_nothing_is_done_twice(project):
    _, run = project
    assert run() == FIRST
    assert run() == []
    assert run(cache=False) == FIRST


def test_what_a_verdict_depends_on(project, monkeypatch):
    root, run = project
    run()
    assert run(seed=1) == FIRST[1:]
    assert run(timeout=3.0) == FIRST[1:]
    (root / "a.md").write_text("one\nthree")
    assert run(timeout=3.0) == ["read a.md", "judge a/three"]
    monkeypatch.setattr(memory, "program", lambda: "another program")
    assert run(timeout=3.0) == ["read a.md", "judge a/one", "judge a/three"]


def test_a_selection_keeps_what_it_does_not_ask_for(project):
    _, run = project
    run()
    assert run(select=("a/one",)) == []
    assert run() == []


def test_an_interrupted_run_is_resumed(project):
    root, _ = project

    class Impatient(Silent):
        def judged(self, result):
            raise KeyboardInterrupt

    found = check([root / "a.md"], Settings(root, jobs=1), Impatient())
    assert found.interrupted
    (root / "trace").write_text("")
    check([root / "a.md"], Settings(root, jobs=1), Silent())
    assert (root / "trace").read_text().splitlines() == ["judge a/two"]


@pytest.mark.parametrize("damage", ["", "x", "{}\n{}", "\x00", "[" * 10_000])
def test_a_damaged_page_is_as_good_as_none(project, damage):
    root, run = project
    run()
    (page,) = (root / memory.FOLDER).rglob("*.json")
    page.write_text(damage)
    assert run() == FIRST
    assert run() == []
    page.write_text(page.read_text()[:-5])
    assert run() == FIRST


def test_a_verdict_that_time_cut_short_is_not_kept(tmp_path):
    found = Memory(tmp_path, 0, 10.0)
    page = found.open(tmp_path / "a.py")
    claim = Claim("a", Relation("=", n, n))
    for verdict in (
        Verdict("undecided", seconds=9.0),
        Verdict("undecided", tried=("stopped after 16 s",)),
        Verdict("undecided", tried=("internal error in the proof search",), seconds=1.0),
    ):
        found.keep(page, claim, verdict)
        assert not page.verdicts
    found.keep(page, claim, Verdict("undecided", seconds=1.0))
    assert page.verdicts


def test_claims_that_differ_have_different_keys(tmp_path):
    found = Memory(tmp_path, 0, 10.0)
    a, b = Number(1), Number(2)
    claims = [
        Claim("x", Relation("=", a, b)), Claim("x", Relation("=", b, a)),
        Claim("x", Relation("<", a, b)), Claim("x", Relation("=", a, b), expected="refuted"),
        Claim("x", Relation("=", a, b), (Relation("<", a, b),)),
    ]  # fmt: skip
    assert len({found.key(claim) for claim in claims}) == 5
