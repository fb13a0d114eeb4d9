r"""Letters and signs with a fixed meaning: e, pi, delta, indicators, identity, expectation.

Guarantee: ``\delta_{ij}`` and ``\mathbb{1}\{c\}`` are 1 where the condition holds and 0
elsewhere; every script on such a sign is read or refused. A bold or script letter is
another letter: ``\mathbf{e}`` is not Euler's number. Limits: no Levi-Civita symbol.
"""

from __future__ import annotations

from collections.abc import Sequence

from verifier.read import arrays
from verifier.read.arrays import Array
from verifier.read.notes.calculus import analysis
from verifier.read.notes.formulas import conditions, expressions, indexing, operands
from verifier.read.notes.probability import (
    averages,
    densities,
    density_averages,
    density_conditionals,
    index_means,
    law_calls,
    mean_parameters,
    mean_signs,
    outcomes,
    process_means,
    process_names,
    random_variables,
)
from verifier.read.notes.scopes import elements, lookalike_constants
from verifier.read.notes.scopes.context import Context, Cursor
from verifier.read.notes.scopes.scope import IndexName, Quantity
from verifier.read.notes.source.complaint import Complaint
from verifier.read.notes.source.names import BOLD, Head, Piece, glyph_of, head_of, pieces, split
from verifier.read.notes.source.tree import Command, Fenced, Group, Leaf, Node, Raw, Script
from verifier.read.notes.terms import values
from verifier.read.notes.terms.identity import of_its_size, ones_of_its_size
from verifier.terms import ONE, ZERO, Cases, Condition, Constant, Term, call, delta

FONTS = {"e": ((),), r"\pi": ((),), r"\delta": ((),), r"\Gamma": ((),),
         "E": mean_signs.FONTS,
         "I": ((), (r"\mathbf",), (r"\mathbb",)), r"\mathbb{I}": ((),)}  # fmt: skip
"""The fonts in which a letter keeps its fixed meaning."""


def fixed(ctx: Context, cursor: Cursor, head: Head, node: Node) -> Array | None:
    """The value of a letter that needs no declaration; None when it has none."""
    letter, glyph = head.glyph.letter, head.glyph
    bare = not (head.sub or head.sup or head.primes or glyph.accents)
    if letter == "N" and glyph.fonts in densities.NORMAL and bare and (
        isinstance(cursor.peek(1), Fenced)
    ):  # fmt: skip
        return densities.normal(ctx, cursor)
    if glyph.accents or (glyph.fonts not in FONTS.get(letter, ()) and letter != "1"):
        return None
    if letter == "e" and not head.sub:
        return euler(ctx, cursor, node)
    if letter == r"\pi" and not head.sub:
        lookalike_constants.require_number(cursor, node)
        cursor.take()
        return scripted(ctx, arrays.scalar(Constant("pi")), head)
    if letter == r"\delta" and pair(head):
        cursor.take()
        return scripted(ctx, kronecker(ctx, head.sub, node), head)
    if letter in ("I", r"\mathbb{I}") or (letter == "1" and glyph.fonts):
        return identity(ctx, cursor, head)
    if letter == r"\Gamma" and bare:
        return gamma(ctx, cursor)
    return expectation(ctx, cursor, head, node) if letter == "E" else None


def pair(head: Head) -> bool:
    r"""Whether ``\delta_{ij}``, ``\delta_{i=j}`` stands here: ``\delta_t`` is a name."""
    if not head.sub or isinstance(head.sub[0].nodes[0], Raw):
        return False
    return len(head.sub) > 1 or conditions.is_relation(head.sub[0].nodes)


def gamma(ctx: Context, cursor: Cursor) -> Array | None:
    r"""``\Gamma(x)``, the gamma function; None for anything but a call at one number."""
    after = cursor.peek(1)
    fence = after.base if isinstance(after, Script) else after
    if not isinstance(fence, Fenced) or fence.left not in ("(", "[") or (
        len(split(fence.children, (",", ";", "|", r"\mid"))) != 1
    ):  # fmt: skip
        return None
    inner = values.as_scalar(expressions.expression(ctx.deeper(fence), fence.children, fence))
    if inner.rank:
        return None
    node = cursor.take()
    cursor.take()
    ctx.note(r"`\Gamma` read as the gamma function")
    value = arrays.scalar(call("gamma", inner.entry(())))
    if not isinstance(after, Script):
        return value
    return operands.attached(ctx, value, pieces(after.sub), after.sup, pieces(after.sup),
                             after.primes, node)  # fmt: skip


