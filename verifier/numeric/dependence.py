"""What a term depends on, by slots, and which terms are integers by their form.

Guarantee: changing anything that ``Dependence.of(t)`` does not name cannot change the
value of ``t``. ``is_whole(t)``: every value of ``t`` is an integer wherever it is defined.
Limits: syntactic, so ``0*x`` depends on ``x``.
"""

from __future__ import annotations

from fractions import Fraction

from verifier.numeric.point import Layout
from verifier.terms import (
    Add,
    At,
    Cases,
    Dependent,
    Entry,
    Family,
    Function,
    Index,
    Integral,
    Limit,
    Multiply,
    Number,
    Power,
    Product,
    Sort,
    Sum,
    Term,
    Variable,
)
from verifier.traversal import children

Slots = tuple[frozenset[int], frozenset[int]]
"""Slots of names, slots of indices."""

_NONE: Slots = (frozenset(), frozenset())
_LEAVES = (str, int, Fraction, Sort)
_INTEGERS = (Sort.INTEGER, Sort.DIMENSION)
_ROUNDED = frozenset({"floor", "ceiling", "sign"})
_KEEP_INTEGERS = frozenset({"abs", "max", "min", "mod", "binomial", "factorial"})


class Dependence:
    """Free names and indices of terms, remembered."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self._known: dict[int, tuple[object, Slots]] = {}

    def of(self, node: object) -> Slots:
        """The slots on which ``node`` depends."""
        if node is None or isinstance(node, _LEAVES):
            return _NONE
        known = self._known.get(id(node))
        if known is None:
            known = self._known[id(node)] = (node, self._of(node))
        return known[1]

    def _of(self, node: object) -> Slots:
        layout = self.layout
        match node:
            case Variable(name):
                return frozenset({layout.variable(name)}), frozenset()
            case Index():
                names, indices = self._union((node.lower, node.upper))
                return names, indices | {layout.index(node)}
            case Entry(family, indices):
                return _join((self._family(family), self._union(indices)))
            case Family():
                return self._family(node)
            case Sum(index, body) | Product(index, body):
                names, indices = self.of(body)
                inner = (names, indices - {layout.index(index)})
                return _join((inner, self._union((index.lower, index.upper))))
            case At(body, binder, bound, value):
                return self._at(body, binder, bound, value)
            case Integral(body, variable, lower, upper):
                names, indices = self.of(body)
                inner = (names - {layout.variable(variable.name)}, indices)
                return _join((inner, self._union((lower, upper))))
            case Limit(body, variable, point):
                names, indices = self.of(body)
                inner = (names - {layout.variable(variable.name)}, indices)
                return _join((inner, self.of(point)))
            case Dependent(_, indices, over, partials):
                return self._union((*indices, *over, *partials))
            case _:
                return self._union(tuple(children(node)))

    def _at(
        self, body: Term, binder: Variable | Family, bound: tuple[Index, ...], value: Term
    ) -> Slots:
        names, indices = self.of(body)
        is_family = isinstance(binder, Family)
        slot = self.layout.family(binder.name) if is_family else self.layout.variable(binder.name)
        value_names, value_indices = self.of(value)
        inner = (value_names, value_indices - {self.layout.index(index) for index in bound})
        spans = tuple(end for index in bound for end in (index.lower, index.upper))
        return _join(((names - {slot}, indices), inner, self._union(spans)))

    def _family(self, family: Family) -> Slots:
        slots = frozenset({self.layout.family(family.name)})
        return _join(((slots, frozenset()), self._union(family.shape)))

    def _union(self, nodes: tuple[object, ...]) -> Slots:
        return _join(tuple(self.of(node) for node in nodes))


def _join(parts: tuple[Slots, ...]) -> Slots:
    return (
        frozenset().union(*(names for names, _ in parts)),
        frozenset().union(*(indices for _, indices in parts)),
    )


def is_whole(node: Term) -> bool:
    """Whether ``node`` is an integer by its form."""
    match node:
        case Number(value):
            return value.denominator == 1
        case Index():
            return True
        case Variable(_, sort):
            return sort in _INTEGERS
        case Entry(family):
            return family.sort in _INTEGERS
        case Add(parts) | Multiply(parts):
            return all(is_whole(part) for part in parts)
        case Power(base, Number(value)):
            return value.denominator == 1 and value >= 0 and is_whole(base)
        case Sum(_, body) | Product(_, body):
            return is_whole(body)
        case Function(name, arguments):
            keeps = name in _KEEP_INTEGERS and all(is_whole(part) for part in arguments)
            return name in _ROUNDED or keeps
        case Cases(branches, otherwise):
            parts = tuple(then for _, then in branches)
            return all(is_whole(part) for part in parts) and (
                otherwise is None or is_whole(otherwise)
            )
        case _:
            return False
