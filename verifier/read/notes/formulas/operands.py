r"""One operand: a number, a name, a call, something in brackets, a fraction, an operator.

Guarantee: each kind of node has one reader; what none of them takes is a ``Complaint`` at
that node. Scripts are read in this order: part of a declared name, then indices below;
above: transpose, inverse, a power.

    W^{(2)\top}_{jk}   ->   W^{(2)} declared: entry j, k of its transpose
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from verifier.read import arrays, roots
from verifier.read.arrays import Array
from verifier.read.notes.calculus import (
    analysis,
    derivatives,
    fields,
    nablas,
    parted,
    partials,
    pointwise,
)
from verifier.read.notes.formulas import (
    basis,
    bold_products,
    builtin,
    complex_numbers,
    conditions,
    expressions,
    indexing,
    literals,
    named,
    operators,
    superscripts,
)
from verifier.read.notes.probability import compared, named_moments
from verifier.read.notes.scopes import undeclared_names
from verifier.read.notes.scopes.context import Context, Cursor, shorten, unread
from verifier.read.notes.source import unseen
from verifier.read.notes.source.complaint import Complaint
from verifier.read.notes.source.names import Head, Piece, pieces
from verifier.read.notes.source.tree import (
    Command,
    Environment,
    Fenced,
    Group,
    Leaf,
    Node,
    Script,
    inside,
    text_of,
)
from verifier.read.notes.terms import values
from verifier.read.sizes import ShapeMismatch
from verifier.terms import Constant, Function, Multiply, Number, Power, Term, number

FRACTIONS = frozenset({r"\frac", r"\dfrac", r"\tfrac", r"\cfrac"})
TRANSPARENT = frozenset({r"\boxed", r"\fbox", r"\cancel", r"\bcancel", r"\xcancel", r"\mathop",
                         r"\mathord", r"\ensuremath", r"\smash", r"\underbrace", r"\overbrace",
                         r"\displaylines"})  # fmt: skip


def operand(ctx: Context, cursor: Cursor) -> Array:
    """The next operand with everything attached to it."""
    node = cursor.peek()
    if node is None:
        raise Complaint("syntax", "an expression is missing at the end")
    ctx = ctx.deeper(node)
    try:
        return factorial(cursor, bare(ctx, cursor, node))
    except Complaint as complaint:
        raise complaint.placed(node) from None
    except ShapeMismatch as mismatch:
        raise Complaint(mismatch.code, mismatch.message, node) from None


def factorial(cursor: Cursor, value: Array) -> Array:
    """``value!`` when an exclamation mark follows."""
    while cursor.sign() in ("!", r"\%"):
        if cursor.sign() == r"\%":
            cursor.take()
            value = arrays.apply(lambda term: Multiply((term, HUNDREDTH)), value)
            continue
        mark = cursor.take()
        if cursor.sign() == "!":
            raise Complaint("not-supported", "a double factorial (for the factorial of a factorial "
                            "write brackets)", mark)  # fmt: skip
        if values.as_scalar(value).rank:
            raise Complaint("shape-mismatch", "a factorial of an array", mark)
        term = values.as_scalar(value).entry(())
        value = arrays.scalar(Function("factorial", (term,)))
    return value


def moment(ctx: Context, cursor: Cursor, head: Head) -> Array | None:
    r"""``\sigma_X`` of a random variable, also beside a number ``\sigma``; None for other names."""
    known = ctx.lookup(head) if head.sub else None
    if not head.sub or (known is not None and known[1] == len(head.sub)):
        return None
    found = named_moments.value(ctx, head)
    if found is not None:
        cursor.take()
    return found


def bare(ctx: Context, cursor: Cursor, node: Node) -> Array:
    """The next operand, postfix signs aside."""
    base = node.base if isinstance(node, Script) else node
    text = base.text if isinstance(base, Leaf) else ""
    if (found := derivatives.slashed(ctx, cursor)) is not None:
        return found
    word = builtin.plain_word(ctx, cursor)
    head = named.spelt(ctx, cursor)
    if not word and head is not None and (found := moment(ctx, cursor, head)) is not None:
        return found
    if not word and head is not None and (found := named.known(ctx, cursor, head)) is not None:
        return found
    if text in expressions.OPERATORS:
        return operator(ctx, cursor, text)
    if (found := builtin.constant_or_call(ctx, cursor, head, word)) is not None:
        return found
    if (found := bold_products.in_one_font(ctx, cursor)) is not None:
        return found
    if (found := fields.spelt(ctx, cursor)) is not None:
        return found
    if head is not None and (found := partials.directional(ctx, cursor, head)) is not None:
        return found
    if (found := complex_numbers.conjugated(ctx, cursor, node)) is not None:
        return found
    if head is not None and (found := nablas.jacobian(ctx, cursor, head)) is not None:
        return found
    if head is not None:
        found = (indexing.used_as_index(ctx, head) or named.from_square(ctx, head)
                 or named.parameter(ctx, head) or compared.value(ctx, head))  # fmt: skip
        if found is None and (unit := basis.vector(ctx, cursor, head)) is not None:
            above = head.node.sup if isinstance(head.node, Script) else None
            found = attached(ctx, unit, (), above, head.sup, 0, head.node)
        if found is None:
            raise undeclared_names.undeclared(ctx, cursor, head)
        cursor.take()
        return found
    if (found := pointwise.compound(ctx, cursor)) is not None:
        return found
    if isinstance(node, Script):
        return scripted(ctx, cursor, node)
    cursor.take()
    match node:
        case Leaf() if node.token.kind == "number":
            return expressions.literal(node.text + thousands(cursor), node)
        case Leaf() if conditions.is_dots(node):
            raise Complaint("not-supported", "an ellipsis: what it stands for is not written out",
                            node)  # fmt: skip
        case Leaf() if text == r"\infty":
            if len(cursor.nodes) > 2:
                raise Complaint("syntax", "infinity is no number: write a limit", node)
            return arrays.scalar(Constant("oo"))
        case Group(children):
            unseen.require_seen(cursor, node)
            return expressions.expression(ctx, children, node)
        case Fenced():
            return literals.fence(ctx, node)
        case Command():
            return command(ctx, cursor, node)
        case Environment():
            return literals.environment(ctx, node)
        case _:
            raise unread(node)


def operator(ctx: Context, cursor: Cursor, text: str) -> Array:
    """A sign that takes the product behind it."""
    match text:
        case r"\sum" | r"\prod":
            return operators.sigma(ctx, cursor)
        case r"\lim":
            return analysis.limit(ctx, cursor)
        case r"\int" | r"\iint" | r"\iiint" | r"\oint":
            return analysis.integral(ctx, cursor)
        case r"\nabla":
            return nablas.nabla(ctx, cursor)
        case _:
            return nablas.partial(ctx, cursor)


HUNDREDTH = number("1/100")


def thousands(cursor: Cursor) -> str:
    """The digits behind ``1{,}000``, passed over."""
    digits = ""
    while True:
        comma, after = cursor.peek(), cursor.peek(1)
        grouped = isinstance(comma, Group) and text_of(comma) == ","
        if not grouped or not isinstance(after, Leaf) or after.token.kind != "number":
            return digits
        if len(after.text.partition(".")[0]) != 3:
            return digits
        digits += after.text
        cursor.at += 2


def scripted(ctx: Context, cursor: Cursor, node: Script) -> Array:
    """Scripts on something that is no name: a group, a fence, a number."""
    cursor.take()
    if node.base is None:
        raise Complaint("syntax", "a script without anything to stand on", node)
    if isinstance(node.base, Fenced):
        special = literals.scripted_fence(ctx, node, node.base)
        if special is not None:
            return special
    if isinstance(node.base, Command) and node.base.name == r"\mathop":
        inner = node.base.arguments[0].children
        if len(inner) == 1 and analysis.mean_sign(inner[0]):
            return analysis.respelt(ctx, cursor, replace(node, base=inner[0]))
    if isinstance(node.base, Command) and node.base.name in (r"\underbrace", r"\overbrace"):
        return braced(ctx, node, node.base)
    unseen.require_seen_below(ctx, node)
    value = operand(ctx, Cursor((node.base,)))
    return attached(ctx, value, pieces(node.sub), node.sup, pieces(node.sup), node.primes, node)


def braced(ctx: Context, node: Script, base: Command) -> Array:
    """What stands over a brace; the remark at the brace is named, not checked."""
    if node.primes or (node.sub is not None and node.sup is not None):
        raise unread(node)
    remark = node.sub or node.sup
    if (remark is node.sub) != (base.name == r"\underbrace"):
        raise Complaint("ambiguous", f"a script on the far side of `{base.name}`: put braces "
                        "around what it belongs to", node)  # fmt: skip
    if remark is not None:
        ctx.note(f"the remark at the brace is not checked: `{shorten(inside(remark))}`")
        if inside(remark).startswith("="):
            ctx.doubts.setdefault(f"what the remark at the brace says: `{shorten(inside(remark))}`")
    return operand(ctx, Cursor((base,)))


def attached(
    ctx: Context,
    value: Array,
    sub: Sequence[Piece],
    sup: Group | None,
    items: Sequence[Piece],
    primes: int,
    node: Node,
) -> Array:
    """``value`` with indices below and a transpose or power above.

    ``items`` are the pieces of ``sup`` that are not labels; ``sup`` is None when some were.
    """
    if primes:
        before = not sub or (len(sub) == 2 and values.as_scalar(value).rank == 2)
        value = value if before else indexing.entry(ctx, value, sub, node)
        value = superscripts.primed(ctx, value, primes, node)
        sub = sub if before else ()
    if sub and superscripts.transposing(ctx, items, value) and values.as_scalar(value).rank == 2:
        if not superscripts.above_first(node):
            return indexed_then_transposed(ctx, value, sub, sup, items, node)
        return indexing.entry(ctx, superscripts.raised(ctx, value, sup, items, node), sub, node)
    if sub and items and superscripts.square(value):
        superscripts.require_power_of_entry(ctx, items, node)
    if sub:
        value = indexing.entry(ctx, value, sub, node)
    if not items:
        return value
    return superscripts.raised(ctx, value, sup, items, node)


def indexed_then_transposed(
    ctx: Context,
    value: Array,
    sub: Sequence[Piece],
    sup: Group | None,
    items: Sequence[Piece],
    node: Node,
) -> Array:
    r"""``X_{i,:}^\top``: the transpose of a row; an entry of the transpose for ``X_{ij}^\top``."""
    part = indexing.entry(ctx, value, sub, node)
    if values.as_scalar(part).rank:
        return superscripts.raised(ctx, part, sup, items, node)
    if len(sub) == 1:
        ctx.note(f"`{shorten(text_of(node))}` is one number: its transpose is itself")
        return superscripts.raised(ctx, part, sup, items, node) if len(items) > 1 else part
    shown = shorten(text_of(node))
    try:
        found = indexing.entry(ctx, superscripts.raised(ctx, value, sup, items, node), sub, node)
    except Complaint:
        ctx.note(f"`{shown}` is one number: its transpose is itself")
        return part
    ctx.note(f"`{shown}` read as an entry of the transpose")
    ctx.doubts.setdefault(f"whether `{shown}` is an entry of the transpose, or the entry itself")
    return found


def command(ctx: Context, cursor: Cursor, node: Command) -> Array:
    """A command with arguments."""
    name, arguments = node.name, node.arguments
    if name in FRACTIONS:
        found = parted.fraction(ctx, cursor, node) or derivatives.fraction(ctx, cursor, node)
        if found is not None:
            return found
        above = expressions.expression(ctx, arguments[0].children, arguments[0])
        below = expressions.expression(ctx, arguments[1].children, arguments[1])
        return expressions.combined(ctx, above, "/", below)
    if name in TRANSPARENT:
        inner = arguments[0].children
        if inner and isinstance(inner[0], Leaf) and inner[0].text in ("+", "-") and (
            "cancel" in name
        ):  # fmt: skip
            raise Complaint("ambiguous", f"the sign inside `{name}` joins a sum: write it before "
                            f"`{name}`", node)  # fmt: skip
        return expressions.expression(ctx, arguments[0].children, node)
    if name in (r"\abs", r"\norm"):
        bar = "|" if name == r"\abs" else r"\|"
        fence = Fenced(bar, bar, arguments[0].children, node.start, node.end)
        return literals.fence(ctx, fence)
    if name == r"\sqrt":
        inside = expressions.expression(ctx, arguments[0].children, node)
        degree = arrays.scalar(number(2))
        if node.option is not None:
            degree = expressions.expression(ctx, node.option.children, node.option)
        return root(inside, values.one_number(degree, node, "the degree of a root"))
    if name in (r"\binom", r"\dbinom", r"\tbinom"):
        both = [expressions.expression(ctx, part.children, part) for part in arguments]
        ends = tuple(values.one_number(each, node, "this") for each in both)
        return arrays.scalar(Function("binomial", ends))
    if name in (r"\underset", r"\overset", r"\stackrel"):
        return analysis.underset(ctx, cursor, node)
    raise unread(node)


def root(inside: Array, degree: Term) -> Array:
    """The root of a number, entry by entry of an array; odd roots are real everywhere."""
    if isinstance(degree, Number) and degree.value.denominator == 1 and degree.value >= 2:
        whole = int(degree.value)
        return arrays.apply(lambda entry: roots.root(entry, whole), inside)
    other = Number(1 / degree.value) if isinstance(degree, Number) and degree.value else (
        values.reciprocal(degree))  # fmt: skip
    return arrays.apply(lambda entry: Power(entry, other), inside)
