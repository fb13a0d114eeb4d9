r"""Equations between differentials: ``d(uv) = u\,dv + v\,du``, ``dx\,dy = r\,dr\,d\theta``.

Guarantee: ``dX`` is the sum of the partial derivatives of X, each times the differential of its
letter; these are numbers that may be anything. The letters are those whose own differential is
written and that no definition gives; others are constants, and a reading says so, except for x
beside y, u beside v and r beside theta, of which that is not taken for granted. A product of
several differentials on each side is compared by the Jacobian determinant. Limits: numbers; no
differentials below an integral, no products of sums of differentials.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from verifier.read import arrays, literal_arrays
from verifier.read.notes.calculus import analysis, derivatives, slopes
from verifier.read.notes.formulas import expressions, literals, operands
from verifier.read.notes.scopes.context import Context
from verifier.read.notes.scopes.scope import Quantity
from verifier.read.notes.source.complaint import Complaint, Placed
from verifier.read.notes.source.lexer import Token
from verifier.read.notes.source.names import Glyph, Name, head_of
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
from verifier.read.notes.terms import values
from verifier.read.sizes import ShapeMismatch
from verifier.terms import (
    Add,
    Derivative,
    Function,
    Multiply,
    Relation,
    Sort,
    Term,
    Variable,
    number,
)

FIRST = 0xE000
"""The first of the letters (for private use) that stand for differentials inside."""
MOST = 64
TOGETHER = (frozenset("xy"), frozenset("uv"), frozenset(("r", "theta")))
"""Letters that are coordinates as a rule: where one varies, a text says when the other does not."""


@dataclass
class Found:
    """The differentials of a link: for each what it is one of, and the nodes without them."""

    bodies: list[tuple[Node, ...]]
    refused: bool = False


def stated(
    ctx: Context, left: Sequence[Node], right: Sequence[Node], at: Placed
) -> Relation | None:
    """The equation that a link with differentials states; None where there are none."""
    found = Found([])
    sides = [replaced(ctx, side, found) for side in (left, right)]
    if not found.bodies or found.refused or len(found.bodies) > MOST:
        return None
    counts = [degree(side) for side in sides]
    if not counts[0] or counts[0] != counts[1]:
        return None
    terms = [body_of(ctx, body, at) for body in found.bodies]
    if any(term is None for term in terms):
        return None
    bodies = [term for term in terms if term is not None]
    letters = independent(ctx, [*bodies, *elsewhere(ctx, at)])
    opened = [ctx.definitions.unfold(body, frozenset(letters)) for body in bodies]
    if not letters or not all(used(ctx, body, letters) for body in opened):
        return None
    if counts[0] > 1:
        return product(ctx, sides, found, opened, at)
    require_pairs(ctx, opened, letters, at)
    said(ctx, letters)
    if all(body in letters for body in bodies):
        ctx.doubts.setdefault("whether the letters of the differentials depend on each other")
    inner = ctx.bind(
        *(
            Quantity(name(place), arrays.scalar(total(ctx, body, letters)), None)
            for place, body in enumerate(opened)
        )
    )
    read = [values.as_scalar(expressions.expression(inner, side, at)) for side in sides]
    if any(one.rank for one in read):
        return None
    return Relation("=", read[0].entry(()), read[1].entry(()))


# -- finding them ------------------------------------------------------------------------


def replaced(ctx: Context, row: Sequence[Node], found: Found) -> list[Node]:
    """A row with a letter of its own for each differential."""
    made: list[Node] = []
    place = 0
    while place < len(row):
        node = row[place]
        base = node.base if isinstance(node, Script) else node
        if isinstance(base, Leaf) and base.text in (r"\int", r"\iint", r"\iiint", r"\oint"):
            found.refused = True
            return list(row)
        length = reach(ctx, row, place)
        if length:
            letter = Leaf(Token("letter", chr(FIRST + len(found.bodies)), node.start,
                                row[place + length].end))  # fmt: skip
            found.bodies.append(tuple(row[place + 1 : place + 1 + length]))
            made.append(letter)
            place += 1 + length
            continue
        made.append(inside(ctx, node, found))
        place += 1
    return made


def inside(ctx: Context, node: Node, found: Found) -> Node:
    """A node with the differentials below it replaced."""
    match node:
        case Fenced() | Group():
            return replace(node, children=tuple(replaced(ctx, node.children, found)))
        case Command() if node.name in operands.FRACTIONS:
            if derivatives.quotient(replace(ctx, readings={}), node) is not None:
                return node
            return replace(node, arguments=tuple(
                replace(one, children=tuple(replaced(ctx, one.children, found)))
                for one in node.arguments))  # fmt: skip
        case _:
            waiting = list(parts(node))
            while waiting:
                part = waiting.pop()
                waiting.extend(parts(part))
                if isinstance(part, Leaf) and part.text == r"\int":
                    found.refused = True
            return node


def reach(ctx: Context, row: Sequence[Node], place: int) -> int:
    """How many nodes behind the d at a place it is one of; 0 where no differential begins."""
    node = row[place]
    after = row[place + 1] if place + 1 < len(row) else None
    if after is None or not analysis.is_differential(node) or derivatives.declared(ctx, node):
        return 0
    if (place + 2 < len(row) and text_of(row[place + 2]) == "/") or (
        place and text_of(row[place - 1]) == "/"):  # fmt: skip
        return 0
    if isinstance(after, Fenced) and after.left in ("(", "["):
        return 1
    if head_of(after) is None or (isinstance(after, Script) and (after.sup or after.primes)):
        return 0
    call = slopes.applied(ctx, row, place + 1)
    return call.length if call is not None and not call.above else 1


def degree(row: Sequence[Node]) -> int | None:
    """How many differentials each term of a row multiplies; None where they differ."""
    found: list[int] = [0]
    for place, node in enumerate(row):
        if isinstance(node, Leaf) and node.text in ("+", "-"):
            found += [0] if place else []
            continue
        count = degree_of(node)
        if count is None:
            return None
        found[-1] += count
    return found[0] if len(set(found)) == 1 else None


def degree_of(node: Node) -> int | None:
    """The same of one factor."""
    match node:
        case Fenced() | Group():
            return degree(node.children)
        case Command() if node.name in operands.FRACTIONS:
            counts = [degree(one.children) for one in node.arguments]
            return None if None in counts else sum(one for one in counts if one is not None)
        case _:
            return len(marks(node))


def stands(node: Node) -> bool:
    """Whether a node is a letter that stands for a differential."""
    own = isinstance(node, Leaf) and len(node.text) == 1
    return own and FIRST <= ord(text_of(node)) < FIRST + MOST


def marks(node: Node) -> list[Node]:
    """The letters in a node that stand for differentials."""
    own = [node] if stands(node) else []
    return own + [one for part in parts(node) for one in marks(part)]


# -- what they are -----------------------------------------------------------------------


def name(place: int) -> Name:
    """The letter that stands for a differential."""
    return Name(Glyph(chr(FIRST + place)))


def body_of(ctx: Context, body: Sequence[Node], at: Placed) -> Term | None:
    """What a differential is one of, if that is a number."""
    value = values.as_scalar(expressions.expression(ctx, body, at))
    return None if value.rank else value.entry(())


def elsewhere(ctx: Context, at: Placed) -> list[Term]:
    """What the other differentials of the display are differentials of, where that is read."""
    others, found = Found([]), []
    ctx = replace(ctx, readings={}, needs={}, calls={})
    replaced(ctx, ctx.whole, others)
    for body in [] if others.refused else others.bodies:
        try:
            found.append(body_of(ctx, body, at))
        except (Complaint, ShapeMismatch):
            continue
    return [one for one in found if one is not None]


def independent(ctx: Context, bodies: Sequence[Term]) -> list[Variable]:
    """The letters whose own differential is written, and those that other ones depend on."""
    letters = [body for body in bodies if isinstance(body, Variable) and body.sort is Sort.REAL
               and body not in ctx.definitions.known]  # fmt: skip
    return list(dict.fromkeys(letters))


def used(ctx: Context, body: Term, letters: Sequence[Variable]) -> bool:
    """Whether a body depends on one of the letters."""
    reached = ctx.definitions.reached(body)
    return any(one in reached for one in letters)


def total(ctx: Context, body: Term, letters: Sequence[Variable]) -> Term:
    """The sum of the derivatives of ``body``, each times the differential of its letter."""
    if body in letters and isinstance(body, Variable):
        return differential(body)
    reached = ctx.definitions.reached(body)
    own = [Multiply((Derivative(body, one), differential(one))) for one in letters
           if one in reached]  # fmt: skip
    return own[0] if len(own) == 1 else Add(tuple(own))


def differential(letter: Variable) -> Variable:
    """The differential of a letter, any number."""
    return Variable(f"d{letter.name}" if len(letter.name) == 1 else rf"d {letter.name}")


def require_pairs(
    ctx: Context, bodies: Sequence[Term], letters: Sequence[Variable], at: Placed
) -> None:  # fmt: skip
    """Refuse the differential of what depends on x and y where only ``dx`` is written."""
    own = {one.name for one in letters}
    reached = {one.name for body in bodies for one in ctx.definitions.reached(body)
               if isinstance(one, Variable) and one not in ctx.definitions.known}  # fmt: skip
    for pair in TOGETHER:
        for name_ in sorted(pair & (reached - own)) if pair & own else ():
            raise Complaint("ambiguous", f"does `{name_}` vary, too? Its differential is not "
                            "written", at, (rf"`+ \dots \, d{name_}`", r"`\partial`"))  # fmt: skip


def said(ctx: Context, letters: Sequence[Variable]) -> None:
    """Note by what the differentials are taken."""
    names = ", ".join(one.name for one in letters)
    ctx.note(f"an equation between differentials: read for all values of those of `{names}`, other "
             "letters are constants")  # fmt: skip


def product(
    ctx: Context, sides: list[list[Node]], found: Found, opened: list[Term], at: Placed
) -> Relation | None:
    r"""``dx\,dy = r\,dr\,d\theta``: the factor is the determinant of the derivatives."""
    own = [[one for node in side for one in marks(node)] for side in sides]
    bare = [node for side in sides for node in side if len(marks(node)) == 1]
    if len(own[0]) != len(own[1]) or len(bare) != len(found.bodies) or len(sides[0]) != len(own[0]):
        return None
    places = [[ord(text_of(one)) - FIRST for one in side] for side in own]
    below = [opened[place] for place in places[1]]
    above = [opened[place] for place in places[0]]
    if any(not isinstance(one, Variable) for one in below) or any(one in below for one in above):
        return None
    matrix = literal_arrays.literal(
        tuple(
            tuple(Derivative(one, by) for by in below if isinstance(by, Variable)) for one in above
        )
    )
    factor = [node for node in sides[1] if node not in own[1]]
    value = values.as_scalar(expressions.expression(ctx, factor, at)) if factor else None
    if value is not None and value.rank:
        return None
    one = Function("abs", (literals.determinant(matrix).entry(()),))
    ctx.note("the product of differentials is read as a change of variables: the factor is the "
             "absolute value of the Jacobian determinant")  # fmt: skip
    return Relation("=", one, value.entry(()) if value is not None else number(1))
