r"""Which names a display may introduce: those that nothing declares, whose scripts are labels.

Guarantee: a name that fits a declared one, that looks like a misspelling of one, or whose
scripts could be a power, a derivative or a transpose is not fresh. Letters above are labels
only where nothing else is called so: ``v_\pi^c``. Limits: a label is a word, a number, a
letter, a star, or a place worked out from sizes (``L_{T-1}``).
"""

from __future__ import annotations

from dataclasses import replace

from verifier.read.notes.declarations import quantities
from verifier.read.notes.probability.laws import Density, Law
from verifier.read.notes.scopes.context import Context
from verifier.read.notes.scopes.scope import (
    FiniteSet,
    Function,
    IndexName,
    Minimiser,
    Pattern,
    Quantity,
    number_like,
)
from verifier.read.notes.source import lookalike
from verifier.read.notes.source.names import BOLD, Head, Name, Piece, glyph_of, head_of
from verifier.read.notes.source.tree import Command, Fenced, Leaf, Script
from verifier.terms import Sort, Variable

DERIVED = frozenset({r"\dot", r"\ddot"})
POWERS = frozenset({"T", "H", "n", "k", "i", "j", "N", r"\top", r"\dagger"})
"""Letters above that are no labels, even where nothing declares them."""


def square(ctx: Context, head: Head) -> bool:
    r"""Whether ``\sigma^2`` can be a name of its own: nothing is called ``\sigma``."""
    worded = bool(head.sub) and all(map(is_word, head.sub))
    return [piece.text for piece in head.sup] == ["2"] and not any(
        symbol.name.glyph == head.glyph and (not worded or symbol.name.sub == head.name.sub)
        for symbol in ctx.scope.everything()
    )


LABELLING = frozenset({"(", "[", r"\langle", "<"})
"""Brackets around a label above."""


def fresh(ctx: Context, head: Head, call: bool) -> bool:
    """Whether nothing declares a name, and no declared one looks like it."""
    glyph = head.glyph
    if set(glyph.accents) & DERIVED or (r"\mathbb" in glyph.fonts and not glyph.accents):
        return False
    base = head.node.base if isinstance(head.node, Script) else head.node
    if isinstance(base, Command) and base.name in BOLD and len(glyph.letter.strip("\\")) > 1 and (
        not glyph.letter.startswith("\\")
    ):  # fmt: skip
        return False  # bold letters side by side are a product
    if call and (glyph.letter in ("O", "o") or (glyph.letter == "N" and glyph.fonts)):
        return False
    turned = quantities.label_first(ctx, head)
    if turned is not head and not (call or head.sup or head.primes):
        own = ctx.scope.find(Name(glyph, ("0",)))  # of ``w_{k0}``
        return own is None or number_like(own)
    known = ctx.scope.fitting(head) or replace(ctx, readings={}).scope.without_font(head)
    if known is not None and not beside(ctx, known[0], known[1:], head, call):
        return False
    if head.primes and known is None:
        return False
    if not square(ctx, head) and not all(
        label(piece, above=True) or marked(ctx, head, piece) or layer(ctx, piece)
        or (call and policy(ctx, head, piece))
        for piece in head.sup
    ):  # fmt: skip
        return False
    if not all(label(piece, above=False) or place(ctx, piece) or (call and scripted(ctx, piece))
               for piece in head.sub):  # fmt: skip
        return False
    if len(head.sub) > 1 and any(piece.text.isdigit() for piece in head.sub):
        return False
    return not any(lookalike.alike(head.name, symbol.name) for symbol in ctx.scope.everything()
                   if symbol.name != head.name
                   and not (call and isinstance(symbol, FiniteSet)))  # fmt: skip


