"""The form of the tables of accepted and rejected uses of the kernel's rules."""

from __future__ import annotations

from dataclasses import is_dataclass
from typing import NamedTuple

from tests.kernel.words import reason, replay
from verifier.claim import Assumption
from verifier.kernel import Accepted
from verifier.serialization import to_data
from verifier.terms import Relation

Proof = dict[str, object]


def step(rule: str, **parts: object) -> Proof:
    """A step of a proof; terms and conditions among its parts become plain data."""
    return {"rule": rule, **{key: _data(part) for key, part in parts.items()}}


def _data(part: object) -> object:
    if isinstance(part, list):
        return [_data(inner) for inner in part]
    return to_data(part) if is_dataclass(part) else part


class Use(NamedTuple):
    """A use that the kernel accepts, with no condition that takes away a region."""

    what: str
    goal: Relation
    proof: object
    given: tuple[Assumption, ...] = ()

    def accepted(self) -> bool:
        """Whether the kernel accepts it."""
        answer = replay(self.goal, *self.given, proof=self.proof)
        return isinstance(answer, Accepted) and all(open_.thin for open_ in answer.conditions)


class Miss(NamedTuple):
    """A near miss: one premise is not there, and ``because`` stands in the kernel's reason."""

    because: str
    goal: Relation
    proof: object
    given: tuple[Assumption, ...] = ()


class Table(NamedTuple):
    """What a rule accepts, and the near misses that it rejects."""

    accepted: tuple[Use, ...]
    rejected: tuple[Miss, ...]


def why(row: Use | Miss) -> str:
    """Why the kernel rejects it; empty when it does not."""
    return reason(row.goal, *row.given, proof=row.proof)
