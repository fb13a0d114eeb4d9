"""Derivations and verdicts as plain data, for the memory of earlier runs.

Guarantee: what is written and read again is equal; data of any other shape raises one
of ``DAMAGED``.
"""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any

from verifier.claim import (
    Claim,
    Derivation,
    IllFormed,
    Item,
    Span,
    Unchecked,
    claim_from_data,
    claim_to_data,
)
from verifier.verdict import Condition, Counterexample, NumericEvidence, Proof, Verdict

DAMAGED = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""What decoding a page of no known shape may raise."""

LABELS = ("title", "source", "statement", "expected", "reason")
"""The texts of a claim."""


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
        "claim": claim_to_data(item),
        "labels": [getattr(item, label) for label in LABELS],
        "readings": list(item.readings),
        "span": asdict(item.span),
    }
    return ["Claim", parts]


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
        labels = dict(zip(LABELS, found["labels"], strict=True))
        claim = claim_from_data(found["id"], found["claim"])
        return replace(claim, span=span, readings=tuple(found["readings"]), **labels)
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
