"""Derivations and verdicts as plain data, for the memory of earlier runs.

Guarantee: what is written and read again is equal; data of any other shape raises one
of ``DAMAGED``.

The bulk of a page, the terms of the claims and the steps of the proofs, is kept as
text and taken apart only when somebody looks into it.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, replace
from functools import cached_property
from typing import Any, cast

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
from verifier.serialization import from_data, is_term, to_data
from verifier.terms import Condition as TermCondition
from verifier.terms import Term
from verifier.verdict import Condition, Counterexample, NumericEvidence, Proof, Verdict

DAMAGED = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""What decoding a page of no known shape may raise."""

LABELS = ("id", "title", "source", "statement", "expected", "reason")
"""The texts of a claim."""
LISTS = ("readings", "unread")
SPAN = ("file", "line", "column", "text")


def compact(data: object) -> str:
    """``data`` as JSON on one line."""
    return json.dumps(data, separators=(",", ":"))


class Remembered(Claim):
    """A claim whose relation and assumptions are decoded when somebody asks for them."""

    encoded: str
    names: str
    """``written``, as JSON."""

    @cached_property
    def decoded(self) -> Claim:
        """The claim itself."""
        return replace(
            claim_from_data(self.id, json.loads(self.encoded)),
            **{key: getattr(self, key) for key in (*LABELS[1:], *LISTS, "span")},
            written=tuple((term_of(data), latex) for data, latex in json.loads(self.names)),
        )

    @property
    def relation(self) -> TermCondition:
        """See ``Claim``."""
        return self.decoded.relation

    @property
    def assumptions(self) -> tuple[Assumption, ...]:
        """See ``Claim``."""
        return self.decoded.assumptions

    @property
    def written(self) -> tuple[tuple[Term, str], ...]:
        """See ``Claim``."""
        return self.decoded.written

    def __reduce__(self) -> tuple[object, ...]:
        """Another process gets the text, and decodes it itself."""
        parts = {key: part for key, part in self.__dict__.items() if key != "decoded"}
        return (revived, (parts,))


def revived(parts: dict[str, Any]) -> Remembered:
    """A claim with these parts, nothing decoded yet."""
    claim = object.__new__(Remembered)
    claim.__dict__.update(parts)
    return claim


class Kept(Proof):
    """A proof whose steps are decoded when somebody asks for them."""

    encoded: str

    @property
    def data(self) -> object:
        """See ``Proof``."""
        return json.loads(self.encoded)

    def __eq__(self, other: object) -> bool:
        """Equal to any proof with the same steps that rests on the same."""
        return isinstance(other, Proof) and proof_parts(self) == proof_parts(other)

    def __hash__(self) -> int:
        """Of what it rests on."""
        return hash((self.rules, self.assumptions_used))

    def __reduce__(self) -> tuple[object, ...]:
        """Another process gets the text."""
        return (kept, (self.__dict__,))


def kept(parts: dict[str, Any]) -> Kept:
    """A proof with these parts, nothing decoded yet."""
    proof = object.__new__(Kept)
    proof.__dict__.update(parts)
    return proof


def proof_parts(proof: Proof) -> tuple[object, ...]:
    """What makes two proofs equal."""
    return proof.data, proof.rules, proof.assumptions_used, proof.proved_for


# -- as text -----------------------------------------------------------------------------


def text_of(claim: Claim) -> str:
    """What a claim states and assumes, as JSON."""
    return claim.encoded if isinstance(claim, Remembered) else compact(claim_to_data(claim))


def names_of(claim: Claim) -> str:
    """``written`` as JSON."""
    if isinstance(claim, Remembered):
        return claim.names
    return compact([[to_data(term), latex] for term, latex in claim.written])


def term_of(data: object) -> Term:
    """A term from a page; ``ValueError`` on anything else."""
    found = from_data(data)
    if not is_term(found):
        raise ValueError("not a term")
    return cast(Term, found)


def digest_of(claim: Claim) -> str:
    """What a claim states and assumes, as a digest."""
    text = "\n".join((text_of(claim), *claim.unread))
    return hashlib.sha256(text.encode()).hexdigest()


def steps_of(proof: Proof) -> str:
    """The steps of a proof, as JSON."""
    return proof.encoded if isinstance(proof, Kept) else compact(proof.data)


