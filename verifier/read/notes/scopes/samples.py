r"""``x`` beside its samples ``x_t``: which of the two a spelling with an index means.

Guarantee: where both are declared, bare ``x`` is x and ``x_t`` with an index over the samples
is a sample; an index over the entries of x, and not over the samples, is an entry. What may
be both is a sample where the line is whole so, else an entry; where it is whole with either,
nothing is refuted. A bold letter with a number is a sample: ``\mathbf{x}_1``.
"""

from __future__ import annotations

from dataclasses import replace

from verifier.read.notes.calculus import abstraction
from verifier.read.notes.scopes.context import Context
from verifier.read.notes.scopes.scope import Fit, IndexName, Quantity
from verifier.read.notes.source.names import Head, Name, head_of
from verifier.read.notes.terms import values
from verifier.read.notes.terms.loosened import PLAIN, Loose
from verifier.read.sizes import same_size
from verifier.terms import Index, Term


def meant(ctx: Context, head: Head, found: Fit) -> Fit:
    """``found``, or the vector of that name of which the index names an entry."""
    sample, below, above, primes = found
    if not isinstance(sample, Quantity) or not sample.slots_sub or len(head.sub) != below + 1 or (
        sample.slots_sup
    ):  # fmt: skip
        return found
    whole = ctx.scope.find(sample.name)
    if not isinstance(whole, Quantity) or whole.slots_sub or not (
        whole.view.rank and values.vector_like(whole.view)
    ):  # fmt: skip
        return found
    index = index_of(ctx, head)
    one, other = (index is not None and over_axis(index, size) for size in (
        sample.view.shape[0], values.entries_of(whole.view).shape[0]))  # fmt: skip
    name, letter = head.name.latex, sample.name.latex
    if other and not one and f"{PLAIN}entries" not in ctx.loose:
        if index in ctx.bound or "entries" in ctx.loose:
            return whole, below, above, primes
        raise Loose("entries", f"`{name}`: an entry of `{letter}`, or a sample? Both are declared, "
                    "and neither makes the line whole", head.node, (), code="ambiguous",
                    either=True)  # fmt: skip
    open_ = (one and other) or (index is None and not head.glyph.fonts)
    if open_ and f"{PLAIN}samples" in ctx.loose:
        ctx.note(f"`{name}` read as an entry of `{letter}`")
        return whole, below, above, primes
    if open_ and "samples" not in ctx.loose:
        said = f"`{name}`: a sample, or an entry of `{letter}`? Both are declared"
        raise Loose("samples", f"{said}, and neither reading makes the line whole", head.node,
                    (), f"{said}, and the index does not tell", code="ambiguous",
                    either=True)  # fmt: skip
    if open_ or not one:
        ctx.note(f"`{name}` read as a sample, beside the vector `{letter}`")
    return found


def index_of(ctx: Context, head: Head) -> Index | None:
    """The index on a name; None for a number or an undeclared letter."""
    inner = head_of(head.sub[-1].nodes[0])
    known = ctx.scope.fitting(inner) if inner is not None else None
    return known[0].index if known is not None and isinstance(known[0], IndexName) else None


def over_axis(index: Index, size: Term) -> bool:
    """Whether an index runs over an axis, or over the end of it."""
    return same_size(abstraction.length(index), size) or same_size(index.upper, size)


def numbered_label(ctx: Context, head: Head) -> Head | None:
    """The same wherever such a family is declared, ``w_{k0}`` with any k; None elsewhere."""
    if len(head.sub) < 2 or head.sub[-1].text != "0":
        return None
    own = Name(head.glyph, ("0",))
    beside = (scope.indexed.get(own) for scope in ctx.scope.chain())
    if any(isinstance(one, Quantity) and (one.entries or one.slots_sub)
           for one in (ctx.scope.find(own), *beside)):  # fmt: skip
        return replace(head, sub=(head.sub[-1], *head.sub[:-1]))
    return None
