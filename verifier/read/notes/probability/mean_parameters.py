r"""Parameters behind a semicolon in a mean: ``\mathbb{E}[y; \eta]``, ``\mathrm{Var}[Y; \eta]``.

Guarantee: declared letters behind the semicolon, no random variables, only say on what the
distribution depends; so do those behind the bar on which the known law of the variable rests.
They are left away, and a reading says so. Where a density is the only
distribution there is, the mean is that of the one free letter, drawn from the density with
these parameters:

    E[y; \eta]   ->   E_{y ~ p(y; \eta)}[y].

Limits: one letter; means without a subscript.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from verifier.read.notes.formulas.conditionals import BARS
from verifier.read.notes.probability import outcomes
from verifier.read.notes.probability.laws import Density, Outcome
from verifier.read.notes.scopes.context import Context, Cursor, shorten
from verifier.read.notes.scopes.scope import Function, IndexName, Quantity
from verifier.read.notes.source.lexer import Token
from verifier.read.notes.source.names import head_of, split
from verifier.read.notes.source.tree import Fenced, Leaf, Node, Script, text_of
from verifier.read.notes.terms.spaces import Random, Spread


def parted(ctx: Context, fence: Fenced) -> tuple[list[Node], list[list[Node]]] | None:
    """What stands before the semicolon, and the letters behind it; None without such."""
    cut = next((place for place, node in enumerate(fence.children)
                if isinstance(node, Leaf) and node.text in (";", *BARS)), None)  # fmt: skip
    if not cut:
        return None
    letters = split(fence.children[cut + 1 :], (",", ";"))
    semicolon = text_of(fence.children[cut]) == ";"
    fixed = semicolon or all(governs(ctx, one, fence.children[:cut]) for one in letters)
    if not letters or not fixed or not all(parameter(ctx, one) for one in letters):
        if semicolon:
            return None
        sides = split(fence.children, (";",))
        letters = split(sides[1], (",",)) if len(sides) == 2 else []
        if not letters or not all(parameter(ctx, one) for one in letters):
            return None
        return list(sides[0]), letters
    return list(fence.children[:cut]), letters


def parameter(ctx: Context, nodes: Sequence[Node]) -> bool:
    """Whether ``nodes`` are one declared letter that is no random variable."""
    head = head_of(nodes[0]) if len(nodes) == 1 else None
    found = ctx.lookup(head) if head is not None else None
    return found is not None and isinstance(found[0], (Quantity, IndexName)) and not isinstance(
        found[0], Outcome)  # fmt: skip


def governs(ctx: Context, nodes: Sequence[Node], body: Sequence[Node]) -> bool:
    """Whether the known law of a variable in ``body`` rests on a declared letter."""
    head = head_of(nodes[0]) if len(nodes) == 1 else None
    found = ctx.lookup(head) if head is not None else None
    owner = found[0].owner if found is not None and isinstance(found[0], Quantity) else None
    for node in outcomes.every(body):
        name = head_of(node)
        random = ctx.lookup(name) if name is not None else None
        if owner is not None and random is not None and isinstance(random[0], Random) and (
            isinstance(law := random[0].weights, Spread)
            and owner in ctx.definitions.reached(law.density(law.free))
        ):  # fmt: skip
            return True
    return False


def dropped(ctx: Context, cursor: Cursor) -> list[list[Node]]:
    """Leave the parameters in the brackets behind the sign away; which they were."""
    after = cursor.peek(1)
    fence = after.base if isinstance(after, Script) else after
    found = parted(ctx, fence) if isinstance(fence, Fenced) else None
    if found is None or not isinstance(fence, Fenced) or after is None:
        return []
    inner = replace(fence, children=tuple(found[0]))
    new: Node = replace(after, base=inner) if isinstance(after, Script) else inner
    cursor.nodes = [*cursor.nodes[: cursor.at + 1], new, *cursor.nodes[cursor.at + 2 :]]
    shown = shorten(", ".join("".join(map(text_of, one)) for one in found[1]))
    ctx.note(f"`{shown}` behind the mark in a mean: on what its distribution depends")
    return found[1]


def drawn(ctx: Context, cursor: Cursor, parameters: Sequence[Sequence[Node]]) -> list[Node]:
    r"""``y \sim p(y; \eta)`` for ``\mathbb{E}[y; \eta]`` beside one density p; else nothing."""
    densities = [one for one in ctx.scope.everything() if isinstance(one, Density)]
    after = cursor.peek(1)
    fence = after.base if isinstance(after, Script) else after
    if len(densities) != 1 or not parameters or not isinstance(fence, Fenced):
        return []
    given = {text_of(one[0]) for one in parameters}
    letters = {text_of(node): node for node in map(unraised, outcomes.every(fence.children))
               if text_of(node) not in given and free(ctx, node)}  # fmt: skip
    letters = {text: node for text, node in letters.items() if isinstance(node, Script) or not any(
        isinstance(one, Script) and one.base is node for one in letters.values())}  # fmt: skip
    if len(letters) != 1 or densities[0].name.sub or densities[0].name.sup:
        return []
    (letter,) = letters.values()
    start, end = fence.start, fence.end
    inside: list[Node] = [letter]
    for one in parameters:
        inside += [Leaf(Token("symbol", ";", start, end)), *one]
    letter_of = Leaf(Token("letter", densities[0].name.glyph.letter, start, end))
    return [letter, Leaf(Token("command", r"\sim", start, end)), letter_of,
            Fenced("(", ")", tuple(inside), start, end)]  # fmt: skip


def unraised(node: Node) -> Node:
    """``y^2`` without its superscript."""
    if not isinstance(node, Script) or node.base is None or node.sup is None:
        return node
    return node.base if node.sub is None else replace(node, sup=None)


def free(ctx: Context, node: Node) -> bool:
    """Whether a node is a letter for any value: declared without one, or not at all."""
    head = head_of(node)
    if head is None or not isinstance(node, (Leaf, Script)) or (
        isinstance(node, Leaf) and node.token.kind == "number"
    ):  # fmt: skip
        return False
    found = ctx.lookup(head)
    if found is None:
        return True
    return isinstance(found[0], Quantity) and not found[0].defined and not isinstance(
        found[0], Function)  # fmt: skip
