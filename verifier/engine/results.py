"""What a run hands to the reports: verdicts in the order of their files.

Guarantee: plain, frozen data without times of day or machine paths; ``Run.status``
alone decides the exit status.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from pathlib import Path
from typing import TypeAlias

from verifier.claim import Claim, IllFormed, Unchecked
from verifier.verdict import OUTCOMES, Outcome, Verdict

TOO_LARGE = ("too-deep", "too-large")
"""Codes of statements that go beyond what is read."""


class Status(IntEnum):
    """Exit status of the command line."""

    AS_EXPECTED = 0
    UNEXPECTED = 1
    BAD_INPUT = 2
    CONFLICT = 3
    INTERRUPTED = 130


@dataclass(frozen=True)
class Broken:
    """A file that could not be read as a derivation; line and column count from 1, 0: unknown."""

    file: str
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        """``file:line:column: message`` without the parts that are not known."""
        place = [self.file, *(str(part) for part in (self.line, self.column) if part)]
        return f"{':'.join(place)}: {self.message}"


@dataclass(frozen=True)
class Result:
    """One claim and its verdict."""

    item: Claim | IllFormed
    verdict: Verdict
    lesson: str = ""
    """On the first wrong step of a chain: what there is to say of the whole chain."""

    @property
    def ok(self) -> bool:
        """Whether the author expected this outcome."""
        return self.verdict.outcome == self.item.expected

    @property
    def chain(self) -> str:
        """The id of the chain that the claim is a step of; empty when it stands alone."""
        return chain_of(self.item.id)

    @property
    def caveat(self) -> bool:
        """Whether the proof rests on a condition that the author did not state."""
        return bool(self.verdict.conditions)


Entry: TypeAlias = Result | Unchecked


@dataclass(frozen=True)
class Mutant:
    """What one slip turns a claim into, and what became of it."""

    of: str
    """The id of the claim."""
    slip: str
    statement: str
    """LaTeX."""
    outcome: Outcome
    equivalent: bool = False
    """Whether it is proved to say the same as the claim."""

    @property
    def survives(self) -> bool:
        """Whether it is another statement, and true."""
        return self.outcome == "proved" and not self.equivalent


@dataclass(frozen=True)
class Score:
    """How many mutants a derivation would notice."""

    mutants: tuple[Mutant, ...]

    @property
    def survivors(self) -> tuple[Mutant, ...]:
        """Those that it would not notice."""
        return tuple(mutant for mutant in self.mutants if mutant.survives)

    @property
    def counted(self) -> int:
        """All but those that say the same as their claim."""
        return sum(not mutant.equivalent for mutant in self.mutants)

    @property
    def noticed(self) -> int:
        """Those that are not proved."""
        return self.counted - len(self.survivors)

    @property
    def share(self) -> float:
        """``noticed / counted``; 1 where there is nothing to notice."""
        return self.noticed / self.counted if self.counted else 1.0

    def outcomes(self) -> dict[str, int]:
        """What became of those that count, every outcome that occurs."""
        found = dict.fromkeys(OUTCOMES, 0)
        for mutant in self.mutants:
            found[mutant.outcome] += not mutant.equivalent
        return {str(outcome): number for outcome, number in found.items() if number}


@dataclass(frozen=True)
class Judged:
    """One derivation file with its verdicts, in the order of the file."""

    file: str
    title: str = ""
    source: str = ""
    entries: tuple[Entry, ...] = ()
    mutants: tuple[Mutant, ...] | None = None
    """Of its proved claims; None when none were made."""
    displays: int = 0
    """Displayed formulas of a note that was judged whole."""

    @property
    def score(self) -> Score | None:
        """How many mutants it would notice; None when none were made."""
        return None if self.mutants is None else Score(self.mutants)

    @property
    def results(self) -> tuple[Result, ...]:
        """The claims among the entries."""
        return tuple(entry for entry in self.entries if isinstance(entry, Result))

    @property
    def unchecked(self) -> tuple[Unchecked, ...]:
        """What was read but makes no claim that could be checked."""
        return tuple(entry for entry in self.entries if isinstance(entry, Unchecked))


@dataclass(frozen=True)
class Policy:
    """Which claims that are not as expected keep a run from passing."""

    strict: bool = False
    """Open side conditions and lines that are not supported fail as well."""
    allow: tuple[str, ...] = ()
    """Verdicts that never fail."""
    known: Mapping[str, str] = field(default_factory=dict)
    """Claims that are known to fail, with the verdict that is known."""
    mutation_floor: float = 0.0
    """The least mutation score, from 0 to 1, with which a derivation passes."""

    def fails(self, result: Result) -> bool:
        """Whether ``result`` keeps the run from passing; a conflict always does."""
        outcome = result.verdict.outcome
        if outcome == "conflict":
            return True
        if result.ok:
            return self.strict and result.caveat
        return outcome not in self.allow and self.known.get(result.item.id) != outcome


@dataclass(frozen=True)
class Run:
    """Everything that one command judged."""

    derivations: tuple[Judged, ...] = ()
    broken: tuple[Broken, ...] = ()
    root: Path = Path()
    """Where relative file names start; only for quoting source lines."""
    interrupted: bool = False
    policy: Policy = Policy()
    needs: Mapping[str, str] = field(default_factory=dict)
    """The files that all of it rests on, with their digests; empty when the next run would
    judge something again."""
    unused: tuple[str, ...] = ()
    """Marks of the configuration that nothing answers to, in words."""

    @property
    def results(self) -> tuple[Result, ...]:
        """All claims in order."""
        return tuple(result for part in self.derivations for result in part.results)

    @property
    def unchecked(self) -> tuple[Unchecked, ...]:
        """All displays that make no checkable claim."""
        return tuple(entry for part in self.derivations for entry in part.unchecked)

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of all claims, in order, each once, although files may share some."""
        return tuple(dict.fromkeys(result.item.id for result in self.results))

    def counts(self) -> dict[str, int]:
        """How many claims came out as what: every outcome, in the order of the table."""
        return count(self.results)

    def failures(self) -> Iterator[Result]:
        """The claims that keep the run from passing."""
        return (result for result in self.results if self.policy.fails(result))

    @property
    def score(self) -> Score | None:
        """How many mutants all of it would notice; None when none were made."""
        made = [part.mutants for part in self.derivations if part.mutants is not None]
        return Score(tuple(mutant for part in made for mutant in part)) if made else None

    @property
    def weak(self) -> tuple[Judged, ...]:
        """The derivations whose mutation score is below the floor."""
        floor = self.policy.mutation_floor
        scores = ((part, part.score) for part in self.derivations)
        return tuple(part for part, score in scores if score and score.share < floor)

    @property
    def outgrown(self) -> tuple[str, ...]:
        """Known failures that did come out as expected, and can leave the baseline."""
        failing = {result.item.id for result in self.results if not result.ok}
        return tuple(id for id in self.ids if id in self.policy.known and id not in failing)

    @property
    def status(self) -> Status:
        """What the command exits with; the gravest finding decides."""
        results = self.results
        if any(result.verdict.outcome == "conflict" for result in results):
            return Status.CONFLICT
        if self.interrupted:
            return Status.INTERRUPTED
        ill_formed = any(result.verdict.outcome == "ill-formed" for result in self.failures())
        if self.broken or ill_formed or not results:
            return Status.BAD_INPUT
        unsupported = any(entry.kind == "not supported" for entry in self.unchecked)
        loose = self.policy.strict and (unsupported or self.unused)
        if any(self.failures()) or self.weak or loose:
            return Status.UNEXPECTED
        return Status.AS_EXPECTED


def chain_of(id: str) -> str:
    """The id of the chain that the claim ``id`` is a step of; empty when it stands alone."""
    stem, mark, number = id.rpartition("#")
    return stem if mark and number.isdigit() else ""


def count(results: tuple[Result, ...]) -> dict[str, int]:
    """Outcome -> number of claims, every outcome listed, in the order of the table."""
    counts = dict.fromkeys(OUTCOMES, 0)
    for result in results:
        counts[result.verdict.outcome] += 1
    return {str(outcome): number for outcome, number in counts.items()}


def ill_formed(item: IllFormed) -> Verdict:
    """The verdict for a statement that could not be turned into a claim.

    What is only too large to be read is no fault of the statement: it is undecided.
    """
    if item.code in TOO_LARGE:
        return Verdict("undecided", tried=(f"not read: {item.message}",))
    return Verdict("ill-formed", message=f"[{item.code}] {item.message}")
