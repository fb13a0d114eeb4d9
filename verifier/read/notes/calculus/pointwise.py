r"""Functions without arguments: ``(f g)'(x)``, ``(f \circ g)(x)``, ``(fg)' = f'g + fg'``.

Guarantee: what stands in the brackets is one function of the same argument,

    (f / g)'(a)   is   At(D(f(u) / g(u), u), u, u = a),

``f \circ g`` is f at g(u); an equation in which no function has arguments is read at any
point, and a note says so. A letter in the brackets that may be the argument itself
(``(x f)'(x)``) is refused. Limits: functions of one argument.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from verifier.read import arrays
from verifier.read.arrays import Array
from verifier.read.notes.calculus import moving
from verifier.read.notes.formulas import calls, expressions, operands
from verifier.read.notes.scopes.context import Context, Cursor, shorten
from verifier.read.notes.scopes.scope import Function, Quantity
from verifier.read.notes.source.complaint import Complaint
from verifier.read.notes.source.names import Glyph, Name, Piece, head_of, pieces, split
from verifier.read.notes.source.tree import (
    Command,
    Fenced,
    Group,
    Leaf,
    Node,
    Raw,
    Script,
    parts,
    text_of,
)
from verifier.read.notes.terms import values
from verifier.read.sizes import ShapeMismatch
from verifier.terms import Derivative, Entry, Variable
from verifier.traversal import walk

LETTERS = ("x", "t", "u", "z", "s")
"""Names of a point, in the order in which they are tried."""
MOVING = frozenset("rstuvwxyz")
"""Letters that are arguments, as a rule."""
BY_LETTER = frozenset({"d", r"\partial", r"\nabla", r"\int", r"\lim", r"\Delta"})
"""Signs that speak of a letter, of which a bare function does not tell whether it depends."""
JOINING = frozenset({"+", "-", r"\circ", r"\cdot"})

T = TypeVar("T")


class Bare(Complaint):
    """A function without arguments where nothing says at which point."""


def missing(symbol: Function, node: Node) -> Bare:
    """What is said of a function without arguments."""
    letter = symbol.name.latex
    return Bare("syntax", f"`{letter}` is a function: of what?", node, (f"`{letter}(...)`",))


# -- a bare name -------------------------------------------------------------------------


def taken(ctx: Context, cursor: Cursor, symbol: Function, order: int, node: Node) -> Array:
    r"""A bare function at the point of ``ctx``; behind ``\circ`` stands what it is taken of."""
    point = ctx.point
    if point is None and cursor.sign() == r"\circ" and cursor.peek(1) is not None:
        cursor.take()
        given = values.as_scalar(operands.operand(ctx, cursor))
        ctx.note(f"`{symbol.name.latex}` behind which `\\circ` and a value stand is taken of that "
                 "value")  # fmt: skip
        return values.bounded(calls.called(ctx, symbol, [given], order, node))
    if point is None:
        raise missing(symbol, node)
    if cursor.sign() == r"\circ":
        mark = cursor.take()
        if cursor.peek() is None:
            raise Complaint("syntax", "a function is missing here", mark)
        point = values.as_scalar(operands.operand(ctx, cursor))
    return values.bounded(calls.called(ctx, symbol, [point], order, node))


def constant(ctx: Context, symbol: Function, given: Sequence[Array], node: Node) -> None:
    """Refuse ``f(x) g``: at which point is g taken. Where a letter of the display says it, not."""
    point = ctx.point.entry(()) if ctx.point is not None and not ctx.point.rank else None
    if any(isinstance(one, Quantity) and one.owner == point for one in ctx.scope.everything()):
        return
    for value in given:
        probes = tuple(arrays.fresh_index("i", size, start, set()) for size, start in
                       zip(value.shape, value.starts, strict=True))  # fmt: skip
        if any(isinstance(part, (Variable, Entry)) for part in walk(value.entry(probes))):
            raise Complaint("ambiguous", f"`{symbol.name.latex}(...)` beside functions without "
                            "arguments: a value, a product or a composition?", node,
                            (rf"`{symbol.name.latex} \cdot (...)`",
                             rf"`{symbol.name.latex} \circ (...)`"))  # fmt: skip


# -- functions in brackets ---------------------------------------------------------------


def compound(ctx: Context, cursor: Cursor) -> Array | None:
    r"""``(f g)'(x)``, ``(f + g)(x)`` or, at the point of ``ctx``, ``(f g)'``; None for others."""
    node = cursor.peek()
    base = node.base if isinstance(node, Script) else node
    if node is None or not isinstance(base, Fenced):
        return None
    order = primes_of(node)
    after = cursor.peek(1)
    fence = after.base if isinstance(after, Script) else after
    called_ = isinstance(fence, Fenced) and fence.left == "("
    if order and not called_ and (found := by_letter(ctx, base, order, cursor)) is not None:
        return found
    symbol = anonymous(ctx, base) if order or (called_ and node is base) else None
    if symbol is None or order is None or not (order or joined_functions(ctx, base.children)):
        return None
    cursor.take()
    if not isinstance(fence, Fenced) or not called_:
        letters_apart(ctx, base.children)
        return taken(ctx, cursor, symbol, order, node)
    cursor.take()
    given = split(fence.children, (",",))
    if len(given) != 1:
        raise Complaint("syntax", f"`{symbol.name.latex}` takes one argument", fence)
    letters_apart(ctx, base.children, fence.children)
    point = values.as_scalar(expressions.expression(replace(ctx, point=None), given[0], fence))
    value = values.bounded(calls.called(ctx, symbol, [point], order, node))
    ctx.note(f"`{shorten(text_of(base))}` read as one function of its argument")
    script = after if isinstance(after, Script) else None
    sub: Sequence[Piece] = pieces(script.sub) if script is not None else ()
    sup: Sequence[Piece] = pieces(script.sup) if script is not None else ()
    return operands.attached(ctx, value, sub, script.sup if script is not None else None, sup,
                             script.primes if script is not None else 0, fence)  # fmt: skip


def by_letter(ctx: Context, base: Fenced, order: int, cursor: Cursor) -> Array | None:
    r"""``(x^2 e^{a x})'``: the derivative by the one letter that is an argument, as a rule.

    With a value ``y(x)`` in it, by the letter that this was declared with.
    """
    variables: dict[Variable, str] = {}
    declared: dict[Variable, str] = {}
    for node in every(base.children):
        head = head_of(node)
        found = ctx.lookup(head) if head is not None else None
        if head is None or found is None:
            continue
        symbol = found[0]
        if isinstance(symbol, Quantity) and isinstance(symbol.owner, Variable) and (
            head.glyph.letter in MOVING and not symbol.view.rank and not symbol.defined
            and not symbol.over
        ):  # fmt: skip
            variables[symbol.owner] = head.name.latex
        elif isinstance(symbol, Quantity) and symbol.over and (
            (by := moving.letter(ctx, symbol)) is not None
        ):  # fmt: skip
            declared[by] = moving.called(ctx, by)
        elif isinstance(symbol, Quantity) and (symbol.defined or symbol.over):
            return None
    variables = declared or variables
    if len(variables) != 1 or bare_functions(ctx, base.children):
        return None
    ((variable, letter),) = variables.items()
    plain = (base.left, base.right) in (("(", ")"), ("[", "]"))  # else the signs say something
    inside = base.children if plain else [base]
    value = values.as_scalar(expressions.expression(ctx, inside, base))
    if value.rank:
        return None
    cursor.take()
    term = ctx.definitions.unfold(value.entry(()), frozenset({variable}))
    for _ in range(order):
        term = Derivative(term, variable)
    ctx.note(f"the prime on `{shorten(text_of(base))}` read as the derivative by `{letter}`")
    return arrays.scalar(term)


def composed(ctx: Context, cursor: Cursor) -> Function | None:
    r"""``(f \circ g)`` at the cursor, for a gradient of it; None for anything else."""
    node = cursor.peek()
    if not isinstance(node, Fenced) or not joined_functions(ctx, node.children):
        return None
    return anonymous(ctx, node)


def primes_of(node: Node) -> int | None:
    """How often what is in brackets is differentiated; None where other scripts stand there."""
    if not isinstance(node, Script):
        return 0
    if node.sub is not None:
        return None
    order, rest = calls.derivative_order(pieces(node.sup), node.primes)
    return None if rest else order


def anonymous(ctx: Context, base: Fenced) -> Function | None:
    """What the brackets hold as a function of one argument; None where no function is bare."""
    first = bare_functions(ctx, base.children)
    if base.left not in ("(", "[") or (base.left, base.right) not in calls.PAIRS or not first:
        return None
    if speaks_of_letters(base.children):
        return None
    parameter = parameter_of(first[0])
    if parameter is None or any(one.arity != 1 for one in first):
        return None
    inner = replace(ctx, point=parameter)
    value = values.plain(values.as_scalar(expressions.expression(inner, base.children, base)))
    name = Name(Glyph(f"({shorten(text_of(Group(base.children, 0, 0)).strip('{}'))})"))
    return Function(name, (parameter,), value, smooth=True)


def parameter_of(symbol: Function) -> Array | None:
    """The argument of a function, of the same shape for all that are joined."""
    if symbol.symbol is None and symbol.parameters and symbol.parameters[0].rank:
        return symbol.parameters[0]
    return arrays.scalar(Variable(r"\xi")) if symbol.arity == 1 else None


def bare_functions(ctx: Context, nodes: Sequence[Node]) -> list[Function]:
    r"""Functions without arguments, those first that are taken at the point itself."""
    own: list[Function] = []
    outer: list[Function] = []
    waiting: list[Sequence[Node]] = [nodes]
    while waiting:
        row = waiting.pop()
        for place, node in enumerate(row):
            head = head_of(node)
            following = row[place + 1] if place + 1 < len(row) else None
            behind = following.base if isinstance(following, Script) else following
            found = ctx.lookup(head) if head is not None else None
            if found is None:
                waiting.append(parts(node))
                continue
            symbol = found[0]
            if not isinstance(symbol, Function) or symbol.standing is not None or (
                isinstance(behind, Fenced) and behind.left in ("(", "[")
            ):  # fmt: skip
                continue
            circle = isinstance(following, Leaf) and following.text == r"\circ"
            (outer if circle else own).append(symbol)
    return [*own, *outer] if own else []


def joined_functions(ctx: Context, nodes: Sequence[Node]) -> bool:
    r"""Whether there are only names of functions: ``f + g``, ``f \circ g``; no ``f - 1``."""
    for node in nodes:
        head = head_of(node)
        found = ctx.lookup(head) if head is not None else None
        function = found is not None and isinstance(found[0], Function) and (
            found[0].standing is None)  # fmt: skip
        if not function and not (isinstance(node, Leaf) and node.text in JOINING):
            return False
    return True


def letters_apart(
    ctx: Context, nodes: Sequence[Node], given: Sequence[Node] = ()
) -> None:  # fmt: skip
    """Refuse letters beside bare functions that may be the argument: ``(x f)'(x)``."""
    own = {head.name for node in every(given) if (head := head_of(node)) is not None}
    for node in every(nodes):
        head = head_of(node)
        found = ctx.lookup(head) if head is not None else None
        if head is None or found is None:
            continue
        symbol = found[0]
        valued = isinstance(symbol, Function) and symbol.standing is not None
        moving = isinstance(symbol, Quantity) and (
            symbol.defined or head.name in own or head.glyph.letter in MOVING)  # fmt: skip
        if valued or moving:
            letter = head.name.latex
            raise Complaint("ambiguous", f"`{letter}` beside functions without arguments: a "
                            "constant, or their argument?", node,
                            (rf"`f({letter})` and `\frac{{d}}{{d{letter}}}`",))  # fmt: skip


