r"""Update rules and recurrences as what defines a sequence: in a display, and in **Assume**.

Guarantee: ``x_{t+1} = x_t - \eta g_t`` gives the values of x at later places (or, backwards,
at earlier ones), where x is undeclared, or declared by its places and nothing else has been
said of it; its values at the places that no equation gives are arbitrary. What is claimed
of a sequence that a display defines is never refuted: its first values, or another rule for
it, may stand elsewhere in the note. Limits: equations that ``recurrences`` reads.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from verifier.claim import Forall
from verifier.read.notes.declarations import assume as assumptions
from verifier.read.notes.declarations import define
from verifier.read.notes.displays.display import Statement
from verifier.read.notes.probability import outcomes
from verifier.read.notes.recursions import endless, recurrences
from verifier.read.notes.scopes.context import Context
from verifier.read.notes.scopes.owners import Owners
from verifier.read.notes.scopes.scope import Function, Quantity, Scope
from verifier.read.notes.source.complaint import Complaint
from verifier.read.notes.source.lexer import Token
from verifier.read.notes.source.names import Name, head_of
from verifier.read.notes.source.prose import Declaration, Formula
from verifier.read.notes.source.tree import Leaf, Node
from verifier.read.notes.terms.spaces import Random
from verifier.read.notes.terms.traverse import once
from verifier.read.notes.terms.unfold import EVERY
from verifier.read.sizes import ShapeMismatch
from verifier.terms import Family


def introduce(
    ctx: Context,
    statement: Statement,
    sides: Sequence[list[Node]],
    home: Scope,
    owners: Owners,
    beside: tuple[Sequence[Statement], dict[int, dict[int, str]]] = ((), {}),
) -> tuple[Statement, str] | None:
    """Make the sequence that the first link of a chain defines; what is left, and what is said.

    First values that stand ``beside`` it in the display are its own; what is said of these
    is put there.
    """
    if statement.word or statement.conditions or statement.premises or statement.backwards:
        return None
    if not statement.signs or statement.signs[0].text != "=" or ctx.scope.all_cases():
        return None
    if not sides[0] or len(sides[1]) < 2:
        return None
    if (said := of_table(ctx, sides, home)) is not None:
        return replace(statement, sides=list(sides[1:]), signs=statement.signs[1:]), said
    equation = define.Equation(tuple(sides[0]), tuple(sides[1]), (), (), elementwise=False)
    rule = recurrences.rule_of(ctx, equation)
    if rule is None or not free(ctx, rule.key):
        return None
    given = {id(one): first_value(one, rule.key) for one in beside[0] if one is not statement}
    firsts = {key: one for key, one in given.items() if one is not None}
    inner = replace(ctx, scope=home, readings={}, doubts={})
    used = define_all(inner, [equation, *firsts.values()], owners)
    if not used:
        return None
    for key, one in firsts.items():
        if any(one is other for other in used):
            beside[1][key] = {0: f"a first value of the sequence `{rule.key.name.latex}`"}
    made = home.find(rule.key.name)
    if isinstance(made, Quantity) and isinstance(made.owner, Family):
        ctx.definitions.shown.add(made.owner)
    rest = replace(statement, sides=list(sides[1:]), signs=statement.signs[1:])
    return rest, (f"an update rule: read as what defines the sequence `{rule.key.name.latex}`; "
                  "values that it does not give are arbitrary")  # fmt: skip


def of_table(ctx: Context, sides: Sequence[list[Node]], home: Scope) -> str | None:
    r"""Assume ``V_{k+1}(s) = ... V_k(s') ...`` of a table not spoken of yet; what is said."""
    left = sides[0]
    head = head_of(left[0]) if len(left) == 2 else None
    found = ctx.lookup(head) if head is not None else None
    symbol = found[0] if found is not None else None
    if head is None or not isinstance(symbol, Quantity) or symbol.numbered == (0, 0):
        return None
    own = [*head.sub, *head.sup]
    others = [one for node in outcomes.every(sides[1]) if (one := head_of(node)) is not None
              and one.glyph == head.glyph and [*one.sub, *one.sup] != own]  # fmt: skip
    family = symbol.owner
    if not isinstance(family, Family) or not others or family in ctx.definitions.shown or any(
        part == family for scope in ctx.scope.chain() for part in once(tuple(scope.assumptions))
    ):  # fmt: skip
        return None
    sign = Leaf(Token("relation", "=", left[-1].end, left[-1].end))
    inner = replace(ctx, scope=home, readings={}, doubts={})
    try:
        made = assumptions.assumed(inner, [*left, sign, *sides[1]], left[0])
    except (Complaint, ShapeMismatch):
        return None
    lasting = [one for one in made if isinstance(one, Forall)
               and sum(index.upper == EVERY for index in one.indices) == 1]  # fmt: skip
    home.assumptions.extend(lasting)
    ctx.definitions.shown.add(family)
    home.unread.append((family, f"whether another rule for `{symbol.name.latex}` stands elsewhere"))
    used = "assumed of" if lasting else "said of"
    return f"an update rule: {used} the table `{symbol.name.latex}` from here on"


def first_value(statement: Statement, key: recurrences.Key) -> define.Equation | None:
    """``x_0 = a`` as an equation; None for anything else, or for another name."""
    if statement.word or statement.conditions or len(statement.signs) != 1 or (
        statement.signs[0].text != "=" or len(statement.sides[0]) != 1
    ):  # fmt: skip
        return None
    head = head_of(statement.sides[0][0])
    if head is None or head.glyph != key.name.glyph or head.primes or not statement.sides[1]:
        return None
    places = [*head.sub, *head.sup]
    if len(places) != 1 or not places[0].text.strip("{}()").isdigit():
        return None
    left, right = tuple(statement.sides[0]), tuple(statement.sides[1])
    return define.Equation(left, right, (), (), elementwise=False)


def free(ctx: Context, key: recurrences.Key) -> bool:
    """Whether nothing is said of a name but what its values are."""
    symbol = ctx.scope.find(key.name)
    if symbol is None:
        return not any(key.name == known for known in names(ctx))
    listed = isinstance(symbol, Random) and symbol.view.rank == 2
    if not listed and (not isinstance(symbol, Quantity) or symbol.defined or (
        not symbol.entries and symbol.slots_sub + symbol.slots_sup != 1)):  # fmt: skip
        return False
    assert isinstance(symbol, (Quantity, Random))
    if not isinstance(symbol.owner, Family):
        return False
    family = symbol.owner
    said: list[object] = [one.value for one in ctx.definitions.known.values()]
    said += [one.rule for one in ctx.definitions.recurrences.values()]
    said += [given for scope in ctx.scope.chain() for given in scope.assumptions]
    if any(part == family for part in once(tuple(said))):
        return False
    return not any(
        isinstance(other, Function) and other.value is not None and family.name in other.value.names
        for other in ctx.scope.everything()
    )


def names(ctx: Context) -> set[Name]:
    """The names without labels that only their entries are known by."""
    return {name for scope in ctx.scope.chain() for name in scope.indexed}


def define_all(
    ctx: Context, equations: Sequence[define.Equation], owners: Owners
) -> list[define.Equation]:
    """Make the sequences that some equations define; those equations."""
    used: list[define.Equation] = []
    for system in recurrences.systems(ctx, equations):
        if not isinstance(system, recurrences.System) or not all(
            free(ctx, rule.key) for rule in system.rules
        ):  # fmt: skip
            continue
        try:
            recurrences.define(ctx, system, owners)
        except (Complaint, ShapeMismatch):
            continue
        used += [*(rule.equation for rule in system.rules), *(one for _, one in system.given)]
    return used


def assume(ctx: Context, declaration: Declaration, owners: Owners) -> None:
    """An **Assume** line; recursions in it define their sequences."""
    rest = assumed(ctx, declaration, owners)
    if rest.formulas or not declaration.formulas:
        assumptions.assume(ctx, rest)


def assumed(ctx: Context, declaration: Declaration, owners: Owners) -> Declaration:
    """Make the sequences that an **Assume** line defines; the line without those equations."""
    equations: list[define.Equation] = []
    sources: list[list[Formula]] = []
    for formula in declaration.formulas:
        words = formula.before.lower().split()
        if equations and sources[-1] and "for" in words and (
            endless.first_place(ctx, formula.nodes) is not None
        ):  # fmt: skip
            equations[-1] = replace(equations[-1], types=(*equations[-1].types, formula))
            sources[-1].append(formula)
            continue
        signs = [place for place, node in enumerate(formula.nodes) if isinstance(node, Leaf)
                 and node.text == "="]  # fmt: skip
        if len(signs) != 1 or any(define.is_sign(node, ",", ";") for node in formula.nodes):
            continue
        cut = signs[0]
        left, right = tuple(formula.nodes[:cut]), tuple(formula.nodes[cut + 1 :])
        if left and right:
            equations.append(define.Equation(left, right, (), (), elementwise=False))
            sources.append([formula])
    used = define_all(ctx, equations, owners)
    taken = [formula for equation, own in zip(equations, sources, strict=True)
             if any(equation is one for one in used) for formula in own]  # fmt: skip
    return replace(declaration, formulas=tuple(
        formula for formula in declaration.formulas
        if not any(formula is one for one in taken)))  # fmt: skip
