r"""The names of a process, ``S_t``, ``R_{t+1}``: which are sequences, and what must be declared.

Guarantee: a sequence is a declared name with a place, without a last one; in a mean over its
course an undeclared one is asked about, with one line that declares all of them. Limits: what
the line says of a name is a guess by its letter: an element of a set that is called so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from verifier.read.notes.probability import averages, events
from verifier.read.notes.scopes import elements
from verifier.read.notes.scopes.context import Context
from verifier.read.notes.scopes.scope import FiniteSet, Quantity
from verifier.read.notes.source.complaint import Complaint
from verifier.read.notes.source.names import head_of, split
from verifier.read.notes.source.tree import Node, parts, text_of
from verifier.read.notes.terms.unfold import EVERY
from verifier.terms import Family

PLACES = ("t", "k", "n", "i", "j", "s")
"""Letters that number the places of a sequence."""


def process(ctx: Context, node: Node) -> Quantity | None:
    """The sequence without an end that ``node`` names a place of."""
    head = head_of(node)
    found = ctx.lookup(head) if head is not None else None
    if head is None or found is None or not isinstance(found[0], Quantity):
        return None
    symbol = found[0]
    placed = len(head.sub) + len(head.sup) > found[1] + found[2]
    owner = symbol.owner
    endless = symbol.view.shape[:1] == (EVERY,) or (
        isinstance(owner, Family) and EVERY in owner.shape)  # fmt: skip
    return symbol if placed and endless and not symbol.called else None


def require_declared(ctx: Context, sub: Sequence[Node], body: Sequence[Node]) -> None:
    r"""Refuse ``\mathbb{E}_\pi[G_t \mid S_t = s]`` before its sequences are declared."""
    if len(averages.opened(sub)) == 1 or (not sub and len(split(body, events.BARS)) == 2):
        ask(ctx, split(body, events.BARS))


def ask(ctx: Context, sides: Sequence[Sequence[Node]]) -> None:
    """Refuse undeclared names with a place, ``G_t``, with the line that declares them all."""
    found: dict[str, str] = {}
    given: dict[str, list[str]] = {}
    for part in split(sides[1], (",",)) if len(sides) == 2 else ():
        ends = split(part, ("=",))
        own = elements.element(ctx, ends[-1]) if len(ends) == 2 and ends[-1] else None
        if own is not None and ends[0]:
            given[text_of(ends[0][0])] = [own.element]
    at: Node | None = None
    for node in names_among(ctx.whole):
        head = head_of(node)
        if head is None or len(head.sub) != 1 or head.sup or head.primes or (
            head.glyph.letter == "E" or ctx.lookup(head) is not None
        ):  # fmt: skip
            continue
        first = head.sub[0].nodes[0]
        letter = head_of(first) if text_of(first) in PLACES else None
        if letter is None:
            continue
        if any(one is node for side in sides for one in names_among(side)):
            at = at or node
        sets = [*given.get(text_of(node), ()), *(
            symbol.name.latex for symbol in ctx.scope.everything()
            if isinstance(symbol, FiniteSet) and symbol.values is None
            and symbol.name.glyph.letter == head.glyph.letter.upper())]  # fmt: skip
        found[f"{head.glyph.latex}_{text_of(first)}"] = sets[0] if sets else r"\mathbb{R}"
    if at is not None:
        kinds = {kind: [name for name in found if found[name] == kind] for kind in found.values()}
        line = ", ".join(rf"${', '.join(names)} \in {kind}$" for kind, names in kinds.items())
        place = next(iter(found)).rpartition("_")[2]
        raise Complaint("undeclared", f"`{text_of(at)}` is undeclared", at,
                        (rf"**Let** {line} for ${place} \ge 0$.",))  # fmt: skip


def names_among(nodes: Sequence[Node]) -> Iterator[Node]:
    """The names among ``nodes``, their scripts left out."""
    waiting = list(nodes)
    while waiting:
        node = waiting.pop()
        if head_of(node) is not None:
            yield node
        else:
            waiting.extend(parts(node))
