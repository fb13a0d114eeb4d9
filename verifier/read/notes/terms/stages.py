r"""Derivatives by one stage of a recursion: ``\frac{\partial J}{\partial a^{(l)}}``.

Guarantee: where J is a function of the last values of a recursion that goes by one sequence
a, it is a function T_l of the values at place l alone, whatever l is, with

    T_L(s) = J, where s stands for a^{(L)};    T_l(s) = T_{l+1}(a^{(l+1)}, where a^{(l)} is s),

(with what place l adds, f(l, s), where J is a sum of such over all places), and the
derivative by ``a^{(l)}`` is that of T_l, taken at the values that the recursion gives.
By a parameter with a place, ``W^{(l)}``, it is that of ``T_l`` with the parameter of that place
alone varied. Limits: recursions in which a place rests on the one before it alone, of smooth
functions, with a last place.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from verifier.claim import Recursion
from verifier.read.arrays import Array
from verifier.read.notes.recursions import one_place as places
from verifier.read.notes.scopes.context import Context
from verifier.read.notes.source.complaint import Complaint
from verifier.read.notes.terms.substitute import substitute
from verifier.read.notes.terms.substitute import values as put_in
from verifier.read.notes.terms.traverse import once, rebuild
from verifier.read.notes.terms.unfold import Recurrence
from verifier.read.sizes import concrete, same_size
from verifier.terms import (
    ZERO,
    Add,
    At,
    Cases,
    Dependent,
    Derivative,
    Entry,
    Family,
    Function,
    Index,
    Multiply,
    Sum,
    Term,
    Variable,
    number,
    over,
)

DEEPEST = 12
ROUGH = frozenset({"abs", "sign", "heaviside", "floor", "ceiling", "max", "min", "relu"})


def by_stage(ctx: Context, body: Array, by: Array) -> Callable[[tuple[Term, ...]], Term] | None:
    """The derivative of a number by the values (or a parameter) of one place; None for others."""
    axes = enumerate(zip(by.shape, by.starts, strict=True))
    probes = tuple(over(f"?{axis}", size, start) for axis, (size, start) in axes)
    variable = by.entry(probes)
    if not isinstance(variable, (Dependent, Entry)) or not variable.indices:
        return None
    known = ctx.definitions.recurrences
    if body.rank and isinstance(variable, Dependent) and variable.family in known:
        return entries(ctx, body, by, known[variable.family], variable)
    if body.rank and variable.family in known:
        raise Complaint("not-supported", "a derivative of several numbers through a recursion")
    if body.rank:
        return None
    value = ctx.definitions.unfold(body.entry(()))
    if isinstance(variable, Dependent):
        owner = known.get(variable.family)
        if owner is not None and places.derivative(ctx, owner, value, variable) is not None:
            own = owner
            return lambda at: cast(Term, places.derivative(
                ctx, own, value, cast(Dependent, by.entry(at))))  # fmt: skip
        return None if owner is None else Stage(ctx, owner, value).derivative(by)
    within = [one for one in reached(ctx, value) if any(
        part == variable.family for part in once(one.rule))]  # fmt: skip
    if not within:
        return None
    one_place = all(part.indices[0] == within[0].place for part in once(within[0].rule)
                    if isinstance(part, Entry) and part.family == variable.family)  # fmt: skip
    if len(within) > 1 or not one_place or any(part == variable.family for part in once(value)):
        raise Complaint("not-supported", "a derivative by what several places share, or that "
                        "stands outside of the recursion too: give each place its own")  # fmt: skip
    return Stage(ctx, within[0], value).by_parameter(by, variable.family)


def entries(
    ctx: Context, body: Array, by: Array, owner: Recurrence, variable: Dependent
) -> Callable[[tuple[Term, ...]], Term]:
    """The derivatives of an array by the values of one place, where no later place comes in."""

    def slope(at: tuple[Term, ...], below: Dependent) -> Term:
        found = places.derivative(ctx, owner, ctx.definitions.unfold(body.entry(at)), below)
        if found is None:
            raise Complaint("not-supported", "a derivative of several numbers through a recursion")
        return found

    axes = enumerate(zip(body.shape, body.starts, strict=True))
    slope(tuple(over(f"?{axis}b", size, start) for axis, (size, start) in axes), variable)
    return lambda at: slope(at[: body.rank], cast(Dependent, by.entry(at[body.rank :])))


def reached(ctx: Context, value: Term) -> list[Recurrence]:
    """The recurrences that ``value`` stands on."""
    found: dict[Family, Recurrence] = {}
    waiting: list[object] = [value]
    while waiting:
        for part in once(waiting.pop()):
            if isinstance(part, Family) and part in ctx.definitions.recurrences and (
                part not in found
            ):  # fmt: skip
                found[part] = ctx.definitions.recurrences[part]
                waiting.append(found[part].rule)
    return list(found.values())


def called(old: Family, new: Family, equations: tuple[Recursion, ...]) -> tuple[Recursion, ...]:
    """``equations`` with ``new`` for ``old``."""

    def visit(node: object) -> object:
        return new if node == old else rebuild(node, visit)

    return tuple(cast(Recursion, visit(one)) for one in equations)


class Stage:
    """A value as a function of what one sequence is at any place."""

    def __init__(self, ctx: Context, owner: Recurrence, value: Term) -> None:
        self.ctx = ctx
        self.owner = owner
        family = owner.owner
        tails = ctx.definitions.tails
        shown = f"{{{family.name}}}^{{\\circledast}}"  # no author's name is spelt so
        self.state = Family(shown, family.shape[1:], family.starts[1:])
        self.tail = Family(f"{{T}}_{{{family.name}, {len(tails) + 1}}}", family.shape[:1],
                           family.starts[:1])  # fmt: skip
        rests = reached(ctx, value)
        if owner not in rests or len(family.shape) == 1:
            raise Complaint("not-supported", f"a derivative by `{owner.latex}` of a value that "
                            "does not rest on it, or of a recursion of numbers")  # fmt: skip
        if any(one.ahead for one in rests):
            raise Complaint("not-supported", "a derivative through a recursion backwards")
        if any((concrete(one.place.lower) or 0) > 1 for one in rests):
            raise Complaint("not-supported", "a derivative through a recursion that begins late")
        last = owner.place.upper
        if family.shape[0] in ctx.definitions.endless:
            raise Complaint("not-supported", "a derivative through a recursion without an end")
        value, running = self.each_step(value)
        own = self.expressed(value, last, (last,), 0)
        losses = tuple(self.loss(index, body, last) for index, body in running)
        before = Index(owner.place.name, owner.place.lower, Add((last, number(-1))))
        here = tuple(self.loss(index, body, before) for index, body in running)
        moved = self.moved(before, Add((before, number(1))))
        equations = [
            Recursion((), self.at(last), Add((own, *losses)) if losses else own),
            Recursion((before,), self.at(before), Add((*here, moved)) if here else moved),
        ]
        first = concrete(owner.place.lower)
        if first is not None and family.starts[0] < first:
            zero = number(first - 1)
            equations.append(Recursion((), self.at(zero), self.moved(zero, number(first))))
        if any(isinstance(part, Cases) or (isinstance(part, Function) and part.name in ROUGH)
               for part in once(tuple(equations))):  # fmt: skip
            raise Complaint("not-supported", "a derivative through a recursion that has kinks")
        known = next((one for one, (_, other) in tails.items()
                      if called(one, self.tail, other) == tuple(equations)), None)  # fmt: skip
        if known is not None:
            self.tail = known
        else:
            tails[self.tail] = owner.latex, tuple(equations)

    def moved(self, place: Term, after: Term) -> Term:
        """The value at the place after, where the state there comes from that at ``place``."""
        following = substitute(self.owner.rule, put_in({self.owner.place: after}))
        step = self.expressed(self.ctx.definitions.unfold(following), place, (place, after), 0)
        return At(self.at(after), self.state, self.owner.parameters, step)

    def each_step(self, value: Term) -> tuple[Term, list[tuple[Index, Term]]]:
        """``value`` without the sums over all places in it, and those, by place.

        c (f(1, h_1) + ... + f(L, h_L)) is a sum of what each place adds.
        """
        rest: list[Term] = []
        found: list[tuple[Index, Term]] = []
        for term in value.terms if isinstance(value, Add) else (value,):
            factors = term.factors if isinstance(term, Multiply) else (term,)
            sums = [one for one in factors if isinstance(one, Sum) and self.whole(one.index)]
            others = tuple(one for one in factors if one not in sums)
            if len(sums) != 1 or len(others) + 1 != len(factors) or any(
                isinstance(part, Dependent) or part == sums[0].index for part in once(others)
            ):  # fmt: skip
                rest.append(term)
                continue
            body = sums[0].body
            found.append((sums[0].index, Multiply((*others, body)) if others else body))
        return (Add(tuple(rest)) if rest else ZERO), found

    def whole(self, index: Index) -> bool:
        """Whether an index runs over all places that the recursion gives."""
        place = self.owner.place
        return same_size(index.lower, place.lower) and same_size(index.upper, place.upper)

    def loss(self, index: Index, body: Term, place: Term) -> Term:
        """What one place adds, in terms of the state there."""
        here = substitute(body, put_in({index: place}))
        return self.expressed(here, place, (place,), 0)

    def at(self, place: Term) -> Dependent:
        """The value as a function of the state at ``place``."""
        return Dependent(self.tail, (place,), (self.state,))

    def expressed(self, term: Term, place: Term, near: tuple[Term, ...], depth: int) -> Term:
        """``term`` in terms of the state, which stands for the sequence at ``place``.

        What stands at the places ``near`` is expressed by its own recursion.
        """
        if depth > DEEPEST:
            raise Complaint("not-supported", "a derivative through this recursion")

        def visit(node: object) -> object:
            if not isinstance(node, Dependent):
                return rebuild(node, visit)
            known = self.ctx.definitions.recurrences.get(node.family)
            if known is None:
                return rebuild(node, visit)
            own = node.indices[0]
            if not any(same_size(own, other) for other in near):
                raise Complaint("not-supported", "a derivative through a recursion in which a "
                                "place rests on others than the one before it")  # fmt: skip
            inner = tuple(cast(Term, visit(index)) for index in node.indices[1:])
            if node.family == self.owner.owner and same_size(own, place):
                return Entry(self.state, inner)
            places: dict[Variable | Index, Term] = {known.place: own}
            places |= dict(zip(known.parameters, inner, strict=True))
            rule = substitute(self.ctx.definitions.unfold(known.rule), put_in(places))
            return self.expressed(rule, place, near, depth + 1)

        return cast(Term, visit(term))

    def derivative(self, by: Array) -> Callable[[tuple[Term, ...]], Term]:
        """By the values at one place."""

        def entry(at: tuple[Term, ...]) -> Term:
            variable = by.entry(at)
            assert isinstance(variable, Dependent)
            place, *inner = variable.indices
            here = Dependent(self.owner.owner, (place, *self.owner.parameters), ())
            slope = Derivative(self.at(place), Entry(self.state, tuple(inner)))
            return At(slope, self.state, self.owner.parameters, here)

        return entry

    def by_parameter(self, by: Array, family: Family) -> Callable[[tuple[Term, ...]], Term]:
        """By a parameter of one place, the same one at other places being left alone."""
        varied = Family(f"{{{family.name}}}^{{\\circledast}}", family.shape[1:], family.starts[1:])
        every = tuple(over(f"i^*_{axis}", size, start) for axis, (size, start) in
                      enumerate(zip(varied.shape, varied.starts, strict=True)))  # fmt: skip

        def entry(at: tuple[Term, ...]) -> Term:
            variable = by.entry(at)
            assert isinstance(variable, Entry)
            place, *inner = variable.indices

            def put(node: object) -> object:
                if isinstance(node, Entry) and node.family == family:
                    if not same_size(node.indices[0], place):
                        raise Complaint("not-supported", "a derivative by what stands in "
                                        "several places")  # fmt: skip
                    return Entry(varied, node.indices[1:])
                return rebuild(node, put)

            rule = self.ctx.definitions.unfold(self.owner.rule)
            moved = cast(Term, put(substitute(rule, put_in({self.owner.place: place}))))
            whole = At(self.at(place), self.state, self.owner.parameters, moved)
            slope = Derivative(whole, Entry(varied, tuple(inner)))
            return At(slope, varied, every, Entry(family, (place, *every)))

        return entry
