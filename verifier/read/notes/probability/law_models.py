r"""Displays that say which density a random variable has: ``p(x) = \mathcal{N}(x \mid 0, 1)``.

Guarantee: where random variables are read as taking finitely many values, such an equation is
no claim and is not used; nothing that rests on this distribution is refuted afterwards. Limits:
right sides with a known density or a function that is only declared.
"""

from __future__ import annotations

from collections.abc import Sequence

from verifier.read.notes.probability import averages, densities, law_calls, outcomes
from verifier.read.notes.scopes.context import Context, shorten
from verifier.read.notes.scopes.scope import Function, Scope
from verifier.read.notes.source.names import head_of
from verifier.read.notes.source.tree import Node, text_of


def stated(
    ctx: Context, left: Sequence[Node], right: Sequence[Node], home: Scope
) -> str | None:  # fmt: skip
    """What is said of such an equation; None for any other."""
    law = averages.law_at(ctx, left[0]) if len(left) == 2 else None
    if law is None or law_calls.fence_of(left[1]) is None or not right:
        return None
    if any(averages.law_at(ctx, node) is not None for node in outcomes.every(right)):
        return None
    if not densities.occurs(ctx, right) and not declared(ctx, right):
        return None
    shown = shorten("".join(map(text_of, left)))
    for factor in law.factors:
        home.unread.append((factor.family, f"what a display says of `{shown}`"))
    return (f"it says what `{shown}` is, which is not used: random variables are read as taking "
            "finitely many values, with any probabilities")  # fmt: skip


def declared(ctx: Context, nodes: Sequence[Node]) -> bool:
    """Whether a side is the value of a function that is only declared."""
    head = head_of(nodes[0]) if len(nodes) == 2 else None
    found = ctx.lookup(head) if head is not None else None
    symbol = found[0] if found is not None else None
    return isinstance(symbol, Function) and (symbol.symbol is not None or symbol.smooth)
