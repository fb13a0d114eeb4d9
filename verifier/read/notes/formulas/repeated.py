r"""The summation convention: ``A_{ij} x_j`` is summed over j.

Guarantee: where the layout says so, a declared index that stands twice in a product, is bound
by no sum and stands alone in no other term of the statement, is summed over all its values;
this is noted. Without that layout a letter of this kind stays free, and a note says so.
Limits: what stands in brackets counts as often as in the one of its terms where it stands most.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from verifier.read.arrays import Array
from verifier.read.notes.formulas import expressions, operators
from verifier.read.notes.scopes.context import Context, Cursor
from verifier.read.notes.scopes.scope import IndexName
from verifier.read.notes.source.complaint import Complaint
from verifier.read.notes.source.names import Piece, head_of, pieces
from verifier.read.notes.source.tree import (
    Command,
    Environment,
    Leaf,
    Node,
    Raw,
    Script,
    parts,
    text_of,
)
from verifier.read.notes.terms import values
from verifier.terms import ZERO, Sum

LINE = "**Layout** repeated indices are summed."
BINDING = (r"\sum", r"\prod", r"\int", r"\max", r"\min", r"\lim")


def stated(ctx: Context, *sides: Sequence[Node]) -> Context:
    """``ctx`` with the letters that stand alone in some term; doubts without the layout noted."""
    alone = {letter for side in sides for term in terms(side)
             for letter, count in counted(ctx, term).items() if count == 1}  # fmt: skip
    everywhere = [letters_in(ctx, side) for side in sides]
    if ctx.scope.layout.repeated:
        for letter in sorted(alone):
            if sum(bool(count[letter]) for count in everywhere) == 1:
                ctx.note(f"`{letter}` stands on one side only, once in a product: it is read as "
                         "any one value, not summed over")  # fmt: skip
        return replace(ctx, alone=frozenset(alone))
    for letter in sorted(set().union(*everywhere)):
        counts = [count[letter] for count in everywhere if count[letter]]
        if len(counts) > 1 or counts[0] != 2 or letter in alone:
            continue
        ctx.note(f"`{letter}` stands twice in a product and on one side only; it is read as any "
                 f"one value. Where it is summed over: {LINE}")  # fmt: skip
    return ctx


def product(ctx: Context, cursor: Cursor, read: Callable[[Context, Cursor], Array]) -> Array:
    """The product at the cursor, summed over the letters that stand twice in it."""
    if not ctx.scope.layout.repeated:
        return read(ctx, cursor)
    stretch: list[Node] = []
    for node in cursor.nodes[cursor.at :]:
        if isinstance(node, Leaf) and stretch and node.text in {"+", "-", *expressions.ENDS}:
            break
        stretch.append(node)
    found = counted(ctx, stretch)
    refuse_above(ctx, stretch, found)
    letters = [letter for letter, count in found.items() if count > 1 and letter not in ctx.alone]
    for letter, count in found.items():
        if count > 1 and letter in ctx.alone and index(ctx, letter, stretch) is not None:
            ctx.note(f"`{letter}` stands alone in another term: no product is summed over it")
        if count > 2 and letter in letters and index(ctx, letter, stretch) is not None:
            raise Complaint("ambiguous", f"`{letter}` stands {count} times in a product: summed "
                            "over, or any one value?", stretch[0], ("write the sum",))  # fmt: skip
    symbols = [symbol for letter in letters if (symbol := index(ctx, letter, stretch)) is not None]
    if not symbols:
        return read(ctx, cursor)
    inner = ctx.bind(*symbols)
    first = cursor.at
    value = read(inner, cursor)
    shown = expressions.written(ctx, cursor.nodes[first : cursor.at])
    ctx.note(f"`{shown}` is summed over `{', '.join(letters)}` (layout)")
    binding = operators.Binding(inner, tuple(one.index for one in symbols), (), ())
    return operators.collected(values.plain(value), binding, ZERO, Sum)


def refuse_above(ctx: Context, nodes: Sequence[Node], below: Counter[str]) -> None:
    """Refuse an index that stands twice only if the places above count: they are not summed."""
    total: Counter[str] = Counter()
    place: dict[str, Node] = {}
    waiting = list(nodes)
    while waiting:
        node = waiting.pop()
        base = node.base if isinstance(node, Script) else node
        if isinstance(base, Leaf) and base.text in BINDING:
            return  # its range is written
        if isinstance(node, Script):
            for piece in pieces(node.sup):
                if index(ctx, piece.text, piece.nodes) is not None:
                    total[piece.text] += 1
                    place[piece.text] = node
        waiting.extend(parts(node))
    for letter, count in total.items():
        if count + below[letter] > 1 and below[letter] < 2 and letter not in ctx.alone:
            raise Complaint(
                "ambiguous",
                f"`{letter}` stands above: only indices below are summed over (layout)",
                place[letter], ("write the index below, or the sum",),
            )  # fmt: skip


def index(ctx: Context, letter: str, nodes: Sequence[Node]) -> IndexName | None:
    """The declared index that a letter is."""
    for node in nodes:
        if text_of(node) == letter and (head := head_of(node)) is not None:
            found = ctx.lookup(head)
            symbol = found[0] if found is not None else None
            if isinstance(symbol, IndexName) and not symbol.fixed:
                return None if symbol.index in ctx.bound else symbol
        below = index(ctx, letter, parts(node))
        if below is not None:
            return below
    return None


def terms(nodes: Sequence[Node]) -> list[list[Node]]:
    """The stretches between plus and minus signs."""
    found: list[list[Node]] = [[]]
    for node in nodes:
        if isinstance(node, Leaf) and node.text in ("+", "-"):
            found.append([])
        else:
            found[-1].append(node)
    return [term for term in found if term]


def counted(ctx: Context, term: Sequence[Node]) -> Counter[str]:
    """How often each declared index stands as a subscript in a product, those bound left out."""
    total: Counter[str] = Counter()
    bound: set[str] = set()
    for node in term:
        base = node.base if isinstance(node, Script) else node
        if isinstance(base, Leaf) and base.text in BINDING:
            sub = node.sub.children if isinstance(node, Script) and node.sub is not None else ()
            bound |= {text_of(part) for part in sub}
            continue
        total += within(ctx, node)
    return Counter({letter: count for letter, count in total.items() if letter not in bound})


def letters_in(ctx: Context, nodes: Sequence[Node]) -> Counter[str]:
    """How often each declared index stands as a subscript; those of sums as if often."""
    total: Counter[str] = Counter()
    for node in nodes:
        base = node.base if isinstance(node, Script) else node
        sub = node.sub if isinstance(node, Script) else None
        if sub is not None:
            sign = isinstance(base, Leaf) and base.text in BINDING
            for piece in [Piece((one,)) for one in sub.children] if sign else pieces(sub):
                if index(ctx, piece.text, piece.nodes) is not None:
                    total[piece.text] += 9 if sign else 1
        total += letters_in(ctx, parts(node))
    return total


def within(ctx: Context, node: Node) -> Counter[str]:
    """The same for one factor."""
    if isinstance(node, (Leaf, Raw, Environment)):
        return Counter()
    if isinstance(node, Script):
        total = within(ctx, node.base) if node.base is not None else Counter()
        for piece in pieces(node.sub):
            symbol = index(ctx, piece.text, piece.nodes)
            if symbol is not None:
                total[piece.text] += 1
        return total
    most: Counter[str] = Counter()
    if isinstance(node, Command):
        for part in parts(node):
            most += within(ctx, part)
        return most
    for one in terms(parts(node)):
        for letter, count in counted(ctx, one).items():
            most[letter] = max(most[letter], count if count == 1 else 0)
    return Counter({letter: count for letter, count in most.items() if count})