def speaks_of_letters(nodes: Sequence[Node]) -> bool:
    """Whether a derivative by a letter, an integral or a limit stands in ``nodes``."""
    return any((isinstance(node, Leaf) and node.text in BY_LETTER) or
               (isinstance(node, Raw) and node.text == "d") for node in every(nodes))  # fmt: skip


def every(nodes: Sequence[Node]) -> list[Node]:
    """All nodes below ``nodes``."""
    found: list[Node] = []
    waiting = list(nodes)
    while waiting:
        node = waiting.pop()
        found.append(node)
        waiting.extend(parts(node))
    return found


# -- equations between functions ---------------------------------------------------------


def anywhere(
    ctx: Context, left: Sequence[Node], right: Sequence[Node], read: Callable[[Context], T]
) -> T:
    """``read(ctx)``; where functions stand without arguments only, at any point.

    Beside a derivative or an integral by a letter, at that letter.
    """
    try:
        return read(ctx)
    except Bare as complaint:
        sides = [*left, *right]
        if ctx.point is not None:
            raise
        if speaks_of_letters(sides):
            if (own := spoken(ctx, sides)) is None:
                raise
            ctx.note(f"functions without arguments are taken at `{own.name.latex}`")
            return at_point(ctx, own.view, read, complaint)
        if not all(bare_functions(ctx, side) or text_of(side[0]) == "0" for side in (left, right)):
            raise
        letter = free_letter(ctx)
        if letter is None or ctx.free is None:
            raise
        letters_apart(ctx, sides)
        found = at_point(ctx, arrays.scalar(Variable(letter)), read, complaint)
        ctx.note(f"functions without arguments: the equation is read at any point `{letter}`")
        return found


