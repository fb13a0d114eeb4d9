r"""Chains over a side that cannot be read: the ends around it are compared.

Guarantee: only where a side in the middle is blank, or cannot be read whatever stands beside
it, so that neither of its links is a claim; the relation between the ends is the one that the
signs on the way give. It is said in the readings of the claim.

    A = \text{prod}(B, C) = D \le E   ->   A = D;   D \le E

Limits: an approximation on the way ends it; inequalities of both directions do.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from verifier.claim import Claim, IllFormed, Item, Unchecked
from verifier.read.notes.formulas import conditions, expressions
from verifier.read.notes.scopes.context import Context, shorten
from verifier.read.notes.source.complaint import Complaint
from verifier.read.notes.source.lexer import Token
from verifier.read.notes.source.tree import Leaf, Node
from verifier.read.sizes import ShapeMismatch

COMPARED = "compared with each other"
Bridge = tuple[list[Node], Leaf, list[Node], str]


def is_step(item: Item) -> bool:
    """Whether an item is a link that an **Erratum** may name: one that its author wrote."""
    if isinstance(item, Claim):
        return not any(one.endswith(COMPARED) for one in item.readings)
    return isinstance(item, IllFormed)


def end(sides: Sequence[list[Node]]) -> list[Node]:
    """The last side that is not left blank."""
    return next((side for side in reversed(sides) if side), sides[-1])


def over(
    ctx: Context, signs: Sequence[Leaf], sides: list[list[Node]], items: Sequence[Item]
) -> Iterator[Bridge]:
    """The ends around each stretch of sides that cannot be read, their sign, what is said."""
    place = 1
    while place < len(sides) - 1:
        first = place
        while place < len(sides) - 1 and silent(ctx, sides[place], items[place - 1 : place + 1]):
            place += 1
        joint = composed(signs[first - 1 : place]) if place > first else None
        if joint is not None and sides[first - 1] and sides[place]:
            left_out = [written(ctx, side) for side in sides[first:place] if side]
            what = ", ".join(f"`{one}`" for one in left_out)
            what = f"{what}, which is not read" if what else "a place left blank"
            said = f"the sides around {what}, {COMPARED}"
            yield sides[first - 1], joint, sides[place], said
        place = max(place, first + 1)


def silent(ctx: Context, side: Sequence[Node], links: Sequence[Item]) -> bool:
    """Whether a side is blank or cannot be read, and neither link of it says anything."""
    if any(isinstance(link, Claim) for link in links) or any(
        isinstance(link, Unchecked) and link.kind in ("definition", "assignment") for link in links
    ):  # fmt: skip
        return False
    if not side:
        return True
    try:
        expressions.expression(replace(ctx, readings={}, needs={}, calls={}, doubts={}),
                               side, side[0])  # fmt: skip
    except (Complaint, ShapeMismatch, RecursionError):
        return True
    return False


def composed(signs: Sequence[Leaf]) -> Leaf | None:
    """The relation between the ends of a stretch; None where the signs give none."""
    kinds = {conditions.RELATIONS.get(sign.text, "") for sign in signs} - {"="}
    last = signs[-1]
    if not kinds:
        text = "="
    elif kinds == {"!="} and sum(conditions.RELATIONS[sign.text] == "!=" for sign in signs) == 1:
        text = r"\neq"
    elif kinds <= {"<", "<="}:
        text = "<" if "<" in kinds else r"\le"
    elif kinds <= {">", ">="}:
        text = ">" if ">" in kinds else r"\ge"
    else:
        return None
    return Leaf(Token("command", text, last.start, last.end))


def written(ctx: Context, side: Sequence[Node]) -> str:
    """A side as it was written, cut."""
    return shorten(" ".join(ctx.source.text[side[0].start : side[-1].end].split()))
