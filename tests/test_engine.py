"""The engine: what two independent answers add up to, and limits that hold."""

import os
import sys
import time
from dataclasses import dataclass, replace

import pytest

from verifier.claim import Claim, Derivation, IllFormed, Unchecked
from verifier.engine.decide import judge
from verifier.engine.files import write_atomically
from verifier.engine.limits import Died, OutOfTime
from verifier.engine.oracles import Oracles
from verifier.engine.pool import WarmPool
from verifier.engine.proofs import replay, save, stored
from verifier.engine.results import Broken, Judged, Result, Run
from verifier.engine.run import check
from verifier.engine.settings import Settings
from verifier.engine.sources import discover, matches
from verifier.engine.watch import Silent
from verifier.kernel.outcome import Accepted, OpenCondition
from verifier.prove import Found, NotFound
from verifier.terms import Relation, Variable, number
from verifier.verdict import Counterexample, Proof, Verdict

x = Variable("x")
CLAIM = Claim("one", Relation("=", x, x))
POINT = Counterexample({}, {"x": "7/3"}, {}, "1", "2")
SIMPLER = Counterexample({}, {"x": "0"}, {}, "1", "2")


@dataclass(frozen=True)
class Numbers:
    agreed: int = 32
    digits: int = 30
    dimensions: tuple = (1, 2, 3)
    one_sided: tuple = ()
    both_undefined: int = 0
    unknown: int = 0
    admissible: int = 32
    refutation: Counterexample | None = None


def accepted(*conditions):
    return Found(["proof"], Accepted(("rule",), (), tuple(conditions), ()))


def raising(error):
    def ask(*_, **__):
        raise error

    return ask


def ask(found, numbers=None, simpler=None):
    numbers = numbers or Numbers()
    if isinstance(found, Exception):
        prove = raising(found)
    else:
        prove = lambda claim, *, deadline=None: found  # noqa: E731
    compare = raising(numbers) if isinstance(numbers, Exception) else lambda *_, **__: numbers
    return Oracles(prove, compare, lambda *_, **__: simpler, lambda *_: True)


NONE = NotFound(("normal form",), Variable("rest"))
THIN = OpenCondition(Relation("!=", x, number(1)), "left", thin=True)
REGION = OpenCondition(Relation(">", x, number(0)), "right", thin=False)


@pytest.mark.parametrize(
    ("found", "numbers", "outcome"),
    [
        (accepted(), Numbers(), "proved"),
        (accepted(THIN), Numbers(), "proved"),
        (accepted(THIN, REGION), Numbers(one_sided=("witness",)), "conditional"),
        (accepted(THIN, REGION), Numbers(), "undecided"),
        (accepted(), Numbers(agreed=0, admissible=0), "undecided"),
        (accepted(), Numbers(agreed=0, both_undefined=32), "undecided"),
        (accepted(REGION), Numbers(agreed=0, both_undefined=32), "undecided"),
        (accepted(), Numbers(refutation=POINT), "conflict"),
        (accepted(THIN), Numbers(refutation=POINT), "conflict"),
        (NONE, Numbers(refutation=POINT), "refuted"),
        (NONE, Numbers(), "undecided"),
        (NONE, Numbers(agreed=0, admissible=0), "undecided"),
        (ZeroDivisionError("x"), Numbers(), "undecided"),
        (RecursionError(), Numbers(refutation=POINT), "refuted"),
        (MemoryError(), Numbers(), "undecided"),
        (accepted(), OverflowError(), "proved"),
        (NONE, KeyError("atom"), "undecided"),
    ],
)
def test_two_answers_add_up(found, numbers, outcome):
    verdict = judge(CLAIM, ask=ask(found, numbers))
    assert verdict.outcome == outcome
    assert (verdict.proof is not None) == (outcome in ("proved", "conditional", "conflict"))
    assert (verdict.counterexample is not None) == (outcome in ("refuted", "conflict"))


def test_a_condition_leads_to_points_where_both_sides_are_defined():
    """Far from 0 the sampling finds the domain only when it is told the condition."""

    def compare(claim, **_):
        return Numbers() if claim.assumptions else Numbers(agreed=0, one_sided=("witness",))

    oracles = replace(ask(accepted(REGION)), cross_check=compare)
    verdict = judge(CLAIM, ask=oracles)
    assert verdict.outcome == "conditional"
    assert verdict.numeric.points == 32


def test_contradictory_assumptions_are_ill_formed():
    verdict = judge(CLAIM, ask=ask(NotFound((), None, "[contradictory-assumptions] x > 1 > x")))
    assert verdict.outcome == "ill-formed"
    assert verdict.message == "[contradictory-assumptions] x > 1 > x"


