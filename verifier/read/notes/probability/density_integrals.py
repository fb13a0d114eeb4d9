r"""Integrals over a variable of densities: ``\int q(z) \log p(x, z) \, dz``, ``\int_z p(x, z)``.

Guarantee: an integral over all values of a letter, each of whose terms has a density of that
letter as a factor, is a mean as ``density_averages`` reads one,

    \int p(x, z) f(z) dz  =  p(x) E_{p(z | x)}[f(z)],

where two factors of one letter that belong together are first joined, p(x | z) p(z) = p(x, z).
Of several densities of the letter the first one is averaged over, and the readings say so.
Limits: factors before any function without brackets, gradient or sum.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from verifier.read.arrays import Array
from verifier.read.notes.formulas import builtin, expressions, operands
from verifier.read.notes.probability import (
    density_averages,
    law_calls,
    outcomes,
    value_integrals,
)
from verifier.read.notes.scopes.context import Context, Cursor
from verifier.read.notes.source.lexer import Token
from verifier.read.notes.source.names import head_of, split
from verifier.read.notes.source.tree import (
    Command,
    Fenced,
    Group,
    Leaf,
    Node,
    Script,
    parts,
    text_of,
)

OPENING = ("+", "-")
BLANK = (r"\,", r"\;", r"\:", r"\!", r"\ ", r"\cdot", r"\times", r"\quad")


@dataclass(frozen=True)
class Factor:
    """A density among the factors of a term: where it stands, and the sides of its bar."""

    places: tuple[int, ...]
    name: Node
    targets: tuple[str, ...]
    given: tuple[str, ...]
    parts: dict[str, tuple[Node, ...]]

    def call(self, targets: Sequence[str], given: Sequence[str]) -> list[Node]:
        """The density of some of its variables given others, as nodes."""
        at = self.name.end
        children: list[Node] = []
        for mark, names in (("", targets), (r"\mid", given)):
            for count, name in enumerate(names):
                if count or mark:
                    children.append(Leaf(Token("command", mark if not count else ",", at, at)))
                children += self.parts[name]
        return [self.name, Fenced("(", ")", tuple(children), at, at)]


def integral(ctx: Context, cursor: Cursor) -> Array | None:
    """The integral at the cursor as a mean; None for any other."""
    found = at_cursor(ctx, cursor)
    if found is None:
        return by_ratio(ctx, cursor)
    inside, letter, after = found
    sign = cursor.nodes[cursor.at]
    row: list[Node] = []
    for mark, term in summands(inside):
        nodes = cancelled(ctx, term)
        factor = chosen(ctx, nodes, letter)
        assert factor is not None
        row += [Leaf(Token("symbol", mark, sign.start, sign.start)), *mean(nodes, letter, factor)]
    ctx.note(f"the integral over `{text_of(letter)}` is read as a mean over its density")
    cursor.at = after
    return expressions.expression(ctx, row, sign)


def by_ratio(ctx: Context, cursor: Cursor) -> Array | None:
    r"""``\int \nabla_x p(x) \, dx`` as ``E_{p(x)}[\nabla_x p(x) / p(x)]``; else None."""
    found = speaking(ctx, cursor)
    if found is None:
        return None
    inside, letter, after, call = found
    sign = cursor.nodes[cursor.at]
    at = sign.start
    quotient = Command(r"\frac", (Group(tuple(inside), at, at), Group(tuple(call), at, at)), None,
                       at, at)  # fmt: skip
    letter_ = Group((Leaf(Token("letter", "E", at, at)),), at, at)
    below_ = Group(tuple(call), at, at)
    mean_sign = Script(Command(r"\mathbb", (letter_,), None, at, at), below_, None, 0, at, at)
    ctx.note(f"the integral over `{text_of(letter)}` is read as the mean of what it holds over "
             f"`{text(call)}`, divided by it")  # fmt: skip
    cursor.at = after
    return expressions.expression(ctx, [mean_sign, Fenced("[", "]", (quotient,), at, at)], sign)


def speaking(
    ctx: Context, cursor: Cursor
) -> tuple[list[Node], Node, int, list[Node]] | None:  # fmt: skip
    """What an integral holds, its letter, where it ends, and the density of the letter inside."""
    sign = cursor.peek()
    if sign is None or not value_integrals.is_integral(sign) or not (
        value_integrals.everywhere(sign)
    ):  # fmt: skip
        return None
    found = value_integrals.matching(cursor.nodes[cursor.at + 1 :])
    if found is None or any(map(value_integrals.is_integral, outcomes.every(found[0]))):
        return None
    inside, letter, behind = found
    own = text_of(below(sign, letter))
    for row in (inside, *(parts(node) for node in outcomes.every(inside))):
        for node, after in itertools.pairwise(row):
            for factor in factors(ctx, [node, after]):
                if own in factor.targets:
                    others = [name for name in factor.targets if name != own]
                    call = factor.call([own], [*others, *factor.given])
                    return inside, letter, len(cursor.nodes) - len(behind), call
    return None


def applies(ctx: Context, nodes: Sequence[Node]) -> bool:
    """Whether such an integral stands at the head of ``nodes``."""
    cursor = Cursor(nodes)
    return at_cursor(ctx, cursor) is not None or speaking(ctx, cursor) is not None


def at_cursor(ctx: Context, cursor: Cursor) -> tuple[list[Node], Node, int] | None:
    """What an integral over a density holds, its letter, and where it ends."""
    sign = cursor.peek()
    if sign is None or not value_integrals.is_integral(sign) or not (
        value_integrals.everywhere(sign)
    ):  # fmt: skip
        return None
    rest = cursor.nodes[cursor.at + 1 :]
    found = value_integrals.matching(rest)
    if found is not None:
        inside, letter, behind = found
        letter = below(sign, letter)
        after = len(cursor.nodes) - len(behind)
    else:
        under = sign.sub.children if isinstance(sign, Script) and sign.sub is not None else ()
        if len(under) != 1 or head_of(under[0]) is None:
            return None
        letter = under[0]
        inside = list(next(summands(rest), ("", list(rest)))[1])
        after = cursor.at + 1 + len(inside)
    if any(value_integrals.is_integral(node) for node in inside):
        return None
    head = head_of(letter)
    if head is None or head.sup or head.primes:
        return None
    pieces_ = list(summands(inside))
    if not pieces_ or any(chosen(ctx, cancelled(ctx, nodes), letter) is None
                          for _, nodes in pieces_):  # fmt: skip
        return None
    return inside, letter, after


def below(sign: Node, letter: Node) -> Node:
    r"""The letter as it stands below the sign: the bold x of ``\int_{\boldsymbol{x}} ... dx``."""
    under = sign.sub.children if isinstance(sign, Script) and sign.sub is not None else ()
    one, other = head_of(under[0]) if len(under) == 1 else None, head_of(letter)
    if one is None or other is None or one.glyph.plain != other.glyph.plain:
        return letter
    return under[0] if (one.sub, one.sup, one.primes) == (other.sub, other.sup, other.primes) else (
        letter)  # fmt: skip


def joined(ctx: Context, drawn: Sequence[Node], body: Sequence[Node]) -> list[Node] | None:
    r"""``E_{p(z)}[p(x \mid z) f(z)]`` as ``p(x) E_{p(z \mid x)}[f(z)]``; else None."""
    found = list(factors(ctx, drawn))
    if len(found) != 1 or len(found[0].targets) != 1 or len(list(summands(body))) != 1:
        return None
    (name,) = found[0].targets
    row = cancelled(ctx, [*drawn, *body])
    letter = found[0].parts[name][0]
    factor = chosen(ctx, row, letter) if len(found[0].parts[name]) == 1 else None
    if factor is None or (len(factor.places) == len(found[0].places)
                          and text([factor.name]) == text([found[0].name])):  # fmt: skip
        return None
    return mean(row, letter, factor)


def summands(nodes: Sequence[Node]) -> Iterator[tuple[str, list[Node]]]:
    """The terms of a sum with their signs."""
    sign, start = "+", 0
    for place, node in enumerate(nodes):
        if isinstance(node, Leaf) and node.text in OPENING:
            if any(not blank(one) for one in nodes[start:place]):
                yield sign, list(nodes[start:place])
            sign, start = node.text, place + 1
    if any(not blank(one) for one in nodes[start:]):
        yield sign, list(nodes[start:])


def blank(node: Node) -> bool:
    """Whether a node only keeps others apart."""
    return isinstance(node, Leaf) and node.text in BLANK


def chosen(ctx: Context, nodes: Sequence[Node], letter: Node) -> Factor | None:
    """The density of the letter among the factors of a term, joined with what belongs to it."""
    found = list(factors(ctx, nodes))
    text = text_of(letter)
    own = next((one for one in found if text in one.targets), None)
    while own is not None:
        whole = {*own.targets, *own.given}
        other = next((one for one in found if text_of(one.name) == text_of(own.name)
                      and set(one.given) == whole and not set(one.places) & set(own.places)
                      and not set(one.targets) & whole), None)  # fmt: skip
        if other is None:
            return own
        own = Factor((*own.places, *other.places), own.name, (*other.targets, *own.targets),
                     own.given, {**other.parts, **own.parts})  # fmt: skip
    return None


def cancelled(ctx: Context, nodes: Sequence[Node]) -> list[Node]:
    r"""``q(z) \frac{p(x, z)}{q(z)}`` as ``p(x, z)``: what is weighted anew keeps no old weight."""
    found = list(nodes)
    pairs = [factor.places for factor in factors(ctx, found)]
    last = extent(found)
    for place, node in enumerate(found[:last]):
        if not isinstance(node, Command) or node.name not in operands.FRACTIONS:
            continue
        above, below_ = (group.children for group in node.arguments)
        rest = list(factors(ctx, below_))
        for one, two in pairs:
            same = next((factor.places for factor in rest
                         if text([below_[at] for at in factor.places])
                         == text([found[one], found[two]])), None)  # fmt: skip
            if same is None or any(isinstance(part, Leaf) and part.text in OPENING
                                   for part in (*above, *below_)):  # fmt: skip
                continue
            kept = tuple(part for at, part in enumerate(below_) if at not in same)
            new: list[Node] = (
                list(above)
                if all(map(blank, kept))
                else [
                    replace(
                        node,
                        arguments=(node.arguments[0], replace(node.arguments[1], children=kept)),
                    )
                ]
            )
            before = [part for at, part in enumerate(found[:place]) if at not in (one, two)]
            behind = [part for at, part in enumerate(found) if at > place and at not in (one, two)]
            return cancelled(ctx, [*before, *new, *behind])
    return found


def extent(nodes: Sequence[Node]) -> int:
    """Where the factors of a term end: at a function without brackets, a gradient, a sum."""
    for place, node in enumerate(nodes):
        after = nodes[place + 1] if place + 1 < len(nodes) else None
        base = node.base if isinstance(node, Script) else node
        sign = base.text if isinstance(base, Leaf) else ""
        if sign in expressions.OPERATORS or sign in (r"\partial", "d", "/") or (
            builtin.word_of(node) and not isinstance(after, Fenced)
        ):  # fmt: skip
            return place
    return len(nodes)


def factors(ctx: Context, nodes: Sequence[Node]) -> Iterator[Factor]:
    """The densities among the factors of a term, up to a function without brackets."""
    place, last = 0, extent(nodes)
    while place < last:
        node = nodes[place]
        after = nodes[place + 1] if place + 1 < len(nodes) else None
        fence = after if isinstance(after, Fenced) and law_calls.fence_of(after) else None
        if fence is not None and density_averages.density_in(ctx, [node]) is not None and (
            head_of(node) is not None
        ):  # fmt: skip
            sides = [split(side, (",",)) for side in law_calls.parted(fence)]
            named = {text(part): tuple(part) for side in sides for part in side}
            yield Factor((place, place + 1), node, tuple(map(text, sides[0])),
                         tuple(map(text, sides[1])) if len(sides) > 1 else (), named)  # fmt: skip
            place += 1
        place += 1


def text(nodes: Sequence[Node]) -> str:
    """How a variable is spelt."""
    return "".join(map(text_of, nodes))


def mean(nodes: Sequence[Node], letter: Node, factor: Factor) -> list[Node]:
    r"""``p(x) E_{p(z \mid x)}[f(z)]`` for a term ``p(x, z) f(z)``."""
    own = text_of(letter)
    others = [name for name in factor.targets if name != own]
    rest = [node for place, node in enumerate(nodes) if place not in factor.places]
    at = factor.name.start
    front = factor.call(others, factor.given) if others else []
    if all(blank(node) for node in rest):
        return front or [Leaf(Token("number", "1", at, at))]
    letter_ = Group((Leaf(Token("letter", "E", at, at)),), at, at)
    below = Group(tuple(factor.call([own], [*others, *factor.given])), at, at)
    sign = Script(Command(r"\mathbb", (letter_,), None, at, at), below, None, 0, at, at)
    return [*front, sign, Fenced("[", "]", tuple(rest), rest[0].start, rest[-1].end)]
