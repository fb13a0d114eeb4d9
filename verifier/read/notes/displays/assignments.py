r"""Update rules: what is written with an equal sign and gives something a new value.

Guarantee: ``w = w - \alpha g``, ``w_{t+1} = w_t - ...``, ``w \leftarrow ...`` and a
recurrence for an undeclared ``m_t`` are told from equations; ``x = x + y - y`` is an
equation. Limits: the old value stands first on the right.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from verifier.read.notes.displays import display, given, introduced
from verifier.read.notes.displays.display import Statement
from verifier.read.notes.formulas import expressions
from verifier.read.notes.scopes.context import Context
from verifier.read.notes.scopes.scope import Quantity
from verifier.read.notes.source.complaint import Complaint
from verifier.read.notes.source.tree import Leaf, Node, Script, parts
from verifier.read.notes.terms import values
from verifier.read.sizes import size_polynomial
from verifier.terms import over


def reason(ctx: Context, sides: list[list[Node]], signs: list[Leaf]) -> str | None:
    r"""Why a chain is no equation; None when it is one."""
    if signs[0].text in display.ASSIGNING and len(sides) == 2:
        return "an update rule"
    if recurrence(ctx, sides, signs):
        return "a recurrence: the value at one step from that at another"
    if len(sides) != 2 or signs[0].text != "=" or len(sides[0]) != 1 or len(sides[1]) < 3:
        return None
    target, first, after = sides[0][0], sides[1][0], sides[1][1]
    if not display.is_leaf(after, "+", "-") or not introduced.updates(target, first):
        return None
    if adds_nothing(ctx, sides[1][1:]):
        return None
    symbol = given.symbol(ctx, sides[0])
    if isinstance(symbol, Quantity) and symbol.defined:
        return None
    return "an update rule: the new value stands on the left, the old one on the right"


def behind(
    ctx: Context, statement: Statement, sides: list[list[Node]]
) -> tuple[Statement, str] | None:
    r"""The chain behind an update rule, ``w = w - a g = w - 2 a x``, and what is said of that."""
    if len(sides) < 3 or not sides[0] or not sides[1]:
        return None
    said = reason(ctx, sides[:2], statement.signs[:1])
    if said is None:
        return None
    return replace(statement, sides=sides[1:], signs=statement.signs[1:]), said


def recurrence(ctx: Context, sides: list[list[Node]], signs: list[Leaf]) -> bool:
    r"""Whether an undeclared ``m_t`` stands on the left, and ``m_{t-1}``, as one, on the right."""
    if len(sides) != 2 or signs[0].text != "=" or len(sides[0]) != 1:
        return False
    target = sides[0][0]
    if not isinstance(target, Script) or given.symbol(ctx, sides[0]) is not None:
        return False
    waiting = list(sides[1])
    while waiting:
        node = waiting.pop()
        if isinstance(node, Script) and introduced.shifted(target, node):
            return given.symbol(ctx, [node]) is None
        waiting.extend(parts(node))
    return False


def adds_nothing(ctx: Context, rest: Sequence[Node]) -> bool:
    """Whether what is added is identically zero, as in ``x = x + y - y``: an equation."""
    try:
        value = values.as_scalar(expressions.expression(ctx, rest, rest[0]))
    except Complaint:
        return False
    probes = tuple(over(f"?{axis}", size) for axis, size in enumerate(value.shape))
    return not size_polynomial(value.entry(probes))
