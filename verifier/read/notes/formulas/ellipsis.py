r"""Sums and products with dots: the general term behind the printed ones.

Guarantee: a general term is accepted only when every printed term is an instance of it, and
only when no other one fits as well:

    1 + \gamma + \gamma^2 + \dots + \gamma^n    =   \sum_{k=0}^n \gamma^k
    5 + 6 + \cdots + 30 + 31                    =   \sum_{k=5}^{31} k

What it was read as is noted. A sum that ends in dots is the limit of its first terms' sum.
Limits: whole numbers in the terms move in equal steps; numbers may also grow by one factor.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from verifier.read import arrays
from verifier.read.arrays import Array
from verifier.read.latex_print import latex
from verifier.read.notes.scopes.context import Context
from verifier.read.notes.source.complaint import Complaint, Placed
from verifier.read.notes.terms import general_terms, values
from verifier.read.notes.terms.finish import exact
from verifier.read.notes.terms.substitute import substitute
from verifier.read.notes.terms.substitute import values as put_in
from verifier.read.sizes import names_in, same_shape
from verifier.terms import (
    ONE,
    Add,
    Apply,
    Constant,
    Dependent,
    Entry,
    Index,
    Limit,
    Multiply,
    Number,
    Product,
    Relation,
    Sort,
    Sum,
    Term,
    Variable,
    number,
    over,
)
from verifier.traversal import free_indices

Signed = tuple[bool, "Array | None"]
"""A term with its sign, True for minus; None for dots."""


def added(ctx: Context, terms: Sequence[Signed], at: Placed) -> list[Array]:
    """The terms of a sum with what dots stand for put in their place."""
    (place, *more) = [place for place, (_, value) in enumerate(terms) if value is None]
    if more:
        return added(ctx, beyond(ctx, terms, more[0], at), at)
    for other in (differences(terms), alternating(terms)):
        whole = entire(ctx, other, at) if other is not None else None
        if whole is not None:
            return whole
    leads, trails = alike(terms[:place][::-1])[::-1], alike(terms[place + 1 :])
    minus = terms[place][0]
    if not leads or leads[-1][0] is not minus or (trails and trails[0][0] is not minus):
        raise unclear(at)
    if not trails and place + 1 < len(terms):
        raise unclear(at)
    if not trails and len(leads) < 3:
        raise unclear(at)
    shown = [value for _, value in (*leads, *trails) if value is not None]
    frame = values.as_scalar(shown[0])
    probes = tuple(over(f"?{axis}", size) for axis, size in enumerate(frame.shape))
    entries = []
    for one in shown:
        value = values.as_scalar(one)
        if not same_shape(value.shape, frame.shape):
            raise unclear(at)
        entries.append(value.entry(probes))
    term, before, behind = series(ctx, entries[: len(leads)], entries[len(leads) :], Sum, at)

    def entry(here: tuple[Term, ...]) -> Term:
        return substitute(term, put_in(dict(zip(probes, here, strict=True))))

    total = Array(frame.shape, entry, frame.starts)
    first, last = place - before, place + 1 + behind
    return [arrays.negative(value) if negative else value for negative, value in
            (*terms[:first], (minus, total), *terms[last:]) if value is not None]  # fmt: skip


def beyond(ctx: Context, terms: Sequence[Signed], second: int, at: Placed) -> list[Signed]:
    """The terms with the first dots replaced, those from the second dots on left as they are."""
    signed = next((place for place in range(second - 1, 0, -1)
                   if terms[place][0] is not terms[second][0]), None)  # fmt: skip
    cut = second - 1 if signed is None else signed + 1
    if terms[cut - 1][1] is None:
        raise unclear(at)
    return [*((False, value) for value in added(ctx, terms[:cut], at)), *terms[cut:]]


def entire(ctx: Context, other: Other, at: Placed) -> list[Array] | None:
    """The terms as another spelling of them, if dots stand between all of its terms."""
    shown = [None if value is None else values.as_scalar(value) for _, value in other.terms]
    if any(one is not None and one.rank for one in shown):
        return None
    place = shown.index(None)
    leads, trails = ([one.entry(()) for one in part if one is not None]
                     for part in (shown[:place], shown[place + 1 :]))  # fmt: skip
    if not trails and len(leads) < 3:
        return None
    inner = replace(ctx, readings={}, needs={})
    try:
        term, before, behind = series(inner, leads, trails, Sum, at, alternating=other.signs)
    except Complaint:
        return None
    if (before, behind) != (len(leads), len(trails)):
        return None
    ctx.readings.update(inner.readings)
    ctx.needs.update(inner.needs)
    if other.doubt:
        ctx.doubts.setdefault(other.doubt)
    total = values.scalar(term)
    return [arrays.negative(total) if other.terms[0][0] else total]


@dataclass(frozen=True)
class Other:
    """Another way in which the terms around dots may be meant."""

    terms: Sequence[Signed]
    signs: bool = False
    doubt: str = ""


def differences(terms: Sequence[Signed]) -> Other | None:
    r"""``1 + 2 + \dots + n - 1 + n`` with ``n - 1`` as one term; None where there is none."""
    found: list[Signed] = []
    joined = last = False
    for negative, value in terms:
        before = found[-1] if found else (True, None)
        number_ = value is not None and not value.rank and isinstance(value.entry(()), Number)
        joining = negative and number_ and not before[0] and before[1] is not None and not (
            before[1].rank or isinstance(before[1].entry(()), Number))  # fmt: skip
        if joining and value is not None and before[1] is not None:
            whole = Add((before[1].entry(()), Multiply((number(-1), value.entry(())))))
            found[-1] = (False, values.scalar(whole))
            joined = last = True
            continue
        found.append((negative, value))
        last = False
    doubt = "whether the number at the end belongs to the last term of the sum with dots"
    return Other(found, doubt=doubt if last else "") if joined else None


def alternating(terms: Sequence[Signed]) -> Other | None:
    r"""``x - x^2 + x^3 - \dots``: signs that change from term to term and go on; else None."""
    signs = [negative for negative, _ in terms]
    if terms[-1][1] is not None or any(one is other for one, other in pairwise(signs)):
        return None
    return Other(terms, signs=True)


def alike(terms: Sequence[Signed]) -> list[Signed]:
    """The terms up to the first one of another sign."""
    found: list[Signed] = []
    for negative, value in terms:
        if negative is not terms[0][0]:
            break
        found.append((negative, value))
    return found


def multiplied(
    ctx: Context, factors: Sequence[tuple[str, Array | None]], at: Placed
) -> list[tuple[str, Array]]:
    """The factors of a product with what dots stand for put in their place."""
    places = [place for place, (_, value) in enumerate(factors) if value is None]
    shown = [values.as_scalar(value) for _, value in factors if value is not None]
    plain = all(sign in ("", r"\cdot", r"\times", "*") for sign, _ in factors)
    if len(places) != 1 or not plain or any(value.rank for value in shown):
        raise unclear(at)
    (place,) = places
    terms = [value.entry(()) for value in shown]
    if not terms[place:]:
        raise unclear(at)
    term, before, behind = series(ctx, terms[:place], terms[place:], Product, at)
    middle = ("", values.scalar(term))
    return [(sign, value) for sign, value in (*factors[: place - before], middle,
            *factors[place + 1 + behind :]) if value is not None]  # fmt: skip


def series(
    ctx: Context,
    leads: Sequence[Term],
    trails: Sequence[Term],
    kind: type[Sum] | type[Product],
    at: Placed,
    *,
    alternating: bool = False,
) -> tuple[Term, int, int]:
    """The sum or product behind dots, and how many terms before and behind them are in it.

    ``alternating``: every second term is taken off. Raises ``Complaint`` where no general term
    fits, or several do.
    """
    turned = general_terms.fitting(trails[::-1], leads[::-1]) if len(leads) > 1 and len(
        trails) > 1 and not general_terms.fitting(leads, trails) else []  # fmt: skip
    if len(turned) == 1 and turned[0].last is not None:
        return built(ctx, turned[0], kind), len(leads), len(trails)
    for before in range(len(leads), 0, -1):
        for behind in range(len(trails), -1 if not trails else 0, -1):
            shown, last = leads[len(leads) - before :], trails[:behind]
            found = general_terms.fitting(shown, last)
            if len(found) > 1:
                raise unclear(at)
            rest = (*leads[: len(leads) - before], *trails[behind:])
            if found and found[0].last is None and ended(ctx, found[0].term):
                raise unclear(at)
            if found and (not rest or apart(found[0].term, rest)):
                chosen = general_terms.with_signs(found[0]) if alternating else found[0]
                return built(ctx, chosen, kind), before, behind
    raise unclear(at)


def ended(ctx: Context, term: Term) -> bool:
    """Whether a general term without a last value runs along an axis that ends."""
    return any(
        isinstance(part, (Entry, Dependent))
        and any(size not in ctx.definitions.endless and general_terms.HOLE in set(
            general_terms.below(place)) for size, place in
            zip(part.family.shape, part.indices, strict=True))
        for part in general_terms.below(term)
    )  # fmt: skip


def unclear(at: Placed) -> Complaint:
    """What is said of dots without a clear general term."""
    return Complaint("not-supported", "an ellipsis: what it stands for is not clear from the "
                     r"terms around it; write it with `\sum` or `\prod`", at)  # fmt: skip


def apart(term: Term, others: Sequence[Term]) -> bool:
    """Whether the general term speaks of something that none of ``others`` speaks of."""
    own = owners(term)
    return bool(own) and not any(own & owners(other) for other in others)


def owners(term: Term) -> set[object]:
    """The arrays, functions and real variables in a term."""
    found: set[object] = set()
    for part in general_terms.below(term):
        match part:
            case Entry(family=family) | Dependent(family=family):
                found.add(family)
            case Variable(sort=Sort.REAL | Sort.COMPLEX):
                found.add(part)
            case Apply(symbol=symbol):
                found.add(symbol)
            case _:
                pass
    return found


def built(ctx: Context, found: general_terms.General, kind: type[Sum] | type[Product]) -> Term:
    """The sum or product as a term; what it was read as is noted."""
    taken = names_in(found.term, found.first) | {index.name for index in ctx.bound}
    taken |= names_in(found.last) if found.last is not None else set()
    for scope in ctx.scope.chain():
        taken |= scope.indices
    name = next(letter for letter in ("k", "j", "l", "m", "i", *(f"k_{n}" for n in range(99)))
                if letter not in taken)  # fmt: skip
    endless = Variable(f"{name}_∞", Sort.DIMENSION)
    index = Index(name, found.first, endless if found.last is None else found.last)
    term: Term = kind(index, general_terms.instance(found.term, index))
    if found.last is None:
        whole = Index(name, found.first, Constant("oo"))
        shown = latex(kind(whole, general_terms.instance(found.term, whole)))
        ctx.note(f"the dots are read as `{shown}`, the limit of its first terms' sum")
        return Limit(term, endless, Constant("oo"))
    ctx.note(f"the dots are read as `{latex(term)}`")
    grant_length(ctx, found.first, found.last)
    return term


def grant_length(ctx: Context, first: Term, last: Term) -> None:
    """Take for granted that dots do not go backwards: ``5 + 6 + ... + n`` is for n >= 4."""
    moving = {part for part in general_terms.below(last) if isinstance(part, Variable)}
    if not isinstance(first, Number) or not moving or free_indices(last):
        return
    least = exact(substitute(last, put_in(dict.fromkeys(moving, ONE))))
    whole = all(variable.sort is Sort.DIMENSION for variable in moving)
    if whole and least is not None and least < first.value - 1:
        need = Relation(">=", last, Number(first.value - 1))
        ctx.needs.setdefault(need)
        ctx.note(f"`{latex(need)}`, since dots do not go backwards")
