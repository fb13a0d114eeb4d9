"""**Assume** and **Layout**.

Guarantee: a condition with free indices is assumed for all their values, one about the
indices alone for those at hand. A layout line that names no convention is refused.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from verifier.claim import Assumption, Forall
from verifier.read.notes.declarations import quantifiers
from verifier.read.notes.displays import statements
from verifier.read.notes.formulas import conditions, orders
from verifier.read.notes.probability import density_statements, mean_signs
from verifier.read.notes.probability.laws import Density
from verifier.read.notes.scopes import qualities
from verifier.read.notes.scopes.context import Context
from verifier.read.notes.scopes.conventions import Layout
from verifier.read.notes.scopes.scope import (
    Function,
    IndexName,
    Quantity,
)
from verifier.read.notes.source.complaint import Complaint, Placed
from verifier.read.notes.source.names import head_of, split
from verifier.read.notes.source.prose import Declaration
from verifier.read.notes.source.tree import Leaf, Node, Raw
from verifier.read.notes.terms import differential_equations, identity
from verifier.read.positive_print import UNKNOWN
from verifier.read.sizes import ShapeMismatch
from verifier.terms import (
    And,
    Cases,
    Condition,
    Entry,
    Index,
    Number,
    Or,
    Relation,
    Sort,
    Variable,
    number,
)
from verifier.traversal import free_indices, free_names, walk

ZERO = number(0)


def assumed(ctx: Context, nodes: Sequence[Node], at: Placed) -> list[Assumption]:
    """The assumptions that a condition states, for every value of its free indices."""
    found: list[Assumption] = []
    nodes, under = premise(nodes)
    loose = replace(ctx, loose=ctx.loose | {"basis"})
    condition = identity.turned(loose, lambda here: identity.sized(
        here, lambda inner: conditions.condition(inner, nodes, at, entries=True)))  # fmt: skip
    condition = ctx.definitions.unfold_condition(condition)
    if under:
        where = conditions.condition(ctx, under, under[0])
        condition = held(condition, ctx.definitions.unfold_condition(where))
    fixed = {
        symbol.index for symbol in ctx.scope.everything()
        if isinstance(symbol, IndexName) and symbol.fixed
    }  # fmt: skip
    free = tuple(index for index in free_indices(condition) if index not in fixed)
    about = any(isinstance(part, (Variable, Entry)) and not is_size(part)
                for part in walk(condition))  # fmt: skip
    everywhere = differential_equations.between_functions(ctx, condition)
    found.append(Forall(free, condition) if free and about else everywhere)
    return found


def premise(nodes: Sequence[Node]) -> tuple[Sequence[Node], Sequence[Node]]:
    """What holds, and where it does: the parts before and behind ``if``."""
    for place, node in enumerate(nodes):
        if isinstance(node, Raw) and node.text == "if":
            return nodes[:place], nodes[place + 1 :]
    return nodes, ()


def held(condition: Condition, where: Condition) -> Condition:
    """That ``condition`` holds where ``where`` does."""
    if always(where):
        return condition
    if isinstance(condition, And):
        return And(tuple(held(part, where) for part in condition.conditions))
    if isinstance(condition, Relation) and condition.operator == "=":
        apart = condition.left if condition.right == ZERO else condition.left - condition.right
        return Relation("=", apart * Cases(((where, number(1)),), ZERO), ZERO)
    return Or((conditions.negated(where), condition))


def always(where: Condition) -> bool:
    """Whether a condition says no more than where an index begins, ``t >= 0``."""
    match where:
        case Relation(">=", Index(_, Number(lower)), Number(first)):
            return lower >= first
        case Relation(">", Index(_, Number(lower)), Number(first)):
            return lower > first
        case _:
            return False


def is_size(part: object) -> bool:
    """Whether ``part`` is a dimension."""
    return isinstance(part, Variable) and part.sort is Sort.DIMENSION


def assume(ctx: Context, declaration: Declaration) -> None:
    """An **Assume** line."""
    if not declaration.formulas:
        raise Complaint("declaration", "what is assumed? Write it as a formula", declaration.place)
    waiting: list[Quantity] = []
    formulas, every = quantifiers.taken(ctx, declaration.formulas)
    begun = len(ctx.scope.assumptions)
    for formula in formulas:
        chain = statements.chain(list(formula.nodes))
        earlier = of_earlier(ctx, formula.nodes)
        if density_statements.stated(ctx, chain, ctx.scope, assumed=True) is not None:
            ctx.scope.assumptions.extend(earlier)
            continue
        if ordered(ctx, formula.nodes) is not None:
            continue
        if conditions.is_relation(formula.nodes):
            ctx.scope.assumptions.extend(assumed(ctx, formula.nodes, formula.nodes[0]))
            continue
        symbols = [quantity(ctx, part) for part in split(formula.nodes, (",",))]
        waiting += [symbol for symbol in symbols if symbol is not None]
        goes_on = formula is not formulas[-1] and NAMES_GO_ON.fullmatch(formula.behind)
        said = qualities.named(formula.behind)
        if None in symbols or not (goes_on or said.read or said.unread):
            raise Complaint("declaration", "a relation is expected here", formula.nodes[0])
        if not goes_on:
            qualities.assume_of(ctx, waiting, said)
            waiting = []
    quantifiers.doubted(ctx, every, ctx.scope.assumptions[begun:])


def ordered(ctx: Context, nodes: Sequence[Node]) -> Quantity | None:
    r"""The matrix that ``M \succ 0`` is said of, which is assumed; None for anything else."""
    said = orders.quality(nodes)
    symbol = quantity(ctx, said[0]) if said is not None else None
    if said is None or symbol is None or len(symbol.view.shape) != 2 + (
        symbol.slots_sub + symbol.slots_sup
    ):  # fmt: skip
        return None
    qualities.assume_of(ctx, [symbol], qualities.named(f" {said[1]}"))
    return symbol


def of_earlier(ctx: Context, nodes: Sequence[Node]) -> list[Assumption]:
    """What an equation for a density says of definitions made before it, which rest on it."""
    head = head_of(nodes[0]) if nodes else None
    found = ctx.lookup(head) if head is not None else None
    if found is None or not isinstance(found[0], Density):
        return []
    start = rf"{UNKNOWN}{found[0].name.latex}_"
    functions = [symbol.value for symbol in ctx.scope.everything()
                 if isinstance(symbol, Function) and symbol.value is not None]  # fmt: skip
    made = [*(one.value for one in ctx.definitions.known.values()),
            *(value.entry(()) for value in functions if not value.rank)]  # fmt: skip
    if not any(name.startswith(start) for term in made for name in free_names(term)):
        return []
    try:
        return assumed(ctx, nodes, nodes[0])
    except (Complaint, ShapeMismatch):
        return []


NAMES_GO_ON = re.compile(r"\$?\s*(?:,|and|,\s*and|&)\s*\$?")
"""Words between names of which something is said together."""


def quantity(ctx: Context, nodes: Sequence[Node]) -> Quantity | None:
    """The quantity that is named alone."""
    head = head_of(nodes[0]) if len(nodes) == 1 else None
    found = ctx.lookup(head) if head is not None else None
    return found[0] if found is not None and isinstance(found[0], Quantity) else None


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
    (r"\^\{?(?:t|\\top)\}?\$? .*transpos|transpos.*\^\{?t\b", {"transposed": 1}),
    (r"repeated (?:indices|indexes|index) (?:are|is) summed|summation convention", {"repeated": 1}),
    (
        r"(?:products?|\\cdot)\b.*(?:entry by entry|elementwise|element-wise|entrywise)",
        {"products": 1},
    ),
    (r"takes?\b.*\bfirst factor", {"reach": "factor"}),
    (r"takes?\b.*\b(?:whole product|all (?:the )?factors)", {"reach": "product"}),
    (r"powers?\b.*(?:entry by entry|elementwise|entrywise)", {"powers": "entries"}),
)

TURNED = re.compile(
    r"(?:gradient|derivative)s?\b[^.;,$]{0,30}?\b(?:is|are|as) (?:an? )?(?:row|column)"
)
ADJOINT = re.compile(
    r"(?:\^\{?(?:\\mathrm\{)?(?P<mark>\*|\\star|\\dagger|H|tr|Tr|t)\}*|\^?\{?(?:'|\\prime)\}?)\$?\s+"
    r"(?:is|means|denotes|stands for)\s+(?:the\s+)?(?:conjugate\s+)?(?:transpose|adjoint)"
)
"""``$^\\star$ is the transpose``: a sign other than T; no mark is a prime."""


def layout(ctx: Context, declaration: Declaration) -> None:
    """A **Layout** line: the conventions it names."""
    text = declaration.text.lower()
    if TURNED.search(text):
        kind = "numerator" if "row" in text else "shape"
        ctx.scope.layout = replace(ctx.scope.layout, gradients=kind)
        return
    changed = False
    if (mark := ADJOINT.search(declaration.text)) is not None:
        ctx.scope.layout = replace(ctx.scope.layout, adjoint=mark["mark"] or "'")
        changed = True
    if mean := mean_signs.named([(one.nodes, one.before) for one in declaration.formulas]):
        ctx.scope.layout = replace(ctx.scope.layout, mean=(*ctx.scope.layout.mean, mean))
        changed = True
    if nabla := gradient_letters(declaration):
        ctx.scope.layout = replace(ctx.scope.layout, nabla=nabla)
        changed = True
    for pattern, change in CHOICES:
        if re.search(pattern, text):
            ctx.scope.layout = changed_layout(ctx.scope.layout, change)
            changed = True
    if not changed:
        raise Complaint(
            "declaration",
            "a layout names row or column vectors, the shape of gradients (shape of what they "
            "are taken by, numerator, denominator), the base of the logarithm, the first index, "
            "powers or products of vectors (elementwise), `$^T$ is the transpose`, "
            "`$\\mathbb{E}$ is the mean over $q(z)$`, `$\\nabla$ is the gradient by $x$`, or "
            "`repeated indices are summed`",
            declaration.place,
        )


def gradient_letters(declaration: Declaration) -> tuple[Node, ...]:
    r"""What ``$\nabla$ is the gradient by $\theta$`` names; empty for any other line."""
    for one, other in pairwise(declaration.formulas):
        sign = one.nodes[0] if len(one.nodes) == 1 else None
        if isinstance(sign, Leaf) and sign.text == r"\nabla" and re.search(
            r"\b(?:by|in|of|to|for|w\.r\.t\.)\s*$", other.before
        ):  # fmt: skip
            return other.nodes
    return ()


def changed_layout(old: Layout, change: dict[str, str | int]) -> Layout:
    """``old`` with some conventions changed."""
    return Layout(
        str(change.get("vectors", old.vectors)),
        str(change.get("gradients", old.gradients)),
        int(change.get("logarithm", old.logarithm)),
        int(change.get("start", old.start)),
        str(change.get("powers", old.powers)),
        bool(change.get("transposed", old.transposed)),
        bool(change.get("repeated", old.repeated)),
        old.adjoint,
        old.informal,
        bool(change.get("products", old.products)),
        old.mean,
        str(change.get("reach", old.reach)),
        old.nabla,
    )
