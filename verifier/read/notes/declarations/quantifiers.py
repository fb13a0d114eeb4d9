r"""What stands behind ``for all`` in an **Assume** line.

Guarantee: an index is quantified anyway, a range behind it declares it; that something holds for
every value of a number is assumed of the letter as it stands, which is less, and what rests on
it is not refuted. Limits: one list of names or one range behind each ``for all``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from verifier.claim import Assumption
from verifier.read.notes.declarations import indexes
from verifier.read.notes.formulas import conditions
from verifier.read.notes.formulas.conditions import Range
from verifier.read.notes.scopes.context import Context
from verifier.read.notes.scopes.scope import IndexName, Quantity
from verifier.read.notes.source.complaint import Complaint
from verifier.read.notes.source.names import head_of, split
from verifier.read.notes.source.prose import Formula
from verifier.read.notes.source.tree import Leaf, Node
from verifier.terms import Family, Variable
from verifier.traversal import walk

EVERY = re.compile(r"\b(?:for|with|where)(?:\s+(?:all|every|each|any|arbitrary))?\s*\$?$")
"""Words before what a condition is to hold for."""
LISTED = re.compile(r"[\s$]*(?:,|and|,\s*and)?[\s$]*")
"""What parts the names behind them."""


def taken(ctx: Context, formulas: Sequence[Formula]) -> tuple[list[Formula], list[Formula]]:
    """The formulas that state something, and those that say for what; ranges are declared."""
    stating: list[Formula] = []
    quantifying: list[Formula] = []
    for formula in formulas:
        goes_on = bool(quantifying) and quantifying[-1].end <= formula.start and (
            LISTED.fullmatch(formula.before) is not None
            and not (stating and stating[-1].start > quantifying[-1].start)
        )  # fmt: skip
        if not (EVERY.search(formula.before.lower()) or goes_on) or not quantifies(ctx, formula):
            stating.append(formula)
        else:
            quantifying.append(formula)
    return stating, quantifying


def quantifies(ctx: Context, formula: Formula) -> bool:
    """Whether a formula is a range, which is declared, or names of indices and numbers."""
    if indexes.is_range(formula):
        indexes.index_range(ctx, formula)
        return True
    names, behind = member_of(formula.nodes)
    if behind:
        try:
            found = conditions.domain(ctx, behind, behind[0])
        except Complaint:
            return False
        if isinstance(found, Range):
            indexes.declare_indices(ctx, names, found)
            return True
    return all(isinstance(one, (IndexName, Quantity)) for one in named(ctx, names))


def member_of(nodes: Sequence[Node]) -> tuple[Sequence[Node], Sequence[Node]]:
    r"""What stands before and behind ``\in``."""
    texts = [node.text if isinstance(node, Leaf) else "" for node in nodes]
    cut = texts.index(r"\in") if r"\in" in texts else len(nodes)
    return nodes[:cut], nodes[cut + 1 :]


def named(ctx: Context, nodes: Sequence[Node]) -> list[object]:
    """What the names of a list stand for; None for anything else."""
    found: list[object] = []
    for part in split(nodes, (",",)):
        head = head_of(part[0]) if len(part) == 1 else None
        fit = ctx.lookup(head) if head is not None else None
        found.append(fit[0] if fit is not None else None)
    return found


def doubted(ctx: Context, quantifying: Sequence[Formula], stated: Sequence[Assumption]) -> None:
    """Remember that what is assumed of a letter as it stands was said of every value."""
    numbers = [
        one for formula in quantifying if not indexes.is_range(formula)
        for one in named(ctx, member_of(formula.nodes)[0]) if isinstance(one, Quantity)
    ]  # fmt: skip
    if not numbers:
        return
    shown = ", ".join(f"`{one.name.latex}`" for one in numbers)
    owners = {part for part in walk(tuple(stated)) if isinstance(part, (Variable, Family))}
    for owner in owners:
        ctx.scope.unread.append((owner, f"that it holds for every {shown}"))