def whole(claim: Claim) -> Claim:
    """``claim`` as an ordinary claim, which can be taken apart and changed."""
    return claim.decoded if isinstance(claim, Remembered) else claim


def light(derivation: Derivation) -> Derivation:
    """``derivation`` with its claims as text, which travel and are kept at less cost."""
    items = tuple(encoded(item) if isinstance(item, Claim) else item for item in derivation.items)
    return replace(derivation, items=items)


def encoded(claim: Claim) -> Remembered:
    """``claim`` as text."""
    parts = {key: getattr(claim, key) for key in (*LABELS, *LISTS, "span")}
    return revived({**parts, "encoded": text_of(claim), "names": names_of(claim)})


def settled(verdict: Verdict) -> Verdict:
    """``verdict`` with its proof as text."""
    proof = verdict.proof
    if proof is None or isinstance(proof, Kept):
        return verdict
    parts = {key: getattr(proof, key) for key in ("rules", "assumptions_used", "proved_for")}
    return replace(verdict, proof=kept({**parts, "encoded": steps_of(proof)}))


# -- derivations -------------------------------------------------------------------------


def derivation_to_data(derivation: Derivation, bulk: list[str]) -> dict[str, Any]:
    """A derivation as JSON-ready data; the terms of its claims are appended to ``bulk``."""
    head = {key: getattr(derivation, key) for key in ("file", "title", "source", "prose")}
    head["displays"] = derivation.displays
    return {**head, "items": [item_to_data(item, bulk) for item in derivation.items]}


def item_to_data(item: Item, bulk: list[str]) -> list[Any]:
    """The class of one item and its parts."""
    if not isinstance(item, Claim):
        return [type(item).__name__, asdict(item)]
    bulk.extend((text_of(item), names_of(item)))
    return [
        len(bulk) - 2, [getattr(item, label) for label in LABELS],
        [getattr(item.span, part) for part in SPAN],
        [list(getattr(item, part)) for part in LISTS],
    ]  # fmt: skip


def derivation_from_data(data: dict[str, Any], bulk: list[str]) -> Derivation:
    """The inverse of ``derivation_to_data``."""
    head = {key: str(data[key]) for key in ("file", "title", "source", "prose")}
    items = tuple(item_from_data(item, bulk) for item in data["items"])
    return Derivation(**head, items=items, displays=int(data["displays"]))


def item_from_data(data: list[Any], bulk: list[str]) -> Item:
    """The inverse of ``item_to_data``."""
    kind, found = data[0], data[1]
    if isinstance(kind, int):
        parts = dict(zip(LABELS, found, strict=True))
        parts |= {part: tuple(texts) for part, texts in zip(LISTS, data[3], strict=True)}
        parts |= {"span": Span(*data[2]), "encoded": bulk[kind]}
        parts["names"] = bulk[kind + 1]
        return revived(parts)
    found = {**found, "span": Span(**found["span"])}
    if kind == "IllFormed":
        return IllFormed(**found)
    if kind == "Unchecked":
        return Unchecked(**found)
    raise ValueError(f"no item: {kind!r}")


# -- verdicts ----------------------------------------------------------------------------


def verdict_to_data(verdict: Verdict) -> tuple[dict[str, Any], str]:
    """A verdict as JSON-ready data, and the steps of its proof as JSON (empty: no proof)."""
    proof = verdict.proof
    parts = asdict(replace(verdict, proof=None))
    if proof is not None:
        parts["proof"] = [list(proof.rules), list(proof.assumptions_used), proof.proved_for]
    return parts, "" if proof is None else steps_of(proof)


def verdict_from_data(data: dict[str, Any], steps: str) -> Verdict:
    """The inverse of ``verdict_to_data``."""
    found = dict(data)
    found["conditions"] = tuple(Condition(**part) for part in found["conditions"])
    found["tried"] = tuple(found["tried"])
    if found["counterexample"] is not None:
        found["counterexample"] = Counterexample(**found["counterexample"])
    if found["numeric"] is not None:
        numeric = {**found["numeric"], "dimensions": tuple(found["numeric"]["dimensions"])}
        found["numeric"] = NumericEvidence(**numeric)
    if found["proof"] is not None:
        rules, used, proved_for = found["proof"]
        found["proof"] = kept({
            "rules": tuple(rules), "assumptions_used": tuple(used), "proved_for": proved_for,
            "encoded": steps,
        })  # fmt: skip
    return Verdict(**found)
