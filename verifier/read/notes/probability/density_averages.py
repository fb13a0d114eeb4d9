r"""Expectations under densities: ``\mathbb{E}_{q(z \mid x)}[\log p(x, z)]``, ``KL(q \| p)``.

Guarantee: an expectation is a mean over any number of outcomes with any positive weights, of
which nothing is known but that they depend on what is given,

    E_{q(z | x)}[f(z)]  =  sum_w a_w(x) f(z_w),      a_w = exp(s_w) / sum exp(s_w),

A variable of the density has a value at each outcome, a number or what it is declared as; so
has, inside, every variable of the same letter. What is proved holds for every mean; nothing is
refuted. Limits: a drawn letter is one that nothing declares, or a declared one without labels.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from verifier.read import arrays
from verifier.read.arrays import Array
from verifier.read.notes.formulas import expressions, operands, operators
from verifier.read.notes.probability import (
    averages,
    density_calls,
    density_integrals,
    law_calls,
    outcomes,
)
from verifier.read.notes.probability.density_models import Arguments
from verifier.read.notes.probability.laws import Density, Drawn
from verifier.read.notes.scopes.context import Context, Cursor
from verifier.read.notes.scopes.scope import IndexName, Quantity
from verifier.read.notes.source.complaint import Complaint
from verifier.read.notes.source.names import Glyph, Head, Name, head_of, pieces, split
from verifier.read.notes.source.tree import Fenced, Node, Script, parts, text_of
from verifier.read.notes.terms import values
from verifier.read.notes.terms.substitute import substitute
from verifier.read.notes.terms.substitute import values as put_in
from verifier.read.notes.terms.unfold import occurs
from verifier.read.positive_print import UNKNOWN
from verifier.terms import (
    ZERO,
    Apply,
    At,
    Dependent,
    Entry,
    Family,
    FunctionSymbol,
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
from verifier.traversal import children, free_indices

NOTE = ("expectations under densities are read as means over any number of outcomes, with any "
        "positive weights: nothing connects these weights with the density")  # fmt: skip


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


def applies(ctx: Context, sub: Sequence[Node], body: Sequence[Node]) -> bool:
    """Whether the subscript of an expectation names a density, or letters of those behind it."""
    if density_in(ctx, sub) is not None:
        return True
    heads = [head_of(part[0]) if len(part) == 1 else None for part in split(sub, (",",))]
    if not heads or any(head is None or not free(ctx, head) for head in heads):
        return False
    spoken = {name.glyph for name in hidden(ctx, body)}
    return all(head is not None and head.glyph in spoken for head in heads)


def expectation(ctx: Context, cursor: Cursor, sub: Sequence[Node]) -> Array:
    r"""``\mathbb{E}_{q(z)}[f(z)]``, ``\mathbb{E}_q``, ``\mathbb{E}_{z \sim q(z), x \sim p}``."""
    node = cursor.take()
    after = cursor.peek()
    if after is None:
        raise Complaint("syntax", "the expectation of what? Write it in brackets", node)
    ctx = ctx.deeper(node)
    fence = law_calls.fence_of(after)
    body = fence.children if fence is not None else cursor.nodes[cursor.at :]
    if fence is not None and fence is after and (
        row := density_integrals.joined(ctx, split(averages.opened(sub), (r"\sim",))[-1], body)
    ):  # fmt: skip
        cursor.take()
        return expressions.expression(ctx, row, node)
    found = drawings(ctx, averages.opened(sub), body, node)
    indices = tuple(outcome(ctx, one) for one in found)
    pairs = [(name, index) for one, index in zip(found, indices, strict=True)
             for name in one.letters]  # fmt: skip
    held = {name: owner for name, _ in pairs if (owner := owned(ctx, name)) is not None}
    inner = ctx.bind(*(drawn(ctx, name, index) for name, index in pairs if name not in held))
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
    at = {owner: at_outcomes(name, (index,), arrays.declared(owner) if isinstance(owner, Family)
                             else arrays.scalar(owner))
          for name, index in pairs if (owner := held.get(name)) is not None}  # fmt: skip
    result = averaged(ctx, taken(ctx, value, at), found, indices)
    if fence is None or not isinstance(after, Script):
        return result
    return operands.attached(ctx, result, pieces(after.sub), after.sup, pieces(after.sup),
                             after.primes, node)  # fmt: skip


def owned(ctx: Context, name: Name) -> Variable | Family | None:
    """What a declared letter is, where it stands for itself alone."""
    known = ctx.scope.find(name)
    return known.owner if isinstance(known, Quantity) and not known.defined else None


def taken(ctx: Context, value: Array, at: Mapping[Variable | Family, Array]) -> Array:
    """A value where declared letters are what is drawn; derivatives by these are taken before."""
    if not at:
        return value
    body = values.plain(values.as_scalar(value))
    scalars: dict[Variable | Index, Term] = {
        owner: view.entry(()) for owner, view in at.items() if isinstance(owner, Variable)
    }
    families = {owner: view.entry for owner, view in at.items() if isinstance(owner, Family)}
    bound = put_in(scalars, families)
    return Array(body.shape, lambda place: substitute(ctx.definitions.unfold(body.entry(place)),
                                                      bound), body.starts)  # fmt: skip


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
    around = [known.owner for letter in one.letters
              if isinstance(known := ctx.scope.find(letter), Quantity)]  # fmt: skip
    for part in outside(ctx.definitions.unfold(body.entry(probes)), index):
        if isinstance(part, (Variable, Apply, Dependent, Entry, At)):
            name = named(part)
            rests = any(owner is not None and occurs(owner, part) for owner in around)
            rests = rests or (
                name.startswith(UNKNOWN)
                and any(
                    re.search(rf"(?<![\\\w]){re.escape(letter.latex)}(?![A-Za-z])", name)
                    for letter in one.letters
                )
            )
            if rests and index not in free_indices(part):
                raise Complaint("not-supported", "an expectation of a name that rests on the "
                                "letter which is drawn: write it out")  # fmt: skip


def outside(node: object, index: Index) -> Iterator[object]:
    """A term and its parts, but for what is taken at an outcome."""
    yield node
    if isinstance(node, At) and index in free_indices(node.value):
        yield from outside(node.value, index)
        return
    for part in children(node):
        yield from outside(part, index)


def named(part: Variable | Apply | Dependent | Entry | At) -> str:
    """The name of what is unknown."""
    match part:
        case Variable(name):
            return name
        case Apply(function):
            return function.name
        case Dependent(family) | Entry(family):
            return family.name
        case At(body):
            return named(body) if isinstance(body, (Apply, Dependent, At)) else ""


def outcome(ctx: Context, one: Draw) -> Index:
    """The index of the outcomes, new at every depth."""
    size = Variable(f"N_{{{one.label}}}", Sort.DIMENSION)
    return ranged(rf"\omega_{{{one.label}, {ctx.depth}}}", size)


def drawn(ctx: Context, name: Name, index: Index) -> Drawn | Quantity:
    """A letter at an outcome, beside those of the expectations around."""
    known = ctx.scope.find(name)
    if isinstance(known, Quantity):
        return Quantity(name, at_outcomes(name, (index,), known.view), None)
    return Drawn(name, (*(known.indices if isinstance(known, Drawn) else ()), index))


def at_outcomes(name: Name, indices: Sequence[Index], like: Array) -> Array:
    """The value of a letter at outcomes: any numbers, in the shape of what it is declared as."""
    symbol = FunctionSymbol(rf"{name.latex}_{{\omega}}", len(indices) + like.rank)
    nothing = (0,) * symbol.arity

    def entry(at: tuple[Term, ...]) -> Term:
        return Apply(symbol, (*indices, *at), nothing)

    return Array(like.shape, entry, like.starts)


def value(ctx: Context, symbol: Drawn) -> Array:
    """The number that a letter stands for which nothing declares."""
    ctx.note(f"`{symbol.name.latex}` is read as a number that depends on the outcome")
    return at_outcomes(symbol.name, symbol.indices, arrays.scalar(ZERO))


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
        letters = names_in(ctx, split(law_calls.parted(fence)[0], (";",))[0], at)
        label = ", ".join(one.tag for one in targets) + r" \mid " * bool(given)
        label += ", ".join(one.tag for one in given)
        known = {name.latex for name in letters if isinstance(ctx.scope.find(name), Quantity)}
        rest = (one for one in targets if one.tag not in known)  # what is drawn is no argument
        views = tuple(view for one in (*rest, *given, *behind) for view in one.views)
        return Draw(rf"{symbol.name.latex}({label})", letters, symbol, views)
    if left:
        letters = names_in(ctx, averages.unbracketed(left), at)
        label = ", ".join(name.latex for name in letters)
        return Draw(rf"{symbol.name.latex}({label})", letters, symbol, labels(ctx, symbol))
    head = head_of(right[0])
    if head is not None and (fence := brackets(ctx, head)) is not None:
        return draw(ctx, [right[0], fence], body, at)
    letters = tuple(dict.fromkeys(hidden(ctx, body)))
    return Draw(symbol.name.latex, letters, symbol, labels(ctx, symbol))


def brackets(ctx: Context, head: Head) -> Fenced | None:
    """The brackets that a bare letter has everywhere else in the display; None if not the same."""
    rows: list[Sequence[Node]] = [ctx.whole, *(parts(node) for node in outcomes.every(ctx.whole))]
    found: dict[str, Fenced] = {}
    for row in rows:
        for node, after in itertools.pairwise(row):
            other, fence = head_of(node), law_calls.fence_of(after)
            if fence is not None and other is not None and other.name == head.name:
                found.setdefault(text_of(fence), fence)
    if len(found) != 1:
        return None
    (fence,) = found.values()
    ctx.note(f"`{head.name.latex}` alone is read as `{head.name.latex}{text_of(fence)}`, as it "
             "stands elsewhere in the display")  # fmt: skip
    return fence


def drawings(
    ctx: Context, sub: Sequence[Node], body: Sequence[Node], at: Node
) -> list[Draw]:  # fmt: skip
    r"""``z \sim q(z \mid x)``, ``q``, or letters alone, ``x_0``, whose law is not named."""
    if density_in(ctx, sub) is not None:
        return [draw(ctx, part, body, at) for part in averages.draws(sub)]
    letters = names_in(ctx, sub, at)
    label = ", ".join(name.latex for name in letters)
    symbol = density_in(ctx, body)
    assert symbol is not None
    ctx.note(f"nothing says how `{label}` is distributed: any mean over it")
    return [Draw(label, letters, replace(symbol, name=Name(Glyph(r"\mathbb{E}"))))]


def labels(ctx: Context, symbol: Density) -> tuple[Array, ...]:
    """The parameters in the label of a density."""
    behind: Arguments = density_calls.labelled(ctx, symbol)
    return tuple(view for one in behind for view in one.views)


def names_in(ctx: Context, nodes: Sequence[Node], at: Node) -> tuple[Name, ...]:
    """The letters of variables, without the labels of those that nothing declares."""
    found = []
    for part in split(nodes, (",",)):
        head = head_of(part[0]) if len(part) == 1 else None
        known = ctx.lookup(head) if head is not None else None
        if head is not None and known is not None and isinstance(known[0], Quantity) and (
            (len(head.sub), len(head.sup), head.primes) == known[1:]
        ):  # fmt: skip
            ctx.note(f"inside the expectation `{known[0].name.latex}` is what is drawn")
            found.append(known[0].name)
            continue
        if head is not None and known is not None and isinstance(known[0], Quantity) and (
            entry_of(ctx, head, known[1:])
        ):  # fmt: skip
            ctx.note(f"inside the expectation all of `{known[0].name.latex}` is what is drawn")
            found.append(known[0].name)
            continue
        if head is None or not free(ctx, head):
            text = "".join(map(text_of, part))
            raise Complaint("not-supported", f"an expectation over `{text}`, which is declared: as "
                            "a random variable with a distribution it is read", at)  # fmt: skip
        found.append(Name(head.glyph))
    return tuple(dict.fromkeys(found))


def entry_of(ctx: Context, head: Head, used: tuple[int, int, int]) -> bool:
    """Whether a name is an entry of an array, with indices alone behind its labels."""
    rest = [*head.sub[used[0] :], *head.sup[used[1] :]]
    heads = [head_of(piece.nodes[0]) if len(piece.nodes) == 1 else None for piece in rest]
    found = [None if one is None else ctx.lookup(one) for one in heads]
    return bool(rest) and head.primes == used[2] and all(
        one is not None and isinstance(one[0], IndexName) for one in found)  # fmt: skip


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
