r"""What a statement may take for granted: cases, conditions beside it, the side of an arrow.

Guarantee: conditions hold for the indices at hand; what stands on the other side of an
arrow holds for all values of the indices that the statement does not share with it,

    v = w \Rightarrow A v = A w   ->   (A v)_i = (A w)_i,  given v_k = w_k for all k.

Limits: of alternatives that are joined by or, the first is judged where the others fail.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import product
from math import prod

from verifier.claim import Assumption, Claim, Forall, IllFormed, Item, Unchecked
from verifier.read.notes.declarations import indexes, let
from verifier.read.notes.declarations.given_values import is_number, is_size
from verifier.read.notes.displays import relevance
from verifier.read.notes.displays.display import ARROWS, Statement
from verifier.read.notes.formulas import conditions, expressions, memberships
from verifier.read.notes.scopes import recall
from verifier.read.notes.scopes.context import Context
from verifier.read.notes.scopes.scope import Function, IndexName, Pattern, Quantity, Scope
from verifier.read.notes.source import names
from verifier.read.notes.source.lexer import meaning
from verifier.read.notes.source.names import head_of, split
from verifier.read.notes.source.tree import Fenced, Leaf, Node, Raw, leaves
from verifier.read.notes.terms.traverse import once
from verifier.terms import And, Condition, Entry, Index, Or, Relation, Sort, Variable
from verifier.traversal import free_indices

MOST = 16
"""Claims that alternatives may make."""


def in_force(ctx: Context, statement: Statement) -> list[Assumption]:
    """The cases in force and the conditions beside a statement.

    A relation between arrays holds of all entries, one between entries for the indices at
    hand: for all of them where a condition with ``for all i`` is that of a statement without i.
    """
    found: list[Assumption] = []
    for case in ctx.scope.all_cases():
        read = conditions.condition(ctx, case, case[0], entries=True)
        found += everywhere(read, written(ctx, case))
    every = own_indices(ctx, statement, statement.everywhere)
    for nodes in statement.conditions:
        if (letters := within_unknown(ctx, nodes)) is not None:
            words = f"{letters[0]} is one of `{letters[1]}` only: that is not assumed"
            statement.notes += [words] if words not in statement.notes else []
            statement.doubts += [words] if words not in statement.doubts else []
            continue
        for read in beside(ctx, nodes):
            found += everywhere(read, written(ctx, nodes) - every)
    return found


def within_unknown(ctx: Context, nodes: Sequence[Node]) -> tuple[str, str] | None:
    r"""The letters of ``\theta \in \Theta`` where theta is declared and Theta is not."""
    sides = split(nodes, (r"\in",))
    heads = [head_of(side[0]) if len(side) == 1 else None for side in sides]
    if len(heads) != 2 or heads[0] is None or heads[1] is None:
        return None
    known = ctx.lookup(heads[0])
    whole = heads[1].glyph.letter in ("N", "Z", "Q") and not ctx.lookup(heads[1])
    fonts = set(heads[1].glyph.fonts) & {r"\mathbb", r"\mathbf"}
    if known is None or not isinstance(known[0], Quantity) or ctx.lookup(heads[1]) or (
        fonts and not (whole and is_real(known[0].owner))
    ):  # fmt: skip
        return None
    return f"`{heads[0].name.latex}`", heads[1].name.latex


def is_real(owner: object) -> bool:
    """Whether a quantity is declared as any real number."""
    return isinstance(owner, Variable) and owner.sort is Sort.REAL


def everywhere(condition: Condition, here: set[Index]) -> list[Assumption]:
    r"""The parts of a condition, for all values of their indices but those of ``here``.

    A relation between indices alone, as in ``i \neq j``, is one of the indices at hand.
    """
    parts = flattened(condition)
    alone = {index for flat in parts if not speaks(flat) for index in free_indices(flat)}
    found: list[Assumption] = []
    for flat in parts:
        own = tuple(index for index in free_indices(flat) if index not in here | alone)
        found.append(Forall(own, flat) if own else flat)
    return found


def speaks(condition: Condition) -> bool:
    """Whether a condition says something of a quantity, not of indices and sizes alone."""
    return any(isinstance(part, Entry) or (isinstance(part, Variable) and not is_size(part))
               for part in once(condition))  # fmt: skip


def own_indices(ctx: Context, statement: Statement, nodes: Sequence[Sequence[Node]]) -> set[Index]:
    """The indices whose letters stand in ``nodes`` and in no side of the statement."""
    sides = [node for side in statement.sides for node in side]
    return written(ctx, [node for part in nodes for node in part]) - written(ctx, sides)


def open_conditions(ctx: Context, statement: Statement) -> tuple[str, ...]:
    """Conditions on entries at an index of their own, which may be meant for all of its values."""
    every = own_indices(ctx, statement, statement.everywhere)
    found = []
    for nodes in statement.conditions:
        bare = all(isinstance(node, Leaf) for node in nodes)
        if not bare and own_indices(ctx, statement, [nodes]) - every:
            text = " ".join(ctx.source.text[nodes[0].start : nodes[-1].end].split())
            found.append(f"whether `{text}` is meant for all indices")
    return tuple(found)


def doubted(statement: Statement) -> tuple[str, ...]:
    """What else a statement that no arrow sets a condition for may mean."""
    signs = [sign.text for sign in statement.signs]
    found = list(statement.doubts)
    if len(signs) > 1 and ARROWS & set(signs):
        found.append("whether the arrow says that one follows from the other")
    apart = [sign for sign in signs if sign in (r"\ne", r"\neq")]
    if apart and not statement.conditions and not any(map(is_number, statement.sides)):
        found.append("whether `\\neq` is meant for all values, or for some")
    return tuple(dict.fromkeys(found))


def open_to(ctx: Context, item: Item, statement: Statement) -> Item:
    """A claim with what else its statement may mean, so that nothing refutes it."""
    if not isinstance(item, Claim):
        return item
    found = (*recall.unread(ctx, item), *open_conditions(ctx, statement), *(
        () if statement.premises else doubted(statement)))  # fmt: skip
    return replace(item, unread=(*item.unread, *found)) if found else item


def after(items: Sequence[Item], before: Sequence[Item], statement: Statement) -> list[Item]:
    """Items that follow from those before: nothing refutes them where these are not read."""
    unknown = any(isinstance(one, IllFormed) or (isinstance(one, Unchecked) and (
        one.kind == "not supported")) for one in before)  # fmt: skip
    if not (statement.follows and unknown):
        return list(items)
    words = "what it is said to follow from, which is not read"
    return [replace(one, unread=(*one.unread, words)) if isinstance(one, Claim) else one
            for one in items]  # fmt: skip


def beside(ctx: Context, nodes: list[Node]) -> list[Condition]:
    r"""A condition; ``k \in \{1, ..., m\}`` for an undeclared k declares it."""
    texts = [node.text if isinstance(node, Leaf) else "" for node in nodes]
    if r"\in" in texts and not memberships.restricts(nodes):
        cut = texts.index(r"\in")
        known = [symbol(ctx, part) for part in names.split(nodes[:cut], (",",))]
        target = let.set_of(ctx, nodes[cut + 1 :], nodes[cut])
        if isinstance(target, conditions.Range):
            if all(symbol is None for symbol in known):
                indexes.declare_indices(ctx, nodes[:cut], target)
                return []
            same = all(
                isinstance(symbol, IndexName) and symbol.index.lower == target.lower
                and symbol.index.upper == target.upper for symbol in known
            )  # fmt: skip
            if same:
                return []
        if isinstance(target, conditions.NumberSet) and not target.sign:
            for part in names.split(nodes[:cut], (",",)):
                expressions.expression(ctx, part, part[0])
            return []
    return [
        ctx.definitions.unfold_condition(conditions.condition(ctx, nodes, nodes[0], entries=True))
    ]


def symbol(ctx: Context, part: Sequence[Node]) -> object:
    """The symbol of a bare name."""
    head = head_of(part[0]) if len(part) == 1 else None
    found = ctx.lookup(head) if head is not None else None
    return found[0] if found is not None else None


def premises(ctx: Context, statement: Statement, relation: Condition) -> list[Assumption]:
    """What stands on the other side of an arrow; indices of its own are all their values."""
    found: list[Assumption] = []
    for nodes in (*statement.premises, *statement.given):
        shared = set(free_indices(relation)) & written(ctx, nodes)
        condition = conditions.condition(ctx, nodes, nodes[0], entries=True)
        ctx.definitions.begin()
        found += everywhere(ctx.definitions.unfold_condition(condition), shared)
    return found


def written(ctx: Context, nodes: Sequence[Node]) -> set[Index]:
    """The indices whose letters stand in ``nodes``."""
    letters = {meaning(token) for node in nodes for token in leaves(node)}
    return {symbol.index for symbol in ctx.scope.everything()
            if isinstance(symbol, IndexName) and symbol.name.glyph.letter in letters}  # fmt: skip


def first_alternative(ctx: Context, condition: Condition) -> tuple[Condition, list[Condition]]:
    """``P or Q`` as P and the negation of Q, where Q is one relation."""
    if not isinstance(condition, Or):
        return condition, []
    first, *others = condition.conditions
    if not isinstance(first, (Relation, And)) or not all(
        isinstance(other, Relation) for other in others
    ):  # fmt: skip
        return condition, []
    ctx.note("of alternatives, the first is judged where the others fail")
    return first, [conditions.negated(other) for other in others]


def clauses(ctx: Context, condition: Condition) -> list[Condition]:
    """``(P and Q) or (R and S)`` as P or R, P or S, Q or R, Q or S; all of them hold, or none."""
    if not isinstance(condition, Or):
        return [condition]
    choices = [flattened(part) for part in condition.conditions]
    count = prod(map(len, choices))
    if count == 1 or count > MOST or not all(
        isinstance(part, Relation) for choice in choices for part in choice
    ):  # fmt: skip
        return [condition]
    ctx.note("alternatives that are joined by and: a claim for each choice of one from each")
    return [Or(tuple(chosen)) for chosen in product(*choices)]


def flattened(condition: Condition) -> list[Condition]:
    """The parts of a conjunction."""
    if isinstance(condition, And):
        return [flat for part in condition.conditions for flat in flattened(part)]
    return [condition]


def with_lemmas(claim: Claim, lemmas: Sequence[tuple[str, Claim]]) -> Claim:
    """``claim`` with earlier equations assumed, because its author says so."""
    given = dict.fromkeys(claim.assumptions)
    readings = dict.fromkeys(claim.readings)
    for name, lemma in lemmas:
        given.setdefault(relevance.as_assumption(lemma.relation))
        readings.setdefault(f"uses ({name}), judged on its own as {lemma.id}")
    return replace(claim, assumptions=tuple(given), readings=tuple(readings))


def defined_call(ctx: Context, left: Sequence[Node]) -> bool:
    """Whether the left side is a call of something that a definition has made known."""
    match symbol(ctx, left[:1]) if len(left) == 2 and isinstance(left[1], Fenced) else None:
        case Pattern():
            return True
        case Function(value=value):
            return value is not None
        case Quantity(defined=defined):
            return defined
        case _:
            return False


def named_sides(
    side: list[Node], previous: tuple[tuple[Node, ...], tuple[Node, ...], Scope] | None
) -> list[Node]:
    """``LHS`` and ``RHS`` as the sides of the last equation."""
    found: list[Node] = []
    for node in side:
        word = node.text.strip().lower().rstrip(".") if isinstance(node, Raw) else ""
        if word in ("lhs", "l.h.s", "rhs", "r.h.s") and previous is not None:
            found.extend(previous[0] if word[0] == "l" else previous[1])
        else:
            found.append(node)
    return found
