r"""Sums, products, limits, integrals, expectations, argmin: signs that bind a letter.

Guarantee: the bound letter lives in the scope only, which is the product that follows;
its range is what stands at the sign, else that of the declared index, else that of the
one axis it is used on. ``\sum_{j \neq k}`` is the sum over all j of the terms with
j != k. How far it reaches is said in ``sum_scope``.
What stands below a sign is read in ``sum_ranges``.
Limits: index ranges only, no sums over sets or paths.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from verifier.read.arrays import Array
from verifier.read.notes.formulas import conditions, expressions, indexing, sum_ranges, sum_scope
from verifier.read.notes.formulas.sum_ranges import Letter
from verifier.read.notes.probability import compared, mean_subscripts, outcomes
from verifier.read.notes.scopes import recall
from verifier.read.notes.scopes.context import Context, Cursor
from verifier.read.notes.scopes.scope import IndexName
from verifier.read.notes.source.complaint import Complaint
from verifier.read.notes.source.names import Head, Name, glyph_of, head_of
from verifier.read.notes.source.tree import (
    Group,
    Leaf,
    Node,
    Script,
    parts,
    text_of,
)
from verifier.read.notes.terms import values
from verifier.read.notes.terms.substitute import substitute
from verifier.read.notes.terms.substitute import values as put_in
from verifier.read.sizes import names_in
from verifier.terms import (
    ONE,
    ZERO,
    Cases,
    Condition,
    Constant,
    Entry,
    Index,
    Limit,
    Product,
    Relation,
    Sort,
    Sum,
    Term,
    Variable,
    number,
    over,
)
from verifier.traversal import walk


@dataclass(frozen=True)
class Binding:
    """The letters that a sign binds, and which of their values count."""

    context: Context
    indices: tuple[Index, ...]
    letters: tuple[str, ...]
    conditions: tuple[Condition, ...]
    ends: tuple[Variable, ...] = ()
    """Last values that grow without end."""


def sigma(ctx: Context, cursor: Cursor) -> Array:
    """A sum or product over indices."""
    node = cursor.take()
    base = node.base if isinstance(node, Script) else node
    assert isinstance(base, Leaf)
    require_unprimed(node)
    rest = cursor.nodes[cursor.at :]
    binding = bound(ctx, node, rest)
    negative = False
    while cursor.sign() in ("+", "-"):
        sign = cursor.take()
        negative ^= isinstance(sign, Leaf) and sign.text == "-"
    if cursor.peek() is None:
        raise Complaint("syntax", f"`{base.text}` of what?", node)
    first = cursor.at
    inside = cursor
    if base.text == r"\prod":
        inside = sum_scope.inner(ctx, cursor, binding.letters, product=True)
    body = expressions.product(binding.context, inside)
    cursor.at = inside.at
    end = sum_scope.further(ctx, binding.letters, cursor, first)
    if end > cursor.at:
        body = expressions.expression(binding.context, cursor.nodes[first:end], node)
        cursor.at = end
    else:
        sum_scope.say(ctx, cursor, base.text, first)
    body = expressions.negated(body) if negative else body
    neutral, kind = (ZERO, Sum) if base.text == r"\sum" else (ONE, Product)
    return collected(values.plain(body), binding, neutral, kind)


def require_unprimed(node: Node) -> None:
    """Raise ``Complaint`` for primes on a sign that binds a letter."""
    if isinstance(node, Script) and node.primes:
        raise Complaint("syntax", "a prime that this sign cannot have", node)


def collected(
    body: Array, binding: Binding, neutral: Term, kind: type[Sum] | type[Product]
) -> Array:
    """The sum or product of ``body``, entry by entry."""

    def summed(at: tuple[Term, ...]) -> Term:
        term = body.entry(at)
        for condition in reversed(binding.conditions):
            term = Cases(((condition, term),), neutral)
        for index in reversed(binding.indices):
            term = kind(index, term)
            if isinstance(index.upper, Variable) and index.upper in binding.ends:
                term = Limit(term, index.upper, Constant("oo"))
        return term

    taken = {index.name for index in binding.indices}

    def entry(at: tuple[Term, ...]) -> Term:
        if not at or not names_in(*at) & taken:
            return summed(at)
        probes = tuple(over(f"?{axis}", size) for axis, size in enumerate(body.shape))
        return substitute(summed(probes), put_in(dict(zip(probes, at, strict=True))))

    return Array(body.shape, entry, body.starts)


def bound(ctx: Context, node: Node, body: Sequence[Node]) -> Binding:
    """What the scripts of a sign bind."""
    sub = node.sub if isinstance(node, Script) else None
    sup = node.sup if isinstance(node, Script) else None
    if sub is None and sup is not None:
        raise Complaint("syntax", "this sign has a last value but no index", node)
    if sub is None:
        return unwritten(ctx, node, body)
    if sup is None and body and isinstance(body[0], Group) and len(body) > 1 and any(
        isinstance(part, Leaf) and part.text == "=" for part in sub.children
    ):  # fmt: skip
        last = "".join(map(text_of, body[0].children))
        raise Complaint("syntax", "the last value of this sign stands beside it, not above", node,
                        (f"`^{{{last}}}`",))  # fmt: skip
    found = sum_ranges.read(ctx, sub, sup, node, body)
    return bind(ctx, found.letters, found.extra, body, node)


def one(ctx: Context, nodes: Sequence[Node], at: Node) -> Term:
    """A number."""
    return sum_ranges.one(ctx, nodes, at)


def bind(
    ctx: Context,
    letters: list[Letter],
    extra: list[list[Node]],
    body: Sequence[Node],
    node: Node,
) -> Binding:
    """The letters with their ranges, in a context of their own."""
    indices: list[Index] = []
    ends: list[Variable] = []
    tests: list[Condition] = []
    inner = ctx
    for letter in letters:
        name, place, lower, upper = letter.name, letter.place, letter.lower, letter.upper
        if (value := outcomes.value_letter(inner, place)) is not None:
            found = outcomes.summed_over(value, name, lower, upper, place)
            assert isinstance(found.index, Index)
            indices.append(found.index)
            inner = inner.bind(found)
            continue
        known = sum_ranges.index_of(ctx, place)
        if known is not None:
            lower = known.lower if lower is None else lower
            upper = known.upper if upper is None else upper
        if (lower is None or upper is None) and (
            values_ := outcomes.numbered_by(inner, text_of(place), body)
        ) is not None:  # fmt: skip
            lower, upper = values_.lower, values_.upper if upper is None else upper
        if lower is None and upper is None:
            lower, upper = compared.values_of(inner, name, body) or (None, None)
        if lower is None or upper is None:
            failed = recall.first(ctx.scope, "failed", name.glyph) is not None
            axis = None if failed else indexing.axis_of(inner, text_of(place), body)
            if upper is not None:
                lower = number(axis[1]) if axis is not None else number(ctx.scope.layout.start)
            elif axis is None:
                raise Complaint(
                    "undeclared", f"over which values of `{name.latex}`?", place,
                    mean_subscripts.values_lines(ctx, name)
                    or (f"**Index** ${name.latex} = 1, \\dots, n$",),
                )  # fmt: skip
            else:
                index = over(name.internal, axis[0], axis[1])
                lower, upper = index.lower, index.upper
                low, high = values.shape_text((lower,)), values.shape_text((upper,))
                ctx.note(f"`{name.latex}` runs from {low} to {high} (from its use as an index)")
        if any(part == Constant("oo") for part in walk(lower)):
            raise Complaint("not-supported", "a sum without a first term: write two sums", place)
        if isinstance(lower, (Index, Variable)) and upper in (number(0), ONE):
            raise Complaint("not-supported", "a sum or product downwards: write the smaller end "
                            "below", place)  # fmt: skip
        if upper == Constant("oo"):
            upper = endless(ctx, name)
            ends.append(upper)
        index = Index(name.internal, lower, upper)
        indices.append(index)
        element = letter.element or sum_ranges.element_of(ctx, place)
        inner = inner.bind(IndexName(name, index, element=element))
        if letter.inside is not None:
            tests.append(Relation("=", Entry(letter.inside, (index,)), ONE))
    tests.extend(conditions.condition(inner, part, node) for part in extra)
    texts = tuple(text_of(letter.place) for letter in letters)
    return Binding(inner.deeper(node), tuple(indices), texts, tuple(tests), tuple(ends))


def endless(ctx: Context, name: Name) -> Variable:
    """The number of the last term of an infinite sum: its limit is taken."""
    ctx.note(f"the infinite sum over `{name.latex}` is the limit of its first terms' sum")
    return Variable(f"{name.internal}_∞", Sort.DIMENSION)


def unwritten(ctx: Context, node: Node, body: Sequence[Node]) -> Binding:
    """A sum without index: the one index letter of its body, or the one that it repeats."""
    candidates: list[tuple[Name, Node]] = []
    seen: Counter[str] = Counter()
    end = next((place for place, part in enumerate(body) if isinstance(part, Leaf)
                and part.text in ("+", "-") and place), len(body))  # fmt: skip
    waiting: list[Node] = list(body[:end])
    while waiting:
        part = waiting.pop()
        waiting.extend(parts(part))
        head = head_of(part) if isinstance(part, Script) else None
        if head is None:
            continue
        for item in head.sub:
            glyph = glyph_of(item.nodes[0]) if len(item.nodes) == 1 else None
            seen[item.text] += glyph is not None
            if glyph is not None and seen[item.text] == 1:
                known = ctx.scope.fitting(Head(glyph, (), (), 0, item.nodes[0]))
                if known is None or isinstance(known[0], IndexName):
                    candidates.append((Name(glyph), item.nodes[0]))
    if len(candidates) > 1:
        candidates = [one for one in candidates if seen[text_of(one[1])] > 1]
    if len(candidates) != 1:
        raise Complaint("syntax", "this sum has no index", node, (r"`\sum_j`",))
    ctx.note(f"the sum without index runs over `{text_of(candidates[0][1])}`")
    return bind(ctx, [Letter(*candidates[0])], [], body, node)


# -- expectation, argmin -------------------------------------------------------------------