def at_point(ctx: Context, point: Array, read: Callable[[Context], T], complaint: Bare) -> T:
    """``read`` where functions without arguments are taken at ``point``."""
    inner = replace(ctx, point=point, readings=dict(ctx.readings), needs=dict(ctx.needs),
                    calls=dict(ctx.calls))  # fmt: skip
    try:
        found = read(inner)
    except (Bare, ShapeMismatch):
        raise complaint from None
    ctx.readings.update(inner.readings)
    ctx.needs.update(inner.needs)
    ctx.calls.update(inner.calls)
    return found


def spoken(ctx: Context, nodes: Sequence[Node]) -> Quantity | None:
    """The only letter that derivatives and integrals are taken by: a number; else None."""
    found: dict[Name, Quantity | None] = {}
    waiting: list[Sequence[Node]] = [nodes]
    while waiting:
        row = waiting.pop()
        for place, node in enumerate(row):
            waiting.append(parts(node))
            if isinstance(node, Leaf) and node.text in (r"\lim", r"\nabla", r"\Delta"):
                return None
            base = node.base if isinstance(node, Script) else node
            differential = (isinstance(base, Leaf) and base.text in ("d", r"\partial")) or (
                isinstance(base, Raw) and base.text == "d")  # fmt: skip
            after = head_of(row[place + 1]) if differential and place + 1 < len(row) else None
            known = ctx.lookup(after) if after is not None else None
            if after is None or known is None:
                continue
            symbol = known[0]
            numerator = isinstance(symbol, Function) and place == 0 and row is not nodes
            if isinstance(symbol, Function) and not (numerator and not below(nodes, row)):
                return None
            if isinstance(symbol, Quantity):
                whole = not (symbol.defined or symbol.over or symbol.view.rank)
                found[symbol.name] = symbol if whole else None
    return next(iter(found.values())) if len(found) == 1 else None


def below(nodes: Sequence[Node], row: Sequence[Node]) -> bool:
    """Whether ``row`` stands below the line of a fraction in ``nodes``."""
    return any(isinstance(node, Command) and len(node.arguments) == 2
               and node.arguments[1].children is row for node in every(nodes))  # fmt: skip


def free_letter(ctx: Context) -> str | None:
    """A letter for any point."""
    return next((one for one in LETTERS if free(ctx, one)), None)


def free(ctx: Context, letter: str) -> bool:
    """Whether nothing is called ``letter``."""
    return all(name.glyph.letter != letter for scope in ctx.scope.chain()
               for name in scope.symbols)  # fmt: skip
