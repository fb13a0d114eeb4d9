"""Claims in words: assumptions, quantities, and what a proof covers.

Guarantee: only prints what the claim holds; formulas are LaTeX.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import assert_never

from verifier.claim import Assumption, Claim, Definite, Distribution, Forall, OneHot, Recursion
from verifier.read.latex_print import latex
from verifier.read.named_print import latex_by_names
from verifier.read.positive_print import UNKNOWN, is_weight, shown_name
from verifier.terms import (
    Add,
    And,
    At,
    Condition,
    Family,
    FunctionSymbol,
    Index,
    Integral,
    Limit,
    Not,
    Number,
    Or,
    Relation,
    Sort,
    Variable,
)
from verifier.traversal import children, free_indices, walk

__all__ = ["assumption", "condition", "latex", "latex_by_names", "proved_for", "quantities"]

ZERO = Fraction(0)
RANGES = {Sort.REAL: "real", Sort.INTEGER: "integer", Sort.COMPLEX: "complex"}
SETS = {
    Sort.REAL: r"\mathbb{R}",
    Sort.INTEGER: r"\mathbb{Z}",
    Sort.COMPLEX: r"\mathbb{C}",
    Sort.DIMENSION: r"\mathbb{N}",
}


def assumption(given: Assumption) -> str:
    r"""``given`` as LaTeX, e.g. ``y \text{ one-hot}``."""
    match given:
        case OneHot(family):
            return rf"{name(family.name)} \text{{ one-hot}}"
        case Distribution(family):
            return rf"{name(family.name)} \text{{ a distribution}}"
        case Definite(family):
            return rf"{name(family.name)} \text{{ symmetric positive definite}}"
        case Forall(indices, condition):
            over = ", ".join(latex(index) for index in indices)
            return rf"{latex(condition)} \text{{ for all }} {over}" if over else latex(condition)
        case Recursion(indices, left, right):
            stated = assumption(Forall(indices, Relation("=", left, right)))
            letters = ", ".join(latex(one) for one in left.over if isinstance(one, Variable))
            return rf"{stated} \text{{ at every }} {letters}" if letters else stated
        case Relation() | And() | Or() | Not():
            return latex(given)
        case _:
            assert_never(given)


def condition(given: Condition) -> str:
    """A condition as LaTeX, its constant on the right: ``x - 1 != 0`` as ``x != 1``."""
    match given:
        case Relation(operator, Add(terms), Number(value)) if any(
            isinstance(term, Number) for term in terms
        ):
            rest = tuple(term for term in terms if not isinstance(term, Number))
            moved = value - sum((term.value for term in terms if isinstance(term, Number)), ZERO)
            if rest:
                left = rest[0] if len(rest) == 1 else Add(rest)
                return latex(Relation(operator, left, Number(moved)))
        case And(parts):
            return r" \land ".join(condition(part) for part in parts)
        case _:
            pass
    return latex(given)


def name(text: str) -> str:
    """A declared name as LaTeX."""
    return latex(Variable(text))


def quantities(claim: Claim) -> tuple[str, ...]:
    """What the letters of ``claim`` stand for, one LaTeX phrase each, in order of occurrence."""
    sizes: dict[str, None] = {}
    others: dict[str, None] = {}
    for part in walk((claim.relation, claim.assumptions)):
        match part:
            case Variable(symbol, Sort.DIMENSION):
                sizes.setdefault(rf"{name(symbol)} \in \mathbb{{N}}, {name(symbol)} \ge 1")
            case Variable(symbol, sort):
                others.setdefault(rf"{name(symbol)} \in {SETS[sort]}")
            case Family(symbol, shape, _, sort):
                size = r" \times ".join(latex(length) for length in shape)
                others.setdefault(rf"{name(symbol)} \in {SETS[sort]}^{{{size}}}")
            case FunctionSymbol(symbol, arity):
                source = r"\mathbb{R}" if arity == 1 else rf"\mathbb{{R}}^{{{arity}}}"
                others.setdefault(function_phrase(symbol, source))
            case _:
                pass
    for index in free_indices(claim.relation):
        others.setdefault(rf"{latex(index)} = {latex(index.lower)}, \dots, {latex(index.upper)}")
    return (*sizes, *others)


def function_phrase(symbol: str, source: str) -> str:
    """What a function takes and gives; a density is shown as itself, not as its logarithm."""
    if is_weight(symbol):
        return rf"{shown_name(symbol)} : \text{{weights, positive, with the sum 1}}"
    if symbol.startswith(UNKNOWN):
        return rf"{shown_name(symbol)} : {source} \to (0, \infty)"
    return rf"{name(symbol)} : {source} \to \mathbb{{R}}"


def proved_for(claim: Claim) -> str:
    """What a proof of ``claim`` covers, in plain words: ``all n >= 1``, ``all real x``."""
    found: dict[Sort, set[str]] = {sort: set() for sort in Sort}
    functions: dict[str, set[str]] = {"positive": set(), "smooth": set()}
    for part in free_parts(claim.relation):
        match part:
            case Variable(symbol, sort):
                found[sort].add(symbol)
            case FunctionSymbol(symbol, _):
                kind = "positive" if symbol.startswith(UNKNOWN) else "smooth"
                functions[kind].add(shown_name(symbol) if kind == "positive" else symbol)
            case _:
                pass
    pieces = []
    if found[Sort.DIMENSION]:
        pieces.append(f"all {', '.join(sorted(found[Sort.DIMENSION]))} >= 1")
    pieces += [
        f"all {RANGES[sort]} {', '.join(sorted(found[sort]))}" for sort in RANGES if found[sort]
    ]
    pieces += [
        f"all {kind} {', '.join(sorted(names))}" for kind, names in functions.items() if names
    ]
    return ", ".join(pieces) + restriction(claim, set().union(*found.values()))


def free_parts(node: object, bound: frozenset[object] = frozenset()) -> Iterator[object]:
    """Every part of ``node`` but the variables that a limit, an integral or ``At`` binds."""
    match node:
        case Limit(body, variable, point):
            yield from free_parts(body, bound | {variable})
            yield from free_parts(point, bound)
        case Integral(body, variable, lower, upper):
            yield from free_parts(body, bound | {variable})
            yield from free_parts((lower, upper), bound)
        case At(body, binder, _, value):
            yield from free_parts(body, bound | {binder})
            yield from free_parts(value, bound)
        case None | str() | int() | Fraction() | Sort():
            return
        case _:
            if node not in bound:
                if not isinstance(node, tuple):
                    yield node
                for child in children(node):
                    yield from free_parts(child, bound)


def restriction(claim: Claim, mentioned: set[str]) -> str:
    """`` with x > 0``: the simple assumptions on the letters that ``proved_for`` mentions."""
    simple = [
        text
        for given in claim.assumptions
        if isinstance(given, Relation) and (text := plain(given, mentioned))
    ]
    return f" with {', '.join(dict.fromkeys(simple))}" if simple else ""


def plain(given: Relation, mentioned: set[str]) -> str:
    """``x > 0`` when ``given`` compares a mentioned letter with a letter or a number."""
    sides = []
    for side in (given.left, given.right):
        match side:
            case Variable(symbol) if symbol in mentioned:
                sides.append(symbol)
            case Number(value):
                sides.append(str(value))
            case Index():
                return ""
            case _:
                return ""
    return f"{sides[0]} {given.operator} {sides[1]}"
