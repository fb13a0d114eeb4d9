r"""Values that change with one number: ``\dot x``, ``y''``, ``\partial L / \partial\dot x``.

Guarantee: a dot or prime on a value that was declared with its one argument, ``y(x) \in
\mathbb{R}``, is its derivative by that; on a defined value a dot is the derivative by ``t``,
a prime that by the only letter that is an argument as a rule, and a note says which. In a
derivative by such a value, or by one of its derivatives, the others of them are held fixed.
Limits: values of one number.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from verifier.read import arrays
from verifier.read.arrays import Array
from verifier.read.notes.formulas import calls
from verifier.read.notes.scopes.context import Context
from verifier.read.notes.scopes.scope import Function, Quantity
from verifier.read.notes.source.names import SEPARATORS, Head, head_of, split
from verifier.read.notes.source.tree import Fenced, Node, parts
from verifier.read.notes.terms import values
from verifier.terms import Dependent, Derivative, Sort, Term, Variable

DOTTED = {r"\dot": 1, r"\ddot": 2, r"\dddot": 3}
ARGUMENTS = frozenset("rstuvwxyz")
"""Letters that are arguments, as a rule."""
HIGHEST = 4
"""The highest derivative that is held fixed beside another."""


def in_time(ctx: Context, head: Head) -> Head | None:
    r"""``\dot{x}`` and ``\ddot{x}`` as ``x'`` and ``x''``, where x is a value of one number."""
    accents = head.glyph.accents
    if not accents or accents[0] not in DOTTED or head.primes:
        return None
    plain = replace(head, glyph=replace(head.glyph, accents=accents[1:]), primes=DOTTED[accents[0]])
    found = ctx.scope.fitting(replace(plain, primes=0))
    symbol = found[0] if found is not None else None
    if isinstance(symbol, Function):
        if symbol.arity != 1 or head.sub:
            return None
    elif not isinstance(symbol, Quantity) or letter(ctx, symbol, "t") is None:
        return None
    ctx.note(f"`{head.glyph.latex}` read as the derivative of `{plain.glyph.latex}`")
    return plain


def marked(ctx: Context, head: Head) -> bool:
    r"""Whether a name is a derivative of another: ``\dot\theta``, ``y'``."""
    if ctx.lookup(head) is None:
        return in_time(replace(ctx, readings={}), head) is not None
    found = ctx.scope.fitting(head)
    return found is not None and head.primes > found[3]


def order(ctx: Context, symbol: Quantity, head: Head, primes: int) -> int:
    """How often a value is differentiated by what is written above it; 0 for other scripts."""
    count, rest = calls.derivative_order(head.sup, primes)
    if not count or (rest and count > primes):
        return 0
    return count if primes or (letter(ctx, symbol) is not None and symbol.over) else 0


def letter(ctx: Context, symbol: Quantity, only: str = "") -> Variable | None:
    """The number that a value changes with, as declared or by its definition."""
    if symbol.over:
        alone = symbol.over[0] if len(symbol.over) == 1 and not symbol.over[0].rank else None
        entry = alone.entry(()) if alone is not None else None
        return entry if isinstance(entry, Variable) and entry.sort is Sort.REAL else None
    if not symbol.defined or symbol.owner is None:
        return None
    reached = ctx.definitions.reached(probe(symbol.view)) - set(ctx.definitions.known)
    found = [
        one.owner
        for one in ctx.scope.everything()
        if isinstance(one, Quantity)
        and isinstance(one.owner, Variable)
        and one.owner in reached
        and one.owner.sort is Sort.REAL
        and (one.name.latex == only if only else one.name.latex in ARGUMENTS)
    ]
    return found[0] if len(found) == 1 else None


def probe(view: Array) -> Term:
    """Any entry of ``view``."""
    inner = values.entries_of(view)
    return inner.entry(tuple(arrays.fresh_index("i", size, start, set()) for size, start in
                             zip(inner.shape, inner.starts, strict=True)))  # fmt: skip


