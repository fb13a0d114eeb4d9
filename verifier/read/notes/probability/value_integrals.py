r"""Integrals over the values of a random variable, ``\int p(x, z) \, dz``.

Guarantee: such an integral without bounds, or over the whole line, is the sum over the finitely
many values that the variable is declared with, and the readings say so. Limits: bounds that cut
values off are not read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from verifier.read.arrays import Array
from verifier.read.notes.calculus import analysis
from verifier.read.notes.formulas import conditions, expressions, operators
from verifier.read.notes.probability import (
    averages,
    densities,
    density_integrals,
    law_calls,
    outcomes,
)
from verifier.read.notes.probability.laws import Density, Outcome
from verifier.read.notes.scopes.context import Context, Cursor
from verifier.read.notes.scopes.scope import Function, Quantity
from verifier.read.notes.source.names import head_of, split
from verifier.read.notes.source.tree import (
    Command,
    Environment,
    Fenced,
    Group,
    Leaf,
    Node,
    Script,
    parts,
    text_of,
)
from verifier.read.notes.terms import values
from verifier.terms import ONE, ZERO, Constant, Index, Integral, Sum, negate

MEANS = ("E", "Var")
SPACES = (r"\,", r"\;", r"\:", r"\!", r"\ ")


def integral(ctx: Context, cursor: Cursor) -> Array | None:
    r"""``\int p(x, z) \, dz`` as the sum over the values of z; None for any other integral."""
    sign = cursor.peek()
    if (mean := density_integrals.integral(ctx, cursor)) is not None:
        return mean
    found = matching(cursor.nodes[cursor.at + 1 :])
    if found is None or sign is None:
        return None
    inside_, letter, rest = found
    symbol = outcomes.value_letter(ctx, letter)
    if symbol is None and isinstance(sign, Leaf) and (
        densities.occurs(ctx, inside_) or alone(ctx, inside_, letter, ctx.whole)
    ):  # fmt: skip
        return over_line(ctx, cursor, found, sign)
    if symbol is None or not everywhere(sign):
        return None
    letters = [symbol]
    for _ in range(listed(sign) - 1):
        if (more := another(ctx, rest)) is None:
            return None
        letters.append(more[0])
        rest = more[1]
    own = tuple(replace(averages.fresh(one), name=one.name) for one in letters)
    for one in own:
        ctx.note(f"the integral over `{one.name.latex}` is read as the sum over its finitely many "
                 "values")  # fmt: skip
    ctx.note(law_calls.NOTE)
    cursor.at = len(cursor.nodes) - len(rest)
    body = values.scalar(ONE)
    if inside_:
        body = values.plain(expressions.expression(ctx.bind(*own).deeper(sign), inside_, sign))
    indices = tuple(one.index for one in own if isinstance(one.index, Index))
    return operators.collected(body, operators.Binding(ctx, indices, (), ()), ZERO, Sum)


def listed(sign: Node) -> int:
    r"""How many letters stand below an integral sign, ``\int_{x, y}``."""
    if not isinstance(sign, Script) or sign.sub is None:
        return 1
    return len(split(sign.sub.children, (",",)))


def another(ctx: Context, rest: Sequence[Node]) -> tuple[Outcome, list[Node]] | None:
    r"""The letter of a further ``dy``, and what follows it."""
    kept = [node for node in rest if not (isinstance(node, Leaf) and node.text in SPACES)]
    if len(kept) < 2 or not analysis.is_differential(kept[0]):
        return None
    symbol = outcomes.value_letter(ctx, kept[1])
    return None if symbol is None else (symbol, kept[2:])


def over_line(
    ctx: Context, cursor: Cursor, found: tuple[list[Node], Node, list[Node]], sign: Node
) -> Array:
    r"""``\int \mathcal{N}(x \mid m, v) \, dx`` without bounds, over the whole line."""
    inside_, letter, rest = found
    variable, inner = analysis.dummy(ctx, letter)
    ctx.note(f"the integral over `{text_of(letter)}` without bounds is read as that over the "
             "whole line")  # fmt: skip
    cursor.at = len(cursor.nodes) - len(rest)
    body = expressions.expression(inner.deeper(sign), inside_, sign)
    low, high = negate(Constant("oo")), Constant("oo")
    return analysis.mapped(body, lambda term: Integral(term, variable, low, high))


def integrated(ctx: Context, left: Sequence[Node], right: Sequence[Node]) -> bool:
    """Whether a top-level integral is one over values or over the line, no antiderivative.

    A known density is integrated over the line where the letter stands nowhere else.
    """
    for nodes, other in ((left, right), (right, left)):
        for place, node in enumerate(nodes):
            if not is_integral(node):
                continue
            if density_integrals.applies(ctx, nodes[place:]):
                return True
            found = matching(nodes[place + 1 :])
            if found is None:
                continue
            if outcomes.value_letter(ctx, found[1]) is not None:
                return True
            beside = outside_means([*nodes[:place], *found[2], *other])
            free = all(text_of(part) != text_of(found[1]) for part in outcomes.every(beside))
            if free and densities.occurs(ctx, found[0]):
                return True
            if alone(ctx, found[0], found[1], ctx.whole) and (
                not any(map(is_integral, other)) or definite(ctx.whole)
            ):  # fmt: skip
                return True
    return False


def is_integral(node: Node) -> bool:
    """Whether a node is the sign of an integral."""
    base = node.base if isinstance(node, Script) else node
    return isinstance(base, Leaf) and base.text == r"\int"


CONSTANTS = ("C", "c", r"\text{const}", r"\text{constant}", r"\mathrm{const}")
"""What is added to an antiderivative."""


def alone(ctx: Context, body: Sequence[Node], letter: Node, whole: Sequence[Node]) -> bool:
    r"""Whether ``\int p(x, z) \, dz`` of a function that is only declared is no antiderivative.

    It is none where its letter stands in integrals only, and a side has no integral or an
    integral is differentiated. A defined letter, and a constant added, make one.
    """
    head = head_of(letter)
    fit = ctx.lookup(head) if head is not None else None
    defined = fit is not None and isinstance(fit[0], Quantity) and fit[0].defined
    if defined or any(text_of(one) == "+" and text_of(after) in CONSTANTS
                      for one, after in pairwise(whole)):  # fmt: skip
        return False
    plain = any(isinstance(symbol, Density)
                or (isinstance(symbol, Function) and symbol.value is None)
                for node in outcomes.every(body) if (head := head_of(node)) is not None
                and (found := ctx.lookup(head)) is not None
                for symbol in found[:1])  # fmt: skip
    return (plain or definite(whole)) and not stands(whole, text_of(letter))


def definite(whole: Sequence[Node]) -> bool:
    r"""Whether a display has a side without integrals, or ``\frac{d}{d\theta} \int f \, dx``."""
    while len(whole) == 1 and isinstance(whole[0], (Environment, Group)):
        whole = parts(whole[0])
    sides = split(whole, (*conditions.RELATIONS, "&"))
    if any(side and not any(map(is_integral, outcomes.every(side))) for side in sides):
        return True
    return any(is_integral(node) and differentiates(before) for side in sides
               for before, node in pairwise(side))  # fmt: skip


def differentiates(node: Node) -> bool:
    r"""Whether a node is ``\frac{d}{d\theta}`` or ``\nabla``."""
    if isinstance(node, Command) and node.name == r"\frac" and len(node.arguments) == 2:
        above = node.arguments[0].children
        base = above[0].base if len(above) == 1 and isinstance(above[0], Script) else None
        return len(above) == 1 and text_of(base or above[0]) in ("d", r"\partial", r"\mathrm{d}")
    base = node.base if isinstance(node, Script) else node
    return isinstance(base, Leaf) and base.text == r"\nabla"


def stands(nodes: Sequence[Node], letter: str) -> bool:
    """Whether a letter stands outside of the integrals over it."""
    place = 0
    nodes = outside_means(nodes)
    while place < len(nodes):
        node = nodes[place]
        if is_integral(node):
            found = matching(nodes[place + 1 :])
            if found is not None and text_of(found[1]) == letter:
                place = len(nodes) - len(found[2])
                continue
        if text_of(node) == letter or stands(parts(node), letter):
            return True
        place += 1
    return False


def outside_means(nodes: Sequence[Node]) -> list[Node]:
    r"""``nodes`` without the brackets behind ``\mathbb{E}`` and ``\operatorname{Var}``."""
    found: list[Node] = []
    for before, node in zip((None, *nodes), nodes, strict=False):
        head = head_of(before) if before is not None else None
        fence = node.base if isinstance(node, Script) else node
        own = head_of(node)
        mean = head is not None and head.glyph.letter in MEANS
        if not (mean and isinstance(fence, Fenced)) and (
            own is None or own.glyph.letter not in MEANS
        ):  # fmt: skip
            found.append(node)
    return found


def everywhere(sign: Node) -> bool:
    r"""Whether an integral has no bounds, infinite ones, or a named set below."""
    if not isinstance(sign, Script):
        return True
    below = "".join(map(text_of, sign.sub.children)) if sign.sub is not None else ""
    above = "".join(map(text_of, sign.sup.children)) if sign.sup is not None else ""
    infinite = below == r"-\infty" and above.lstrip("+") == r"\infty"
    return infinite or (not above and not any(c.isdigit() for c in below))


def matching(nodes: Sequence[Node]) -> tuple[list[Node], Node, list[Node]] | None:
    """What an integral holds, its variable, and what follows; inner integrals keep theirs."""
    depth = 0
    if (first := before_body(nodes)) is not None:
        return first
    for place, part in enumerate(nodes):
        base = part.base if isinstance(part, Script) else part
        if isinstance(base, Leaf) and base.text == r"\int":
            depth += 1
        after = nodes[place + 1] if place + 1 < len(nodes) else None
        if analysis.is_differential(part) and after is not None and (
            analysis.bound_letter(after) is not None
        ):  # fmt: skip
            if not depth:
                return list(nodes[:place]), after, list(nodes[place + 2 :])
            depth -= 1
    return None


def before_body(nodes: Sequence[Node]) -> tuple[list[Node], Node, list[Node]] | None:
    r"""The parts of ``\int dx \, f(x) + c``: what is integrated ends before plus and minus."""
    if len(nodes) < 3 or not analysis.is_differential(nodes[0]) or (
        analysis.bound_letter(nodes[1]) is None
    ):  # fmt: skip
        return None
    end = next((place for place, node in enumerate(nodes[2:], 2) if isinstance(node, Leaf)
                and node.text in ("+", "-", *conditions.RELATIONS)), len(nodes))  # fmt: skip
    body = [node for node in nodes[2:end] if text_of(node) not in SPACES]
    if not body or any(map(is_integral, body)):
        return None
    return body, nodes[1], list(nodes[end:])
