r"""Distributions with their arguments: ``p(x, z)``, ``p(z \mid x)``, ``p(x; \theta)``, ``\Pr(A)``.

Guarantee: the letters in the brackets say which marginal or conditional of the declared law
is meant; what stands behind a semicolon, or behind the bar without being a random variable,
are parameters, and each spelling of them makes a law of its own. How it was read stands in
the readings. Limits: see ``laws``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from verifier.read.arrays import Array
from verifier.read.notes.formulas import operands
from verifier.read.notes.probability import events, outcomes
from verifier.read.notes.probability.events import BARS, Event
from verifier.read.notes.probability.laws import Chance, Density, Law, Outcome
from verifier.read.notes.scopes.context import Context, Cursor
from verifier.read.notes.scopes.scope import Quantity, Scope
from verifier.read.notes.source.complaint import Complaint, Placed
from verifier.read.notes.source.names import Piece, head_of, pieces, split
from verifier.read.notes.source.tree import Fenced, Leaf, Node, Script, text_of
from verifier.read.notes.terms import values
from verifier.terms import ONE, Entry, Family, Sort, Term, Variable

NOTE = ("random variables are read as taking finitely many values (any number of them), with any "
        "probabilities: what holds for densities is shown for these only")  # fmt: skip
QUOTIENT = ("a conditional probability is read as the quotient of two marginals, where the "
            "condition has a positive probability")  # fmt: skip
SMOOTH = ("`{}` depends on parameters: it is read as any positive distribution that is smooth in "
          "them")  # fmt: skip
BRACKETS = ("(", "[", r"\{")


@dataclass(frozen=True)
class Asked:
    """A law, an event and what is given; ``letters`` stand before the bar."""

    law: Law
    event: Event
    given: Event
    letters: tuple[Outcome, ...]

    def term(self, ctx: Context, at: Placed) -> Term:
        """Its probability."""
        if self.given.fixed or self.given.tests:
            ctx.note(QUOTIENT)
        return events.asked(self.law, self.event, self.given, at)


def laws(scope: Scope) -> list[Law]:
    """The laws in force, innermost first."""
    found: dict[Law, None] = {}
    for symbol in scope.everything():
        if isinstance(symbol, Law):
            found[symbol] = None
    return list(found)


def any_known(scope: Scope) -> bool:
    """Whether laws or densities are in force."""
    return any(isinstance(symbol, (Law, Density)) for symbol in scope.everything())


def fence_of(node: Node | None) -> Fenced | None:
    """The bracket that ``node`` is, scripts or not."""
    base = node.base if isinstance(node, Script) else node
    return base if isinstance(base, Fenced) and base.left in BRACKETS else None


def value(ctx: Context, symbol: Outcome) -> Array:
    """The number (or array) that a value of a random variable is."""
    ctx.note(NOTE)
    chance = symbol.chance
    if chance.event:
        raise Complaint("syntax", f"`{symbol.name.latex}` is an event, no number: write its "
                        f"probability, `P({symbol.name.latex})`")  # fmt: skip
    if chance.values is None:
        return values.scalar(symbol.index)
    family, shape = chance.values, chance.shape
    long = [axis for axis, size in enumerate(shape) if size != ONE]
    if not long:
        return values.scalar(Entry(family, (symbol.index,)))
    return Array(shape, lambda at: Entry(family, (symbol.index, *(at[axis] for axis in long))))


def known(
    ctx: Context, cursor: Cursor, law: Law, sub: Sequence[Piece], sup: Sequence[Piece], node: Node
) -> Array:
    """A law and the brackets behind it."""
    after = cursor.peek()
    fence = fence_of(after)
    if fence is None:
        letters = ", ".join(chance.name.latex for chance in law.chances)
        raise Complaint("syntax", f"`{law.name.latex}` is a distribution: of what?", node,
                        (f"`{law.name.latex}({letters})`",))  # fmt: skip
    cursor.take()
    term = read(ctx, law, fence, sub).term(ctx, fence)
    result = values.scalar(term)
    if isinstance(after, Script):
        result = operands.attached(ctx, result, pieces(after.sub), after.sup, pieces(after.sup),
                                   after.primes, node)  # fmt: skip
    if sup:
        group = node.sup if isinstance(node, Script) else None
        result = operands.attached(ctx, result, (), group, sup, 0, node)
    return result


def read(ctx: Context, law: Law, fence: Fenced, sub: Sequence[Piece] = ()) -> Asked:
    """What stands in the brackets behind a law."""
    ctx.note(NOTE)
    sides = parted(fence)
    front, behind = split(sides[0], (";",)), split(sides[1], (";",)) if len(sides) > 1 else []
    if not front:
        raise Complaint("syntax", f"`{law.name.latex}` of what?", fence)
    spelt = ["".join(map(text_of, part)) for part in (*front[1:], *behind[1:])]
    owners = [owner for part in (*front[1:], *behind[1:]) for owner in quantities(ctx, part)]
    event = events.event(ctx, front[0], fence)
    given = Event()
    for part in split(behind[0], (",",)) if behind else []:
        found = events.maybe(ctx, part, part[0])
        if found is not None:
            given = given.both(found)
        elif events.parameter(ctx, part) or "".join(map(text_of, part)) in law.parameters:
            spelt.append("".join(map(text_of, part)))
            owners += quantities(ctx, part)
        else:
            text = "".join(map(text_of, part))
            names = f"${text}, ...$ be random variables with joint distribution ${law.name.latex}$."
            raise Complaint("undeclared", f"`{text}` behind the bar is undeclared", part[0],
                            (f"random variable?  **Let** {names}",
                             rf"parameter?        **Let** ${text} \in \mathbb{{R}}$."))  # fmt: skip
    letters = tuple(one for part in split(front[0], (",",))
                    if (one := outcomes.letter(ctx, part)) is not None)  # fmt: skip
    require_one_value(ctx, (*split(front[0], (",",)), *split(behind[0] if behind else [], (",",))))
    labelled(ctx, law, sub, [event, given], fence)
    return Asked(of_parameters(ctx, law, ", ".join(spelt), tuple(dict.fromkeys(owners))),
                 event, given, letters)  # fmt: skip


def require_one_value(ctx: Context, parts: Sequence[Sequence[Node]]) -> None:
    r"""Refuse ``p(s' \mid s)`` where ``s'`` is only another value of s."""
    known: dict[Chance, Outcome] = {}
    for part in parts:
        symbol = outcomes.letter(ctx, part)
        if symbol is None or symbol.chance.event:
            continue
        first = known.setdefault(symbol.chance, symbol)
        if first.index != symbol.index:
            one, other = first.name.latex, "".join(map(text_of, part))
            paste = (f"**Let** ${symbol.chance.name.latex}, {other}, ...$ be random variables with "
                     "joint distribution $p$.")  # fmt: skip
            raise Complaint("ambiguous", f"`{one}` and `{other}` are two values of one random "
                            "variable: another variable? Declare both", part[0],
                            (paste,))  # fmt: skip


def parted(fence: Fenced) -> list[list[Node]]:
    """What stands before and behind the bar."""
    found: list[list[Node]] = [[]]
    for node in fence.children:
        if isinstance(node, Leaf) and node.text in BARS:
            found.append([])
        elif not (isinstance(node, Leaf) and node.text in (r"\,", r"\;", r"\quad")):
            found[-1].append(node)
    if len(found) > 2:
        raise Complaint("syntax", "two bars in one probability", fence)
    if not found[0]:
        raise Complaint("syntax", "the probability of what?", fence)
    return found


def quantities(ctx: Context, part: Sequence[Node]) -> list[Variable | Family]:
    """The declared quantities in a parameter."""
    found: list[Variable | Family] = []
    for node in outcomes.every(part):
        head = head_of(node)
        symbol = ctx.lookup(head) if head is not None else None
        if symbol is not None and isinstance(symbol[0], Quantity) and not symbol[0].defined:
            owner = symbol[0].owner
            if isinstance(owner, Family) or (
                isinstance(owner, Variable) and owner.sort is Sort.REAL
            ):  # fmt: skip
                found.append(owner)
    return found


def of_parameters(ctx: Context, law: Law, spelt: str, owners: tuple[Variable | Family, ...]) -> Law:
    """The law for these parameters."""
    if any(factor.over for factor in law.factors):
        ctx.note(SMOOTH.format(law.name.latex))
    if not spelt or spelt == law.parameters:
        if law.parameters and not spelt:
            ctx.note(f"`{law.name.latex}` without its parameters is read as that with "
                     f"`{law.parameters}`")  # fmt: skip
        return law
    ctx.note(f"`{law.name.latex}` is a distribution of its own for each spelling of its "
             f"parameters, here `{spelt}`")  # fmt: skip
    found = law.variant(spelt, owners)
    if owners:
        ctx.note(SMOOTH.format(law.name.latex))
    home = next((scope for scope in ctx.scope.chain() if law in scope.symbols.values()), ctx.scope)
    for factor in found.factors:
        home.assumptions.extend(a for a in factor.assumptions() if a not in home.assumptions)
    return found


def labelled(ctx: Context, law: Law, sub: Sequence[Piece], asked: list[Event], at: Placed) -> None:
    r"""``p_X(x)``, ``p_{Y \mid X}(y \mid x)``: the label names the variables in the brackets."""
    nodes = [node for piece in sub for node in piece.nodes
             if not (isinstance(node, Leaf) and node.text in (*BARS, ",", ";"))]  # fmt: skip
    if not nodes:
        return
    found = [outcomes.letter(ctx, [node]) for node in nodes]
    named = {symbol.chance for symbol in found if symbol is not None}
    if None in found or named != asked[0].chances | asked[1].chances:
        raise Complaint("declaration", f"the label of `{law.name.latex}` does not name what stands "
                        "in the brackets", at)  # fmt: skip


# -- the law in force --------------------------------------------------------------------


def spoken_of(ctx: Context, nodes: Sequence[Node]) -> bool:
    """Whether a letter of a random variable with a law stands in ``nodes``."""
    return next(outcomes.spoken(ctx, nodes), None) is not None


def in_force(
    ctx: Context, event: Event, given: Event, at: Placed, letter: str = ""
) -> Law:  # fmt: skip
    """The one law that says how probable an event is; of several, the one with this letter."""
    wanted = event.chances | given.chances
    found: list[Law] = []
    for law in laws(ctx.scope):
        outside = set(law.outside)
        if wanted <= set(law.chances) and event.chances <= set(law.targets) and (
            outside <= given.chances
        ) and all(law.factors != known.factors for known in found):  # fmt: skip
            found.append(law)
    same = [law for law in found if law.name.glyph.letter.lower() == letter.lower()]
    if len(found) > 1 and len(same) == 1:
        ctx.note(f"`{letter}` is read as `{same[0].name.latex}`")
        return same[0]
    first = [law for law in found if not law.aside]
    if len(found) > 1 and len(first) == 1:
        ctx.note(f"where no distribution is named, `{first[0].name.latex}` is meant")
        return first[0]
    joint = [law for law in found if not law.outside]
    if len(found) > 1 and len(joint) == 1:
        ctx.note(f"where no distribution is named, `{joint[0].name.latex}` is meant")
        return joint[0]
    if len(found) != 1:
        names = events.listed(sorted(wanted, key=events.by_name))
        said = ", ".join(f"`{law.name.latex}`" for law in found)
        why = f"several are declared: {said}" if found else "none is declared"
        raise Complaint("ambiguous" if found else "declaration",
                        f"which distribution of {names}? {why}", at)  # fmt: skip
    return found[0]


def chance_of(
    ctx: Context, fence: Fenced, letter: str = "", sub: Sequence[Piece] = ()
) -> Term:  # fmt: skip
    r"""``\Pr(A)``, ``P(X = x)`` where no law has that name: the law in force."""
    sides = parted(fence)
    event = events.event(ctx, sides[0], fence)
    given = events.event(ctx, sides[1], fence) if len(sides) > 1 else Event()
    ctx.note(NOTE)
    if len(sides) > 1:
        ctx.note(QUOTIENT)
    law = in_force(ctx, event, given, fence, letter)
    labelled(ctx, law, sub, [event, given], fence)
    return events.asked(law, event, given, fence)
