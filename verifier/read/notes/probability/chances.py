r"""Probabilities, variances and entropies by their usual names: ``\Pr(A)``, ``p_X(x)``.

Guarantee: a name that nothing declares and that speaks of random variables means what it is
usually called: ``P``, ``p``, ``\Pr`` their probability, also with a label that names them,
``\operatorname{Var}`` and ``\operatorname{Cov}`` their moments, ``H``, ``I`` and divergences
as in ``information``. Limits: see there.
"""

from __future__ import annotations

from dataclasses import replace

from verifier.read.arrays import Array
from verifier.read.notes.formulas import operands
from verifier.read.notes.probability import (
    density_divergences,
    event_sets,
    given_means,
    information,
    law_calls,
    law_moments,
    mean_parameters,
    random_variables,
)
from verifier.read.notes.scopes.context import Context, Cursor
from verifier.read.notes.source.complaint import Complaint
from verifier.read.notes.source.names import Head, pieces, split
from verifier.read.notes.source.tree import Fenced, Script
from verifier.read.notes.terms import values


def known(ctx: Context, cursor: Cursor, head: Head | None, word: str) -> Array | None:
    """One of these names at the cursor; None for anything else."""
    if law_calls.laws(ctx.scope) and (found := of_laws(ctx, cursor, head, word)) is not None:
        return found
    after = cursor.peek(1)
    fence = law_calls.fence_of(after)
    if fence is not None and information.measure(head, word) == "divergence" and (
        (value := density_divergences.divergence(ctx, fence, cursor.nodes[cursor.at])) is not None
    ):  # fmt: skip
        node = cursor.take()
        cursor.take()
        if not isinstance(after, Script):
            return value
        return operands.attached(ctx, value, pieces(after.sub), after.sup, pieces(after.sup),
                                 after.primes, node)  # fmt: skip
    if not random_variables.spaces(ctx.scope):
        return None
    bare = replace(head, sub=()) if head is not None and ctx.lookup(head) is None else head
    return chance(ctx, cursor, word or letter_of(bare))


def of_laws(ctx: Context, cursor: Cursor, head: Head | None, word: str) -> Array | None:
    r"""Variances, probabilities and entropies under declared laws; else None."""
    after = cursor.peek(1)
    fence = law_calls.fence_of(after)
    kind = word or letter_of(head) or labelled_letter(ctx, head)
    if fence is None:
        return None
    if kind not in ("Pr", *random_variables.MOMENTS) or not law_calls.spoken_of(
        ctx, fence.children
    ):  # fmt: skip
        return information.read(ctx, cursor, head, word)
    node = cursor.take()
    cursor.take()
    if kind == "Pr":
        letter, sub = (head.glyph.letter, head.sub) if head is not None else ("", ())
        value = values.scalar(law_calls.chance_of(ctx, fence, letter, sub))
    else:
        value = law_moments.moment(ctx, kind, fence)
    if not isinstance(after, Script):
        return value
    return operands.attached(ctx, value, pieces(after.sub), after.sup, pieces(after.sup),
                             after.primes, node)  # fmt: skip


def letter_of(head: Head | None) -> str:
    """``V`` and ``P``, in any font, of a name without scripts."""
    if head is None or head.sub or head.sup or head.primes or head.glyph.accents:
        return ""
    return {"V": "Var", "P": "Pr", "p": "Pr", "Pr": "Pr"}.get(head.glyph.letter, "")


def labelled_letter(ctx: Context, head: Head | None) -> str:
    r"""``p_X`` and ``p_{X, Y}``, where the label names random variables and nothing declares p."""
    if head is None or not head.sub or ctx.lookup(head) is not None:
        return ""
    nodes = [node for piece in head.sub for node in piece.nodes]
    named = law_calls.spoken_of(ctx, nodes)
    return letter_of(replace(head, sub=())) if named else ""


def chance(ctx: Context, cursor: Cursor, word: str) -> Array | None:
    r"""``\operatorname{Var}(X)``, ``\operatorname{Cov}(X, Y)``, ``P(X > a)``; else None."""
    if word in random_variables.MOMENTS:
        mean_parameters.dropped(ctx, cursor)
    after = cursor.peek(1)
    fence = after.base if isinstance(after, Script) else after
    if not isinstance(fence, Fenced) or fence.left not in ("(", "[", r"\{"):
        return None
    inner = fence.children[0] if len(fence.children) == 1 else None
    if isinstance(inner, Fenced) and inner.left == r"\{":
        fence = inner  # ``P(\{X = x\})``
    relation = event_sets.is_event(split(fence.children, given_means.BARS)[0])
    event = word == "Pr" and relation and random_variables.speaks_of_random(ctx, fence.children)
    if not event and word not in random_variables.MOMENTS:
        return None
    node = cursor.take()
    cursor.take()
    if event:
        value = given_means.probability(ctx, fence.children, fence, node)
    else:
        parts_ = split(fence.children, (",", ";"))
        if not parts_:
            raise Complaint("syntax", f"`{word}` of what?", node)
        value = random_variables.moment(ctx, word, parts_, fence, node)
    if not isinstance(after, Script):
        return value
    return operands.attached(ctx, value, pieces(after.sub), after.sup, pieces(after.sup),
                             after.primes, node)  # fmt: skip
