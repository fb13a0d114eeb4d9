r"""**Index**: letters that run over a range.

Guarantee: ``$i, j = 1, \dots, n$`` makes i and j run from 1 to n, dimensions of the range
included where nothing else declares them; an index that counts from 0 makes the declared
arrays of its size count from 0 too. Limits: steps of one.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace

from verifier.claim import Assumption, Distribution, OneHot
from verifier.read.arrays import Array
from verifier.read.notes.declarations import quantities
from verifier.read.notes.formulas import conditions
from verifier.read.notes.formulas.conditions import Range
from verifier.read.notes.recursions import endless
from verifier.read.notes.scopes.context import Context
from verifier.read.notes.scopes.scope import (
    IndexName,
    Quantity,
    Symbol,
)
from verifier.read.notes.source import names
from verifier.read.notes.source.complaint import Complaint
from verifier.read.notes.source.lexer import Token
from verifier.read.notes.source.names import head_of, split
from verifier.read.notes.source.prose import Declaration, Formula
from verifier.read.notes.source.tree import Fenced, Leaf, Node
from verifier.read.sizes import concrete, same_size
from verifier.terms import (
    Entry,
    Family,
    Index,
    Term,
    number,
)


def is_range(formula: Formula) -> bool:
    r"""Whether a formula is ``i, j = 1, \dots, n``."""
    nodes = formula.nodes
    equals = [node for node in nodes if isinstance(node, Leaf) and node.text == "="]
    if len(equals) != 1:
        return False
    right = nodes[nodes.index(equals[0]) + 1 :]
    points = sum(conditions.is_point(node) for node in right)
    if len(right) >= 3 and conditions.counted(right):
        return True
    return (any(conditions.is_dots(node) for node in right) and not summed(right)) or points >= 2


def summed(nodes: Sequence[Node]) -> bool:
    """Whether dots stand beside a sign of a sum or product: ``a + b + ...``."""
    beside = [(one, other) for one, other in itertools.pairwise(nodes)
              if conditions.is_dots(one) or conditions.is_dots(other)]  # fmt: skip
    return any(isinstance(node, Leaf) and node.text in ("+", "-", r"\cdot", r"\times")
               for pair in beside for node in pair)  # fmt: skip


def index_range(ctx: Context, formula: Formula) -> None:
    r"""``i, j = 1, \dots, n``."""
    nodes = list(formula.nodes)
    cut = next(place for place, node in enumerate(nodes) if isinstance(node, Leaf)
               and node.text == "=")  # fmt: skip
    right = nodes[cut + 1 :]
    span = conditions.dotted_range(with_dimensions(ctx, right), right, nodes[cut])
    declare_indices(ctx, nodes[:cut], span)


def with_dimensions(ctx: Context, nodes: Sequence[Node]) -> Context:
    """``ctx`` with undeclared names of a range made dimensions."""
    for node in nodes:
        head = head_of(node)
        if head is not None and ctx.scope.fitting(head) is None:
            quantities.declare_dimension(ctx.scope, head.name)
    return ctx


def index(ctx: Context, declaration: Declaration) -> None:
    """An **Index** line."""
    if not declaration.formulas:
        raise Complaint("declaration", r"write `**Index** $i, j = 1, \dots, n$`", declaration.place)
    for formula in ranges(declaration.formulas):
        if (forever := endless.first_place(ctx, formula.nodes)) is not None:
            endless.declare(ctx, *forever)
            continue
        if is_range(formula):
            index_range(ctx, formula)
            continue
        texts = [node.text if isinstance(node, Leaf) else "" for node in formula.nodes]
        if r"\in" not in texts:
            raise Complaint("declaration", r"write `**Index** $i, j = 1, \dots, n$`",
                            formula.nodes[0])  # fmt: skip
        cut = texts.index(r"\in")
        fence = formula.nodes[-1]
        with_dimensions(ctx, fence.children if isinstance(fence, Fenced) else ())
        found = conditions.domain(ctx, formula.nodes[cut + 1 :], formula.nodes[cut])
        if not isinstance(found, Range):
            raise Complaint("declaration", r"an index runs over a range such as "
                            r"`\{1, \dots, n\}`", formula.nodes[cut])  # fmt: skip
        declare_indices(ctx, formula.nodes[:cut], found)


LESS = (r"\le", r"\leq", r"\leqslant")


def ranges(formulas: Sequence[Formula]) -> Iterator[Formula]:
    r"""``1 \le i, j \le n`` and ``$i$ from $1$ to $n$`` as ``i, j = 1, \dots, n``."""
    rest = list(formulas)
    while rest:
        formula = rest.pop(0)
        places = [at for at, node in enumerate(formula.nodes)
                  if isinstance(node, Leaf) and node.text in LESS]  # fmt: skip
        words = [one.behind.strip().lower() for one in (formula, *rest[:1])]
        if len(places) == 2 and 0 < places[0] < places[1] - 1:
            low, high = places
            yield counted(formula, formula.nodes[low + 1 : high], formula.nodes[:low],
                          formula.nodes[high + 1 :])  # fmt: skip
        elif len(rest) > 1 and words[0].endswith("from") and words[1] == "to":
            low_, high_ = rest.pop(0), rest.pop(0)
            yield counted(formula, formula.nodes, low_.nodes, high_.nodes)
        else:
            yield formula


def counted(
    formula: Formula, letters: Sequence[Node], low: Sequence[Node], high: Sequence[Node]
) -> Formula:
    r"""``letters = low, \dots, high``."""
    at = letters[-1].end
    comma, dots = (Leaf(Token("symbol", text, at, at)) for text in (",", r"\dots"))
    sign = Leaf(Token("symbol", "=", at, at))
    return replace(formula, nodes=(*letters, sign, *low, comma, dots, comma, *high))


def declare_indices(ctx: Context, nodes: Sequence[Node], span: Range) -> None:
    """Every name in ``nodes`` as an index over ``span``; arrays of that size follow its start."""
    for part in split(nodes, (",", ";")):
        (head,) = names.name_list(part)
        index_ = Index(head.name.internal, span.lower, span.upper)
        ctx.scope.declare(IndexName(head.name, index_, element=span.element))
        if span.lower == number(0):
            size = quantities.length(index_)
            ctx.scope.zero_based.append(size)
            count_from_zero(ctx, size)


def count_from_zero(ctx: Context, size: Term) -> None:
    """Let the arrays of this section that have ``size`` entries along an axis start at 0."""
    for name, symbol in list(ctx.scope.symbols.items()):
        moved = restarted(symbol, size)
        if moved is not None:
            ctx.scope.symbols[name] = moved
            forget(ctx, symbol, moved)


def restarted(symbol: Symbol, size: Term) -> Quantity | None:
    """A declared quantity with its axes of length ``size`` counting from 0."""
    if not isinstance(symbol, Quantity) or symbol.defined or not isinstance(symbol.owner, Family):
        return None
    family = symbol.owner
    starts = tuple(0 if same_size(size, length) and start == 1 else start
                   for length, start in zip(family.shape, family.starts, strict=True))  # fmt: skip
    if starts == family.starts:
        return None
    owner = Family(family.name, family.shape, starts, family.sort)
    long = [axis for axis, length in enumerate(symbol.view.shape) if concrete(length) != 1]
    view_starts = list(symbol.view.starts)
    for axis, start in zip(long, starts, strict=True):
        view_starts[axis] = start
    view = Array(symbol.view.shape, lambda at: Entry(owner, tuple(at[axis] for axis in long)),
                 tuple(view_starts), owner)  # fmt: skip
    return replace(symbol, view=view, owner=owner)


def forget(ctx: Context, old: Symbol, new: Quantity) -> None:
    """Let assumptions about ``old`` speak of ``new``."""
    if not isinstance(old, Quantity) or new.owner is None:
        return
    moved: list[Assumption] = []
    for given in ctx.scope.assumptions:
        match given:
            case OneHot(family) if family == old.owner and isinstance(new.owner, Family):
                moved.append(OneHot(new.owner))
            case Distribution(family) if family == old.owner and isinstance(new.owner, Family):
                moved.append(Distribution(new.owner))
            case _:
                moved.append(given)
    ctx.scope.assumptions[:] = moved
    ctx.scope.speaks.clear()