@pytest.mark.parametrize(
    ("truth", "outcome"), [(False, "refuted"), (True, "conflict"), (None, "conflict")]
)
def test_a_condition_that_the_point_violates_is_a_hint(truth, outcome):
    oracles = replace(ask(accepted(REGION), Numbers(refutation=POINT)), truth_at=lambda *_: truth)
    verdict = judge(CLAIM, ask=oracles)
    assert verdict.outcome == outcome
    assert verdict.hint.startswith("holds if $x") == (outcome == "refuted")


def test_the_simplest_counterexample_is_shown():
    refuting = Numbers(refutation=POINT)
    assert judge(CLAIM, ask=ask(NONE, refuting)).counterexample == POINT
    assert judge(CLAIM, ask=ask(NONE, refuting, SIMPLER)).counterexample == SIMPLER


def test_undecided_says_what_was_tried():
    tried = " ".join(judge(CLAIM, ask=ask(NONE)).tried)
    for words in ("normal form", "left over", "32 points agree to 30 digits", "1, 2, 3"):
        assert words in tried


def test_an_internal_error_is_named():
    tried = judge(CLAIM, ask=ask(ZeroDivisionError("division by zero"))).tried
    assert "ZeroDivisionError: division by zero" in tried[0]


def test_interruption_is_not_swallowed():
    with pytest.raises(KeyboardInterrupt):
        judge(CLAIM, ask=replace(ask(NONE), prove=raising(KeyboardInterrupt())))


def test_ill_formed_passes_through():
    verdict = judge(IllFormed("a", "shape-mismatch", "m x n against n"))
    assert (verdict.outcome, verdict.message) == (
        "ill-formed", "[shape-mismatch] m x n against n"
    )  # fmt: skip


# -- the pool ----------------------------------------------------------------------------


def spin():
    while True:
        pass


def fail():
    raise KeyError("atom")


def devour():
    return len(bytearray(2**36))


def test_limits_hold_and_no_other_task_is_lost():
    pool = WarmPool(2, limit=0.5, memory=2**29)
    try:
        tasks = [pool.submit(pow, 2, 5), pool.submit(spin), pool.submit(os._exit, 3)]
        tasks += [pool.submit(devour), pool.submit(time.sleep, 60), pool.submit(pow, 2, 6)]
        assert tasks[-1].result() == 64
        assert tasks[0].result() == 32
        for task, error in zip(tasks[1:5], (OutOfTime, Died, Died, OutOfTime), strict=True):
            with pytest.raises(error):
                task.result()
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
    assert not pool.workers


def test_an_error_is_an_answer_and_the_worker_goes_on(capfd):
    with WarmPool(1, limit=5) as pool:
        first = pool.submit(os.getpid).result()
        for task, words in ((pool.submit(fail), "KeyError: 'atom'"),
                            (pool.submit(sys.exit, 3), "SystemExit: 3"),
                            (pool.submit(lambda_), "lambda")):  # fmt: skip
            with pytest.raises(Died, match=words):
                task.result()
        assert pool.submit(os.getpid).result() == first
    assert "Traceback" not in capfd.readouterr().err


def lambda_():
    return lambda: None


def test_a_worker_stays_warm():
    with WarmPool(1, limit=5) as pool:
        assert pool.submit(os.getpid).result() == pool.submit(os.getpid).result() != os.getpid()


def test_waiting_for_a_result_can_time_out():
    with WarmPool(1, limit=1.0) as pool:
        task = pool.submit(time.sleep, 0.3)
        with pytest.raises(TimeoutError):
            task.result(timeout=0.01)
        assert task.result() is None


# -- runs --------------------------------------------------------------------------------


@pytest.fixture
def two_files(monkeypatch, tmp_path):
    """Two derivation files whose reading and judging are played."""
    for name in ("a.py", "b.py", "c.py", "README.md"):
        (tmp_path / name).write_text("")

    def load(path, root):
        if path.name == "c.py":
            return Broken("c.py", 3, 1, "SyntaxError")
        if path.name == "README.md":
            return None
        stem = path.stem
        items = (Claim(f"{stem}/1", Relation("=", x, Variable(stem))),
                 Unchecked(f"{stem}/2", "definition", ""),
                 IllFormed(f"{stem}/3", "unknown-name", "q"))  # fmt: skip
        return Derivation(path.name, stem.upper(), items=items)

    monkeypatch.setattr("verifier.engine.reading.load", load)
    monkeypatch.setattr("verifier.engine.hands.warm", lambda: None)
    return tmp_path


