r"""Finite sets: ``**Let** $\mathcal{A}$ be a finite set.``, ``\mathcal{S} = \{1, \dots, n\}``.

Guarantee: a finite set has at least one element; its elements are numbered from 1 on, but an
element of a set that is not written out is no number: it serves as an index, as an argument
of a function on the set, and in ``a = b``. A subset of a range, ``C \subset \{1, \dots, N\}``,
may be any one, also the empty one: whether n is in C is a number 0 or 1 for each n. A function
on finite sets is a table. Limits: no unions, no sets that depend on something.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from verifier.claim import Forall
from verifier.read import arrays
from verifier.read.notes.declarations import indexes, quantities
from verifier.read.notes.formulas import conditionals, conditions
from verifier.read.notes.scopes import elements
from verifier.read.notes.scopes.context import Context
from verifier.read.notes.scopes.owners import Owners
from verifier.read.notes.scopes.scope import FiniteSet, Quantity
from verifier.read.notes.source.complaint import Complaint
from verifier.read.notes.source.names import Head, name_list, split
from verifier.read.notes.source.tree import Fenced, Leaf, Node
from verifier.terms import (
    ONE,
    ZERO,
    Entry,
    Family,
    Index,
    Number,
    Or,
    Relation,
    Sort,
    Variable,
)

SUBSETS = (r"\subset", r"\subseteq", r"\subseteqq")
NUMBERS = ("R", "Q", "Z")
WORDS = re.compile(
    r"^(?:,\s*)?(?:be|is|are|denotes?)\s+(?:(?:an?|some|the|two)\s+)?(?:non-?empty\s+|arbitrary\s+)*"
    r"(?:finite\s+(?:non-?empty\s+)?|index\s+)sets?\b"
)


def in_words(ctx: Context, waiting: list[Head], behind: str) -> bool:
    r"""``$\mathcal{A}$ be a finite set``: the names that wait for a meaning are sets."""
    if not waiting or WORDS.match(behind.strip().lower()) is None:
        return False
    for head in waiting:
        size = Variable(rf"|{head.name.latex}|", Sort.DIMENSION)
        ctx.scope.declare(FiniteSet(head.name, ONE, size, element=head.name.latex))
    waiting.clear()
    return True


def declared(
    ctx: Context, part: Sequence[Node], waiting: list[Head], behind: str = ""
) -> bool:  # fmt: skip
    r"""``\mathcal{A} = \{1, \dots, m\}``, ``C \subset \{1, \dots, N\}``; else False."""
    texts = [node.text if isinstance(node, Leaf) else "" for node in part]
    sign = next((text for text in texts if text in ("=", *SUBSETS)), "")
    if not sign:
        return False
    cut = texts.index(sign)
    right = part[cut + 1 :]
    fence = right[0] if len(right) == 1 else None
    if sign == "=":
        if not isinstance(fence, Fenced) or fence.left != r"\{":
            return False
        if not any(conditions.is_dots(node) for node in fence.children) and not (
            conditions.counted(fence.children)
        ):  # fmt: skip
            return False
    if sign in SUBSETS and len(right) == 1 and conditions.set_letter(ctx, right[0]) in NUMBERS:
        return of_numbers(ctx, [*waiting, *name_list(list(part[:cut]))], waiting, behind, right[0])
    indexes.with_dimensions(ctx, fence.children if isinstance(fence, Fenced) else ())
    if isinstance(fence, Fenced) and conditions.counted(fence.children):
        span: conditions.Domain = conditions.dotted_range(ctx, fence.children, fence)
    else:
        span = conditions.domain(ctx, right, part[cut])
    if not isinstance(span, conditions.Range):
        raise Complaint("not-supported", "a subset of this set", right[0])
    heads = [*waiting, *name_list(list(part[:cut]))]
    waiting.clear()
    for head in heads:
        if any(quantities.declared_index(ctx, piece) is not None for piece in head.sub):
            raise Complaint("not-supported", "a set for each value of an index", head.node)
        inside = None if sign == "=" else indicator(ctx, head, span)
        ctx.scope.declare(FiniteSet(head.name, span.lower, span.upper, span.element, inside))
    return True


def of_numbers(
    ctx: Context, heads: Sequence[Head], waiting: list[Head], behind: str, at: Node
) -> bool:
    r"""``\mathcal{R} \subset \mathbb{R}`` for finite sets: each element is a number."""
    sort = quantities.SORTS[conditions.set_letter(ctx, at)]
    for head in heads:
        known = ctx.scope.find(head.name)
        if WORDS.match(behind.strip().lower()) is None and not isinstance(known, FiniteSet):
            name = head.name.latex
            raise Complaint("not-supported", "a set of numbers that is not finite", head.node,
                            (rf"**Let** ${name} \subset \mathbb{{R}}$ be a finite set.",),
                            )  # fmt: skip
        size = Variable(rf"|{head.name.latex}|", Sort.DIMENSION)
        family = Family(rf"{head.name.latex}^{{\#}}", (size,), (1,), sort)
        ctx.scope.declare(FiniteSet(head.name, ONE, size, element=head.name.latex, values=family))
    waiting.clear()
    return True


def indicator(ctx: Context, head: Head, span: conditions.Range) -> Family:
    """For each number of a range, 1 or 0: whether it is in the set."""
    if not isinstance(span.lower, Number):
        raise Complaint("not-supported", "a subset of a range that begins at a letter", head.node)
    first = int(span.lower.value)
    size = elements.size_of(span.lower, span.upper)
    name = rf"1_{{{head.name.latex}}}"
    family = Family(name, (size,), (first,), Sort.INTEGER)
    index = Index("i", span.lower, span.upper)
    entry = Entry(family, (index,))
    either = Or((Relation("=", entry, ZERO), Relation("=", entry, ONE)))
    ctx.scope.assumptions.append(Forall((index,), either))
    return family


def table(
    ctx: Context,
    heads: Sequence[Head],
    source: Sequence[Node],
    target: conditions.Domain,
    owners: Owners,
) -> bool:
    r"""``\pi : \mathcal{S} \times \mathcal{A} \to \mathbb{R}``: a table; False for other types."""
    sets = [elements.named(ctx, piece) for piece in split(source, (r"\times",))]
    known = [one for one in sets if one is not None and one.inside is None]
    if not known or len(known) < len(sets):
        return False
    if not isinstance(target, (conditions.Interval, conditions.NumberSet)) or target.shape:
        return False
    if isinstance(target, conditions.NumberSet) and target.letter != "R":
        return False
    starts = [one.lower for one in known]
    if not all(isinstance(start, Number) for start in starts):
        return False
    firsts = tuple(int(start.value) for start in starts if isinstance(start, Number))
    sizes = tuple(elements.size_of(one.lower, one.upper) for one in known)
    for head in heads:
        family = owners.family(head.name, sizes, firsts, Sort.REAL)
        symbol = Quantity(head.name, arrays.declared(family), family, called=True,
                          bar=conditionals.ANY_BAR)  # fmt: skip
        ctx.scope.declare(symbol)
        ctx.scope.assumptions.extend(quantities.membership(symbol, target))
    return True
