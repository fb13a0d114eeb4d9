r"""Entropy, mutual information and divergence of declared laws.

Guarantee: with the logarithm of the layout,

    H(X) = -sum p(x) log p(x),              H(Y | X) = -sum p(x, y) log p(y | x),
    H(p, q) = -sum p log q,                 KL(q || p) = sum q log(q / p), p a mixture or one law,
    I(X; Y | Z) = sum p(x, y, z) log(p(x, y | z) / (p(x | z) p(y | z))).

They are defined where every logarithm is: 0 log 0 is left out. See Cover and Thomas (2006),
chapter 2. Limits: random variables with finitely many values.
"""

from __future__ import annotations

from collections.abc import Sequence

from verifier.read.arrays import Array
from verifier.read.notes.formulas import expressions, operands
from verifier.read.notes.probability import averages, events, law_calls, outcomes
from verifier.read.notes.probability.averages import fresh, law_at
from verifier.read.notes.probability.events import Event
from verifier.read.notes.probability.laws import Chance, Law, Outcome, numbering, ratio
from verifier.read.notes.scopes.context import Context, Cursor
from verifier.read.notes.source.complaint import Complaint, Placed
from verifier.read.notes.source.names import Head, pieces, split
from verifier.read.notes.source.tree import Fenced, Node, Script, text_of
from verifier.read.notes.terms import values
from verifier.terms import Index, Multiply, Sum, Term, call, number

DIVERGENCES = frozenset({"KL", "KLD", "kl"})
BETWEEN = (r"\|", r"\Vert", r"\parallel", "|", r"\mid", ";", ",", r"\lVert", r"\rVert")
MEASURES = {"H": "entropy", "I": "information", "MI": "information", "CE": "entropy"}


def measure(head: Head | None, word: str) -> str:
    """Which of them a name is: ``entropy``, ``information``, ``divergence``; else nothing."""
    if word in DIVERGENCES:
        return "divergence"
    if head is None or head.sup or head.primes or head.glyph.accents:
        return MEASURES.get(word, "")
    label = "".join(piece.text for piece in head.sub)
    if head.glyph.letter == "D" and label in (*DIVERGENCES, ""):
        return "divergence"
    if head.glyph.letter in DIVERGENCES and not label:
        return "divergence"
    return "" if label else MEASURES.get(head.glyph.letter, "")


def read(ctx: Context, cursor: Cursor, head: Head | None, word: str) -> Array | None:
    """One of these measures at the cursor; None for anything else."""
    kind = measure(head, word)
    after = cursor.peek(1)
    fence = law_calls.fence_of(after)
    if not kind or fence is None or not about(ctx, fence):
        return None
    node = cursor.take()
    cursor.take()
    ctx = ctx.deeper(node)
    ctx.note(law_calls.NOTE)
    match kind:
        case "divergence":
            term = divergence(ctx, fence)
        case "information":
            term = information(ctx, fence)
        case _:
            term = entropy(ctx, fence)
    result = values.scalar(term)
    if not isinstance(after, Script):
        return result
    return operands.attached(ctx, result, pieces(after.sub), after.sup, pieces(after.sup),
                             after.primes, node)  # fmt: skip


def about(ctx: Context, fence: Fenced) -> bool:
    """Whether laws or random variables stand in the bracket."""
    return law_calls.spoken_of(ctx, fence.children) or any(
        law_at(ctx, node) is not None for node in outcomes.every(fence.children)
    )


def logarithm(ctx: Context, term: Term) -> Term:
    """The logarithm to the base of the layout."""
    base = ctx.scope.layout.logarithm
    if not base:
        return call("log", term)
    ctx.note(f"`\\log` has base {base} (layout)")
    return ratio(call("log", term), call("log", number(base)))


def over_all(letters: Sequence[Outcome], body: Term) -> Term:
    """The sum over all values of letters."""
    for symbol in reversed(letters):
        assert isinstance(symbol.index, Index)
        body = Sum(symbol.index, body)
    return body


# -- of laws -----------------------------------------------------------------------------


