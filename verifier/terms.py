"""Typed terms: the language in which every claim is stated.

TRUSTED. Guarantee: a term is immutable, hashable, and exactly what its constructor was
given. A constructor checks (sorts, arities, non-empty tuples); it never simplifies, reorders
or evaluates. Standard library only.

What a term means (the *point* fixes every dimension, free index, variable and family entry):

* ``Add``, ``Multiply``, ``Power``: field operations. A term is *defined* only where all its
  parts are; ``0**-1`` is not, ``b**q`` with a fraction ``q`` needs ``b >= 0`` (``b > 0`` for
  ``q < 0``), ``b**e`` with any other exponent needs ``b > 0`` unless ``e`` is an integer.
* ``Sum(index, body)``: the finite sum of ``body`` over ``index.lower .. index.upper``; empty
  when ``upper < lower``. ``Product`` likewise.
* ``Derivative(body, variable)``: the partial derivative by a variable or one entry of a
  family; entries of a family are independent of one another.
* ``At(body, binder, indices, value)``: ``body`` evaluated where ``binder`` (a variable, or a
  family entry by entry) has the value ``value``; derivatives inside ``body`` are taken before
  the value is put in, so ``At(Derivative(f(t), t), t, (), g(x))`` is f'(g(x)).
* ``Cases``: the first branch whose condition holds; with no such branch and no
  ``otherwise`` the term is undefined there. Only the taken branch need be defined.
* ``Apply``: a smooth function that is only named, or a partial derivative of it.
* ``Dependent``: a family entry that is a smooth function of other quantities.
* ``Limit``, ``Integral``: as usual, of one variable; a whole number is the place in a sequence.

Limits: no sets, no random variables.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from typing import TypeAlias, cast


class Sort(Enum):
    """What values a variable, or each entry of a family, ranges over."""

    REAL = "real"
    INTEGER = "integer"
    COMPLEX = "complex"
    DIMENSION = "dimension"  # any integer >= 1


class Hashed:
    """What is hashed once: a term is a tree, and looked up in tables at every step.

    The hash stays in the process, being another one in the next.
    """

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        type.__setattr__(cls, "__hash__", _hash_once)

    def __getstate__(self) -> dict[str, object]:
        return {name: part for name, part in self.__dict__.items() if name != HASH}


HASH = "_hash"


def _hash_once(node: object) -> int:
    parts = node.__dict__
    known: int | None = parts.get(HASH)
    if known is None:
        known = hash((type(node).__name__, *parts.values()))
        parts[HASH] = known
    return known


class Node(Hashed):
    """Arithmetic notation shared by all terms: builds, never simplifies."""

    def __add__(self, other: Operand) -> Add:
        return Add((as_term(self), as_term(other)))

    def __radd__(self, other: Operand) -> Add:
        return Add((as_term(other), as_term(self)))

    def __sub__(self, other: Operand) -> Add:
        return Add((as_term(self), negate(as_term(other))))

    def __rsub__(self, other: Operand) -> Add:
        return Add((as_term(other), negate(as_term(self))))

    def __neg__(self) -> Multiply:
        return negate(as_term(self))

    def __mul__(self, other: Operand) -> Multiply:
        return Multiply((as_term(self), as_term(other)))

    def __rmul__(self, other: Operand) -> Multiply:
        return Multiply((as_term(other), as_term(self)))

    def __truediv__(self, other: Operand) -> Multiply:
        return Multiply((as_term(self), Power(as_term(other), number(-1))))

    def __rtruediv__(self, other: Operand) -> Multiply:
        return Multiply((as_term(other), Power(as_term(self), number(-1))))

    def __pow__(self, other: Operand) -> Power:
        return Power(as_term(self), as_term(other))


@dataclass(frozen=True)
class Number(Node):
    """An exact rational number."""

    value: Fraction


@dataclass(frozen=True)
class Constant(Node):
    """A named constant: ``pi``, ``i`` (imaginary unit), ``oo`` (only in limits and integrals)."""

    name: str

    def __post_init__(self) -> None:
        if self.name not in CONSTANTS:
            raise ValueError(f"unknown constant {self.name!r}; known: {', '.join(CONSTANTS)}")


@dataclass(frozen=True)
class Variable(Node):
    """A scalar that ranges over its sort; assumptions narrow it further."""

    name: str
    sort: Sort = Sort.REAL


@dataclass(frozen=True)
class Index(Node):
    """An integer that runs from ``lower`` to ``upper``, both included."""

    name: str
    lower: Term
    upper: Term


@dataclass(frozen=True)
class Family:
    """A vector, matrix or array of numbers: ``shape[a]`` entries along axis ``a``.

    Along axis ``a`` the index runs from ``starts[a]`` to ``starts[a] + shape[a] - 1``.
    """

    name: str
    shape: tuple[Term, ...]
    starts: tuple[int, ...] = ()
    sort: Sort = Sort.REAL

    def __post_init__(self) -> None:
        if not self.starts:
            object.__setattr__(self, "starts", (1,) * len(self.shape))
        if len(self.starts) != len(self.shape):
            raise ValueError(f"{self.name}: {len(self.shape)} axes but {len(self.starts)} starts")


@dataclass(frozen=True)
class Entry(Node):
    """One entry of a family; each index is an integer term."""

    family: Family
    indices: tuple[Term, ...]

    def __post_init__(self) -> None:
        if len(self.indices) != len(self.family.shape):
            raise ValueError(
                f"{self.family.name} has {len(self.family.shape)} axes, "
                f"got {len(self.indices)} indices"
            )


@dataclass(frozen=True)
class Add(Node):
    """The sum of its terms; at least one."""

    terms: tuple[Term, ...]


@dataclass(frozen=True)
class Multiply(Node):
    """The product of its factors; at least one."""

    factors: tuple[Term, ...]


@dataclass(frozen=True)
class Power(Node):
    """``base ** exponent`` over the reals, see the module's docstring."""

    base: Term
    exponent: Term


