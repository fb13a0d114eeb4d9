"""Derivations and verdicts as plain data, for the memory of earlier runs.

Guarantee: what is written and read again is equal; data of any other shape raises one
of ``DAMAGED``.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, replace
from functools import cached_property
from typing import Any

from verifier.claim import (
    Assumption,
    Claim,
    Derivation,
    IllFormed,
    Item,
    Span,
    Unchecked,
    claim_from_data,
    claim_to_data,
)
from verifier.terms import Condition as TermCondition
from verifier.verdict import Condition, Counterexample, NumericEvidence, Proof, Verdict

DAMAGED = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""What decoding a page of no known shape may raise."""

LABELS = ("title", "source", "statement", "expected", "reason")
"""The texts of a claim."""


class Remembered(Claim):
    """A claim from a page: relation and assumptions are decoded when somebody asks for them."""

    data: dict[str, object]
    digest: str

    @cached_property
    def decoded(self) -> Claim:
        """The claim itself."""
        return replace(
            claim_from_data(self.id, self.data),
            **{key: getattr(self, key) for key in (*LABELS, "span", "readings")},
        )

    @property
    def relation(self) -> TermCondition:
        """See ``Claim``."""
        return self.decoded.relation

    @property
    def assumptions(self) -> tuple[Assumption, ...]:
        """See ``Claim``."""
        return self.decoded.assumptions

    def __reduce__(self) -> tuple[object, ...]:
        """Another process gets the data, and decodes them itself."""
        parts = {key: part for key, part in self.__dict__.items() if key != "decoded"}
        return (revived, (parts,))


def derivation_to_data(derivation: Derivation) -> dict[str, Any]:
    """A derivation as JSON-ready data."""
    head = {key: getattr(derivation, key) for key in ("file", "title", "source", "prose")}
    return {**head, "items": [item_to_data(item) for item in derivation.items]}


def item_to_data(item: Item) -> list[Any]:
    """The class of one item and its parts."""
    if not isinstance(item, Claim):
        return [type(item).__name__, asdict(item)]
    parts = {
        "id": item.id,
        "claim": data_of(item),
        "digest": digest_of(item),
        "labels": [getattr(item, label) for label in LABELS],
        "readings": list(item.readings),
        "span": asdict(item.span),
    }
    return ["Claim", parts]


def remembered(found: dict[str, Any], span: Span) -> Remembered:
    """A claim that is decoded when it is looked into."""
    parts = dict(zip(LABELS, found["labels"], strict=True))
    readings = tuple(found["readings"])
    parts |= {"id": found["id"], "data": found["claim"], "digest": found["digest"]}
    return revived({**parts, "span": span, "readings": readings})


def revived(parts: dict[str, Any]) -> Remembered:
    """A claim with these parts, nothing decoded yet."""
    claim = object.__new__(Remembered)
    claim.__dict__.update(parts)
    return claim


def data_of(claim: Claim) -> object:
    """``claim_to_data``, without decoding and encoding again what came from a page."""
    return claim.data if isinstance(claim, Remembered) else claim_to_data(claim)


def digest_of(claim: Claim) -> str:
    """What a claim states and assumes, as a digest."""
    if isinstance(claim, Remembered):
        return claim.digest
    return hashlib.sha256(json.dumps(claim_to_data(claim)).encode()).hexdigest()


def whole(claim: Claim) -> Claim:
    """``claim`` as an ordinary claim, which can be taken apart and changed."""
    return claim.decoded if isinstance(claim, Remembered) else claim


def derivation_from_data(data: dict[str, Any]) -> Derivation:
    """The inverse of ``derivation_to_data``."""
    head = {key: str(data[key]) for key in ("file", "title", "source", "prose")}
    return Derivation(**head, items=tuple(item_from_data(item) for item in data["items"]))


def item_from_data(data: list[Any]) -> Item:
    """The inverse of ``item_to_data``."""
    kind, parts = data
    found = dict(parts)
    span = Span(**found.pop("span"))
    if kind == "Claim":
        return remembered(found, span)
    if kind == "IllFormed":
        return IllFormed(span=span, **found)
    if kind == "Unchecked":
        return Unchecked(span=span, **found)
    raise ValueError(f"no item: {kind!r}")


def verdict_from_data(data: dict[str, Any]) -> Verdict:
    """The inverse of ``asdict`` after a way through JSON."""
    found = dict(data)
    found["conditions"] = tuple(Condition(**part) for part in found["conditions"])
    found["tried"] = tuple(found["tried"])
    if found["counterexample"] is not None:
        found["counterexample"] = Counterexample(**found["counterexample"])
    if found["numeric"] is not None:
        numeric = {**found["numeric"], "dimensions": tuple(found["numeric"]["dimensions"])}
        found["numeric"] = NumericEvidence(**numeric)
    if found["proof"] is not None:
        proof = found["proof"]
        rules, used = tuple(proof["rules"]), tuple(proof["assumptions_used"])
        found["proof"] = Proof(proof["data"], rules, used, proof["proved_for"])
    return Verdict(**found)
