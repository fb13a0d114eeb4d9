r"""What is said of how a derivative was read: where it ends, what it goes through.

Guarantee: notes and doubts only; no derivative is changed here. Limits: the form with an
operator, ``\frac{d}{dx} ...``, and single letters above and below the line.
"""

from __future__ import annotations

from collections.abc import Sequence

from verifier.read.arrays import Array
from verifier.read.notes.calculus import derivatives
from verifier.read.notes.scopes.context import Context, Cursor
from verifier.read.notes.scopes.scope import Function, Quantity
from verifier.read.notes.source.names import head_of
from verifier.read.notes.source.tree import Command, Fenced, Leaf, Node, Script, parts, text_of
from verifier.read.notes.terms.unfold import occurs
from verifier.terms import Dependent, Variable, number


def say_end(ctx: Context, cursor: Cursor, first: int, below: Sequence[Node]) -> None:
    r"""Say that ``\frac{d}{dx} x^2 + x`` takes the derivative of ``x^2`` alone."""
    rest = list(cursor.nodes[cursor.at :])
    clear = cursor.at == first + 1 and isinstance(cursor.nodes[first], Fenced)
    if clear or cursor.sign() not in ("+", "-") or any(
        isinstance(node, Command) and derivatives.quotient(ctx, node) is not None for node in rest
    ):  # fmt: skip
        return
    letter = "".join(map(text_of, below))
    while rest:
        node = rest.pop()
        if text_of(node) == letter:
            words = "the derivative ends before the next plus or minus"
            ctx.note(words)
            ctx.doubts.setdefault(f"whether {words}")
            return
        rest.extend(parts(node))


def say_independence(
    ctx: Context, body: Array, below: Sequence[Node], above: Sequence[Node]
) -> None:
    r"""Say that ``\frac{dx}{dt}`` is 0 where nothing was declared that makes x depend on t."""
    at = tuple(map(number, body.starts)) if body.rank else ()
    owner = derivatives.owner_above(ctx, above) if len(above) == 1 else None
    head = head_of(below[0]) if len(below) == 1 else None
    by = ctx.lookup(head) if head is not None else None
    known = {*ctx.definitions.known, *ctx.definitions.recurrences}
    if owner is None or owner in known or isinstance(body.entry(at), Dependent) or by is None or (
        not isinstance(by[0], Quantity) or by[0].owner in (None, owner) or by[0].owner in known
    ):  # fmt: skip
        return
    letter, name = text_of(above[0]), text_of(below[0])
    words = (
        f"`{letter}` does not depend on `{name}` as declared (**Let** ${letter}({name}) ...$ would)"
    )
    ctx.note(words)
    ctx.doubts.setdefault(f"whether {words}")


def doubt_earlier(ctx: Context, body: Array, below: Sequence[Node], above: Sequence[Node]) -> None:
    r"""Let ``\frac{\partial l}{\partial \mu}`` refute nothing where the known l has no mu in it.

    The author may mean another l, one that was not read.
    """
    head = head_of(below[0]) if len(below) == 1 else None
    by = ctx.lookup(head) if head is not None else None
    owner = by[0].owner if by is not None and isinstance(by[0], Quantity) else None
    name_ = head_of(above[0]) if len(above) == 1 else None
    known = ctx.lookup(name_) if name_ is not None else None
    if body.rank or known is None or not isinstance(known[0], Function) or (
        not isinstance(owner, Variable)
    ):  # fmt: skip
        return
    if owner in ctx.definitions.known or occurs(owner, ctx.definitions.unfold(body.entry(()))):
        return
    letter, name = text_of(above[0]), text_of(below[0])
    ctx.doubts.setdefault(f"whether `{letter}` is the one known here, which has no `{name}` in it")


def several(nodes: Sequence[Node]) -> bool:
    """Whether ``nodes`` may be more than one factor: more than a name with its arguments."""
    rest = [node for node in nodes if not isinstance(node, Leaf) or not node.text.isdigit()]
    return len(rest) > 2 or (len(rest) == 2 and not isinstance(
        rest[1].base if isinstance(rest[1], Script) else rest[1], Fenced))  # fmt: skip
