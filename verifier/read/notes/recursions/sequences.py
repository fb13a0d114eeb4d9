r"""Statements about sequences that are given by recursion, made ready for a proof.

Guarantee: the recursions that a statement needs are put beside it as assumptions, over as
many places as it speaks of; a letter for any whole number that is a place becomes an index,

    s_n = n (n + 1) / 2   ->   for every N and n = 0, ..., N, given s_k for k = 1, ..., N,

which says the same, and lets a proof go from one place to the next. A letter starts where
all that stands at it has a place. Limits: places are sums of letters and numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import cast

from verifier.claim import Assumption, Distribution, OneHot, Recursion
from verifier.read.latex_print import latex
from verifier.read.notes.recursions import one_place, whole_sequences
from verifier.read.notes.recursions.extent import (
    Letter,
    Reach,
    extend,
    lower_bound,
    require_reached,
)
from verifier.read.notes.recursions.free_sizes import entry_by_entry
from verifier.read.notes.recursions.recurrence_ranges import plus
from verifier.read.notes.scopes.context import Context
from verifier.read.notes.terms.substitute import substitute
from verifier.read.notes.terms.substitute import values as put_in
from verifier.read.notes.terms.traverse import once, rebuild
from verifier.read.notes.terms.unfold import EVERY, Recurrence
from verifier.read.sizes import concrete
from verifier.terms import (
    Add,
    At,
    Condition,
    Dependent,
    Derivative,
    Entry,
    Family,
    Index,
    Integral,
    Limit,
    Multiply,
    Relation,
    Sort,
    Term,
    Variable,
    number,
)
from verifier.traversal import free_indices, fresh_name

WHOLE = (Sort.DIMENSION, Sort.INTEGER)


def needed(ctx: Context, node: object) -> tuple[Recurrence, ...]:
    """The recurrences that ``node`` stands on, through one another."""
    found: dict[Family, Recurrence] = {}
    seen: set[Family] = set()
    waiting = [node]
    while waiting:
        for part in once(waiting.pop()):
            if isinstance(part, Family) and part in ctx.definitions.recurrences and (
                part not in found
            ):  # fmt: skip
                one = found[part] = unfolded(ctx, ctx.definitions.recurrences[part])
                waiting += [one.rule, *(value for _, value in one.base)]
            elif isinstance(part, Family) and part in ctx.definitions.tails:
                waiting += [rule.right for rule in ctx.definitions.tails[part][1]
                            if part not in seen]  # fmt: skip
                seen.add(part)
    return tuple(found.values())


def unfolded(ctx: Context, one: Recurrence) -> Recurrence:
    """A recurrence without defined names."""
    rule = ctx.definitions.unfold(one.rule)
    base = tuple((at, ctx.definitions.unfold(value)) for at, value in one.base)
    return replace(one, rule=rule, base=base)


def stated(recurrences: Sequence[Recurrence]) -> tuple[Condition, ...]:
    """What the recurrences say, as conditions: for the quantities in them."""
    return tuple(
        Relation("=", number(0), term) for one in recurrences
        for term in (one.rule, *(value for _, value in one.base))
    )  # fmt: skip


def closed(
    ctx: Context,
    relation: Condition,
    assumptions: tuple[Assumption, ...],
    recurrences: Sequence[Recurrence],
) -> tuple[Condition, tuple[Assumption, ...]]:
    """``relation`` and its assumptions with the recursions, over enough places."""
    owners = {one.owner: one for one in recurrences}
    endless = set(ctx.definitions.endless)
    relation, assumptions = one_place.localised((relation, assumptions))
    whole_sequences.require_places((relation, assumptions))
    everything = relation, assumptions
    about, lasting = whole_sequences.apart(assumptions, set(owners))
    assumptions = tuple(about)
    names = {str(getattr(part, "name", "")) for part in once(everything)}
    most = Variable(fresh_name("N", names), Sort.DIMENSION)
    reach = Reach(constant=max(
        [at for one in recurrences for at, _ in one.base if isinstance(at, int)]
        + [one.first for one in recurrences] + [0]))  # fmt: skip
    for part in once((relation, assumptions)):
        if isinstance(part, Dependent) and part.family in owners:
            if part.family.shape[0] not in endless:
                require_reached(part)
            extend(reach, part.indices[0], owners[part.family].first, endless)
        elif isinstance(part, Entry):
            for place, size, start in zip(
                part.indices, part.family.shape, part.family.starts, strict=True
            ):
                if size == EVERY:
                    extend(reach, place, start, endless)
    for end in whole_sequences.limits(everything):
        reach.most.pop(end, None)
    moved: dict[Letter, Term] = {}
    for letter in letters(relation, assumptions, reach, endless):
        moved[letter] = index_for(ctx, letter, reach, most, assumptions)
    for size in cut_short(relation, assumptions, recurrences, reach):
        moved[size] = index_for(ctx, size, reach, most, assumptions)
    last = total(reach, moved, most)
    assumptions = (*assumptions, *whole_sequences.up_to(lasting, last))
    for one in recurrences:
        if one.owner in ctx.definitions.shown:
            ctx.doubts.setdefault(f"`{one.latex}` has the update rule of a display; its first "
                                  "values, or another rule, may be given elsewhere")  # fmt: skip
    if whole_sequences.doubtful(lasting):
        ctx.doubts.setdefault(whole_sequences.DOUBT)
    if more := max((one.most for one in lasting), default=0):
        last = Add((last, number(more)))
    kept = [one for one in assumptions if not is_bound(one, moved)]
    more = max([0, *(whole_sequences.beside(one) for one in recurrences)])
    change = Change(owners, endless, moved, most, last, plus(last, more))
    around = replace(
        change,
        moved={
            letter: most if isinstance(letter, Variable) else index
            for letter, index in moved.items()
        },
    )
    given = [cast(Assumption, around.visit(one)) for one in kept]
    for one in recurrences:
        given += around.recursions(one, names | {most.name})
    for family, (name, equations) in ctx.definitions.tails.items():
        if any(part == family for part in once((relation, assumptions))):
            ctx.note(f"derivatives by `{name}` at one place go through all later places")
            given += [cast(Assumption, around.visit(one)) for one in equations]
    note(ctx, recurrences)
    result = change.visit(relation), tuple(given)
    if summed := whole_sequences.summed(everything):
        names_ = {family.name: len(family.shape) for family in summed}
        result = cast("tuple[object, tuple[Assumption, ...]]",
                      whole_sequences.as_functions(result, names_))  # fmt: skip
    return cast(Condition, result[0]), result[1]


def cut_short(
    relation: Condition,
    assumptions: Sequence[Assumption],
    recurrences: Sequence[Recurrence],
    reach: Reach,
) -> list[Variable]:
    """Sizes that are the last place too, where all that is said holds for shorter arrays.

    A vector of n entries is then the beginning of one of N; nothing may be said of all its
    entries together.
    """
    found: list[Variable] = []
    if any(one.ahead for one in recurrences):
        return found
    for size in {one.place.upper for one in recurrences}:
        fits = (
            isinstance(size, Variable)
            and size in reach.most
            and not any(
                isinstance(part, (At, Derivative, Integral, Limit)) for part in once(relation)
            )
        )
        if isinstance(size, Variable) and fits and all(
            lower_bound(one, size) is not None or entry_by_entry(one, size) for one in assumptions
        ):  # fmt: skip
            found.append(size)
    return found


def letters(
    relation: Condition, assumptions: Sequence[Assumption], reach: Reach, endless: set[Term]
) -> list[Letter]:
    """The letters that become indices: whole numbers that size nothing, and free places.

    A letter of which more is assumed than where it begins stays what it is.
    """
    sized = {part for one in once((relation, assumptions)) if isinstance(one, Family)
             for part in once(one.shape)} | {
        part for one in assumptions if isinstance(one, (OneHot, Distribution))
        for part in once(one)}  # fmt: skip
    sized |= {part for one in assumptions for part in once(one)
              if isinstance(part, Variable) and lower_bound(one, part) is None}  # fmt: skip
    free = free_indices(relation)
    found: dict[Letter, None] = {}
    for letter in [*reach.most, *reach.lowest]:
        if isinstance(letter, Variable):
            if letter.sort in WHOLE and letter not in sized - endless:
                found.setdefault(letter)
        elif letter in free:
            found.setdefault(letter)
    return list(found)


def index_for(
    ctx: Context, letter: Letter, reach: Reach, most: Variable, assumptions: Sequence[Assumption]
) -> Term:
    """The index that stands for ``letter``."""
    least = -reach.lowest.get(letter, 0)
    if isinstance(letter, Index):
        low = concrete(letter.lower)
        if low is None or low >= least:
            own = letter.lower
        else:
            own = number(least)
            ctx.note(f"`{letter.name}` counts from {least} on, where all places have a value")
        return Index(letter.name, own, letter.upper)
    declared = [1] if letter.sort is Sort.DIMENSION else []
    declared += [bound for one in assumptions if (bound := lower_bound(one, letter)) is not None]
    if declared and max(declared) < least:
        ctx.note(f"`{letter.name}` counts from {least} on, where all places have a value")
    if not declared and least <= 0:
        ctx.note(f"`{letter.name}` counts from {least} on, where all places have a value")
    return Index(letter.name, number(max([least, *declared])), most)


def is_bound(assumption: Assumption, moved: dict[Letter, Term]) -> bool:
    """Whether an assumption only says where a letter begins that became an index."""
    return any(isinstance(letter, Variable) and lower_bound(assumption, letter) is not None
               for letter in moved)  # fmt: skip


def total(reach: Reach, moved: dict[Letter, Term], most: Variable) -> Term:
    """The last place that a statement can speak of."""
    own = max((factor for letter, factor in reach.most.items()
               if isinstance(letter, Index) or letter in moved), default=0)  # fmt: skip
    several = sum(1 for letter in reach.most if isinstance(letter, Index) or letter in moved)
    parts: list[Term] = []
    for letter, factor in [(most, own * several), *(
        pair for pair in reach.most.items() if pair[0] not in moved
        and isinstance(pair[0], Variable))]:  # fmt: skip
        if factor:
            parts.append(letter if factor == 1 else Multiply((number(factor), letter)))
    if reach.constant or not parts:
        parts.append(number(reach.constant))
    return parts[0] if len(parts) == 1 else Add(tuple(parts))


@dataclass
class Change:
    """What is put in throughout a statement."""

    owners: dict[Family, Recurrence]
    endless: set[Term]
    moved: dict[Letter, Term]
    most: Variable
    last: Term
    longest: Term
    """The last place of sequences that recursions look ahead in."""

    def visit(self, node: object) -> object:
        """``node`` over enough places, its letters as indices."""
        match node:
            case Variable() | Index() if node in self.moved:
                found = self.moved[node]
                if isinstance(node, Index) and isinstance(found, Index):
                    return Index(found.name, found.lower, self.upper(node))
                return found
            case Index(name, lower):
                return Index(name, cast(Term, self.visit(lower)), self.upper(node))
            case Family() if node in self.owners:
                return self.family(node)
            case Family(shape=shape, starts=starts) if EVERY in shape:
                return self.sized(node, tuple(
                    plus(self.longest, 1 - start) if size == EVERY else size
                    for size, start in zip(shape, starts, strict=True)))  # fmt: skip
            case Family():
                return self.sized(node, node.shape)
            case _:
                return rebuild(node, self.visit)

    def upper(self, index: Index) -> Term:
        """The last value of an index."""
        ends = index.upper.terms if isinstance(index.upper, Add) else (index.upper,)
        if any(part in self.endless for part in ends):
            return self.most
        return cast(Term, self.visit(index.upper))

    def family(self, owner: Family) -> Family:
        """A sequence with as many places as are needed."""
        length = owner.shape[0]
        if length in self.endless:
            length = plus(self.last, 1 - owner.starts[0])
        return self.sized(owner, (length, *owner.shape[1:]))

    def sized(self, family: Family, shape: tuple[Term, ...]) -> Family:
        """An array as long as the longest one at hand."""
        sizes = {part for part in self.moved if isinstance(part, Variable)}
        if any(part in sizes for part in once(shape)):
            around = replace(self, moved=dict.fromkeys(sizes, self.most))
            shape = tuple(cast(Term, around.visit(size)) for size in shape)
        return family if shape == family.shape else (
            Family(family.name, shape, family.starts, family.sort))  # fmt: skip

    def place(self, at: int | Term) -> Term:
        """A place at which a value is given."""
        return number(at) if isinstance(at, int) else cast(Term, self.visit(at))

    def recursions(self, one: Recurrence, taken: set[str]) -> list[Assumption]:
        """The equations of a sequence as assumptions."""
        owner = self.family(one.owner)
        name = fresh_name(one.place.name, taken)
        endless = one.owner.shape[0] in self.endless
        upper = plus(self.last, -one.ahead) if endless else (
            cast(Term, self.visit(one.place.upper)))  # fmt: skip
        place = Index(name, one.place.lower, upper)
        rule = cast(Term, self.visit(substitute(one.rule, put_in({one.place: place}))))
        parameters = cast("tuple[Index, ...]", self.visit(one.parameters))
        found: list[Assumption] = [
            Recursion((place, *parameters), Dependent(owner, (place, *parameters), ()), rule)
        ]
        for at, value in one.base:
            there = Dependent(owner, (self.place(at), *parameters), ())
            found.append(Recursion(parameters, there, cast(Term, self.visit(value))))
        return found


def note(ctx: Context, recurrences: Iterable[Recurrence]) -> None:
    """Say how the sequences were read."""
    for one in recurrences:
        place = (one.place, *one.parameters)
        left = latex(Dependent(one.owner, place, ()))
        text = f"`{left} = {latex(one.rule)}` for {one.place.name} from {latex(one.place.lower)} on"
        if one.ahead:
            text += ", backwards"
        for at, value in one.base:
            there = number(at) if isinstance(at, int) else at
            first = latex(Dependent(one.owner, (there, *one.parameters), ()))
            if first == latex(value):
                continue  # a name of its own
            text += f", `{first} = {latex(value)}`"
        ctx.note(f"given by recursion: {text}")


def among(owner: object, owners: frozenset[object]) -> bool:
    """Whether ``owner``, or its beginning where it has no end, is one of ``owners``."""
    if owner in owners or not isinstance(owner, Family) or EVERY not in owner.shape:
        return owner in owners
    return any(isinstance(one, Family) and one.name == owner.name for one in owners)
