r"""The parameters of a function that an equation defines: ``f(x; \mu, \sigma^2) = ...``.

Guarantee: a declared letter is that letter, any other name a real number of its own. The
square of a declared number is a parameter too, of which that number is the positive root:

    f(x; \sigma^2) = x / \sigma   ->   f(x; s) = x / \sqrt{s}.

An undeclared letter that only a function of vectors can take is a vector of any length:
``\phi(z) = \mathrm{softmax}(z)``. A word alone is a function too: ``\sigma = \tanh``.

Limits: no other powers, and no transposes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from verifier.read import arrays
from verifier.read.arrays import Array
from verifier.read.notes.declarations import composed_arguments, define
from verifier.read.notes.formulas import builtin, expressions
from verifier.read.notes.scopes.context import Context
from verifier.read.notes.scopes.scope import Function, Quantity
from verifier.read.notes.source import names
from verifier.read.notes.source.complaint import Complaint, NoVector, Placed
from verifier.read.notes.source.lexer import Token
from verifier.read.notes.source.names import Head, Name, head_of
from verifier.read.notes.source.tree import Fenced, Leaf, Node, Script, descendants, parts, text_of
from verifier.read.notes.terms import values
from verifier.read.sizes import ShapeMismatch, concrete, same_shape
from verifier.terms import Entry, Family, Power, Sort, Term, Variable, number

UNPRINTED = "ｘ"
"""The parameter of a function that is written without one."""


def parameter(argument: Sequence[Node]) -> Head | None:
    """The name of a parameter."""
    return head_of(argument[0]) if len(argument) == 1 else names.joined(argument)


def bind(
    ctx: Context,
    inner: Context,
    equation: define.Equation,
    arguments: list[list[Node]],
) -> tuple[Context, tuple[Array, ...], list[composed_arguments.Composed], bool]:
    """The parameters of a function, those that are no letters, and whether all are declared."""
    bound = inner
    parameters: list[Array] = []
    composed: list[composed_arguments.Composed] = []
    standing = not equation.elementwise
    for place, argument in enumerate(arguments, 1):
        if composed_arguments.is_composed(ctx, argument):
            composed.append(composed_arguments.taken(inner, argument, place))
            bound = bound.bind(composed[-1].quantity)
            parameters.append(composed[-1].quantity.view)
            continue
        head = head_of(argument[0]) if len(argument) == 1 else names.joined(argument)
        if head is None:
            raise Complaint("declaration", "a parameter is a letter", argument[0])
        found = inner.scope.fitting(head)
        if found is None and len(argument) > 1 and product(inner, argument):
            shown = "".join(map(text_of, argument))
            raise Complaint("ambiguous", f"`{shown}` as a parameter: one name, or a product? Write "
                            "one letter for it", argument[0])  # fmt: skip
        symbol = found[0] if found is not None and found[1:] == scripts(head) else None
        if isinstance(symbol, Function) and symbol.standing is not None:
            symbol = symbol.standing
        declared = isinstance(symbol, Quantity) and symbol.owner is not None
        if isinstance(symbol, Quantity) and (one := one_of(symbol, head, equation)) is not None:
            bound = bound.bind(one)
            bound.scope.indexed[one.name] = symbol
            bound.note(
                f"`{one.name.latex}` stands for any one of the `{one.name.latex}` with an index"
            )
            parameters.append(one.view)
            standing = False
            continue
        local = declared and inner is not ctx and head.name in inner.scope.symbols
        if declared and isinstance(symbol, Quantity) and not (
            equation.elementwise and symbol.view.rank
        ):  # fmt: skip
            parameters.append(symbol.view)
            standing = standing and not local
            continue
        variable = Variable(head.name.internal)
        quantity = Quantity(head.name, arrays.scalar(variable), variable)
        roots = rooted(inner, head, variable)
        bound = bound.bind(quantity, *roots)
        parameters.append(quantity.view)
        standing = standing and bool(roots)
    return bound, tuple(parameters), composed, standing


def product(ctx: Context, argument: Sequence[Node]) -> bool:
    """Whether every letter side by side is declared as a number by itself."""
    found = [ctx.lookup(head) if (head := head_of(node)) is not None else None for node in argument]
    return all(one is not None and isinstance(one[0], Quantity) and not one[0].view.rank
               and isinstance(one[0].owner, Variable) for one in found)  # fmt: skip


def one_of(symbol: Quantity, head: Head, equation: define.Equation) -> Quantity | None:
    """A quantity of the kind of one of those with an index, ``x`` beside ``x^{(i)}``.

    Numbers ``x_i`` are a vector x too where the right side takes its entries.
    """
    count = symbol.slots_sub + symbol.slots_sup
    if symbol.entries and not count and not indexed(equation.right, head):
        count = symbol.view.rank
    if not count or symbol.defined or symbol.owner is None:
        return None
    return of_shape(symbol.name, symbol.view.shape[count:], symbol.view.starts[count:])


def of_shape(name: Name, shape: tuple[Term, ...], starts: tuple[int, ...]) -> Quantity:
    """Any quantity of that shape."""
    long = [axis for axis, size in enumerate(shape) if concrete(size) != 1]
    if not long:
        variable = Variable(name.internal)
        view = arrays.filled(variable, shape) if shape else arrays.scalar(variable)
        return Quantity(name, view, variable)
    family = Family(name.internal, tuple(shape[axis] for axis in long),
                    tuple(starts[axis] for axis in long))  # fmt: skip
    view = Array(shape, lambda at: Entry(family, tuple(at[axis] for axis in long)), starts, family)
    return Quantity(name, view, family)


def indexed(nodes: Sequence[Node], head: Head) -> bool:
    """Whether a letter stands with an index, or transposed, in ``nodes``."""
    waiting = list(nodes)
    while waiting:
        node = waiting.pop()
        own = head_of(node)
        if own is not None and own.glyph == head.glyph and (
            own.sub or any(piece.text in ("T", r"\top") for piece in own.sup)
        ):  # fmt: skip
            return True
        waiting.extend(parts(node))
    return False


def value(
    bound: Context, right: Sequence[Node], own: tuple[Array, ...], head: Head, at: Placed
) -> tuple[Array, tuple[Array, ...]]:
    """The right side of ``f(z) = ...``, with the parameter a vector where a number cannot be."""
    try:
        return expressions.expression(bound, right, at), own
    except NoVector:
        found = bound.scope.symbols.get(head.name)
        alone = len(own) == 1 and isinstance(found, Quantity) and found.view is own[0]
        if not alone or own[0].rank:
            raise
    size = Variable(f"|{head.name.internal}|", Sort.DIMENSION)
    letter = Family(head.name.internal, (size,), (1,))
    view = values.vector(arrays.declared(letter), bound.scope.layout.vectors)
    quantity = Quantity(head.name, view, letter)
    return expressions.expression(bound.bind(quantity), right, at), (view,)


def fitted(
    inner: Context, bound: Context, right: Sequence[Node], own: tuple[Array, ...],
    arguments: Sequence[Sequence[Node]], at: Placed,
) -> tuple[Array, tuple[Array, ...]]:  # fmt: skip
    """The right side of ``K(x, z) = (x^T z)^2``: an undeclared z is a vector where x is one.

    It is so only where it cannot be a number.
    """
    first = parameter(arguments[0])
    shapes = [view for view in own if view.rank]
    heads = [parameter(one) for one in arguments]
    new = [place for place, head in enumerate(heads) if head is not None
           and not own[place].rank and not exact(inner, head)]  # fmt: skip
    alike = bool(new and shapes) and all(same_shape(shapes[0].shape, one.shape) for one in shapes)
    if not alike or not any(transposed_before(right, heads[place]) for place in new):
        try:
            if first is None:
                return expressions.expression(bound, right, at), own
            return value(bound, right, own, first, at)
        except (Complaint, ShapeMismatch) as misfit:
            if misfit.code != "shape-mismatch" or not alike:
                raise
    letters = list(own)
    for place in new:
        head = heads[place]
        assert head is not None
        one = of_shape(head.name, shapes[0].shape, shapes[0].starts)
        bound, letters[place] = bound.bind(one), one.view
        bound.note(f"`{head.name.latex}` is of the kind of the other argument")
    return expressions.expression(bound, right, at), tuple(letters)


def exact(ctx: Context, head: Head) -> bool:
    """Whether something is called just so."""
    found = ctx.scope.fitting(head)
    return found is not None and found[1:] == scripts(head)


def transposed_before(nodes: Sequence[Node], head: Head | None) -> bool:
    r"""Whether ``x^T z`` stands somewhere, z being the name ``head``."""
    rows: list[Sequence[Node]] = [nodes, *(parts(node) for node in descendants(nodes))]
    for row in rows:
        for before, node in pairwise(row):
            own = head_of(node)
            above = before.sup if isinstance(before, Script) else None
            if head is not None and own is not None and own.name == head.name and (
                above is not None and text_of(above).strip("{}") in ("T", r"\top", r"\intercal")
            ):  # fmt: skip
                return True
    return False


def of_word(equation: define.Equation, head: Head) -> tuple[Node, Node] | None:
    r"""``\sigma = \tanh`` as ``\sigma(t) = \tanh(t)``: the right side, and None for others."""
    right = equation.right
    word = builtin.word_of(right[0]) if len(right) == 1 else ""
    scripted = isinstance(right[0], Script) or head.sub or head.sup or head.primes
    if scripted or not (word in builtin.SCALAR or word in builtin.VECTOR):
        return None
    end = right[0].end
    letter = Leaf(Token("letter", UNPRINTED, end, end))
    return right[0], Fenced("(", ")", (letter,), end, end)


def scripts(head: Head) -> tuple[int, int, int]:
    """How many subscripts, superscripts and primes a name has."""
    return len(head.sub), len(head.sup), head.primes


def rooted(ctx: Context, head: Head, square: Variable) -> list[Quantity]:
    r"""For the parameter ``\sigma^2`` beside a declared sigma: sigma as its positive root."""
    if not head.sup or head.primes:
        return []
    base = replace(head, sup=())
    found = ctx.scope.fitting(base)
    if found is None or found[1:] != scripts(base):
        return []
    number_like = isinstance(found[0], Quantity) and not found[0].view.rank
    if not number_like or [piece.text for piece in head.sup] != ["2"]:
        raise Complaint("declaration", "a parameter is a letter", head.node)
    ctx.note(f"`{base.name.latex}` is the positive root of the parameter `{head.name.latex}`")
    return [Quantity(base.name, arrays.scalar(Power(square, number("1/2"))), None, defined=True)]


def squares(ctx: Context, arguments: Sequence[Sequence[Node]]) -> bool:
    """Whether a parameter is a power of a declared number."""
    heads = [head for one in arguments if (head := parameter(one)) is not None and head.sup]
    fits = [(head, ctx.scope.fitting(head)) for head in heads]
    return any(fit is not None and fit[1:] != scripts(head) for head, fit in fits)