def expectation(ctx: Context, cursor: Cursor, head: Head, node: Node) -> Array | None:
    """An expectation under what its subscript, the layout or the declarations say."""
    parameters = mean_parameters.dropped(ctx, cursor)
    below = mean_signs.below(ctx, head) or mean_parameters.drawn(ctx, cursor, parameters)
    lawful = averages.applies(ctx, cursor, below)
    if not head.sup and not lawful and density_averages.applies(ctx, below, behind(cursor)):
        return density_averages.expectation(ctx, cursor, below)
    if not head.sup and not lawful and process_means.applies(ctx, below, behind(cursor)):
        return process_means.expectation(ctx, cursor, below)
    if not (head.sup or lawful or below) and (
        mean := density_conditionals.expectation(ctx, cursor)
    ) is not None:  # fmt: skip
        return mean
    if not (head.sup or lawful or random_variables.spaces(ctx.scope)):
        process_names.require_declared(ctx, below, behind(cursor))
    if not lawful and not (below or random_variables.spaces(ctx.scope)):
        if law_calls.laws(ctx.scope) and not head.sup and law_calls.fence_of(cursor.peek(1)):
            return averages.expectation(ctx, cursor, below)  # of a number
        return None
    if not lawful and head.glyph.fonts not in ((), (r"\mathbb",)) and (
        not mean_signs.square(cursor.peek(1))
    ):  # fmt: skip
        return None
    if head.sup or head.primes:
        raise Complaint("ambiguous", "a script on the sign of an expectation: write it behind "
                        "the brackets", node)  # fmt: skip
    if lawful:
        return averages.expectation(ctx, cursor, below)
    if found := index_means.draws(ctx, below):
        return index_means.expectation(ctx, cursor, found)
    if random_variables.averages_here(ctx, head, behind(cursor)):
        return random_variables.expectation(ctx, cursor)
    return analysis.expectation(ctx, cursor, head)


def behind(cursor: Cursor) -> Sequence[Node]:
    """What stands in the brackets behind the sign, or else all that follows."""
    after = cursor.peek(1)
    fence = after.base if isinstance(after, Script) else after
    return fence.children if isinstance(fence, Fenced) else cursor.nodes[cursor.at + 1 :]


def scripted(ctx: Context, value: Array, head: Head) -> Array:
    """``value`` with what stands above the letter and its primes."""
    group = head.node.sup if isinstance(head.node, Script) else None
    return operands.attached(ctx, value, (), group, head.sup, head.primes, head.node)


def euler(ctx: Context, cursor: Cursor, node: Node) -> Array:
    """``e`` and its powers."""
    cursor.take()
    if isinstance(node, Script) and node.primes:
        raise Complaint("undeclared", "a prime on e", node)
    if not isinstance(node, Script) or node.sup is None:
        if beside_array(ctx, cursor):
            paste = r"**Let** $e \in \mathbb{R}^n$"
            raise Complaint("undeclared", "`e` beside an array: the number e, or a vector that "
                            "nothing declares?", node, (paste,))  # fmt: skip
        return arrays.scalar(call("exp", ONE))
    lookalike_constants.require_power(ctx, node)
    value = values.as_scalar(expressions.expression(ctx, node.sup.children, node))
    if value.rank:
        ctx.note("`e` to an array is taken entry by entry")
    return arrays.apply(lambda term: call("exp", term), value)


def beside_array(ctx: Context, cursor: Cursor) -> bool:
    r"""Whether a bare ``e`` stands in a product with an array, as the residual in ``X^\top e``."""
    at = cursor.at - 1
    for near in (at - 1, at + 1):
        node = cursor.nodes[near] if 0 <= near < len(cursor.nodes) else None
        head = head_of(node) if node is not None else None
        found = ctx.scope.fitting(head) if head is not None else None
        if head is not None and found is not None and isinstance(found[0], Quantity) and (
            found[0].view.rank > len(head.sub) - found[1]
        ):  # fmt: skip
            return True
    return False


def kronecker(ctx: Context, sub: Sequence[Piece], node: Node) -> Array:
    r"""``\delta_{ij}``, ``\delta_{i=j}``."""
    if len(sub) == 1 and conditions.is_relation(sub[0].nodes):
        return truth(conditions.condition(ctx, sub[0].nodes, node))
    if len(sub) != 2:
        raise Complaint("undeclared", r"`\delta` with other than two indices is undeclared", node)
    one, other = (elements.element(ctx, piece.nodes) for piece in sub)
    if one is not None and other is not None and one.element == other.element:
        return arrays.scalar(delta(one.index, other.index))
    ends = [index(ctx, piece) for piece in sub]
    return arrays.scalar(delta(ends[0], ends[1]))


def index(ctx: Context, piece: Piece) -> Term:
    """An integer that is no index on an axis: its range is known or told by its other uses."""
    glyph = glyph_of(piece.nodes[0]) if len(piece.nodes) == 1 else None
    if glyph is not None and ctx.lookup(Head(glyph, (), (), 0, piece.nodes[0])) is None:
        axis = indexing.axis_of(ctx, piece.text, ctx.whole)
        if axis is not None:
            return indexing.index_term(ctx, piece, *axis)
    value = values.as_scalar(expressions.expression(ctx, piece.nodes, piece))
    if value.rank:
        raise Complaint("index-mismatch", f"`{piece.text}` is no index", piece)
    term = value.entry(())
    indexing.require_integer(ctx, term, piece)
    return term


def truth(condition: Condition) -> Array:
    """1 where ``condition`` holds, else 0."""
    return arrays.scalar(Cases(((condition, ONE),), ZERO))


