"""Any executor with the shape of ``concurrent.futures`` judges, and may break."""

from concurrent.futures import BrokenExecutor, Future, ThreadPoolExecutor

import pytest

from tests.benchmarks.many_claims import derivation
from verifier.engine.run import check
from verifier.engine.settings import Settings
from verifier.engine.watch import Silent

CLAIMS = 12


class Breaking(ThreadPoolExecutor):
    """Takes some tasks, answers fewer, and then takes no more."""

    def __init__(self, takes, answers):
        super().__init__(1)
        self.takes, self.answers = takes, answers

    def submit(self, fn, /, *args, **kwargs):
        if self.takes <= 0:
            raise BrokenExecutor("takes no more")
        self.takes -= 1
        if self.answers <= 0:
            task = Future()
            task.set_exception(BrokenExecutor("a process died"))
            return task
        self.answers -= 1
        return super().submit(fn, *args, **kwargs)


@pytest.fixture
def judged(tmp_path):
    """The outcomes of the same claims in an executor, in order."""
    (tmp_path / "many.py").write_text(derivation(CLAIMS))

    def outcomes(executor):
        settings = Settings(tmp_path, jobs=1, cache=False)
        run = check([tmp_path], settings, Silent(), executor)
        return [(result.item.id, result.verdict.outcome) for result in run.results]

    return outcomes


def test_every_executor_gives_the_same_verdicts_once(judged):
    expected = judged(None)
    assert len(expected) == CLAIMS
    for executor in (ThreadPoolExecutor(2), Breaking(5, 2)):
        with executor:
            assert judged(executor) == expected


class Counting(ThreadPoolExecutor):
    tasks = 0

    def submit(self, fn, /, *args, **kwargs):
        self.tasks += 1
        return super().submit(fn, *args, **kwargs)


def test_the_same_claim_in_two_files_is_judged_once_and_reported_twice(tmp_path):
    for name in ("a", "b"):
        (tmp_path / f"{name}.py").write_text(derivation(3))
    executor = Counting(2)
    with executor:
        run = check([tmp_path], Settings(tmp_path, jobs=1, cache=False), Silent(), executor)
    assert executor.tasks == 3
    assert [result.item.id.partition("/")[0] for result in run.results] == [*"aaabbb"]
    assert {result.verdict.outcome for result in run.results} == {"proved"}