def play(item, *, seed, timeout):
    if item.id == "a/1":
        os._exit(1)
    return Verdict("ill-formed") if isinstance(item, IllFormed) else Verdict("proved")


def test_every_claim_is_reported_once_in_order(two_files, monkeypatch):
    monkeypatch.setattr("verifier.engine.decide.judge", play)
    for jobs in (1, 3):
        run = check([two_files], Settings(two_files, jobs=jobs), Silent())
        found = [(result.item.id, result.verdict.outcome) for result in run.results]
        assert found == [
            ("a/1", "undecided"), ("a/3", "ill-formed"), ("b/1", "proved"), ("b/3", "ill-formed"),
        ]  # fmt: skip
        assert "ended with status 1" in run.results[0].verdict.tried[0]
        assert len(run.unchecked) == 2
        assert [str(file) for file in run.broken] == ["c.py:3:1: SyntaxError"]


def test_selection(two_files, monkeypatch):
    monkeypatch.setattr("verifier.engine.decide.judge", play)
    run = check([two_files], Settings(two_files, select=("b",)), Silent())
    assert [result.item.id for result in run.results] == ["b/1", "b/3"]
    assert matches("softmax/steps#2", ("softmax/steps",))
    assert matches("softmax/steps#2", ("*#2",))
    assert not matches("softmax/jacobian", ("softmax/jac",))


def test_an_interruption_keeps_what_was_judged(two_files, monkeypatch):
    monkeypatch.setattr("verifier.engine.decide.judge", play)

    class Impatient(Silent):
        def judged(self, result):
            if result.item.id == "b/1":
                raise KeyboardInterrupt

    run = check([two_files], Settings(two_files), Impatient())
    assert run.interrupted
    assert [result.item.id for result in run.results] == ["a/1", "a/3", "b/1"]


def test_files_are_found_in_order_and_once(tmp_path):
    for name in ("b.py", "a.md", "x/c.tex", ".hidden/d.py", "__pycache__/e.py", "f.txt", "_g.py"):
        place = tmp_path / name
        place.parent.mkdir(exist_ok=True)
        place.write_text("")
    found = list(discover([tmp_path, tmp_path / "b.py", tmp_path / "f.txt"], tmp_path))
    assert [file.name for file in found[:3]] == ["a.md", "b.py", "c.tex"]
    assert [type(file) for file in found[3:]] == [Broken]


# -- saved proofs ------------------------------------------------------------------------


def judged(*ids):
    return Judged("derivations/a.py", entries=tuple(
        Result(Claim(id, CLAIM.relation), Verdict("proved", proof=Proof(["nonsense", id])))
        for id in ids
    ))  # fmt: skip


def test_saved_proofs_are_judged_by_the_kernel_not_believed(tmp_path):
    save(judged("a/1", "a/2"), tmp_path, keep=False)
    save(judged("a/2", "a/3"), tmp_path, keep=True)
    (file,) = stored(tmp_path)
    file.write_text(file.read_text() + "{damaged\n[]\n" + "[" * 100_000 + "\n")
    found = [(proof.id, type(proof.answer).__name__) for proof in replay(tmp_path)]
    assert [id for id, _ in found] == ["a/1", "a/2", "a/3", "line 4", "line 5", "line 6"]
    assert {answer for _, answer in found} == {"Rejected"}
    save(judged(), tmp_path, keep=False)
    assert not stored(tmp_path)


def test_a_report_is_written_whole_or_not_at_all(tmp_path):
    target = tmp_path / "reports" / "report.md"
    write_atomically(target, "old\n")
    with pytest.raises(UnicodeEncodeError):
        write_atomically(target, "new \ud800")
    assert target.read_text() == "old\n"
    assert [file.name for file in target.parent.iterdir()] == ["report.md"]


def test_links_stay_links_and_devices_devices(tmp_path):
    (tmp_path / "link").symlink_to("file")
    write_atomically(tmp_path / "link", "text")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "file").read_text() == "text"
    os.mkfifo(tmp_path / "pipe")
    reader = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    write_atomically(tmp_path / "pipe", "text")
    assert os.read(reader, 9) == b"text"
    os.close(reader)
    assert (tmp_path / "pipe").is_fifo()


def test_a_run_is_plain_data():
    assert Run().counts() == dict.fromkeys(
        ("proved", "conditional", "refuted", "undecided", "ill-formed", "conflict"), 0
    )
