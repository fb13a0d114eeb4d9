r"""Sequences without an end: ``t \ge 0``, ``t = 0, 1, \dots``, ``R : \mathbb{N} \to \mathbb{R}``.

Guarantee: a letter for any whole number from a first one on, and numbers, vectors or matrices
x_t for every such t. A statement speaks of places up to some last one; what it says is said
of sequences of every length (see ``whole_sequences``). Limits: one place counts.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace

from verifier.read.notes.declarations import quantities
from verifier.read.notes.formulas import conditionals, conditions
from verifier.read.notes.formulas.conditions import Choice, Domain, Interval, NumberSet
from verifier.read.notes.scopes.context import Context
from verifier.read.notes.scopes.owners import Owners
from verifier.read.notes.scopes.scope import IndexName
from verifier.read.notes.source.names import Head, glyph_of, head_of, split
from verifier.read.notes.source.prose import Formula
from verifier.read.notes.source.tree import Leaf, Node, Script, parts, text_of
from verifier.read.notes.terms.traverse import once
from verifier.read.notes.terms.unfold import EVERY
from verifier.terms import Index, Sort, number

AT_LEAST = frozenset({r"\ge", r"\geq", r"\geqslant"})


def first_place(ctx: Context, nodes: Sequence[Node]) -> tuple[list[list[Node]], int] | None:
    r"""``t \ge 0``, ``t = 0, 1, \dots``, ``t \in \mathbb{N}``: the letters, and from where on."""
    texts = [node.text if isinstance(node, Leaf) else "" for node in nodes]
    cut = next((at for at, text in enumerate(texts) if text in (*AT_LEAST, ">", r"\gt", "=",
                                                                r"\in")), 0)  # fmt: skip
    letters, right = split(nodes[:cut], (",",)), list(nodes[cut + 1 :])
    if not letters or not right or not all(plain(part) for part in letters):
        return None
    first = texts[cut + 1]
    if texts[cut] in (*AT_LEAST, ">", r"\gt"):
        if len(right) != 1 or not first.isdigit():
            return None
        return letters, int(first) + (texts[cut] not in AT_LEAST)
    if texts[cut] == r"\in":
        low = whole_numbers(ctx, right)
        return None if low is None else (letters, low)
    rest = [part for part in split(right, (",",)) if text_of(part[0]) != r"\infty"]
    if len(rest) < 2 or not first.isdigit() or not conditions.is_dots(rest[-1][-1]):
        return None
    shown = [text_of(part[0]) if len(part) == 1 else "" for part in rest[:-1]]
    if shown != [str(int(first) + step) for step in range(len(shown))] or len(rest[-1]) > 1:
        return None
    return letters, int(first)


def plain(part: Sequence[Node]) -> bool:
    """Whether ``part`` is a letter alone."""
    return len(part) == 1 and isinstance(part[0], Leaf) and glyph_of(part[0]) is not None


def whole_numbers(ctx: Context, nodes: Sequence[Node]) -> int | None:
    r"""The first of all natural numbers, where ``nodes`` are such a set; else None."""
    node = nodes[0]
    base = node.base if isinstance(node, Script) else node
    if len(nodes) != 1 or conditions.set_letter(ctx, base) not in ("N", "Z"):
        return None
    found = conditions.domain(ctx, nodes, node)
    if not isinstance(found, NumberSet) or found.shape:
        return None
    if found.letter == "Z":
        return {">": 1, ">=": 0}.get(found.sign)
    return 0 if found.sign == "0" else 1


def declare(ctx: Context, letters: Sequence[Sequence[Node]], first: int) -> None:
    """Every letter as an index over all whole numbers from ``first`` on."""
    for part in letters:
        head = head_of(part[0])
        assert head is not None
        ctx.scope.declare(IndexName(head.name, places(head.name.internal, first)))


def places(name: str, first: int) -> Index:
    """An index without a last value."""
    return Index(name, number(first), EVERY)


def taken(ctx: Context, formulas: Sequence[Formula]) -> list[Formula]:
    r"""Declare the letters of ``for $t \ge 0$`` behind names with that index; the rest."""
    kept: list[Formula] = []
    for place, formula in enumerate(formulas):
        found = first_place(ctx, formula.nodes)
        words = formula.before.lower().split()
        if place and found is not None and any(
            word.strip(",(") in ("for", "all", "every", "each", "where") for word in words
        ) and all(numbers(part, formulas) for part in found[0]):  # fmt: skip
            declare(ctx, *found)
            told = {text_of(part[0]) for part in found[0]}
            kept.sort(key=lambda one: of_naturals(one, told))
        else:
            kept.append(formula)
    return kept


def parted(ctx: Context, formulas: Sequence[Formula]) -> list[tuple[Formula, ...]]:
    r"""A **Let** cut behind each ``for $t \ge 0$`` of a letter that has another range there."""
    starts: dict[str, set[int]] = {}
    cuts: list[tuple[int, str]] = []
    for place, formula in enumerate(formulas):
        spoken = "for" in formula.before.lower().split()
        found = first_place(ctx, formula.nodes) if spoken else None
        for part in found[0] if found is not None else ():
            starts.setdefault(text_of(part[0]), set()).add(found[1] if found is not None else 0)
            cuts.append((place + 1, text_of(part[0])))
    ends = [place for place, letter in cuts if len(starts[letter]) > 1]
    if not ends:
        return [tuple(formulas)]
    bounds = [0, *ends[:-1], len(formulas)]
    return [tuple(formulas[one:other]) for one, other in itertools.pairwise(bounds)]


def of_naturals(formula: Formula, letters: set[str]) -> bool:
    r"""Whether ``n \in \mathbb{N}`` speaks of a letter that numbers names: it stands last then."""
    cut = next((at for at, node in enumerate(formula.nodes) if text_of(node) == r"\in"), 0)
    names = split(formula.nodes[:cut], (",",))
    return bool(cut) and text_of(formula.nodes[-1]) in (r"\mathbb{N}", r"\N") and any(
        plain(part) and text_of(part[0]) in letters for part in names)  # fmt: skip


def numbering(
    ctx: Context, nodes: Sequence[Node], left: Sequence[Node]
) -> tuple[list[list[Node]], int] | None:
    r"""The ``k \ge 0`` of letters that stand in scripts on the left of an equation; else None."""
    found = first_place(ctx, nodes)
    own = [Formula(tuple(left), "", "", left[0].start, left[-1].end)]
    return found if found is not None and all(numbers(one, own) for one in found[0]) else None


def numbers(letter: Sequence[Node], formulas: Sequence[Formula]) -> bool:
    """Whether a letter stands in a script of some name."""
    waiting: list[tuple[Node, bool]] = [(node, False) for one in formulas for node in one.nodes]
    while waiting:
        node, inside = waiting.pop()
        if inside and text_of(node) == text_of(letter[0]):
            return True
        within = inside or isinstance(node, Script)
        base = node.base if isinstance(node, Script) else None
        waiting += [(part, within and part is not base) for part in parts(node)]
    return False


def sequence(ctx: Context, head: Head, target: Domain, owners: Owners) -> None:
    r"""``R : \mathbb{N} \to \mathbb{R}``: numbers R_t, also written R(t), from place 0 on."""
    shape = target.shape if isinstance(target, (NumberSet, Interval, Choice)) else ()
    sort = quantities.SORTS[target.letter] if isinstance(target, NumberSet) else Sort.REAL
    symbol = quantities.declared_array(
        ctx, head.name, ([places("t", 0)], []), shape, sort, owners
    )  # fmt: skip
    ctx.scope.declare(replace(symbol, called=True, bar=conditionals.ANY_BAR))
    ctx.scope.assumptions.extend(quantities.membership(symbol, target))


def within(node: object) -> bool:
    """Whether something without an end stands in ``node``."""
    return any(part == EVERY for part in once(node))
