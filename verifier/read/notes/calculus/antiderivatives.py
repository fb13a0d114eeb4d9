r"""Integrals without bounds: an equation between functions up to a constant.

Guarantee: such an equation is read as that of the derivatives of both sides, which is all
that it states,

    \int x^n \, dx = x^{n+1} / (n + 1) + C   ->   x^n = d/dx (x^{n+1} / (n + 1)),

an undeclared letter added at the end is the constant; ``du`` of a function u of x is u' dx.
Limits: one variable, integrals as terms of a sum with factors that do not depend on it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from verifier.read.arrays import scalar
from verifier.read.notes.calculus import analysis, moving, pointwise
from verifier.read.notes.formulas import expressions
from verifier.read.notes.scopes.context import Context
from verifier.read.notes.scopes.scope import Function, Quantity
from verifier.read.notes.source.complaint import Complaint, Placed
from verifier.read.notes.source.names import head_of
from verifier.read.notes.source.tree import Leaf, Node, Script, text_of
from verifier.read.notes.terms import values
from verifier.read.notes.terms.unfold import occurs
from verifier.terms import ONE, ZERO, Add, Derivative, Multiply, Term, Variable

CONSTANTS = ("C", "c", "K", "k", "const", r"\text{const}", r"\text{const.}", r"\mathrm{const}")


@dataclass(frozen=True)
class Part:
    """One term of a side: what stands before the integral sign, and what under it."""

    negative: bool
    before: tuple[Node, ...]
    under: tuple[Node, ...] | None
    variable: Node | None


def is_unbounded(node: Node) -> bool:
    r"""Whether ``node`` is ``\int`` without bounds."""
    return isinstance(node, Leaf) and node.text == r"\int"


def occur(*sides: Sequence[Node]) -> bool:
    """Whether an integral without bounds stands at the top level of a side."""
    return any(is_unbounded(node) for side in sides for node in side)


def derivatives(
    ctx: Context, left: Sequence[Node], right: Sequence[Node], at: Placed
) -> tuple[Term, Term]:
    """The derivatives of both sides by the variable of their integrals."""
    both = [parts_of(left), parts_of(right)]
    letters = {text_of(part.variable): part.variable for side in both for part in side
               if part.variable is not None}  # fmt: skip
    variable, inner, name = argument(ctx, list(letters.values()), at)
    ctx.note("integrals without bounds: read as the equation of the derivatives of both sides by "
             f"`{name}`")  # fmt: skip
    first, second = (total(inner, side, variable, at) for side in both)
    return first, second


def argument(ctx: Context, letters: Sequence[Node], at: Placed) -> tuple[Variable, Context, str]:
    """What both sides are functions of: the letter of the integrals, or that of ``u(x)``."""
    plain = [letter for letter in letters if depends(ctx, letter) is None]
    if len(plain) > 1:
        raise Complaint("not-supported", "integrals without bounds over different letters", at)
    if plain:
        variable, inner = analysis.dummy(ctx, plain[0])
        name = text_of(plain[0])
    else:
        named = {symbol: moving.letter(ctx, symbol) for letter in letters
                 if isinstance(symbol := depends(ctx, letter), Quantity)}  # fmt: skip
        if len(set(named.values())) == 1 and (first := next(iter(named.values()))) is not None:
            variable, name = first, moving.called(ctx, first)
        elif not named and (free := pointwise.free_letter(ctx)) is not None:
            variable, name = Variable(free), free
        else:
            raise Complaint("not-supported", "integrals without bounds over different letters", at)
        inner = ctx
    for letter in letters:
        symbol = depends(ctx, letter)
        if isinstance(symbol, Quantity) and moving.letter(ctx, symbol) != variable:
            raise Complaint("not-supported", "integrals without bounds over different letters", at)
        if symbol is not None:
            ctx.note(f"`d{text_of(letter)}` read as the derivative of `{text_of(letter)}` times "
                     f"`d{name}`")  # fmt: skip
    functions = any(isinstance(depends(ctx, letter), Function) for letter in letters)
    return variable, replace(inner, point=scalar(variable)) if functions else inner, name


def depends(ctx: Context, letter: Node) -> Quantity | Function | None:
    """A letter that is a function of one number, or stands for one; None for any other."""
    head = head_of(letter)
    found = ctx.lookup(head) if head is not None else None
    if head is None or found is None or head.sub[found[1] :] or head.sup or head.primes:
        return None
    symbol = found[0]
    if isinstance(symbol, Function):
        return symbol if symbol.arity == 1 and symbol.standing is None else None
    if not isinstance(symbol, Quantity) or symbol.view.rank:
        return None
    return symbol if moving.letter(ctx, symbol) is not None else None


def total(ctx: Context, side: list[Part], variable: Variable, at: Placed) -> Term:
    """The derivative of a side."""
    terms = [derivative(ctx, part, variable, at) for part in side]
    terms = [term for term in terms if term != ZERO]
    return Add(tuple(terms)) if len(terms) > 1 else terms[0] if terms else ZERO


def parts_of(side: Sequence[Node]) -> list[Part]:
    """The terms of a side."""
    found: list[Part] = []
    row: list[Node] = []
    negative = False
    for node in [*side, None]:
        ends = node is None or (isinstance(node, Leaf) and node.text in ("+", "-"))
        if ends and row and not pending(row):
            found.append(part_of(negative, row))
            row, negative = [], False
        if node is None:
            break
        if ends and not row:
            negative ^= isinstance(node, Leaf) and node.text == "-"
        else:
            row.append(node)
    if row:
        raise Complaint("syntax", "this integral has no `dx`", row[0])
    return found


def pending(row: Sequence[Node]) -> bool:
    """Whether an integral sign in ``row`` still waits for its ``dx``."""
    signs = [place for place, node in enumerate(row) if is_unbounded(node)]
    return bool(signs) and analysis.differential(row[signs[-1] + 1 :]) is None


def part_of(negative: bool, row: Sequence[Node]) -> Part:
    """One term."""
    cut = next((place for place, node in enumerate(row) if is_unbounded(node)), None)
    if cut is None:
        return Part(negative, tuple(row), None, None)
    found = analysis.differential(row[cut + 1 :])
    assert found is not None
    under, variable, rest = found
    if rest:
        raise Complaint("not-supported", "a factor behind an integral without bounds", rest[0])
    return Part(negative, tuple(row[:cut]), tuple(under), variable)


def derivative(ctx: Context, part: Part, variable: Variable, at: Placed) -> Term:
    """The derivative of one term."""
    if part.under is None:
        if is_constant(ctx, part.before):
            ctx.note(f"`{text_of(part.before[0])}` read as the constant of the integral")
            return ZERO
        return signed(part, Derivative(one(ctx, part.before, at), variable))
    body = one(ctx, part.under, at) if part.under else ONE
    if part.variable is not None and depends(ctx, part.variable) is not None:
        inner = one(ctx, [part.variable], at)
        body = Multiply((body, Derivative(inner, variable)))
    if not part.before:
        return signed(part, body)
    factor = one(ctx, [node for node in part.before if not product_sign(node)], at)
    if occurs(variable, ctx.definitions.unfold(factor, frozenset({variable}))):
        raise Complaint("not-supported", "a factor that the integral runs over", at)
    return signed(part, Multiply((factor, body)))


def signed(part: Part, term: Term) -> Term:
    """``term`` with the sign of its part."""
    return -term if part.negative else term


def product_sign(node: Node) -> bool:
    """Whether ``node`` joins a factor to the integral."""
    return isinstance(node, Leaf) and node.text in (r"\cdot", r"\times")


def is_constant(ctx: Context, nodes: Sequence[Node]) -> bool:
    """Whether a term is an undeclared letter for a constant."""
    if len(nodes) != 1:
        return False
    node = nodes[0]
    base = node.base if isinstance(node, Script) else node
    if base is None or text_of(base) not in CONSTANTS:
        return False
    head = head_of(node)
    return head is None or ctx.lookup(head) is None


def constants(ctx: Context, *sides: Sequence[Node]) -> None:
    """Let the C of ``F + C = G + C`` be any number, beside an integral without bounds."""
    if ctx.free is None or occur(*sides) or not occur(ctx.whole):
        return
    for side in sides:
        for before, node in zip([None, *side], side, strict=False):
            joined = isinstance(before, Leaf) and before.text in ("+", "-")
            head = head_of(node) if joined and is_constant(ctx, [node]) else None
            if head is not None:
                variable = Variable(head.name.internal)
                ctx.free.declare(Quantity(head.name, scalar(variable), variable))
                ctx.note(f"`{head.name.latex}` read as the constant of the integral, any number")


def one(ctx: Context, nodes: Sequence[Node], at: Placed) -> Term:
    """A number."""
    value = values.as_scalar(expressions.expression(ctx, nodes, at))
    if value.rank:
        raise Complaint("shape-mismatch", "an integral of an array", at)
    return value.entry(())