def indicator_sign(cursor: Cursor) -> bool:
    r"""Whether ``\mathbb{1}`` or ``1\{...\}`` comes next."""
    node, after = cursor.peek(), cursor.peek(1)
    base = node.base if isinstance(node, Script) else node
    if isinstance(base, Leaf) and base.text == "I" and isinstance(node, Script):
        return node.sub is not None and conditions.is_relation(opened(node.sub.children))
    if isinstance(base, Leaf) and base.text in ("1", "I") and base is node:
        return (
            isinstance(after, Fenced)
            and after.left in (r"\{", "(", "[")
            and conditions.is_relation(after.children)
        )
    if isinstance(base, Leaf) and base.text in ("0", "1"):
        return isinstance(node, Script) and node.sub is not None
    if isinstance(base, Leaf) and base.text in (r"\mathbbm", r"\mathds"):
        return True
    if not isinstance(base, Command) or base.name not in SIGNED:
        return False
    inside = base.arguments[0].children
    text = inside[0].text if len(inside) == 1 and isinstance(inside[0], Leaf) else ""
    return text in SIGNED[base.name]


SIGNED = {**dict.fromkeys((*BOLD, r"\vec", r"\mathrm"), ("0", "1")),
          r"\mathbb": ("0", "1", "I")}  # fmt: skip
"""Font or accent -> the signs of an indicator, or of a constant vector, that it marks."""


def indicator(ctx: Context, cursor: Cursor) -> Array:
    """An indicator; a bold one or zero with a size is a constant vector."""
    node = cursor.take()
    base = node.base if isinstance(node, Script) else node
    inside = base.arguments[0].children[0] if isinstance(base, Command) else base
    sign = inside.text if isinstance(inside, Leaf) else "1"
    sub = node.sub if isinstance(node, Script) else None
    after = cursor.peek()
    if sign != "0" and sub is not None and conditions.is_relation(opened(sub.children)):
        return raised(ctx, truth(conditions.condition(ctx, opened(sub.children), node)), node)
    if sign != "0" and sub is None and isinstance(after, Fenced) and (
        after.left in (r"\{", "[", "(") and conditions.is_relation(after.children)
    ):  # fmt: skip
        cursor.take()
        return raised(ctx, truth(conditions.condition(ctx, after.children, node)), node)
    if sign != "0" and sub is not None and (happens := of_event(ctx, sub)) is not None:
        return raised(ctx, happens, node)
    if sign == "I":
        return raised(ctx, unit_matrix(ctx, sub, node, r"\mathbb{I}"), node)
    if sub is not None:
        shape = conditions.sizes(ctx, sub.children, sub)
        filled = arrays.filled(ZERO if sign == "0" else ONE, shape)
        if len(shape) == 1:
            filled = values.vector(filled, ctx.scope.layout.vectors)
        return raised(ctx, filled, node)
    if sign == "0":
        ctx.note("a bold zero is compared with every entry")
        return arrays.scalar(ZERO)
    return raised(ctx, ones_of_its_size(ctx, node), node)


def of_event(ctx: Context, sub: Group) -> Array | None:
    r"""``\mathbb{1}_A`` for a declared event A; None for anything else."""
    symbol = outcomes.letter(ctx, opened(sub.children))
    return values.scalar(symbol.index) if symbol is not None and symbol.chance.event else None


def raised(ctx: Context, value: Array, node: Node) -> Array:
    """``value`` with the superscript and primes of ``node``."""
    if not isinstance(node, Script):
        return value
    return operands.attached(ctx, value, (), node.sup, pieces(node.sup), node.primes, node)


def opened(nodes: Sequence[Node]) -> Sequence[Node]:
    """The inside of a single group or pair of braces."""
    while len(nodes) == 1 and isinstance(nodes[0], (Group, Fenced)):
        nodes = nodes[0].children
    return nodes


def identity(ctx: Context, cursor: Cursor, head: Head) -> Array:
    r"""``I_n`` and ``I_{n \times n}``."""
    node = cursor.take()
    sub = node.sub if isinstance(node, Script) else None
    return scripted(ctx, unit_matrix(ctx, sub, node, head.glyph.latex), head)


def unit_matrix(ctx: Context, sub: Group | None, node: Node, letter: str) -> Array:
    """The identity matrix of the size in ``sub``."""
    if sub is None:
        return of_its_size(ctx, letter, node)
    items = pieces(sub)
    found = [ctx.lookup(head) for item in items if len(item.nodes) == 1 and (
        head := head_of(item.nodes[0])) is not None]  # fmt: skip
    if len(items) == len(found) == 2 and all(
        symbol is not None and isinstance(symbol[0], IndexName) for symbol in found
    ):
        ctx.note(f"`{letter}` with two indices read as an entry of the identity matrix")
        return kronecker(ctx, items, node)
    shape = conditions.sizes(ctx, sub.children, sub)
    if len(shape) == 2 and values.shape_text(shape[:1]) != values.shape_text(shape[1:]):
        raise Complaint("shape-mismatch", "an identity matrix is square", node)
    return arrays.identity(shape[0])
