r"""One link of a chain as a claim.

Guarantee: both sides are read whole, shapes are compared before anything else, defined
names are unfolded, and the assumptions are those that the section, the case and the
display state and that speak of the same quantities. A decimal alone on a side is exact
where the other side is exactly it, else right to its digits:

    v = -0.162   ->   -0.1625 <= v <= -0.1615

Limits: a number is compared with an array only where it is written out as 0 or 1.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from verifier.read import arrays, entrywise
from verifier.read.arrays import Array
from verifier.read.latex_print import latex
from verifier.read.named_print import latex_as_written
from verifier.read.notes.calculus import antiderivatives, differentials, fields, pointwise
from verifier.read.notes.declarations import let
from verifier.read.notes.displays import diagonals, free_entries, plus_minus, relevance
from verifier.read.notes.formulas import (
    conditions,
    expressions,
    extrema,
    memberships,
    orders,
    repeated,
)
from verifier.read.notes.probability import value_integrals
from verifier.read.notes.scopes.context import Context, shorten
from verifier.read.notes.source.complaint import Complaint, Placed
from verifier.read.notes.source.tree import Leaf, Node
from verifier.read.notes.terms import decimals, finish, inverses, values, zeros
from verifier.read.notes.terms.identity import sized, turned
from verifier.read.notes.terms.loosened import loosened
from verifier.read.notes.terms.traverse import once
from verifier.read.sizes import ShapeMismatch, concrete, same_shape
from verifier.terms import (
    Add,
    And,
    Condition,
    Entry,
    Multiply,
    Number,
    Or,
    Relation,
    Sort,
    Term,
    Variable,
)


def relation(
    ctx: Context, left: Sequence[Node], sign: Leaf, right: Sequence[Node], at: Placed
) -> tuple[Condition, Shown]:
    """The relation that a link states, unfolded, and its LaTeX as it was understood."""

    def last(inner: Context) -> tuple[Condition, Shown]:
        return fields.fitting(inner, (*left, *right),
                              lambda meant: related(meant, left, sign, right, at))  # fmt: skip

    return pointwise.anywhere(ctx, left, right, lambda here: turned(
        here, lambda way: sized(way, lambda size: loosened(size, last))))  # fmt: skip


def related(
    ctx: Context, left: Sequence[Node], sign: Leaf, right: Sequence[Node], at: Placed
) -> tuple[Condition, Shown]:
    """The same, with the size of an identity matrix known."""
    if plus_minus.signed(left) or plus_minus.signed(right):
        return both_signs(ctx, left, sign, right, at)
    ctx = repeated.stated(ctx, left, right)
    operator = conditions.RELATIONS[sign.text]
    if operator == "=" and antiderivatives.occur(left, right) and not (
        value_integrals.integrated(ctx, left, right)
    ):  # fmt: skip
        folded_ = Relation("=", *antiderivatives.derivatives(ctx, left, right, at))
        ctx.definitions.begin()
        return ctx.definitions.unfold_condition(folded_), shown(ctx, folded_)
    antiderivatives.constants(ctx, left, right)
    if operator == "=" and (forms := differentials.stated(ctx, left, right, at)) is not None:
        ctx.definitions.begin()
        return ctx.definitions.unfold_condition(forms), shown(ctx, forms)
    first = expressions.expression(ctx, left, at)
    found = dimensions(ctx, first, right, at) if operator == "=" else None
    if found is not None:
        return found
    second = expressions.expression(ctx, right, sign)
    if sign.text in orders.ORDERS:
        first, second = orders.forms(ctx, sign, first, second)
    if isinstance(first, values.Objective) or isinstance(second, values.Objective):
        return objectives(ctx, first, second, at)
    folded = compared(ctx, operator, first, second, left, right, at)
    ctx.definitions.begin()
    unfolded = ctx.definitions.unfold_condition(folded)
    rounded = decimals.rounding(ctx, operator, first, second, unfolded)
    return rounded if rounded is not None else unfolded, shown(ctx, folded)


def both_signs(
    ctx: Context, left: Sequence[Node], sign: Leaf, right: Sequence[Node], at: Placed
) -> tuple[Condition, Shown]:
    r"""``a \pm b = c \mp d``: the relation with the upper and that with the lower signs."""
    either = not plus_minus.signed(left)
    if either and not known_of(ctx, left):
        raise Complaint("not-supported", r"`\pm` on the right alone: either of two values, and no "
                        "**Assume** gives an equation of the left", at)  # fmt: skip
    if either:
        ctx.note(r"`\pm` on the right alone: the left is one of the two values")
    else:
        ctx.note(r"`\pm` read as two statements: one with all upper signs, one with all lower")
    found = [
        relation(ctx, plus_minus.chosen(left, lower), sign, plus_minus.chosen(right, lower), at)
        for lower in (0, 1)
    ]
    folded = [text.folded for _, text in found]
    both = Or if either else And
    shown_ = both(tuple(part for part in folded if isinstance(part, (And, Relation))))
    meant = tuple(condition for condition, _ in found)
    if either and all(isinstance(one, Relation) and one.operator == "=" for one in meant):
        apart = [one.left - one.right for one in meant if isinstance(one, Relation)]
        return Relation("=", Multiply(tuple(apart)), Number(Fraction(0))), shown(ctx, shown_)
    return both(meant), shown(ctx, shown_)


def known_of(ctx: Context, nodes: Sequence[Node]) -> bool:
    """Whether an equation is assumed of what stands in a side."""
    value = values.as_scalar(expressions.expression(replace(ctx, readings={}), nodes, nodes[0]))
    own = relevance.owners_in(value.entry(())) if not value.rank else frozenset()
    given = [one for scope in ctx.scope.chain() for one in scope.assumptions]
    return any(isinstance(one, Relation) and one.operator == "=" and own & relevance.owners_in(one)
               for one in given)  # fmt: skip


@dataclass(frozen=True)
class Shown:
    """How a claim is printed back: words, then the relation with defined names folded."""

    words: str
    folded: Condition | Term
    ctx: Context

    def latex(self, preferred: dict[str, str]) -> str:
        """As LaTeX, in the author's names."""
        names = finish.renaming(self.folded, preferred)
        return self.words + latex_as_written(
            finish.called(inverses.printed(extrema.printed(self.folded)), names),
            self.functions(names),
        )

    def functions(self, names: dict[str, str]) -> list[tuple[Term, str]]:
        """The functions in it: the terms that they stand for, and how each is printed."""
        found: list[tuple[Term, str]] = []
        for term, call in self.ctx.calls.items():
            shown = replace(call, arguments=finish.called(call.arguments, names))
            found.append((finish.called(term, names), shown.latex(found)))
        return found

    def written(self, preferred: dict[str, str]) -> tuple[tuple[Term, str], ...]:
        """What its defined names and functions stand for in the claim, each with its LaTeX."""
        known = self.ctx.definitions.known
        names = finish.renaming(self.folded, preferred)
        self.ctx.definitions.begin()
        pairs: dict[Term, str] = {}
        for part in once(self.folded):
            if isinstance(part, (Variable, Entry)):
                owner = part if isinstance(part, Variable) else part.family
                if owner in known:
                    pairs[self.unfolded(part, preferred)] = latex(finish.called(part, names))
        for term, (_, shown) in zip(self.ctx.calls, self.functions(names), strict=True):
            pairs[self.unfolded(term, preferred)] = shown
        return tuple(pairs.items())

    def unfolded(self, term: Term, preferred: dict[str, str]) -> Term:
        """``term`` without defined names, quantities called as in the claim."""
        meant = self.ctx.definitions.unfold(term)
        return finish.called(meant, finish.renaming(meant, preferred))


