r"""``\hat\theta = \arg\min_\theta R``: a name for a minimiser.

Guarantee: the first such equation makes the name known; a further one for the same name
is read as: the objectives are equal. That they differ refutes nothing, since different
objectives may have the same minimisers. Limits: nothing else is known of a minimiser.
"""

from __future__ import annotations

from collections.abc import Sequence

from verifier.read.notes.displays import links, words
from verifier.read.notes.formulas import expressions
from verifier.read.notes.scopes.context import Context
from verifier.read.notes.scopes.scope import Minimiser, Quantity, Scope
from verifier.read.notes.source.names import head_of
from verifier.read.notes.source.tree import Node
from verifier.read.notes.terms import values
from verifier.terms import Condition


def minimiser(
    ctx: Context, home: Scope, left: Sequence[Node], right: Sequence[Node]
) -> tuple[Condition, links.Shown] | str | None:
    """The claim about a known minimiser, what is said of a new one, or None for all else."""
    first = right[0] if right else None
    kind = words.argument_kind(first)
    head = head_of(left[0]) if len(left) == 1 else None
    if not kind or head is None or first is None:
        return None
    symbol = ctx.scope.find(head.name)
    if isinstance(symbol, Quantity):
        return None
    value = expressions.expression(ctx, right, first)
    if not isinstance(value, values.Objective):
        return None
    if not isinstance(symbol, Minimiser):
        home.declare(Minimiser(head.name, value.kind, value.variable, values.plain(value)))
        return f"`{head.name.latex}` as the {kind} of an objective"
    known = values.Objective(
        symbol.objective.shape, symbol.objective.entry, symbol.objective.starts,
        kind=symbol.kind, variable=symbol.variable,
    )  # fmt: skip
    return links.objectives(ctx, known, value, first)
