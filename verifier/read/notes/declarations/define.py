r"""**Define**: names that stand for something, and functions.

Guarantee: ``z = x W + b`` makes z a name for the right side, kept folded until a claim is
judged (so that it can stand below a derivative); ``S_i = ...`` defines all entries at
once, ``f(t) = ...`` a function, ``s(x)_i = ...`` a function with vector values, and
``f(z_k) = ...`` the entries of a vector that is written as calls. Further equal signs of
the line are claims. Definitions of one line may stand in any order.
Recursions are read by ``recurrences``. Limits: one equation defines one name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from verifier.read import arrays
from verifier.read.arrays import Array
from verifier.read.notes.calculus import moving
from verifier.read.notes.declarations import (
    assume,
    define_functions,
    define_values,
    given_values,
    indexes,
    let,
    limiting,
    parameters,
    quantities,
)
from verifier.read.notes.displays import signs
from verifier.read.notes.formulas import complex_numbers, expressions, indexing, repeated
from verifier.read.notes.probability import point_functions, random_variables
from verifier.read.notes.recursions import endless, recurrences
from verifier.read.notes.scopes.context import Context
from verifier.read.notes.scopes.owners import Owners
from verifier.read.notes.scopes.scope import (
    IndexName,
    Minimiser,
    Quantity,
)
from verifier.read.notes.source import names
from verifier.read.notes.source.complaint import Complaint, Placed
from verifier.read.notes.source.names import (
    Head,
    Name,
    Piece,
    bracket_name,
    glyph_of,
    head_of,
    split,
)
from verifier.read.notes.source.prose import Declaration, Formula
from verifier.read.notes.source.tree import Leaf, Node, text_of
from verifier.read.notes.terms import values
from verifier.read.notes.terms.unfold import Definition
from verifier.read.sizes import ShapeMismatch, concrete
from verifier.terms import Entry, Family, Index, Term, Variable, number, over

ELEMENTWISE = ("elementwise", "element-wise", "entrywise", "componentwise")
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
    others = complex_numbers.taken(ctx, formulas)
    found = equations(declaration, others)
    if formulas and not others:
        return []
    if not found:
        raise Complaint("declaration", "a definition needs an equation", declaration.place)
    waiting = recurrences.systems(ctx, found)
    remainders: list[Remainder] = []
    while waiting:
        postponed: list[recurrences.Item] = []
        first: Complaint | None = None
        for equation in waiting:
            try:
                if isinstance(equation, recurrences.System):
                    recurrences.define(ctx, equation, owners)
                else:
                    remainders.extend(one(ctx, equation, owners))
            except Complaint as complaint:
                if complaint.code not in ("undeclared", "ambiguous", "index-mismatch"):
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
        if not has_sign(formula.nodes) or indexes.is_range(formula):
            if found:
                found[-1] = replace(found[-1], types=(*found[-1].types, formula))
                continue
            raise Complaint("declaration", "a definition needs an equation", formula.nodes[0])
        elementwise = any(word in formula.behind.lower() for word in ELEMENTWISE)
        for part in equation_parts(formula.nodes):
            if found and not has_sign(part):
                range_ = Formula(tuple(part), "", "", part[0].start, part[-1].end)
                found[-1] = replace(found[-1], types=(*found[-1].types, range_))
                continue
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
        bound = len(part) == 3 and is_sign(part[1], r"\ge", r"\geq", r"\geqslant", ">", r"\gt")
        if has_sign(part) or not found or bound:
            found.append(part)
        else:
            raise Complaint("declaration", "a definition needs an equation", part[0])
    return found


def normal(part: Sequence[Node]) -> list[Node]:
    """``:=`` as ``=``."""
    after = [*part[1:], None]
    return [
        node
        for node, following in zip(part, after, strict=True)
        if not (is_sign(node, ":") and is_sign(following, "="))
    ]


def is_sign(node: Node | None, *texts: str) -> bool:
    """Whether ``node`` is one of these signs."""
    return isinstance(node, Leaf) and node.text in texts


def has_sign(nodes: Sequence[Node]) -> bool:
    """Whether an equal sign stands at the top level."""
    return any(isinstance(node, Leaf) and node.text in DEFINING for node in nodes)


def one(ctx: Context, equation: Equation, owners: Owners) -> list[Remainder]:
    """Make one definition."""
    ctx = replace(ctx, defining=True)
    if not ctx.whole:
        sides = (equation.left, equation.right, *equation.more)
        ctx = replace(ctx, whole=[node for side in sides for node in side])
        ctx = repeated.stated(ctx, *sides)
    given = equation.left
    left = moving.without_arguments(ctx, given)
    equation = replace(equation, left=left)
    if given_values.is_condition(ctx, left, equation.right, left[0]):
        sign = signs.equal_sign(equation.right[0])
        ctx.scope.assumptions.extend(assume.assumed(ctx, [*left, sign, *equation.right], left[0]))
        return []
    inner = typed(ctx, equation.types, owners, equation.left)
    call = next((place for place, node in enumerate(left) if define_functions.is_call(node)), None)
    if call is not None and call == len(left) - 1 and call > 0:
        after = point_functions.function(ctx, inner, equation, (left[:call], left[call]), owners)
    elif equation.types and define_functions.given_where(inner):
        raise Complaint("declaration", "a value is defined whatever holds: write the condition as "
                        "**Assume**, or define a function of its letters",
                        equation.types[0].nodes[0])  # fmt: skip
    else:
        after = value(ctx, inner, equation, owners)
    moving.listed(ctx, left, given)
    chain = [equation.right, *equation.more]
    return [Remainder(one_, other, after) for one_, other in pairwise(chain)]


def typed(ctx: Context, types: Sequence[Formula], owners: Owners, left: Sequence[Node]) -> Context:
    r"""A context with the letters that ``for $t \in \mathbb{R}$`` declares.

    The k of ``$c_k = ...$ for $k \ge 0$`` is any whole number from there on.
    """
    if not types:
        return ctx
    inner = ctx.bind()
    for formula in types:
        if indexes.is_range(formula):
            indexes.index_range(inner, formula)
            continue
        if (places := endless.numbering(inner, formula.nodes, left)) is not None:
            endless.declare(inner, *places)
            continue
        waiting: list[Head] = []
        for part in split(formula.nodes, (",", ";")):
            let.item(inner, part, waiting, [], formula, owners)
    return inner


# -- values --------------------------------------------------------------------------------


def value(ctx: Context, inner: Context, equation: Equation, owners: Owners) -> Context:
    """``z = ...``, ``S_i = ...``, ``h^{(i)} = ...``."""
    head = bracketed(equation.left) or names.name_list(equation.left)[0]
    head = quantities.label_first(inner, head)
    if limiting.is_entry(ctx, head):
        raise Complaint("declaration", f"`{text_of(equation.left[0])}` is an entry of what is "
                        "declared: say what it is with **Assume**", equation.left[0])  # fmt: skip
    if (body := parameters.of_word(equation, head)) is not None:
        called = replace(equation, left=(*equation.left, body[-1]), right=body)
        return define_functions.function(ctx, inner, called, equation.left, body[-1], owners)
    if (known := alias(inner, head, equation.right)) is not None:
        ctx.scope.declare(known)
        return inner
    below, above, inner = indices(inner, head, equation.right)
    if len(set(below)) < len(below):
        raise Complaint("declaration", "the same index twice gives only the diagonal; for a "
                        r"diagonal matrix write `R = \operatorname{diag}(r)`",
                        equation.left[0])  # fmt: skip
    name = Name(head.glyph, labels(head.sub, len(below)), labels(head.sup, len(above)), head.primes)
    right = expressions.expression(inner, equation.right, equation.left[0])
    if not below and not above and (
        varies := random_variables.derived(ctx, name, values.plain(right))
    ) is not None:  # fmt: skip
        ctx.scope.declare(varies)
        return inner
    if not below and not above and not isinstance(right, values.Objective) and (
        define_values.bare(ctx, name, right, owners, equation.left[0])
    ):  # fmt: skip
        return inner
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
    if given_values.free(ctx, [head.node]) is not None:
        return None
    found = ctx.lookup(other) if other is not None else None
    if other is None or found is None or not isinstance(found[0], Quantity):
        return None
    _, subs, sups, primes = found
    whole = (len(other.sub), len(other.sup), other.primes) == (subs, sups, primes)
    if not whole or any(quantities.declared_index(ctx, piece) for piece in (*head.sub, *head.sup)):
        return None
    return replace(found[0], name=head.name)


def labels(items: Sequence[Piece], indices_: int) -> tuple[str, ...]:
    """The script items that are labels: all but the last ones, which are indices."""
    return tuple(item.text for item in items[: len(items) - indices_])


def indices(
    ctx: Context, head: Head, right: Sequence[Node]
) -> tuple[list[Index], list[Index], Context]:
    """The indices among the scripts on the left, declared or told by their use on the right."""
    below, above = quantities.index_slots(ctx, head)
    if below or above or not head.sub:
        return below, above, ctx
    found: list[Index] = []
    inner = ctx
    for piece in reversed(head.sub):
        glyph = glyph_of(piece.nodes[0]) if len(piece.nodes) == 1 else None
        if glyph is None or ctx.lookup(Head(glyph, (), (), 0, piece.nodes[0])) is not None:
            break
        axis = indexing.axis_of(ctx, piece.text, right)
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
    shape = tuple(map(quantities.length, slots)) + right.shape
    starts = (*map(quantities.first_value, slots), *right.starts)
    long = [axis for axis, size in enumerate(shape) if axis < len(slots) or concrete(size) != 1]
    if not long:
        variable = given_values.retaken(ctx, owners, name, shape, None, at)
        if not isinstance(variable, Variable):
            variable = owners.variable(name, new=True)
        at_one = tuple(map(arrays_number, starts))
        ctx.definitions.add(Definition(variable, (), right.entry(at_one), name.latex))
        given_values.carry_over(ctx, variable)
        view = arrays.scalar(variable) if not shape else arrays.filled(variable, shape)
        return Quantity(name, view, variable, defined=True)
    family = Family(name.latex, tuple(shape[axis] for axis in long),
                    tuple(starts[axis] for axis in long))  # fmt: skip
    known = given_values.retaken(ctx, owners, name, shape, family, at, numbered=bool(above))
    family = known if isinstance(known, Family) else owners.family(
        name, family.shape, family.starts, new=True)  # fmt: skip
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
    except ShapeMismatch as mismatch:
        raise Complaint(mismatch.code, mismatch.message, at) from None
    ctx.definitions.add(Definition(family, tuple(parameters), term, name.latex))
    given_values.carry_over(ctx, family)
    view = Array(shape, lambda at_: Entry(family, tuple(at_[axis] for axis in long)), starts,
                 family, right.listed)  # fmt: skip
    if entry_vector:
        if len(slots) == 1:
            view = values.vector(view, ctx.scope.layout.vectors)
        return Quantity(name, view, family, defined=True, entries=True, by=by)
    return Quantity(name, view, family, len(below), len(above), defined=True,
                    entries=bool(below), by=by)  # fmt: skip


def arrays_number(start: int) -> Term:
    """A first index."""
    return number(start)


# -- functions -----------------------------------------------------------------------------