def shown(ctx: Context, condition: Condition | Term, words: str = "") -> Shown:
    """What is printed of a claim."""
    return Shown(words, condition, ctx)


def objectives(ctx: Context, first: Array, second: Array, at: Placed) -> tuple[Condition, Shown]:
    """``argmin A = argmin B``: the objectives agree."""
    if not (isinstance(first, values.Objective) and isinstance(second, values.Objective)):
        raise Complaint("not-supported", "an argmin beside something else", at)
    if first.kind != second.kind or first.variable != second.variable:
        raise Complaint("not-supported", "minimisers of different kinds", at)
    ctx.note("equal minimisers read as: the objectives are equal")
    ctx.doubts.setdefault("different objectives may have the same minimisers")
    folded = entries(ctx, "=", *conditions.matched(values.plain(first), values.plain(second)))
    ctx.definitions.begin()
    return ctx.definitions.unfold_condition(folded), shown(ctx, folded)


def compared(
    ctx: Context,
    operator: str,
    first: Array,
    second: Array,
    left: Sequence[Node],
    right: Sequence[Node],
    at: Placed,
) -> Condition:
    """The relation entry by entry."""
    one, other = zeros.fitted(ctx, *conditions.matched(first, second), left, right)
    one, other = free_entries.beside(ctx, one, other)
    if operator == "=":
        other = diagonals.beside(ctx, first, one, other)
        one = diagonals.beside(ctx, second, other, one)
    one, other = number_as_array(ctx, one, other, left, right, at)
    if one.rank and other.rank and not same_shape(one.shape, other.shape):
        squeezed = [values.entries_of(side) for side in (one, other)]
        hint = ""
        if same_shape(squeezed[0].shape, squeezed[1].shape):
            hint = ": one is a row, the other a column (see **Layout**)"
        raise Complaint(
            "shape-mismatch",
            f"`{spell(ctx, left)}` is {values.shape_text(one.shape)} and `{spell(ctx, right)}` is "
            f"{values.shape_text(other.shape)}{hint}", at,
        )  # fmt: skip
    try:
        return entries(ctx, operator, one, other)
    except ShapeMismatch as mismatch:
        raise Complaint(mismatch.code, mismatch.message, at) from None