class Side:
    r"""One law of a divergence: ``q(z \mid x)``, a bare ``q``, a product ``p(x) p(y)``."""

    def __init__(self, ctx: Context, nodes: Sequence[Node], at: Placed) -> None:
        self.ctx, self.at = ctx, at
        self.letters: list[Outcome] = []
        self.laws: list[tuple[Law, Event, tuple[Outcome, ...]]] = []
        place = 0
        while place < len(nodes):
            law = law_at(ctx, nodes[place])
            fence = nodes[place + 1] if place + 1 < len(nodes) else None
            if law is None or (not isinstance(fence, Fenced) and len(nodes) > 1):
                raise Complaint("not-supported", "the divergence of something other than declared "
                                "distributions", at)  # fmt: skip
            own = [Outcome(c.name, c, numbering(c, c.name)) for c in law.targets]
            given = Event()
            if isinstance(fence, Fenced):
                asked = law_calls.read(ctx, law, fence)
                law, given, own = asked.law, asked.given, list(asked.letters)
                if not own or {s.chance for s in own} != asked.event.chances:
                    raise Complaint("not-supported", "a divergence at an event", at)
            self.laws.append((law, given, tuple(own)))
            self.letters += own
            place += 2
        if not self.laws or len({s.chance for s in self.letters}) < len(self.letters):
            raise Complaint("not-supported", "the divergence of these", at)

    @property
    def chances(self) -> tuple[Chance, ...]:
        """What it is a distribution of."""
        return tuple(symbol.chance for symbol in self.letters)

    def at_values(self, letters: Sequence[Outcome]) -> Term:
        """Its probability at these values."""
        terms = []
        for law, given, own in self.laws:
            chances = {symbol.chance for symbol in own}
            event = at([symbol for symbol in letters if symbol.chance in chances])
            whole = averages.with_outside(self.ctx, law, given, letters)
            terms.append(events.asked(law, event, whole, self.at))
        return terms[0] if len(terms) == 1 else Multiply(tuple(terms))


def letters_of(one: Side) -> list[Outcome]:
    """The letters that are summed over."""
    return [fresh(symbol) for symbol in one.letters]


def pair(ctx: Context, nodes: Sequence[Sequence[Node]], at: Placed) -> tuple[Side, Side]:
    """Two laws of the same variables."""
    one, other = (Side(ctx, part, at) for part in nodes)
    if set(one.chances) != set(other.chances):
        raise Complaint("ambiguous", f"the first is of {events.listed(one.chances)}, "
                        f"the second of {events.listed(other.chances)}: write both "
                        "with their letters", at)  # fmt: skip
    return one, other


def divergence(ctx: Context, fence: Fenced) -> Term:
    r"""``KL(q \| p)``."""
    for mark in BETWEEN:
        found = split(fence.children, (mark,))
        if len(found) == 2:
            one = Side(ctx, found[0], fence)
            letters = letters_of(one)
            first = one.at_values(letters)
            second = mixture(ctx, found[1], letters)
            if second is None:
                second = pair(ctx, found, fence)[1].at_values(letters)
            shown = ", ".join(f"`{symbol.name.latex}`" for symbol in letters)
            ctx.note(f"a divergence is the sum over {shown} of q (log q - log p)")
            logs = logarithm(ctx, first) - logarithm(ctx, second)
            return over_all(letters, Multiply((first, logs)))
    raise Complaint("syntax", r"write `KL(q \,\|\, p)`", fence)


def mixture(ctx: Context, nodes: Sequence[Node], letters: Sequence[Outcome]) -> Term | None:
    r"""``\frac{p(x) + q(x)}{2}`` at values of the letters; None for a law or a product of them."""
    laws = all(isinstance(node, Fenced) or law_at(ctx, node) is not None for node in nodes)
    if laws and not (len(nodes) == 1 and isinstance(nodes[0], Fenced)):
        return None
    return expressions.expression(ctx.bind(*letters), nodes, nodes[0]).entry(())


# -- of random variables -----------------------------------------------------------------


