r"""Gradients and partial derivatives of a function at a point: ``\nabla f(x + t h)``.

Guarantee: the function is differentiated by its own argument, and the point is put in
afterwards, so that ``\nabla f(2 x)`` is the gradient of f at 2 x and not that of f(2 x).
Where f depends on what it is given in other ways too, nothing is chosen in silence: a note
says which derivative was taken. Limits: one argument, or several that are numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from verifier.read import literal_arrays
from verifier.read.arrays import Array
from verifier.read.notes.calculus import partials, pointwise
from verifier.read.notes.formulas import calls, expressions, named
from verifier.read.notes.scopes import dependence
from verifier.read.notes.scopes.context import Context, Cursor, shorten
from verifier.read.notes.scopes.scope import Function, Quantity
from verifier.read.notes.source import names
from verifier.read.notes.source.complaint import Complaint
from verifier.read.notes.source.names import SEPARATORS, Head, Name, Piece, head_of, split
from verifier.read.notes.source.tree import Fenced, Node, Script, parts, text_of
from verifier.read.notes.terms import values
from verifier.read.notes.terms.substitute import Entries, Values, substitute
from verifier.read.notes.terms.substitute import values as put_in
from verifier.terms import Apply, Derivative, Entry, Family, Term, Variable, over


@dataclass(frozen=True)
class Applied:
    """A function that stands at a cursor, and the arguments behind it, if any."""

    symbol: Function
    head: Head
    pieces: tuple[tuple[Node, ...], ...]
    fence: Fenced | None
    script: Script | None
    """The bracket with its scripts."""
    length: int
    """How many nodes it takes."""
    named: tuple[Name, ...] = ()
    """The letters of the arguments as declared."""
    above: tuple[Piece, ...] = ()
    """What stands above a name without arguments."""

    @property
    def written(self) -> str:
        """As it stands in the text."""
        return self.symbol.name.latex + (text_of(self.fence) if self.fence is not None else "")


def applied(ctx: Context, nodes: Sequence[Node], at: int = 0) -> Applied | None:
    """The function at a place of a row; None for anything else there."""
    cursor = Cursor(nodes, at)
    head = named.spelt(ctx, cursor)
    found = ctx.lookup(head) if head is not None else None
    if found is None and (joined := pointwise.composed(ctx, cursor)) is not None:
        return behind(Applied(joined, names.Head(joined.name.glyph, (), (), 0, nodes[at]),
                              (), None, None, 1), nodes, at)  # fmt: skip
    if head is None or found is None or (len(head.sub), head.primes) != (found[1], found[3]):
        return None
    symbol, letters = function_of(found[0])
    if symbol is None:
        return None
    above = head.sup[found[2] :]
    bare = Applied(symbol, head, (), None, None, cursor.at + 1 - at, letters, above)
    return bare if above else behind(bare, nodes, at)


def behind(call: Applied, nodes: Sequence[Node], at: int) -> Applied:
    """``call`` with the arguments behind it, if any."""
    cursor = Cursor(nodes, at + call.length)
    node = cursor.peek()
    fence = node.base if isinstance(node, Script) else node
    if not isinstance(fence, Fenced) or fence.left not in ("(", "["):
        return call
    pieces = tuple(tuple(piece) for piece in split(fence.children, SEPARATORS))
    script = node if isinstance(node, Script) else None
    return replace(call, pieces=pieces, fence=fence, script=script, length=call.length + 1)


def function_of(symbol: object) -> tuple[Function | None, tuple[Name, ...]]:
    """A declared name as a function of its arguments, and their letters."""
    match symbol:
        case Function():
            return symbol, symbol.letters
        case Quantity(over=views) if views:
            moving = Function(symbol.name, views, symbol.view, smooth=True, standing=symbol,
                              says=symbol.says)  # fmt: skip
            return moving, symbol.named
        case _:
            return None, ()


def given(ctx: Context, call: Applied) -> list[Array]:
    """The arguments of a call; raises ``Complaint`` when they are too few or too many."""
    assert call.fence is not None
    symbol, count = call.symbol, call.symbol.arity
    found = [values.as_scalar(expressions.expression(ctx, piece, call.fence))
             for piece in call.pieces]  # fmt: skip
    if symbol.symbol is not None and len(found) == 1 and found[0].rank:
        return found
    if len(found) != count:
        raise Complaint("syntax", f"`{symbol.name.latex}` takes {count} argument(s), not "
                        f"{len(found)}", call.fence)  # fmt: skip
    return found


def slope(
    ctx: Context, symbol: Function, point: list[Array], places: Sequence[int], at: Node
) -> Array:
    """The function differentiated by its arguments ``places`` (one or two), at ``point``."""
    if symbol.says:
        ctx.note(symbol.says)
    if symbol.symbol is not None:
        return named_slope(symbol, point, places, at)
    assert symbol.value is not None
    own = all(map(calls.same_array, symbol.parameters, point))
    prepared = Values() if own else put_in(*calls.arguments_put(ctx, symbol, point, at))
    upper = values.entries_of(symbol.value)
    below = [values.entries_of(symbol.parameters[place]) for place in places]
    ranks = [upper.rank, *(one.rank for one in below)]

    def entry(indices: tuple[Term, ...]) -> Term:
        term = calls.own_value(ctx, replace(symbol, value=upper), indices[: upper.rank],
                               open_=True)  # fmt: skip
        start = upper.rank
        for one in below:
            variable = one.entry(indices[start : start + one.rank])
            assert isinstance(variable, (Variable, Entry))
            term = Derivative(term, variable)
            start += one.rank
        return substitute(term, prepared)

    shape = upper.shape + tuple(size for one in below for size in one.shape)
    raw = Array(shape, entry, upper.starts + tuple(s for one in below for s in one.starts))
    if not raw.rank:
        return values.scalar(raw.entry(()))
    owner = owner_of(point[places[-1]])
    parameters = symbol.parameters
    above = symbol.value.shape if len(below) == 1 else parameters[places[0]].shape
    return values.gradient(raw, sum(ranks[:-1]), None, owner, above, parameters[places[-1]].shape,
                           ctx.scope.layout.gradients)  # fmt: skip


def owner_of(view: Array) -> Variable | Family | None:
    """The declared quantity that an argument is, all of it."""
    probes = tuple(over(f"?{axis}", size) for axis, size in enumerate(view.shape))
    match view.entry(probes):
        case Variable() as variable:
            return variable
        case Entry(family, indices) if len(indices) == values.entries_of(view).rank:
            return family
        case _:
            return None


def named_slope(
    symbol: Function, point: list[Array], places: Sequence[int], at: Node
) -> Array:  # fmt: skip
    """The same for a named function of numbers."""
    assert symbol.symbol is not None
    name = symbol.symbol
    terms = calls.numbers(name, point, at)
    orders = [0] * name.arity
    for place in places:
        orders[place] += 1
    return values.scalar(Apply(name, terms, tuple(orders)))


def gradient(ctx: Context, symbol: Function, point: list[Array], order: int, at: Node) -> Array:
    """The gradient (order 1) or the matrix of second derivatives (order 2) at ``point``."""
    count = symbol.arity
    if count == 1:
        if order > 2:
            raise Complaint("not-supported", "a gradient of this order", at)
        return slope(ctx, symbol, point, (0,) * order, at)
    numbers = symbol.symbol is not None or not any(one.rank for one in symbol.parameters)
    if not numbers or (symbol.value is not None and symbol.value.rank) or order > 2:
        raise Complaint("ambiguous", "a gradient by which argument?", at,
                        (rf"\nabla_x {symbol.name.latex}(...)",))  # fmt: skip
    if order == 1:
        cells = [slope(ctx, symbol, point, (one,), at).entry(()) for one in range(count)]
        return values.vector(literal_arrays.literal(tuple(cells)), ctx.scope.layout.vectors)
    return literal_arrays.literal([
        [slope(ctx, symbol, point, (one, other), at).entry(()) for other in range(count)]
        for one in range(count)
    ])  # fmt: skip


# -- which argument, and where -----------------------------------------------------------


def slot(ctx: Context, call: Applied, variable: Sequence[Node]) -> int | None:
    """The argument of ``call`` that ``variable`` names; None for a derivative of the value.

    It is one when the value depends on the variable in no other way, or when the variable is
    an argument itself and other arguments only depend on it by what they are defined to be.
    """
    if call.fence is None or call.symbol.arity != len(call.pieces) or len(variable) != 1:
        return None
    head = head_of(variable[0])
    if head is None or any(new_letter(ctx, piece) for piece in call.pieces):
        return None
    text = text_of(variable[0])
    texts = ["".join(map(text_of, piece)) for piece in call.pieces]
    owner = known_owner(ctx, variable[0], head)
    if text in texts and texts.count(text) == 1:
        others = [piece for piece, own in zip(call.pieces, texts, strict=True) if own != text]
        if not others or (owner is not None and not depends(ctx, others, owner)):
            return None
        if owner is not None and any(mentions(piece, head) for piece in others):
            return None
        ctx.note(f"the derivative of `{call.written}` by `{text}` holds the other arguments fixed")
        return texts.index(text)
    numbered = numbered_name(ctx, head) or entry_alike(call, head)
    if owner is not None and not numbered and (
        depends(ctx, call.pieces, owner) or labelled(ctx, call, owner)
    ):  # fmt: skip
        if len(texts) > 1 and place_of(call, head) is not None:
            ctx.note(f"the derivative of `{call.written}` by `{text}` is that of its value, "
                     f"wherever `{text}` stands in it")  # fmt: skip
        return None
    place = place_of(call, head)
    if place is None:
        if owner is None:
            return None
        raise Complaint("declaration", f"`{call.written}` does not depend on `{text}` as declared",
                        variable[0])  # fmt: skip
    ctx.note(f"the derivative of `{call.written}` by `{text}` is that by its argument "
             f"`{shorten(texts[place])}`")  # fmt: skip
    return place


def new_letter(ctx: Context, piece: Sequence[Node]) -> bool:
    """Whether an argument is a letter that nothing declares: it only says what it is of."""
    head = head_of(piece[0]) if len(piece) == 1 else None
    return head is not None and ctx.lookup(head) is None


def numbered_name(ctx: Context, head: Head) -> bool:
    """Whether a name is known only with an index, which is not written here: h for ``h_t``."""
    found = ctx.lookup(head)
    symbol = found[0] if found is not None else None
    return isinstance(symbol, Quantity) and len(head.sub) < symbol.slots_sub + (
        found[1] if found is not None else 0)  # fmt: skip


def entry_alike(call: Applied, head: Head) -> bool:
    """Whether one of several arguments is an entry of what the derivative is taken by."""
    alike = [own for piece in call.pieces if len(piece) == 1
             and (own := head_of(piece[0])) is not None and own.glyph == head.glyph]  # fmt: skip
    return len(call.pieces) > 1 and len(alike) == 1 and len(alike[0].sub) > len(head.sub)


def place_of(call: Applied, head: Head) -> int | None:
    """The argument that a letter stands for: as declared, or ``h_{t-1}`` for h."""
    letters = [one.glyph for one in call.named]
    if head.glyph in letters and len(letters) == len(call.pieces):
        return letters.index(head.glyph)
    alike = [place for place, piece in enumerate(call.pieces)
             if len(piece) == 1 and (own := head_of(piece[0])) is not None
             and own.glyph == head.glyph]  # fmt: skip
    if len(alike) == 1:
        return alike[0]
    return 0 if len(call.pieces) == 1 and not letters else None


def known_owner(ctx: Context, node: Node, head: Head) -> Variable | Family | None:
    """The variable or family that a name below the line belongs to; None for a new letter."""
    return dependence.owner_of(ctx, node) if ctx.lookup(head) is not None else None


def depends(
    ctx: Context, pieces: Sequence[Sequence[Node]], owner: Variable | Family
) -> bool:  # fmt: skip
    """Whether an argument depends on ``owner``, by what it is defined to be too."""
    for piece in pieces:
        value = expressions.expression(ctx, piece, piece[0])
        probes = tuple(over(f"?{axis}", size) for axis, size in enumerate(value.shape))
        if owner in ctx.definitions.reached(value.entry(probes)):
            return True
    return False


def labelled(ctx: Context, call: Applied, owner: Variable | Family) -> bool:
    """Whether the function itself depends on ``owner``: through a label, or its equation."""
    value = call.symbol.value
    if value is None:
        return False
    probes = tuple(over(f"?{axis}", size) for axis, size in enumerate(value.shape))
    own = {owner_of(one) for one in call.symbol.parameters}
    return owner not in own and owner in ctx.definitions.reached(value.entry(probes))


def mentions(piece: Sequence[Node], head: Head) -> bool:
    """Whether a name is written somewhere in ``piece``."""
    waiting: list[Node] = list(piece)
    while waiting:
        node = waiting.pop()
        own = head_of(node)
        if own is not None and own.name == head.name:
            return True
        waiting.extend(parts(node))
    return False


def point_of(
    ctx: Context, call: Applied, letter: tuple[str, Array] | None = None
) -> list[Array] | None:
    """The point of a function without arguments: its letters, or those of the display.

    ``letter`` is what it is differentiated by, taken where nothing else tells.
    """
    symbol = call.symbol
    if symbol.standing is not None:
        return list(symbol.parameters)
    found: dict[str, tuple[tuple[Node, ...], ...]] = {}
    waiting: list[Sequence[Node]] = [ctx.whole]
    while waiting:
        row = waiting.pop()
        for place, node in enumerate(row):
            waiting.append(parts(node))
            head = head_of(node)
            other = applied(ctx, row, place) if head is not None else None
            if other is None or other.symbol != symbol or other.fence is None:
                continue
            once = {"".join(map(text_of, piece)) for piece in other.pieces}
            if len(once) == len(other.pieces) and all(
                len(piece) == 1 and head_of(piece[0]) for piece in other.pieces
            ):  # fmt: skip
                found.setdefault(text_of(other.fence), other.pieces)
    if letter is not None and symbol.arity == 1:
        texts, point = f"({letter[0]})", [values.as_scalar(letter[1])]
    elif len(found) == 1:
        ((texts, nodes),) = found.items()
        point = [values.as_scalar(expressions.expression(ctx, piece, piece[0])) for piece in nodes]
    else:
        names = partials.letters(ctx, call) if partials.of_numbers(symbol) else None
        usual = partials.views(ctx, symbol, names) if names is not None else None
        if names is None or usual is None:
            return None
        texts, point = f"({', '.join(name.latex for name in names)})", usual
    if len(point) != symbol.arity:
        return None
    name = symbol.name.latex
    ctx.note(f"`{name}` without arguments read as `{name}{texts}`")
    return point


def moved_to(
    ctx: Context, body: Array, letters: list[Array], point: list[Array], at: Node
) -> Array:
    """``body`` with ``point`` put in for the declared ``letters``, derivatives taken first."""
    scalars: calls.Scalars = {}
    families: dict[Family, Entries] = {}
    for letter, value in zip(letters, point, strict=True):
        owner = owner_of(letter)
        if owner is None or owner in ctx.definitions.known:
            raise Complaint("not-supported", "a derivative by something defined, at another point",
                            at)  # fmt: skip
        if isinstance(owner, Variable):
            scalars[owner] = values.one_number(value, at, "this value")
        else:
            families[owner] = calls.unpacked(values.oriented(value, letter.shape))
    prepared = put_in(scalars, families)

    def entry(place: tuple[Term, ...]) -> Term:
        return substitute(ctx.definitions.unfold(body.entry(place)), prepared)

    return Array(body.shape, entry, body.starts)
