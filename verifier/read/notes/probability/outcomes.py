r"""Letters for the values of random variables: ``x``, ``x'``, ``\tilde{x}``, ``x_i``.

Guarantee: a letter that a **Let** makes a random variable stands for its value; so does the
same letter with primes or a tilde, where nothing else declares it; ``x_i`` is the value with
the number i. A sum over such a letter runs over all values. Limits: no sums over some of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from verifier.read.notes.formulas import indexing
from verifier.read.notes.probability.laws import Outcome, numbering
from verifier.read.notes.scopes.context import Context
from verifier.read.notes.scopes.scope import Pattern
from verifier.read.notes.source.complaint import Complaint, Placed
from verifier.read.notes.source.names import Head, Name, head_of
from verifier.read.notes.source.tree import (
    Node,
    parts,
    text_of,
)
from verifier.read.sizes import same_size
from verifier.terms import (
    Index,
    Term,
)


def letter(ctx: Context, part: Sequence[Node]) -> Outcome | None:
    r"""The value that ``x``, ``x'``, ``\tilde{x}`` or ``x_i`` is; None for anything else."""
    head = head_of(part[0]) if len(part) == 1 else None
    return None if head is None else outcome(ctx, head)


def outcome(ctx: Context, head: Head) -> Outcome | None:
    """The value that a spelling means; ``x_i`` is the i-th value of x."""
    found = ctx.lookup(head)
    if found is None:
        return with_tilde(ctx, head) or capital(ctx, head)
    symbol, subs, sups, primes = found
    if not isinstance(symbol, Outcome) or head.sup[sups:]:
        return None
    if head.primes > primes:
        return None if symbol.chance.event else other(symbol, head.name)
    rest = head.sub[subs:]
    if len(rest) == 1 and not symbol.chance.event:
        at = indexing.index_term(ctx, rest[0], symbol.chance.size, symbol.chance.start)
        ctx.note(f"`{head.name.latex}` read as value number {rest[0].text} of "
                 f"`{symbol.chance.name.latex}`")  # fmt: skip
        return replace(symbol, index=at, random=False)
    return None if rest else symbol


def with_tilde(ctx: Context, head: Head) -> Outcome | None:
    r"""``\tilde{x}`` as another value of x."""
    if head.glyph.accents != (r"\tilde",) or head.sub or head.sup or head.primes:
        return None
    found = ctx.scope.fitting(replace(head, glyph=replace(head.glyph, accents=())))
    symbol = found[0] if found is not None else None
    if not isinstance(symbol, Outcome) or symbol.chance.event:
        return None
    return other(symbol, head.name)


def capital(ctx: Context, head: Head) -> Outcome | None:
    """``X`` where nothing declares it and x is a random variable."""
    letter_ = head.glyph.letter
    if len(letter_) != 1 or not letter_.isupper() or head.primes:
        return None
    little = replace(head, glyph=replace(head.glyph, letter=letter_.lower()))
    found = ctx.scope.fitting(little)
    symbol = found[0] if found is not None else None
    if not isinstance(symbol, Outcome) or symbol.chance.event or symbol.name != little.name:
        return None
    ctx.note(f"`{head.name.latex}` is read as the random variable `{symbol.name.latex}`")
    return symbol


def other(symbol: Outcome, name: Name) -> Outcome:
    """Another letter for a value of the same random variable."""
    return Outcome(name, symbol.chance, numbering(symbol.chance, name))


def random_letters(ctx: Context, nodes: Sequence[Node]) -> dict[Name, Outcome]:
    """The random variables whose letters stand in ``nodes``."""
    return {symbol.name: symbol for symbol in spoken(ctx, nodes) if symbol.random}


def spoken(ctx: Context, nodes: Sequence[Node]) -> Iterator[Outcome]:
    """The letters of random variables in ``nodes``, and those that defined names depend on."""
    for node in every(nodes):
        head = head_of(node)
        found = ctx.lookup(head) if head is not None else None
        if found is None:
            continue
        if isinstance(found[0], Outcome):
            yield found[0]
        if isinstance(found[0], Pattern):
            for letter_ in found[0].hidden:
                here = ctx.scope.find(letter_.name)
                if isinstance(here, Outcome):
                    yield here


def every(nodes: Sequence[Node]) -> Iterator[Node]:
    """All nodes, in the order of the text."""
    for node in nodes:
        yield node
        yield from every(parts(node))


def value_letter(ctx: Context, node: Node) -> Outcome | None:
    """The letter of a sum that runs over the values of a random variable."""
    head = head_of(node)
    found = ctx.lookup(head) if head is not None else None
    if head is None or found is None or not isinstance(found[0], Outcome) or (
        found[1] < len(head.sub)
    ):  # fmt: skip
        return None
    symbol = letter(ctx, [node])
    return None if symbol is None or symbol.chance.event else symbol


def numbered_by(ctx: Context, letter_: str, body: Sequence[Node]) -> Index | None:
    r"""The range of i in a sum over ``p(x_i)``: the numbers of the values of x."""
    for node in every(body):
        head = head_of(node)
        found = ctx.lookup(head) if head is not None and head.sub else None
        if head is not None and found is not None and isinstance(found[0], Outcome) and (
            found[1] < len(head.sub) and head.sub[found[1]].text == letter_
        ):  # fmt: skip
            return found[0].chance.index(letter_)
    return None


def summed_over(
    symbol: Outcome, name: Name, lower: Term | None, upper: Term | None, at: Placed
) -> Outcome:
    """The letter with an index of its own; bounds are those of its values."""
    index = numbering(symbol.chance, name)
    for given, own in ((lower, index.lower), (upper, index.upper)):
        if given is not None and (symbol.chance.values is not None or not same_size(given, own)):
            raise Complaint("index-mismatch", f"a sum over `{name.latex}` runs over all values of "
                            "the random variable, without bounds", at,
                            (rf"`\sum_{{{name.latex}}}`",))  # fmt: skip
    return Outcome(name, symbol.chance, index)


def whole_set(ctx: Context, segment: Sequence[Node]) -> bool:
    r"""Whether ``x \in \mathcal{X}`` is a random variable and a set that is only named."""
    if len(segment) != 3 or value_letter(ctx, segment[0]) is None:
        return False
    head = head_of(segment[2])
    if head is None or ctx.lookup(head) is not None:
        return False
    ctx.note(f"`{text_of(segment[2])}` is read as all values of `{text_of(segment[0])}`")
    return True
