"""**Assume** and **Layout**, and the qualities that a **Let** names in words.

Guarantee: a condition with free indices is assumed for all their values, one about the
indices alone for those at hand; one-hot, distribution, symmetric, positive are assumed of
the whole quantity. A layout line that names no convention is refused.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from verifier.claim import Assumption, Distribution, Forall, OneHot
from verifier.read.notes import conditions
from verifier.read.notes.complaint import Complaint, Placed
from verifier.read.notes.context import Context
from verifier.read.notes.names import head_of
from verifier.read.notes.prose import Declaration
from verifier.read.notes.scope import (
    IndexName,
    Layout,
    Quantity,
)
from verifier.read.notes.tree import Node
from verifier.read.sizes import same_size
from verifier.terms import Entry, Family, Relation, Sort, Term, Variable, number, over
from verifier.traversal import free_indices, walk

QUALITIES = ("one-hot", "onehot", "one hot", "distribution", "symmetric", "positive",
             "nonnegative", "non-negative", "nonzero", "non-zero", "negative",
             "probability vector", "integer", "real")  # fmt: skip


def quality(words: str) -> set[str]:
    """The qualities named behind a formula, up to the end of the sentence."""
    sentence = re.split(r"[.;]\s|[.;]$", words.lower())[0]
    return {name for name in QUALITIES if re.search(rf"\b{name}\b", sentence)}


def assume_quality(ctx: Context, symbol: Quantity, qualities: set[str]) -> None:
    """One-hot, distribution, symmetric, positive: assumptions by a word."""
    owner = symbol.owner
    given = ctx.scope.assumptions
    if owner is None:
        return
    vectors = qualities & {"one-hot", "onehot", "one hot", "distribution", "probability vector"}
    if vectors:
        if not isinstance(owner, Family) or len(owner.shape) - symbol.slots_sub - (
            symbol.slots_sup
        ) != 1:  # fmt: skip
            raise Complaint("declaration", f"`{symbol.name.latex}` is no vector")
        kind = OneHot if vectors & {"one-hot", "onehot", "one hot"} else Distribution
        if len(owner.shape) > 1:
            raise Complaint("not-supported", "a one-hot or distributed row of a table")
        given.append(kind(owner))
    signs = {"positive": ">", "nonnegative": ">=", "non-negative": ">=", "nonzero": "!=",
             "non-zero": "!=", "negative": "<"}  # fmt: skip
    for word, sign in signs.items():
        if word in qualities and not (word == "negative" and qualities & {"non-negative"}):
            given.extend(signed(owner, sign))
    if "symmetric" in qualities:
        if not isinstance(owner, Family) or len(owner.shape) != 2:
            raise Complaint("declaration", f"`{symbol.name.latex}` is no matrix")
        i, j = over("i", owner.shape[0], owner.starts[0]), over("j", *square(owner))
        given.append(Forall((i, j), Relation("=", Entry(owner, (i, j)), Entry(owner, (j, i)))))


def square(owner: Family) -> tuple[Term, int]:
    """The second axis of a square family."""
    if not same_size(*owner.shape):
        raise Complaint("declaration", f"`{owner.name}` is symmetric but not square")
    return owner.shape[1], owner.starts[1]


def signed(owner: Variable | Family, sign: str) -> list[Assumption]:
    """``owner > 0``, for every entry."""
    if isinstance(owner, Variable):
        return [Relation(sign, owner, number(0))]
    free = tuple(over(f"i_{axis}" if axis else "i", size, start) for axis, (size, start) in
                 enumerate(zip(owner.shape, owner.starts, strict=True)))  # fmt: skip
    return [Forall(free, Relation(sign, Entry(owner, free), number(0)))]


def assumed(ctx: Context, nodes: Sequence[Node], at: Placed) -> list[Assumption]:
    """The assumptions that a condition states, for every value of its free indices."""
    found: list[Assumption] = []
    condition = conditions.condition(ctx, nodes, at)
    condition = ctx.definitions.unfold_condition(condition)
    fixed = {
        symbol.index for symbol in ctx.scope.everything()
        if isinstance(symbol, IndexName) and symbol.fixed
    }  # fmt: skip
    free = tuple(index for index in free_indices(condition) if index not in fixed)
    about = any(isinstance(part, (Variable, Entry)) and not is_size(part)
                for part in walk(condition))  # fmt: skip
    found.append(Forall(free, condition) if free and about else condition)
    return found


def is_size(part: object) -> bool:
    """Whether ``part`` is a dimension."""
    return isinstance(part, Variable) and part.sort is Sort.DIMENSION


def assume(ctx: Context, declaration: Declaration) -> None:
    """An **Assume** line."""
    if not declaration.formulas:
        raise Complaint("declaration", "what is assumed? Write it as a formula", declaration.place)
    for formula in declaration.formulas:
        if conditions.is_relation(formula.nodes):
            ctx.scope.assumptions.extend(assumed(ctx, formula.nodes, formula.nodes[0]))
            continue
        head = head_of(formula.nodes[0]) if len(formula.nodes) == 1 else None
        found = ctx.lookup(head) if head is not None else None
        qualities = quality(formula.behind)
        if found is None or not isinstance(found[0], Quantity) or not qualities:
            raise Complaint("declaration", "a relation is expected here", formula.nodes[0])
        assume_quality(ctx, found[0], qualities)


CHOICES: tuple[tuple[str, dict[str, str | int]], ...] = (
    (r"\brow", {"vectors": "row"}),
    (r"\bcolumn", {"vectors": "column"}),
    (r"\bnumerator", {"gradients": "numerator"}),
    (r"\bdenominator", {"gradients": "denominator"}),
    (r"gradients? (?:have|has|keep)|shape of what|same shape", {"gradients": "shape"}),
    (r"\bnatural|base \$?e\b", {"logarithm": 0}),
    (r"\bbase \$?10\b|log_\{?10", {"logarithm": 10}),
    (r"\bbase \$?2\b|log_\{?2", {"logarithm": 2}),
    (r"(?:from|at|with) \$?0|zero-based", {"start": 0}),
    (r"(?:from|at|with) \$?1\b|one-based", {"start": 1}),
    (r"powers?\b.*(?:entry by entry|elementwise|entrywise)", {"powers": "entries"}),
)


def layout(ctx: Context, declaration: Declaration) -> None:
    """A **Layout** line: the conventions it names."""
    text = declaration.text.lower()
    if re.search(r"gradients? (?:are|as) (?:row|column)", text):
        kind = "numerator" if "row" in text else "shape"
        ctx.scope.layout = replace(ctx.scope.layout, gradients=kind)
        return
    changed = False
    for pattern, change in CHOICES:
        if re.search(pattern, text):
            ctx.scope.layout = changed_layout(ctx.scope.layout, change)
            changed = True
    if not changed:
        raise Complaint(
            "declaration",
            "a layout names row or column vectors, the shape of gradients (shape of what they "
            "are taken by, numerator, denominator), the base of the logarithm, the first index, or "
            "powers of vectors",
            declaration.place,
        )


def changed_layout(old: Layout, change: dict[str, str | int]) -> Layout:
    """``old`` with some conventions changed."""
    return Layout(
        str(change.get("vectors", old.vectors)),
        str(change.get("gradients", old.gradients)),
        int(change.get("logarithm", old.logarithm)),
        int(change.get("start", old.start)),
        str(change.get("powers", old.powers)),
    )
