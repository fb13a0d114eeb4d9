r"""Labels that are quantities themselves: theta of ``\mu_\theta``.

Guarantee: a name that carries the variable of a derivative as its label, and does not depend
on it as declared, is a ``Complaint``, never a silent zero. Labels such as x of ``W_x`` count
only where nothing else depends on the variable. Limits: looks at the names as written.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from verifier.read.arrays import Array
from verifier.read.notes.scopes import dependence
from verifier.read.notes.scopes.context import Context
from verifier.read.notes.scopes.scope import Function, Quantity
from verifier.read.notes.source.complaint import Complaint
from verifier.read.notes.source.names import SEPARATORS, Head, head_of, split
from verifier.read.notes.source.tree import Fenced, Node, Script, descendants, parts, text_of
from verifier.read.notes.terms import values
from verifier.terms import Family, Sort, Variable, over

PARAMETERS = frozenset({
    r"\alpha", r"\beta", r"\gamma", r"\delta", r"\epsilon", r"\varepsilon", r"\zeta", r"\eta",
    r"\theta", r"\vartheta", r"\kappa", r"\lambda", r"\mu", r"\nu", r"\xi", r"\pi", r"\rho",
    r"\sigma", r"\tau", r"\phi", r"\varphi", r"\chi", r"\psi", r"\omega", r"\Theta", r"\Phi",
    r"\Psi", r"\Omega", r"\Lambda", "w", "W",
})  # fmt: skip
"""Letters that name parameters as a rule: ``p_\theta`` changes with theta, ``p_x`` is a name."""


def arguments(ctx: Context, head: Head) -> tuple[tuple[Variable | Family, ...], str]:
    r"""The parameters among the labels of a name, theta of ``f_\theta``, and what is said."""
    found: list[Variable | Family] = []
    letters: list[str] = []
    for piece in (*head.sub, *head.sup):
        inner = head_of(piece.nodes[0]) if len(piece.nodes) == 1 else None
        known = ctx.scope.fitting(inner) if inner is not None else None
        if inner is None or known is None or not isinstance(known[0], Quantity):
            continue
        owner = known[0].owner
        if inner.glyph.letter in PARAMETERS and owner is not None and owner.sort is Sort.REAL:
            found.append(owner)
            letters.append(f"`{inner.name.latex}`")
    if not found:
        return (), ""
    return tuple(found), f"`{head.name.latex}` is read as depending on {', '.join(letters)}"


def require_argument(
    ctx: Context, body: Array, variable: Sequence[Node], nodes: Sequence[Node]
) -> None:
    """Raise ``Complaint`` where a label is what is differentiated by, and counts for nothing."""
    head = head_of(variable[0]) if len(variable) == 1 else None
    owner = dependence.owner_of(ctx, variable[0]) if head is not None else None
    if head is None or owner is None:
        return
    constant = owner not in reached(ctx, body)
    parameter = head.glyph.letter in PARAMETERS
    if not constant and not parameter:
        return
    text = text_of(whole(ctx, variable[0], head))
    if constant and (late := argument_of_law(ctx, nodes, text)) is not None:
        raise Complaint(
            "declaration", f"`{text_of(late)}` was declared before `{text}`, and does not depend "
            f"on it as declared: put the **Let** of `{text}` first", late,
        )  # fmt: skip
    waiting = list(nodes)
    while waiting:
        node = waiting.pop()
        own = head_of(node)
        if own is None:
            waiting.extend(parts(node))
        elif ignored(ctx, own, text, owner, constant):
            found = ctx.lookup(own)
            name = found[0].name.latex if found is not None else own.name.latex
            raise Complaint(
                "ambiguous", f"`{name}` does not depend on its label `{text}` as declared: its "
                "derivative would be 0", node, (paste(ctx, own, name, text),),
            )  # fmt: skip


def argument_of_law(ctx: Context, nodes: Sequence[Node], text: str) -> Node | None:
    r"""The law or table with ``text`` in its brackets, ``p(x; \theta)``; None where none has."""
    rows: list[Sequence[Node]] = [nodes, *(parts(one) for one in descendants(nodes))]
    for row in rows:
        for node, after in pairwise(row):
            fence = after.base if isinstance(after, Script) else after
            own = head_of(node)
            found = ctx.lookup(own) if own is not None and isinstance(fence, Fenced) else None
            if not isinstance(fence, Fenced) or found is None or isinstance(found[0], Function):
                continue
            if any([text_of(one) for one in part] == [text]
                   for part in split(fence.children, SEPARATORS)):  # fmt: skip
                return node
    return None


def whole(ctx: Context, node: Node, head: Head) -> Node:
    r"""``\theta`` for an entry ``\theta_i`` of it; what is no entry stays."""
    found = ctx.lookup(head)
    entry = found is not None and found[1] == 0 and head.sub
    base = node.base if entry and isinstance(node, Script) else None
    return node if base is None else base


def reached(ctx: Context, value: Array) -> set[Variable | Family]:
    """Everything that an array stands on."""
    probes = tuple(over(f"?{axis}", size) for axis, size in enumerate(value.shape))
    return ctx.definitions.reached(value.entry(probes))


def ignored(
    ctx: Context, head: Head, text: str, owner: Variable | Family, constant: bool
) -> bool:  # fmt: skip
    """Whether a name has ``text`` as a label and does not depend on ``owner``.

    ``constant``: whether nothing around it does; a law with that label does not, then.
    """
    found = ctx.lookup(head)
    if found is None or text not in [
        piece.text for piece in (*head.sub[: found[1]], *head.sup[: found[2]])
    ]:  # fmt: skip
        return False
    match found[0]:
        case Quantity(view=view):
            return owner not in reached(ctx, view)
        case Function(value=None):
            return True
        case Function(value=value) if value is not None:
            return owner not in reached(ctx, value)
        case _:
            return constant


def paste(ctx: Context, head: Head, name: str, text: str) -> str:
    """The line that makes a label an argument."""
    found = ctx.lookup(head)
    symbol = found[0] if found is not None else None
    if isinstance(symbol, Quantity):
        sizes = values.shape_text(values.entries_of(symbol.view).shape).replace(" x ", r" \times ")
        power = f"^{{{sizes}}}" if symbol.view.rank else ""
        return rf"**Let** ${name}({text}) \in \mathbb{{R}}{power}$"
    return rf"**Let** ${name}(x, {text}) \in \mathbb{{R}}$ with x declared before"
