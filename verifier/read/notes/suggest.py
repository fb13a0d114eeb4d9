r"""A first draft of a note's declarations, from how its displays use their letters.

Guarantee: nothing is decided for the author: every name that the displays use and nothing
declares is listed once, with the type that its uses suggest,

    \sum_{i=1}^{n} x_i    ->   **Let** $n \in \mathbb{N}$, $x \in \mathbb{R}^{n}$.
                                **Index** $i = 1, \dots, n$.
    \hat y = ...          ->   **Define** $\hat y = ...$

Limits: a guess by form; vectors are told from matrices by their indices, capitals, bold
letters and transposes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from operator import itemgetter

from verifier.read.notes import (
    builtin,
    conditions,
    display,
    drafting,
    names,
    random_variables,
    words,
)
from verifier.read.notes.blocks import divided
from verifier.read.notes.complaint import Complaint
from verifier.read.notes.grow import grow
from verifier.read.notes.lexer import tokens
from verifier.read.notes.macros import collect, expand
from verifier.read.notes.markdown import Display, Prose
from verifier.read.notes.names import Head, head_of
from verifier.read.notes.note import Note
from verifier.read.notes.prose import declarations
from verifier.read.notes.rows import collect as rows_of
from verifier.read.notes.scope import Scope
from verifier.read.notes.tree import Fenced, Leaf, Node, Raw, Script, parts, text_of

SIGMOID = r"**Define** $\sigma(t) = \frac{1}{1+e^{-t}}$ elementwise."
"""What sigma with arguments is, as a rule."""
INDEX_LETTERS = frozenset("abcijklmnpqrstuvwIJKMN")
"""Letters that number things."""
TRANSPOSED = ("T", r"\top", r"\intercal")
BARS = ("|", r"\|", r"\Vert", r"\lVert")
SPARE = ("n", "m", "p", "q", "r")


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
    rows: str = ""
    """The number of rows of matrices that nothing tells; nothing for square ones."""


def suggest(text: str, file: str = "note.md") -> str:
    """Declaration lines for what ``text`` uses and does not declare; empty when all is declared."""
    source, blocks = divided(text, file)
    text = source.text
    note = Note(source, "note")
    note.macros, _ = collect(text)
    survey = Survey()
    for block in blocks:
        if isinstance(block, Prose):
            known(note, block)
        elif isinstance(block, Display) and not block.fault:
            try:
                stream = expand(tokens(text, block.start, block.end), note.macros)
                nodes = grow(stream).children
            except Complaint:
                continue
            look(survey, nodes, note.scope)
            definitions(survey, nodes, text, note.scope)
    best = (-1, [""])
    for rows in ("", "m"):
        trial = replace(survey, indices=dict(survey.indices), sizes=dict(survey.sizes), rows=rows)
        lines, instead = draft(trial)
        if not lines:
            return ""
        size = next((size for size in trial.sizes if size.isalpha()), "n")
        best = max(best, drafting.mended(text, lines, file, instead, size), key=itemgetter(0))
    lines = drafting.readable(text, joined(best[1]), best[1], file)
    return "\n".join(drafting.spelt(lines, file))


def joined(lines: list[str]) -> list[str]:
    """The **Let** lines as one."""
    plain = [line for line in lines if line.startswith("**Let** ") and "random" not in line]
    lets = [line.removeprefix("**Let** ").removesuffix(".") for line in plain]
    rest = [line for line in lines if line not in plain]
    return ([f"**Let** {', '.join(lets)}."] if lets else []) + rest


def known(note: Note, block: Prose) -> None:
    """Take in the declarations that are there; what cannot be read counts as absent."""
    try:
        for declaration in declarations(note.source.text, block, note.macros):
            if declaration.keyword in ("Let", "Define", "Index", "Layout"):
                note.declare(declaration)
    except (Complaint, RecursionError):
        return


# -- looking -------------------------------------------------------------------------------


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
        elif head is not None and not fixed(node, head):
            one(survey, head, after, scope)
            if isinstance(node, Script):
                for script in (node.sub, node.sup):
                    if script is not None:
                        waiting.extend(neighbours(inner_names(script.children)))
            continue
        waiting.extend(neighbours(parts(node)))


def law(head: Head, after: Node | None) -> bool:
    r"""Whether a normal law or an expectation stands here: words and operators are no names."""
    fence = after.base if isinstance(after, Script) else after
    letter = head.glyph.plain.letter
    if letter in ("Var", "Cov", "KL") or (letter == "D" and [
        piece.text for piece in head.sub] == ["KL"]):  # fmt: skip
        return True
    if letter == "E" and isinstance(fence, Fenced) and fence.left == "[":
        return not head.sub
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
    """Each node with the one behind it."""
    for place, node in enumerate(nodes):
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


# -- writing -------------------------------------------------------------------------------


def draft(survey: Survey) -> tuple[list[str], dict[str, str]]:
    """The declaration lines, one for each name, and what to try where a definition is refused."""
    together(survey)
    sizes = dict(survey.sizes)
    spare = [letter for letter in SPARE if letter not in survey.uses and letter not in sizes]
    for letter, last in survey.indices.items():
        if not last:
            size = next(iter(sizes), None) or (spare.pop(0) if spare else "n")
            sizes.setdefault(size)
            survey.indices[letter] = size
    lets = [rf"${size} \in \mathbb{{N}}$" for size in sizes if size.isalpha() or "_" in size]
    defines: list[str] = []
    instead: dict[str, str] = {}
    for use in survey.uses.values():
        if use.latex in survey.indices or use.latex in sizes or use.latex in survey.random:
            continue
        if use.latex == r"\sigma" and use.applied and not use.defined:
            defines.append(SIGMOID)
        elif use.defined:
            defines.append(f"**Define** ${use.defined}$.")
            instead[defines[-1]] = f"**Let** {typed(use, survey)}."
        else:
            lets.append(typed(use, survey))
    lines = [f"**Let** {one_}." for one_ in lets]
    by_size: dict[str, list[str]] = {}
    for letter, last in survey.indices.items():
        by_size.setdefault(last, []).append(letter)
    lines += [rf"**Index** ${', '.join(letters)} = 1, \dots, {last}$."
              for last, letters in by_size.items()]  # fmt: skip
    if survey.random:
        lines.append(f"**Let** ${', '.join(survey.random)}$ be random variables.")
    survey.sizes.update(dict.fromkeys(sizes))
    return [*lines, *defines], instead


def together(survey: Survey) -> None:
    r"""``t_n`` is an entry of ``\mathbf{t}`` where only the bold letter stands alone."""
    for latex in list(survey.uses):
        bold = survey.uses.get(rf"\mathbf{{{latex}}}")
        plain = survey.uses[latex]
        if bold is None or not plain.axes or plain.bare or plain.called:
            continue
        if len(plain.axes) > len(bold.axes):
            bold.axes = plain.axes
        bold.defined = bold.defined or ""
        del survey.uses[latex]


def typed(use: Use, survey: Survey) -> str:
    """The type that the uses of a name suggest."""
    if use.axes:
        shape = r" \times ".join(axis_size(axis, survey) for axis in use.axes)
        return rf"${use.latex} \in \mathbb{{R}}^{{{shape}}}$"
    if use.called:
        power = f"^{{{use.arity}}}" if use.arity > 1 else ""
        return rf"${use.latex} : \mathbb{{R}}{power} \to \mathbb{{R}}$"
    size = next(iter(survey.sizes), "n")
    bold = use.latex.startswith(r"\mathbf")
    capital = use.latex.replace(r"\mathbf{", "")[:1].isupper()
    if (use.transposed or bold) and capital:
        rows = survey.rows or size
        return rf"${use.latex} \in \mathbb{{R}}^{{{rows} \times {size}}}$"
    if use.transposed or bold:
        return rf"${use.latex} \in \mathbb{{R}}^{{{size}}}$"
    return rf"${use.latex} \in \mathbb{{R}}$"


def axis_size(letters: Counter[str], survey: Survey) -> str:
    """The size of an axis from the letter that stands on it most often."""
    letter = letters.most_common(1)[0][0]
    return survey.indices.get(letter) or "n"