def beside(
    ctx: Context, symbol: object, used: tuple[int, int, int], head: Head, call: bool
) -> bool:
    r"""Whether ``\mu_{ML}`` or ``y^{(i)}`` is a name of its own beside the number ``\mu`` or y."""
    below, above, primes = used
    rest = head.sub[below:]
    if isinstance(symbol, (IndexName, Minimiser)):
        return False
    if isinstance(symbol, Pattern):
        return call and not (head.sup[above:] or head.primes > primes)
    if isinstance(symbol, Function):
        above_ = head.sup[above:]
        words = all(map(is_word, rest)) and all(is_word(one) or starred(one) for one in above_)
        return bool(rest or above_) and words
    if call and isinstance(symbol, Quantity) and symbol.called and rest:
        return not any(quantities.declared_index(ctx, piece) is not None for piece in rest)
    if isinstance(symbol, Quantity) and [piece.text for piece in rest] == ["0"] and (
        symbol.view.rank and symbol.view.starts[0] == 1 and not (head.sup or head.primes or call)
    ):  # fmt: skip
        return True  # ``\\theta_0`` beside a vector that counts from 1
    number = isinstance(symbol, Quantity) and not symbol.view.rank
    worded = [*rest, *head.sup[above:]]
    if head.sup[above:] and all(is_word(piece) or starred(piece) for piece in head.sup[above:]):
        return True
    if worded and all(is_word(piece) or starred(piece) for piece in worded):
        return True
    if number and not rest and head.sup[above:] and not head.primes and all(
        isinstance(piece.nodes[0], Fenced) for piece in head.sup[above:]
    ):  # fmt: skip
        return True
    if number and rest and all(map(is_word, rest)) and [
        piece.text for piece in head.sup[above:]] == ["2"]:  # fmt: skip
        return True
    return number and bool(rest) and not head.sup[above:] and head.primes == primes


def is_word(piece: Piece) -> bool:
    """Whether an item of a script is a word: it cannot be an index."""
    return len(piece.text) > 1 and piece.text.isalpha() and len(piece.nodes) == 1


def starred(piece: Piece) -> bool:
    """Whether an item of a script is a star, or the plus of a pseudoinverse."""
    return piece.text in ("*", r"\star", r"\ast", "+")


def label(piece: Piece, *, above: bool) -> bool:
    """Whether an item of a script is a label or an index, and nothing that is worked out."""
    if is_word(piece) or starred(piece):
        return True
    if above:
        inner = piece.nodes[0]
        return len(piece.nodes) == 1 and isinstance(inner, Fenced) and inner.left in LABELLING and (
            len(inner.children) == 1
        )  # fmt: skip
    if len(piece.nodes) != 1:
        return False
    return piece.text.isdigit() or glyph_of(piece.nodes[0]) is not None


def scripted(ctx: Context, piece: Piece) -> bool:
    r"""Whether an item below is a name with scripts: ``f_{\mu, \sigma^2}(x)``."""
    inner = head_of(piece.nodes[0]) if len(piece.nodes) == 1 else None
    return inner is not None and not any(
        quantities.declared_index(ctx, one) is not None for one in (*inner.sub, *inner.sup)
    )


def marked(ctx: Context, head: Head, piece: Piece) -> bool:
    r"""Whether a letter above is a label, ``v_\pi^c``: nothing is called v or c."""
    inner = head_of(piece.nodes[0]) if len(piece.nodes) == 1 else None
    if inner is None or inner.sub or inner.sup or not head.sub or piece.text in POWERS:
        return False
    return ctx.scope.fitting(inner) is None and not any(
        symbol.name.glyph == head.glyph and not symbol.name.sub for symbol in ctx.scope.everything()
    )


def layer(ctx: Context, piece: Piece) -> bool:
    """Whether a number above counts layers, ``z^1`` beside declared names ``W^1`` and ``b^2``."""
    return piece.text.isdigit() and any(
        any(part.isdigit() for part in symbol.name.sup) for symbol in ctx.scope.everything()
    )


def policy(ctx: Context, head: Head, piece: Piece) -> bool:
    r"""Whether a letter above a function says what it belongs to, ``Q^\pi(s, a)``: no number."""
    inner = head_of(piece.nodes[0]) if len(piece.nodes) == 1 else None
    if inner is None or piece.text in POWERS or any(
        symbol.name.glyph == head.glyph for symbol in ctx.scope.everything()
    ):  # fmt: skip
        return False
    found = ctx.scope.fitting(inner)
    symbol = found[0] if found is not None else None
    return (
        (symbol is None and inner.glyph.letter == r"\pi")
        or isinstance(symbol, (Function, Law, Density))
        or (isinstance(symbol, Quantity) and symbol.called)
    )


def place(ctx: Context, piece: Piece) -> bool:
    """Whether an item below is a place worked out from sizes: ``L_{T-1}``."""
    found = False
    for node in piece.nodes:
        if isinstance(node, Leaf) and (node.text in ("+", "-") or node.token.kind == "number"):
            continue
        head = head_of(node)
        known = ctx.scope.fitting(head) if head is not None else None
        size = known[0] if known is not None else None
        owner = size.owner if isinstance(size, Quantity) and not size.defined else None
        if not isinstance(owner, Variable) or owner.sort is not Sort.DIMENSION:
            return False
        found = True
    return found and len(piece.nodes) > 1
