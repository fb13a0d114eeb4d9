r"""Comparisons of a **Let**: ``$x > 0$``, ``$0 < p < 1$``, ``$q(c) > 0$``.

Guarantee: an undeclared name in one is a real number, and what it says is assumed. Limits:
names with several letters in a script are not made here.
"""

from __future__ import annotations

from verifier.read.notes.calculus import smooth
from verifier.read.notes.declarations import assume, quantities
from verifier.read.notes.scopes import freshness
from verifier.read.notes.scopes.context import Context
from verifier.read.notes.scopes.owners import Owners
from verifier.read.notes.scopes.scope import Function, Quantity
from verifier.read.notes.source.names import Head, head_of
from verifier.read.notes.source.tree import Fenced, Leaf, Node
from verifier.terms import Sort


def declare(ctx: Context, part: list[Node], owners: Owners) -> None:
    """``x > 0``: an undeclared name in it is real, ``q(c) > 0`` is a function of c."""
    if (values_ := smooth.constrained(ctx, part, owners)) is not None:
        ctx.scope.declare(values_)
        return
    for node, after in zip(part, [*part[1:], None], strict=True):
        head = head_of(node)
        if isinstance(after, Fenced) and head is not None and ctx.scope.fitting(head) is not None:
            continue
        if constant(node) and any(head_of(one) and not constant(one) for one in part):
            continue
        if head is not None and unknown(ctx, head) and simple(head):
            slots = quantities.declared_slots(ctx, head)
            name = quantities.label(head, slots)
            ctx.scope.declare(quantities.declared_array(ctx, name, slots, (), Sort.REAL, owners))
    ctx.scope.assumptions.extend(assume.assumed(ctx, part, part[0]))


def constant(node: Node) -> bool:
    r"""Whether a bound is rather a number than a name: ``0 \le \phi \le \pi``, ``x < e``."""
    return isinstance(node, Leaf) and node.text in (r"\pi", "e")


def unknown(ctx: Context, head: Head) -> bool:
    r"""Whether a name is new: ``\sigma_1`` beside a number ``\sigma``, ``\sigma`` beside those."""
    found = ctx.scope.fitting(head)
    if found is None:
        return True
    if isinstance(found[0], Function):
        return True
    if worded(head, found[2]):
        return True
    if isinstance(found[0], Quantity) and (found[0].entries or found[0].slots_sub):
        return not head.sub
    number_ = isinstance(found[0], Quantity) and not found[0].view.rank
    return number_ and bool(head.sub[found[1] :]) and not found[1]


def simple(head: Head) -> bool:
    r"""Whether the scripts of a new name can only be labels: ``\sigma^2``, ``\lambda_1``."""
    return all(len(piece.nodes) == 1 for piece in (*head.sub, *head.sup))


def worded(head: Head, labels: int) -> bool:
    r"""Whether words stand above, ``\mu^{\text{old}}`` beside ``\mu``: they make another name."""
    above = head.sup[labels:]
    return bool(above) and all(freshness.is_word(piece) for piece in above)
