r"""Tables that equations say what they are: ``V^\pi(s) = \sum_a \pi(a \mid s) Q^\pi(s, a)``.

Guarantee: of a table of numbers of which nothing is said but its size, an equation with its
bare value on one side is not refuted, for it may be what the table is known by; nor one that has
a table with a label, Q^\pi, on one side only. What is said of a table on both sides is judged.
Limits: tables declared positive are data.
"""

from __future__ import annotations

from collections.abc import Iterator

from verifier.read.notes.scopes.context import Context
from verifier.read.notes.scopes.scope import Quantity
from verifier.read.notes.terms.traverse import once
from verifier.terms import Condition, Dependent, Entry, Family, Relation, Term, over


def doubts(ctx: Context, relation: Condition) -> list[str]:
    """What a refutation of ``relation`` would not settle."""
    if not isinstance(relation, Relation) or relation.operator != "=":
        return []
    left, right = families(relation.left), families(relation.right)
    found: list[str] = []
    for symbol in tables(ctx) if left | right else ():
        family = symbol.owner
        if family not in left | right:
            continue
        one_side = (family in left) != (family in right)
        ends = [bare(side) == family for side in (relation.left, relation.right)]
        named = bool(symbol.name.sub or symbol.name.sup)
        if (one_side and named) or ends[0] != ends[1]:
            found.append(f"what `{symbol.name.latex}` is, which an equation may say")
    return found


def tables(ctx: Context) -> Iterator[Quantity]:
    """The tables of numbers of which nothing is assumed."""
    assumed = {part for scope in ctx.scope.chain() for one in scope.assumptions
               for part in once(one) if isinstance(part, Family)}  # fmt: skip
    beside = (one for scope in ctx.scope.chain() for one in scope.indexed.values())
    for symbol in (*ctx.scope.everything(), *beside):
        if not isinstance(symbol, Quantity) or not symbol.called or symbol.owner in assumed:
            continue
        places = tuple(over(f"?{axis}", size) for axis, size in enumerate(symbol.view.shape))
        if bare(symbol.view.entry(places)) == symbol.owner:
            yield symbol


def families(term: Term) -> set[object]:
    """The families in a term."""
    return {part for part in once(term) if isinstance(part, Family)}


def bare(term: Term) -> Family | None:
    """The family whose value a term is, with nothing else."""
    return term.family if isinstance(term, (Entry, Dependent)) else None
