r"""Random variables with a density that a line writes out: ``with density $2x$ on $[0, 1]$``.

Guarantee: ``$X$ be a random variable with density $f(x) = 2x$ on $[0, 1]$`` has the law with that
density there and none elsewhere, on the whole line where no interval is said; f is that function,
given there. That it is a density is the author's word. Limits: one variable, one formula.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from verifier.read import arrays
from verifier.read.notes.formulas import conditions, expressions
from verifier.read.notes.formulas.conditions import Interval
from verifier.read.notes.probability import law_lines, outcomes
from verifier.read.notes.probability.law_kinds import INFINITY, Law
from verifier.read.notes.probability.laws import small
from verifier.read.notes.scopes.context import Context
from verifier.read.notes.scopes.owners import Owners
from verifier.read.notes.scopes.scope import Function, Quantity
from verifier.read.notes.source.complaint import Complaint
from verifier.read.notes.source.names import Name, head_of, split
from verifier.read.notes.source.prose import Declaration, Formula
from verifier.read.notes.source.tree import Fenced, Node, Script, text_of
from verifier.read.notes.terms import values
from verifier.read.notes.terms.substitute import substitute
from verifier.read.notes.terms.substitute import values as put_in
from verifier.terms import ZERO, Relation, Term, Variable

SAID = re.compile(r"\brandom variable (?:with|having) (?:the |a )?(?:probability )?"
                  r"(?:densit(?:y|ies)|pdf|p\.d\.f\.?)(?: function)?$")  # fmt: skip
WHERE = re.compile(r"\b(?:on|over|for|in|where|when|if)$")


def apart(declaration: Declaration) -> tuple[Declaration, list[list[Formula]]]:
    """A **Let** without such variables, and the formulas that speak of each of them."""
    rest: list[Formula] = []
    written: list[list[Formula]] = []
    formulas = list(declaration.formulas)
    while formulas:
        used = spoken(formulas)
        if used:
            written.append(formulas[:used])
        else:
            rest.append(formulas[0])
        formulas = formulas[used or 1 :]
    return replace(declaration, formulas=tuple(rest)), written


def spoken(formulas: Sequence[Formula]) -> int:
    """How many formulas speak of such a variable, from the first one on; 0 for none."""
    head = head_of(formulas[0].nodes[0]) if len(formulas[0].nodes) == 1 else None
    if head is None or len(formulas) < 2 or not SAID.search(words(formulas[0])):
        return 0
    sides = split(formulas[1].nodes, ("=",))
    if len(sides) > 2 or (len(sides) == 1 and named(sides[0])):
        return 0
    if len(sides) == 2 and called(sides[0]) is None:
        return 0
    return 3 if WHERE.search(words(formulas[1])) and len(formulas) > 2 else 2


def take(ctx: Context, formulas: Sequence[Formula], owners: Owners) -> None:
    """Declare such a variable."""
    head = head_of(formulas[0].nodes[0])
    assert head is not None
    at = formulas[1].nodes[0]
    sides = split(formulas[1].nodes, ("=",))
    letters = small(head.name) or (head.name,)
    inside = {one.name for node in outcomes.every(sides[-1]) if (one := head_of(node)) is not None}
    function, letter = called(sides[0]) or (
        None, next((one for one in letters if one in inside), letters[-1]))  # fmt: skip
    variable = owners.variable(letter, new=True)
    bound = ctx.bind(Quantity(letter, arrays.scalar(variable), variable))
    lower: Term = -INFINITY
    upper: Term = INFINITY
    if len(formulas) > 2:
        lower, upper = ends(ctx, bound, variable, formulas[2].nodes)
    value = values.as_scalar(expressions.expression(bound, sides[-1], at))
    if value.rank:
        raise Complaint("declaration", "a density is a number", at)
    term = value.entry(())

    def density(place: Term) -> Term:
        return substitute(term, put_in({variable: place}))

    law = Law("given by its density", density, lower, upper, ZERO, ZERO)
    law_lines.variable(ctx, head, law, "".join(map(text_of, sides[-1])), None, owners)
    if function is not None:
        bounds = ((">=", lower), ("<=", upper))
        support = tuple(Relation(sign, variable, end) for sign, end in bounds
                        if end not in (INFINITY, -INFINITY))  # fmt: skip
        ctx.scope.declare(Function(function, (arrays.scalar(variable),), value, letters=(letter,),
                                   domain=support))  # fmt: skip


def words(formula: Formula) -> str:
    """The words behind a formula, up to the next one or the end of the sentence."""
    return re.split(r"[.;](?:\s|$)", formula.behind.lower())[0].strip(" ,:")


def named(nodes: Sequence[Node]) -> bool:
    """Whether a side is a bare name, or one with its arguments: the name of a law."""
    last = nodes[-1].base if isinstance(nodes[-1], Script) else nodes[-1]
    alone = len(nodes) == 1 or (len(nodes) == 2 and isinstance(last, Fenced))
    return head_of(nodes[0]) is not None and alone


def called(nodes: Sequence[Node]) -> tuple[Name, Name] | None:
    """``f(x)`` as the names of the function and of its letter."""
    head = head_of(nodes[0])
    if head is None or len(nodes) != 2 or not isinstance(nodes[1], Fenced):
        return None
    inside = nodes[1].children
    letter = head_of(inside[0]) if len(inside) == 1 else None
    return None if letter is None else (head.name, letter.name)


def ends(
    ctx: Context, bound: Context, variable: Variable, nodes: Sequence[Node]
) -> tuple[Term, Term]:
    r"""The interval of ``[0, 1]``, ``x \in [0, 1]``, ``0 < x < 1``, ``x \ge 0``."""
    parts = split(nodes, (r"\in",))
    if not conditions.is_relation(nodes) or len(parts) == 2:
        domain = conditions.domain(ctx, parts[-1], nodes[0])
        if not isinstance(domain, Interval) or domain.shape:
            raise Complaint("declaration", "an interval is expected here", nodes[0],
                            ("`on $[0, 1]$`",))  # fmt: skip
        return (domain.lower if domain.lower is not None else -INFINITY,
                domain.upper if domain.upper is not None else INFINITY)  # fmt: skip
    lower: Term = -INFINITY
    upper: Term = INFINITY
    test = conditions.condition(bound, nodes, nodes[0])
    for one in getattr(test, "conditions", (test,)):
        match one:
            case Relation("<" | "<=", left, right) if right == variable:
                lower = left
            case Relation(">" | ">=", left, right) if left == variable:
                lower = right
            case Relation("<" | "<=", left, right) if left == variable:
                upper = right
            case Relation(">" | ">=", left, right) if right == variable:
                upper = left
            case _:
                raise Complaint("declaration", "an interval is expected here", nodes[0],
                                ("`on $[0, 1]$`",))  # fmt: skip
    return lower, upper
