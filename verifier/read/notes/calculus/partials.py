r"""Functions of several numbers: ``f_{xy}``, ``\frac{\partial f}{\partial x}(a, b)``, bare f.

Guarantee: a letter below such a function that is one of its arguments is the derivative by that
argument, the first letter first; the others are held fixed. Without arguments the function is
taken at its letters: as declared, as the display writes them, else the usual ones (x and y, ...)
where these are declared and the display differentiates it by no others but what they depend on.
A note says which. Limits: arguments that are numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from verifier.read import arrays
from verifier.read.arrays import Array
from verifier.read.notes.calculus import derivatives, fields, slopes
from verifier.read.notes.calculus.slopes import Applied
from verifier.read.notes.formulas import calls, expressions, operands
from verifier.read.notes.scopes.context import Context, Cursor
from verifier.read.notes.scopes.scope import Function, Quantity, Symbol
from verifier.read.notes.source.complaint import Complaint, Place
from verifier.read.notes.source.grow import grow
from verifier.read.notes.source.lexer import Token, tokens
from verifier.read.notes.source.names import SEPARATORS, Glyph, Head, Name, head_of, pieces, split
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
from verifier.read.sizes import concrete
from verifier.terms import Add, Dependent, Multiply, Sort, Variable, number

USUAL = (("x", "y"), ("u", "v"), ("s", "t"), ("x", "t"), ("t", "y"), ("r", r"\theta"), ("p", "q"),
         ("x", "y", "z"), ("u", "v", "w"), ("x", "y", "t"))  # fmt: skip
"""Letters that a function of so many numbers has, as a rule, in the order they are tried."""


def of_numbers(function: Function | None) -> bool:
    """Whether a function takes two or more numbers, and is one."""
    if function is None or function.arity < 2:
        return False
    if function.symbol is not None:
        return True
    value = function.value
    return not any(one.rank for one in function.parameters) and value is not None and (
        not values.as_scalar(value).rank)  # fmt: skip


def subscripted(
    ctx: Context, cursor: Cursor, head: Head, found: tuple[Symbol, int, int, int]
) -> Array | None:
    """``f_{xy}`` and ``f_x(a, b)``; None where what stands below is something else."""
    symbol, subs, sups, primes = found
    below = [node for piece in head.sub[subs:] for node in piece.nodes]
    function, named = slopes.function_of(symbol)
    if not below or function is None or not of_numbers(function) or head.primes > primes:
        return None
    call = Applied(function, replace(head, sub=head.sub[:subs]), (), None, None, 1, named)
    following = cursor.peek(1)
    fence = following.base if isinstance(following, Script) else following
    names = letters(ctx, call, anywhere=isinstance(fence, Fenced) and fence.left == "(")
    wanted = [head_of(node) for node in below]
    if names is None or any(one is None or one.name not in names for one in wanted):
        return None
    places = [names.index(one.name) for one in wanted if one is not None]
    given = arguments(ctx, function, fence)
    point = given if given is not None else views(ctx, function, names)
    if point is None or (given is None and isinstance(fence, Fenced) and fence.left == "("):
        return None
    cursor.at += 1 if given is None else 2
    shown = ", ".join(name.latex for name in names)
    name, by = function.name.latex, [text_of(one) for one in below]
    ctx.note(f"`{name}_{{{''.join(by)}}}` read as the derivative of `{name}({shown})` by "
             f"`{'`, then `'.join(by)}`")  # fmt: skip
    if given is None and function.standing is not None:
        value = function.standing.view
        for letter in below:
            value = derivatives.differentiated(ctx, value, [letter], head.node)
    else:
        value = slopes.slope(ctx, function, point, places, head.node)
    script = following if given is not None and isinstance(following, Script) else None
    if script is not None and not head.sup[sups:]:
        return operands.attached(ctx, value, pieces(script.sub), script.sup, pieces(script.sup),
                                 script.primes, script)  # fmt: skip
    group = head.node.sup if isinstance(head.node, Script) else None
    return operands.attached(ctx, value, (), group, head.sup[sups:], 0, head.node)


def quotient(
    ctx: Context,
    cursor: Cursor,
    call: Applied,
    found: derivatives.Quotient,
    node: Node,
) -> Array | None:
    r"""``\frac{\partial f}{\partial x}`` of a bare function of numbers, with a point behind it.

    ``\frac{df}{dx}`` is the derivative of its value, the arguments included.
    """
    function = call.symbol
    if call.fence is not None or call.above or not of_numbers(function):
        return None
    given = arguments(ctx, function, cursor.peek())
    names = letters(ctx, call, anywhere=given is not None)
    at = views(ctx, function, names) if names is not None else None
    if names is None or (at is None and given is None):
        return None
    if function.standing is not None and given is None:
        return None
    below = [head_of(one[0]) if len(one) == 1 else None for one in found.below]
    own = all(one is not None and one.name in names for one in below)
    if function.standing is None:
        shown = ", ".join(name.latex for name in names)
        ctx.note(f"`{function.name.latex}` without arguments read as "
                 f"`{function.name.latex}({shown})`")  # fmt: skip
    if own and (found.mark == r"\partial" or given is not None):
        places = [names.index(one.name) for one in below if one is not None]
        if given is not None:
            cursor.take()
        point = given if given is not None else at
        return None if point is None else slopes.slope(ctx, function, point, places[::-1], node)
    if given is not None or at is None:
        return None
    body = calls.called(ctx, function, at, 0, node)
    for variable in reversed(found.below):
        body = derivatives.differentiated(ctx, body, variable, node)
    return body


def directional(ctx: Context, cursor: Cursor, head: Head) -> Array | None:
    r"""``D_x f`` by an argument, ``D_u f`` along a vector; None for another D."""
    call = slopes.applied(ctx, cursor.nodes, cursor.at + 1)
    if head.glyph.letter != "D" or len(head.sub) != 1 or head.sup or head.primes or (
        call is None or call.above or not of_numbers(call.symbol)):  # fmt: skip
        return None
    names, below = letters(ctx, call), head.sub[0].nodes
    own = head_of(below[0]) if len(below) == 1 else None
    if names is None or own is None:
        return None
    point = slopes.given(ctx, call) if call.fence is not None else views(ctx, call.symbol, names)
    if point is None:
        return None
    cursor.at += 1 + call.length
    ctx.note(f"`{head.name.latex}` read as the derivative by, or along, `{text_of(below[0])}`")
    if own.name in names:
        return slopes.slope(ctx, call.symbol, point, [names.index(own.name)], head.node)
    along = values.entries_of(values.as_scalar(expressions.expression(ctx, below, head.node)))
    if along.rank != 1 or concrete(along.shape[0]) != call.symbol.arity:
        raise Complaint(
            "shape-mismatch", "a derivative along a vector of another length", head.node
        )
    terms = [slopes.slope(ctx, call.symbol, point, [place], head.node).entry(())
             for place in range(call.symbol.arity)]  # fmt: skip
    first = along.starts[0]
    return arrays.scalar(
        Add(
            tuple(
                Multiply((term, along.entry((number(first + place),))))
                for place, term in enumerate(terms)
            )
        )
    )


def bare(ctx: Context, function: Function, node: Node) -> Array | None:
    """A function without arguments, at its letters; None where nothing tells them."""
    if not of_numbers(function):
        return fields.at_coordinates(ctx, function, node)
    head = head_of(node)
    point = slopes.point_of(ctx, Applied(function, head, (), None, None, 1)) if head else None
    return None if point is None else calls.called(ctx, function, point, 0, node)


# -- the letters of the arguments --------------------------------------------------------


def arguments(ctx: Context, function: Function, fence: Node | None) -> list[Array] | None:
    """The arguments in a bracket, if it holds as many as the function takes."""
    if not isinstance(fence, Fenced) or fence.left != "(":
        return None
    given = split(fence.children, SEPARATORS)
    if len(given) != function.arity:
        return None
    return [values.as_scalar(expressions.expression(ctx, piece, fence)) for piece in given]


def letters(ctx: Context, call: Applied, *, anywhere: bool = False) -> tuple[Name, ...] | None:
    """The letters of the arguments of a function; None where nothing tells them.

    ``anywhere``: whether the function is taken at other arguments, so that the usual letters
    need no declaration.
    """
    function = call.symbol
    own = function.letters or call.named
    if len(own) == function.arity:
        return own
    asked = by_letters(ctx, call)
    for names in (*written(ctx, call), *(tuple(Name(Glyph(one)) for one in usual)
                                         for usual in USUAL)):  # fmt: skip
        if len(names) != function.arity:
            continue
        point = views(ctx, function, names)
        if (point is not None and fits(ctx, names, point, asked)) or (
            point is None and anywhere and asked and asked <= set(names)
            and not any(map(ctx.scope.find, names))
        ):  # fmt: skip
            return names
    return None


def written(ctx: Context, call: Applied) -> list[tuple[Name, ...]]:
    """The letters with which a display writes the function, if always the same or the usual.

    ``f(y, x)`` is f at these two, not how it is declared.
    """
    found: dict[tuple[Name, ...], None] = {}
    waiting: list[Sequence[Node]] = [ctx.whole]
    while waiting:
        row = waiting.pop()
        for node, after in zip(row, [*row[1:], None], strict=False):
            waiting.append(parts(node))
            head = head_of(node)
            fence = after.base if isinstance(after, Script) else after
            if head is None or head.glyph != call.head.glyph or not isinstance(fence, Fenced) or (
                len(head.sub) > len(call.head.sub)):  # fmt: skip
                continue
            heads = [head_of(one[0]) if len(one) == 1 else None
                     for one in split(fence.children, SEPARATORS)]  # fmt: skip
            names = tuple(one.name for one in heads if one is not None)
            if len(names) == len(heads) == call.symbol.arity == len(set(names)):
                found.setdefault(names)
    spelt = {names: tuple(name.latex for name in names) for names in found}
    usual = [names for names in found if spelt[names] in USUAL]
    swapped = any(sorted(text) in map(sorted, USUAL) and list(text) != sorted(text)
                  for text in spelt.values() if text not in USUAL)  # fmt: skip
    return usual if len(usual) == 1 else list(found) if len(found) == 1 and not swapped else []


def by_letters(ctx: Context, call: Applied) -> set[Name]:
    """The letters by which a display differentiates the function."""
    found: set[Name] = set()
    waiting: list[Node] = list(ctx.whole)
    while waiting:
        node = waiting.pop()
        waiting.extend(parts(node))
        head = head_of(node)
        if head is not None and head.glyph == call.head.glyph:
            extra = [one for piece in head.sub[len(call.head.sub) :] for one in piece.nodes]
            found |= {own.name for one in extra if (own := head_of(one)) is not None}
        taken = derivatives.quotient(ctx, node) if isinstance(node, Command) and (
            node.name in operands.FRACTIONS) else None  # fmt: skip
        above = head_of(taken.above[0]) if taken is not None and len(taken.above) == 1 else None
        if taken is not None and above is not None and above.glyph == call.head.glyph:
            found |= {own.name for one in taken.below if (own := head_of(one[0])) is not None}
    return found


def fits(ctx: Context, names: tuple[Name, ...], point: Sequence[Array], asked: set[Name]) -> bool:
    """Whether all letters asked for are among the arguments, or what these depend on."""
    reached = set().union(*(ctx.definitions.reached(one.entry(())) for one in point))
    for name in asked - set(names):
        symbol = ctx.scope.find(name)
        if not isinstance(symbol, Quantity) or symbol.owner not in reached:
            return False
    return True


def views(ctx: Context, function: Function, names: Sequence[Name]) -> list[Array] | None:
    """The letters as numbers; None where one is not declared, or no number.

    Letters of a definition need no declaration: they are any numbers.
    """
    if function.standing is not None:
        return list(function.parameters)
    found: list[Array] = []
    for name in names:
        symbol = ctx.scope.find(name)
        if isinstance(symbol, Function) and symbol.standing is not None:
            symbol = symbol.standing
        if symbol is None and name.sup:
            try:
                found.append(values.as_scalar(expressions.expression(
                    ctx, grow(tokens(name.latex)).children, Place(0, 0))))  # fmt: skip
            except Complaint:
                return None
            continue
        if symbol is None and ctx.free is not None and name in function.letters:
            variable = Variable(name.internal)
            symbol = Quantity(name, arrays.scalar(variable), variable)
            ctx.free.declare(symbol)
        if not isinstance(symbol, Quantity) or values.as_scalar(symbol.view).rank or (
            symbol.slots_sub or symbol.slots_sup):  # fmt: skip
            return None
        term = values.as_scalar(symbol.view).entry(())
        if not isinstance(term, (Variable, Dependent)) or (
            isinstance(term, Variable) and term.sort is not Sort.REAL):  # fmt: skip
            return None
        found.append(values.as_scalar(symbol.view))
    return found


def at_letters(ctx: Context, base: Fenced, sub: Group) -> list[list[Node]] | None:
    r"""The ``x = a``, ``y = b`` of ``|_{(a, b)}`` behind a function of so many numbers."""
    fence = sub.children[0] if len(sub.children) == 1 else None
    given = split(fence.children, SEPARATORS) if isinstance(fence, Fenced) else []
    if not isinstance(fence, Fenced) or fence.left != "(" or len(given) < 2:
        return None
    found: dict[tuple[Name, ...], None] = {}
    waiting: list[Sequence[Node]] = [base.children]
    while waiting:
        row = waiting.pop()
        for place, node in enumerate(row):
            waiting.append(parts(node))
            call = slopes.applied(ctx, row, place) if head_of(node) is not None else None
            if call is not None and of_numbers(call.symbol) and (
                own := letters(ctx, call)) is not None:  # fmt: skip
                found.setdefault(own)
    names = next(iter(found)) if len(found) == 1 else ()
    if len(names) != len(given):
        return None
    shown = ", ".join(f"{name.latex} = {''.join(map(text_of, one))}"
                      for name, one in zip(names, given, strict=True))  # fmt: skip
    ctx.note(f"the value at `{text_of(fence)}` read as that at `{shown}`")
    return [
        [*grow(tokens(name.latex)).children, Leaf(Token("symbol", "=", sub.start, sub.start)), *one]
        for name, one in zip(names, given, strict=True)
    ]
