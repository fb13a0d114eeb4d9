r"""Expectations under declared laws: ``\mathbb{E}_{z \sim q(z \mid x)}[f(z)]``, ``E[X \mid Y]``.

Guarantee: an expectation is the sum over the values of what it averages, weighted by the
law that is named, else by the one law in force; given an event, by the conditional law:

    E[g(X) | Y = y]  =  sum_x p(x | y) g(x).

The letters that are averaged stand in the readings. Limits: see ``laws``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import reduce

from verifier.read.arrays import Array
from verifier.read.notes.formulas import expressions, operands, operators
from verifier.read.notes.probability import events, law_calls, mean_signs, outcomes
from verifier.read.notes.probability.events import Event
from verifier.read.notes.probability.laws import Density, Law, Outcome, numbering, places, small
from verifier.read.notes.scopes.context import Context, Cursor
from verifier.read.notes.scopes.scope import Function, Quantity
from verifier.read.notes.source.complaint import Complaint, Placed
from verifier.read.notes.source.names import Glyph, head_of, pieces, split
from verifier.read.notes.source.tree import Fenced, Group, Leaf, Node, Script, parts, text_of
from verifier.read.notes.terms import values
from verifier.read.notes.terms.spaces import OUTCOME
from verifier.read.notes.terms.substitute import substitute
from verifier.read.notes.terms.substitute import values as put_in
from verifier.terms import ZERO, Add, Index, Multiply, Sum, Term, over
from verifier.traversal import free_indices


@dataclass(frozen=True)
class Average:
    """The letters that an expectation binds, and their weight."""

    letters: tuple[Outcome, ...]
    weight: Callable[[Context, tuple[Outcome, ...]], Term]
    exact: bool = True
    """Whether all letters are bound, not only those that occur."""


def applies(ctx: Context, cursor: Cursor, sub: Sequence[Node]) -> bool:
    """Whether an expectation at the cursor is one under declared laws."""
    if not law_calls.laws(ctx.scope):
        return False
    if law_calls.spoken_of(ctx, sub) or any(law_at(ctx, node) for node in outcomes.every(sub)):
        return True
    after = cursor.peek(1)
    fence = law_calls.fence_of(after)
    return law_calls.spoken_of(ctx, fence.children if fence else cursor.nodes[cursor.at + 1 :])


def law_at(ctx: Context, node: Node) -> Law | None:
    """The law whose bare name ``node`` is."""
    head = head_of(node)
    found = ctx.lookup(head) if head is not None else None
    if head is None or found is None or not isinstance(found[0], Law):
        return None
    return found[0] if found[1:] == (len(head.sub), len(head.sup), head.primes) else None


def expectation(ctx: Context, cursor: Cursor, sub: Sequence[Node]) -> Array:
    r"""``\mathbb{E}_{q(z \mid x)}[f(z)]``, ``\mathbb{E}[X \mid Y]``."""
    node = cursor.take()
    after = cursor.peek()
    if after is None:
        raise Complaint("syntax", "the expectation of what? Write it in brackets", node)
    ctx = ctx.deeper(node)
    fence = law_calls.fence_of(after)
    if fence is None:
        first = cursor.at
        average = chosen(ctx, sub, cursor.nodes[first:], Event(), node)
        inner = inside(ctx, average, Event())
        body = operands.operand(inner, cursor)
        shown = expressions.written(ctx, cursor.nodes[first : cursor.at])
        ctx.note(f"the expectation without brackets is that of `{shown}`")
        return averaged(ctx, average, body)
    cursor.take()
    sides = law_calls.parted(fence)
    given = events.event(ctx, sides[1], fence) if len(sides) > 1 else Event()
    average = chosen(ctx, sub, sides[0], given, fence)
    body = expressions.expression(inside(ctx, average, given), sides[0], fence)
    result = averaged(ctx, average, body)
    if not isinstance(after, Script):
        return result
    return operands.attached(ctx, result, pieces(after.sub), after.sup, pieces(after.sup),
                             after.primes, node)  # fmt: skip


def inside(ctx: Context, average: Average, given: Event) -> Context:
    """The context of what is averaged: what is given has the value that is given."""
    fixed, _ = given.settled()
    own = {symbol.name for symbol in average.letters}
    seen = [symbol for symbol in ctx.scope.everything() if isinstance(symbol, Outcome)
            and symbol.random and symbol.chance in fixed and symbol.name not in own]  # fmt: skip
    under = [replace(symbol, index=fixed[symbol.chance]) for symbol in seen]
    return ctx.bind(*under, *capitals(average.letters), *average.letters)


def capitals(letters: Sequence[Outcome]) -> list[Outcome]:
    """The variables X of the values x that are averaged: in what is averaged they are the same."""
    own = {symbol.name for symbol in letters}
    large = [symbol for symbol in letters if symbol.name in small(symbol.chance.name)]
    return [replace(symbol, name=symbol.chance.name, random=True) for symbol in large
            if symbol.chance.name not in own]  # fmt: skip


def averaged(ctx: Context, average: Average, body: Array) -> Array:
    """The weighted sum of ``body`` over what is averaged."""
    body = values.plain(values.as_scalar(body))
    letters = average.letters
    probes = tuple(over(f"?{axis}", size) for axis, size in enumerate(body.shape))
    free = set(free_indices(body.entry(probes)))
    if any(index.name.startswith(OUTCOME) for index in free - set(ctx.outcomes.values())):
        raise Complaint("not-supported", "a mean under this law of something that is random "
                        "without it: declare all in one joint distribution")  # fmt: skip
    if not average.exact:
        letters = tuple(symbol for symbol in letters if symbol.index in free)
        if not letters:
            return body
    shown = ", ".join(f"`{symbol.name.latex}`" for symbol in letters)
    ctx.note(f"an expectation averages over {shown}")
    short = [symbol for symbol in letters if symbol.chance.event]
    ways = []  # whether each event happens or not: with its weight, what to put in
    for place in places([symbol.chance for symbol in short]):
        fixed = tuple(replace(symbol, index=place.get(symbol.chance, symbol.index))
                      for symbol in letters)  # fmt: skip
        given = put_in({symbol.index: place[symbol.chance] for symbol in short
                        if isinstance(symbol.index, Index)})  # fmt: skip
        ways.append((average.weight(ctx, fixed), given))

    def entry(at: tuple[Term, ...]) -> Term:
        inner = body.entry(at)
        terms = tuple(Multiply((weight, substitute(inner, given) if short else inner))
                      for weight, given in ways)  # fmt: skip
        return terms[0] if len(terms) == 1 else Add(terms)

    weighted = Array(body.shape, entry, body.starts)
    letters = tuple(symbol for symbol in letters if symbol not in short)
    indices = tuple(symbol.index for symbol in letters if isinstance(symbol.index, Index))
    return operators.collected(weighted, operators.Binding(ctx, indices, (), ()), ZERO, Sum)


# -- which letters, which weights --------------------------------------------------------


def chosen(
    ctx: Context, sub: Sequence[Node], body: Sequence[Node], given: Event, at: Placed
) -> Average:
    """What the subscript of an expectation, or else its body, says is averaged."""
    sub = opened(sub)
    if not sub:
        return by_body(ctx, body, given, None, at)
    if any(isinstance(node, Leaf) and node.text == r"\sim" for node in sub):
        found: list[Average] = []
        for part in draws(sub):
            found.append(drawn(ctx, part, given, at))
            ctx = ctx.bind(*found[-1].letters)
        return reduce(product, found)
    head = sub[0]
    if (law := law_at(ctx, head)) is not None and len(sub) == 1:
        return of_law(ctx, law, body, given, at)
    if law is not None and len(sub) == 2 and isinstance(sub[1], Fenced):
        return of_call(ctx, law, sub[1], given, at)
    if len(sub) == 1 and labels(ctx, head):
        return labelled(ctx, text_of(head), body, given, at)
    return of_letters(ctx, sub, given, at)


def opened(sub: Sequence[Node]) -> list[Node]:
    """``sub`` without braces around all of it."""
    found = list(sub)
    while len(found) == 1 and isinstance(found[0], Group):
        found = list(found[0].children)
    return found


def draws(sub: Sequence[Node]) -> list[list[Node]]:
    r"""``x \sim p, z \sim q`` cut into its parts; ``x, z \sim p`` is one."""
    found: list[list[Node]] = [[]]
    for part in split(sub, (",", ";")):
        found[-1] += part
        if any(isinstance(node, Leaf) and node.text == r"\sim" for node in part):
            found.append([])
    return [part for part in found if part]


def drawn(ctx: Context, part: Sequence[Node], given: Event, at: Placed) -> Average:
    r"""``z \sim q(z \mid x)``, ``z \sim q``."""
    sides = split(part, (r"\sim",))
    if len(sides) != 2:
        raise Complaint("syntax", r"write `z \sim q(z \mid x)`", at)
    left, right = unbracketed(sides[0]), sides[1]
    found = [outcomes.letter(ctx, [node]) for node in left]
    letters = tuple(symbol for symbol in found if symbol is not None)
    law = law_at(ctx, right[0])
    if law is None or None in found:
        raise Complaint("undeclared", "an expectation over what? Nothing declares this law or its "
                        "letter", at, ("**Let** $p(x)$ be a distribution.",))  # fmt: skip
    if len(right) == 2 and isinstance(right[1], Fenced):
        average = of_call(ctx, law, undotted(right[1], left), given, at)
        if {s.name for s in average.letters} != {s.name for s in letters}:
            raise Complaint("ambiguous", "the letter before the sign is not that of the law", at)
        return average
    return plain(letters, law, given, at)


def unbracketed(nodes: Sequence[Node]) -> list[Node]:
    r"""The letters of ``x``, ``x, y`` and ``(x, y)``."""
    first = nodes[0]
    inner = first.children if len(nodes) == 1 and isinstance(first, Fenced) else nodes
    return [node for node in inner if not (isinstance(node, Leaf) and node.text == ",")]


def undotted(fence: Fenced, letters: Sequence[Node]) -> Fenced:
    r"""``(\cdot \mid x)`` with the letters that are drawn for the dot."""
    first = fence.children[0] if fence.children else None
    if isinstance(first, Leaf) and first.text in (r"\cdot", r"\bullet"):
        return replace(fence, children=(*letters, *fence.children[1:]))
    return fence


def plain(letters: tuple[Outcome, ...], law: Law, given: Event, at: Placed) -> Average:
    """Letters whose law is named without arguments."""
    free = tuple(fresh(symbol) for symbol in letters)

    def weight(ctx: Context, bound: tuple[Outcome, ...]) -> Term:
        event = Event(tuple((symbol.chance, symbol.index) for symbol in bound))
        return events.asked(law, event, with_outside(ctx, law, given, bound), at)

    return Average(free, weight)


def with_outside(ctx: Context, law: Law, given: Event, bound: Sequence[Outcome]) -> Event:
    """What is given, with what the law is declared given at its value here."""
    known = given.chances | {symbol.chance for symbol in bound}
    for chance in law.outside:
        if chance in known:
            continue
        symbol = ctx.scope.find(chance.name)
        if isinstance(symbol, Outcome):
            given = given.both(Event(((chance, symbol.index),)))
    return given


def of_call(ctx: Context, law: Law, fence: Fenced, given: Event, at: Placed) -> Average:
    r"""``q(z \mid x)``: the letters before the bar are averaged."""
    found = law_calls.read(ctx, law, fence)
    if not found.letters or {symbol.chance for symbol in found.letters} != found.event.chances:
        raise Complaint("not-supported", "an expectation over something other than letters", at)
    letters = tuple(fresh(symbol) for symbol in found.letters)

    def weight(ctx: Context, bound: tuple[Outcome, ...]) -> Term:
        event = Event(tuple((symbol.chance, symbol.index) for symbol in bound))
        if found.given.fixed:
            ctx.note(law_calls.QUOTIENT)
        return events.asked(found.law, event, found.given.both(given), at)

    return Average(letters, weight)


def of_law(ctx: Context, law: Law, body: Sequence[Node], given: Event, at: Placed) -> Average:
    r"""``\mathbb{E}_q[f(z)]``: all that q is a distribution of, where it stands in the body."""
    own = {symbol.chance for symbol in random_here(ctx, body)} - given.chances
    if own and own <= set(law.outside):
        paste = rf"`\mathbb{{E}}_{{{law.name.latex}(...)}}`"
        raise Complaint("ambiguous", f"nothing here is what `{law.name.latex}` is a distribution "
                        "of: a mean over what?", at, (paste,))  # fmt: skip
    if own and not own & set(law.targets):
        return labelled(ctx, law.name.latex, body, given, at)
    mean_signs.require_bound(ctx, law, given.chances, law.name.latex, at)
    ctx.note(f"`E_{law.name.latex}` averages over what `{law.name.latex}` is a distribution of: "
             f"{events.listed(law.targets)}")  # fmt: skip
    return by_body(ctx, body, given, law, at)


def labels(ctx: Context, node: Node) -> bool:
    r"""Whether a subscript is a name that is no random variable: a policy, a parameter."""
    head = head_of(node)
    if head is None or outcomes.letter(ctx, [node]) is not None:
        return False
    found = ctx.lookup(head)
    return found is None or isinstance(found[0], (Function, Quantity, Density, Law))


def labelled(
    ctx: Context, spelt: str, body: Sequence[Node], given: Event, at: Placed
) -> Average:  # fmt: skip
    r"""``\mathbb{E}_\pi[X \mid S = s]``: by the law in force, one of its own for each label."""
    letters = [fresh(symbol) for symbol in random_here(ctx, body)]
    target = Event(tuple((symbol.chance, symbol.index) for symbol in letters
                         if symbol.chance not in given.chances))  # fmt: skip
    if not target.fixed:
        raise Complaint("ambiguous", f"`{spelt}` below an expectation: of what is it the "
                        "distribution?", at, (r"`\mathbb{E}_{x \sim p(x)}`",))  # fmt: skip
    law = law_calls.in_force(ctx, target, given, at)
    ctx.note(f"`{spelt}` below an expectation is a label of the distribution")
    if unlabelled(ctx.whole):
        ctx.doubts.setdefault("an expectation without label may be one with it")
    return by_body(ctx, body, given, law_calls.of_parameters(ctx, law, spelt, ()), at)


def unlabelled(nodes: Sequence[Node]) -> bool:
    """Whether an expectation without a subscript stands somewhere."""
    waiting = list(nodes)
    while waiting:
        node = waiting.pop()
        head = head_of(node)
        if head is None:
            waiting.extend(parts(node))
        elif head.glyph.plain == Glyph("E") and not head.sub:
            return True
    return False


def of_letters(ctx: Context, sub: Sequence[Node], given: Event, at: Placed) -> Average:
    r"""``\mathbb{E}_{x, z}``, ``\mathbb{E}_{z \mid x}``: by the one law in force."""
    bars = [place for place, node in enumerate(sub) if isinstance(node, Leaf)
            and node.text in events.BARS]  # fmt: skip
    left = sub[: bars[0]] if bars else sub
    found = [outcomes.letter(ctx, part) for part in split(left, (",", ";"))]
    letters = tuple(fresh(symbol) for symbol in found if symbol is not None)
    if None in found or not letters:
        raise Complaint("undeclared", "an expectation over what? Nothing declares it as a random "
                        "variable or a law", at, (r"`\mathbb{E}_{x \sim p(x)}`",))  # fmt: skip
    if bars:
        given = given.both(events.event(ctx, sub[bars[0] + 1 :], at))
    target = Event(tuple((symbol.chance, symbol.index) for symbol in letters))
    law = law_calls.in_force(ctx, target, given, at)
    return plain(letters, law, given, at)


def by_body(
    ctx: Context, body: Sequence[Node], given: Event, law: Law | None, at: Placed
) -> Average:
    """All random variables in the body that are not given."""
    targets = None if law is None else set(law.targets)
    held: list[str] = []
    letters: dict[str, Outcome] = {}
    for symbol in random_here(ctx, body):
        if symbol.chance in given.chances or (
            targets is not None and symbol.chance not in targets
        ):  # fmt: skip
            continue
        if not symbol.random:
            held.append(symbol.name.latex)
        letters[symbol.name.latex] = replace(fresh(symbol), random=True)
    if law is None and held and len(letters) > 1:
        raise Complaint("ambiguous", f"does this expectation average over `{held[0]}` too, which "
                        "a sum around it runs over? Write the letters below it", at,
                        (r"`\mathbb{E}_{z}[...]`",))  # fmt: skip

    def weight(ctx: Context, bound: tuple[Outcome, ...]) -> Term:
        event = Event(tuple((symbol.chance, symbol.index) for symbol in bound))
        own = law if law is not None else law_calls.in_force(ctx, event, given, at)
        if law is None:
            mean_signs.require_no_rival(ctx, own, event.chances, body, at)
        return events.asked(own, event, with_outside(ctx, own, given, bound), at)

    return Average(tuple(letters.values()), weight, exact=False)


def random_here(ctx: Context, body: Sequence[Node]) -> list[Outcome]:
    """The letters of random variables in a body; of those that a sum binds, the variable."""
    return list({
        symbol.name.latex: symbol for symbol in outcomes.spoken(ctx, body)
        if symbol.random or symbol.name == symbol.chance.name
    }.values())  # fmt: skip


def fresh(symbol: Outcome) -> Outcome:
    """The letter with an index of its own."""
    return replace(symbol, index=numbering(symbol.chance, symbol.name), random=False)


def product(one: Average, other: Average) -> Average:
    """Both, independently of one another unless a law names the letter of the other."""

    def weight(ctx: Context, bound: tuple[Outcome, ...]) -> Term:
        names = {symbol.name for symbol in one.letters}
        inner = ctx.bind(*bound)
        return Multiply((
            one.weight(inner, tuple(s for s in bound if s.name in names)),
            other.weight(inner, tuple(s for s in bound if s.name not in names)),
        ))  # fmt: skip

    return Average((*one.letters, *other.letters), weight)
