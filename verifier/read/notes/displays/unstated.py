r"""What a link cannot state exactly, whatever is declared: remainders, words, open minima.

Guarantee: a link gets such a reason only where it could not be read, and each reason holds
for every declaration of the names in it: an ``O(x^2)`` of an undeclared O, an argmin over
several things, a name for what a procedure in words gives (``S = \text{Resample}(X)``), a
side that is words. Limits: a procedure is a capital word of several letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from verifier.read.notes.calculus import smooth
from verifier.read.notes.displays import words
from verifier.read.notes.displays.display import Aside, Layout, Statement, is_leaf
from verifier.read.notes.scopes import undeclared_names
from verifier.read.notes.scopes.context import Context
from verifier.read.notes.source import typed_words
from verifier.read.notes.source.complaint import Complaint
from verifier.read.notes.source.names import head_of, split
from verifier.read.notes.source.tree import Fenced, Node, Raw, Script, parts, text_of

CODES = frozenset({"undeclared", "ambiguous", "syntax", "index-mismatch"})
THIN = (r"\!", r"\,", r"\;", r"\:")
SIGNS_OF_WORDS = (r"\times", r"\cdot", r"\sum", r"\frac")
SET_SIGNS = (r"\times", r"\cup", r"\cap", r"\setminus")
Reason = tuple[str, str]


def reason(
    ctx: Context, complaint: Complaint, left: Sequence[Node], right: Sequence[Node]
) -> Reason | None:
    """Why a link that could not be read states nothing exact, and its kind; else None."""
    if any(by_property(side) for side in (left, right)):
        return "definition", "a set of all that have a property: not checked"
    if complaint.code not in CODES:
        return None
    if len(left) == 1 and (head := head_of(left[0])) is not None and ctx.lookup(head) is None and (
        right and all(is_set(ctx, side) for side in split(right, SET_SIGNS))
    ):  # fmt: skip
        return "definition", "a name for a set: not checked"
    if any(is_leaf(node, r"\sup", r"\inf") or (isinstance(node, Script) and node.base is not None
           and is_leaf(node.base, r"\sup", r"\inf")) for row in rows([*left, *right])
           for node in row):  # fmt: skip
        return "not supported", "a supremum or an infimum"
    if any(extreme(ctx, node) for row in rows([*left, *right]) for node in row):
        return "not supported", "an extreme eigenvalue or singular value"
    if any(remainder(ctx, row) for row in rows([*left, *right])):
        return "not supported", "a remainder in Landau's notation"
    if any("const" in "".join(map(text_of, side)).lower() for side in (left, right)):
        return "not supported", undeclared_names.CONSTANT
    if any(in_words(side) for side in (left, right)):
        return "not mathematical", "a side in words"
    if any(side and problem(ctx, side[0]) for side in (left, right)):
        return "not mathematical", "an optimisation problem"
    for side in (left, right):
        kind = words.argument_kind(side[0]) if side else None
        if kind and several(side[0]):
            return "not supported", f"an {kind} over several things"
    if len(left) == 1 and (word := procedure(ctx, right)) is not None:
        head = head_of(left[0])
        if head is not None and ctx.lookup(head) is None:
            return "not mathematical", f"a name for what `{word}` gives, which is said in words"
    return None


def rows(nodes: Sequence[Node]) -> Iterator[Sequence[Node]]:
    """Nodes that stand side by side, at every depth."""
    yield [node for node in nodes if not is_leaf(node, *THIN)]
    for node in nodes:
        yield from rows(parts(node))


def by_property(side: Sequence[Node]) -> bool:
    r"""Whether a side is ``\{ Q \in S : Q^\top Q = I \}``."""
    braces = side[0] if len(side) == 1 else None
    return isinstance(braces, Fenced) and braces.left == r"\{" and any(
        is_leaf(node, ":", "|", r"\mid", r"\colon", r"\vert") for node in braces.children
    )  # fmt: skip


def is_set(ctx: Context, side: Sequence[Node]) -> bool:
    r"""Whether a side is ``\mathbb{R}^D``, ``\{0, \dots, L\}`` or a calligraphic letter."""
    if len(side) != 1:
        return False
    node = side[0].base if isinstance(side[0], Script) else side[0]
    if isinstance(node, Fenced):
        return node.left == r"\{" and node.right == r"\}" and (
            any(is_leaf(one, ",") for one in node.children)
        )  # fmt: skip
    head = head_of(side[0]) if node is side[0] else head_of(node) if node is not None else None
    if head is None:
        return False
    fonts = set(head.glyph.fonts)
    numbers = r"\mathbb" in fonts and head.glyph.letter in "RNZQC"
    return numbers or (bool(fonts & {r"\mathcal", r"\mathscr"}) and ctx.lookup(head) is None)


def extreme(ctx: Context, node: Node) -> bool:
    r"""Whether ``\lambda_{\max}`` stands at a node, where nothing declares it."""
    head = head_of(node)
    if head is None or not smooth.extreme(head):
        return False
    found = ctx.lookup(head)
    return found is None or not found[1]


def remainder(ctx: Context, row: Sequence[Node]) -> bool:
    """Whether ``O(...)`` stands among nodes, where nothing declares O."""
    for before, node, after in zip((None, *row), row, row[1:], strict=False):
        head = head_of(node)
        if head is not None and head.glyph.letter == "O" and isinstance(after, Fenced) and (
            not head.sub and ctx.lookup(head) is None and not typed_words.inside(before, node)
        ):  # fmt: skip
            return True
    return False


def in_words(side: Sequence[Node]) -> bool:
    r"""Whether a side is ``\frac{\text{right answers}}{\text{all answers}}``: words and signs."""
    leaves_ = list(ends(side))
    said = [one for one in leaves_ if isinstance(one, Raw)]
    return any(re.search(r"[^\W\d_] +[^\W\d_]|#", one.text.strip()) for one in said) and all(
        isinstance(one, Raw) or not text_of(one).strip().lstrip("\\").isalpha() or (
            text_of(one) in SIGNS_OF_WORDS)
        for one in leaves_
    )  # fmt: skip


def ends(nodes: Sequence[Node]) -> Iterator[Node]:
    """The nodes at the ends of a tree."""
    for node in nodes:
        below = parts(node)
        if below:
            yield from ends(below)
        else:
            yield node


def problem(ctx: Context, node: Node) -> bool:
    r"""Whether a side begins with ``\operatorname{minimize}_\theta``, where nothing declares it."""
    base = node.base if isinstance(node, Script) else node
    word = base.text.strip().lower() if isinstance(base, Raw) else ""
    head = head_of(node)
    return bool(re.fullmatch(r"(?:mini|maxi)mi[sz]e", word)) and (
        head is None or ctx.lookup(head) is None)  # fmt: skip


def several(node: Node) -> bool:
    r"""Whether an ``\arg\min`` names several things below it."""
    return isinstance(node, Script) and node.sub is not None and (
        len(split(node.sub.children, (",",))) > 1
    )  # fmt: skip


def procedure(ctx: Context, side: Sequence[Node]) -> str | None:
    r"""The word of ``\text{Resample}(X, n)``, where nothing declares it."""
    if len(side) != 2 or not isinstance(side[0], Raw) or not isinstance(side[1], Fenced):
        return None
    word = side[0].text.strip()
    head = head_of(side[0])
    known = head is not None and ctx.lookup(head) is not None
    return word if len(word) > 2 and word[0].isupper() and not known else None


def spoken(layout: Layout, place: int) -> str:
    """The words that are the last side of the statement at ``place``; empty where none are."""
    statement = layout.statements[place]
    if not isinstance(statement, Statement) or not statement.signs or (
        not statement.sides[-2] or not bare(statement.sides[-1])
    ):  # fmt: skip
        return ""
    end = statement.signs[-1].end
    behind = sorted((one for one in layout.statements if one.start >= end),
                    key=lambda one: one.start)  # fmt: skip
    return behind[0].text if behind and isinstance(behind[0], Aside) else ""


def bare(side: Sequence[Node]) -> bool:
    r"""Whether nothing stands on a side: ``\{\}`` counts as nothing."""
    return not side or (
        len(side) == 1 and isinstance(side[0], Fenced) and not side[0].children
    )  # fmt: skip
