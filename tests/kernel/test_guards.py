"""Each guard of the kernel is needed: with it off, a false claim is accepted."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from tests.kernel.words import (
    EQUAL,
    HALF,
    SIGN,
    X,
    Z,
    a,
    accepted,
    at,
    by_antiderivative,
    by_derivative,
    by_induction,
    c1,
    c2,
    cases,
    eq,
    i,
    j,
    m,
    n,
    q,
    rel,
    same,
    t,
    total,
    w,
    x,
    y,
)  # fmt: skip
from verifier.claim import Assumption, Forall, Recursion
from verifier.kernel import (
    algebra,
    calculus_steps,
    certificates,
    comparison,
    conditions,
    descent,
    facts,
    integration,
    intrinsic_signs,
    limits,
    logic,
    monotone,
    quantities,
    reading,
    signs,
    state,
    steps,
    sums,
)
from verifier.kernel.state import POSITIVE
from verifier.polynomial import Polynomial
from verifier.serialization import to_data
from verifier.terms import (
    Dependent,
    Derivative,
    Family,
    Index,
    Integral,
    Limit,
    Relation,
    Sort,
    Variable,
    call,
    number,
    over,
)

Patch = Callable[[pytest.MonkeyPatch], None]


def off(module: Any, name: str, value: object = None) -> Patch:
    """The function ``name`` of ``module`` always answers ``value``."""
    return lambda patch: patch.setattr(module, name, lambda *_, **__: value)


def blind(module: Any, value: int = POSITIVE) -> Patch:
    """In ``module`` every sign is seen as ``value``."""

    def patch_signs(patch: pytest.MonkeyPatch) -> None:
        seen = SimpleNamespace(**{**vars(signs), "sign": lambda *_: value})
        patch.setattr(module, "signs", seen)

    return patch_signs


def together(*patches: Patch) -> Patch:
    def patch_all(patch: pytest.MonkeyPatch) -> None:
        for one in patches:
            one(patch)

    return patch_all


def no_branches(patch: pytest.MonkeyPatch) -> None:
    """Instances of facts are kept from one case to the next."""
    shared: dict[Any, Any] = {}
    branch = state.State.branch

    def with_shared(self: state.State) -> state.State:
        copy = branch(self)
        copy.instances = shared
        return copy

    patch.setattr(state.State, "branch", with_shared)
    patch.setattr(state.State, "forget", lambda self: (self.memo.clear(), self.sign_memo.clear()))


def whole_ends(patch: pytest.MonkeyPatch) -> None:
    """Whatever ends a range is taken for an integer."""
    patch.setattr(reading, "algebra", SimpleNamespace(**{**vars(algebra), "is_integer": _yes}))


def _yes(*_: object) -> bool:
    return True


def dividing_out(patch: pytest.MonkeyPatch) -> None:
    """An equation is solved after every common factor has been divided out."""

    def solvable(here: state.State, difference: Polynomial) -> tuple[int, Polynomial] | None:
        cleared = algebra.primitive_part(here, difference)[2]
        found: tuple[int, Polynomial] | None = vars(facts)["_solved"](here, cleared)
        return found

    patch.setattr(facts, "_solvable", solvable)


other = over("p", Variable("d", Sort.DIMENSION))
short = Index("j", number(1), m)
from_zero = Index("j", number(0), n)
nothing = Index("p", m, m - 1)
U, V = Family("U", (n,)), Family("V", (n,))
L = Variable("L", Sort.DIMENSION)
layer, inner_layer = over("l", L), Index("l", number(1), L - 1)
H, s, v = Family("H", (L, n)), Variable("s"), Variable("v")
hole = n - 3 + 0 / (n - 3)
jump = Integral(number(0), x, number(0), number(1))
ends = Integral(x, x, number(0), a)


def hidden_layer(place: Any, entry: Any) -> Dependent:
    return Dependent(H, (place, entry), (v,))


steep = {
    "rule": "monotone", "variable": to_data(x), "anchor": to_data(number(-1)), "running": "s",
    "up": True, "reached": True, "slope": to_data(number(0)), "sub": SIGN, "start": SIGN,
}  # fmt: skip
halves = {"rule": "subdivide", "box": [[to_data(x), "0", "1"]]}
given_equation = {"rule": "combine", "cofactors": [[0, to_data(number(1))]]}

GUARDS: list[tuple[str, Patch, tuple[Relation | Assumption, ...], object]] = [
    (
        "a delta collapses a sum only inside of its range",
        blind(sums),
        (eq(total(j, same(other, j) * at(X, j)), at(X, other)),),
        None,
    ),
    ("the length of a sum may be negative", blind(sums), (eq(total(short, 1), m),), None),
    (
        "a geometric sum needs a ratio other than 1",
        blind(sums),
        (eq(total(from_zero, x**from_zero) * (1 - x), 1 - x ** (n + 1) + 0 * y),),
        None,
    ),
    (
        "equations about a quantity do not hold beside it",
        off(quantities, "leaf_names", set()),
        (eq(Derivative(x**2, x), 0), eq(x, 3)),
        None,
    ),
    ("a square may be negative", off(intrinsic_signs, "is_real", True), (rel(">=", c1**2, 0),), None),
    (
        "complex quantities are not ordered",
        off(steps, "refuse_order_of_complex"),
        (rel(">=", c1, c1),),
        EQUAL,
    ),
    (
        "the condition of a case is defined",
        off(logic, "entailed", True),
        (rel("!=", x, 0),),
        cases(rel(">", 1 / x + 1, 0), SIGN, cases(rel("<", 1 / x + 1, 0), SIGN, SIGN)),
    ),
    (
        "a free index of a proof has a value",
        off(steps.Replay, "admit"),
        (rel("!=", x, m),),
        cases(rel(">", x, nothing), SIGN, SIGN),
    ),
    (
        "instances of facts belong to their case",
        no_branches,
        (rel(">", at(X, q) + at(U, q), w), Forall((i,), rel(">", at(X, i) + at(U, i), at(Z, i)))),
        cases(eq(w, at(Z, q)), SIGN, SIGN),
    ),
    (
        "a common factor may be zero",
        dividing_out,
        (eq(y, 1), eq(x * y, x)),
        None,
    ),
    (
        "functions with equal derivatives may jump",
        off(calculus_steps, "continuous", True),
        (eq(call("sign", x), 1), rel(">=", x, 0)),
        by_derivative(x, "0", None, "1", closed=True),
    ),
    (
        "the variable lies in the interval",
        off(calculus_steps, "_inside"),
        (eq(call("abs", x), x),),
        by_derivative(x, "0", None, "1"),
    ),
    (
        "both sides are defined on the interval",
        off(calculus_steps, "entailed", True),
        (eq(call("atan", x) + call("atan", 1 / x), number(0) + call("atan", 1) * 2),
         rel("!=", x, 0)),
        by_derivative(x, None, None, "1"),
    ),
    (
        "the hypothesis of an induction is defined",
        off(calculus_steps, "entailed", True),
        (rel("<", hole, 0),),
        by_induction(n, 1, SIGN, SIGN),
    ),
    (
        "the variable of an induction starts where it may be",
        blind(calculus_steps),
        (rel(">", m, 0),),
        by_induction(m, 1, SIGN, SIGN),
    ),
    (
        "an antiderivative does not jump",
        off(integration, "continuous", True),
        (eq(jump, 1),),
        by_antiderivative(jump, call("sign", x)),
    ),
    (
        "the integrand is defined between the ends",
        off(integration, "defined_here"),
        (eq(Integral(1 / x**2, x, number(-1), number(1)), -2),),
        by_antiderivative(Integral(1 / x**2, x, number(-1), number(1)), -1 / x),
    ),
    (
        "what is known of a bound quantity is not used",
        off(integration, "bound_names", set()),
        (eq(Derivative(Integral(x * t, t, number(0), number(1)), x), 0), eq(x, 0)),
        by_antiderivative(Integral(x * t, t, number(0), number(1)), 0),
    ),
    (
        "a limit is not taken across a jump",
        off(limits, "_jumps", False),
        (eq(Limit(call("exp", call("floor", t)), t, number(0), "-"), 1),),
        None,
    ),
    (
        "a side that is compared by its slope does not jump",
        off(monotone, "continuous", True),
        (rel(">=", -call("sign", x), 0), rel(">=", x, 0)),
        {**steep, "anchor": to_data(number(0))},
    ),
    (
        "the variable lies beyond the anchor",
        off(monotone, "_starts_on_the_right_side"),
        (rel(">=", x**3, 0),),
        {**steep, "anchor": to_data(number(0)), "slope": to_data(3 * s**2)},
    ),
    (
        "the variable lies in the box",
        blind(certificates),
        (rel(">=", x + HALF, 0),),
        halves,
    ),
    (
        "only real quantities have one cube root",
        off(comparison, "real_here"),
        (eq(c1, c2), eq(c1**3, c2**3)),
        {"rule": "raise_both", "exponent": 3, "then": given_equation},
    ),
    (
        "a condition that takes away a region is not thin",
        together(off(conditions, "_is_analytic", True)),
        (eq(call("heaviside", x) / call("heaviside", x), 1),),
        None,
    ),
    (
        "the other free indices keep their assumptions",
        off(descent, "free_names", set()),
        (
            eq(hidden_layer(layer, i), 0),
            Recursion((inner_layer, i), hidden_layer(inner_layer, i),
                      total(j, hidden_layer(inner_layer + 1, j))),
            Recursion((i,), hidden_layer(L, i), same(i, q)),
            rel("!=", i, q),
        ),
        {"rule": "descent", "index": to_data(layer), "base": EQUAL, "step": EQUAL},
    ),
    (
        "the ends of a sum are integers",
        whole_ends,
        (eq(total(Index("j", number(1), n * HALF), 1), n * HALF),),
        None,
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("patch", "row", "proof"), [g[1:] for g in GUARDS], ids=[g[0] for g in GUARDS]
)
def test_guard(
    patch: Patch,
    row: tuple[Relation | Assumption, ...],
    proof: object,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert not accepted(*row, proof=proof), "the guard holds"
    patch(monkeypatch)
    assert accepted(*row, proof=proof), "nothing else stands between this claim and a proof"