def entropy(ctx: Context, fence: Fenced) -> Term:
    r"""``H(X)``, ``H(X, Y)``, ``H(Y \mid X)``, ``H(p)``, ``H(p, q)``."""
    parts = split(fence.children, (",", ";"))
    first = parts[0][0] if parts else None
    if first is not None and law_at(ctx, first) is not None:
        if len(parts) > 2:
            raise Complaint("syntax", "the entropy of one law, or of two", fence)
        one, other = pair(ctx, [parts[0], parts[-1]], fence)
        letters = letters_of(one)
        body = Multiply((one.at_values(letters), logarithm(ctx, other.at_values(letters))))
        return Multiply((number(-1), over_all(letters, body)))
    sides = law_calls.parted(fence)
    targets = variables(ctx, sides[0], fence)
    under, fixed = condition(ctx, sides[1] if len(sides) > 1 else [], targets, fence)
    event = at(targets)
    law = law_calls.in_force(ctx, event, at(under).both(fixed), fence)
    given = at(under).both(fixed)
    inner = events.asked(law, event, given, fence)
    outer = events.asked(law, event.both(at(under)), fixed, fence)
    body = Multiply((outer, logarithm(ctx, inner)))
    return Multiply((number(-1), over_all([*targets, *under], body)))


def at(letters: Sequence[Outcome]) -> Event:
    """That the letters have their values."""
    return Event(tuple((symbol.chance, symbol.index) for symbol in letters))


def variables(ctx: Context, nodes: Sequence[Node], at_: Placed) -> list[Outcome]:
    """Random variables between commas, each with an index of its own."""
    found: dict[Chance, Outcome] = {}
    for part in split(nodes, (",",)):
        symbol = outcomes.letter(ctx, part)
        if symbol is None or symbol.chance in found:
            text = "".join(map(text_of, part))
            paste = f"**Let** ${text}$ be a random variable with distribution $p$."
            raise Complaint("declaration", f"`{text}` is no random variable of its own here", at_,
                            (paste,))  # fmt: skip
        found[symbol.chance] = fresh(symbol)
    return list(found.values())


def condition(
    ctx: Context, nodes: Sequence[Node], targets: Sequence[Outcome], at_: Placed
) -> tuple[list[Outcome], Event]:
    """What is given: variables, which are averaged over, and values, which are fixed."""
    under: list[Outcome] = []
    fixed = Event()
    for part in split(nodes, (",",)):
        symbol = outcomes.letter(ctx, part)
        if symbol is not None and (symbol.random or symbol.name == symbol.chance.name):
            under.append(fresh(symbol))
        else:
            fixed = fixed.both(events.event(ctx, part, at_))
    own = [symbol.chance for symbol in (*targets, *under)]
    if len(set(own)) < len(own) or fixed.tests or set(own) & fixed.chances:
        raise Complaint("not-supported", "an entropy under this condition", at_)
    if under:
        names = ", ".join(f"`{symbol.name.latex}`" for symbol in under)
        ctx.note(f"the entropy given {names} is averaged over {names}")
    return under, fixed


def information(ctx: Context, fence: Fenced) -> Term:
    r"""``I(X; Y)``, ``I(X; Y \mid Z)``."""
    sides = law_calls.parted(fence)
    parts = split(sides[0], (";",))
    if len(parts) != 2:
        parts = split(sides[0], (",",))
    if len(parts) != 2:
        raise Complaint("syntax", "write `I(X; Y)`", fence)
    one, other = (variables(ctx, part, fence) for part in parts)
    under, fixed = condition(ctx, sides[1] if len(sides) > 1 else [], [*one, *other], fence)
    given = at(under).both(fixed)
    law = law_calls.in_force(ctx, at([*one, *other]), given, fence)
    joint = events.asked(law, at([*one, *other]), given, fence)
    apart = Multiply((events.asked(law, at(one), given, fence),
                      events.asked(law, at(other), given, fence)))  # fmt: skip
    mass = events.asked(law, at([*one, *other, *under]), fixed, fence)
    body = Multiply((mass, logarithm(ctx, joint) - logarithm(ctx, apart)))
    return over_all([*one, *other, *under], body)
