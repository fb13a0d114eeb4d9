"""Antiderivatives by undetermined coefficients, and the goals with integrals. Untrusted.

A proposal is a combination F = sum c_i b_i of functions that occur in the integrand, of
those times or over the variable, and of logarithms, arctangents and error functions of
what occurs in it; F' = f is a system of linear equations for the c_i. Where that has no
solution, SymPy is asked (``propose``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import product

from verifier.kernel import (
    algebra,
    derivative,
    exponentials,
    facts,
    functions,
    integration,
    radicals,
    reading,
    signs,
    steps,
)
from verifier.kernel.primitives import direction
from verifier.kernel.state import POSITIVE, Refusal, State
from verifier.polynomial import Monomial, Polynomial, generator, rational
from verifier.prove import gaussian, kinks, nested
from verifier.prove.back import NoTerm, term_of
from verifier.prove.elimination import over_one_denominator, solution
from verifier.prove.goal import Goal, Proof
from verifier.prove.propose import proposals
from verifier.serialization import to_data
from verifier.terms import ZERO, Derivative, Integral, Relation, Term, Variable
from verifier.traversal import free_names, replace, walk

Solve = Callable[[Goal, int], "object | None"]
HIGHEST_DEGREE = 6
MOST_CANDIDATES = 90


def integrals(goal: Goal, effort: int, solve: Solve) -> object | None:
    """Put in the ends for each integral, innermost first."""
    for node in walk(goal.relation):
        match node:
            case Derivative(Integral(), Variable()):
                return _by_ends(goal, node, effort, solve)
    found = [node for node in walk(goal.relation) if isinstance(node, Integral)]
    if not found:
        return None
    integral = found[-1]
    split = _in_order(goal, integral, effort, solve)
    if split is not None:
        return split
    point = kinks.kink(goal, integral)
    if point is not None:
        return _in_parts(goal, integral, point, effort, solve)
    if nested.inside(goal.relation, integral):
        steps_ = _steps(goal, integral)
        return nested.put_in(goal, integral, steps_, _left, lambda g: _rest(g, effort, solve))
    for proof in _steps(goal, integral):
        left = _left(goal, proof)
        if left is None:
            continue
        inner = _rest(goal.also(left), effort, solve)
        return None if inner is None else {**proof, "then": inner}
    return None


def _steps(goal: Goal, integral: Integral) -> Iterator[Proof]:
    """The step that puts in the ends, for each antiderivative that is proposed."""
    for candidate in antiderivatives(goal, integral):
        yield {
            "rule": "integrate",
            "integral": to_data(integral),
            "antiderivative": to_data(candidate),
        }


def _rest(goal: Goal, effort: int, solve: Solve) -> object | None:
    """The goal with one integral less."""
    if any(isinstance(node, Integral) for node in walk(goal.relation)):
        return goal.direct() if goal.attempt() is None else integrals(goal, effort, solve)
    return solve(goal, effort - 1)


def _in_parts(
    goal: Goal, integral: Integral, point: Term, effort: int, solve: Solve
) -> Proof | None:
    proof: Proof = {
        "rule": "split_integral",
        "integral": to_data(integral),
        "at": to_data(point),
    }
    left = _left(goal, proof)
    inner = None if left is None else _rest(goal.also(left), effort, solve)
    return None if inner is None else {**proof, "then": inner}


def _by_ends(goal: Goal, node: Derivative, effort: int, solve: Solve) -> Proof | None:
    proof: Proof = {"rule": "leibniz", "derivative": to_data(node)}
    left = _left(goal, proof)
    inner = None if left is None else solve(goal.also(left), effort - 1)
    return None if inner is None else {**proof, "then": inner}


STEPS = {
    "integrate": integration.integrate,
    "leibniz": integration.leibniz,
    "split_integral": integration.split_integral,
}


def _left(goal: Goal, proof: Proof) -> Relation | None:
    """What the step leaves to be proved; the kernel makes the step."""
    step = STEPS[str(proof["rule"])]
    try:
        return step(steps.Replay(goal.claim), goal.state(), goal.relation, proof)
    except (steps.StepFailure, Refusal, RecursionError):
        return None


def _in_order(goal: Goal, integral: Integral, effort: int, solve: Solve) -> Proof | None:
    """Cases by the order of two finite ends, where it is not known."""
    if direction(integral.lower) or direction(integral.upper):
        return None
    gap = integral.upper - integral.lower
    state = goal.state()
    try:
        mask = signs.sign(state, reading.read(state, gap))
    except Refusal:
        return None
    if not (mask & 1 and mask & POSITIVE):
        return None
    proof: Proof = {"rule": "trichotomy", "of": to_data(gap)}
    for name, operator in (("positive", ">"), ("negative", "<"), ("zero", "=")):
        inner = integrals(goal.under(Relation(operator, gap, ZERO)), effort - 1, solve)
        if inner is None:
            return None
        proof[name] = inner
    return proof


# -- proposals ---------------------------------------------------------------------------


def antiderivatives(goal: Goal, integral: Integral) -> Iterator[Term]:
    """Terms whose derivative may be the integrand."""
    state = goal.state().branch()
    variable = integral.variable
    if variable.name in free_names(goal.claim.assumptions):
        variable = Variable(f"{variable.name}_", variable.sort)
    body = replace(integral.body, integral.variable, variable)
    try:
        _assume_range(state, variable, integral)
        found = _by_coefficients(state, body, variable)
        if found is not None:
            yield replace(found, variable, integral.variable)
    except (Refusal, NoTerm):
        pass
    yield from proposals(integral.body, integral.variable)


def _assume_range(state: State, variable: Variable, integral: Integral) -> None:
    """The variable is between the ends."""
    here = reading.read(state, variable)
    for end, side in ((integral.lower, 1), (integral.upper, -1)):
        if not direction(end):
            gap = (here - reading.read(state, end)).scale(side)
            facts.assume_sign(state, gap, POSITIVE, None)


def _by_coefficients(state: State, body: Term, variable: Variable) -> Term | None:
    value = reading.read(state, variable)
    single = value.single()
    if single is None:
        return None
    leaf = single[1][0][0]
    integrand = reading.read(state, body)
    candidates = list(dict.fromkeys(_candidates(state, integrand, leaf)))[:MOST_CANDIDATES]
    by = derivative.By(variable.name)
    slopes: list[Polynomial] = []
    kept: list[Polynomial] = []
    for candidate in candidates:
        try:
            slopes.append(derivative.differentiate(state, candidate, by))
            kept.append(candidate)
        except Refusal:
            continue
    *slopes, integrand = over_one_denominator(state, [*slopes, integrand])
    weights = solution(slopes, integrand)
    if weights is None:
        return None
    total = Polynomial({})
    for weight, candidate in zip(weights, kept, strict=True):
        total = total + candidate.scale(weight)
    return term_of(state, total)


def _candidates(state: State, integrand: Polynomial, leaf: int) -> Iterator[Polynomial]:
    """Functions of which the antiderivative may be a combination."""
    generators = {g for g in integrand.generators() if leaf in state.record(g).support}
    extra = list(_logarithms(state, generators, leaf))
    for monomial in integrand.terms:  # each is whole, and one of many candidates
        yield from gaussian.error_functions(state, monomial, leaf)
    for monomial in integrand.terms:
        fixed, moving = _parted(state, monomial, leaf)
        for scale in _scales(state, monomial, leaf):
            base = algebra.multiply(state, Polynomial({fixed: 1}), scale)
            for special in extra:
                yield algebra.multiply(state, base, special)
            for shape in _shapes(state, moving, leaf):
                yield algebra.multiply(state, base, shape)
        yield from _of_real_power(state, monomial, leaf)
        yield from _of_unknown(state, monomial, leaf)


def _of_real_power(state: State, monomial: Monomial, leaf: int) -> Iterator[Polynomial]:
    """x*m / (e + 1) for m = c*x^e with an exponent e that is not a number."""
    if all(state.record(g).head != "exp" for g, _ in monomial):
        return
    by = derivative.By(str(state.record(leaf).arguments[0]))
    whole = algebra.multiply(state, Polynomial({monomial: 1}), generator(leaf))
    slope = derivative.differentiate(state, whole, by)
    ratio = algebra.multiply(state, slope, radicals.power(state, Polynomial({monomial: 1}), -1))
    if leaf not in state.support(ratio) and ratio.constant() is None:
        yield algebra.multiply(state, whole, radicals.power(state, ratio, -1))


def _of_unknown(state: State, monomial: Monomial, leaf: int) -> Iterator[Polynomial]:
    """F of what is in f', for an arbitrary function f; alone and times what stands beside f'."""
    fixed, moving = _parted(state, monomial, leaf)
    for identity, exponent in moving:
        record = state.record(identity)
        if record.head != "applied" or exponent != 1:
            continue
        name, orders, *arguments = record.arguments
        counts = [int(order) for order in str(orders).split(",")]
        for position, count in enumerate(counts):
            if not count:
                continue
            lowered = [count - (place == position) for place, count in enumerate(counts)]
            below = state.value("applied", name, ",".join(map(str, lowered)), *arguments)
            beside = tuple(pair for pair in moving if pair[0] != identity)
            yield algebra.multiply(state, Polynomial({fixed: 1}), below)
            yield algebra.product(state, Polynomial({fixed: 1}), Polynomial({beside: 1}), below)


def _parted(state: State, monomial: Monomial, leaf: int) -> tuple[Monomial, Monomial]:
    fixed = tuple(pair for pair in monomial if leaf not in state.record(pair[0]).support)
    return fixed, tuple(pair for pair in monomial if pair not in fixed)


def _scales(state: State, monomial: Monomial, leaf: int) -> Iterator[Polynomial]:
    """1, and inverse powers of the parameters inside exponents and angles."""
    yield Polynomial({(): 1})
    degree = int(sum((abs(Fraction(e)) for g, e in monomial if g == leaf), Fraction(1)))
    for identity, _ in monomial:
        record = state.record(identity)
        if record.head not in ("exp", "sin", "cos") or leaf not in record.support:
            continue
        inner = record.arguments[0]
        assert isinstance(inner, Polynomial)
        slope = inner.single()
        if slope is None:
            continue
        parameters = tuple((g, -e) for g, e in slope[1] if g != leaf)
        if parameters:
            for power in range(1, degree + 1):
                yield Polynomial({tuple((g, e * power) for g, e in parameters): 1})


def _shapes(state: State, moving: Monomial, leaf: int) -> Iterator[Polynomial]:
    """The moving part with other powers of the variable, of sines and of denominators."""
    powers = dict(moving)
    degree = powers.pop(leaf, 0)
    rest = tuple(sorted(powers.items()))
    top = int(degree) + 1 if isinstance(degree, int) else 0
    degrees = (
        [Fraction(degree) + 1, Fraction(degree)]
        if isinstance(degree, Fraction)
        else [Fraction(k) for k in range(top, min(-1, top - 3), -1)][: HIGHEST_DEGREE + 2]
    )
    for inner in _beside(state, rest):
        for power in degrees:
            yield algebra.multiply(state, inner, radicals.power(state, generator(leaf), power))


def _beside(state: State, rest: Monomial) -> Iterator[Polynomial]:
    """Powers of sines, cosines, logarithms and denominators near those in ``rest``."""
    choices: list[list[Polynomial]] = []
    angles = sum(int(e) for g, e in rest if state.record(g).head in ("sin", "cos"))
    turned: set[int] = set()
    for identity, exponent in rest:
        record = state.record(identity)
        if record.head in ("sin", "cos"):
            (angle,) = record.arguments
            assert isinstance(angle, Polynomial)
            turned.add(state.make("sin", angle))
        elif record.head == "log" and isinstance(exponent, int):
            choices.append([generator(identity, k) for k in range(exponent, -1, -1)])
        elif record.head in ("poly", "abs"):
            up = [generator(identity, exponent), _raised(state, identity, exponent)]
            choices.append(up)
        else:
            choices.append([generator(identity, exponent)])
    for sine in turned:
        (angle,) = state.record(sine).arguments
        assert isinstance(angle, Polynomial)
        cosine = state.make("cos", angle)
        choices.append(
            [
                Polynomial({_monomial((sine, s), (cosine, c)): 1})
                for s in (0, 1)
                for c in range(angles + 1)
                if s + c <= max(angles, 1)
            ]
        )
    for combination in product(*choices):
        yield algebra.product(state, *combination)


def _monomial(*pairs: tuple[int, int]) -> Monomial:
    return tuple(sorted(pair for pair in pairs if pair[1]))


def _raised(state: State, identity: int, exponent: int | Fraction) -> Polynomial:
    return algebra.reduce(state, generator(identity, exponent + 1))


def _logarithms(state: State, generators: set[int], leaf: int) -> Iterator[Polynomial]:
    """The variable, logarithms of denominators, arctangents and error functions."""
    yield generator(leaf)
    yield exponentials.logarithm(state, generator(leaf))
    for identity in sorted(generators):
        record = state.record(identity)
        inner = record.arguments[0] if record.arguments else None
        if not isinstance(inner, Polynomial):
            continue
        if record.head in ("poly", "abs"):
            yield exponentials.logarithm(state, inner)
            for root in _rational_roots(inner, leaf):
                yield exponentials.logarithm(state, generator(leaf) - rational(root))
            yield from _arctangents(state, inner, leaf)
        elif record.head == "exp":
            yield from _error_functions(state, inner, leaf)
        elif record.head == "sin":
            yield exponentials.logarithm(state, generator(state.make("cos", inner)))


def _rational_roots(inner: Polynomial, leaf: int) -> list[Fraction]:
    """The roots of a quadratic polynomial, where they are rational."""
    values = [Fraction(inner.terms.get(m, 0)) for m in ((), ((leaf, 1),), ((leaf, 2),))]
    if sum(1 for value in values if value) != len(inner) or not values[2]:
        return []
    room = values[1] ** 2 - 4 * values[2] * values[0]
    root = rational(room).root() if room > 0 else None
    size = None if root is None else root.constant()
    if size is None:
        return []
    return [(-values[1] + turn * size) / (2 * values[2]) for turn in (1, -1)]


def _arctangents(state: State, inner: Polynomial, leaf: int) -> Iterator[Polynomial]:
    """atan((2*a*x + b) / r) / r for a*x^2 + b*x + c, r^2 = 4*a*c - b^2 > 0."""
    parts = {0: Polynomial({}), 1: Polynomial({}), 2: Polynomial({})}
    for monomial, value in inner.terms.items():
        degree = dict(monomial).get(leaf, 0)
        if degree not in parts:
            return
        rest = tuple(pair for pair in monomial if pair[0] != leaf)
        parts[int(degree)] = parts[int(degree)] + Polynomial({rest: value})
    four = algebra.multiply(state, parts[2], parts[0]).scale(4)
    room = four - algebra.multiply(state, parts[1], parts[1])
    if not parts[2] or signs.sign(state, room) != POSITIVE:
        return
    root = radicals.power(state, room, Fraction(-1, 2))
    top = algebra.multiply(state, parts[2].scale(2), generator(leaf)) + parts[1]
    angle = functions.apply(state, "atan", (algebra.multiply(state, top, root),))
    yield algebra.multiply(state, angle, root)
    yield angle


def _error_functions(state: State, inner: Polynomial, leaf: int) -> Iterator[Polynomial]:
    """erf(sqrt(a)*x) * sqrt(pi/a) for e^(-a*x^2)."""
    single = inner.single()
    if single is None or dict(single[1]).get(leaf) != 2:
        return
    rest = tuple(pair for pair in single[1] if pair[0] != leaf)
    for scale in (Fraction(1), Fraction(1, 2), abs(Fraction(single[0]))):
        size = Polynomial({rest: scale})
        if signs.sign(state, size) != POSITIVE:
            continue
        root = radicals.power(state, size, Fraction(1, 2))
        here = functions.apply(state, "erf", (algebra.multiply(state, root, generator(leaf)),))
        pi = radicals.power(state, functions.pi(state), Fraction(1, 2))
        yield algebra.product(state, here, pi, radicals.power(state, root, -1))
