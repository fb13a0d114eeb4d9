r"""``\left[ F(x) \right]_a^b``: the value at b less the value at a.

Guarantee: the variable is the one that the subscript names (``_{x=a}``), else the one that
an integral of the display runs over (not one around the brackets), else the only real letter
between the brackets; an infinite end is a limit. Limits: one real variable.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise

from verifier.read import arrays
from verifier.read.arrays import Array
from verifier.read.notes.calculus import analysis
from verifier.read.notes.formulas import expressions, operators
from verifier.read.notes.scopes.context import Context
from verifier.read.notes.source.complaint import Complaint
from verifier.read.notes.source.names import head_of, split
from verifier.read.notes.source.tree import Fenced, Leaf, Node, Script, parts, text_of
from verifier.read.notes.terms import values
from verifier.read.notes.terms.substitute import substitute
from verifier.read.notes.terms.substitute import values as put_in
from verifier.read.notes.terms.unfold import occurs
from verifier.terms import Add, Constant, Limit, Multiply, Sort, Term, Variable, number

CONSTANTS = ("e", "i", r"\pi")


def difference(ctx: Context, node: Script, base: Fenced) -> Array | None:
    """The difference of the values at both ends; None when the scripts are no ends."""
    assert node.sub is not None
    assert node.sup is not None
    low = split(node.sub.children, ("=",))
    high = split(node.sup.children, ("=",))
    named = low[0] if len(low) == 2 else None
    if named is None and not is_end(low[-1]):
        return None
    letter = named or differential(ctx.whole)
    outer = integrated(ctx.whole, node)
    if named is None and letter is not None and text_of(letter[0]) in outer:
        letter = only_letter(ctx, base, outer) or letter
    if letter is None and (letter := only_letter(ctx, base, outer)) is None:
        return None
    variable, body = held(ctx, letter[0], node, base)
    if named is None and not body.rank and not occurs(
        variable, ctx.definitions.unfold(body.entry(()), frozenset({variable}))
    ) and (other := only_letter(ctx, base)) is not None:  # fmt: skip
        variable, body = held(ctx, other[0], node, base)
    if body.rank:
        return None
    ends = [operators.one(ctx, part[-1], node) for part in (low, high)]
    ctx.note(f"brackets with two ends read as a difference of values, for {variable.name}")
    term = ctx.definitions.unfold(body.entry(()), frozenset({variable}))
    if len(base.own) == 1 and any(isinstance(part, Leaf) and part.text in ("+", "-")
                                  for part in base.children[1:]):  # fmt: skip
        whole_sum(ctx, base, term, variable)
    first, last = (at(term, variable, ctx.definitions.unfold(end)) for end in ends)
    return arrays.scalar(Add((last, Multiply((number(-1), first)))))


def held(ctx: Context, letter: Node, node: Node, base: Fenced) -> tuple[Variable, Array]:
    """A letter as a real variable, and what the brackets hold."""
    variable, inner = analysis.dummy(ctx, letter)
    return variable, values.as_scalar(
        expressions.expression(inner.deeper(node), base.children, base)
    )


def whole_sum(ctx: Context, base: Fenced, term: Term, variable: Variable) -> None:
    """Say that a lone bar closes the sum before it; refuse terms that it would take away."""
    shown = expressions.written(ctx, base.children)
    if isinstance(term, Add) and not all(occurs(variable, part) for part in term.terms):
        line = rf"`\left[ {shown} \right]_a^b`"
        raise Complaint("ambiguous", f"is the bar behind all of `{shown}`, or behind the last "
                        "term? Put brackets", base, (line,))  # fmt: skip
    ctx.note(f"the bar with two ends read as behind the whole sum `{shown}`")


def is_end(nodes: Sequence[Node]) -> bool:
    """Whether a subscript can be a point: not ``+``, not a row of indices."""
    return bool(nodes) and not any(isinstance(node, Leaf) and node.text in (",", "+", ":")
                                   for node in nodes[-1:])  # fmt: skip


def at(term: Term, variable: Variable, end: Term) -> Term:
    """The value of ``term`` at ``end``, or its limit there."""
    infinite = Constant("oo")
    if end == infinite or end == Multiply((number(-1), infinite)):
        return Limit(term, variable, end, "+-")
    return substitute(term, put_in({variable: end}))


def differential(nodes: Sequence[Node]) -> list[Node] | None:
    """The letter behind the d of the integrals in ``nodes``, when there is just one."""
    found: dict[str, Node] = {}
    integral = False
    waiting: list[Sequence[Node]] = [nodes]
    while waiting:
        row = waiting.pop()
        for node, after in zip(row, [*row[1:], None], strict=False):
            waiting.append(parts(node))
            sign = node.base if isinstance(node, Script) else node
            integral = integral or (isinstance(sign, Leaf) and sign.text == r"\int")
            head = head_of(after) if after is not None else None
            if analysis.is_differential(node) and head is not None and after is not None:
                found.setdefault(head.name.latex, after)
    return list(found.values()) if integral and len(found) == 1 else None


def integrated(nodes: Sequence[Node], node: Node) -> set[str]:
    """The letters of the integrals around a node: between their sign and their differential."""
    for place, one in enumerate(nodes):
        if one is not node and not (one.start <= node.start and node.end <= one.end):
            continue
        rows = [before.base if isinstance(before, Script) else before for before in nodes[:place]]
        opened = sum(isinstance(sign, Leaf) and sign.text == r"\int" for sign in rows) - sum(
            analysis.is_differential(sign) for sign in nodes[:place])  # fmt: skip
        ends = [text_of(after) for sign, after in pairwise(nodes[place + 1 :])
                if analysis.is_differential(sign)]  # fmt: skip
        found = set(ends[: max(0, opened)])
        return found | (integrated(parts(one), node) if one is not node else set())
    return set()


def only_letter(
    ctx: Context, base: Fenced, outer: Collection[str] = ()
) -> list[Node] | None:  # fmt: skip
    """The one declared real letter between the brackets; none that integrals around bind."""
    found: dict[str, Node] = {}
    waiting: list[Node] = list(base.children)
    while waiting:
        node = waiting.pop()
        waiting.extend(parts(node))
        head = head_of(node)
        known = ctx.scope.fitting(head) if head is not None else None
        symbol = known[0] if known is not None else None
        owner = getattr(symbol, "owner", None)
        real = isinstance(owner, Variable) and owner.sort is Sort.REAL
        free = bool(outer) and known is None and text_of(node) not in CONSTANTS
        if (real or free) and head is not None and isinstance(node, Leaf) and (
            text_of(node) not in outer
        ):  # fmt: skip
            found.setdefault(head.name.latex, node)
    if len(found) > 1:
        raise Complaint("ambiguous", "between which values of which letter? Write `_{x=a}^{b}`",
                        base)  # fmt: skip
    return list(found.values()) or None