@dataclass(frozen=True)
class Function(Node):
    """A function with a fixed meaning, applied: one of ``FUNCTIONS``."""

    name: str
    arguments: tuple[Term, ...]

    def __post_init__(self) -> None:
        arity = FUNCTIONS.get(self.name)
        if arity is None:
            raise ValueError(f"unknown function {self.name!r}; known: {', '.join(FUNCTIONS)}")
        if len(self.arguments) != arity:
            raise ValueError(f"{self.name} takes {arity} argument(s), got {len(self.arguments)}")


@dataclass(frozen=True)
class FunctionSymbol:
    """The name of an arbitrary smooth function R^arity -> R."""

    name: str
    arity: int = 1


@dataclass(frozen=True)
class Apply(Node):
    """``symbol``, differentiated ``orders[a]`` times by argument ``a``, at ``arguments``."""

    symbol: FunctionSymbol
    arguments: tuple[Term, ...]
    orders: tuple[int, ...]

    def __post_init__(self) -> None:
        if not len(self.arguments) == len(self.orders) == self.symbol.arity:
            raise ValueError(f"{self.symbol.name} takes {self.symbol.arity} argument(s)")


@dataclass(frozen=True)
class Dependent(Node):
    """The entry ``family[indices]``, a smooth function of everything in ``over``.

    ``partials`` lists the variables or entries it has been differentiated by,
    e.g. d x_i(u) / d u_k is ``Dependent(x, (i,), (u,), (u[k],))``.
    """

    family: Family
    indices: tuple[Term, ...]
    over: tuple[Variable | Family, ...]
    partials: tuple[Variable | Entry, ...] = ()


@dataclass(frozen=True)
class Derivative(Node):
    """The partial derivative of ``body`` by ``variable``."""

    body: Term
    variable: Variable | Entry


@dataclass(frozen=True)
class At(Node):
    """``body`` where ``binder[indices]`` is ``value`` (``indices`` are bound in ``value``)."""

    body: Term
    binder: Variable | Family
    indices: tuple[Index, ...]
    value: Term


@dataclass(frozen=True)
class Sum(Node):
    """The sum of ``body`` over ``index``."""

    index: Index
    body: Term


@dataclass(frozen=True)
class Product(Node):
    """The product of ``body`` over ``index``."""

    index: Index
    body: Term


