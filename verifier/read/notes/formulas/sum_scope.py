r"""How far a sum or product reaches.

Guarantee: up to the next plus or minus of its level, unless its letter stands behind that
and means nothing there otherwise; then up to the last term with the letter:

    -\sum_i y_i \log p_i + (1 - y_i) \log(1 - p_i)      the sum of both terms

A letter that stands elsewhere in the display (but behind another sum over it) or in a case in
force, or is bound around the sum, is left to mean what it means there. Whatever could be doubted
leaves a reading.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from verifier.read.notes.formulas import conditions, expressions
from verifier.read.notes.scopes.context import Context, Cursor
from verifier.read.notes.source.complaint import Complaint
from verifier.read.notes.source.tree import Leaf, Node, Script, parts, text_of

SIGNS = ("+", "-")
BINDING = (r"\sum", r"\prod")
ARROWS = (",", ";", r"\Rightarrow", r"\implies", r"\iff")


def say(ctx: Context, cursor: Cursor, sign: str, first: int) -> None:
    """Note where the scope of a sum or product ends, if one could doubt it."""
    shown = expressions.written(ctx, cursor.nodes[first : cursor.at])
    after = cursor.peek(1)
    if sign == r"\prod" and cursor.at - first > 1:
        ctx.note(f"the product takes all of `{shown}`")
    elif cursor.sign() in SIGNS and after is not None and not expressions.operator_sign(after):
        ctx.note(f"the scope of `{sign}` is `{shown}`; it ends before `{cursor.sign()}`")


def inner(ctx: Context, cursor: Cursor, letters: Iterable[str], *, product: bool = False) -> Cursor:
    r"""A cursor over what a product, or a largest value, takes: ``\prod_i a_i \prod_j b_j``.

    It ends before another such sign behind which none of its letters stands; a quotient of
    a ``product`` whose denominator has none is refused.
    """
    nodes, wanted = cursor.nodes, set(letters)
    for at in range(cursor.at + 1, len(nodes)):
        if is_sign(nodes[at]) or ends(nodes[at]) or text_of(nodes[at]) in expressions.ENDS:
            break
        slash = product and text_of(nodes[at]) in ("/", r"\div")
        if not (opens(nodes[at]) or slash) or not used(nodes[cursor.at : at], wanted):
            continue
        last = next((place for place in range(at, len(nodes)) if is_sign(nodes[place])), len(nodes))
        if not used(nodes[at:last], wanted):
            if slash and not opens(nodes[at + 1]):
                raise Complaint("ambiguous", "is each factor divided, or the whole? Write "
                                r"`\frac{...}{...}`", nodes[at])  # fmt: skip
            shown = expressions.written(ctx, nodes[at:last])
            ctx.note(f"it ends before `{shown}`, where its letter does not stand")
            stop = at if slash or text_of(nodes[at - 1]) not in expressions.PRODUCTS else at - 1
            return Cursor(nodes[:stop], cursor.at)
    return cursor


def opens(node: Node) -> bool:
    """Whether a node is the sign of a sum, a product, a largest or smallest value."""
    base = node.base if isinstance(node, Script) else node
    return isinstance(base, Leaf) and base.text in (*BINDING, r"\max", r"\min")


def further(ctx: Context, letters: Iterable[str], cursor: Cursor, first: int) -> int:
    """Where a sum over ``letters`` ends whose first term is ``nodes[first:cursor.at]``."""
    nodes, end = cursor.nodes, cursor.at
    wanted = set(letters)
    for start, stop in terms(nodes, cursor.at):
        if any(binds(node, wanted) for node in nodes[start:stop]):
            break  # what comes then is the later sum's
        if used(nodes[start:stop], wanted):
            end = stop
    again = used(nodes[cursor.at : end], wanted)
    if not again:
        return cursor.at
    stretches = (nodes[:first], nodes[end:], beside(ctx.whole, nodes), *ctx.scope.all_cases())
    elsewhere = {letter for stretch in stretches for letter in used(stretch, wanted, wide=True)}
    around = {index.name for index in ctx.bound}
    for letter in sorted(again & (elsewhere | around)):
        ctx.note(f"warning: `{letter}` is bound by a sum that ends before this `{letter}`")
    if again & (elsewhere | around):
        return cursor.at
    shown = expressions.written(ctx, nodes[first:end])
    ctx.note(f"the sum over `{', '.join(sorted(again))}` is read as reaching over all of "
             f"`{shown}`, where the letter stands")  # fmt: skip
    return end


def binds(node: Node, letters: set[str]) -> bool:
    """Whether a node is the sign of a sum or product over one of ``letters``."""
    base = node.base if isinstance(node, Script) else node
    return (
        isinstance(base, Leaf)
        and base.text in BINDING
        and isinstance(node, Script)
        and node.sub is not None
        and bool(texts(node.sub) & letters)
    )


def terms(nodes: Sequence[Node], at: int) -> Iterator[tuple[int, int]]:
    """The terms behind a place, from their sign to the next one, up to another operator."""
    while at < len(nodes) and is_sign(nodes[at]):
        stop = at + 1
        while stop < len(nodes) and not is_sign(nodes[stop]):
            stop += 1
        yield at, stop
        at = stop


def is_sign(node: Node) -> bool:
    """Whether a node is a plus or minus."""
    return isinstance(node, Leaf) and node.text in SIGNS


def ends(node: Node, *, wide: bool = False) -> bool:
    """Whether a node ends the scope of every sum before it, terms behind a ``wide`` one in it."""
    return isinstance(node, Leaf) and (
        (node.text in SIGNS and not wide) or node.text in ARROWS
        or node.text in conditions.RELATIONS
    )  # fmt: skip


def used(nodes: Sequence[Node], letters: set[str], *, wide: bool = False) -> set[str]:
    """Those of ``letters`` that stand free in ``nodes``; a sum binds its own to its right."""
    found: set[str] = set()
    own: set[str] = set()
    for node in nodes:
        if ends(node, wide=wide):
            own = set()
        base = node.base if isinstance(node, Script) else node
        if isinstance(base, Leaf) and base.text in BINDING:
            if isinstance(node, Script) and node.sub is not None:
                own |= texts(node.sub) & letters
                found |= used([node.sup], letters - own) if node.sup is not None else set()
            else:  # a sum without index binds the letter of its body
                own = set(letters)
            continue
        found |= {text_of(node)} & (letters - own)
        below = parts(node)
        if isinstance(node, Script) and node.sub is not None:
            below = tuple(part for part in below if part is not node.base or not leaf(part))
        found |= used(below, letters - own, wide=wide)  # ``k_1`` is no ``k``
    return found


def leaf(node: Node) -> bool:
    """Whether a node is a single sign or letter."""
    return isinstance(node, Leaf)


def texts(node: Node) -> set[str]:
    """The texts of a node and of all below it."""
    return {text_of(node)}.union(*map(texts, parts(node)))


def beside(whole: Sequence[Node], nodes: Sequence[Node]) -> list[Node]:
    """The nodes of a display, taken apart, that do not lie in the stretch ``nodes``."""
    if not nodes:
        return list(whole)
    start, end = nodes[0].start, nodes[-1].end
    found: list[Node] = []
    for node in whole:
        if node.end <= start or node.start >= end:
            found.append(node)
        elif not (start <= node.start and node.end <= end):
            found += beside(parts(node), nodes)
    return found
