r"""Sequences of random variables: ``v_t = \beta v_{t-1} + (1 - \beta) g_t`` with random g_t.

Guarantee: a sequence whose equations (or first values) rest on random variables has a value at
every outcome, v[t, w], and is read at the outcome at hand, so that an expectation runs over it:

    E[v_t]  =  sum_w P_w v[t, w],      v[t, w] = \beta v[t-1, w] + (1 - \beta) g[w, t].

Limits: variables of finitely many outcomes; laws with a density are refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from verifier.read import arrays
from verifier.read.arrays import Array
from verifier.read.notes.formulas import expressions
from verifier.read.notes.probability import known_laws, random_variables
from verifier.read.notes.recursions import recurrence_shapes
from verifier.read.notes.scopes.context import Context
from verifier.read.notes.scopes.owners import Owners
from verifier.read.notes.scopes.scope import Quantity
from verifier.read.notes.source.complaint import Complaint
from verifier.read.notes.terms import values
from verifier.read.notes.terms.substitute import substitute
from verifier.read.notes.terms.substitute import values as put_in
from verifier.read.sizes import concrete
from verifier.terms import Dependent, Family, Index, Term, Variable, over

if TYPE_CHECKING:
    from verifier.read.notes.recursions.recurrences import Key, System


def outcomes(ctx: Context, system: System, likes: Mapping[Key, Array]) -> tuple[Index, ...]:
    """The outcomes that the sequences of a system rest on; ``Complaint`` for a density."""
    known = {random_variables.outcome(weights): weights
             for weights in random_variables.spaces(ctx.scope)}  # fmt: skip
    if not known:
        return ()
    sides = [recurrence_shapes.value_of(ctx, rule, likes) for rule in system.rules]
    sides += [values.as_scalar(values.plain(expressions.expression(ctx, one.right, one.left[0])))
              for _, one in system.given]  # fmt: skip
    open_: set[Index | Variable] = set()
    for value in sides:
        probes = tuple(over(f"?{axis}", size) for axis, size in enumerate(value.shape))
        term = ctx.definitions.unfold(value.entry(probes))
        open_ |= known_laws.resting(term, known)
    found = [one for one in known if one in open_]
    if any(not isinstance(one, Index) for one in found):
        raise Complaint("not-supported", "a sequence of random variables with a density: say only "
                        "that they are random variables, with their mean and variance",
                        system.rules[0].letter)  # fmt: skip
    return tuple(one for one in found if isinstance(one, Index))


def values_at(
    key: Key, length: Term, start: int, like: Array, owners: Owners, random: tuple[Index, ...]
) -> tuple[Family, Quantity]:
    """A sequence of values that are shaped as ``like`` is, at each of the outcomes ``random``."""
    shape = like.shape
    starts = (start, *like.starts)
    long = [0, *(axis + 1 for axis, size in enumerate(shape) if concrete(size) != 1)]
    whole = (length, *shape)
    sizes = (length, *(one.upper for one in random), *(whole[axis] for axis in long[1:]))
    begins = (start, *(1 for _ in random), *(starts[axis] for axis in long[1:]))
    family = owners.family(key.name, sizes, begins, new=True)

    def entry(at: tuple[Term, ...]) -> Term:
        return Dependent(family, (at[0], *random, *(at[axis] for axis in long[1:])), ())

    above = key.above
    symbol = Quantity(key.name, Array(whole, entry, starts), family, 0 if above else 1,
                      1 if above else 0, defined=True, entries=not above)  # fmt: skip
    return family, symbol


def places(
    random: tuple[Index, ...], taken: set[str]
) -> tuple[tuple[Index, ...], Mapping[Variable | Index, Term]]:
    """Letters for the outcomes in an equation for every outcome, and what they stand for."""
    found: list[Index] = []
    for one in random:
        found.append(arrays.fresh_index("w", one.upper, 1, taken))
        taken.add(found[-1].name)
    return tuple(found), dict(zip(random, found, strict=True))


def at_outcomes(term: Term, given: Mapping[Variable | Index, Term]) -> Term:
    """``term`` at the outcomes of an equation."""
    return substitute(term, put_in(dict(given))) if given else term
