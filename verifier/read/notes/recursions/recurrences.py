r"""**Define** by recursion: ``s_0 = 0``, ``s_k = s_{k-1} + k`` for k >= 1.

Guarantee: equations whose names come back, on the right, only at earlier places define a
sequence of numbers, vectors or matrices; so does a system of them, ``u_k = u_{k-1} +
v_{k-1}``, ``v_k = u_{k-1}``. Values at places that no equation gives are arbitrary. The place
is a subscript or a label above, ``h^{(l)}``. A sequence without a last place has as many
places as a statement needs (see ``sequences``).

    s_0 = 0, s_k = s_{k-1} + k   ->   Recursion(s[k] = s[k-1] + k for k = 1, ..., N), s[0] = 0

Limits: one place counts, in steps of whole numbers, upwards from a first value or (see
``backwards``) downwards from a last one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from verifier.read import arrays
from verifier.read.arrays import Array
from verifier.read.notes.declarations import given_values
from verifier.read.notes.formulas import expressions, indexing
from verifier.read.notes.recursions import backwards, random_sequences, recurrence_shapes
from verifier.read.notes.recursions.recurrence_ranges import plus, span
from verifier.read.notes.scopes.context import Context
from verifier.read.notes.scopes.owners import Owners
from verifier.read.notes.scopes.scope import IndexName, Quantity
from verifier.read.notes.source.complaint import Complaint
from verifier.read.notes.source.names import Glyph, Head, Name, Piece, glyph_of, head_of
from verifier.read.notes.source.tree import Leaf, Node, Script, parts
from verifier.read.notes.terms import values
from verifier.read.notes.terms.substitute import substitute
from verifier.read.notes.terms.substitute import values as put_in
from verifier.read.notes.terms.unfold import Recurrence
from verifier.read.sizes import concrete, same_shape
from verifier.terms import Add, Family, Index, Sort, Term, Variable, number

if TYPE_CHECKING:
    from verifier.read.notes.declarations.define import Equation

LARGEST_STEP = 20
"""How far apart the places of one equation may be."""


@dataclass(frozen=True)
class Key:
    """What a sequence is called, and whether its place stands above."""

    glyph: Glyph
    above: bool

    @property
    def name(self) -> Name:
        """The name without its place."""
        return Name(self.glyph)


@dataclass(frozen=True)
class Rule:
    """An equation for any place: ``key`` at ``letter`` + ``shift``."""

    key: Key
    letter: Leaf
    shift: int
    equation: Equation
    seen: tuple[tuple[Key, int], ...]
    """What stands on the right at the same letter, and how far on."""


@dataclass(frozen=True)
class System:
    """Equations that go round in a circle, and the values that they begin with."""

    rules: tuple[Rule, ...]
    base: tuple[tuple[Key, int, Equation], ...]
    ends: tuple[tuple[Key, Piece, Equation], ...] = ()
    """Values at places that are letters, where the equations go backwards."""

    @property
    def given(self) -> tuple[tuple[Key, Equation], ...]:
        """The sequences that a value is given of, with it."""
        return (*((key, one) for key, _, one in self.base),
                *((key, one) for key, _, one in self.ends))  # fmt: skip

    @property
    def shifts(self) -> list[int]:
        """How far before or behind each place the equations look."""
        own = {rule.key for rule in self.rules}
        return [at - rule.shift for rule in self.rules for key, at in rule.seen if key in own]


Item: TypeAlias = "Equation | System"


# -- finding them --------------------------------------------------------------------------


def systems(ctx: Context, equations: Sequence[Equation]) -> list[Item]:
    """``equations`` with those that define by recursion put together."""
    rules = [rule for one in equations if (rule := rule_of(ctx, one)) is not None]
    circles = [tuple(other for other in rules if reaches(rule, other, rules)
                     and reaches(other, rule, rules)) for rule in rules]  # fmt: skip
    found: list[Item] = []
    used: list[Equation] = []
    for circle in dict.fromkeys(circle for circle in circles if circle):
        if any(beside(circle, one) for one in equations):
            continue
        base = tuple(
            (key, at, one) for one in equations for key in {rule.key for rule in circle}
            if (at := given_place(one, key)) is not None
        )  # fmt: skip
        system = System(circle, base)
        if max(system.shifts) > 0:
            system = replace(system, ends=backwards.ends(equations, circle))
        found.append(system)
        used += [*(rule.equation for rule in circle), *(one for _, one in system.given)]
    return [*(one for one in equations if not any(one is other for other in used)), *found]


def beside(circle: Sequence[Rule], equation: Equation) -> bool:
    """Whether ``z^l`` has a value of its own beside ``z^{l+1}``: then these are labels."""
    if len(equation.left) != 1 or any(equation is rule.equation for rule in circle):
        return False
    return any(key == rule.key and letter.text == rule.letter.text
               for key, letter, _ in placed(equation.left[0]) for rule in circle)  # fmt: skip


def reaches(start: Rule, end: Rule, rules: Sequence[Rule]) -> bool:
    """Whether the right side of ``start`` mentions ``end``, directly or through others."""
    waiting, seen = [start], set[Key]()
    while waiting:
        for key, _ in waiting.pop().seen:
            if key == end.key:
                return True
            if key not in seen:
                seen.add(key)
                waiting.extend(rule for rule in rules if rule.key == key)
    return False


def rule_of(ctx: Context, equation: Equation) -> Rule | None:
    """``s_{k+1} = ...`` with a letter for its place; None for any other equation."""
    if len(equation.left) != 1:
        return None
    for key, letter, shift in placed(equation.left[0]):
        seen: list[tuple[Key, int]] = []
        waiting: list[Node] = list(equation.right)
        while waiting:
            node = waiting.pop()
            if isinstance(node, Script):
                seen += [(other, at) for other, same, at in placed(node)
                         if same.text == letter.text and not labelled(ctx, node)]  # fmt: skip
            waiting.extend(parts(node))
        own = {at for other, at in seen if other == key}
        if labelled(ctx, equation.left[0]) or not counts(ctx, letter) or indexed(equation.left[0]):
            continue
        if seen and own != {shift}:
            return Rule(key, letter, shift, equation, tuple(dict.fromkeys(seen)))
    return None


def labelled(ctx: Context, node: Node) -> bool:
    """Whether a name with all its scripts is declared as it stands."""
    head = head_of(node)
    return head is not None and ctx.scope.find(head.name) is not None


def counts(ctx: Context, letter: Leaf) -> bool:
    """Whether a letter can be a place: an index, a whole number, or undeclared."""
    found = ctx.scope.fitting(Head(Glyph(letter.text), (), (), 0, letter))
    match found[0] if found is not None else None:
        case None | IndexName():
            return True
        case Quantity(owner=Variable(sort=sort)):
            return sort in (Sort.DIMENSION, Sort.INTEGER)
        case _:
            return False


def indexed(node: Node) -> bool:
    """Whether a name has scripts on both sides: ``h^{(l)}_i`` is one entry."""
    head = head_of(node)
    return head is not None and bool(head.sub) and bool(head.sup)


def placed(node: Node) -> list[tuple[Key, Leaf, int]]:
    """The ways to read ``node`` as a name at a place ``letter + shift``."""
    head = head_of(node)
    if head is None or head.primes:
        return []
    found: list[tuple[Key, Leaf, int]] = []
    if len(head.sup) == 1 and (place := offset(head.sup[0])) is not None:
        found.append((Key(head.glyph, True), *place))
    if len(head.sub) == 1 and not head.sup and (place := offset(head.sub[0])) is not None:
        found.append((Key(head.glyph, False), *place))
    return found


def offset(piece: Piece) -> tuple[Leaf, int] | None:
    """``k``, ``k + 1`` or ``(k - 2)`` as a letter and a number."""
    nodes = indexing.bare_piece(piece).nodes
    letter = nodes[0]
    if not isinstance(letter, Leaf) or glyph_of(letter) is None:
        return None
    if len(nodes) == 1:
        return letter, 0
    if len(nodes) != 3 or not isinstance(nodes[1], Leaf) or nodes[1].text not in ("+", "-"):
        return None
    if not isinstance(nodes[2], Leaf) or not nodes[2].text.isdigit() or len(nodes[2].text) > 2:
        return None
    step = int(nodes[2].text)
    return letter, step if nodes[1].text == "+" else -step


def given_place(equation: Equation, key: Key) -> int | None:
    """The number k of ``s_k = ...`` for the sequence ``key``."""
    head = head_of(equation.left[0]) if len(equation.left) == 1 else None
    if head is None or head.primes or head.glyph != key.glyph:
        return None
    items, others = (head.sup, head.sub) if key.above else (head.sub, head.sup)
    if len(items) != 1 or others:
        return None
    text = indexing.bare_piece(items[0]).text
    return int(text) if text.isdigit() and len(text) < 4 else None


# -- making them ---------------------------------------------------------------------------


def define(ctx: Context, system: System, owners: Owners) -> None:
    """Declare the sequences of a system; ``Complaint`` where it defines nothing."""
    shifts = system.shifts
    steps = {at for at in shifts if at}
    letter = system.rules[0].letter
    if not steps or min(shifts) * max(shifts) < 0 or max(map(abs, steps)) > LARGEST_STEP:
        raise Complaint("declaration", "this recursion goes both ways, or nowhere: no value comes "
                        "before the others", letter)  # fmt: skip
    require_order(system)
    if len({rule.key for rule in system.rules}) < len(system.rules):
        raise Complaint("declaration", "two equations for the same values", letter)
    likes = recurrence_shapes.told(ctx, system)
    random = random_sequences.outcomes(ctx, system, likes)
    made = {
        rule.key: backwards.begun(ctx, rule, system, max(shifts), likes[rule.key], owners, random)
        if max(shifts) > 0
        else begun(ctx, rule, system, min(shifts), likes[rule.key], owners, random)
        for rule in system.rules
    }
    inner = ctx.bind(*(making.symbol for making in made.values()))
    for rule in system.rules:
        making = made[rule.key]
        given_values.require_unused(ctx, making.symbol.name, letter)
        ctx.definitions.recurrences[making.owner] = recurrence(inner, rule, making)
        ctx.scope.declare(making.symbol)


def require_order(system: System) -> None:
    """Within one place, the equations must have an order in which they can be worked out."""
    waiting = list(system.rules)
    while waiting:
        ready = [rule for rule in waiting if not any(
            at == rule.shift and any(key == other.key for other in waiting)
            for key, at in rule.seen)]  # fmt: skip
        if not ready:
            raise Complaint("declaration", "these equations define each other at the same place",
                            waiting[0].letter)  # fmt: skip
        waiting = [rule for rule in waiting if rule not in ready]


@dataclass(frozen=True)
class Making:
    """A sequence whose equation is still to be read."""

    owner: Family
    symbol: Quantity
    first: int
    """The first place that the equation gives."""
    upper: Term
    base: tuple[tuple[int | Term, Array], ...]
    ahead: int = 0
    """How far behind a place the equations look."""
    random: tuple[Index, ...] = ()
    """The outcomes on which the values rest."""


def begun(
    ctx: Context, rule: Rule, system: System, back: int, like: Array, owners: Owners,
    random: tuple[Index, ...],
) -> Making:  # fmt: skip
    """The sequence with its places, its values shaped as ``like`` is."""
    base = [(at, values.as_scalar(expressions.expression(ctx, one.right, one.left[0])))
            for key, at, one in system.base if key == rule.key]  # fmt: skip
    low, high = bounds(ctx, rule, system)
    base += known_before(ctx, rule.key, range(max(0, low + back), low), {at for at, _ in base})
    if any(at >= low for at, _ in base):
        raise Complaint("declaration", f"the equation from {low} on and the value at "
                        f"{max(at for at, _ in base)} may not agree: say `for "
                        f"${rule.letter.text} \\ge ...$`", rule.letter)  # fmt: skip
    looks = [bounds(ctx, other, system)[0] - other.shift + at for other in system.rules
             for key, at in other.seen if key == rule.key]  # fmt: skip
    start = min([low, *looks, *(at for at, _ in base)])
    shape = like.shape
    base = [(at, recurrence_shapes.begins(value, shape)) for at, value in base]
    if any(not same_shape(value.shape, shape) for _, value in base):
        raise Complaint("shape-mismatch", "the first values have different shapes", rule.letter)
    length = places(ctx, owners) if high is None else plus(high, 1 - start)
    upper = Add((length, number(start - 1))) if high is None else high
    family, symbol = random_sequences.values_at(rule.key, length, start, like, owners, random)
    return Making(family, symbol, low, upper, tuple(base), random=random)


def bounds(ctx: Context, rule: Rule, system: System) -> tuple[int, Term | None]:
    """The first place that an equation gives, and the last one where there is one."""
    low, high = span(ctx, rule, [one for other in system.rules for one in other.equation.types])
    given = [at for key, at, _ in system.base if key == rule.key]
    return (max(given, default=0) + 1 if low is None else low), high


def places(ctx: Context, owners: Owners) -> Variable:
    """Any number of places."""
    length = owners.variable(Name(Glyph("N"), ("places",)), Sort.DIMENSION, new=True)
    ctx.definitions.endless.add(length)
    return length


def known_before(ctx: Context, key: Key, places: range, given: set[int]) -> list[tuple[int, Array]]:
    """Values that the equations begin with, of names such as ``x_0`` declared on their own.

    ``x_0`` beside ``x_1 = x_0`` is no place of a sequence that begins at 1.
    """
    found: list[tuple[int, Array]] = []
    for at in places:
        for text in (str(at), f"({at})"):
            label = (text,)
            name = Name(key.glyph, () if key.above else label, label if key.above else ())
            symbol = ctx.scope.find(name)
            if isinstance(symbol, Quantity) and at not in given:
                found.append((at, values.as_scalar(symbol.view)))
    return found


def recurrence(inner: Context, rule: Rule, making: Making) -> Recurrence:
    """The equation read at a place of its own."""
    letter = Name(Glyph(rule.letter.text))
    own = Index(letter.internal, number(making.first - rule.shift),
                plus(making.upper, -rule.shift))  # fmt: skip
    at = rule.equation.left[0]
    right = values.as_scalar(expressions.expression(inner.bind(IndexName(letter, own)),
                                                    rule.equation.right, at))  # fmt: skip
    view = making.symbol.view
    return finished(rule, making, own, right, view)


def finished(rule: Rule, making: Making, own: Index, right: Array, view: Array) -> Recurrence:
    """The equation as one between numbers."""
    at = rule.equation.left[0]
    expected = values.as_scalar(Array(view.shape[1:], lambda _: number(0), view.starts[1:]))
    if not same_shape(expected.shape, right.shape):
        raise values.mismatch("the values of a recursion", expected, right).placed(at)
    place = Index(own.name, number(making.first), making.upper)
    taken = {own.name, *right.names}
    drawn, outcomes = random_sequences.places(making.random, taken)
    parameters = list(drawn)
    inside: list[Term] = []
    for size, start in zip(right.shape, right.starts, strict=True):
        if concrete(size) == 1:
            inside.append(number(start))
            continue
        parameters.append(arrays.fresh_index("i", size, start, taken))
        taken.add(parameters[-1].name)
        inside.append(parameters[-1])
    entry = right.entry(tuple(inside))
    term = substitute(entry, put_in({own: plus(place, -rule.shift), **outcomes}))
    base = tuple((where, random_sequences.at_outcomes(value.entry(tuple(inside)), outcomes))
                 for where, value in making.base)  # fmt: skip
    return Recurrence(making.owner, place, tuple(parameters), term, base, rule.key.name.latex,
                      making.ahead)  # fmt: skip
