r"""Names that a display itself introduces: ``where z = W x``, ``q := x + 1``.

Guarantee: an equation behind ``where`` (or ``for``) whose left side is a name that nothing
defines makes that name for its display, so that z depends on x in ``dz/dx``; ``:=``
makes it for what follows as well. A name that is defined, or that stands as an index, is
never made anew. Limits: one name for each equation.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from verifier.read.notes.declarations import define
from verifier.read.notes.declarations.given_values import is_number, is_size, resting
from verifier.read.notes.displays import signs, statements
from verifier.read.notes.displays.display import SAID, Layout, Statement
from verifier.read.notes.formulas import conditions, indexing
from verifier.read.notes.scopes.context import Context
from verifier.read.notes.scopes.owners import Owners
from verifier.read.notes.scopes.scope import Quantity, Scope
from verifier.read.notes.source.complaint import Complaint, Place
from verifier.read.notes.source.names import head_of
from verifier.read.notes.source.prose import Declaration, Formula
from verifier.read.notes.source.tree import Fenced, Leaf, Node, Script, parts, text_of
from verifier.read.notes.terms.traverse import once
from verifier.read.sizes import ShapeMismatch
from verifier.terms import Family, Variable

EQUATIONS = frozenset({"=", r"\equiv"})


def introduce(ctx: Context, layout: Layout, owners: Owners) -> Scope:
    r"""Make the definitions of ``where z = W x``; the section of the display."""
    given: list[Statement] = []
    for one in layout.statements:
        if not isinstance(one, Statement):
            continue
        if one.word == "where" and introduces(ctx, one):
            given.append(one)
        here = [part for part in one.conditions if introduces(ctx, statements.chain(part))
                and not any(conditions.connective(node) == "or" for node in part)]  # fmt: skip
        one.conditions = [part for part in one.conditions if part not in here]
        given += [statements.chain(part) for part in here]
    assume(ctx, layout)
    if not given:
        return ctx.scope
    inner = replace(ctx, scope=ctx.scope.inner(ctx.scope.level))
    make(inner, [tuple(joined(one)) for one in given], owners)
    for name, symbol in inner.scope.symbols.items():
        ctx.scope.past[name] = symbol, f"`{name.latex}` as an earlier display introduces it"
    for one in given:
        one.word = "local"
    return inner.scope


def assume(ctx: Context, layout: Layout) -> None:
    """Give relations behind ``where`` that define nothing to the other statements."""
    made = [one for one in layout.statements if isinstance(one, Statement)]
    for one in made:
        if one.word != "where" or not hypothetical(ctx, one):
            continue
        one.word = "given"
        for other in made:
            if other.signs and other.word not in SAID and other is not one:
                other.given.append(joined(one))
                other.notes.append("what stands behind `where` is assumed")


def hypothetical(ctx: Context, statement: Statement) -> bool:
    r"""Whether a relation restricts free quantities, as in ``where \sum_i p_i = 1``.

    An equation between two expressions, and one with a derivative, is a claim.
    """
    signs_ = [sign.text for sign in statement.signs]
    if not signs_ or not all(sign in conditions.RELATIONS for sign in signs_):
        return False
    if all(sign in EQUATIONS for sign in signs_) and all(
        composed(side) for side in statement.sides
    ):  # fmt: skip
        return False
    nodes = joined(statement)
    if differentiates(nodes):
        return False
    trial = ctx.scope.inner(ctx.scope.level)
    try:
        condition = conditions.condition(
            replace(ctx, scope=trial, free=trial, readings={}, needs={}, calls={}), nodes, nodes[0]
        )
    except (Complaint, ShapeMismatch, RecursionError):
        return False
    return any(isinstance(part, (Family, Variable)) for part in once(condition)
               if part not in ctx.definitions.known)  # fmt: skip


def composed(side: Sequence[Node]) -> bool:
    """Whether a side is more than a number or a name."""
    rest = side[1:] if len(side) == 2 and text_of(side[0]) == "-" else side
    return len(rest) != 1 or (head_of(rest[0]) is None and not (
        isinstance(rest[0], Leaf) and rest[0].token.kind == "number"))  # fmt: skip


def differentiates(nodes: Sequence[Node]) -> bool:
    """Whether a derivative stands somewhere in ``nodes``."""
    waiting = list(nodes)
    while waiting:
        node = waiting.pop()
        if isinstance(node, Leaf) and node.text in (r"\partial", r"\nabla"):
            return True
        if isinstance(node, Script) and node.primes:
            return True
        waiting.extend(parts(node))
    return False


def make(
    ctx: Context,
    equations: Sequence[tuple[Node, ...]],
    owners: Owners,
    *,
    spelt: bool = False,
    shown: bool = False,
) -> None:
    """Define the names of ``equations``."""
    formulas = [Formula(nodes, "", "", nodes[0].start, nodes[-1].end) for nodes in equations]
    at = Place(formulas[0].start, formulas[0].start + 1)
    declaration = Declaration("Define", "", (), at.start, at.end, at)
    define.define(replace(ctx, spelt=spelt, shown=shown), declaration, owners, formulas)


def named(
    ctx: Context, left: Sequence[Node], sign: Leaf, right: Sequence[Node], owners: Owners
) -> str:
    """Make the definition that ``:=`` states, where it can be read; what is said of it.

    At the end of a chain the name may stand behind the sign, ``a + b := F``.
    """
    if not name_first(left) and name_first(right):
        left, right = right, left
    try:
        make(ctx, [(*left, signs.equal_sign(sign), *right)], owners)
    except Complaint as complaint:
        return f"it introduces a name that **Define** makes known ({complaint.message})"
    return "it introduces a name"


def name_first(side: Sequence[Node]) -> bool:
    """Whether a side is a name, or one with its arguments."""
    return bool(side) and len(side) < 3 and head_of(side[0]) is not None and (
        len(side) == 1 or isinstance(side[1], Fenced)
    )  # fmt: skip


def introduces(ctx: Context, statement: Statement) -> bool:
    """Whether a statement is an equation for a name that nothing declares."""
    if not statement.signs or statement.signs[0].text not in ("=", r"\coloneqq", r"\equiv"):
        return False
    head = head_of(statement.sides[0][0]) if len(statement.sides[0]) == 1 else None
    if head is None or not statement.sides[1]:
        return False
    found = ctx.scope.fitting(head)
    if found is not None:
        symbol, labels, _, _ = found
        owner = symbol.owner if isinstance(symbol, Quantity) and not symbol.defined else None
        free = owner is not None and not is_size(owner) and not resting(ctx, owner) and not (
            isinstance(owner, Family) and is_number(statement.sides[1]))  # fmt: skip
        whole = labels == len(head.sub) and not head.sup and not head.primes
        return free and whole and not occurs(statement.sides[0][0], statement.sides[1])
    letter = len(statement.sides[1]) == 1 and isinstance(statement.sides[1][0], Leaf)
    index = indexing.axis_of(ctx, text_of(statement.sides[0][0]), ctx.whole) is not None
    return replace(ctx, readings={}).lookup(head) is None and not (letter or index)


def joined(statement: Statement) -> list[Node]:
    """The nodes of a statement in order."""
    nodes = list(statement.sides[0])
    for sign, side in zip(statement.signs, statement.sides[1:], strict=True):
        nodes += [sign, *side]
    return nodes


def shifted(target: Script, node: Script) -> bool:
    """Whether two names differ in their index only, one being the other plus or minus a number."""
    bases = [one.base for one in (target, node)]
    if target.sub is None or node.sub is None or None in bases:
        return False
    if len({text_of(base) for base in bases if base is not None}) > 1:
        return False
    one, other = ("".join(map(text_of, script.sub.children)) for script in (target, node)
                  if script.sub is not None)  # fmt: skip
    small, large = sorted((one, other), key=len)
    return re.fullmatch(re.escape(small) + r"[+-]\d+", large) is not None


def occurs(name: Node, nodes: Sequence[Node]) -> bool:
    """Whether a name stands somewhere in ``nodes``, spelt the same."""
    waiting = list(nodes)
    while waiting:
        node = waiting.pop()
        if text_of(node) == text_of(name):
            return True
        waiting.extend(parts(node))
    return False


def updates(target: Node, first: Node) -> bool:
    """Whether the right side begins with the old value of what stands on the left."""
    if head_of(target) is None:
        return False
    if text_of(target) == text_of(first):
        return True
    if not (isinstance(target, Script) and isinstance(first, Script)):
        return False
    if target.base is None or first.base is None or text_of(target.base) != text_of(first.base):
        return False
    for new, old in ((target.sub, first.sub), (target.sup, first.sup)):
        if new is not None and old is not None:
            words = "".join(map(text_of, new.children)), "".join(map(text_of, old.children))
            if words[0].strip("()") in (f"{words[1].strip('()')}+1", f"1+{words[1].strip('()')}"):
                return True
    return False
