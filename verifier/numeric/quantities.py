"""What a claim speaks of: its dimensions, variables, families, indices and named functions.

Guarantee: exactly the names that occur free, each once, in order of first occurrence.
Limits: a name has one meaning; a variable and a family may share it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from verifier.claim import Assumption, Claim, Distribution, Forall, OneHot, Recursion
from verifier.terms import (
    Apply,
    At,
    Condition,
    Constant,
    Dependent,
    Family,
    Index,
    Integral,
    Limit,
    Product,
    Sort,
    Sum,
    Variable,
)
from verifier.traversal import children

Name = tuple[str, str]
"""``("variable" | "family" | "index", name)``."""


@dataclass
class Quantities:
    """The free names of a claim."""

    dimensions: list[str] = field(default_factory=list)
    variables: dict[str, Variable] = field(default_factory=dict)
    """All but the dimensions."""
    families: dict[str, Family] = field(default_factory=dict)
    indices: list[Index] = field(default_factory=list)
    functions: dict[str, int] = field(default_factory=dict)
    """Function symbol -> number of arguments."""
    maps: dict[str, Dependent] = field(default_factory=dict)
    """Families that are smooth functions of other quantities."""
    is_complex: bool = False

    def visit(self, node: object, bound: frozenset[object] = frozenset()) -> None:
        """Adds the free names of ``node``; ``bound`` holds indices, variables and families."""
        match node:
            case None | str() | int() | Fraction() | Sort():
                return
            case Variable(name, sort):
                self._variable(name, sort, node, bound)
            case Index():
                if node not in bound and node not in self.indices:
                    self.visit(node.lower, bound)
                    self.visit(node.upper, bound)
                    self.indices.append(node)
            case Family():
                self.is_complex |= node.sort is Sort.COMPLEX
                if node.name not in bound:
                    self.families.setdefault(node.name, node)
                self.visit(node.shape, bound | set(self._shape_indices(node)))
            case Sum(index, body) | Product(index, body):
                self.visit((index.lower, index.upper), bound)
                self.visit(body, bound | {index})
            case At(body, binder, indices, value):
                self.visit(body, bound | {_bound_name(binder)})
                for index in indices:
                    self.visit((index.lower, index.upper), bound)
                self.visit(value, bound | set(indices))
            case Integral(body, variable, lower, upper):
                self.visit(body, bound | {_bound_name(variable)})
                self.visit((lower, upper), bound)
            case Limit(body, variable, point):
                self.visit(body, bound | {_bound_name(variable)})
                self.visit(point, bound)
            case Forall(indices, condition):
                for index in indices:
                    self.visit((index.lower, index.upper), bound)
                self.visit(condition, bound | set(indices))
            case Recursion(indices, left, right):
                for index in indices:
                    self.visit((index.lower, index.upper), bound)
                self.visit((left, right), bound | set(indices))
            case Dependent(family, indices, over, partials):
                self.maps.setdefault(family.name, node)
                self.visit(family.shape, bound | set(self._shape_indices(family)))
                self.visit((indices, over, partials), bound)
            case Apply(symbol, arguments):
                self.functions.setdefault(symbol.name, symbol.arity)
                self.visit(arguments, bound)
            case Constant("i"):
                self.is_complex = True
            case _:
                for child in children(node):
                    self.visit(child, bound)

    def _variable(self, name: str, sort: Sort, node: Variable, bound: frozenset[object]) -> None:
        self.is_complex |= sort is Sort.COMPLEX
        if (Variable, name) in bound:
            return
        if sort is Sort.DIMENSION:
            if name not in self.dimensions:
                self.dimensions.append(name)
        else:
            self.variables.setdefault(name, node)

    def _shape_indices(self, family: Family) -> list[Index]:
        """Indices inside a shape say where the shape is meant; they are not free."""
        found: list[Index] = []
        stack: list[object] = list(family.shape)
        while stack:
            part = stack.pop()
            if isinstance(part, Index):
                found.append(part)
            elif part is not None and not isinstance(part, (str, int, Fraction, Sort)):
                stack.extend(children(part))
        return found


def _bound_name(binder: Variable | Family) -> object:
    return binder.name if isinstance(binder, Family) else (Variable, binder.name)


def quantities(claim: Claim) -> Quantities:
    """The free names of the claim, its relation's first."""
    found = Quantities()
    found.visit(claim.relation)
    found.visit(claim.assumptions)
    return found


def names_in(node: Condition | Assumption | object) -> Quantities:
    """The free names of any part of a claim."""
    found = Quantities()
    found.visit(node)
    return found


def vector_of(assumption: OneHot | Distribution) -> str:
    """The family that the assumption is about."""
    return assumption.family.name
