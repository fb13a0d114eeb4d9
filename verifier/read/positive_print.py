r"""Densities as their author writes them: what a term holds as ``exp`` of any number.

Guarantee: only functions whose names begin with ``UNKNOWN`` are shown otherwise; two that
differ look different.

    exp(ln p(x))                        ->   p(x)
    exp(ln w(k)) / Σ[j] exp(ln w(j))    ->   w(k), weights with the sum 1
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from verifier.read.latex_names import name_latex
from verifier.terms import Apply, Function, FunctionSymbol, Number, Power, Sum, Term, Variable
from verifier.traversal import replace

UNKNOWN = r"\ln "
"""How the names begin of the logarithms of densities."""
OUTCOMES = re.compile(r"_\{\\omega\((.*)\)(.*)\}$")
"""The label of weights: of what they are drawn."""


def shown_name(name: str) -> str:
    r"""The name of the density: ``p_{\theta;x,z}`` for ``\ln p_{\theta}_{x, z}``."""
    drawn = OUTCOMES.search(name)
    if drawn is not None:
        return rf"w_{{{drawn[1]}{drawn[2]}}}"
    return name.removeprefix(UNKNOWN).replace("}_{", ";").replace(", ", ",")


def function_name(name: str) -> str:
    """The name of a function as LaTeX, the logarithm of a density as such."""
    return UNKNOWN + shown_name(name) if name.startswith(UNKNOWN) else name_latex(name)


def is_weight(name: str) -> bool:
    """Whether a name is that of the weights of outcomes."""
    return name.startswith(UNKNOWN) and OUTCOMES.search(name) is not None


def density(term: Term) -> Term | None:
    """The density that ``term`` is the exponential of, as a function or a number of its own."""
    match term:
        case Function("exp", (Apply(FunctionSymbol(name, arity), arguments, orders),)) if (
            name.startswith(UNKNOWN) and not any(orders)
        ):
            return Apply(FunctionSymbol(shown_name(name), arity), arguments, orders)
        case Function("exp", (Variable(name, sort),)) if name.startswith(UNKNOWN):
            return Variable(shown_name(name), sort)
        case _:
            return None


def with_weights(factors: Sequence[Term]) -> list[Term]:
    """``factors`` with a weight in the place of a positive number over the sum of all."""
    found = list(factors)
    for factor in factors:
        match factor:
            case Power(Sum(index, Function("exp", (Apply(symbol, arguments),)) as each),
                       Number(value)) if value == -1 and is_weight(symbol.name):  # fmt: skip
                whole = [one for one in found if isinstance(one, Function) and one == replace(
                    each, index, _outcome(one))]  # fmt: skip
                if whole and arguments[:1] == (index,):
                    found.remove(factor)
                    found[found.index(whole[0])] = density(whole[0]) or whole[0]
            case _:
                pass
    return found


def _outcome(term: Function) -> Term:
    """The first argument of the function within ``term``, or ``term`` itself."""
    match term.arguments:
        case (Apply(_, (first, *_)),):
            return first
        case _:
            return term
