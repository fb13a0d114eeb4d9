r"""Derivatives as people write them.

Guarantee: ``\frac{\partial y}{\partial x}`` (also with d, or ``\delta`` where that letter
is undeclared) is the derivative of y by x, where a defined x is the variable itself; the
operator form takes the product that follows. Shapes follow the layout:

    number by anything    the shape of what it is taken by (numerator layout: transposed)
    vector by vector      rows above, columns below the line (denominator layout: transposed)
    anything else         the axes above, then those below

Limits: below the line stands a name, an entry, or an expression that is what a defined
name stands for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from verifier.read.arrays import Array, scalar
from verifier.read.notes.calculus import (
    abstraction,
    jacobians,
    moving,
    nablas,
    partials,
    slopes,
    slopes_said,
)
from verifier.read.notes.formulas import expressions, named
from verifier.read.notes.scopes import labels
from verifier.read.notes.scopes.context import Context, Cursor
from verifier.read.notes.scopes.scope import Function, Pattern, Quantity
from verifier.read.notes.source.complaint import Complaint
from verifier.read.notes.source.names import Head, glyph_of, head_of
from verifier.read.notes.source.tree import (
    Command,
    Fenced,
    Group,
    Leaf,
    Node,
    Raw,
    Script,
    text_of,
)
from verifier.read.notes.terms import stages, values
from verifier.terms import Dependent, Derivative, Entry, Family, Term, Variable, over

TOP = 2
"""How deep an operand of a whole side stands."""


@dataclass(frozen=True)
class Quotient:
    """What stands above (nothing for an operator), and the variables below, first to last."""

    above: tuple[Node, ...]
    below: tuple[tuple[Node, ...], ...]
    mark: str


def mark_of(node: Node) -> tuple[str, int]:
    r"""``\partial``, ``d`` or ``\delta`` with its order; an empty mark for anything else."""
    order = 1
    if isinstance(node, Script):
        if node.sub is not None or node.primes or node.base is None:
            return "", 0
        text = "".join(map(text_of, node.sup.children)) if node.sup is not None else ""
        if not text.isdigit() or not 1 <= int(text) <= 12:
            return "", 0
        order, node = int(text), node.base
    match node:
        case Leaf() if node.text in (r"\partial", "d", r"\delta"):
            return node.text, order
        case Command(r"\mathrm" | r"\mathit" | r"\text" | r"\operatorname", (group,)) if (
            text_of(group) == "d"
        ):
            return "upright d", order
        case Raw(text="d"):
            return "upright d", order
        case _:
            return "", 0


def quotient(ctx: Context, node: Command) -> Quotient | None:
    """The derivative that a fraction is; None for a plain fraction."""
    above, below = node.arguments[0].children, node.arguments[1].children
    if not above or len(below) < 1 or any(is_slash(part) for part in (*above, *below)):
        return None
    mark, order = mark_of(above[0])
    other, _ = mark_of(below[0])
    kinds = {mark, other}
    if not mark or not other or (mark != other and kinds != {"d", "upright d"}):
        return None
    if len(below) < 2:
        return None
    after = above[1] if len(above) > 1 else None
    if head_like(below[1]) is None or (isinstance(after, Leaf) and after.text in SIGNS):
        return None
    if mark in ("d", r"\delta") and declared(ctx, above[0]):
        if mark == r"\delta":
            return None
        ctx.note("`d` above and below the line read as a derivative, though `d` is declared")
    variables = denominators(below, mark, order, node)
    if any(mark_of(part)[1] > 1 for part in below):
        ctx.note(f"below the line `{mark}^{order}` is read as that power of what stands behind it")
    if mark == r"\delta":
        ctx.note(r"`\delta` over `\delta` read as a partial derivative")
    return Quotient(tuple(above[1:]), variables, mark)


def is_slash(node: Node | None) -> bool:
    """Whether ``node`` is a division sign in the line."""
    return isinstance(node, Leaf) and node.text == "/"


def slashed(ctx: Context, cursor: Cursor) -> Array | None:
    """``dy/dx``, ``d^2 y/dx^2`` and ``d/dx`` in the line; None for anything else."""
    row = cursor.nodes[cursor.at : cursor.at + 5]
    cut = next((place for place, node in enumerate(row[:3]) if is_slash(node)), 0)
    if not cut or len(row) < cut + 3:
        return None
    mark, _ = mark_of(row[0])
    other, order = mark_of(row[cut + 1])
    if mark not in ("d", "upright d", r"\partial") or mark != other or order != 1 or (
        mark == "d" and declared(ctx, row[0])
    ):  # fmt: skip
        return None
    if head_like(row[cut + 2]) is None or (cut == 2 and head_like(row[1]) is None):
        return None
    above = Group(tuple(row[:cut]), row[0].start, row[cut - 1].end)
    below = Group(tuple(row[cut + 1 : cut + 3]), row[cut + 1].start, row[cut + 2].end)
    node = Command(r"\frac", (above, below), None, above.start, below.end)
    cursor.at += cut + 3
    ctx.note(f"`{''.join(map(text_of, row[: cut + 3]))}` read as a derivative")
    return fraction(ctx, cursor, node)


def declared(ctx: Context, node: Node) -> bool:
    """Whether the mark is a declared letter."""
    base = node.base if isinstance(node, Script) else node
    glyph = glyph_of(base) if base is not None else None
    return glyph is not None and ctx.scope.fitting(Head(glyph, (), (), 0, node)) is not None


SIGNS = frozenset({"+", "-", "=", "*", "/", r"\cdot", r"\times", r"\pm"})


def head_like(node: Node) -> Node | None:
    """``node`` when a variable can begin with it."""
    if isinstance(node, Leaf) and (node.text in SIGNS or node.token.kind == "number"):
        return None
    return node


def denominators(
    below: Sequence[Node], mark: str, order: int, node: Node
) -> tuple[tuple[Node, ...], ...]:
    r"""``\partial x \partial y^2`` as x, y, y."""
    groups: list[list[Node]] = []
    raised = False
    for part in below:
        found, times = mark_of(part)
        same = bool(found) and (found == mark or {found, mark} == {"d", "upright d"})
        if same and (times == 1 or (times == order and not groups)):
            groups.append([])
            raised = raised or times > 1  # ``\partial^2 x`` for ``\partial x^2``
        elif groups:
            groups[-1].append(part)
        else:
            raise Complaint("syntax", "a derivative by what?", node)
    if any(not group for group in groups):
        raise Complaint("syntax", "a derivative by what?", node)
    variables: list[tuple[Node, ...]] = []
    for group in groups:
        last = group[-1]
        power = 1
        if order > 1 and isinstance(last, Script) and last.sup is not None and last.base:
            text = "".join(map(text_of, last.sup.children))
            if text.isdigit() and (len(groups) > 1 or int(text) == order):
                power = int(text)
                group = [*group[:-1], stripped(last)]
        if raised and len(groups) == 1:
            power = order
        variables.extend([tuple(group)] * power)
    if len(variables) != order:
        raise Complaint(
            "syntax", f"a derivative of order {order} by {len(variables)} variable(s)", node
        )
    return tuple(variables)


def stripped(node: Script) -> Node:
    """``x_i^2`` without its superscript."""
    if node.sub is None and not node.primes and node.base is not None:
        return node.base
    return Script(node.base, node.sub, None, node.primes, node.start, node.end)


def fraction(ctx: Context, cursor: Cursor, node: Command) -> Array | None:
    """The value of a fraction that is a derivative; None for a plain one."""
    found = quotient(ctx, node)
    if found is None:
        return None
    if (jacobian := jacobians.fraction(ctx, node, found)) is not None:
        return jacobian
    if found.above:
        call = slopes.applied(ctx, found.above)
        if call is not None and call.length == len(found.above):
            slope = partials.quotient(ctx, cursor, call, found, node)
            if slope is None:
                slope = nablas.quotient_at(ctx, cursor, call, found.below, node)
            if slope is not None:
                return slope
        body = expressions.expression(ctx, found.above, node)
        labels.require_argument(ctx, body, found.below[-1], found.above)
        if found.mark in ("d", "upright d"):
            slopes_said.say_independence(ctx, body, found.below[-1], found.above)
        slopes_said.doubt_earlier(ctx, body, found.below[-1], found.above)
        refuse_evaluation(cursor)
    else:
        if cursor.sign() == r"\cdot":
            cursor.take()
        if cursor.peek() is None:
            raise Complaint("syntax", "the derivative of what?", node)
        negative = signed(ctx, cursor)
        first = cursor.at
        body = expressions.product(ctx.deeper(node), cursor)
        body = expressions.negated(body) if negative else body
        labels.require_argument(ctx, body, found.below[-1], cursor.nodes[first : cursor.at])
        if len(found.above) == 0 and slopes_said.several(cursor.nodes[first : cursor.at]):
            shown = expressions.written(ctx, cursor.nodes[first : cursor.at])
            ctx.note(f"the derivative is that of all of `{shown}`")
        slopes_said.say_end(ctx, cursor, first, found.below[-1])
    fixed = found.mark == r"\partial"
    for variable in reversed(found.below):
        if fixed and moving.holds_others(ctx, found.above, variable):
            body = abstraction.others_fixed(ctx, body, variable, node)
            continue
        body = differentiated(ctx, body, variable, node, above=found.above)
    return body


def signed(ctx: Context, cursor: Cursor) -> bool:
    r"""Whether a minus comes first, as in ``\frac{d}{dx} -(x^2 - 1)``.

    Elsewhere than before brackets, at the top of a side, it may be a difference of operators.
    """
    sign = cursor.sign()
    if sign not in ("+", "-"):
        return False
    after = cursor.peek(1)
    if not isinstance(after, Fenced) or after.left not in ("(", "[") or ctx.depth > TOP:
        words = f"a derivative followed by `{sign}`: of what? Write brackets around it, "
        words += r"`\frac{d}{dx} \left( - \dots \right)`"
        raise Complaint("ambiguous", words, cursor.peek())
    cursor.take()
    ctx.note(f"the derivative is that of `{sign}(...)`")
    return sign == "-"


def refuse_evaluation(cursor: Cursor) -> None:
    r"""``\frac{df}{dx}(0)``: a value at 0, or a product? Refused."""
    node = cursor.peek()
    if isinstance(node, Fenced) and node.left == "(" and len(node.children) == 1:
        inside = node.children[0]
        if isinstance(inside, Leaf) and inside.token.kind == "number":
            raise Complaint(
                "ambiguous", "a derivative followed by `(...)`: a value there, or a product? "
                r"Write `\left. ... \right|_{x=0}` or `\cdot`", node,
            )  # fmt: skip


def differentiated(
    ctx: Context, body: Array, variable: Sequence[Node], at: Node, above: Sequence[Node] = ()
) -> Array:
    """``body`` differentiated by what ``variable`` names."""
    by = target(ctx, variable, at)
    if by is None:
        return abstraction.by_expression(ctx, body, variable, at)
    return derived(ctx, body, by, owner_above(ctx, above))


def target(ctx: Context, nodes: Sequence[Node], at: Node) -> Array | None:
    """The variables below the line; None when an expression stands there."""
    cursor = Cursor(nodes)
    head = named.spelt(ctx, cursor)
    found = ctx.lookup(head) if head is not None and cursor.at == len(nodes) - 1 else None
    if found is not None and isinstance(found[0], Function) and found[0].standing is not None:
        by = found[0].standing.view
    elif found is not None and isinstance(found[0], Pattern):
        by = found[0].quantity.view
    else:
        by = expressions.expression(ctx, nodes, at)
    probes = tuple(over(f"?{axis}", size) for axis, size in enumerate(by.shape))
    variable = by.entry(probes)
    staged = isinstance(variable, Dependent) and variable.family in ctx.definitions.recurrences
    return by if staged or isinstance(variable, (Variable, Entry)) else None


def owner_above(ctx: Context, nodes: Sequence[Node]) -> Variable | Family | None:
    """The variable or family that stands alone above the line."""
    if len(nodes) != 1 and not (len(nodes) == 2 and isinstance(nodes[1], Fenced)):
        return None
    head = head_of(nodes[0])
    found = ctx.scope.fitting(head) if head is not None else None
    if head is None or found is None:
        return None
    symbol, subs, sups, _ = found
    if isinstance(symbol, Function):
        symbol = symbol.standing or symbol
    if not isinstance(symbol, Quantity) or (
        len(head.sub) > subs + symbol.slots_sub or len(head.sup) > sups + symbol.slots_sup
    ):  # fmt: skip
        return None
    return symbol.owner


def derived(ctx: Context, body: Array, by: Array, above: Variable | Family | None) -> Array:
    """All partial derivatives of ``body`` by ``by``, in the shape of the layout."""
    upper, lower = values.entries_of(body), values.entries_of(by)
    rank = upper.rank
    staged = stages.by_stage(ctx, upper, lower)

    def entry(at: tuple[Term, ...]) -> Term:
        if staged is not None:
            return staged(at)
        variable = lower.entry(at[rank:])
        assert isinstance(variable, (Variable, Entry))
        return Derivative(upper.entry(at[:rank]), variable)

    raw = Array(upper.shape + lower.shape, entry, upper.starts + lower.starts)
    if not raw.rank:
        return scalar(raw.entry(()))
    probes = tuple(over(f"?{axis}", size) for axis, size in enumerate(lower.shape))
    variable = lower.entry(probes)
    owner = variable.family if isinstance(variable, (Entry, Dependent)) else variable
    assert isinstance(owner, (Variable, Family))
    return values.gradient(raw, rank, above, owner, body.shape, by.shape,
                           ctx.scope.layout.gradients)  # fmt: skip
