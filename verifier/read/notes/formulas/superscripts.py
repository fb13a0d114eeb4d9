r"""What stands above an operand: a transpose, an inverse, a conjugate, a power.

Guarantee: each mark has one reading, in this order: transpose, the number of a data point,
inverse, conjugate, power; what could be two of them is a ``Complaint`` or said in a note.
Limits: no powers of which the exponent is an array.
"""

from __future__ import annotations

from collections.abc import Sequence

from verifier.read import arrays
from verifier.read.arrays import Array
from verifier.read.notes.formulas import (
    complex_numbers,
    expressions,
    indexing,
    literals,
    matrix_powers,
)
from verifier.read.notes.scopes.context import Context, shorten
from verifier.read.notes.scopes.scope import Function, IndexName, Quantity
from verifier.read.notes.source.complaint import Complaint
from verifier.read.notes.source.names import Head, Piece, glyph_of, head_of
from verifier.read.notes.source.tree import Fenced, Group, Leaf, Node, Script, parts, text_of
from verifier.read.notes.terms import values
from verifier.read.notes.terms.loosened import PLAIN, Loose
from verifier.read.sizes import same_size
from verifier.terms import Sort, Variable

TRANSPOSE = frozenset({"T", r"\top", r"\intercal", r"\mathsf{T}", r"\mathrm{T}", r"\mathbf{T}"})
INVERSE_TRANSPOSE = frozenset({"-T", r"-\top", r"-\intercal", r"-\mathsf{T}", r"-\mathrm{T}"})
PRIMES = frozenset({"'", r"\prime"})
ADJOINTS = frozenset({"*", r"\star", r"\dagger"})


def require_no_power(ctx: Context, item: Piece, node: Node) -> None:
    r"""Refuse ``\gamma^T`` on a number, it may be a power; ``x^\top`` is x, with a note.

    So is ``(x^T A x)^T``, where the same sign transposes inside the brackets.
    """
    shown = shorten(text_of(node))
    glyph = glyph_of(item.nodes[0]) if len(item.nodes) == 1 else None
    found = ctx.scope.fitting(Head(glyph, (), (), 0, item.nodes[0])) if glyph else None
    function = found is not None and isinstance(found[0], Function)
    base = node.base if isinstance(node, Script) else None
    inner = isinstance(base, Fenced) and turns(base)
    if item.text == "T" and not (function or inner or ctx.scope.layout.transposed):
        raise Complaint("ambiguous", f"`{shown}`: the transpose of a number, or a power? `T` is "
                        "undeclared", item, (r"power?      **Let** $T \in \mathbb{N}$",
                                             r"transpose?  `\top`"))  # fmt: skip
    ctx.note(f"`{shown}` is one number: its transpose is itself")


def turns(node: Node) -> bool:
    """Whether ``^T`` stands above something inside ``node``."""
    above = node.sup if isinstance(node, Script) else None
    return (above is not None and "".join(map(text_of, above.children)) == "T") or any(
        turns(part) for part in parts(node)
    )


def primed(ctx: Context, value: Array, primes: int, node: Node) -> Array:
    """``A'`` as the transpose of an array, where a **Layout** says so or nothing else is whole."""
    shown = shorten(text_of(node))
    if primes > 1 or not values.as_scalar(value).rank:
        raise Complaint("undeclared", "a prime on something that is no declared function", node)
    if ctx.scope.layout.adjoint in PRIMES or "prime" in ctx.loose:
        if "prime" in ctx.loose:
            ctx.note(f"`{shown}` read as a transpose")
        return values.transpose(value)
    if f"{PLAIN}prime" in ctx.loose:
        return value
    raise Loose("prime", f"`{shown}`: a prime on an array", node,
                (f"a name?      **Let** ${shown} \\in ...$",
                 "a transpose? **Layout** $'$ is the transpose."),
                f"whether `{shown}` is the transpose, or another name")  # fmt: skip


def lowered(ctx: Context, value: Array | None, item: Piece) -> bool:
    """Whether a small t above an array is a transpose; nothing declares that letter."""
    if value is None or not values.as_scalar(value).rank or f"{PLAIN}t" in ctx.loose:
        return False
    if "t" in ctx.loose:
        ctx.note("`^t` read as the transpose")
        return True
    raise Loose("t", "`^t` above an array: `t` is undeclared", item,
                ("a power?     **Let** $t \\in \\mathbb{N}$",
                 "a transpose? **Layout** $^t$ is the transpose."),
                "whether `^t` is the transpose, or a label or power t")  # fmt: skip


def square(value: Array) -> bool:
    """Whether ``value`` is a square matrix."""
    return value.rank == 2 and same_size(*value.shape) and not values.is_scalar(value)


def require_power_of_entry(ctx: Context, items: Sequence[Piece], node: Node) -> None:
    r"""``A^{-1}_{ij}`` is refused, ``A^2_{ij}`` read as the square of the entry, with a note."""
    shown = shorten(text_of(node))
    if "".join(item.text for item in items) in ("-1", "{-1}"):
        raise Complaint(
            "ambiguous", f"`{shown}`: an entry of the inverse, or the inverse of the entry?", node,
            ("the inverse of a matrix is not supported",
             r"for the entry write `\frac{1}{...}`"),
        )  # fmt: skip
    if above_first(node):
        ctx.note(f"`{shown}` read as the power of the entry, not as an entry of the power")


