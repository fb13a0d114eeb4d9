r"""Names in formulas: looked up, indexed, applied.

Guarantee: a spelling means the declared name with the most matching labels; what its
scripts hold beyond the labels are indices (below) and powers or transposes (above). A
letter that only serves as an index gets its range from the axis it stands on, once, with
a note. An undeclared name is a ``Complaint`` with the line to paste.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from verifier.read.arrays import Array
from verifier.read.notes import calls, conditions, expressions, operands, values
from verifier.read.notes.complaint import Complaint
from verifier.read.notes.context import Context, Cursor, shorten
from verifier.read.notes.names import Glyph, Head, Name, Piece, bracket_name, glyph_of, head_of, pieces, split
from verifier.read.notes.scope import (
    Function,
    IndexName,
    Minimiser,
    Pattern,
    Quantity,
    Weighted,
)
from verifier.read.notes.tree import Fenced, Group, Leaf, Node, Script, parts, text_of
from verifier.read.sizes import concrete, difference, never_negative, same_shape, same_size
from verifier.terms import Add, Index, Number, Power, Relation, Sort, Term, Variable, number, over


LONGEST_WORD = 24
"""Letters side by side that are looked at for a declared word."""


def spelt(ctx: Context, cursor: Cursor) -> Head | None:
    """The name at the cursor; letters side by side when they make a declared word."""
    letters: list[str] = []
    ahead = 0
    while ahead < LONGEST_WORD and (node := cursor.peek(ahead)) is not None:
        base = node.base if isinstance(node, Script) else node
        if not isinstance(base, Leaf) or base.token.kind not in ("letter", "number"):
            break
        letters.extend(base.text)
        ahead += 1
        if isinstance(node, Script):
            break
    if len(letters) > 1:
        length = ctx.scope.longest_word(letters)
        if length:
            last = word_end(cursor, length)
            if last is not None:
                node = cursor.peek(last)
                assert node is not None
                found = head_of(node)
                sub, sup, primes = (found.sub, found.sup, found.primes) if found else ((), (), 0)
                first = cursor.peek()
                assert first is not None
                cursor.at += last
                return Head(Glyph("".join(letters[:length])), sub, sup, primes, node)
    node = cursor.peek()
    if node is None:
        return None
    bracket = bracket_name(node)
    if bracket is not None and ctx.scope.fitting(bracket) is not None:
        return bracket
    return head_of(node)


def word_end(cursor: Cursor, length: int) -> int | None:
    """Which node ahead ends a word of ``length`` characters; None when none does."""
    count = 0
    for ahead in range(length):
        node = cursor.peek(ahead)
        base = node.base if isinstance(node, Script) else node
        if not isinstance(base, Leaf):
            return None
        count += len(base.text)
        if count == length:
            return ahead
        if isinstance(node, Script):
            return None
    return None


def known(ctx: Context, cursor: Cursor, head: Head) -> Array | None:
    """The value of a declared name, its call included; None when it is not declared."""
    found = ctx.lookup(head)
    if found is None:
        return None
    symbol, subs, sups, primes = found
    cursor.take()
    sub, sup = head.sub[subs:], head.sup[sups:]
    rest_primes = head.primes - primes
    group = head.node.sup if isinstance(head.node, Script) and not sups else None
    match symbol:
        case IndexName(index=index):
            value = values.scalar(index)
        case Quantity():
            value, sub, sup = slots(ctx, symbol, sub, sup, head.node)
            passed = calls.dependence(ctx, cursor, symbol)
            if isinstance(passed, Script):
                if sup:
                    raise Complaint("ambiguous", "a power before and after the arguments", passed)
                sub = (*sub, *pieces(passed.sub))
                sup, group = pieces(passed.sup), passed.sup
                rest_primes += passed.primes
        case Function():
            return calls.function(ctx, cursor, symbol, sub, sup, group, rest_primes, head.node)
        case Pattern():
            value = calls.pattern(ctx, cursor, symbol, head.node)
        case Minimiser():
            raise Complaint("not-supported", f"`{symbol.name.latex}` is known only as a minimiser",
                            head.node)  # fmt: skip
        case Weighted(index=index):
            value = values.scalar(index)
    following = cursor.peek()
    fence = following.base if isinstance(following, Script) else following
    if isinstance(fence, Fenced) and fence.left == "(" and len(split(fence.children, (",",))) > 1:
        letter = symbol.name.latex
        raise Complaint("ambiguous", f"`{letter}` is no function, but several arguments follow it",
                        fence, (f"**Define** ${letter}(...) = ...$",))  # fmt: skip
    return operands.attached(ctx, value, sub, group, sup, rest_primes, head.node)


def slots(
    ctx: Context, symbol: Quantity, sub: Sequence[Piece], sup: Sequence[Piece], node: Node
) -> tuple[Array, Sequence[Piece], Sequence[Piece]]:
    """``x_i`` or ``x^{(i)}`` where the index is part of how the name is used."""
    if not symbol.slots_sub and not symbol.slots_sup:
        return symbol.view, sub, sup
    if len(sub) < symbol.slots_sub or len(sup) < symbol.slots_sup:
        raise Complaint("index-mismatch", f"`{symbol.name.latex}` is declared with an index: "
                        "which one is meant here?", node)  # fmt: skip
    used = [*sub[: symbol.slots_sub], *(bare_piece(item) for item in sup[: symbol.slots_sup])]
    indices = tuple(
        index_term(ctx, item, size, start)
        for item, size, start in zip(used, symbol.view.shape, symbol.view.starts, strict=False)
    )
    value = values.subarray(symbol.view, indices)
    return value, sub[symbol.slots_sub :], sup[symbol.slots_sup :]


def bare_piece(piece: Piece) -> Piece:
    """``(i)`` as ``i``."""
    if len(piece.nodes) == 1 and isinstance(piece.nodes[0], (Fenced, Group)):
        return Piece(piece.nodes[0].children) if piece.nodes[0].children else piece
    return piece


def entry(ctx: Context, value: Array, sub: Sequence[Piece], node: Node) -> Array:
    """The entry (or row, or column) of ``value`` at the indices ``sub``."""
    if len(sub) == 1 and is_shape(sub[0]):
        return annotated(ctx, value, sub[0])
    array = values.entries_of(value)
    if array.rank < value.rank == len(sub) and value.rank == 2:
        array = values.plain(value)
    if isinstance(value, values.Gradient) and value.rank == 2 and array.rank < 2:
        array = values.entries_of(values.plain(value))
    if array.rank == 0:
        raise Complaint("index-mismatch", "an index on a number: declare the name with its label, "
                        "or as a vector", sub[0])  # fmt: skip
    sub = digits(ctx, sub, array.rank)
    if len(sub) > array.rank:
        shape = values.shape_text(value.shape)
        raise Complaint("index-mismatch", f"{len(sub)} indices on something {shape}", node)
    colons = [item.text in (":", r"\cdot", "*", r"\bullet") for item in sub]
    if any(colons) and len(sub) == array.rank == 2:
        axis = colons.index(False) if False in colons else -1
        if axis < 0:
            return value
        index = index_term(ctx, sub[axis], array.shape[axis], array.starts[axis])
        return slice_of(array, axis, index)
    indices = tuple(
        index_term(ctx, item, size, start)
        for item, size, start in zip(sub, array.shape, array.starts, strict=False)
    )
    if len(indices) < array.rank:
        raise Complaint(
            "ambiguous", f"one index on a matrix ({values.shape_text(value.shape)}): a row or a "
            f"column? Write `{text_of(node)[:1]}_{{j,:}}` or `{text_of(node)[:1]}_{{:,j}}`", node,
        )  # fmt: skip
    return values.scalar(array.entry(indices))


def is_shape(piece: Piece) -> bool:
    """Whether a script is ``m \\times n``."""
    return any(isinstance(node, Leaf) and node.text == r"\times" for node in piece.nodes)


def annotated(ctx: Context, value: Array, piece: Piece) -> Array:
    """``A_{m \\times n}``: A, whose shape (or that of its transpose) is said to be m x n."""
    shape = conditions.sizes(ctx, piece.nodes, piece)
    turned = values.oriented(value, shape)
    if same_shape(turned.shape, shape):
        return turned
    if turned.rank == 2 and same_shape(turned.shape[::-1], shape):
        ctx.note(f"the shape `{piece.text}` is that of the transpose")
        return turned
    raise Complaint("shape-mismatch", f"said to be {values.shape_text(shape)}, but it is "
                    f"{values.shape_text(value.shape)}", piece)  # fmt: skip


def slice_of(array: Array, axis: int, index: Term) -> Array:
    """A row (axis 0 fixed) or a column (axis 1 fixed) of a matrix, oriented as it stands."""
    size, start = array.shape[1 - axis], array.starts[1 - axis]
    if axis == 0:
        return Array((number(1), size), lambda at: array.entry((index, at[1])), (1, start))
    return Array((size, number(1)), lambda at: array.entry((at[0], index)), (start, 1))


def digits(ctx: Context, sub: Sequence[Piece], rank: int) -> Sequence[Piece]:
    """``W_{12}`` on a matrix as entry 1, 2."""
    if len(sub) == 1 and rank == 2 and sub[0].text.isdigit() and len(sub[0].text) == 2:
        leaf = sub[0].nodes[0]
        if isinstance(leaf, Leaf):
            ctx.note(f"the index {sub[0].text} read as {', '.join(sub[0].text)}")
            token = leaf.token
            halves = [
                Leaf(type(token)("number", digit, token.start, token.end)) for digit in token.text
            ]
            return [Piece((half,)) for half in halves]
    return sub


def index_term(ctx: Context, piece: Piece, size: Term, start: int) -> Term:
    """An index on an axis that runs from ``start`` over ``size`` places."""
    if len(piece.nodes) >= 3 and relation_sign(piece.nodes[1]):
        return index_with_condition(ctx, piece, size, start)
    glyph = glyph_of(piece.nodes[0]) if len(piece.nodes) == 1 else None
    if glyph is not None and ctx.lookup(Head(glyph, (), (), 0, piece.nodes[0])) is None:
        return inferred(ctx, glyph, piece, size, start)
    value = values.as_scalar(expressions.expression(ctx, piece.nodes, piece))
    if value.rank:
        raise Complaint("index-mismatch", f"`{piece.text}` is no index", piece)
    term = value.entry(())
    require_integer(ctx, term, piece)
    require_range(ctx, term, piece, size, start)
    return term


def relation_sign(node: Node) -> str:
    """``=`` or ``!=`` for such a leaf, else nothing."""
    if isinstance(node, Leaf):
        return {"=": "=", r"\neq": "!=", r"\ne": "!="}.get(node.text, "")
    return ""


def index_with_condition(ctx: Context, piece: Piece, size: Term, start: int) -> Term:
    """``o_{k=y}`` and ``o_{k \\neq y}``: entry k, with the condition taken for granted."""
    operator = relation_sign(piece.nodes[1])
    index = index_term(ctx, Piece(piece.nodes[:1]), size, start)
    other = values.as_scalar(expressions.expression(ctx, piece.nodes[2:], piece))
    if not isinstance(index, Index) or index in ctx.bound or other.rank:
        raise Complaint("ambiguous", f"`_{{{piece.text}}}`: which entries are meant?", piece)
    ctx.needs.setdefault(Relation(operator, index, other.entry(())))
    ctx.note(f"`_{{{piece.text}}}` read as the index {index.name}, where `{piece.text}`")
    return index


def leading(piece: Piece) -> str:
    """The letter of an index, conditions on it left out."""
    if len(piece.nodes) >= 3 and relation_sign(piece.nodes[1]):
        return Piece(piece.nodes[:1]).text
    return bare_piece(piece).text


def require_integer(ctx: Context, term: Term, piece: Piece) -> None:
    """Raise ``Complaint`` unless ``term`` is seen to be an integer."""
    match term:
        case Index():
            return
        case Number(value) if value.denominator == 1:
            return
        case Variable(_, Sort.INTEGER | Sort.DIMENSION):
            return
        case _ if hasattr(term, "terms") or hasattr(term, "factors"):
            for part in getattr(term, "terms", ()) or getattr(term, "factors", ()):
                require_integer(ctx, part, piece)
            return
        case _:
            name = piece.text
            raise Complaint(
                "index-mismatch", f"`{name}` is no index", piece,
                (f"**Index** ${name} = 1, \\dots, n$",),
            )  # fmt: skip


def require_range(ctx: Context, term: Term, piece: Piece, size: Term, start: int) -> None:
    """Raise ``Complaint`` when ``term`` can leave the axis; note what a number needs."""
    last = Add((size, number(start - 1))) if start != 1 else size
    match term:
        case Index(name, lower, upper):
            below = never_negative(difference(lower, number(start)))
            above = never_negative(difference(last, upper))
            if not (below and above):
                axis = f"from {start} to {values.shape_text((last,))}"
                own = f"from {values.shape_text((lower,))} to {values.shape_text((upper,))}"
                paste: tuple[str, ...] = ()
                if isinstance(lower, Number) and lower.value == 0 and start == 1:
                    paste = ("**Layout** indices count from 0.",)
                raise Complaint("index-mismatch", f"`{name}` runs {own}, but this axis {axis}",
                                piece, paste)  # fmt: skip
        case Number(value):
            if value < start:
                raise Complaint("index-mismatch", f"{value} is below the first index, {start}",
                                piece)  # fmt: skip
            if concrete(last) is not None and value > (concrete(last) or 0):
                raise Complaint("index-mismatch", f"{value} is beyond the last index, "
                                f"{values.shape_text((last,))}", piece)  # fmt: skip
            if not never_negative(difference(last, term)):
                ctx.needs.setdefault(Relation(">=", last, term))
        case _:
            pass


def inferred(ctx: Context, glyph: Glyph, piece: Piece, size: Term, start: int) -> Index:
    """An index for a letter that is declared nowhere, from the axis it stands on."""
    letter = glyph.letter
    if ctx.free is None or glyph.accents or not (len(letter) == 1 or letter.startswith("\\")):
        raise Complaint("undeclared", f"`{piece.text}` is undeclared", piece,
                        (f"**Index** ${piece.text} = 1, \\dots, n$",))  # fmt: skip
    name = Name(glyph)
    index = over(name.internal, size, start)
    ctx.free.declare(IndexName(name, index))
    low, high = values.shape_text((index.lower,)), values.shape_text((index.upper,))
    ctx.note(f"`{name.latex}` runs from {low} to {high} (from its use as an index)")
    return index


def used_as_index(ctx: Context, head: Head) -> Array | None:
    """A bare undeclared letter that stands as an index elsewhere in the display."""
    if head.sub or head.sup or head.primes or ctx.free is None or head.glyph.accents:
        return None
    axis = axis_of(ctx, text_of(head.node), ctx.whole)
    if axis is None:
        return None
    piece = Piece((head.node,))
    return values.scalar(inferred(ctx, head.glyph, piece, *axis))


def from_square(ctx: Context, head: Head) -> Array | None:
    r"""``\\sigma`` and ``\\sigma^4`` where only ``\\sigma^2`` is declared: its root, its square."""
    square = ctx.scope.find(Name(head.glyph, tuple(piece.text for piece in head.sub), ("2",)))
    if not isinstance(square, Quantity) or head.primes or square.view.rank:
        return None
    exponent = Number(Fraction(1))
    if head.sup:
        nodes = tuple(node for piece in head.sup for node in piece.nodes)
        value = values.as_scalar(expressions.expression(ctx, nodes, head.node))
        term = value.entry(()) if not value.rank else None
        if not isinstance(term, Number):
            return None
        exponent = term
    if exponent.value % 2:
        ctx.note(f"`{head.glyph.latex}` is the positive root of `{square.name.latex}`")
    half = exponent.value / 2
    base = square.view.entry(())
    return values.scalar(base if half == 1 else Power(base, Number(half)))


def axis_of(ctx: Context, letter: str, nodes: Sequence[Node]) -> tuple[Term, int] | None:
    """The axis that ``letter`` stands on as an index in ``nodes``, if there is just one."""
    found: list[tuple[Term, int]] = []
    waiting: list[Node] = list(nodes)
    while waiting:
        node = waiting.pop()
        waiting.extend(parts(node))
        if not isinstance(node, Script):
            continue
        head = head_of(node)
        match = ctx.scope.fitting(head) if head is not None else None
        if head is None or match is None or not isinstance(match[0], Quantity):
            continue
        symbol, subs, sups, _ = match
        for item, size, start in axes(symbol, head.sub[subs:], head.sup[sups:]):
            if leading(item) == letter and not any(
                same_size(size, other) and start == first for other, first in found
            ):
                found.append((size, start))
    return found[0] if len(found) == 1 else None


def axes(
    symbol: Quantity, sub: Sequence[Piece], sup: Sequence[Piece]
) -> list[tuple[Piece, Term, int]]:
    """Which index of a spelling stands on which axis."""
    count = symbol.slots_sub + symbol.slots_sup
    view = symbol.view
    used = [*sub[: symbol.slots_sub], *sup[: symbol.slots_sup]]
    found = list(zip(used, view.shape, view.starts, strict=False))
    rest = [(size, start) for size, start in zip(view.shape, view.starts, strict=True)][count:]
    long = [(size, start) for size, start in rest if concrete(size) != 1]
    found += [(item, *axis) for item, axis in zip(sub[symbol.slots_sub :], long, strict=False)]
    return found


def undeclared(ctx: Context, cursor: Cursor, head: Head) -> Complaint:
    """What is said of a name that nothing declares."""
    name = shorten(head.name.latex if head.sup or head.sub else head.glyph.latex)
    following = cursor.peek(1)
    if isinstance(following, Script):
        following = following.base
    elsewhere = declared_elsewhere(ctx, head)
    if isinstance(following, Fenced) and following.left == "(":
        call = shorten(name + text_of(following))
        letter = head.glyph.latex
        kind = "N" if counts(ctx, following) else "R"
        return Complaint(
            "ambiguous", f"`{call}`; `{name}` is undeclared{elsewhere}", head.node,
            (f"product?      **Let** ${letter} \\in \\mathbb{{{kind}}}$",
             f"application?  **Let** ${letter} : \\mathbb{{R}} \\to \\mathbb{{R}}$"),
        )  # fmt: skip
    return Complaint("undeclared", f"`{name}` is undeclared{elsewhere}", head.node,
                     (suggestion(head),))  # fmt: skip


def counts(ctx: Context, fence: Fenced) -> bool:
    """Whether a dimension stands in the brackets."""
    for node in fence.children:
        head = head_of(node)
        found = ctx.scope.fitting(head) if head is not None else None
        owner = found[0].owner if found is not None and isinstance(found[0], Quantity) else None
        if isinstance(owner, Variable) and owner.sort is Sort.DIMENSION:
            return True
    return False


def declared_elsewhere(ctx: Context, head: Head) -> str:
    """A hint when the letter is declared with other labels."""
    similar = sorted(
        symbol.name.latex for symbol in ctx.scope.everything()
        if symbol.name.glyph.letter == head.glyph.letter
    )  # fmt: skip
    return f" (declared: {', '.join(f'`{name}`' for name in similar[:4])})" if similar else ""


def suggestion(head: Head) -> str:
    """The line to paste for an undeclared name."""
    letter = head.glyph.latex
    if not head.sub:
        return f"**Let** ${letter} \\in \\mathbb{{R}}$"
    shape = r" \times ".join(["m", "n"][-len(head.sub) :] or ["n"])
    return f"**Let** ${letter} \\in \\mathbb{{R}}^{{{shape}}}$"