def entries(ctx: Context, operator: str, one: Array, other: Array) -> Condition:
    """``one operator other`` for every entry, with indices that the section does not use."""
    frame = one if one.rank else other
    count = arrays.count(frame)
    written = (one.listed or other.listed) and count is not None and 0 < count <= arrays.UNROLLED
    if written or not frame.rank or operator == "!=":
        return entrywise.entrywise(operator, one, other)
    avoid = {*one.names, *other.names}
    for scope in ctx.scope.chain():
        avoid |= scope.indices
    free: list[Term] = []
    for size, start, stem in zip(
        frame.shape, frame.starts, entrywise.stems(frame.rank), strict=True
    ):
        if concrete(size) == 1:
            free.append(Number(Fraction(start)))
            continue
        index = arrays.fresh_index(stem, size, start, avoid)
        avoid.add(index.name)
        free.append(index)
    return entrywise.compared(operator, one, other, frame, tuple(free))


def number_as_array(
    ctx: Context, one: Array, other: Array, left: Sequence[Node], right: Sequence[Node], at: Placed
) -> tuple[Array, Array]:
    """Refuse to compare a number with an array unless it is written out."""
    if bool(one.rank) == bool(other.rank):
        return one, other
    number_side, array_side = (one, other) if not one.rank else (other, one)
    term = number_side.entry(())
    if isinstance(term, Number) and (term.value in (0, 1) or array_side.listed):
        return one, other
    raise Complaint(
        "shape-mismatch",
        f"`{spell(ctx, left)}` is {values.shape_text(one.shape)} and `{spell(ctx, right)}` is "
        f"{values.shape_text(other.shape)}", at,
    )  # fmt: skip


