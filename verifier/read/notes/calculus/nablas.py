r"""``\nabla`` and ``\partial_x``: what they take, and at which point.

Guarantee: ``\nabla f(p)`` is the gradient of f at p, and ``\nabla f(x)^\top`` its transpose;
with a subscript the sign takes factors up to the first number that depends on the letter.
A bare f is taken at its letters, or at the only letters that it has in the display, with
a note. Limits: see ``slopes``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from verifier.read import arrays
from verifier.read.arrays import Array
from verifier.read.notes.calculus import derivatives, fields, slopes
from verifier.read.notes.calculus.slopes import Applied
from verifier.read.notes.formulas import calls, expressions, operands, superscripts
from verifier.read.notes.scopes import labels
from verifier.read.notes.scopes.context import Context, Cursor, shorten
from verifier.read.notes.scopes.scope import Function, Quantity
from verifier.read.notes.source.complaint import Complaint
from verifier.read.notes.source.grow import grow
from verifier.read.notes.source.lexer import tokens
from verifier.read.notes.source.names import SEPARATORS, Head, head_of, pieces, split
from verifier.read.notes.source.tree import (
    Command,
    Fenced,
    Group,
    Leaf,
    Node,
    Script,
    parts,
    text_of,
)
from verifier.read.notes.terms import values
from verifier.read.notes.terms.unfold import occurs
from verifier.read.sizes import same_shape
from verifier.terms import Dependent, Entry, Family, Variable, over


def nabla(ctx: Context, cursor: Cursor) -> Array:
    r"""``\nabla_u f``; without a subscript, by the one letter that f is applied to."""
    node = cursor.take()
    sub = node.sub if isinstance(node, Script) else None
    sup = node.sup if isinstance(node, Script) else None
    order = 1
    if isinstance(node, Script) and node.primes:
        raise Complaint("syntax", "a prime on a gradient", node)
    if sup is not None:
        if "".join(map(text_of, sup.children)) != "2":
            raise Complaint("not-supported", "this power of a gradient", sup)
        order = 2
    while sub is None and sup is None and isinstance(cursor.peek(), Leaf) and (
        cursor.sign() == r"\nabla"
    ):  # fmt: skip
        cursor.take()
        order += 1
    if order == 1 and superscripts.second_nabla(cursor.peek(), sub):
        cursor.take()
        order = 2
    if cursor.peek() is None:
        raise Complaint("syntax", "the gradient of what?", node)
    if sub is None and order == 1 and (field := fields.applied(ctx, cursor, node)) is not None:
        return field
    if sub is None and (said := ctx.scope.layout.nabla):
        ctx.note(f"`\\nabla` is the gradient by `{shorten(''.join(map(text_of, said)))}` (layout)")
        sub = Group(said, said[0].start, said[-1].end)
    sub = sub if sub is None else labelled(ctx, sub)
    call = slopes.applied(ctx, cursor.nodes, cursor.at)
    found = told(ctx, cursor, call, sub, order, node)
    if found is None and sub is None:
        found = fields.gradient(ctx, cursor, order, node)
    if found is not None:
        return found if order == 1 else fields.traced(ctx, found, node)
    variable = sub.children if sub is not None else only_argument(cursor, call, node)
    body, above = reach(ctx.deeper(node), cursor, variable, node)
    labels.require_argument(ctx, body, variable, above)
    for _ in range(order):
        body = derivatives.differentiated(ctx, body, variable, node, above=above)
        above = ()
    return body


def labelled(ctx: Context, sub: Group) -> Group:
    r"""``\nabla_a`` where no a is declared but one ``a^L`` is: by that one, with a note."""
    head = head_of(sub.children[0]) if len(sub.children) == 1 else None
    if head is None or head.sub or head.sup or ctx.lookup(head) is not None:
        return sub
    names = {name.latex for scope in ctx.scope.chain() for name, symbol in scope.symbols.items()
             if name.glyph == head.glyph and isinstance(symbol, Quantity)}  # fmt: skip
    if len(names) != 1:
        return sub
    (name,) = names
    ctx.note(f"`\\nabla_{text_of(sub.children[0])}` read as the gradient by `{name}`, the only "
             "name with that letter")  # fmt: skip
    return replace(sub, children=grow(tokens(name)).children)


def told(
    ctx: Context, cursor: Cursor, call: Applied | None, sub: Group | None, order: int, node: Node
) -> Array | None:
    """The gradient of the function right behind the sign; None where more may be meant."""
    if call is None:
        return None
    if sub is not None:
        return by_letter(ctx, cursor, call, sub.children, order, node)
    if call.fence is None:
        point = slopes.point_of(ctx, call)
        if point is None and (below := below_the_line(ctx, call)) is not None:
            point = slopes.point_of(ctx, call, letter(ctx, call, below, node))
        if point is None:
            name = call.symbol.name.latex
            raise Complaint("ambiguous", f"the gradient of `{name}` at which point?", node,
                            (rf"`\nabla {name}(x)` with x declared",))  # fmt: skip
        cursor.at += call.length
        found = slopes.gradient(ctx, call.symbol, point, order, node)
        return superscripts.raised(ctx, found, None, call.above, node) if call.above else found
    if call.symbol.arity == len(call.pieces) == 1 and not transposed(ctx, call) and (
        len(call.pieces[0]) == 1 and head_of(call.pieces[0][0]) is not None
    ) and not in_sequence(slopes.given(ctx, call)):  # fmt: skip
        return None
    point = slopes.given(ctx, call)
    ctx.note(f"`{shorten(text_of(node))} {shorten(call.written)}` read as the gradient of "
             f"`{call.symbol.name.latex}` at that point")  # fmt: skip
    cursor.at += call.length
    return scripted(ctx, slopes.gradient(ctx, call.symbol, point, order, node), call)


def in_sequence(point: Sequence[Array]) -> bool:
    """Whether the argument is a value of a sequence that is given by recursion."""
    probes = [tuple(over(f"?{axis}", size) for axis, size in enumerate(one.shape)) for one in point]
    return any(isinstance(one.entry(at), Dependent) for one, at in zip(point, probes, strict=True))


def by_letter(
    ctx: Context, cursor: Cursor, call: Applied, variable: Sequence[Node], order: int, node: Node
) -> Array | None:
    r"""``\nabla_x f(x_t)`` by an argument of f, ``\nabla_x f(x)^\top``; else None."""
    place = slopes.slot(ctx, call, variable)
    if place is not None:
        point = slopes.given(ctx, call)
        cursor.at += call.length
        if order > 2:
            raise Complaint("not-supported", "a gradient of this order", node)
        return scripted(ctx, slopes.slope(ctx, call.symbol, point, (place,) * order, node), call)
    if call.fence is not None and transposed(ctx, call):
        nodes = [*cursor.nodes[cursor.at : cursor.at + call.length - 1], call.fence]
        body = expressions.expression(ctx, nodes, node)
        if not values.as_scalar(body).rank:
            cursor.at += call.length
            for _ in range(order):
                body = derivatives.differentiated(ctx, body, variable, node)
            return scripted(ctx, body, call)
    if call.fence is None and call.symbol.standing is None and not call.above:
        body_at = at_variable(ctx, call, variable, node)
        if body_at is not None:
            cursor.at += call.length
            for _ in range(order):
                body_at = derivatives.differentiated(ctx, body_at, variable, node)
        return body_at
    return None


def at_variable(
    ctx: Context, call: Applied, variable: Sequence[Node], node: Node
) -> Array | None:  # fmt: skip
    r"""A function without arguments at the letter that it is differentiated by; None if unclear."""
    point = slopes.point_of(ctx, call, letter(ctx, call, variable, node))
    return None if point is None else calls.called(ctx, call.symbol, point, 0, node)


def letter(
    ctx: Context, call: Applied, variable: Sequence[Node], node: Node
) -> tuple[str, Array] | None:
    """The variable below the line, or the vector that it is an entry of."""
    head = head_of(variable[0]) if len(variable) == 1 else None
    found = ctx.lookup(head) if head is not None else None
    if head is None or found is None or not isinstance(found[0], Quantity):
        return None
    by = derivatives.target(ctx, variable, node)
    vectors = bool(call.symbol.parameters) and bool(call.symbol.parameters[0].rank)
    if by is not None and bool(values.as_scalar(by).rank) == vectors:
        return text_of(variable[0]), by
    whole = found[0]
    fits = vectors and bool(whole.view.rank) and not whole.slots_sub and not whole.slots_sup
    return (whole.name.latex, whole.view) if fits else None


def below_the_line(ctx: Context, call: Applied) -> Sequence[Node] | None:
    r"""The x_i of a ``\frac{\partial f}{\partial x_i}`` elsewhere in the display."""
    waiting: list[Node] = list(ctx.whole)
    while waiting:
        node = waiting.pop()
        waiting.extend(parts(node))
        found = derivatives.quotient(ctx, node) if isinstance(node, Command) and (
            node.name in operands.FRACTIONS) else None  # fmt: skip
        if found is not None and len(found.above) == 1 and (
            (head := head_of(found.above[0])) is not None and component_of(call, head)
        ):  # fmt: skip
            return found.below[0]
    return None


def at_denominator(ctx: Context, symbol: Function, node: Node) -> Array | None:
    r"""The f of ``\frac{\partial f_i}{\partial x_j}`` where f is of vectors: f at x."""
    head = head_of(node)
    if head is None or not symbol.smooth or symbol.arity != 1 or not symbol.parameters[0].rank:
        return None
    call = Applied(symbol, replace(head, sub=(), sup=()), (), None, None, 1)
    below = below_the_line(ctx, call)
    point = slopes.point_of(ctx, call, letter(ctx, call, below, node)) if below else None
    return None if point is None else calls.called(ctx, symbol, point, 0, node)


def component_of(call: Applied, head: Head) -> bool:
    """Whether a name is that of the function, or of one of its components ``f_i``."""
    own = tuple(piece.text for piece in call.head.sub)
    return head.glyph == call.head.glyph and not head.primes and (
        tuple(piece.text for piece in head.sub[: len(own)]) == own)  # fmt: skip


def transposed(ctx: Context, call: Applied) -> bool:
    """Whether a transpose stands behind the arguments."""
    above = pieces(call.script.sup) if call.script is not None else ()
    return superscripts.transposing(ctx, above)


def scripted(ctx: Context, value: Array, call: Applied) -> Array:
    """A gradient with the scripts behind the arguments: indices, a transpose."""
    script = call.script
    if script is None:
        return value
    if script.sup is not None and not transposed(ctx, call):
        raise Complaint("ambiguous", "a power of the gradient, or of the function? Use brackets",
                        script)  # fmt: skip
    return operands.attached(ctx, value, pieces(script.sub), script.sup, pieces(script.sup),
                             script.primes, script)  # fmt: skip


def quotient_at(
    ctx: Context, cursor: Cursor, call: Applied, below: Sequence[Sequence[Node]], node: Node
) -> Array | None:
    r"""``\frac{\partial f}{\partial x_i}(a)``, or without ``(a)``, for a function f; else None.

    Behind a value with letters of its own only a name is a point: ``(1 - y)`` is a factor.
    """
    if call.fence is not None:
        places = [slopes.slot(ctx, call, variable) for variable in below]
        if None in places or call.script is not None or len(places) > 2:
            return None
        found = [place for place in places if place is not None]
        return slopes.slope(ctx, call.symbol, slopes.given(ctx, call), found[::-1], node)
    if call.above:
        return None
    fence = cursor.peek()
    own = call.symbol.standing is not None or bool(call.symbol.letters)
    point = None
    if isinstance(fence, Fenced) and fence.left == "(":
        point = split(fence.children, SEPARATORS)
        if len(point) != call.symbol.arity or (
            own and not all(len(piece) == 1 and head_of(piece[0]) for piece in point)
        ):  # fmt: skip
            point = None
    elsewhere = call.symbol.standing is None and call.symbol.arity == 1 and (
        "".join(map(text_of, below[-1])) not in {name.latex for name in call.symbol.letters}
    )  # fmt: skip
    if own and point is None and not elsewhere:
        return None
    at = slopes.point_of(ctx, call, letter(ctx, call, below[-1], node))
    if at is None:
        return None
    moved = [expressions.expression(ctx, piece, node) for piece in point or ()]
    if point is not None and not all(
        same_shape(values.as_scalar(one).shape, values.as_scalar(other).shape)
        for one, other in zip(at, moved, strict=True)
    ):  # fmt: skip
        return None
    body = calls.called(ctx, call.symbol, at, 0, node)
    for variable in reversed(below):
        body = derivatives.differentiated(ctx, body, variable, node)
    if point is None:
        return body
    cursor.take()
    return slopes.moved_to(ctx, body, at, moved, node)


JACOBIANS = {"J": 1, "D": 1, "H": 2}
"""Letters of the matrix of first or second derivatives, with the function below."""


def jacobian(ctx: Context, cursor: Cursor, head: Head) -> Array | None:
    r"""``J_g(x)``: the matrix of the partial derivatives of g at x; None for other names."""
    order = JACOBIANS.get(head.glyph.letter, 0)
    if not order or not head.sub or head.sup or head.primes or head.glyph.accents:
        return None
    below = tuple(node for piece in head.sub for node in piece.nodes)
    if len(head.sub) > 1:
        below = (Fenced("(", ")", below, below[0].start, below[-1].end),)
    own = slopes.applied(ctx, below)
    if own is None or own.length != len(below) or own.above or own.fence is not None:
        return None
    after = cursor.peek(1)
    fence = after.base if isinstance(after, Script) else after
    call = own
    if isinstance(fence, Fenced) and fence.left == "(":
        given = tuple(tuple(piece) for piece in split(fence.children, SEPARATORS))
        call = replace(own, pieces=given, fence=fence,
                       script=after if isinstance(after, Script) else None)  # fmt: skip
    point = slopes.point_of(ctx, call) if call.fence is None else slopes.given(ctx, call)
    if point is None and (below_ := below_the_line(ctx, call)) is not None:
        point = slopes.point_of(ctx, call, letter(ctx, call, below_, head.node))
    if point is None:
        return None
    ctx.note(f"`{head.name.latex}` read as the matrix of the derivatives of "
             f"`{own.symbol.name.latex}`, one row for each component")  # fmt: skip
    cursor.at += 1 if call.fence is None else 2
    found = slopes.gradient(ctx, call.symbol, point, order, head.node)
    raw = found.raw if isinstance(found, values.Gradient) else None
    if order == 1 and raw is not None and raw.rank == 1 and found.rank == 2:
        scalar_valued = call.symbol.value is None or not values.as_scalar(call.symbol.value).rank
        found = arrays.row(raw) if scalar_valued else arrays.column(raw)
    elif order == 1 and raw is not None and raw.rank == 2:
        found = values.plain(raw)
    return scripted(ctx, found, call)


def reach(
    ctx: Context, cursor: Cursor, variable: Sequence[Node], node: Node
) -> tuple[Array, tuple[Node, ...]]:
    r"""What ``\nabla_x`` and ``\partial_x`` take: factors up to a number that depends on x.

    ``\nabla_w \lambda w^\top w`` takes all of them, ``\nabla_w \log p(w) \, r`` leaves r.
    """
    by = derivatives.target(ctx, variable, node)
    first = cursor.at
    factors: list[tuple[str, Array]] = []
    sign = ""
    while True:
        factors.append((sign, expressions.factor(ctx, cursor, sign)))
        if cursor.peek() is None or cursor.sign() in ("+", "-", *expressions.ENDS):
            break
        if by is not None and complete(ctx, factors, by):
            ctx.note("a gradient takes the factors up to the first number that depends on its "
                     "variable; what follows is a factor of its own")  # fmt: skip
            break
        following = cursor.peek()
        sign = ""
        if isinstance(following, Leaf) and following.text in expressions.PRODUCTS:
            sign = following.text
            cursor.take()
            if cursor.peek() is None:
                raise Complaint("syntax", "a factor is missing here", following)
    return expressions.multiplied(ctx, factors), tuple(cursor.nodes[first : cursor.at])


def complete(ctx: Context, factors: list[tuple[str, Array]], by: Array) -> bool:
    """Whether the product so far is a number that depends on ``by``."""
    try:
        value = values.as_scalar(expressions.multiplied(ctx, factors))
    except Complaint:
        return False
    if value.rank:
        return False
    probes = tuple(over(f"?{axis}", size) for axis, size in enumerate(by.shape))
    variable = by.entry(probes)
    owner = variable.family if isinstance(variable, Entry) else variable
    if not isinstance(owner, (Variable, Family)):
        return True
    return occurs(owner, ctx.definitions.unfold(value.entry(()), frozenset({owner})))


def only_argument(cursor: Cursor, call: Applied | None, node: Node) -> Sequence[Node]:
    """The letter that the function behind a bare gradient is applied to."""
    if call is not None and len(call.pieces) == 1:
        return call.pieces[0]
    after = cursor.peek(1)
    fence = after.base if isinstance(after, Script) else after
    if isinstance(fence, Fenced) and len(fence.children) == 1 and head_of(fence.children[0]):
        return fence.children
    raise Complaint("ambiguous", r"a gradient by what? Write `\nabla_x`", node)


def partial(ctx: Context, cursor: Cursor) -> Array:
    r"""``\partial_{x} f``."""
    node = cursor.take()
    sub = node.sub if isinstance(node, Script) else None
    if sub is None or (isinstance(node, Script) and (node.sup is not None or node.primes)):
        raise Complaint("syntax", r"a lone `\partial`: write `\partial_x f` or a fraction", node)
    if cursor.peek() is None:
        raise Complaint("syntax", "the derivative of what?", node)
    call = slopes.applied(ctx, cursor.nodes, cursor.at)
    if call is not None and (
        found := by_letter(ctx, cursor, call, sub.children, 1, node)) is not None:  # fmt: skip
        return found
    body, above = reach(ctx.deeper(node), cursor, sub.children, node)
    labels.require_argument(ctx, body, sub.children, above)
    return derivatives.differentiated(ctx, body, sub.children, node, above=above)
