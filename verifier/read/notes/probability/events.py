r"""Events: what stands between the brackets of ``p(x, z)``, ``P(A \cap B)``, ``P(X = x)``.

Guarantee: an event is a condition on the values of random variables. A letter for a value
fixes it, ``X = x`` too; anything else is tested value by value, so that P of it is a sum
over the values that pass,

    P(X > a)  =  sum_k p_k [X_k > a],        P(A \cup B)  =  1 - P(not A and not B).

Limits: no events about infinitely many variables.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from verifier.read.notes.formulas import conditions
from verifier.read.notes.probability import outcomes
from verifier.read.notes.probability.laws import At, Chance, Law, Missing, ratio, summed
from verifier.read.notes.scopes.context import Context
from verifier.read.notes.scopes.scope import Quantity
from verifier.read.notes.source.complaint import Complaint, Placed
from verifier.read.notes.source.names import head_of, split
from verifier.read.notes.source.tree import (
    ACCENTS,
    Command,
    Fenced,
    Group,
    Leaf,
    Node,
    Script,
    text_of,
)
from verifier.read.sizes import concrete
from verifier.terms import (
    ZERO,
    And,
    Cases,
    Condition,
    Not,
    Number,
    Or,
    Relation,
    Term,
    number,
)

BARS = (r"\mid", "|", r"\vert", r"\middle|")
AND = frozenset({r"\cap", r"\land", r"\wedge", ","})
OR = frozenset({r"\cup", r"\lor", r"\vee"})
NOT = frozenset({r"\neg", r"\lnot", r"\sim"})
COMPLEMENTS = frozenset({"c", "C", r"\complement", r"\mathsf{c}", r"\mathrm{c}", r"\mathsf{C}"})

Truth: TypeAlias = "bool | Condition"


@dataclass(frozen=True)
class Test:
    """A condition on the values of some random variables."""

    chances: frozenset[Chance]
    holds: Callable[[At], Truth]


@dataclass(frozen=True)
class Event:
    """Values that are fixed, and conditions besides: all of them together."""

    fixed: tuple[tuple[Chance, Term], ...] = ()
    tests: tuple[Test, ...] = ()

    def both(self, other: Event) -> Event:
        """Both events."""
        return Event(self.fixed + other.fixed, self.tests + other.tests)

    @property
    def chances(self) -> frozenset[Chance]:
        """The random variables that it speaks of."""
        tested = (chance for test in self.tests for chance in test.chances)
        return frozenset((*(chance for chance, _ in self.fixed), *tested))

    def holds(self, at: At) -> Truth:
        """Whether it happens at these values."""
        same = [equal(at[chance], term) for chance, term in self.fixed]
        return all_of([*same, *(test.holds(at) for test in self.tests)])

    def settled(self) -> tuple[dict[Chance, Term], list[Test]]:
        """One value for each variable that is fixed; what else is asked of it is a test."""
        at: dict[Chance, Term] = {}
        tests = list(self.tests)
        for chance, term in self.fixed:
            if at.setdefault(chance, term) != term:
                tests.append(Event(((chance, term),)).as_test())
        return at, tests

    def as_test(self) -> Test:
        """All of it as one condition."""
        return Test(self.chances, self.holds)


def equal(left: Term, right: Term) -> Truth:
    """Whether two values are the same."""
    if left == right:
        return True
    if isinstance(left, Number) and isinstance(right, Number):
        return False
    return Relation("=", left, right)


def all_of(found: Sequence[Truth]) -> Truth:
    """Whether all hold."""
    if any(one is False for one in found):
        return False
    rest = tuple(one for one in found if not isinstance(one, bool))
    return rest[0] if len(rest) == 1 else And(rest) if rest else True


def opposite(one: Truth) -> Truth:
    """Whether it fails."""
    return not one if isinstance(one, bool) else Not(one)


def any_of(found: Sequence[Truth]) -> Truth:
    """Whether one holds at least."""
    if any(one is True for one in found):
        return True
    rest = tuple(one for one in found if not isinstance(one, bool))
    return rest[0] if len(rest) == 1 else Or(rest) if rest else False


# -- probabilities -----------------------------------------------------------------------


def weight(law: Law, event: Event) -> Term:
    """The probability of an event."""
    at, tests = event.settled()
    hidden = dict.fromkeys(c for test in tests for c in sorted(test.chances, key=by_name)
                           if c not in at)  # fmt: skip

    def mass(full: At) -> Term:
        truth = all_of([test.holds(full) for test in tests])
        if truth is False:
            return ZERO
        whole = law.marginal(full)
        return whole if truth is True else Cases(((truth, whole),), ZERO)

    return summed(hidden, at, mass)


def by_name(chance: Chance) -> str:
    """How variables are ordered where their order does not matter."""
    return chance.name.latex


def probability(law: Law, event: Event, given: Event) -> Term:
    """The probability of an event, given another."""
    if not event.tests and not given.tests:
        targets, tests = event.settled()
        under, more = given.settled()
        again = any(under.get(chance, term) != term for chance, term in targets.items())
        if not tests and not more and not again:
            return law.conditional(targets, under)
    below = weight(law, given)
    return ratio(weight(law, event.both(given)), below)


def asked(law: Law, event: Event, given: Event, at: Placed) -> Term:
    """The same, with a complaint where the law does not say."""
    own = law.name.latex
    for chance in sorted(event.chances | given.chances, key=by_name):
        if chance not in law.chances:
            letter = chance.name.latex
            paste = f"**Let** ${letter}, ...$ be random variables with joint distribution ${own}$."
            raise Complaint("declaration", f"`{own}` is declared as a distribution of "
                            f"{listed(law.chances)}, not of `{letter}`", at, (paste,))  # fmt: skip
    try:
        for chance in sorted(event.chances - given.chances - set(law.targets), key=by_name):
            raise Missing(chance)
        return probability(law, event, given)
    except Missing as missing:
        letter = missing.chance.name.latex
        raise Complaint("declaration", f"`{own}` is declared given `{letter}` only, so it says "
                        f"nothing where `{letter}` is not given", at,
                        (f"**Let** ${own}({letter})$ be a distribution.",)) from None  # fmt: skip


def listed(chances: Sequence[Chance]) -> str:
    """The names of random variables for a message."""
    return ", ".join(f"`{chance.name.latex}`" for chance in chances)


# -- reading -----------------------------------------------------------------------------


def event(ctx: Context, nodes: Sequence[Node], at: Placed) -> Event:
    """What stands on one side of the bar."""
    found = maybe(ctx, nodes, at)
    if found is None:
        parts_ = split_at(nodes, AND | OR)
        part = next((one for one in parts_ if maybe(ctx, one, at) is None), parts_[0])
        text = "".join(map(text_of, part))
        paste = f"**Let** ${text}$ be a random variable with distribution $p$."
        raise Complaint("undeclared", f"`{text}` is no event: nothing declares it as a random "
                        "variable", at, (paste,))  # fmt: skip
    return found


def maybe(ctx: Context, nodes: Sequence[Node], at: Placed) -> Event | None:
    """The same; None where a piece is neither a letter of a random variable nor a condition."""
    either = split_at(nodes, OR)
    if len(either) > 1:
        return joined(ctx, either, at)
    whole = Event()
    for part in split_at(nodes, AND):
        found = atom(ctx, part, at)
        if found is None:
            return None
        whole = whole.both(found)
    return whole


def joined(ctx: Context, either: list[list[Node]], at: Placed) -> Event | None:
    r"""``A \cup B``."""
    found = [maybe(ctx, part, at) for part in either]
    known = [one for one in found if one is not None]
    if len(known) < len(found):
        return None
    chances = frozenset(chance for one in known for chance in one.chances)
    return Event(tests=(Test(chances, lambda full: any_of([e.holds(full) for e in known])),))


def split_at(nodes: Sequence[Node], marks: frozenset[str]) -> list[list[Node]]:
    """``nodes`` cut at signs and words."""
    found: list[list[Node]] = [[]]
    for node in nodes:
        joint = conditions.connective(node)
        word = {"and": ",", "or": r"\cup"}.get(joint if not isinstance(node, Leaf) else "", "")
        if (isinstance(node, Leaf) and node.text in marks) or word in marks:
            found.append([])
        else:
            found[-1].append(node)
    return [part for part in found if part]


def atom(ctx: Context, part: Sequence[Node], at: Placed) -> Event | None:
    """One letter, its complement, a bracket, a condition."""
    first = part[0]
    if len(part) == 1:
        return one(ctx, first, at)
    if isinstance(first, Leaf) and first.text in NOT:
        return refused(maybe(ctx, part[1:], at))
    if len(minus := split_at(part, frozenset({r"\setminus"}))) == 2:
        kept, gone = maybe(ctx, minus[0], at), refused(maybe(ctx, minus[1], at))
        return None if kept is None or gone is None else kept.both(gone)
    if conditions.is_relation(part):
        return condition(ctx, part, at)
    found = [one(ctx, node, at) for node in part]
    known = [each for each in found if each is not None]
    if len(known) < len(found) or not all(c.event for each in known for c in each.chances):
        return None
    ctx.note("events side by side read as their intersection")
    whole = Event()
    for each in known:
        whole = whole.both(each)
    return whole


IMPOSSIBLE, SURE = (r"\emptyset", r"\varnothing"), r"\Omega"


def one(ctx: Context, node: Node, at: Placed) -> Event | None:
    r"""``x``, ``A``, ``\bar{A}``, ``A^c``, ``(A \cup B)^c``."""
    symbol = outcomes.letter(ctx, [node])
    if symbol is not None and not symbol.chance.event:
        return Event(((symbol.chance, symbol.index),))
    if symbol is not None:
        return Event(((symbol.chance, number(1)),))
    if isinstance(node, Leaf) and node.text in (*IMPOSSIBLE, SURE):
        head = head_of(node)
        if head is None or ctx.lookup(head) is None:
            certain = node.text == SURE
            ctx.note(f"`{node.text}` is read as the {'sure' if certain else 'impossible'} event")
            return Event(tests=(Test(frozenset(), lambda _: certain),))
    if isinstance(node, Command) and node.name in ACCENTS and len(node.arguments) == 1:
        inside = maybe(ctx, node.arguments[0].children, at)
        own = node.name in (r"\bar", r"\overline")
        return refused(inside) if own and only_events(inside) else None
    if isinstance(node, Script) and node.base is not None and node.sub is None:
        inside = maybe(ctx, [node.base], at)
        above = text_of(node.sup).strip("{}") if node.sup is not None else ""
        if not only_events(inside) or (above in COMPLEMENTS) == bool(node.primes):
            return None
        return refused(inside) if not above or above in COMPLEMENTS else None
    if isinstance(node, (Fenced, Group)):
        if conditions.is_relation(node.children) or len(node.children) > 1:
            return maybe(ctx, node.children, at)
        return one(ctx, node.children[0], at) if node.children else None
    return None


def only_events(found: Event | None) -> bool:
    """Whether nothing but declared events occurs."""
    return found is not None and all(chance.event for chance in found.chances)


def refused(found: Event | None) -> Event | None:
    """The opposite of an event."""
    if found is None:
        return None
    if len(found.fixed) == 1 and not found.tests and found.fixed[0][0].event:
        ((chance, term),) = found.fixed
        return Event(((chance, number(0 if term == number(1) else 1)),))
    return Event(tests=(Test(found.chances, lambda full: opposite(found.holds(full))),))


def condition(ctx: Context, part: Sequence[Node], at: Placed) -> Event | None:
    """``X = x`` fixes X; any other condition is a test of the variables in it."""
    sides = split(part, ("=",))
    left = outcomes.letter(ctx, sides[0]) if len(sides) == 2 else None
    if left is not None and left.random and sum(is_sign(node) for node in part) == 1:
        right = outcomes.letter(ctx, sides[1])
        if right is not None and right.chance == left.chance:
            return Event(((left.chance, right.index),))
        if left.chance.values is None and len(sides[1]) == 1 and right is None:
            exact = whole_number(sides[1][0])
            size = concrete(left.chance.size)
            if exact is not None and size is not None and (
                0 <= exact - left.chance.start < size
            ):  # fmt: skip
                return Event(((left.chance, number(exact)),))
    symbols = outcomes.random_letters(ctx, part)
    if left is not None and left.random and left.name.glyph.letter[:1].isupper() and (
        (other := outcomes.letter(ctx, sides[1])) is not None
        and other.name.glyph.letter[:1].islower() and not other.chance.event
    ):  # fmt: skip
        ctx.note(f"`{''.join(map(text_of, part))}` gives `{left.name.latex}` the value that "
                 f"`{other.name.latex}` has")  # fmt: skip
        symbols = {left.name: left}
    if not symbols:
        return None
    chances = frozenset(symbol.chance for symbol in symbols.values())

    def holds(full: At) -> Truth:
        bound = ctx.bind(*(replace(s, index=full[s.chance]) for s in symbols.values()))
        return conditions.condition(bound, part, at)

    return Event(tests=(Test(chances, holds),))


def is_sign(node: Node) -> bool:
    """Whether ``node`` is a relation."""
    return conditions.is_relation([node])


def whole_number(node: Node) -> int | None:
    """The number that ``node`` writes."""
    digits = isinstance(node, Leaf) and node.token.kind == "number" and node.text.isdigit()
    return int(node.text) if isinstance(node, Leaf) and digits and len(node.text) < 9 else None


def parameter(ctx: Context, part: Sequence[Node]) -> bool:
    """Whether a piece behind the bar is a quantity that is no random variable."""
    if next(outcomes.spoken(ctx, part), None) is not None:
        return False
    for node in outcomes.every(part):
        head = head_of(node)
        found = ctx.lookup(head) if head is not None else None
        if found is not None and isinstance(found[0], Quantity):
            return True
    return False
