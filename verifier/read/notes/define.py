r"""**Define**: names that stand for something, and functions.

Guarantee: ``z = x W + b`` makes z a name for the right side, kept folded until a claim is
judged (so that it can stand below a derivative); ``S_i = ...`` defines all entries at
once, ``f(t) = ...`` a function, ``s(x)_i = ...`` a function with vector values, and
``f(z_k) = ...`` the entries of a vector that is written as calls. Further equal signs of
the line are claims. Definitions of one line may stand in any order.
Limits: one equation defines one name; no recursion.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from verifier.read import arrays
from verifier.read.arrays import Array
from verifier.read.notes import expressions, let, named, values
from verifier.read.notes.complaint import Complaint, Placed
from verifier.read.notes.context import Context
from verifier.read.notes.names import (
    SEPARATORS,
    Head,
    Name,
    Piece,
    bracket_name,
    glyph_of,
    head_of,
    pieces,
    split,
)
from verifier.read.notes.owners import Owners
from verifier.read.notes.prose import Declaration, Formula
from verifier.read.notes.scope import (
    Function,
    IndexName,
    Minimiser,
    Pattern,
    Quantity,
)
from verifier.read.notes.substitute import substitute
from verifier.read.notes.substitute import values as put_in
from verifier.read.notes.tree import Fenced, Leaf, Node, Script, parts, text_of
from verifier.read.notes.unfold import Definition
from verifier.read.sizes import concrete, same_size
from verifier.terms import Entry, Family, Index, Term, Variable, number, over

DEFINING = ("=", r"\triangleq", r"\coloneqq", r"\equiv", r"\doteq", r"\mathrel{:=}")


@dataclass(frozen=True)
class Equation:
    """``left = right``, and what else the chain says is equal."""

    left: tuple[Node, ...]
    right: tuple[Node, ...]
    more: tuple[tuple[Node, ...], ...]
    types: tuple[Formula, ...]
    elementwise: bool


@dataclass(frozen=True)
class Remainder:
    """A further link of a defining chain, to be judged as a claim."""

    left: tuple[Node, ...]
    right: tuple[Node, ...]
    context: Context


def define(
    ctx: Context, declaration: Declaration, owners: Owners, formulas: Sequence[Formula]
) -> list[Remainder]:
    """Make the definitions of a line, in whatever order they need."""
    waiting = equations(declaration, formulas)
    if not waiting:
        raise Complaint("declaration", "a definition needs an equation", declaration.place)
    remainders: list[Remainder] = []
    while waiting:
        postponed: list[Equation] = []
        first: Complaint | None = None
        for equation in waiting:
            try:
                remainders.extend(one(ctx, equation, owners))
            except Complaint as complaint:
                if complaint.code not in ("undeclared", "ambiguous"):
                    raise
                first = first or complaint
                postponed.append(equation)
        if first is not None and len(postponed) == len(waiting):
            raise first
        waiting = postponed
    return remainders


def equations(declaration: Declaration, formulas: Sequence[Formula]) -> list[Equation]:
    """The equations of a line with the types that stand behind each."""
    found: list[Equation] = []
    everywhere = "elementwise" in declaration.text.lower() or "entrywise" in (
        declaration.text.lower()
    )
    for formula in formulas:
        if not has_sign(formula.nodes) or let.is_range(formula):
            if found:
                found[-1] = replace(found[-1], types=(*found[-1].types, formula))
                continue
            raise Complaint("declaration", "a definition needs an equation", formula.nodes[0])
        elementwise = any(word in formula.behind.lower() for word in
                          ("elementwise", "element-wise", "entrywise", "componentwise"))  # fmt: skip
        for part in equation_parts(formula.nodes):
            sides = split(normal(part), DEFINING)
            if len(sides) < 2:
                raise Complaint("declaration", "a definition needs an equation", part[0])
            own = elementwise or (everywhere and len(formulas) == 1)
            found.append(Equation(tuple(sides[0]), tuple(sides[1]),
                                  tuple(map(tuple, sides[2:])), (), own))  # fmt: skip
    return found


def equation_parts(nodes: Sequence[Node]) -> list[list[Node]]:
    """The equations between commas; a comma inside a list of names stays."""
    found: list[list[Node]] = []
    for part in split(nodes, (",", ";", r"\quad", r"\qquad")):
        if has_sign(part) or not found:
            found.append(part)
        else:
            raise Complaint("declaration", "a definition needs an equation", part[0])
    return found


def normal(part: Sequence[Node]) -> list[Node]:
    """``:=`` as ``=``."""
    return [node for place, node in enumerate(part)
            if not (isinstance(node, Leaf) and node.text == ":" and place + 1 < len(part)
                    and isinstance(after := part[place + 1], Leaf) and after.text == "=")]  # fmt: skip


def has_sign(nodes: Sequence[Node]) -> bool:
    """Whether an equal sign stands at the top level."""
    return any(isinstance(node, Leaf) and node.text in DEFINING for node in nodes)


def one(ctx: Context, equation: Equation, owners: Owners) -> list[Remainder]:
    """Make one definition."""
    inner = typed(ctx, equation.types, owners)
    left = equation.left
    call = next((place for place, node in enumerate(left) if is_call(node)), None)
    if call is not None and call == len(left) - 1 and call > 0:
        after = function(ctx, inner, equation, left[:call], left[call], owners)
    else:
        after = value(ctx, inner, equation, owners)
    chain = [equation.right, *equation.more]
    return [Remainder(one_, other, after) for one_, other in zip(chain, chain[1:], strict=False)]


def typed(ctx: Context, types: Sequence[Formula], owners: Owners) -> Context:
    """A context with the letters that ``for $t \\in \\mathbb{R}$`` declares."""
    if not types:
        return ctx
    inner = ctx.bind()
    for formula in types:
        if let.is_range(formula):
            let.index_range(inner, formula)
            continue
        waiting: list[Head] = []
        for part in split(formula.nodes, (",", ";")):
            let.item(inner, part, waiting, [], formula, owners)
    return inner


def is_call(node: Node) -> bool:
    """Whether ``node`` is the bracket with arguments."""
    base = node.base if isinstance(node, Script) else node
    return isinstance(base, Fenced) and base.left == "("


# -- values --------------------------------------------------------------------------------


def value(ctx: Context, inner: Context, equation: Equation, owners: Owners) -> Context:
    """``z = ...``, ``S_i = ...``, ``h^{(i)} = ...``."""
    head = bracketed(equation.left) or let.name_list(equation.left)[0]
    if (known := alias(inner, head, equation.right)) is not None:
        ctx.scope.declare(known)
        return inner
    below, above, inner = indices(inner, head, equation.right)
    name = Name(head.glyph, labels(head.sub, len(below)), labels(head.sup, len(above)), head.primes)
    right = expressions.expression(inner, equation.right, equation.left[0])
    if isinstance(right, values.Objective):
        if below or above:
            raise Complaint("declaration", "an argmin with an index", equation.left[0])
        ctx.scope.declare(Minimiser(name, right.kind, right.variable, values.plain(right)))
        return inner
    symbol = defined(ctx, name, below, above, right, owners, equation.left[0])
    ctx.scope.declare(symbol)
    return inner


def bracketed(left: Sequence[Node]) -> Head | None:
    """``(x * k)_i`` as a name: what stands in the brackets is its spelling."""
    return bracket_name(left[0]) if len(left) == 1 else None


def alias(ctx: Context, head: Head, right: Sequence[Node]) -> Quantity | None:
    """Another name for a quantity, when the right side is nothing but its name."""
    other = head_of(right[0]) if len(right) == 1 else None
    found = ctx.lookup(other) if other is not None else None
    if other is None or found is None or not isinstance(found[0], Quantity):
        return None
    symbol, subs, sups, primes = found
    whole = (len(other.sub), len(other.sup), other.primes) == (subs, sups, primes)
    if not whole or any(let.declared_index(ctx, piece) for piece in (*head.sub, *head.sup)):
        return None
    return replace(symbol, name=head.name)


def labels(items: Sequence[Piece], indices_: int) -> tuple[str, ...]:
    """The script items that are labels: all but the last ones, which are indices."""
    return tuple(item.text for item in items[: len(items) - indices_])


def indices(
    ctx: Context, head: Head, right: Sequence[Node]
) -> tuple[list[Index], list[Index], Context]:
    """The indices among the scripts on the left, declared or told by their use on the right."""
    below, above = let.index_slots(ctx, head)
    if below or above or not head.sub:
        return below, above, ctx
    found: list[Index] = []
    inner = ctx
    for piece in reversed(head.sub):
        glyph = glyph_of(piece.nodes[0]) if len(piece.nodes) == 1 else None
        if glyph is None or ctx.lookup(Head(glyph, (), (), 0, piece.nodes[0])) is not None:
            break
        axis = named.axis_of(ctx, piece.text, right)
        if axis is None:
            break
        name = Name(glyph)
        found.insert(0, over(name.internal, *axis))
        inner = inner.bind(IndexName(name, found[0]))
    return found, [], inner


def defined(
    ctx: Context,
    name: Name,
    below: list[Index],
    above: list[Index],
    right: Array,
    owners: Owners,
    at: Placed,
) -> Quantity:
    """A quantity that stands for ``right`` at every value of its indices."""
    slots = [*below, *above]
    by = right.by if isinstance(right, values.Gradient) else None
    right = values.plain(values.as_scalar(right))
    entry_vector = bool(slots) and not right.rank and not above
    shape = tuple(map(let.arrays_length, slots)) + right.shape
    starts = (*map(let.first_value, slots), *right.starts)
    long = [axis for axis, size in enumerate(shape) if axis < len(slots) or concrete(size) != 1]
    if not long:
        variable = owners.variable(name, new=True)
        at_one = tuple(map(arrays_number, starts))
        ctx.definitions.add(Definition(variable, (), right.entry(at_one), name.latex))
        view = arrays.scalar(variable) if not shape else arrays.filled(variable, shape)
        return Quantity(name, view, variable, defined=True)
    family = owners.family(name, tuple(shape[axis] for axis in long),
                           tuple(starts[axis] for axis in long), new=True)  # fmt: skip
    avoid = set(right.names) | {slot.name for slot in slots}
    parameters: list[Index] = list(slots)
    place: list[Term] = []
    for axis in range(len(slots), len(shape)):
        if axis in long:
            index = arrays.fresh_index("i", shape[axis], starts[axis], avoid)
            avoid.add(index.name)
            parameters.append(index)
            place.append(index)
        else:
            place.append(arrays_number(starts[axis]))
    try:
        term = right.entry(tuple(place))
    except arrays.ShapeMismatch as mismatch:
        raise Complaint(mismatch.code, mismatch.message, at) from None
    ctx.definitions.add(Definition(family, tuple(parameters), term, name.latex))
    view = Array(shape, lambda at_: Entry(family, tuple(at_[axis] for axis in long)), starts,
                 family, right.listed)  # fmt: skip
    if entry_vector:
        if len(slots) == 1:
            view = values.vector(view, ctx.scope.layout.vectors)
        return Quantity(name, view, family, defined=True, by=by)
    return Quantity(name, view, family, len(below), len(above), defined=True, by=by)


def arrays_number(start: int) -> Term:
    """A first index."""
    return number(start)


# -- functions -----------------------------------------------------------------------------


def function(
    ctx: Context,
    inner: Context,
    equation: Equation,
    name_nodes: Sequence[Node],
    call: Node,
    owners: Owners,
) -> Context:
    """``f(t) = ...``, ``s(x)_i = ...``, ``f(z_k) = ...``."""
    (head,) = let.name_list(name_nodes)
    fence = call.base if isinstance(call, Script) else call
    assert isinstance(fence, Fenced)
    arguments = split(fence.children, SEPARATORS)
    if not arguments:
        raise Complaint("declaration", "a function of nothing", fence)
    if any(entry_argument(inner, argument) for argument in arguments):
        return pattern(ctx, inner, equation, head, arguments, owners)
    if any(only_named(inner, argument, equation.right) for argument in arguments):
        return named_only(ctx, inner, equation, head, call, arguments, owners)
    bound, parameters, standing = bind(ctx, inner, equation, arguments, owners)
    after = pieces(call.sub) if isinstance(call, Script) else ()
    probe = Head(head.glyph, (*head.sub, *after), head.sup, head.primes, call)
    below, above, bound = indices(bound, probe, equation.right)
    if above or len(below) > 1:
        raise Complaint("not-supported", "a function with such indices", call)
    own = max(0, len(head.sub) - max(0, len(below) - len(after)))
    name = Name(head.glyph, tuple(piece.text for piece in head.sub[:own]),
                tuple(piece.text for piece in head.sup), head.primes)  # fmt: skip
    right = values.plain(expressions.expression(bound, equation.right, fence))
    if below:
        right = vector_of(ctx, below[0], right, parameters, fence)
    quantity = None
    if standing:
        quantity = defined(ctx, name, [], [], right, owners, fence)
    symbol = Function(name, parameters, right, elementwise=equation.elementwise, standing=quantity)
    ctx.scope.declare(symbol)
    return bound


def only_named(ctx: Context, argument: Sequence[Node], right: Sequence[Node]) -> bool:
    """Whether an argument is an undeclared letter that the right side never uses."""
    head = head_of(argument[0]) if len(argument) == 1 else None
    if head is None or ctx.lookup(head) is not None:
        return False
    waiting: list[Node] = list(right)
    while waiting:
        node = waiting.pop()
        other = head_of(node)
        if other is not None and other.glyph == head.glyph:
            return False
        waiting.extend(parts(node))
    return True


def named_only(
    ctx: Context,
    inner: Context,
    equation: Equation,
    head: Head,
    call: Node,
    arguments: list[list[Node]],
    owners: Owners,
) -> Context:
    """``E(w) = ...`` where w only names what E depends on: E is a value."""
    after = pieces(call.sub) if isinstance(call, Script) else ()
    probe = Head(head.glyph, (*head.sub, *after), head.sup, head.primes, call)
    below, above, bound = indices(inner, probe, equation.right)
    name = Name(head.glyph, labels(probe.sub, len(below)), labels(probe.sup, len(above)),
                head.primes)  # fmt: skip
    right = expressions.expression(bound, equation.right, arguments[0][0])
    quantity = defined(ctx, name, below, above, right, owners, arguments[0][0])
    nothing: tuple[Family | None, ...] = (None,) * len(arguments)
    ctx.scope.declare(Pattern(name, quantity, tuple(map(tuple, arguments)), nothing))
    return bound


def vector_of(
    ctx: Context, index: Index, right: Array, parameters: tuple[Array, ...], at: Placed
) -> Array:
    """The vector with the entries ``right``, the way its argument stands."""
    if right.rank:
        raise Complaint("shape-mismatch", "the entry of a vector is a number", at)
    term = right.entry(())
    size = let.arrays_length(index)
    plain = Array((size,), lambda at_: substitute(term, put_in({index: at_[0]})),
                  (let.first_value(index),))  # fmt: skip
    for parameter in parameters:
        if parameter.rank == 2 and values.vector_like(parameter):
            inner = values.entries_of(parameter)
            if inner.rank == 1 and same_size(inner.shape[0], size):
                return values.oriented(plain, parameter.shape)
    return values.vector(plain, ctx.scope.layout.vectors)


def entry_argument(ctx: Context, argument: Sequence[Node]) -> bool:
    """Whether an argument is an entry with an index, as in ``f(z_k)``."""
    head = head_of(argument[0]) if len(argument) == 1 else None
    found = ctx.scope.fitting(head) if head is not None else None
    if head is None or found is None or not isinstance(found[0], Quantity):
        return False
    rest = head.sub[found[1] :]
    return bool(rest) and isinstance(found[0].owner, Family)


def bind(
    ctx: Context,
    inner: Context,
    equation: Equation,
    arguments: list[list[Node]],
    owners: Owners,
) -> tuple[Context, tuple[Array, ...], bool]:
    """The parameters of a function; whether all of them are letters declared before."""
    bound = inner
    parameters: list[Array] = []
    standing = not equation.elementwise
    for argument in arguments:
        head = head_of(argument[0]) if len(argument) == 1 else let.joined(argument)
        if head is None:
            raise Complaint("declaration", "a parameter is a letter", argument[0])
        found = inner.scope.fitting(head)
        symbol = found[0] if found is not None else None
        if isinstance(symbol, Function) and symbol.standing is not None:
            symbol = symbol.standing
        declared = isinstance(symbol, Quantity) and symbol.owner is not None
        local = declared and inner is not ctx and head.name in inner.scope.symbols
        if declared and isinstance(symbol, Quantity) and not (
            equation.elementwise and symbol.view.rank
        ):  # fmt: skip
            parameters.append(symbol.view)
            standing = standing and not local
            continue
        variable = Variable(head.name.internal)
        quantity = Quantity(head.name, arrays.scalar(variable), variable)
        bound = bound.bind(quantity)
        parameters.append(quantity.view)
        standing = False
    return bound, tuple(parameters), standing


def pattern(
    ctx: Context,
    inner: Context,
    equation: Equation,
    head: Head,
    arguments: list[list[Node]],
    owners: Owners,
) -> Context:
    """``f(z_k) = ...`` for all k: a vector whose entries are written as calls."""
    bases: list[Family | None] = []
    below: list[Index] = []
    free = in_place(inner)
    for argument in arguments:
        if not entry_argument(inner, argument):
            bases.append(None)
            continue
        given = expressions.expression(free, argument, argument[0])
        term = given.entry(()) if not given.rank else None
        if not isinstance(term, Entry) or not all(isinstance(at, Index) for at in term.indices):
            raise Complaint("declaration", "an entry with an index is expected", argument[0])
        bases.append(term.family)
        below += [at for at in term.indices if isinstance(at, Index)]
    right = values.as_scalar(expressions.expression(free, equation.right, arguments[0][0]))
    if right.rank:
        raise Complaint("shape-mismatch", "the entry of a vector is a number", arguments[0][0])
    name = head.name
    quantity = defined(ctx, name, below, [], right, owners, arguments[0][0])
    ctx.scope.declare(
        Pattern(name, quantity, tuple(map(tuple, arguments)), tuple(bases))
    )  # fmt: skip
    return free


def in_place(ctx: Context) -> Context:
    """A context in which letters that only serve as indices get their range."""
    inner = ctx.bind()
    return replace(inner, free=inner.scope)


def defining_display(nodes: Sequence[Node]) -> bool:
    """Whether a display says ``:=``."""
    return any(
        isinstance(node, Leaf) and (node.text in (r"\coloneqq", r"\triangleq") or (
            node.text == ":" and place + 1 < len(nodes) and text_of(nodes[place + 1]) == "="))
        for place, node in enumerate(nodes)
    )  # fmt: skip

