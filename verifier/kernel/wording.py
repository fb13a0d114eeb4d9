"""Conditions and terms in plain words, for the account of a proof.

TRUSTED only for what is said: nothing is concluded from these words.
"""

from __future__ import annotations

from verifier.terms import (
    Add,
    And,
    Condition,
    Index,
    Multiply,
    Not,
    Number,
    Or,
    Power,
    Relation,
)


def describe(condition: Condition) -> str:
    """A condition in plain words, for the account of a proof."""
    match condition:
        case Relation(operator, left, right):
            return f"{words(left)} {operator} {words(right)}"
        case And(parts):
            return " and ".join(describe(part) for part in parts)
        case Or(parts):
            return " or ".join(describe(part) for part in parts)
        case Not(inner):
            return f"not {describe(inner)}"


def words(term: object) -> str:
    """A short plain form of a term."""
    match term:
        case Number(value):
            return str(value)
        case Index(name, _, _):
            return name
        case Add(terms):
            return "(" + " + ".join(words(part) for part in terms) + ")"
        case Multiply(factors):
            return "*".join(words(part) for part in factors)
        case Power(base, exponent):
            return f"{words(base)}^{words(exponent)}"
        case _:
            owner = getattr(term, "family", term)
            called = str(getattr(owner, "name", ""))
            inner = getattr(term, "arguments", getattr(term, "indices", ()))
            return (
                f"{called}({', '.join(map(words, inner))})" if inner and called else called or "..."
            )
