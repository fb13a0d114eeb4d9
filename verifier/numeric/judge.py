"""What the numbers say of a claim at one point.

Guarantee: ``refuted`` only where both sides have finite enclosures (or exact values)
that certainly violate the relation; ``agrees`` where both are defined and the
enclosures overlap, with the number of digits to which they must agree:
``|left - right| <= 10^-digits * max(1, |left|)``.
Limits: agreement is no proof.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TypeAlias, assert_never

from flint import acb, arb, ctx, fmpq

from verifier.numeric import conditions
from verifier.numeric.compile import Compiler, Run
from verifier.numeric.point import Point
from verifier.numeric.values import (
    Ball,
    OutOfBudget,
    Undecided,
    Undefined,
    as_real,
    exact,
    excludes_zero,
    finite,
    primal,
    to_acb,
)
from verifier.terms import And, Condition, Not, Or, Relation

PRECISIONS = (128, 320, 1024)
"""Bits; the next is used where the one before leaves the question open."""
DIGITS = 30
"""Agreement beyond this many digits is not recorded."""

Kind: TypeAlias = Literal["exact", "ball", "undefined", "unknown"]
Trouble: TypeAlias = Literal["none", "precision", "budget"]
Status: TypeAlias = Literal["agrees", "refuted", "one-sided", "both undefined", "unknown"]


WIDE = 12
"""Correct bits below which an enclosure is shown by its middle and radius."""


@dataclass(frozen=True)
class SideValue:
    """One side at one point: a rational, an enclosure, no value, or nothing certain."""

    kind: Kind
    ball: Ball | None = None

    def text(self, digits: int = 8) -> str:
        """An exact rational, or a decimal enclosure like ``[0.19661193 +/- 3.42e-9]``."""
        number = None if self.ball is None else exact(self.ball)
        if number is not None and number.height_bits() < 64:
            return str(number)
        match self.ball:
            case None:
                return self.kind
            case fmpq():
                return str(self.ball)
            case acb():
                real, imaginary = self.ball.real, self.ball.imag
                parts = (SideValue("ball", part).text(digits) for part in (real, imaginary))
                return "{} + {}*i".format(*parts)
            case _:
                # with few correct digits the middle would be rounded, and the radius grow by it
                wide = self.ball.rel_accuracy_bits() < WIDE
                return self.ball.str(4, more=True) if wide else self.ball.str(digits)

    @property
    def defined(self) -> bool:
        """Whether it certainly has a value."""
        return self.ball is not None


UNDEFINED, UNKNOWN = SideValue("undefined"), SideValue("unknown")


@dataclass(frozen=True)
class Judgement:
    """The relation at one point."""

    status: Status
    left: SideValue = UNKNOWN
    right: SideValue = UNKNOWN
    digits: int = 0
    may_improve: bool = False
    """Whether a higher precision might say more."""
    exhausted: bool = False
    """Whether the budget ran out."""
    certain: bool = False
    """Whether the relation certainly holds, not only as far as can be seen."""


Judge: TypeAlias = Callable[[Point], Judgement]
OPEN = Judgement("unknown")


def compiled(compiler: Compiler, relation: Condition) -> Judge:
    """``relation`` as a function of the point, at the current precision."""
    match relation:
        case Relation():
            return _relation(compiler, relation)
        case And(parts):
            judges = [compiled(compiler, part) for part in parts]
            return lambda point: _all([judge(point) for judge in judges])
        case Or(parts):
            judges = [compiled(compiler, part) for part in parts]
            return lambda point: _some([judge(point) for judge in judges])
        case Not(inner):
            return compiled(compiler, negated(inner))
        case _:
            assert_never(relation)


def negated(condition: Condition) -> Condition:
    """The opposite, with the negation pushed into the relations."""
    match condition:
        case Relation(operator, left, right):
            return Relation(_OPPOSITE[operator], left, right)
        case And(parts):
            return Or(tuple(negated(part) for part in parts))
        case Or(parts):
            return And(tuple(negated(part) for part in parts))
        case Not(inner):
            return inner
        case _:
            assert_never(condition)


_OPPOSITE = {"=": "!=", "!=": "=", "<": ">=", "<=": ">", ">": "<=", ">=": "<"}


def at_best_precision(judge: Judge, point: Point, most: int = len(PRECISIONS)) -> Judgement:
    """The judgement at the lowest precision that settles it."""
    judgement = OPEN
    for precision in PRECISIONS[:most]:
        with ctx.workprec(precision):
            point.forget()
            judgement = judge(point)
        if not judgement.may_improve:
            break
    point.forget()
    return judgement


def _side(run: Run, point: Point) -> tuple[SideValue, Trouble]:
    """The value of one side, and what stood in the way."""
    try:
        ball = as_real(primal(run(point)))
    except Undefined:
        return UNDEFINED, "none"
    except OutOfBudget:
        return UNKNOWN, "budget"
    except Undecided:
        return UNKNOWN, "precision"
    if not finite(ball):
        return UNKNOWN, "precision"
    return SideValue("exact" if isinstance(ball, fmpq) else "ball", ball), "none"


def _relation(compiler: Compiler, relation: Relation) -> Judge:
    left_run, right_run = compiler.term(relation.left), compiler.term(relation.right)
    operator = relation.operator

    def judge(point: Point) -> Judgement:
        left, left_trouble = _side(left_run, point)
        right, right_trouble = _side(right_run, point)
        if left.ball is not None and right.ball is not None:
            return _compare(operator, left, right, left.ball, right.ball)
        if "unknown" in (left.kind, right.kind):
            troubles = (left_trouble, right_trouble)
            spent = "budget" in troubles
            better = not spent and "precision" in troubles
            return Judgement("unknown", left, right, may_improve=better, exhausted=spent)
        both = left.kind == right.kind == "undefined"
        return Judgement("both undefined" if both else "one-sided", left, right)

    return judge


def _compare(
    operator: str, left: SideValue, right: SideValue, first: Ball, second: Ball
) -> Judgement:
    if operator == "=":
        difference = first - second
        if excludes_zero(difference):
            return Judgement("refuted", left, right)
        digits = agreeing_digits(difference, first)
        equal = isinstance(difference, fmpq)
        return Judgement("agrees", left, right, digits, digits < DIGITS, certain=equal)
    try:
        holds = conditions.related(operator, first, second)
    except Undecided:
        return Judgement("unknown", left, right, may_improve=True)
    return Judgement("agrees" if holds else "refuted", left, right, DIGITS, certain=holds)


def agreeing_digits(difference: Ball, size: Ball) -> int:
    """The digits to which two values must agree whose difference is enclosed."""
    if isinstance(difference, fmpq):
        return DIGITS
    bound = abs(to_acb(difference)).abs_upper()
    if bound.is_zero():
        return DIGITS
    relative = bound / arb(1).max(abs(to_acb(size)).abs_lower())
    digits = (-(relative.log() / arb(10).log())).lower().floor().unique_fmpz()
    return 0 if digits is None else max(0, min(DIGITS, int(digits)))


def _all(parts: list[Judgement]) -> Judgement:
    """A conjunction: refuted by any part."""
    if not parts:
        return Judgement("agrees", digits=DIGITS, certain=True)
    for status in ("refuted", "unknown", "one-sided", "both undefined"):
        for part in parts:
            if part.status == status:
                return part
    return min(parts, key=lambda part: (part.certain, part.digits))


def _some(parts: list[Judgement]) -> Judgement:
    """A disjunction: refuted only when all parts are."""
    if not parts:
        return Judgement("refuted")
    for status in ("agrees", "unknown", "one-sided", "both undefined"):
        for part in sorted(parts, key=lambda part: not part.certain):
            if part.status == status:
                return part
    return parts[0]
