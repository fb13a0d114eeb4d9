r"""What displays say of densities: ``p(x \mid z) = f(x, z)`` from there on.

Guarantee: a density whose conditional is known is put in wherever the same variables stand in
the same order about the bar, at the values that they have there,

    p(x, z)  =  f(x, z) p(z),

so that nothing else is said of it. Limits: values that are letters, labels or numbers.
"""

from __future__ import annotations

import itertools
from fractions import Fraction

from verifier.read import arrays
from verifier.read.arrays import Array
from verifier.read.notes.probability.laws import Argument, Density, Known
from verifier.read.notes.terms import values
from verifier.read.notes.terms.substitute import Values, substitute
from verifier.read.notes.terms.substitute import values as put_in
from verifier.read.sizes import same_shape
from verifier.terms import Add, Entry, Family, Index, Number, Term, Variable

Arguments = tuple[Argument, ...]


def key(one: Argument) -> tuple[str, tuple[tuple[str, str, Fraction], ...]]:
    """What tells variables apart: the same for every way of writing one."""
    return one.tag, tuple(place(view) for view in one.views)


def place(view: Array) -> tuple[str, str, Fraction]:
    """A number by its distance from a letter, so that t - 1 comes before t."""
    if view.rank:
        probes = tuple(arrays.fresh_index(f"?{axis}", size, start, set())
                       for axis, (size, start) in
                       enumerate(zip(view.shape, view.starts, strict=True)))  # fmt: skip
        return "array", repr(view.entry(probes)), Fraction(0)
    match view.entry(()):
        case Number(value):
            return "", "", value
        case Add((rest, Number(value))) | Add((Number(value), rest)):
            return "number", repr(rest), value
        case term:
            return "number", repr(term), Fraction(0)


def merged(found: list[Argument]) -> list[Argument]:
    """``x_0`` and ``x_{1:T}`` as ``x_{0:T}``."""
    for long in [one for one in found if one.tag.endswith(":") and len(one.views) == 2]:
        first, last = key(long)[1]
        for one in found:
            if one.tag != long.tag[:-1] or len(one.views) != 1:
                continue
            (own,) = key(one)[1]
            whole: tuple[Array, ...] = ()
            if own[:2] == first[:2] and own[2] + 1 == first[2]:
                whole = (one.views[0], long.views[1])
            elif own[:2] == last[:2] and last[2] + 1 == own[2]:
                whole = (long.views[0], one.views[0])
            if whole:
                rest = [other for other in found if other not in (long, one)]
                return merged([*rest, Argument(long.tag, whole)])
    return found


# -- what is known -----------------------------------------------------------------------

Put = dict[Variable | Index | Family, Term | Array]


def at(known: Known, targets: Arguments, given: Arguments, behind: Arguments) -> Term | None:
    """The value of a density that is known, where these are its arguments; else None."""
    pairs: list[tuple[Argument, Argument]] = []
    for own, here in ((known.targets, targets), (known.given, given), (known.behind, behind)):
        one, other = sorted(own, key=key), sorted(here, key=key)
        if [each.tag for each in one] != [each.tag for each in other]:
            return None
        pairs += zip(one, other, strict=True)
    views = [pair for one, other in pairs if len(one.views) == len(other.views)
             for pair in zip(one.views, other.views, strict=True)]  # fmt: skip
    if len(views) != sum(len(one.views) for one, _ in pairs):
        return None
    put: Put = {}
    if not all(fitted(own, here, put) for own, here in views):
        return None
    scalars: dict[Variable | Index, Term] = {}
    families = {}
    for name, what in put.items():
        if isinstance(name, Family):
            assert isinstance(what, Array)
            families[name] = values.entries_of(what).entry
        else:
            assert not isinstance(what, Array)
            scalars[name] = what
    prepared = put_in(scalars, families)
    same = all(place(moved(own, prepared)) == place(here) for own, here in views if not own.rank)
    return substitute(known.value, prepared) if same else None


def moved(view: Array, prepared: Values) -> Array:
    """A number with values put in."""
    return arrays.scalar(substitute(view.entry(()), prepared))


def fitted(own: Array, here: Array, put: Put) -> bool:
    """Whether one argument can stand for another; what is put in for its letters."""
    if own.rank != here.rank or not same_shape(own.shape, here.shape):
        return False
    if own.rank:
        probes = tuple(arrays.fresh_index(f"?{axis}", size, start, set())
                       for axis, (size, start) in
                       enumerate(zip(own.shape, own.starts, strict=True)))  # fmt: skip
        term = own.entry(probes)
        there = here.entry(probes)
        if term == there:
            return True
        if isinstance(term, Entry) and isinstance(there, Entry) and term.family == there.family:
            return all(mine == theirs or (isinstance(mine, Index) and mine not in probes
                                          and put.setdefault(mine, theirs) == theirs)
                       for mine, theirs in zip(term.indices, there.indices, strict=True)
                       )  # fmt: skip
        if not isinstance(term, Entry) or any(one not in probes for one in term.indices):
            return False
        return put.setdefault(term.family, here) is here
    term, other = own.entry(()), here.entry(())
    if isinstance(term, (Variable, Index)):
        return put.setdefault(term, other) == other
    if isinstance(term, Entry) and isinstance(other, Entry) and term.family == other.family:
        return all(put.setdefault(mine, theirs) == theirs
                   for mine, theirs in zip(term.indices, other.indices, strict=True)
                   if isinstance(mine, Index))  # fmt: skip
    return True


def split(
    symbol: Density, variables: list[Argument], behind: Arguments
) -> tuple[Term, Arguments] | None:  # fmt: skip
    """A known conditional that a joint density has for a factor, and what else stands in it."""
    for known in symbol.known:
        whole = merged([*known.targets, *known.given])
        if sorted(map(key, whole)) == sorted(map(key, variables)) and (
            sorted(map(key, known.behind)) == sorted(map(key, behind))
        ):  # fmt: skip
            return known.value, known.given
        count = len(known.targets)
        if count + len(known.given) != len(variables):
            continue
        for chosen in itertools.combinations(variables, count):
            rest = tuple(one for one in variables if one not in chosen)
            if (said := at(known, chosen, rest, behind)) is not None:
                return said, rest
    return None
