r"""Bars between the arguments of functions: ``p(x \mid z)`` is never ``p(x, z)``.

Guarantee: a function means what was defined with the bar at the same place; one that is only
declared by its type has a function of its own for every place of a bar, which the readings
say; and one that is defined without a bar is not read with one. Limits: nothing connects the
two; what does are distributions, see ``laws``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from verifier.read.notes.scopes.context import Context, shorten
from verifier.read.notes.scopes.elements import Table
from verifier.read.notes.scopes.scope import Function, IndexName, Quantity
from verifier.read.notes.source.complaint import Complaint
from verifier.read.notes.source.names import SEPARATORS, head_of, split
from verifier.read.notes.source.tree import Fenced, Leaf, Node, text_of
from verifier.terms import FunctionSymbol

BARS = (r"\mid", "|", r"\vert", r"\middle|")
ANY_BAR = -1
"""The bar of a table whose type says nothing of one."""
OTHERS = (",", ";", r"\|", r"\Vert", r"\parallel")


def bar_place(fence: Node) -> int:
    """How many arguments stand before the bar of a call; 0 where it has none."""
    nodes = fence.children if isinstance(fence, Fenced) else ()
    for place, node in enumerate(nodes):
        if isinstance(node, Leaf) and node.text in BARS:
            return len(split(nodes[:place], OTHERS))
    return 0


def meant(ctx: Context, symbol: Function, count: int, fence: Node, node: Node) -> Function:
    """The function of that name with ``count`` arguments and this bar.

    Raises ``Complaint`` where one is defined with another bar only.
    """
    bar = bar_place(fence)
    named = (symbol, *symbol.others)
    exact = next((one for one in named if one.arity == count and one.bar == bar), None)
    if exact is not None:
        return exact
    if not bar:
        barred = [one for one in named if one.arity == count and one.bar]
        if barred:
            raise other(symbol, fence, node, "with a bar only")
        return next((one for one in named if one.arity == count), symbol)
    typed = next((one for one in named if one.symbol is not None and not one.bar), None)
    if typed is not None and typed.symbol is not None and typed.arity == count:
        before, behind = (", ".join([r"\cdot"] * part) for part in (bar, count - bar))
        own = FunctionSymbol(rf"{symbol.name.latex}_{{{before} \mid {behind}}}", count)
        shown = shorten(symbol.name.latex + text_of(fence))
        ctx.note(f"`{shown}` is read as a function of its own, which is not "
                 f"`{symbol.name.latex}` of the same with a comma")  # fmt: skip
        ctx.doubts.setdefault(f"`{shown}` may be a conditional distribution, which is tied to "
                              "others: a **Let** can say so")  # fmt: skip
        return replace(typed, symbol=own, bar=bar, others=())
    if any(one.arity == count for one in named):
        raise other(symbol, fence, node, "with a comma only")
    return symbol


def require_bar(symbol: Quantity, fence: Fenced) -> None:
    """Refuse a table that is written with another bar than it was declared with."""
    if symbol.bar not in (ANY_BAR, bar_place(fence)):
        was = "with a bar" if symbol.bar else "without one"
        raise Complaint("ambiguous", f"`{shorten(symbol.name.latex + text_of(fence))}`: "
                        f"`{symbol.name.latex}` is declared {was} there: another table? "
                        "Declare it", fence)  # fmt: skip


def table(symbol: Quantity, fence: Node | None) -> Quantity:
    """The table of that name with so many arguments and this bar, else ``symbol``."""
    if not isinstance(symbol, Table) or not symbol.others or not isinstance(fence, Fenced):
        return symbol
    return next((one for one in (symbol, *symbol.others) if called(one, fence)), symbol)


def called(symbol: Table, fence: Fenced) -> bool:
    """Whether a table has so many arguments, and the bar at that place."""
    count = len(split(fence.children, SEPARATORS))
    return (symbol.arity, symbol.bar) == (count, bar_place(fence))


def another(symbol: object, fence: Node) -> bool:
    """Whether a call declares another table beside those of that name."""
    if isinstance(symbol, IndexName):
        return True
    return isinstance(symbol, Table) and isinstance(fence, Fenced) and not any(
        called(one, fence) for one in (symbol, *symbol.others))  # fmt: skip


def meanings(ctx: Context, letter: str, kind: str, fence: Fenced) -> tuple[str, ...]:
    """The lines to paste for an undeclared letter before brackets."""
    given = split(fence.children, (*BARS, *OTHERS))
    names = ", ".join("".join(map(text_of, part)) for part in given)
    if bar_place(fence):
        joint = f"with joint distribution ${letter}$."
        return (
            f"density?      **Let** ${letter}$ be a density.",
            f"finite?       **Let** ${names}$ be random variables {joint}",
        )
    if any(vector(ctx, part) for part in given):
        return (f"**Let** ${letter}({names}) \\in \\mathbb{{R}}$",)
    power = f"^{len(given)}" if len(given) > 1 else ""
    product = f"product?      **Let** ${letter} \\in \\mathbb{{{kind}}}$"
    applied = f"**Let** ${letter} : \\mathbb{{R}}{power} \\to \\mathbb{{R}}$"
    return (applied,) if power else (product, f"application?  {applied}")


def vector(ctx: Context, part: Sequence[Node]) -> bool:
    """Whether an argument is a declared vector or matrix."""
    head = head_of(part[0]) if len(part) == 1 else None
    found = ctx.scope.fitting(head) if head is not None else None
    return head is not None and found is not None and isinstance(found[0], Quantity) and bool(
        found[0].view.rank) and (len(head.sub), len(head.sup)) == found[1:3]  # fmt: skip


def valued(ctx: Context, part: Sequence[Node]) -> Sequence[Node]:
    """The value in ``v(S = s)``."""
    sides = split(part, ("=",))
    if len(sides) != 2 or len(sides[0]) != 1 or head_of(sides[0][0]) is None:
        return part
    ctx.note(f"`{shorten(''.join(map(text_of, part)))}` between the brackets of a function is read "
             "as the value that it gives")  # fmt: skip
    return sides[1]


def plain(ctx: Context, given: Sequence[list[Node]]) -> list[list[Node]]:
    """``P(O = o | C = c)`` as ``P(o | c)``, where nothing declares ``O`` and ``C``."""
    heads = [head_of(part[0]) if len(part) > 2 and text_of(part[1]) == "=" else None
             for part in given]  # fmt: skip
    return [part if head is None or ctx.lookup(head) is not None else list(valued(ctx, part))
            for part, head in zip(given, heads, strict=True)]  # fmt: skip


def other(symbol: Function, fence: Node, node: Node, how: str) -> Complaint:
    """What is said of a bar that nothing defines."""
    name = symbol.name.latex
    call = shorten(name + text_of(fence))
    return Complaint(
        "ambiguous", f"`{call}`: `{name}` is declared {how}, and a conditional is not a "
        "joint distribution", node, (f"**Define** ${call} = ...$",),
    )  # fmt: skip


def doubt_letters(
    ctx: Context, symbol: Function, given: Sequence[Sequence[Node]], fence: Node
) -> None:
    r"""Doubt ``f(y; \mu)`` beside a definition of ``f(y; \alpha)``: it may be another function."""
    nodes = fence.children if isinstance(fence, Fenced) else ()
    cut = next((node.start for node in nodes if text_of(node) == ";"), None)
    known = {one.glyph.letter for one in symbol.letters}
    for part in given if cut is not None and len(known) == len(given) else ():
        head = head_of(part[0]) if len(part) == 1 and part[0].start > (cut or 0) else None
        if head is not None and head.glyph.letter not in known and not (
            isinstance(part[0], Leaf) and part[0].token.kind == "number"
        ):  # fmt: skip
            letters = ", ".join(one.latex for one in symbol.letters)
            ctx.doubts.setdefault(f"`{symbol.name.latex}` was defined of `{letters}`: of "
                                  f"`{head.name.latex}` it may be another function")  # fmt: skip


def require_letters(
    ctx: Context, symbol: Function, given: list[list[Node]], fence: Node, node: Node
) -> None:
    r"""Refuse ``p(z)`` where a display introduced ``p(x)``: another density, as a rule."""
    doubt_letters(ctx, symbol, given, fence)
    for part, own in zip(given, symbol.letters if symbol.spelt else (), strict=False):
        head = head_of(part[0]) if len(part) == 1 else None
        if head is not None and head.glyph.plain != own.glyph.plain:
            name = symbol.name.latex
            letters = ", ".join(one.latex for one in symbol.letters)
            paste = rf"**Define** ${name}_{{{text_of(part[0])}}}(...) = ...$"
            raise Complaint("ambiguous", f"`{name}` of another letter than in "
                            f"`{name}({letters})`: another density?", node, (paste,))  # fmt: skip
