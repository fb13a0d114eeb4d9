r"""Expectations under densities: ``\mathbb{E}_{q(z \mid x)}[\log p(x, z)]``, ``KL(q \| p)``.

Guarantee: an expectation is a mean over any number of outcomes with any positive weights, of
which nothing is known but that they depend on what is given,

    E_{q(z | x)}[f(z)]  =  sum_w a_w(x) f(z_w),      a_w = exp(s_w) / sum exp(s_w),

and a divergence is that of ``log q - log p``. A variable of the density has a value at each
outcome; so has, inside, every variable of the same letter. What is proved holds for every mean;
nothing is refuted. Limits: the drawn letters are variables that nothing declares.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from verifier.read import arrays
from verifier.read.arrays import Array
from verifier.read.notes import (
    averages,
    density_calls,
    expressions,
    law_calls,
    operands,
    operators,
    outcomes,
    values,
)
from verifier.read.notes.complaint import Complaint
from verifier.read.notes.context import Context, Cursor
from verifier.read.notes.density_models import Arguments
from verifier.read.notes.laws import Density, Drawn
from verifier.read.notes.names import Head, Name, head_of, pieces, split
from verifier.read.notes.tree import Fenced, Node, Script, parts, text_of
from verifier.terms import (
    ZERO,
    Apply,
    At,
    Dependent,
    Index,
    Multiply,
    Power,
    Sort,
    Sum,
    Term,
    Variable,
    call,
    number,
)
from verifier.terms import over as ranged
from verifier.traversal import free_indices, walk

NOTE = ("expectations under densities are read as means over any number of outcomes, with any "
        "positive weights: nothing connects these weights with the density")  # fmt: skip
BETWEEN = (r"\|", r"\Vert", r"\parallel", r"\lVert", r"\rVert")


@dataclass(frozen=True)
class Draw:
    """The letters that an expectation draws, and the name and arguments of the weights."""

    label: str
    letters: tuple[Name, ...]
    symbol: Density
    given: tuple[Array, ...] = ()


def density_in(ctx: Context, nodes: Sequence[Node]) -> Density | None:
    """The first density letter among ``nodes``."""
    for node in outcomes.every(nodes):
        head = head_of(node)
        found = ctx.lookup(head) if head is not None else None
        if found is not None and isinstance(found[0], Density):
            return found[0]
    return None


def applies(ctx: Context, sub: Sequence[Node]) -> bool:
    """Whether the subscript of an expectation names a density."""
    return density_in(ctx, sub) is not None


def expectation(ctx: Context, cursor: Cursor, sub: Sequence[Node]) -> Array:
    r"""``\mathbb{E}_{q(z)}[f(z)]``, ``\mathbb{E}_q``, ``\mathbb{E}_{z \sim q(z), x \sim p}``."""
    node = cursor.take()
    after = cursor.peek()
    if after is None:
        raise Complaint("syntax", "the expectation of what? Write it in brackets", node)
    ctx = ctx.deeper(node)
    fence = law_calls.fence_of(after)
    body = fence.children if fence is not None else cursor.nodes[cursor.at :]
    found = [draw(ctx, part, body, node) for part in averages.draws(averages.opened(sub))]
    indices = tuple(outcome(ctx, one) for one in found)
    inner = ctx.bind(*(drawn(ctx, name, index) for one, index in zip(found, indices, strict=True)
                       for name in one.letters))  # fmt: skip
    if fence is None:
        first = cursor.at
        value = operands.operand(inner, cursor)
        shown = expressions.written(ctx, cursor.nodes[first : cursor.at])
        ctx.note(f"the expectation without brackets is that of `{shown}`")
    else:
        cursor.take()
        if len(law_calls.parted(fence)) > 1:
            raise Complaint("not-supported", "a conditional expectation under a density", fence)
        value = expressions.expression(inner, fence.children, fence)
    result = averaged(ctx, value, found, indices)
    if fence is None or not isinstance(after, Script):
        return result
    return operands.attached(ctx, result, pieces(after.sub), after.sup, pieces(after.sup),
                             after.primes, node)  # fmt: skip


def averaged(
    ctx: Context, value: Array, found: Sequence[Draw], indices: Sequence[Index]
) -> Array:  # fmt: skip
    """The mean of a value over the outcomes."""
    ctx.note(NOTE)
    ctx.doubts.setdefault("of an expectation under a density no more is known than that it is a "
                          "mean")  # fmt: skip
    body = values.plain(values.as_scalar(value))
    for one, index in zip(found, indices, strict=True):
        require_drawn(ctx, body, one, index)
    weights = tuple(weight(one, index) for one, index in zip(found, indices, strict=True))
    weighted = Array(body.shape, lambda at: Multiply((*weights, body.entry(at))), body.starts)
    return operators.collected(weighted, operators.Binding(ctx, tuple(indices), (), ()), ZERO, Sum)


def require_drawn(ctx: Context, body: Array, one: Draw, index: Index) -> None:
    """Refuse a name from outside that rests on a letter which is drawn here."""
    probes = tuple(ranged(f"?{axis}", size) for axis, size in enumerate(body.shape))
    for part in walk(ctx.definitions.unfold(body.entry(probes))):
        if isinstance(part, (Variable, Apply, Dependent, At)):
            name = named(part)
            rests = name.startswith(density_calls.UNKNOWN) and any(
                re.search(rf"(?<![\\\w]){re.escape(letter.latex)}(?![A-Za-z])", name)
                for letter in one.letters
            )
            if rests and index not in free_indices(part):
                raise Complaint("not-supported", "an expectation of a name that rests on the "
                                "letter which is drawn: write it out")  # fmt: skip


def named(part: Variable | Apply | Dependent | At) -> str:
    """The name of what is unknown."""
    match part:
        case Variable(name):
            return name
        case Apply(function):
            return function.name
        case Dependent(family):
            return family.name
        case At(body):
            return named(body) if isinstance(body, (Apply, Dependent, At)) else ""


def outcome(ctx: Context, one: Draw) -> Index:
    """The index of the outcomes, new at every depth."""
    size = Variable(f"N_{{{one.label}}}", Sort.DIMENSION)
    return ranged(rf"\omega_{{{one.label}, {ctx.depth}}}", size)


def drawn(ctx: Context, name: Name, index: Index) -> Drawn:
    """A letter at an outcome, beside those of the expectations around."""
    known = ctx.scope.find(name)
    return Drawn(name, (*(known.indices if isinstance(known, Drawn) else ()), index))


def weight(one: Draw, index: Index) -> Term:
    """The weight of an outcome: they are positive and have the sum 1."""

    def positive(at: Index) -> Term:
        views = (arrays.scalar(at), *one.given)
        return call("exp", density_calls.free(one.symbol, rf"\omega({one.label})", list(views)))

    bound = ranged(f"{index.name}'", index.upper)
    return Multiply((positive(index), Power(Sum(bound, positive(bound)), number(-1))))


# -- which letters ------------------------------------------------------------------------


def draw(ctx: Context, part: Sequence[Node], body: Sequence[Node], at: Node) -> Draw:
    r"""``q(z \mid x)``, ``z \sim q(z \mid x)``, ``z \sim q``, ``q``."""
    cut = split(part, (r"\sim",))
    left, right = (cut[0], cut[1]) if len(cut) == 2 else ([], cut[0])
    symbol = density_in(ctx, right[:1])
    if symbol is None or len(right) > 2:
        raise Complaint("not-supported", "an expectation under this", at)
    fence = law_calls.fence_of(right[1]) if len(right) == 2 else None
    if fence is not None:
        fence = averages.undotted(fence, left)
        targets, given, behind = density_calls.sides(ctx, symbol, fence)
        letters = names_in(ctx, law_calls.parted(fence)[0], at)
        label = ", ".join(one.tag for one in targets) + r" \mid " * bool(given)
        label += ", ".join(one.tag for one in given)
        views = tuple(view for one in (*targets, *given, *behind) for view in one.views)
        return Draw(rf"{symbol.name.latex}({label})", letters, symbol, views)
    if left:
        letters = names_in(ctx, averages.unbracketed(left), at)
        label = ", ".join(name.latex for name in letters)
        return Draw(rf"{symbol.name.latex}({label})", letters, symbol, labels(ctx, symbol))
    letters = tuple(dict.fromkeys(hidden(ctx, body)))
    return Draw(symbol.name.latex, letters, symbol, labels(ctx, symbol))


def labels(ctx: Context, symbol: Density) -> tuple[Array, ...]:
    """The parameters in the label of a density."""
    behind: Arguments = density_calls.labelled(ctx, symbol)
    return tuple(view for one in behind for view in one.views)


def names_in(ctx: Context, nodes: Sequence[Node], at: Node) -> tuple[Name, ...]:
    """The letters of variables that nothing declares, without their labels."""
    found = []
    for part in split(nodes, (",",)):
        head = head_of(part[0]) if len(part) == 1 else None
        if head is None or not free(ctx, head):
            text = "".join(map(text_of, part))
            raise Complaint("not-supported", f"an expectation over `{text}`, which is declared: as "
                            "a random variable with a distribution it is read", at)  # fmt: skip
        found.append(Name(head.glyph))
    return tuple(dict.fromkeys(found))


def free(ctx: Context, head: Head) -> bool:
    """Whether a name is that of a variable that nothing declares."""
    found = ctx.lookup(head)
    return found is None or isinstance(found[0], Drawn)


def hidden(ctx: Context, nodes: Sequence[Node]) -> Iterator[Name]:
    """The undeclared letters in the brackets of densities."""
    rows: list[Sequence[Node]] = [nodes, *(parts(node) for node in outcomes.every(nodes))]
    for row in rows:
        for node, after in itertools.pairwise(row):
            fence = law_calls.fence_of(after)
            if fence is None or density_in(ctx, [node]) is None:
                continue
            for side in law_calls.parted(fence):
                for part in split(side, (",", ";")):
                    head = head_of(part[0]) if len(part) == 1 else None
                    if head is not None and free(ctx, head):
                        yield Name(head.glyph)


# -- divergences --------------------------------------------------------------------------


def divergence(ctx: Context, fence: Fenced, node: Node) -> Array | None:
    r"""``D_{KL}(q(z \mid x) \| p(z))``; None where no densities stand in the bracket."""
    cut = split(fence.children, BETWEEN)
    if len(cut) != 2 or any(len(side) != 2 or density_in(ctx, side[:1]) is None for side in cut):
        return None
    inner = ctx.deeper(node)
    one = draw(inner, cut[0], (), node)
    index = outcome(inner, one)
    within = inner.bind(*(drawn(inner, name, index) for name in one.letters))
    first, second = (expressions.expression(within, side, fence).entry(()) for side in cut)
    ctx.note("a divergence is the expectation of log q - log p")
    return averaged(ctx, arrays.scalar(call("log", first) - call("log", second)), [one], [index])
