"""Values that are written as calls: ``f(z_j)`` where ``f(z_k)`` was defined, ``H(X)``.

Guarantee: of several definitions of one name the one with the arguments of the call is
meant, marks between them included (``H(X, Y)`` is not ``H(Y | X)``); an argument that is
no entry must be spelt as defined. Limits: an argument is a letter or an entry.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from verifier.read.arrays import Array
from verifier.read.matching import matching
from verifier.read.notes import calls, expressions, operands, values
from verifier.read.notes.complaint import Complaint
from verifier.read.notes.context import Context, Cursor, shorten
from verifier.read.notes.names import SEPARATORS, pieces
from verifier.read.notes.scope import Pattern
from verifier.read.notes.tree import Fenced, Leaf, Node, text_of
from verifier.terms import Entry, Family, Term, over


def pattern(ctx: Context, cursor: Cursor, symbol: Pattern, node: Node) -> Array:
    """``f(z_j)`` where ``f(z_k)`` was defined: entry j."""
    found = calls.arguments(cursor)
    if found is None:
        return symbol.quantity.view
    parts, script, fence = found
    if isinstance(fence, Fenced):
        symbol = meant(symbol, parts, fence)
    indices: list[Term] = []
    whole = False
    spots = symbol.places or ((),) * len(symbol.bases)
    for part, own, base, axes in zip_longest(parts, symbol.arguments, symbol.bases, spots):
        if part is None or own is None:
            raise Complaint("syntax", f"`{symbol.name.latex}` takes {len(symbol.arguments)} "
                            "argument(s) as defined", fence)  # fmt: skip
        if base is None:
            if "".join(map(text_of, part)) != "".join(map(text_of, own)):
                raise Complaint("syntax", f"expected `{''.join(map(text_of, own))}` here",
                                part[0])  # fmt: skip
            continue
        value = values.as_scalar(expressions.expression(ctx, part, fence))
        probes = tuple(over(f"?{axis}", size) for axis, size in enumerate(value.shape))
        found_term = value.entry(probes)
        own_entry = isinstance(found_term, Entry) and found_term.family == base
        term = found_term if own_entry else spelled_out(ctx, base, found_term, part)
        if not isinstance(term, Entry):
            raise Complaint("syntax", f"`{symbol.name.latex}` is defined for entries of "
                            f"`{base.name}`, not for this", part[0])  # fmt: skip
        labels = [term.indices[axis] for axis in axes or range(len(term.indices))]
        whole = whole or any(at in probes for at in labels)
        indices.extend(labels)
    result = symbol.quantity.view
    if not whole and any(base is not None for base in symbol.bases):
        result = values.scalar(values.entries_of(result).at(*indices))
    if script is None:
        return result
    return operands.attached(ctx, result, pieces(script.sub), script.sup, pieces(script.sup),
                             script.primes, node)  # fmt: skip


def meant(symbol: Pattern, parts: Sequence[Sequence[Node]], fence: Fenced) -> Pattern:
    """The pattern of that name whose literal arguments are those of the call."""
    marks = [node.text for node in fence.children if isinstance(node, Leaf)
             and node.text in SEPARATORS]  # fmt: skip
    for one in (symbol, *symbol.others):
        if len(one.arguments) == len(parts) and list(one.marks) == marks and all(
            base is not None or "".join(map(text_of, own)) == "".join(map(text_of, part))
            for part, own, base in zip(parts, one.arguments, one.bases, strict=True)
        ):  # fmt: skip
            return one
    return symbol


def spelled_out(ctx: Context, base: Family, term: Term, part: Sequence[Node]) -> Entry | None:
    """The entry of a defined family whose value ``term`` is."""
    if base not in ctx.definitions.known:
        return None
    parameters = ctx.definitions.known[base].parameters
    pattern_term = ctx.definitions.body(base, frozenset())
    found = matching(pattern_term, ctx.definitions.unfold(term), parameters)
    if found is None or len(found) != len(parameters):
        return None
    ctx.note(f"`{shorten(''.join(map(text_of, part)))}` is what `{base.name}` stands for")
    return Entry(base, tuple(found[index] for index in parameters))
