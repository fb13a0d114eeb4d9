"""Terms as plain data, and back.

TRUSTED: the kernel reads the terms of a proof with it. Guarantee: ``from_data(to_data(t))``
is t, and ``from_data`` makes nothing but well-formed terms: the parts of each node are of the
kinds that ``_PARTS`` lists, numbers are written out; anything else is a ``ValueError``.

    ["Add", ["", ["Variable", "x", ["Sort", "real"]], ["Number", ["Fraction", "1/2"]]]]

Limits: what the names in a term stand for is not checked here.
"""

from __future__ import annotations

from fractions import Fraction

from verifier.terms import (
    Add,
    And,
    Apply,
    At,
    Cases,
    Constant,
    Dependent,
    Derivative,
    Entry,
    Family,
    Function,
    FunctionSymbol,
    Index,
    Integral,
    Limit,
    Multiply,
    Not,
    Number,
    Or,
    Power,
    Product,
    Relation,
    Sort,
    Sum,
    Variable,
)
from verifier.traversal import children

_NODES: dict[str, type] = {
    cls.__name__: cls
    for cls in (
        Number, Constant, Variable, Index, Family, Entry, Add, Multiply, Power, Function,
        FunctionSymbol, Apply, Dependent, Derivative, At, Sum, Product, Relation, And, Or, Not,
        Cases, Limit, Integral,
    )
}  # fmt: skip


def to_data(node: object) -> object:
    """``node`` as JSON-ready data: ``[class, part, ...]``; tuples as ``["", part, ...]``."""
    match node:
        case None | str() | int():
            return node
        case Fraction():
            return ["Fraction", str(node)]
        case Sort():
            return ["Sort", node.value]
        case tuple():
            return ["", *(to_data(part) for part in node)]
        case _:
            return [type(node).__name__, *(to_data(part) for part in children(node))]


_KINDS: dict[str, tuple[type, ...]] = {
    "name": (str,),
    "fraction": (Fraction,),
    "sort": (Sort,),
    "family": (Family,),
    "symbol": (FunctionSymbol,),
    "index": (Index,),
    "variable": (Variable,),
    "dependent": (Dependent,),
    "leaf": (Variable, Entry),
    "quantity": (Variable, Family),
    "condition": (Relation, And, Or, Not),
    "term": (
        Number, Constant, Variable, Index, Entry, Add, Multiply, Power, Function, Apply,
        Dependent, Derivative, At, Sum, Product, Cases, Limit, Integral,
    ),
}  # fmt: skip
_PARTS: dict[str, str] = {
    "Number": "fraction", "Constant": "name", "Variable": "name sort", "Index": "name term term",
    "Family": "name term* number* sort", "Entry": "family term*", "Add": "term+",
    "Multiply": "term+", "Power": "term term", "Function": "name term*",
    "FunctionSymbol": "name number", "Apply": "symbol term* number*",
    "Dependent": "family term* quantity* leaf*", "Derivative": "term leaf",
    "At": "term quantity index* term", "Sum": "index term", "Product": "index term",
    "Relation": "name term term", "And": "condition*", "Or": "condition*", "Not": "condition",
    "Cases": "branch+ term?", "Limit": "term variable term name",
    "Integral": "term variable term term", "OneHot": "family", "Distribution": "family",
    "Definite": "family",
    "Forall": "index* condition", "Recursion": "index* dependent term",
}  # fmt: skip
"""Node -> what its parts must be; ``*`` a tuple, ``+`` one that is not empty, ``?`` or None."""


def _is_part(kind: str, part: object) -> bool:
    """Whether ``part`` is of the kind that ``_PARTS`` asks for."""
    if kind[-1] in "*+":
        rest = kind[:-1]
        whole = isinstance(part, tuple) and all(_is_part(rest, inner) for inner in part)
        return whole and (kind[-1] == "*" or part != ())
    match kind:
        case "term?":
            return part is None or _is_part("term", part)
        case "number":
            return isinstance(part, int) and not isinstance(part, bool)
        case "branch":
            return (
                isinstance(part, tuple)
                and len(part) == 2
                and _is_part("condition", part[0])
                and _is_part("term", part[1])
            )
        case _:
            return isinstance(part, _KINDS[kind])


def is_term(node: object) -> bool:
    """Whether ``node`` is a term (not a condition, a family or a tuple)."""
    return _is_part("term", node)


def exact_fraction(text: str) -> Fraction:
    """The fraction that ``text`` writes out; ``ValueError`` for huge or exponent forms."""
    if len(text) > 4000 or "e" in text.lower():
        raise ValueError("a number in a form that is not used here")
    try:
        return Fraction(text)
    except ZeroDivisionError as error:
        raise ValueError("a zero denominator") from error


def from_data(data: object, more: dict[str, type] | None = None) -> object:
    """The inverse of ``to_data``; ``ValueError`` on anything else."""
    match data:
        case None | str() | int():
            return data
        case ["Fraction", str(text)]:
            return exact_fraction(text)
        case ["Sort", str(text)]:
            return Sort(text)
        case ["", *parts]:
            return tuple(from_data(part, more) for part in parts)
        case [str(name), *parts]:
            cls = _NODES.get(name) or (more or {}).get(name)
            if cls is None:
                raise ValueError(f"unknown node {name!r}")
            built = [from_data(part, more) for part in parts]
            kinds = _PARTS[name].split()
            if len(kinds) != len(built) or not all(map(_is_part, kinds, built)):
                raise ValueError(f"{name} with parts that do not fit")
            return cls(*built)
        case _:
            raise ValueError(f"not term data: {data!r}")
