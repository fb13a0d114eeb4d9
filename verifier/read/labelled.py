"""Claims from what an author states: a relation under assumptions, with its labels.

Guarantee: the claim holds the statement as understood and every fact that its symbols bring
along; what cannot be read is an ``IllFormed`` item at the same place, never an exception.
Limits: the id, title and source are taken as given.
"""

from __future__ import annotations

from dataclasses import dataclass

from verifier.claim import Assumption, Claim, IllFormed, Span
from verifier.read.calculus import NotDifferentiable
from verifier.read.quantity import (
    TOO_DEEP,
    Flaw,
    IllFormedError,
)
from verifier.read.relations import AuthorRelation
from verifier.read.scopes import check_names, check_ranges, tidy
from verifier.read.sizes import ShapeMismatch
from verifier.read.statements import assumption, statement

NOWHERE = Span()


@dataclass(frozen=True)
class Labels:
    """What a claim carries beside its mathematics."""

    id: str = "claim"
    title: str = ""
    source: str = ""
    span: Span = NOWHERE
    expected: str = "proved"
    reason: str = ""


def claim_of(relation: AuthorRelation, given: object = (), labels: Labels | None = None) -> (
    Claim | IllFormed
):  # fmt: skip
    """The claim that ``relation`` holds under ``given`` (one relation or several)."""
    labels = labels or Labels()
    try:
        stated = statement(relation)
        assumed = [statement(part) for part in several(given)]
        background = stated.background
        for part in assumed:
            background = background + part.background
        added = [assumption(part, relation, stated) for part, relation
                 in zip(assumed, several(given), strict=True)]  # fmt: skip
        facts: tuple[Assumption, ...] = (*background.facts, *added)
        condition, facts = tidy(stated.condition, tuple(dict.fromkeys(facts)))
        check_names(condition, facts)
        check_ranges(condition, facts)
    except IllFormedError as error:
        return ill_formed(error.flaw, labels)
    except ShapeMismatch as error:
        return ill_formed(Flaw(error.code, error.message), labels)
    except NotDifferentiable as error:
        return ill_formed(Flaw("not-differentiable", str(error)), labels)
    except RecursionError:
        return ill_formed(TOO_DEEP, labels)
    return Claim(
        labels.id, condition, facts, labels.title, labels.source,
        with_definitions(stated.latex, background.definitions), labels.span, labels.expected,
        labels.reason, background.readings, written=background.written,
    )  # fmt: skip


def ill_formed(flaw: Flaw, labels: Labels) -> IllFormed:
    """The statement that is none."""
    return IllFormed(
        labels.id, flaw.code, flaw.message, labels.title, labels.source, "", labels.span,
        labels.expected, labels.reason,
    )  # fmt: skip


def several(given: object) -> tuple[object, ...]:
    """``given`` as a tuple: one relation counts as one."""
    return tuple(given) if isinstance(given, (tuple, list)) else (given,)


def with_definitions(latex: str, definitions: tuple[str, ...]) -> str:
    """The statement with the abbreviations that it uses."""
    return latex + "".join(rf", \quad {definition}" for definition in definitions)