def transposing(ctx: Context, items: Sequence[Piece], value: Array | None = None) -> bool:
    """Whether the scripts above end with a transpose.

    Also where T is declared: as an array, which is no power; as a number, above a vector.
    """
    if items and items[-1].text == ctx.scope.layout.adjoint:
        return True
    if not items or items[-1].text not in (*TRANSPOSE, "t"):
        return False
    glyph = glyph_of(items[-1].nodes[0]) if len(items[-1].nodes) == 1 else None
    found = ctx.scope.fitting(Head(glyph, (), (), 0, items[-1].nodes[0])) if glyph else None
    if items[-1].text == "t":
        return found is None and lowered(ctx, value, items[-1])
    if found is None or ctx.scope.layout.transposed or isinstance(found[0], Function):
        return True
    array = isinstance(found[0], Quantity) and found[0].view.rank
    column = value is not None and value.rank == 2 and not same_size(*value.shape)
    if array or (column and not ctx.scope.layout.powers):
        ctx.note(f"`^{items[-1].text}` read as the transpose, although `{items[-1].text}` is "
                 "also declared")  # fmt: skip
        return True
    return False


def above_first(node: Node) -> bool:
    r"""Whether the superscript is written before the subscript: ``A^\top_{ij}``."""
    marks = [token.text for token in node.own] if isinstance(node, Script) else []
    return "_" in marks and "^" in marks and marks.index("^") < marks.index("_")


def raised(
    ctx: Context, value: Array, sup: Group | None, items: Sequence[Piece], node: Node
) -> Array:
    """``value`` with what stands above: transpose, inverse or power."""
    if transposing(ctx, items, value):
        if len(items) > 1:
            value = raised(ctx, value, None, items[:-1], node)
        if not value.rank:
            require_no_power(ctx, items[-1], node)
        return values.transpose(value)
    if len(items) > 1 and isinstance(items[0].nodes[0], Fenced) and (
        indexing.numbered(ctx, value, items[0]) is not None
    ):  # fmt: skip
        value = raised(ctx, value, None, items[:1], node)
        return raised(ctx, value, None, items[1:], node)
    if len(items) == 1 and isinstance(items[0].nodes[0], Fenced) and not (
        exponent(ctx, value, items[0], node)
    ):  # fmt: skip
        inside = items[0].text
        if (example := indexing.numbered(ctx, value, items[0])) is not None:
            ctx.note(f"`^{{{inside}}}` read as an index: entry {inside.strip('()')}")
            return example
        raise Complaint(
            "undeclared", f"`^{{{inside}}}` is no power, and no name with that label is declared",
            items[0], (f"**Let** ${text_of(node)} \\in \\mathbb{{R}}$",),
        )  # fmt: skip
    nodes = sup.children if sup is not None else tuple(n for item in items for n in item.nodes)
    text = "".join(item.text for item in items)
    if (power := literals.inverse_power(ctx, values.as_scalar(value), text, node)) is not None:
        return power
    if text.strip("{}") in INVERSE_TRANSPOSE and values.as_scalar(value).rank:
        return values.transpose(literals.inverse(ctx, values.as_scalar(value), node))
    if (found := complex_numbers.starred(ctx, value, text, node)) is not None:
        return found
    if text in PRIMES:
        return primed(ctx, value, 1, node)
    if text == "t" and f"{PLAIN}t" in ctx.loose:
        return value
    if text.strip("{}") == ctx.scope.layout.adjoint or text == (
        rf"\mathrm{{{ctx.scope.layout.adjoint}}}"
    ):  # fmt: skip
        return values.transpose(value)
    if text in ("*", r"\star", r"\dagger", "+", "-", r"\prime", r"\circ"):
        paste = (f"**Layout** $^{text}$ is the transpose.",) if text in ADJOINTS else ()
        raise Complaint("undeclared", f"`^{{{text}}}` is no power; declare the name with it",
                        items[0], paste)  # fmt: skip
    if text == "T" and value.rank == 2 and not ctx.scope.layout.powers:
        raise Complaint("ambiguous", "`^T` above a matrix where `T` is declared: a transpose or a "
                        "power?", items[-1], ("**Layout** $^T$ is the transpose.",))  # fmt: skip
    if (component := component_above(ctx, value, items, node)) is not None:
        return component
    power = expressions.expression(ctx, nodes, node)
    if values.as_scalar(value).rank and not values.as_scalar(power).rank and (
        ctx.scope.layout.powers == "entries" or value.rank == 1
        or (value.rank == 2 and not same_size(*value.shape))
    ):  # fmt: skip
        ctx.note("a power of an array is taken entry by entry")
        return arrays.power(value, values.as_scalar(power))
    plain = values.as_scalar(power)
    if not plain.rank and (
        found := matrix_powers.power(ctx, values.as_scalar(value), plain.entry(()), node)
    ) is not None:  # fmt: skip
        return found
    return values.bounded(values.power(value, power))