def derivative(
    ctx: Context, symbol: Quantity, value: Array, count: int, variable: Variable
) -> Array:
    """``value`` of ``symbol`` differentiated ``count`` times by ``variable``."""
    if not symbol.over:
        name, argument = symbol.name.latex, called(ctx, variable)
        ctx.note(f"the mark above `{name}` read as the derivative by `{argument}`")

    def entry(term: Term) -> Term:
        if not symbol.over:
            term = ctx.definitions.unfold(term, frozenset({variable}))
        for _ in range(count):
            term = Derivative(term, variable)
        return term

    return arrays.apply(entry, value)


def called(ctx: Context, variable: Variable) -> str:
    """How a variable is written."""
    return next(one.name.latex for one in ctx.scope.everything()
                if isinstance(one, Quantity) and one.owner == variable)  # fmt: skip


def without_arguments(ctx: Context, left: Sequence[Node]) -> tuple[Node, ...]:
    r"""``L`` for ``L(x, \dot x)``, where the arguments are values that change with a number."""
    fence = left[1] if len(left) == 2 else None
    if not isinstance(fence, Fenced) or fence.left != "(":
        return tuple(left)
    heads = [head_of(piece[0]) if len(piece) == 1 else None
             for piece in split(fence.children, SEPARATORS)]  # fmt: skip
    moves = [head is not None and (changes(ctx, head) or (
        marked(ctx, head) and not still(ctx, head))) for head in heads]  # fmt: skip
    known = all(head is not None and (moved or ctx.lookup(head) is not None)
                for head, moved in zip(heads, moves, strict=True))  # fmt: skip
    return (left[0],) if any(moves) and known else tuple(left)


def still(ctx: Context, head: Head) -> bool:
    """Whether a name with a prime is one beside a number or vector: ``k(x, x')``."""
    found = ctx.scope.fitting(replace(head, primes=0)) if head.primes else None
    return found is not None and isinstance(found[0], Quantity) and not found[0].over


def listed(ctx: Context, left: Sequence[Node], given: Sequence[Node]) -> None:
    """Keep the arguments that a value was defined with."""
    head = head_of(left[0])
    found = ctx.scope.fitting(head) if head is not None and len(left) < len(given) else None
    if found is not None and isinstance(found[0], Quantity):
        names = [head_of(one[0]) for one in split(parts(given[1]), SEPARATORS)]
        ctx.scope.declare(replace(found[0], named=tuple(one.name for one in names if one)))


def holds_others(ctx: Context, above: Sequence[Node], variable: Sequence[Node]) -> bool:
    r"""Whether ``\partial L / \partial t`` is that of an L which is written with its arguments."""
    head = head_of(above[0]) if above else None
    found = ctx.lookup(head) if head is not None else None
    own = head_of(variable[0]) if len(variable) == 1 else None
    symbol = found[0] if found is not None else None
    return own is not None and isinstance(symbol, Quantity) and not symbol.over and (
        bool(symbol.named) and not changes(ctx, own))  # fmt: skip


def changes(ctx: Context, head: Head) -> bool:
    """Whether a name was declared as a value of one number."""
    found = ctx.lookup(head)
    symbol = found[0] if found is not None else None
    return isinstance(symbol, Quantity) and bool(symbol.over) and letter(ctx, symbol) is not None


# -- derivatives by such values ----------------------------------------------------------


def ladder(pattern: Term) -> list[Term]:
    """The further derivatives of a value that changes with one number, highest first."""
    match pattern:
        case Dependent(over=(Variable() as variable,)):
            pass
        case Derivative(variable=Variable() as variable):
            pass
        case _:
            return []
    found: list[Term] = []
    for _ in range(HIGHEST):
        pattern = Derivative(pattern, variable)
        found.append(pattern)
    return found[::-1]
