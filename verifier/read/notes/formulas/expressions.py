r"""From nodes to arrays of terms: sums, products and what stands in them.

Guarantee: every node is read or complained about; the order of operations is the usual
one, and a sum, a limit or a derivative takes the product that follows it,

    \sum_j a_j b_j + c   =   (\sum_j a_j b_j) + c.

Side by side means product (of matrices where they are matrices) unless the left is
declared as a function. Limits: ``a / b c`` is refused as ambiguous.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from verifier.read import arrays, literal_arrays, products
from verifier.read.arrays import Array
from verifier.read.latex_print import latex
from verifier.read.notes.formulas import ellipsis, juxtaposed, operands, repeated
from verifier.read.notes.scopes.context import Context, Cursor, shorten, unread
from verifier.read.notes.source import names, unseen
from verifier.read.notes.source.complaint import Complaint, Placed
from verifier.read.notes.source.names import split
from verifier.read.notes.source.tree import Command, Fenced, Group, Leaf, Node, Script, text_of
from verifier.read.notes.terms import identity, values
from verifier.read.sizes import ShapeMismatch, concrete, same_shape, same_size
from verifier.terms import Add, Multiply, Number, Power, Term, number

PRODUCTS = frozenset({r"\cdot", r"\times", "*", r"\ast", r"\odot", r"\circ", "/", r"\div",
                      r"\otimes", r"\bullet"})  # fmt: skip
OPERATORS = frozenset({r"\sum", r"\prod", r"\lim", r"\int", r"\nabla", r"\partial", r"\iint",
                       r"\iiint", r"\oint"})  # fmt: skip
"""Signs that take the product that follows."""
ENDS = frozenset({",", ";", ":", "&", r"\mid", "|"})


def expression(ctx: Context, nodes: Sequence[Node], at: Placed) -> Array:
    """The value of ``nodes``, all of them; ``at`` is blamed when there are none."""
    if not nodes:
        raise Complaint("syntax", "an expression is missing here", at)
    cursor = Cursor(unseen.bare(nodes))
    value = additive(ctx.deeper(nodes[0]), cursor)
    rest = cursor.peek()
    if rest is not None:
        raise unread(rest)
    return value


def additive(ctx: Context, cursor: Cursor) -> Array:
    """Products joined by plus and minus; an identity among them is as large as the others."""
    first = cursor.at
    try:
        return summed(ctx, cursor)
    except identity.Unsized as complaint:
        size = size_beside(ctx, cursor.nodes[first:])
        if ctx.unit is not None or size is None:
            raise
        cursor.at = first
        try:
            found = summed(replace(ctx, unit=size), cursor)
        except (Complaint, ShapeMismatch):
            raise complaint from None
        ctx.note(f"`{complaint.letter}` has the size `{latex(size)}` of what it is added to")
        return found


def size_beside(ctx: Context, nodes: Sequence[Node]) -> Term | None:
    """The size of the square matrices in a sum; None where that is not one size."""
    found: set[Term] = set()
    quiet = replace(ctx, readings={}, needs={}, calls={}, doubts={})
    for part in split(nodes, ("+", "-")):
        try:
            value = product(quiet, Cursor(part)) if part else None
        except (Complaint, ShapeMismatch):
            continue
        if value is not None and value.rank == 2 and same_size(*value.shape):
            found.add(value.shape[0])
    return found.pop() if len(found) == 1 else None


def summed(ctx: Context, cursor: Cursor) -> Array:
    """Products joined by plus and minus."""
    terms: list[ellipsis.Signed] = []
    first = cursor.peek()
    while True:
        negative = False
        signed: Node | None = None
        while cursor.sign() in ("+", "-"):
            signed = cursor.take()
            negative ^= isinstance(signed, Leaf) and signed.text == "-"
        if cursor.peek() is None:
            raise Complaint("syntax", "something is missing after this sign", signed)
        if terms and dots_alone(cursor):
            cursor.take()
            terms.append((negative, None))
        else:
            terms.append((negative, repeated.product(ctx, cursor, product)))
        if cursor.sign() not in ("+", "-"):
            break
    assert first is not None
    if any(value is None for _, value in terms):
        found = ellipsis.added(ctx, terms, first)
    else:
        found = [negated(value) if negative else value for negative, value in terms
                 if value is not None]  # fmt: skip
    try:
        return values.total(found) if len(found) > 1 else found[0]
    except Complaint as complaint:
        raise complaint.placed(first) from None


def dots_alone(cursor: Cursor) -> bool:
    """Whether dots stand for terms of a sum at the cursor."""
    node, after = cursor.peek(), cursor.peek(1)
    ends = after is None or (isinstance(after, Leaf) and after.text in {"+", "-", *ENDS})
    return isinstance(node, Leaf) and node.text in names.DOTS and ends


def negated(value: Array) -> Array:
    """``-value``; a printed decimal stays one."""
    if isinstance(value, values.Printed):
        flipped = Number(-value.value.value)
        return values.Printed((), lambda _: flipped, value=flipped, places=value.places)
    if not value.rank and isinstance(term := value.entry(()), Number) and term.value:
        return arrays.scalar(Number(-term.value))
    return kept(value, arrays.negative(value))


def kept(old: Array, new: Array) -> Array:
    """``new``, still a gradient when ``old`` was one (for products in the chain rule)."""
    if isinstance(old, values.Gradient) and old.raw is not None:
        return values.gradient(arrays.negative(old.raw), old.above_rank, old.above, old.by,
                               old.above_shape, old.below_shape, old.layout)  # fmt: skip
    return new


def product(ctx: Context, cursor: Cursor) -> Array:
    """Factors side by side or joined by a product sign, up to the next plus or minus."""
    first = cursor.peek()
    if first is None:
        raise Complaint("syntax", "an expression is missing at the end")
    factors: list[tuple[str, Array | None]] = []
    sign, mark, begin, above = "", first, cursor.at, (cursor.at, cursor.at)
    while True:
        start = cursor.peek()
        if start is None or (isinstance(start, Leaf) and start.text in PRODUCTS):
            raise Complaint("syntax", "a factor is missing here", mark)
        before = cursor.at
        if factors and isinstance(start, Leaf) and start.text in names.DOTS:
            cursor.take()
            factors.append((sign, None))
        else:
            factors.append((sign, factor(ctx, cursor, sign)))
        if sign in ("/", r"\div") and cursor.at - before > 1 and operator_sign(start):
            shown = written(ctx, cursor.nodes[before : cursor.at])
            ctx.note(f"below the slash stands all of `{shown}`")
        if not sign and before and is_mixed(cursor.nodes[before - 1], start):
            say_mixed(ctx, cursor.nodes[before - 1], start)
        if above[0] < above[1] and sign not in ("/", r"\div"):
            say_slash(ctx, cursor, begin, above, before)
        above = (before, cursor.at) if sign in ("/", r"\div") else (0, 0)
        node = cursor.peek()
        if node is None or cursor.sign() in ("+", "-") or cursor.sign() in ENDS:
            break
        if isinstance(node, Leaf) and node.text in PRODUCTS:
            sign, mark = node.text, cursor.take()
            if sign in ("/", r"\div"):
                require_clear_slash(cursor, node)
        else:
            sign, mark = "", node
    whole = [(sign, value) for sign, value in factors if value is not None]
    if len(whole) < len(factors):
        whole = ellipsis.multiplied(ctx, factors, first)
    try:
        return multiplied(ctx, whole)
    except Complaint as complaint:
        raise complaint.placed(first) from None


def is_mixed(whole: Node, node: Node) -> bool:
    r"""Whether ``2\frac{1}{2}`` stands here: a product, or two and a half."""
    if (
        not isinstance(node, Command)
        or node.name not in operands.FRACTIONS
        or whole.end != node.start
    ):
        return False
    shown = [text_of(whole), *("".join(map(text_of, one.children)) for one in node.arguments)]
    return all(map(str.isdigit, shown)) and int(shown[1]) < int(shown[2])


def say_mixed(ctx: Context, whole: Node, node: Node) -> None:
    """Say that a number beside a fraction of numbers was read as a product."""
    words = f"`{written(ctx, [whole, node])}` is a product, not a mixed number"
    ctx.note(words)
    ctx.doubts.setdefault(f"whether {words}")


def factor(ctx: Context, cursor: Cursor, sign: str) -> Array:
    """One operand; after a product sign it may carry a sign of its own."""
    if sign and cursor.sign() == "-":
        cursor.take()
        return negated(operands.operand(ctx, cursor))
    return operands.operand(ctx, cursor)


def say_slash(ctx: Context, cursor: Cursor, begin: int, below: tuple[int, int], after: int) -> None:
    """Note that what follows ``a / b`` was read as a factor of the whole quotient."""
    nodes = cursor.nodes
    quotient = written(ctx, nodes[begin : below[1]])
    rest = written(ctx, nodes[after : cursor.at])
    join = " " if after == below[1] else r" \cdot "
    ctx.note(f"`{quotient}{join}{rest}` read as `({quotient}){join}{rest}`")


def operator_sign(node: Node) -> bool:
    """Whether ``node`` is a sign that takes the product that follows."""
    base = node.base if isinstance(node, Script) else node
    return isinstance(base, Leaf) and base.text in OPERATORS


def written(ctx: Context, nodes: Sequence[Node]) -> str:
    """A stretch of a formula as it was written, cut for a note."""
    if not nodes:
        return ""
    return shorten(" ".join(ctx.source.text[nodes[0].start : nodes[-1].end].split()))


def require_clear_slash(cursor: Cursor, slash: Node) -> None:
    """Refuse ``a / b c``: whether c is above or below the bar cannot be told."""
    below, after = cursor.peek(), cursor.peek(1)
    if below is None or after is None:
        return
    if isinstance(after, Leaf) and (after.text in PRODUCTS or after.text in ("+", "-") or
                                    after.text in ENDS):  # fmt: skip
        return
    base = below.base if isinstance(below, Script) else below
    if isinstance(base, (Fenced, Group, Command)):
        return
    if isinstance(base, Leaf) and (base.text.startswith("\\") or base.token.kind == "number"):
        following = after.base if isinstance(after, Script) else after
        sums = isinstance(following, Leaf) and following.text in OPERATORS
        if base.text in OPERATORS or base.token.kind == "number" or sums:
            return
    following = after.base if isinstance(after, Script) else after
    if isinstance(following, (Fenced, Group)) or (
        isinstance(following, Leaf) and following.text in (r"\sum", r"\prod")
    ):
        return
    raise Complaint(
        "ambiguous", r"`a / b c`: is c above or below the bar? Write `\frac{a}{b c}`", slash
    )


def multiplied(ctx: Context, factors: list[tuple[str, Array]]) -> Array:
    r"""The factors combined from left to right: ``x \cdot A y`` as ``x \cdot (A y)`` if it must."""
    if len(factors) == 1:
        return factors[0][1]
    arrays_ = [values.as_scalar(value) for _, value in factors]
    if not any(value.rank for value in arrays_):
        parts: list[Term] = []
        for (sign, _), value in zip(factors, arrays_, strict=True):
            term = value.entry(())
            parts.append(Power(term, number(-1)) if sign in ("/", r"\div") else term)
        return arrays.scalar(Multiply(tuple(parts)))
    try:
        return in_order(ctx, factors)
    except (Complaint, ShapeMismatch):
        if (found := juxtaposed.grouped(ctx, factors, in_order)) is None:
            raise
        return found


def in_order(ctx: Context, factors: Sequence[tuple[str, Array]]) -> Array:
    """The factors combined from left to right."""
    result = factors[0][1]
    for sign, value in factors[1:]:
        result = combined(ctx, result, sign, value)
    return result


def combined(ctx: Context, left: Array, sign: str, right: Array) -> Array:
    """Two factors and the sign between them."""
    if ctx.scope.layout.products and sign in ("", r"\cdot", r"\times", "*") and (
        left.rank and right.rank and same_shape(left.shape, right.shape)
        and values.vector_like(left) and not values.is_scalar(left)
        and not values.chain_rule(left, right)
    ):  # fmt: skip
        ctx.note("a product of two vectors is taken entry by entry")
        return elementwise(ctx, left, right)
    match sign:
        case r"\odot" | r"\circ":
            return elementwise(ctx, left, right)
        case "/" | r"\div":
            if values.as_scalar(right).rank:
                ctx.note("the quotient of two arrays is taken entry by entry")
            return values.quotient(left, right)
        case "*" | r"\ast" | r"\bullet":
            if sign != r"\bullet" and values.vector_like(left) and left.rank == 2 and (
                not values.is_scalar(left) and same_shape(left.shape, right.shape)
            ):  # fmt: skip
                ctx.note(f"`{sign}` between two vectors of one shape is read entry by entry")
                return elementwise(ctx, left, right)
            if left.rank and right.rank:
                raise Complaint(
                    "ambiguous", f"`{sign}` between arrays: a matrix product or elementwise? "
                    r"Write them side by side, or `\odot`",
                )  # fmt: skip
            return values.times(left, right)
        case r"\otimes":
            return outer(left, right)
        case r"\cdot" if left.rank == right.rank == 1 and not values.chain_rule(left, right):
            ctx.note(r"`\cdot` between two lists read as their inner product")
            return arrays.scalar(products.inner(left, right))
        case r"\times" if (found := cross(left, right)) is not None:
            ctx.note(r"`\times` between two vectors of three entries read as the cross product")
            return found
        case r"\cdot" if left.rank == right.rank == 2 and values.vector_like(left) and (
            values.vector_like(right) and [*map(str, left.shape)] == [*map(str, right.shape)]
            and not values.chain_rule(left, right)
        ):  # fmt: skip
            ctx.note(r"`\cdot` between two vectors read as their inner product")
            return arrays.scalar(products.inner(*map(values.entries_of, (left, right))))
        case _:
            return values.times(left, right)


def cross(left: Array, right: Array) -> Array | None:
    """The cross product of two vectors of three entries; None for any others."""
    first, second = values.entries_of(left), values.entries_of(right)
    if first.rank != 1 or second.rank != 1 or values.chain_rule(left, right) or any(
        concrete(one.shape[0]) != 3 or not isinstance(one.starts[0], int) for one in (first, second)
    ):  # fmt: skip
        return None
    a, b = ([one.entry((number(one.starts[0] + at),)) for at in range(3)]
            for one in (first, second))  # fmt: skip
    terms: list[literal_arrays.Nested | Term] = []
    for one, other in ((1, 2), (2, 0), (0, 1)):
        minus = Multiply((number(-1), a[other], b[one]))
        terms.append(Add((Multiply((a[one], b[other])), minus)))
    return literal_arrays.literal(terms).aligned((first.starts[0],))


def closing(node: Node) -> bool:
    """Whether a product ends before ``node`` or is joined there by a sign."""
    return isinstance(node, Leaf) and node.text in {"+", "-", *ENDS, *PRODUCTS}


def outer(left: Array, right: Array) -> Array:
    """The outer product of two vectors."""
    first, second = values.entries_of(left), values.entries_of(right)
    if first.rank != 1 or second.rank != 1:
        raise Complaint("not-supported", r"`\otimes` is read between vectors only")
    return values.times(arrays.column(first), arrays.row(second))


def elementwise(ctx: Context, left: Array, right: Array) -> Array:
    """An elementwise product; a Jacobian beside a vector stands for its diagonal."""
    for one, other in ((left, right), (right, left)):
        if isinstance(one, values.Gradient) and not values.vector_like(one) and (
            values.vector_like(other) and other.rank
        ):  # fmt: skip
            found = values.diagonal_of(one)
            if found is not None:
                ctx.note("a square Jacobian in an elementwise product with a vector is read as "
                         "its diagonal: the derivative entry by entry")  # fmt: skip
                return values.hadamard(found, other)
    return values.hadamard(left, right)


LONGEST_NUMBER = 400


def literal(text: str, at: Placed) -> Array:
    """A number as printed; a decimal keeps how many places it shows."""
    if len(text) > LONGEST_NUMBER:
        raise Complaint("too-large", f"a number of {len(text)} digits", at)
    value = Number(Fraction(text if not text.startswith(".") else "0" + text))
    if "." in text:
        places = len(text.partition(".")[2])
        return values.Printed((), lambda _: value, value=value, places=places)
    return arrays.scalar(value)
