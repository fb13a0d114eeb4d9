"""Inequalities by taking the difference apart, or its domain. Untrusted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import combinations, combinations_with_replacement

from verifier.kernel import algebra, certificates, reading, signs
from verifier.kernel.state import ANY, MASKS, NEGATIVE, NONZERO, NULL, POSITIVE, State
from verifier.polynomial import Exponent, Monomial, Polynomial, generator
from verifier.prove.anchors import variables_of
from verifier.prove.back import NoTerm, term_of
from verifier.prove.goal import Goal, Proof
from verifier.prove.linear import nonnegative_solution
from verifier.serialization import to_data
from verifier.terms import Add, Multiply, Relation, Term, negate, number

Solve = Callable[[Goal, int], "object | None"]
FEW_BOXES = 300
MOST_FACTS = 6
MOST_TERMS = 12
MOST_SQUARES = 4


def boxes(goal: Goal) -> Proof | None:
    """Enclosures on boxes, where every variable has rational bounds."""
    state, rest = goal.state(), goal.difference()
    sides: list[list[object]] = []
    leaves: list[int] = []
    ranges: list[tuple[Fraction, Fraction]] = []
    bounds = _rational_bounds(goal)
    for variable in variables_of(goal.relation):
        single = reading.read(state, variable).single()
        if single is None or len(single[1]) != 1:
            return None
        leaf = single[1][0][0]
        low, high = bounds.get(leaf, (None, None))
        if low is None or high is None:
            return None
        sides.append([to_data(variable), str(low), str(high)])
        leaves.append(leaf)
        ranges.append((low, high))
    if not set(leaves) >= set(state.support(rest)):
        return None
    wanted = MASKS[goal.relation.operator]
    if certificates.cover(state, rest, leaves, ranges, wanted, FEW_BOXES) is None:
        return None
    return {"rule": "subdivide", "box": sides}


def _rational_bounds(goal: Goal) -> dict[int, tuple[Fraction | None, Fraction | None]]:
    """Leaf -> its bounds by facts about it alone."""
    found: dict[int, tuple[Fraction | None, Fraction | None]] = {}
    for fact, mask in goal.state().signs.items():
        if mask in (NONZERO, NULL) or len(fact) > 2:
            continue
        moving = [m for m in fact.terms if m != ()]
        if len(moving) != 1 or len(moving[0]) != 1 or moving[0][0][1] != 1:
            continue
        leaf, slope = moving[0][0][0], fact.terms[moving[0]]
        bound = Fraction(-fact.terms.get((), 0)) / slope
        low, high = found.get(leaf, (None, None))
        if (mask & NEGATIVE == 0) is (slope > 0):
            low = bound if low is None else max(low, bound)
        else:
            high = bound if high is None else min(high, bound)
        found[leaf] = (low, high)
    return found


def parts(goal: Goal) -> Proof | None:
    """Means, and products of what is known to be >= 0, with non-negative coefficients."""
    operator = goal.relation.operator
    if operator not in ("<", "<=", ">", ">="):
        return None
    state, rest = goal.state(), goal.difference()
    if len(rest) > MOST_TERMS:
        return None
    turned = operator[0] == "<"
    wanted = -rest if turned else rest
    try:
        found = _means(state, wanted) or _products(state, wanted)
        return None if found is None else _assembled(state, found, turned)
    except NoTerm:
        return None


Part = tuple[Polynomial, "Proof | None", "Term | None"]
"""A part >= 0, its proof (None: by sign), and how it is written (None: expanded)."""


def _assembled(state: State, found: list[Part], turned: bool) -> Proof:
    data: list[Proof] = []
    for value, proof, written in found:
        term = written or term_of(state, value)
        strict = proof is None and signs.sign(state, value) == POSITIVE
        operator = ">" if strict else ">="
        inner: Proof = proof or {"rule": "sign"}
        if turned:
            term, operator = negate(term), "<" if strict else "<="
            if proof is not None:
                inner = {
                    "rule": "product_of_parts",
                    "parts": [
                        {"term": to_data(number(-1)), "operator": "<", "proof": {"rule": "sign"}},
                        {"term": to_data(written), "operator": ">=", "proof": proof},
                    ],
                }
        data.append({"term": to_data(term), "operator": operator, "proof": inner})
    return {"rule": "sum_of_parts", "parts": data}


# -- arithmetic and geometric means ------------------------------------------------------


def _means(state: State, rest: Polynomial) -> list[Part] | None:
    """Each negative term against a weighted mean of positive ones."""
    left = {m: Fraction(v) for m, v in rest.terms.items() if v > 0}
    negative = [(m, -Fraction(v)) for m, v in rest.terms.items() if v < 0]
    everything = [*left, *(m for m, _ in negative)]
    if not negative or any(signs.sign(state, Polynomial({m: 1})) & NEGATIVE for m in everything):
        return None
    found: list[Part] = []
    for monomial, size in negative:
        weights = _weights(monomial, size, left)
        if weights is None:
            return None
        for other, weight in weights.items():
            left[other] -= weight * size
        found.append(_mean(state, monomial, size, weights))
    found.extend((Polynomial({m: v}), None, None) for m, v in left.items() if v)
    return found


def _weights(
    monomial: Monomial, size: Fraction, left: dict[Monomial, Fraction]
) -> dict[Monomial, Fraction] | None:
    """Weights w with prod m_i^w_i = monomial, affordable from what is left."""
    for count in (2, 3, 4):
        for chosen in combinations(left, count):
            columns = [_exponents(m) for m in chosen]
            solution = nonnegative_solution(columns, _exponents(monomial))
            if solution is None or any(weight == 0 for weight in solution):
                continue
            weights = dict(zip(chosen, solution, strict=True))
            if all(left[m] >= weight * size for m, weight in weights.items()):
                return weights
    return None


def _exponents(monomial: Monomial) -> dict[int, Fraction]:
    """The exponents as a column, with one more row for the sum of the weights."""
    return {-1: Fraction(1), **{g: Fraction(e) for g, e in monomial}}


def _mean(
    state: State, monomial: Monomial, size: Fraction, weights: dict[Monomial, Fraction]
) -> Part:
    terms = [(weight, term_of(state, Polynomial({m: 1}))) for m, weight in weights.items()]
    mean = [Multiply((number(weight), term)) for weight, term in terms]
    gap = Add((*mean, negate(term_of(state, Polynomial({monomial: 1})))))
    value = Polynomial({m: w * size for m, w in weights.items()}) - Polynomial({monomial: size})
    proof: Proof = {
        "rule": "means",
        "factor": to_data(number(size)),
        "terms": [[str(weight), to_data(term)] for weight, term in terms],
    }
    return value, proof, Multiply((number(size), gap))


# -- products of facts -------------------------------------------------------------------


def _products(state: State, rest: Polynomial) -> list[Part] | None:
    """Rest = sum of c * (product of at most two facts), c >= 0."""
    if any(e < 0 or not _is_whole(state, g, e) for m in rest.terms for g, e in m):
        return None
    known = list(_known_nonnegative(state, rest))[:MOST_FACTS]
    if not known:
        return None
    products: list[list[Polynomial]] = [[], *([fact] for fact in known)]
    products += [list(pair) for pair in combinations_with_replacement(known, 2)]
    if len(known) <= 4:
        products += [list(pair) for pair in combinations(known, 3)]
    products += [[constant, fact] for constant in _constants(state, known) for fact in known]
    squares = [generator(g, 2) for g in sorted(set(rest.generators()))[:MOST_SQUARES]]
    products += [[square] for square in squares]
    products += [[square, fact] for square in squares for fact in known]
    values = [algebra.product(state, *factors) for factors in products]
    numbers: dict[Monomial, int] = {}
    for value in [*values, rest]:
        for monomial in value.terms:
            numbers.setdefault(monomial, len(numbers))
    columns = [{numbers[m]: Fraction(v) for m, v in value.terms.items()} for value in values]
    target = {numbers[m]: Fraction(v) for m, v in rest.terms.items()}
    solution = nonnegative_solution(columns, target)
    if solution is None:
        return None
    found: list[Part] = []
    for weight, factors, value in zip(solution, products, values, strict=True):
        if weight:
            proof, written = _product(state, weight, factors)
            found.append((value.scale(weight), proof, written))
    return found


def _is_whole(state: State, identity: int, exponent: Exponent) -> bool:
    return isinstance(exponent, int) or not state.record(identity).support


def _constants(state: State, known: list[Polynomial]) -> list[Polynomial]:
    """Roots of constants that occur in the facts."""
    found = {
        pair
        for fact in known
        for monomial in fact.terms
        for pair in monomial
        if not state.record(pair[0]).support and state.record(pair[0]).head in ("prime", "pi")
    }
    return [Polynomial({(pair,): 1}) for pair in sorted(found)][:3]


def _product(state: State, weight: Fraction, factors: list[Polynomial]) -> tuple[Proof, Term]:
    terms: list[Term] = [number(weight), *(term_of(state, factor) for factor in factors)]
    data = [{"term": to_data(term), "operator": ">=", "proof": {"rule": "sign"}} for term in terms]
    return {"rule": "product_of_parts", "parts": data}, Multiply(tuple(terms))


def _known_nonnegative(state: State, rest: Polynomial) -> Iterator[Polynomial]:
    """Facts about the leaves of ``rest``, turned so that they are >= 0."""
    support = state.support(rest)
    for fact, mask in state.signs.items():
        if mask in (ANY, NONZERO, NULL) or not state.support(fact) <= support:
            continue
        yield fact if mask & NEGATIVE == 0 else -fact
    for identity in sorted(set(rest.generators())):
        if state.record(identity).head in ("exp", "gamma"):
            here = generator(identity)
            if signs.sign(state, here) == POSITIVE:
                yield here


# -- one fact taken off ------------------------------------------------------------------


def beside_fact(goal: Goal, effort: int, solve: Solve) -> Proof | None:
    """Take off a multiple of a fact about a sum or an integer power that occurs."""
    state, rest = goal.state(), goal.difference()
    operator = goal.relation.operator
    if operator not in ("<", "<=", ">", ">="):
        return None
    for fact, mask in list(state.signs.items()):
        if mask in (ANY, NONZERO, NULL):
            continue
        for monomial, value in fact.terms.items():
            heads = {state.record(g).head for g, _ in monomial}
            if monomial not in rest.terms or not heads & {"sum", "product", "ipow", "gamma"}:
                continue
            ratio = Fraction(rest.terms[monomial]) / value
            upward = (mask & NEGATIVE == 0) is (ratio > 0)
            if upward is not (operator[0] == ">"):
                continue
            proof = _taken_off(goal, fact.scale(ratio), effort, solve)
            if proof is not None:
                return proof
    return None


def _taken_off(goal: Goal, known: Polynomial, effort: int, solve: Solve) -> Proof | None:
    state, operator = goal.state(), goal.relation.operator
    try:
        terms = [term_of(state, part) for part in (known, goal.difference() - known)]
    except NoTerm:
        return None
    loose = f"{operator[0]}="
    inner = solve(goal.also(Relation(operator, terms[1], number(0))), effort - 1)
    if inner is None:
        return None
    proofs = ((loose, {"rule": "sign"}), (operator, inner))
    return {
        "rule": "sum_of_parts",
        "parts": [
            {"term": to_data(term), "operator": sign, "proof": proof}
            for term, (sign, proof) in zip(terms, proofs, strict=True)
        ],
    }
