r"""For which places a recursion is stated: ``for $k \ge 1$``, ``for $k = 1, \dots, n$``.

Guarantee: the first place is a whole number; the last one is a size, or there is none. What
says neither is a ``Complaint``. Limits: a recursion does not begin at a letter.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from verifier.read.notes.declarations import indexes
from verifier.read.notes.formulas import conditions, expressions
from verifier.read.notes.scopes.context import Context
from verifier.read.notes.scopes.scope import IndexName
from verifier.read.notes.source.complaint import Complaint
from verifier.read.notes.source.names import Glyph, Head
from verifier.read.notes.source.prose import Formula
from verifier.read.notes.source.tree import Leaf
from verifier.read.notes.terms import values
from verifier.read.notes.terms.unfold import EVERY
from verifier.read.sizes import concrete
from verifier.terms import Add, Number, Term, number

if TYPE_CHECKING:
    from verifier.read.notes.recursions.recurrences import Rule


def span(
    ctx: Context, rule: Rule, around: Sequence[Formula], *, backwards: bool = False
) -> tuple[int | None, Term | None]:
    """The first place that an equation gives, and the last one, as far as they are said.

    What stands behind another equation of the system counts where nothing stands behind this.
    """
    low: int | None = None
    high: Term | None = None
    found = ctx.scope.fitting(Head(Glyph(rule.letter.text), (), (), 0, rule.letter))
    symbol = found[0] if found is not None else None
    if isinstance(symbol, IndexName):
        high = None if symbol.index.upper == EVERY else plus(symbol.index.upper, rule.shift)
        low = whole(symbol.index.lower, rule)
    for formula in rule.equation.types or around:
        low, high = said(ctx, rule, formula)
        if low is None and not backwards:
            raise open_(rule, formula)
    return None if low is None else low + rule.shift, high


BELOW = {"<": -1, r"\lt": -1, r"\le": 0, r"\leq": 0, r"\leqslant": 0}
"""Signs before the last place, and where that is."""


def said(ctx: Context, rule: Rule, formula: Formula) -> tuple[int | None, Term | None]:
    r"""``k \ge 1``, ``0 \le k < n``, ``k = 1, \dots, n`` or ``k \in \mathbb{N}``."""
    nodes = list(formula.nodes)
    texts = [node.text if isinstance(node, Leaf) else "" for node in nodes]
    first: int | None = None
    if len(texts) > 4 and texts[0].isdigit() and texts[1] in BELOW and texts[3] in BELOW:
        first = int(texts[0]) - BELOW[texts[1]]
        nodes, texts = nodes[2:], texts[2:]
    if texts[0] == rule.letter.text and len(nodes) >= 3 and texts[1] in BELOW:
        end = values.as_scalar(expressions.expression(ctx, nodes[2:], nodes[1])).entry(())
        return first, plus(end, BELOW[texts[1]] + rule.shift)
    if texts[0] == rule.letter.text and len(nodes) >= 3:
        sign, rest = texts[1], nodes[2:]
        if sign in (r"\ge", r"\geq", r"\geqslant", ">", r"\gt") and texts[2].isdigit() and (
            len(rest) == 1
        ):  # fmt: skip
            return int(texts[2]) + (sign in (">", r"\gt")), None
        if sign == "=" and conditions.is_dots(nodes[-1]) and texts[2].isdigit():
            return int(texts[2]), None
        if sign == "=":
            range_ = conditions.dotted_range(indexes.with_dimensions(ctx, rest), rest, nodes[1])
            return whole(range_.lower, rule), plus(range_.upper, rule.shift)
        if sign == r"\in":
            domain = conditions.domain(ctx, rest, nodes[1])
            if isinstance(domain, conditions.Range):
                return whole(domain.lower, rule), plus(domain.upper, rule.shift)
            if isinstance(domain, conditions.NumberSet) and domain.letter == "N":
                return (0 if domain.sign == "0" else 1), None
    raise open_(rule, formula)


def open_(rule: Rule, formula: Formula) -> Complaint:
    """What is said where the first place is not told."""
    return Complaint("declaration", f"for which {rule.letter.text}? Write "
                     f"`for ${rule.letter.text} \\ge 1$`", formula.nodes[0])  # fmt: skip


def whole(term: Term, rule: Rule) -> int:
    """A first place as a number."""
    found = concrete(term)
    if found is None and not (isinstance(term, Number) and term.value.denominator == 1):
        raise Complaint("not-supported", "a recursion that begins at a letter", rule.letter)
    return found if found is not None else int(term.value) if isinstance(term, Number) else 0


def plus(term: Term, step: int) -> Term:
    """``term + step``, kept plain."""
    if isinstance(term, Number):
        return Number(term.value + step)
    return Add((term, number(step))) if step else term
