"""Letters and short forms for the tables of accepted and rejected claims."""

from __future__ import annotations

from fractions import Fraction

from verifier.claim import Assumption, Claim
from verifier.kernel import Accepted, Rejected, check
from verifier.serialization import to_data
from verifier.terms import (
    Condition,
    Constant,
    Entry,
    Family,
    Index,
    Integral,
    Operand,
    Relation,
    Sort,
    Sum,
    Term,
    Variable,
    as_term,
    delta,
    number,
    over,
)

n = Variable("n", Sort.DIMENSION)
d = Variable("d", Sort.DIMENSION)
m, k = Variable("m", Sort.INTEGER), Variable("k", Sort.INTEGER)
x, y, z, t, u, w = (Variable(name) for name in "xyztuw")
a, b, c = (Variable(name) for name in "abc")
c1, c2 = Variable("c1", Sort.COMPLEX), Variable("c2", Sort.COMPLEX)
i, j, q, p = over("i", n), over("j", n), over("q", n), over("p", n)
X, Y, Z, T = (Family(name, (n,)) for name in ("X", "Y", "Z", "T"))
A = Family("A", (n, n))
PI, OO, IMAGINARY = Constant("pi"), Constant("oo"), Constant("i")
HALF = number(Fraction(1, 2))

EQUAL: dict[str, object] = {"rule": "equal"}
SIGN: dict[str, object] = {"rule": "sign"}


def at(family: Family, *indices: Operand) -> Entry:
    """The entry of ``family`` at ``indices``."""
    return Entry(family, tuple(as_term(index) for index in indices))


def rel(operator: str, left: Operand, right: Operand) -> Relation:
    """``left operator right``."""
    return Relation(operator, as_term(left), as_term(right))


def eq(left: Operand, right: Operand) -> Relation:
    """``left = right``."""
    return rel("=", left, right)


def total(index: Index, body: Operand) -> Sum:
    """The sum of ``body`` over ``index``."""
    return Sum(index, as_term(body))


def same(left: Operand, right: Operand) -> Term:
    """Kronecker's delta."""
    return delta(as_term(left), as_term(right))


def fraction(top: int, bottom: int) -> Term:
    """top/bottom as one number."""
    return number(Fraction(top, bottom))


def root(term: Operand) -> Term:
    """The square root."""
    return as_term(term) ** HALF


def cases(on: Condition, then: object, otherwise: object) -> dict[str, object]:
    """The proof step that splits on a condition."""
    return {"rule": "cases", "on": to_data(on), "then": then, "else": otherwise}


def signs_of(term: Operand, negative: object, zero: object, positive: object) -> dict[str, object]:
    """The proof step that splits on the sign of a term."""
    data = to_data(as_term(term))
    return {
        "rule": "trichotomy", "of": data,
        "negative": negative, "zero": zero, "positive": positive,
    }  # fmt: skip


def by_parts(*parts: Operand) -> dict[str, object]:
    """The proof step that writes left - right as a sum."""
    return {"rule": "parts_of_sum", "parts": [to_data(as_term(part)) for part in parts]}


def by_derivative(
    variable: Variable, lower: str | None, upper: str | None, point: str, closed: bool = False
) -> dict[str, object]:
    """The proof step for equal derivatives on an interval."""
    return {
        "rule": "constant", "variable": to_data(variable),
        "lower": lower, "upper": upper, "at": point, "closed": closed,
    }  # fmt: skip


def by_induction(
    variable: Variable, start: int, base: object = EQUAL, step: object = EQUAL
) -> dict[str, object]:
    """The proof step for all integers from ``start``."""
    return {
        "rule": "induction", "variable": to_data(variable),
        "start": start, "base": base, "step": step,
    }  # fmt: skip


def by_antiderivative(
    integral: Integral, antiderivative: Operand, then: object = EQUAL
) -> dict[str, object]:
    """The proof step that puts an antiderivative in at both ends."""
    return {
        "rule": "integrate", "integral": to_data(integral),
        "antiderivative": to_data(as_term(antiderivative)), "then": then,
    }  # fmt: skip


def replay(relation: Condition, *given: Assumption, proof: object = None) -> Accepted | Rejected:
    """What the kernel says; without a proof, of the shortest one that there is."""
    if proof is None:
        proof = EQUAL if isinstance(relation, Relation) and relation.operator == "=" else SIGN
    return check(Claim("claim", relation, given), proof)


def accepted(relation: Condition, *given: Assumption, proof: object = None) -> bool:
    """Whether the kernel accepts, with no condition that takes away a region."""
    answer = replay(relation, *given, proof=proof)
    return isinstance(answer, Accepted) and all(open_.thin for open_ in answer.conditions)


def reason(relation: Condition, *given: Assumption, proof: object = None) -> str:
    """Why the kernel rejects; empty when it accepts."""
    answer = replay(relation, *given, proof=proof)
    return f"{answer.step}: {answer.reason}" if isinstance(answer, Rejected) else ""


def regions(relation: Condition, *given: Assumption, proof: object = None) -> list[str]:
    """Operators of the conditions that take away a region; ``rejected`` if there is no proof."""
    answer = replay(relation, *given, proof=proof)
    if isinstance(answer, Rejected):
        return ["rejected"]
    return [
        open_.condition.operator if isinstance(open_.condition, Relation) else "or"
        for open_ in answer.conditions
        if not open_.thin
    ]