def spell(ctx: Context, nodes: Sequence[Node]) -> str:
    """A side for a message, as it was written."""
    text = ctx.source.text[nodes[0].start : nodes[-1].end]
    return shorten(" ".join(text.split()))


# -- shapes --------------------------------------------------------------------------------


def dimensions(
    ctx: Context, first: Array, right: Sequence[Node], at: Placed
) -> tuple[Condition, Shown] | None:
    r"""``A = m \times n`` for an array A: a statement about its shape; None for others."""
    if not values.as_scalar(first).rank or not any(
        isinstance(node, Leaf) and node.text == r"\times" for node in right
    ):  # fmt: skip
        return None
    for node in right:
        if not (isinstance(node, Leaf) and (node.text == r"\times" or node.token.kind == "number")):
            try:
                value = expressions.expression(ctx, [node], node)
            except Complaint:
                return None
            if value.rank or not size_like(value.entry(())):
                return None
    ctx.note(r"`m \times n` beside an array read as a statement about its shape")
    return shape(ctx, first, conditions.sizes(ctx, right, at), at)


def size_like(term: Term) -> bool:
    """Whether ``term`` can be a size."""
    match term:
        case Variable(_, sort):
            return sort in (Sort.DIMENSION, Sort.INTEGER)
        case Number(value):
            return value.denominator == 1
        case Add(parts) | Multiply(parts):
            return all(map(size_like, parts))
        case _:
            return False


def shape_in_words(
    ctx: Context, left: Sequence[Node], right: Sequence[Node], sign: Leaf
) -> tuple[Condition, Shown]:
    """A statement of dimensions in words."""
    sizes = conditions.sizes(ctx, right, sign)
    return shape(ctx, expressions.expression(ctx, left, sign), sizes, sign)


def shape(
    ctx: Context, array: Array, claimed: tuple[Term, ...], at: Placed
) -> tuple[Condition, Shown]:
    """That ``array`` has the sizes ``claimed``."""
    own = array.shape
    if len(claimed) == 1 and len(own) == 2 and values.vector_like(array):
        own = values.entries_of(array).shape or (own[0],)
        ctx.note("a vector of R^n has n entries, whichever way it stands")
    if len(own) == 1 and len(claimed) == 2:
        claimed = tuple(size for size in claimed if size != Number(Fraction(1))) or claimed[:1]
    if len(own) != len(claimed):
        raise Complaint(
            "shape-mismatch",
            f"it is {values.shape_text(array.shape)}, not {values.shape_text(claimed)}", at,
        )  # fmt: skip
    parts = tuple(Relation("=", one, other) for one, other in zip(own, claimed, strict=True))
    condition: Condition = parts[0] if len(parts) == 1 else And(parts)
    return condition, shown(ctx, condition, r"\text{shape: } ")


def member(
    ctx: Context, left: Sequence[Node], right: Sequence[Node], at: Placed
) -> tuple[Condition, Shown]:
    r"""``x \in S``: a statement about a shape, a range or an interval."""
    outside = isinstance(at, Leaf) and at.text == r"\notin"
    found = None if outside or memberships.restricts(right) else let.set_of(ctx, right, at)
    if isinstance(found, conditions.NumberSet) and found.letter == "R" and not found.sign:
        value = expressions.expression(ctx, left, at)
        if not found.shape:
            if values.as_scalar(value).rank:
                raise Complaint("shape-mismatch", f"`{spell(ctx, left)}` is "
                                f"{values.shape_text(value.shape)}, not a number", at)  # fmt: skip
            term = values.as_scalar(value).entry(())
            always = Relation("=", Number(Fraction(1)), Number(Fraction(1)))
            return always, shown(ctx, term, r"\text{a number: } ")
        return shape(ctx, value, found.shape, at)
    condition = memberships.membership(ctx, left, right, at, entries=not outside)
    condition = memberships.denied(condition, at) if outside else condition
    ctx.definitions.begin()
    return ctx.definitions.unfold_condition(condition), shown(ctx, condition)
