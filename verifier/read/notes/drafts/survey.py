r"""How the displays of a note use their letters: what a draft of declarations rests on.

Guarantee: every name that the displays use and nothing declares is there once, with the
letters of its indices, what it is applied to, and the equation that introduces it, if any.
Limits: by form only; labels are told from indices by their letters.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeGuard

from verifier.read.notes.displays import display, words
from verifier.read.notes.displays.rows import collect as rows_of
from verifier.read.notes.formulas import builtin, conditions
from verifier.read.notes.probability import random_variables
from verifier.read.notes.scopes.scope import Scope
from verifier.read.notes.source import names
from verifier.read.notes.source.names import Head, head_of
from verifier.read.notes.source.tree import Fenced, Leaf, Node, Raw, Script, parts, text_of

INDEX_LETTERS = frozenset("abcijklmnpqrstuvwIJKMN")
"""Letters that number things."""
TRANSPOSED = ("T", r"\top", r"\intercal")
GIVEN = ("|", r"\mid", r"\vert")
BARS = ("|", r"\|", r"\Vert", r"\lVert")


@dataclass
class Use:
    """How a name is used."""

    latex: str
    axes: list[Counter[str]] = field(default_factory=list)
    applied: int = 0
    called: int = 0
    arity: int = 1
    transposed: int = 0
    bare: int = 0
    defined: str = ""


@dataclass
class Survey:
    """What the displays of a note use."""

    uses: dict[str, Use] = field(default_factory=dict)
    indices: dict[str, str] = field(default_factory=dict)
    """Index letter -> the last value that a sum gives it, if any."""
    sizes: dict[str, None] = field(default_factory=dict)
    random: dict[str, None] = field(default_factory=dict)
    """Capital letters that stand in expectations, variances and covariances."""
    letters: set[str] = field(default_factory=set)
    """Letters of densities: those with a bar between their arguments, ``p(x | z)``."""
    densities: dict[str, None] = field(default_factory=dict)
    """The names with such a letter, ``p_\\theta``."""
    rows: str = ""
    """The number of rows of matrices that nothing tells; nothing for square ones."""


def look(survey: Survey, nodes: Sequence[Node], scope: Scope) -> None:
    """Note every name in ``nodes`` and what stands around it."""
    waiting: list[tuple[Node, Node | None]] = list(neighbours(nodes))
    while waiting:
        node, after = waiting.pop()
        head = head_of(node)
        base = node.base if isinstance(node, Script) else node
        if isinstance(base, Leaf) and base.text in (r"\sum", r"\prod"):
            bounds(survey, node)
        elif isinstance(node, Script) and isinstance(base, Fenced) and base.left in BARS:
            waiting.extend(neighbours(base.children))
            continue
        elif head is not None and is_mean(node, head, after):
            assert isinstance(after, (Fenced, Script))
            randomly(survey, after, scope)
        elif head is not None and law(head, after):
            continue
        elif head is not None and head.glyph.letter in survey.letters and is_call(after):
            labels = tuple(piece.text for piece in head.sub)
            survey.densities.setdefault(names.Name(head.glyph, labels, ()).latex)
            continue
        elif head is not None and not fixed(node, head):
            one(survey, head, after, scope)
            if isinstance(node, Script):
                for script in (node.sub, node.sup):
                    if script is not None:
                        waiting.extend(neighbours(inner_names(script.children)))
            continue
        waiting.extend(neighbours(parts(node)))
    for latex in quadratic(nodes):
        if (use := survey.uses.get(latex)) is not None:
            use.transposed += 1


def quadratic(nodes: Sequence[Node]) -> Iterator[str]:
    r"""Capital letters between a transposed name and another one, ``x^\top A x``: matrices."""
    waiting = [tuple(nodes)]
    while waiting:
        row = waiting.pop()
        waiting.extend(tuple(parts(node)) for node in row)
        for before, node, after in zip(row, row[1:], row[2:], strict=False):
            heads = [head_of(one) for one in (before, node, after)]
            if any(head is None for head in heads) or heads[1] is None or heads[0] is None:
                continue
            turned = any(piece.text in TRANSPOSED for piece in heads[0].sup)
            if turned and heads[1].glyph.letter.isupper() and not heads[1].sub:
                yield names.Name(heads[1].glyph, (), ()).latex


def conditioned(nodes: Sequence[Node]) -> set[str]:
    """The small letters that have a bar between their arguments somewhere in ``nodes``."""
    found: set[str] = set()
    waiting = list(neighbours(nodes))
    while waiting:
        node, after = waiting.pop()
        head = head_of(node)
        if head is not None and head.glyph.letter.islower() and is_call(after) and any(
            isinstance(part, Leaf) and part.text in GIVEN for part in after.children
        ):  # fmt: skip
            found.add(head.glyph.letter)
        waiting.extend(neighbours(parts(node)))
    return found


def is_call(node: Node | None) -> TypeGuard[Fenced]:
    """Whether arguments stand here."""
    return isinstance(node, Fenced) and node.left == "("


def law(head: Head, after: Node | None) -> bool:
    r"""Whether a normal law or an expectation stands here: words and operators are no names."""
    fence = after.base if isinstance(after, Script) else after
    letter = head.glyph.plain.letter
    if letter in ("Var", "Cov", "KL") or (letter == "D" and [
        piece.text for piece in head.sub] == ["KL"]):  # fmt: skip
        return True
    if letter == "E" and isinstance(fence, Fenced) and fence.left == "[":
        return True
    marks = ("|", r"\mid", ";")
    return (
        letter == "N"
        and isinstance(fence, Fenced)
        and any(isinstance(node, Leaf) and node.text in marks for node in fence.children)
    )


def is_mean(node: Node, head: Head, after: Node | None) -> bool:
    r"""Whether an expectation, a variance or a covariance stands here, without an index."""
    fence = after.base if isinstance(after, Script) else after
    mean = head.glyph.plain == names.Glyph("E") and not head.sub and (
        bool(head.glyph.fonts) or (isinstance(fence, Fenced) and fence.left == "["))  # fmt: skip
    return isinstance(fence, Fenced) and (
        mean or builtin.word_of(node) in random_variables.MOMENTS)  # fmt: skip


def randomly(survey: Survey, node: Node, scope: Scope) -> None:
    """Note the capital letters in an expectation."""
    waiting = [node]
    while waiting:
        part = waiting.pop()
        waiting.extend(parts(part))
        head = head_of(part)
        if head is not None and head.glyph.letter.isupper() and len(head.glyph.letter) == 1 and (
            not head.sub and scope.fitting(head) is None and head.glyph.letter != "E"
        ):  # fmt: skip
            survey.random.setdefault(head.glyph.latex)


def neighbours(nodes: Sequence[Node]) -> Iterator[tuple[Node, Node | None]]:
    """Each node with the one behind it, the letters of a divergence ``KL`` left out."""
    for place, node in enumerate(nodes):
        if "".join(map(text_of, nodes[place : place + 2])) == "KL" or (
            place and "".join(map(text_of, nodes[place - 1 : place + 1])) == "KL"
        ):
            continue
        yield node, nodes[place + 1] if place + 1 < len(nodes) else None


def inner_names(nodes: Sequence[Node]) -> list[Node]:
    """What inside a script is more than a label or an index: fractions, calls, exponents."""
    return [node for node in nodes if not isinstance(node, (Leaf, Raw)) and not (
        isinstance(node, Fenced) and len(node.children) == 1)]  # fmt: skip


def fixed(node: Node, head: Head) -> bool:
    """Whether a name has a meaning of its own: e, d, functions, words between formulas."""
    word = builtin.word_of(node)
    letter = head.glyph.letter
    if word in builtin.SCALAR or word in builtin.VECTOR or word in builtin.MATRIX:
        return True
    if word in ("argmin", "argmax"):
        return True
    if isinstance(node, Raw) and (
        " " in node.text or node.text.strip(" ,.:").lower() in
        words.CONNECTING | words.CONDITIONAL | {"otherwise", "where", "let"}
    ):  # fmt: skip
        return True
    if {r"\mathbb", r"\mathcal"} & set(head.glyph.fonts) or (letter == "I" and head.sub):
        return True
    return letter in ("e", "d", "T", r"\pi", r"\delta", r"\top") and not head.glyph.accents


def one(survey: Survey, head: Head, after: Node | None, scope: Scope) -> None:
    """One use of a name."""
    if scope.fitting(head) is not None:
        return
    labels = labels_of(survey, head)
    above = [piece.text for piece in head.sup if piece.text.startswith(("(", "["))]
    name = names.Name(head.glyph, tuple(piece.text for piece in labels), tuple(above))
    use = survey.uses.setdefault(name.latex, Use(name.latex))
    letters = [piece.text for piece in head.sub if piece not in labels]
    if letters and len(letters) <= 3:
        while len(use.axes) < len(letters):
            use.axes.append(Counter())
        for place, letter in enumerate(letters):
            use.axes[place][letter] += 1
            if len(letter) == 1 or letter.startswith("\\"):
                survey.indices.setdefault(letter, "")
    use.bare += not letters
    use.transposed += any(piece.text in TRANSPOSED for piece in head.sup)
    fence = after.base if isinstance(after, Script) else after
    if isinstance(fence, Fenced) and fence.left == "(":
        use.applied += not letters
        given = names.split(fence.children, names.SEPARATORS)
        if len(given) > 1 or (len(given) == 1 and len(given[0]) == 1):
            use.called += 1
            use.arity = max(use.arity, len(given))


def labels_of(survey: Survey, head: Head) -> list[names.Piece]:
    r"""The subscripts that are labels; ``W_{xh}`` is one as a whole, x and h being no indices."""
    letters = [piece.text for piece in head.sub if len(piece.text) == 1 and piece.text.isalpha()]
    strange = [letter for letter in letters
               if letter not in INDEX_LETTERS and not survey.indices.get(letter)]  # fmt: skip
    if strange and 1 < len(head.sub) == len(letters):
        return list(head.sub)
    return [piece for piece in head.sub if is_label(piece.text) or isinstance(piece.nodes[0], Raw)]


def is_label(text: str) -> bool:
    """Whether a subscript is a label: a number or a word."""
    return text.isdigit() or (len(text) > 1 and text.isalpha()) or text.isupper()


def bounds(survey: Survey, node: Node) -> None:
    """The letter of a sum, and its last value."""
    if not isinstance(node, Script) or node.sub is None:
        return
    first = node.sub.children[:1]
    letter = text_of(first[0]) if first and head_of(first[0]) is not None else ""
    if letter:
        last = "".join(map(text_of, node.sup.children)) if node.sup is not None else ""
        survey.indices[letter] = survey.indices.get(letter) or last
        if last and not last.isdigit():
            survey.sizes.setdefault(last)


def definitions(survey: Survey, nodes: Sequence[Node], text: str, scope: Scope) -> None:
    """Equations with nothing but a new name on the left."""
    out: list[list[Node]] = [[]]
    rows_of(nodes, out, display.Layout())
    for row in out:
        signs = [place for place, node in enumerate(row) if display.is_leaf(node, "=")]
        if not signs or signs[0] == 0 or signs[0] > 2:
            continue
        left = row[: signs[0]]
        head = head_of(left[0])
        if head is None or head.primes or scope.fitting(head) is not None or (
            len(left) == 2 and not isinstance(left[1], (Fenced, Script))
        ):  # fmt: skip
            continue
        ends = [place for place, node in enumerate(row) if place > signs[0] and display.is_leaf(
            node, "=", ",", ";", r"\in", *display.SPACES, *conditions.RELATIONS)]  # fmt: skip
        end = ends[0] if ends else len(row)
        right = row[signs[0] + 1 : end]
        if not right or any(conditions.is_dots(node) for node in right):
            continue
        labels = tuple(piece.text for piece in labels_of(survey, head))
        above = tuple(piece.text for piece in head.sup if piece.text.startswith(("(", "[")))
        use = survey.uses.get(names.Name(head.glyph, labels, above).latex)
        if use is not None and not use.defined:
            line = text[left[0].start : right[-1].end]
            if r"\begin" not in line:
                line = line.replace("&", " ")
            use.defined = " ".join(line.split()).rstrip(" .,;")
