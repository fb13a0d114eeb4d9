r"""``\frac{\partial(x, y)}{\partial(u, v)}``: the Jacobian determinant of a change of variables.

Guarantee: it is the determinant of the matrix of all derivatives, one row for each variable
above; where only the matrix fits the other side, the matrix. Between bars it is the determinant
too, as the bars of a matrix are, unless other bars stand in the display; as they may mean its
absolute value, that refutes nothing. Limits: as many variables above as below.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from verifier.read import arrays, literal_arrays
from verifier.read.arrays import Array
from verifier.read.notes.calculus import derivatives, fields, slopes
from verifier.read.notes.formulas import expressions, literals, operands
from verifier.read.notes.scopes.context import Context, Cursor
from verifier.read.notes.source.complaint import Complaint
from verifier.read.notes.source.names import split
from verifier.read.notes.source.tree import Command, Fenced, Group, Node, text_of
from verifier.read.notes.terms import values
from verifier.terms import Function, Term

MOST = 4
"""Variables above the line, at most."""


def fraction(ctx: Context, node: Command, found: derivatives.Quotient) -> Array | None:
    """The determinant (or matrix) that a quotient of two lists is; None for others."""
    above = listed(found.above)
    below = listed(found.below[0]) if len(found.below) == 1 else None
    if above is None or below is None or found.mark not in (r"\partial", "d"):
        return None
    if len(above) != len(below) or len(above) > MOST:
        raise Complaint("shape-mismatch", "as many variables above the line as below", node)
    mark = node.arguments[0].children[0]
    if not any(depends(ctx, upper, lower) for upper in above for lower in below):
        raise Complaint("declaration", f"`{text_of(found.above[0])}` does not depend on "
                        f"`{text_of(found.below[0][0])}` as declared", node)  # fmt: skip
    matrix = literal_arrays.literal(
        tuple(tuple(one(ctx, node, mark, upper, lower) for lower in below) for upper in above)
    )
    if ctx.second:
        ctx.note(f"`{text_of(found.above[0])}` by `{text_of(found.below[0][0])}` read as the matrix"
                 " of the derivatives, as only that fits")  # fmt: skip
        return values.plain(matrix)
    ctx.note(f"`{text_of(found.above[0])}` by `{text_of(found.below[0][0])}` read as the Jacobian "
             "determinant")  # fmt: skip
    return literals.determinant(matrix)


def listed(nodes: Sequence[Node]) -> list[list[Node]] | None:
    """The parts of a bracket with several, if it stands alone."""
    fence = nodes[0] if len(nodes) == 1 else None
    if not isinstance(fence, Fenced) or fence.left != "(":
        return None
    found = split(fence.children, (",",))
    return found if len(found) > 1 and all(found) else None


def depends(ctx: Context, upper: Sequence[Node], lower: Sequence[Node]) -> bool:
    """Whether a variable above depends on one below, as declared; a bare function does."""
    call = slopes.applied(ctx, upper)
    if call is not None and call.symbol.standing is None:
        return True
    ctx = replace(ctx, readings={}, needs={}, calls={})
    value, by = (values.as_scalar(expressions.expression(ctx, part, part[0]))
                 for part in (upper, lower))  # fmt: skip
    reached = ctx.definitions.reached(value.entry(())) if not value.rank else set()
    return bool(value.rank or by.rank) or by.entry(()) in reached


def one(
    ctx: Context, node: Command, mark: Node, upper: Sequence[Node], lower: Sequence[Node]
) -> Term:
    """One derivative of the matrix."""
    above = Group((mark, *upper), upper[0].start, upper[-1].end)
    below = Group((mark, *lower), lower[0].start, lower[-1].end)
    cell = Command(node.name, (above, below), None, node.start, node.end)
    value = derivatives.fraction(ctx, Cursor(()), cell)
    if value is None or values.as_scalar(value).rank:
        raise Complaint("shape-mismatch", "derivatives of numbers by numbers make a Jacobian",
                        node)  # fmt: skip
    return values.as_scalar(value).entry(())


def between_bars(ctx: Context, node: Fenced) -> Array | None:
    """Such a quotient between bars; None for others."""
    inner = node.children[0] if len(node.children) == 1 else None
    if node.left != "|" or not isinstance(inner, Command) or inner.name not in operands.FRACTIONS:
        return None
    found = derivatives.quotient(ctx, inner)
    value = fraction(ctx, inner, found) if found is not None else None
    if value is None or values.as_scalar(value).rank:
        return None
    fences = [part for part in fields.everywhere(ctx.whole) if isinstance(part, Fenced)]
    others = [part for part in fences if part.left == "|" and part.start != node.start]
    ctx.doubts.setdefault("whether the bars are those of a determinant or of an absolute value")
    return arrays.scalar(Function("abs", (values.as_scalar(value).entry(()),))) if others else value