@dataclass(frozen=True)
class Relation(Hashed):
    """``left operator right``; the operator is one of ``= != < <= > >=``."""

    operator: str
    left: Term
    right: Term

    def __post_init__(self) -> None:
        if self.operator not in OPERATORS:
            raise ValueError(f"unknown relation {self.operator!r}")


@dataclass(frozen=True)
class And(Hashed):
    """All of ``conditions``; true when there are none."""

    conditions: tuple[Condition, ...]


@dataclass(frozen=True)
class Or(Hashed):
    """At least one of ``conditions``; false when there are none."""

    conditions: tuple[Condition, ...]


@dataclass(frozen=True)
class Not(Hashed):
    """The negation of ``condition``."""

    condition: Condition


@dataclass(frozen=True)
class Cases(Node):
    """The value of the first branch whose condition holds, else ``otherwise``."""

    branches: tuple[tuple[Condition, Term], ...]
    otherwise: Term | None = None


@dataclass(frozen=True)
class Limit(Node):
    """The limit of ``body`` for ``variable`` to ``point`` from ``side``: ``+``, ``-``, ``+-``."""

    body: Term
    variable: Variable
    point: Term
    side: str = "+-"


@dataclass(frozen=True)
class Integral(Node):
    """The integral of ``body`` over ``variable`` from ``lower`` to ``upper``."""

    body: Term
    variable: Variable
    lower: Term
    upper: Term


Term: TypeAlias = (
    Number | Constant | Variable | Index | Entry | Add | Multiply | Power | Function | Apply
    | Dependent | Derivative | At | Sum | Product | Cases | Limit | Integral
)  # fmt: skip
Condition: TypeAlias = Relation | And | Or | Not
Operand: TypeAlias = "Node | int | Fraction"

OPERATORS = ("=", "!=", "<", "<=", ">", ">=")
CONSTANTS = ("pi", "i", "oo")
FUNCTIONS: dict[str, int] = {
    **dict.fromkeys(("exp", "log", "abs", "sign", "heaviside", "floor", "ceiling"), 1),
    **dict.fromkeys(("sin", "cos", "tan", "cot", "sec", "csc"), 1),
    **dict.fromkeys(("asin", "acos", "atan", "acot", "asec", "acsc"), 1),
    **dict.fromkeys(("sinh", "cosh", "tanh", "coth", "sech", "csch"), 1),
    **dict.fromkeys(("asinh", "acosh", "atanh", "acoth", "asech", "acsch"), 1),
    **dict.fromkeys(("erf", "erfc", "gamma", "loggamma", "digamma", "factorial"), 1),
    **dict.fromkeys(("re", "im", "conjugate", "arg"), 1),
    **dict.fromkeys(("max", "min", "atan2", "mod", "binomial"), 2),
}
"""Name -> number of arguments. heaviside(0) = 1/2; sign(0) = 0; acot(x) = atan(1/x)
for x != 0 and pi/2 at 0; mod(a, b) = a - b*floor(a/b) for b > 0."""

TRUE, FALSE = And(()), Or(())


def number(value: int | str | Fraction) -> Number:
    """The exact number; a string is read as a decimal or a fraction."""
    return Number(Fraction(value))


ZERO, ONE = number(0), number(1)


def as_term(value: Operand) -> Term:
    """``value`` as a term; an integer or a fraction becomes a ``Number``."""
    if isinstance(value, (int, Fraction)):
        return Number(Fraction(value))
    return cast(Term, value)


def negate(term: Term) -> Multiply:
    """``-term``, written as ``(-1) * term``."""
    return Multiply((number(-1), term))


def delta(left: Term, right: Term) -> Cases:
    """Kronecker's delta: 1 where the integers ``left`` and ``right`` agree, else 0."""
    return Cases(((Relation("=", left, right), ONE),), ZERO)


def over(name: str, dimension: Term, start: int = 1) -> Index:
    """An index over a dimension: from ``start`` to ``start + dimension - 1``."""
    upper = dimension if start == 1 else Add((dimension, number(start - 1)))
    return Index(name, number(start), upper)


def call(name: str, *arguments: Operand) -> Function:
    """``Function`` with its arguments as terms."""
    return Function(name, tuple(as_term(argument) for argument in arguments))
