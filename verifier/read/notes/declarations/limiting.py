r"""Equations of a **Let** that limit declared letters rather than define one.

    x, y \in R with x + y = 1      A with A = A^\top      f : R \to R with f(0) = 1

Guarantee: what stands on the left of a definition is a name, or a name with arguments that are
letters; an equation with anything else there, or with the name itself on the right, is
assumed, and so is one of an entry, ``x_1 = 2``, or of a value at a declared letter, ``f(a) = b``
(nothing that rests on f is refuted, since it may hold for every a). Limits: no entries with
letters for places.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from verifier.read.notes.declarations import define_functions
from verifier.read.notes.formulas.conditions import is_relation
from verifier.read.notes.scopes.context import Context
from verifier.read.notes.scopes.scope import Function, Quantity
from verifier.read.notes.source import names
from verifier.read.notes.source.complaint import Complaint
from verifier.read.notes.source.lexer import Token
from verifier.read.notes.source.names import SEPARATORS, Head, head_of, split
from verifier.read.notes.source.prose import Formula
from verifier.read.notes.source.tree import (
    Command,
    Fenced,
    Group,
    Leaf,
    Node,
    Script,
    parts,
    text_of,
)
from verifier.terms import Family

FOR = re.compile(r"\b(?:for|when|where|with|if)(?:\s+(?:all|every|each|any))?\s*$")
TRANSPOSES = frozenset({r"\top", "T", r"\intercal", "t", r"\mathsf{T}", r"\mathrm{T}"})


def apart(ctx: Context, formulas: Sequence[Formula]) -> tuple[list[Formula], list[Formula]]:
    """The definitions, and the equations that limit what is declared."""
    limiting = [one for one in formulas if limits(ctx, one)]
    return [one for one in formulas if one not in limiting], limiting


def with_conditions(given: Sequence[Formula], defining: Sequence[Formula]) -> list[Formula]:
    """The definitions, each of a function with what stands behind it: ``f(x) = x for $x > 0$``."""
    found: list[Formula] = []
    for one in defining:
        found.append(one)
        left = split(one.nodes, ("=",))[0]
        if len(left) < 2 or not define_functions.is_call(left[-1]):
            continue
        found += [
            behind
            for behind in [after for after in given if after.start >= one.end][:1]
            if FOR.search(behind.before.lower()) and is_relation(behind.nodes)
            and len(split(behind.nodes, ("=", r"\in", ":"))) == 1
        ]  # fmt: skip
    return found


def limits(ctx: Context, formula: Formula) -> bool:
    """Whether an equation is no definition."""
    sides = split(formula.nodes, ("=",))
    if len(sides) < 2 or not all(sides):
        return False
    left, right = sides[0], [node for side in sides[1:] for node in side]
    if is_moment(left):
        return True
    if len(left) > 1 and define_functions.is_call(left[-1]) and not isinstance(left[-1], Script):
        return at_value(ctx, left[:-1], left[-1], right)
    head = name_of(left)
    if head is None:
        return not (len(left) == 1 and isinstance(left[0], Fenced | Script) and any(
            isinstance(part, Fenced) and part.left == "(" for part in (left[0], *parts(left[0]))
        ))  # fmt: skip
    if len(left) > 1 and all(declared(ctx, node) for node in left):
        return True  # a product of letters
    found = ctx.scope.fitting(head)
    if found is None or not isinstance(found[0], Quantity) or found[0].defined:
        return False
    above = [piece.text for piece in head.sup[found[2] :]]
    if above:
        return above[0] in TRANSPOSES or (above[0].isdigit() and mentions(right, head))
    if is_entry(ctx, head):
        return True
    return len(head.sub) == found[1] and head.primes == found[3] and mentions(right, head)


def is_entry(ctx: Context, head: Head) -> bool:
    """Whether ``x_1`` is an entry of a declared array."""
    found = ctx.scope.fitting(head)
    if found is None or not isinstance(found[0], Quantity) or found[0].defined:
        return False
    below, owner = head.sub[found[1] :], found[0].owner
    return isinstance(owner, Family) and len(below) == len(owner.shape) and (
        not found[0].slots_sub
    ) and all(piece.text.isdigit() and piece.text != "0" for piece in below)  # fmt: skip


def name_of(nodes: Sequence[Node]) -> Head | None:
    """The name that ``nodes`` are."""
    try:
        heads = names.name_list(nodes)
    except Complaint:
        return None
    return heads[0] if len(heads) == 1 else None


def declared(ctx: Context, node: Node) -> bool:
    """Whether a letter is one that was declared."""
    head = head_of(node)
    found = ctx.scope.fitting(head) if head is not None else None
    return found is not None and isinstance(found[0], Quantity)


MOMENTS = re.compile(r"(?:\\mathbb|\\mathrm|\\operatorname|\\text)?\{?\s*(?:E|Var|V|Cov)\s*\}?")


def is_moment(left: Sequence[Node]) -> bool:
    """Whether a mean or a variance stands here."""
    return len(left) == 2 and isinstance(left[1], Fenced) and (
        MOMENTS.fullmatch(text_of(left[0])) is not None)  # fmt: skip


def moments(ctx: Context, formula: Formula) -> list[Formula]:
    r"""What is declared on the right of ``E[X] = \mu``, ``Var(X) = \sigma^2``: a number each."""
    sides = split(formula.nodes, ("=",))
    if len(sides) != 2 or len(sides[1]) != 1 or not is_moment(sides[0]):
        return []
    head = head_of(sides[1][0])
    if head is None or ctx.scope.fitting(head) is not None:
        return []
    at = sides[1][0].end
    square = isinstance(sides[1][0], Script) and [piece.text for piece in head.sup] == ["2"]
    if not square or not isinstance(sides[1][0], Script) or sides[1][0].base is None:
        real = Command(r"\mathbb", (Group((leaf("R", at),), at, at),), None, at, at)
        nodes: tuple[Node, ...] = (sides[1][0], leaf(r"\in", at), real)
        return [] if head.sup else [replace(formula, nodes=nodes, before="", behind="")]
    nodes = (sides[1][0].base, leaf(">", at), leaf("0", at))
    return [replace(formula, nodes=nodes, before="", behind="")]


def leaf(text: str, at: int) -> Leaf:
    """A sign that nobody wrote."""
    kind = "command" if text.startswith("\\") else "number" if text.isdigit() else (
        "letter" if text.isalpha() else "symbol")  # fmt: skip
    return Leaf(Token(kind, text, at, at))


def at_value(ctx: Context, name: Sequence[Node], call: Node, right: Sequence[Node]) -> bool:
    """Whether ``f(0)`` is a value of a function that is declared, or ``f(a) = b`` one at a."""
    head = name_of(name)
    found = ctx.scope.fitting(head) if head is not None else None
    if found is None or not isinstance(found[0], Function) or found[0].symbol is None:
        return False
    given = split(parts(call), SEPARATORS)
    heads = [head_of(part[0]) if len(part) == 1 else None for part in given]
    if None in heads:
        return True
    point = all(
        declared(ctx, part[0]) and own is not None and not mentions(right, own)
        for part, own in zip(given, heads, strict=True)
    )
    if point and not all(own is not None and (own.sub or own.sup) for own in heads):
        shown = text_of(given[0][0])
        ctx.scope.unread.append((found[0].symbol, f"whether that holds for every `{shown}`"))
    return point


def mentions(nodes: Sequence[Node], head: Head) -> bool:
    """Whether a letter stands in ``nodes``."""
    waiting = list(nodes)
    while waiting:
        node = waiting.pop()
        own = head_of(node)
        if own is not None and own.glyph == head.glyph:
            return True
        waiting.extend(parts(node))
    return False