def component_above(ctx: Context, value: Array, items: Sequence[Piece], node: Node) -> Array | None:
    r"""Component i for ``x^i`` above a vector; a letter above one is no power by itself."""
    if len(items) != 1 or ctx.scope.layout.powers == "entries" or not (
        values.as_scalar(value).rank and values.vector_like(value)
    ):  # fmt: skip
        return None
    glyph = glyph_of(items[0].nodes[0]) if len(items[0].nodes) == 1 else None
    if glyph is None or glyph.letter.isdecimal():
        return None
    shown = shorten(text_of(node))
    if (found := indexing.numbered(ctx, value, items[0])) is not None:
        ctx.note(f"`{shown}` read as component {items[0].text} of a vector")
        return found
    raise Complaint(
        "ambiguous", f"`{shown}`: a vector with that label, or a power of every entry?", node,
        (rf"label?  **Let** ${shown} \in ...$", "power?  **Layout** powers are entry by entry."),
    )  # fmt: skip


def exponent(ctx: Context, value: Array, item: Piece, node: Node) -> bool:
    r"""Whether ``(1-y)`` above something is a power: above a sum, or with numbers only in it.

    Above a letter, ``(1-t)`` for an index or a dimension t may be a label.
    """
    base = node.base if isinstance(node, Script) else node
    inner = parts(item.nodes[0])
    if len(inner) < 2:
        return False
    if isinstance(base, Fenced) and len(base.children) > 1 and not value.rank:
        return True
    heads = [head for one in inner if (head := head_of(one)) is not None
             and not head.glyph.letter.isdecimal()]  # fmt: skip
    found = [ctx.scope.fitting(head) for head in heads]
    plain = bool(found) and all(
        one is not None and isinstance(one[0], Quantity) and not (
            isinstance(one[0].owner, Variable) and one[0].owner.sort is Sort.DIMENSION)
        for one in found
    )  # fmt: skip
    if not plain and not value.rank and unlabelled(ctx, base, found):
        plain = any(isinstance(one, Leaf) and one.text in ("+", "-", "/") for one in inner)
    if plain:
        ctx.note(f"`^{{{item.text}}}` read as a power")
    return plain


def unlabelled(ctx: Context, base: Node | None, inside: Sequence[object]) -> bool:
    """Whether a base is a number, or a letter that no label or index ever stands above.

    ``inside`` are the names above it: none runs over a range.
    """
    if not all(isinstance(one, tuple) and isinstance(one[0], Quantity) for one in inside):
        return False
    if isinstance(base, Leaf) and base.token.kind == "number":
        return True
    head = head_of(base) if base is not None else None
    if head is None:
        return False
    alike = [one for one in ctx.scope.everything() if one.name.glyph == head.glyph]
    plain = bool(alike) and all(
        isinstance(one, Quantity) and not one.slots_sup and not one.name.sup and not one.view.rank
        for one in alike
    )
    return plain and powers(ctx.whole, head)


def powers(nodes: Sequence[Node], head: Head) -> bool:
    """Whether a letter stands with a number above it: ``r^2`` beside ``r^{(n - 1)}``."""
    for node in nodes:
        own = head_of(node)
        if own is not None and own.glyph == head.glyph and [one.text.isdecimal() for one in own.sup
                                                            ] == [True]:  # fmt: skip
            return True
        if powers(parts(node), head):
            return True
    return False


def second_nabla(after: Node | None, sub: Group | None) -> bool:
    r"""Whether ``\nabla_x^\top`` comes behind ``\nabla_x``: with it, the Hessian."""
    if not isinstance(after, Script) or after.base is None or after.sup is None or (
        text_of(after.base) != r"\nabla" or after.primes
    ):  # fmt: skip
        return False
    by = [None if one is None else text_of(one) for one in (sub, after.sub)]
    return by[0] == by[1] and "".join(map(text_of, after.sup.children)) in TRANSPOSE


def require_power(ctx: Context, symbol: Function, sup: Sequence[Piece], at: Node) -> None:
    """Refuse ``f^1(x)``, which is hardly a power; say that ``f^i(x)`` is read as one."""
    if len(sup) != 1:
        return
    text, name = sup[0].text, symbol.name.latex
    if text == "1":
        space = r"\mathbb{R}" + (f"^{symbol.arity}" if symbol.arity > 1 else "")
        raise Complaint(
            "ambiguous", f"`{name}^1`: the first power, or another function? Declare it, or leave "
            "the 1 away", at, (rf"**Let** ${name}^1 : {space} \to \mathbb{{R}}$.",),
        )  # fmt: skip
    inner = head_of(sup[0].nodes[0]) if len(sup[0].nodes) == 1 else None
    found = ctx.lookup(inner) if inner is not None else None
    if found is not None and isinstance(found[0], IndexName):
        ctx.note(f"`{name}^{{{text}}}` read as a power of `{name}`")
