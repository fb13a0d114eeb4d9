r"""Equations of which both sides are 0 because nothing in them depends on what they differ by.

    L = (y - h)^2:   \frac{\partial L}{\partial W} = \sum_t \frac{\partial L}{\partial W^{(t)}}

Guarantee: such a line is refused: nobody means 0 = 0, and any factor would be right. Limits: sums
and products of derivatives; a side that is written as 0 is a claim.
"""

from __future__ import annotations

from verifier.read.notes.source.complaint import Complaint
from verifier.read.notes.terms.traverse import once
from verifier.terms import (
    Add,
    Condition,
    Derivative,
    Entry,
    Family,
    Multiply,
    Relation,
    Sum,
    Term,
    Variable,
)


def require_dependence(relation: Condition) -> None:
    """Raise ``Complaint`` where both sides of an equation are such derivatives."""
    if isinstance(relation, Relation) and relation.operator == "=" and (
        relation.left != relation.right and vanishes(relation.left) and vanishes(relation.right)
    ):  # fmt: skip
        raise Complaint("declaration", "both sides are 0: what is differentiated depends on none "
                        "of what is below the lines as declared")  # fmt: skip


def vanishes(term: Term) -> bool:
    """Whether a side is 0 by derivatives of what does not hold their variable."""
    match term:
        case Derivative(body, by):
            owner = by.family if isinstance(by, Entry) else by
            parts = set(once(body))
            return owner not in parts and any(isinstance(one, Variable | Family) for one in parts)
        case Multiply(factors):
            return any(map(vanishes, factors))
        case Add(terms):
            return all(map(vanishes, terms))
        case Sum(_, body):
            return vanishes(body)
        case _:
            return False
