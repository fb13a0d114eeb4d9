r"""Names as people write them: a letter or word with accents, fonts, and scripts as labels.

Guarantee: two spellings of one name have one ``Glyph``: ``\hat{\mathbf y}``,
``\mathbf{\hat{y}}`` and ``\boldsymbol{\hat y}`` agree; ``y`` and ``\mathbf{y}`` do not.
Scripts are lists of items, so that a declared label can be told from the indices after it:

    W_{1,jk}^{(2)\top}   ->   W,  subscripts [1] [j] [k],  superscripts [(2)] [\top]

Brackets around several items are none. Limits: a script that holds a relation is one item.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from verifier.read.latex_names import GREEK
from verifier.read.notes.source.complaint import Complaint
from verifier.read.notes.source.tree import (
    ACCENTS,
    FONTS,
    Command,
    Fenced,
    Group,
    Leaf,
    Node,
    Raw,
    Script,
    text_of,
)

BOLD = frozenset({r"\mathbf", r"\boldsymbol", r"\bm", r"\pmb", r"\textbf"})
SAME_ACCENT = {r"\widehat": r"\hat", r"\overline": r"\bar", r"\widetilde": r"\tilde"}
GREEK_COMMANDS = frozenset("\\" + name for name in GREEK) | {
    r"\ell", r"\hbar", r"\varpi", r"\digamma", r"\imath", r"\jmath", r"\aleph", r"\wp",
}  # fmt: skip
WORDLIKE = frozenset(
    {r"\operatorname", r"\operatorname*", r"\text", r"\textrm", r"\textit", r"\textsf", r"\texttt",
     r"\textnormal", r"\mbox", r"\mathrm", r"\mathsf", r"\mathit", r"\hbox"}
)  # fmt: skip
JOINING = frozenset(
    {"+", "-", "=", "<", ">", r"\neq", r"\ne", r"\le", r"\leq", r"\ge", r"\geq", r"\in", r"\times",
     r"\cdot", "*", "/", r"\dots", r"\ldots", r"\cdots", r"\to", r"\sim", ":", r"\mid", r"\notin"}
)  # fmt: skip
"""A script that holds one of these is an expression, not a row of indices."""


STARS = frozenset({"*", r"\ast", r"\star", r"\dagger"})
TURNED = frozenset({"T", r"\top", r"\intercal"})
"""Behind a star or a declared label, a transpose: ``w^{*\\top}``, ``e_k^{-T}``."""
DOTS = frozenset({r"\dots", r"\ldots", r"\cdots", r"\dotsc", r"\dotsb", r"\vdots", r"\ddots",
                  "...", r"\dotso"})  # fmt: skip
SEPARATORS = (",", ";", r"\mid", "|", r"\|", r"\Vert", r"\parallel")
"""What stands between the arguments of a function."""


@dataclass(frozen=True)
class Glyph:
    """A letter, Greek command or word, with its accents (outermost first) and fonts."""

    letter: str
    accents: tuple[str, ...] = ()
    fonts: tuple[str, ...] = ()

    @property
    def plain(self) -> Glyph:
        """The same without fonts."""
        return Glyph(self.letter, self.accents)

    @property
    def latex(self) -> str:
        """As LaTeX."""
        text = self.letter
        if text.startswith("("):
            return f"{{{text}}}"
        if len(text) > 1 and not text.startswith("\\"):
            text = rf"\mathrm{{{text}}}"
        for mark in (*reversed(self.fonts), *reversed(self.accents)):
            text = rf"\Delta {text}" if mark == r"\varDelta" else f"{mark}{{{text}}}"
        return text


@dataclass(frozen=True)
class Piece:
    """One item of a script."""

    nodes: tuple[Node, ...]

    @property
    def text(self) -> str:
        """Its spelling, by which labels are compared."""
        return label_text(self.nodes)

    @property
    def start(self) -> int:
        """Offset of the first character."""
        return self.nodes[0].start

    @property
    def end(self) -> int:
        """Offset behind the last character."""
        return self.nodes[-1].end


@dataclass(frozen=True)
class Name:
    """A declared name: its glyph and the scripts that belong to it."""

    glyph: Glyph
    sub: tuple[str, ...] = ()
    sup: tuple[str, ...] = ()
    primes: int = 0

    def __post_init__(self) -> None:
        r"""Letters side by side are one label: ``L_{CE}`` is ``L_{\text{CE}}``."""
        for field in ("sub", "sup"):
            labels = getattr(self, field)
            if len(labels) > 1 and all(len(label) == 1 and label.isalpha() for label in labels):
                object.__setattr__(self, field, ("".join(labels),))

    @property
    def latex(self) -> str:
        """As LaTeX."""
        text = self.glyph.latex + "'" * self.primes
        if self.sub:
            text += f"_{{{side_by_side(self.sub)}}}"
        return text + (f"^{{{' '.join(map(latex_label, self.sup))}}}" if self.sup else "")

    @property
    def internal(self) -> str:
        """The name in terms: plain words where they print as this name, else LaTeX."""
        glyph = self.glyph
        letter = glyph.letter.removeprefix("\\")
        if letter.startswith("("):
            return f"{{{letter}}}"
        if glyph.fonts or self.sup or self.primes or not letter.isalnum():
            return self.latex if "\\" in self.latex or "{" in self.latex else self.latex + "{}"
        labels = [mark.removeprefix("\\") for mark in glyph.accents]
        known = all(mark in ("hat", "bar", "tilde", "dot", "ddot", "vec") for mark in labels)
        if not known or not all(part.isalnum() for part in self.sub):
            return self.latex
        sub = ("".join(self.sub),) if all(len(part) == 1 for part in self.sub) else self.sub
        return "_".join((letter, *labels, *(part for part in sub if part)))


@dataclass(frozen=True)
class Head:
    """The name-like thing at a node, with its scripts split into items."""

    glyph: Glyph
    sub: tuple[Piece, ...]
    sup: tuple[Piece, ...]
    primes: int
    node: Node

    @property
    def name(self) -> Name:
        """All its scripts taken as labels."""
        return Name(self.glyph, tuple(piece.text for piece in self.sub),
                    tuple(piece.text for piece in self.sup), self.primes)  # fmt: skip


def side_by_side(labels: tuple[str, ...]) -> str:
    """Labels side by side where they are letters, else with commas."""
    if all(len(label) == 1 for label in labels):
        return "".join(labels)
    return ", ".join(map(latex_label, labels))


def latex_label(text: str) -> str:
    """A label as LaTeX: words upright."""
    return rf"\mathrm{{{text}}}" if len(text) > 1 and text.isalpha() else text


def label_text(nodes: Sequence[Node]) -> str:
    r"""How a label is spelt, fonts aside: ``\text{mse}`` is ``mse``, ``{(2)}`` is ``(2)``."""
    found = []
    for node in nodes:
        match node:
            case Raw(name, text) if name in WORDLIKE:
                found.append(text.strip())
            case Group(children):
                found.append(label_text(children))
            case Command(name, (group,), None) if name in FONTS:
                found.append(label_text(group.children))
            case Leaf() if node.text in (r"\ast",):
                found.append("*")
            case Leaf() if node.text in (r"\intercal", r"\mathsf{T}"):
                found.append(r"\top")
            case _:
                found.append(text_of(node))
    return "".join(found)


def spells(items: Sequence[Piece], indices: Sequence[bool]) -> bool:
    """Whether letters side by side are a word: ``n_{in}`` for an index i and no index n."""
    letters = all(len(piece.text) == 1 and piece.text.isalpha() for piece in items)
    return letters and True in indices and False in indices[list(indices).index(True) :]


def pieces(script: Group | None) -> tuple[Piece, ...]:
    """The items of a script: split at commas, and where letters stand side by side."""
    found: list[Piece] = []
    for part in split(script.children if script is not None else (), (",", ";")):
        if len(part) == 1 and isinstance(part[0], Group):
            found.extend(pieces(part[0]))
        elif len(part) == 2 and (
            any(isinstance(node, Leaf) and node.text == ":" for node in part)
            or (text_of(part[0]) in STARS and text_of(part[1]) in TURNED)
        ):
            found.extend(Piece((node,)) for node in part)
        elif any(isinstance(node, Leaf) and node.text in JOINING for node in part):
            found.append(Piece(tuple(part)))
        else:
            found += [one for node in part for one in pieces(bracketed(node)) or (Piece((node,)),)]
    return tuple(found)


def bracketed(node: Node) -> Group | None:
    """What ``[i, j]`` holds among the items of a script: several items."""
    if isinstance(node, Fenced) and node.left == "[" and len(split(node.children, (",",))) > 1:
        return Group(node.children, node.start, node.end)
    return None


def split(nodes: Sequence[Node], marks: Sequence[str]) -> list[list[Node]]:
    """``nodes`` cut at the leaves in ``marks``; empty stretches left out."""
    found: list[list[Node]] = [[]]
    for node in nodes:
        if isinstance(node, Leaf) and node.text in marks:
            found.append([])
        else:
            found[-1].append(node)
    return [part for part in found if part]


def glyph_of(node: Node) -> Glyph | None:
    """The glyph that ``node`` is, scripts excluded; None when it is no name."""
    accents: list[str] = []
    fonts: list[str] = []
    while True:
        match node:
            case Leaf():
                text = node.text
                if node.token.kind == "letter" or text in GREEK_COMMANDS:
                    return Glyph(text, tuple(accents), tuple(sorted(set(fonts))))
                return None
            case Raw(name, text) if name in WORDLIKE:
                word = text.strip()
                if not word or not word[0].isalpha() or not is_word(word):
                    return None
                return Glyph(word, tuple(accents), tuple(sorted(set(fonts))))
            case Command(name, (group,), None) if name in ACCENTS or name in FONTS:
                if name in ACCENTS:
                    accents.append(SAME_ACCENT.get(name, name))
                elif name in BOLD:
                    fonts.append(r"\mathbf")
                elif name not in (r"\mathrm", r"\mathit", r"\mathnormal"):
                    fonts.append(name)
                if len(group.children) != 1:
                    word = spelled(group.children)
                    return Glyph(word, tuple(accents)) if word else None
                node = group.children[0]
            case Group(children) if len(children) == 1 and (accents or fonts):
                node = children[0]
            case _:
                return None


def is_word(text: str) -> bool:
    """Whether ``text`` can be a name in letters: ``softmax``, ``log-loss``, ``W2``."""
    return all(character.isalnum() or character in "-_" for character in text)


def spelled(nodes: Sequence[Node]) -> str:
    """Letters and digits side by side as a word; empty when there is anything else."""
    if not nodes or not all(
        isinstance(node, Leaf) and node.token.kind in ("letter", "number") for node in nodes
    ):
        return ""
    word = "".join(text_of(node) for node in nodes)
    return word if word[0].isalpha() else ""


def head_of(node: Node) -> Head | None:
    r"""The name at ``node`` with its scripts; ``\mathbf{W_1}`` counts as ``\mathbf{W}_1``.

    Braces around one name change nothing: ``{p_G}(x)``.
    """
    if isinstance(node, Group) and len(node.children) == 1:
        return head_of(node.children[0])
    sub: tuple[Piece, ...] = ()
    sup: tuple[Piece, ...] = ()
    primes = 0
    base: Node = node
    if isinstance(base, Script):
        if base.base is None:
            return None
        sub, sup, primes = pieces(base.sub), pieces(base.sup), base.primes
        base = base.base
        while isinstance(base, Group) and len(base.children) == 1:
            base = base.children[0]  # ``{x}^{(i)}``
    glyph = glyph_of(base)
    if glyph is not None:
        return Head(glyph, sub, sup, primes, node)
    marks: list[str] = []
    inner: Node = base
    while isinstance(inner, (Command, Group)):
        if isinstance(inner, Command):
            if inner.name not in ACCENTS | FONTS or len(inner.arguments) != 1:
                return None
            marks.append(inner.name)
            inner = inner.arguments[0]
        elif len(inner.children) == 1:
            inner = inner.children[0]
        else:
            return None
    if not isinstance(inner, Script) or inner.base is None:
        return None
    above = pieces(inner.sup)
    if not marks and (isinstance(node, Group) or (sup and (above or inner.primes))):
        return None
    if any(mark in ACCENTS for mark in marks) and not all(
        isinstance(piece.nodes[0], Fenced) for piece in above
    ):  # fmt: skip
        return None
    letter = glyph_of(wrapped(inner.base, marks, node))
    if letter is None:
        return None
    return Head(letter, pieces(inner.sub) + sub, pieces(inner.sup) + sup, inner.primes + primes,
                node)  # fmt: skip


def turned_label(head: Head) -> Head | None:
    """``e^{-T}`` as the transpose of ``e^-``, ``x^{T(i)}`` as that of ``x^{(i)}``; else None."""
    last = head.sup[-1].nodes if head.sup else ()
    if len(head.sup) == 2 and head.sup[0].text in TURNED and numbered(head.sup[1:]):
        return Head(head.glyph, head.sub, head.sup[::-1], head.primes, head.node)
    if len(last) != 2 or text_of(last[0]) not in ("-", "+") or text_of(last[1]) not in TURNED:
        return None
    above = (*head.sup[:-1], Piece((last[0],)), Piece((last[1],)))
    return Head(head.glyph, head.sub, above, head.primes, head.node)


def wrapped(base: Node, marks: Sequence[str], at: Node) -> Node:
    """``base`` with accents and fonts around it again."""
    for mark in reversed(marks):
        base = Command(mark, (Group((base,), at.start, at.end),), None, at.start, at.end)
    return base


def bracket_name(node: Node) -> Head | None:
    """``(x * k)_i`` as a name with an index: only ever looked up, never guessed."""
    base = node.base if isinstance(node, Script) else node
    if not isinstance(base, Fenced) or base.left != "(" or len(base.children) < 3:
        return None
    sub = pieces(node.sub) if isinstance(node, Script) else ()
    sup = pieces(node.sup) if isinstance(node, Script) else ()
    primes = node.primes if isinstance(node, Script) else 0
    return Head(Glyph(text_of(base)), sub, sup, primes, node)


def name_list(part: Sequence[Node]) -> list[Head]:
    """One name (letters side by side count as one)."""
    if len(part) > 1 and (dotted_names(part)):
        return []
    head = head_of(part[0]) if len(part) == 1 else joined(part)
    if head is None:
        where = part[0] if part else None
        raise Complaint("declaration", "a name is expected here", where)
    return [head]


def dotted_names(part: Sequence[Node]) -> bool:
    """Whether ``part`` is an ellipsis."""
    return all(isinstance(node, Leaf) and node.text in DOTS for node in part)


def joined(part: Sequence[Node]) -> Head | None:
    """``dz_1``, ``CE``: letters side by side as one name."""
    letters: list[str] = []
    for place, node in enumerate(part):
        last = place == len(part) - 1
        base = node.base if isinstance(node, Script) and last else node
        if not isinstance(base, Leaf) or base.token.kind not in ("letter", "number"):
            return None
        letters.append(base.text)
    word = "".join(letters)
    if not part or not word[0].isalpha():
        return None
    head = head_of(part[-1])
    if head is None:
        return Head(Glyph(word), (), (), 0, part[0])
    return Head(Glyph(word), head.sub, head.sup, head.primes, part[0])


def numbered(above: tuple[Piece, ...]) -> bool:
    """Whether a superscript is ``(i)``, the number of an example."""
    return bool(above) and isinstance(above[0].nodes[0], Fenced)
