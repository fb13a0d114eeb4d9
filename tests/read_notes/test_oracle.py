r"""The lexer and the tree against pylatexenc: the same commands, groups and environments.

For every display of the transcriptions and of the paper, and for generated ones, the places of
commands, of braces, of environments and of the arguments of common commands are compared.
"""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pylatexenc.latexwalker import (
    LatexEnvironmentNode,
    LatexGroupNode,
    LatexMacroNode,
    LatexWalker,
)

from verifier.read.notes.source.blocks import divided
from verifier.read.notes.source.complaint import Complaint
from verifier.read.notes.source.grow import grow
from verifier.read.notes.source.lexer import tokens
from verifier.read.notes.source.markdown import Display
from verifier.read.notes.source.tree import IGNORED, Command, Environment, Group, Raw, leaves, parts

ROOT = Path(__file__).parents[2]
TEXTS = [*sorted((ROOT / "derivations" / "notes").glob("*.md")),
         ROOT / "tests" / "read_notes" / "papers" / "paper.tex"]  # fmt: skip
SHARED = ("frac", "sqrt", "hat", "text", "mathbf", "mathrm", "bar", "tilde", "binom")
"""Commands whose arguments both know."""


def theirs(text):
    """Commands, groups, environments and arguments according to pylatexenc, by their places."""
    walker = LatexWalker(text, tolerant_parsing=False)
    state = walker.make_parsing_state(in_math_mode=True)
    nodes, _, _ = walker.get_latex_nodes(pos=0, parsing_state=state)
    commands, groups, environments, arguments = set(), set(), set(), set()
    covered = 0
    for node in nodes:
        assert node.pos == covered
        covered = node.pos + node.len
    assert covered == len(text)
    waiting = [*nodes]
    while waiting:
        node = waiting.pop()
        inner = [*(getattr(node, "nodelist", None) or [])]
        given_ = getattr(node, "nodeargd", None)
        inner += [one for one in (given_.argnlist if given_ else None) or [] if one is not None]
        waiting += inner
        match node:
            case LatexMacroNode():
                commands.add((node.pos, node.macroname))
                if node.macroname in SHARED:
                    arguments |= {(node.pos, one.pos, one.pos + one.len) for one in inner}
            case LatexGroupNode() if node.delimiters[0] == "{":
                groups.add((node.pos, node.pos + node.len))
            case LatexEnvironmentNode():
                environments.add((node.pos, node.pos + node.len, node.environmentname))
    return commands, groups, environments, arguments


def ours(text):
    """The same according to this reader."""
    stream = tokens(text)
    tree = grow(stream)
    held = [place for token in leaves(tree) for place in range(token.start, token.end)]
    assert sorted(held) == list(range(len(text)))
    names = {(token.start, token.text[1:]) for token in stream if token.kind == "command"}
    commands = {(place, name) for place, name in names if name not in ("begin", "end")}
    groups, environments, arguments = set(), set(), set()
    waiting = [*tree.children]
    while waiting:
        node = waiting.pop()
        waiting += parts(node)
        match node:
            case Group(own=own) if own and own[0].text == "{":
                groups.add((node.start, node.end))
            case Raw(name):
                groups.add((node.own[1].start, node.end))
                if name[1:] in SHARED:
                    arguments.add((node.start, node.own[1].start, node.end))
            case Environment(name):
                environments.add((node.start, node.end, name))
            case Command(name, groups_, option) if name[1:] in SHARED:
                for one in (*groups_, *([option] if option else [])):
                    arguments.add((node.start, one.start, one.end))
    return commands, groups, environments, arguments


def compare(text):
    """Assert that both readers see the same pieces."""
    their, our = theirs(text), ours(text)
    inside = [(first, last) for _, first, last in their[3] if text[first] == "{"]
    raw = [(first, last) for first, last in inside if text[:first].endswith(r"\text")]

    def outside(pieces):
        """Pieces that do not stand inside of words, which this reader does not look into."""
        return {one for one in pieces
                if not any(low < one[0] and one[0] < high for low, high in raw)}  # fmt: skip

    assert outside(our[0]) == outside(their[0])
    assert our[2] == their[2]
    assert outside(our[3]) == outside(their[3])
    specified = {(low, high) for low, high in outside(their[1]) if is_specification(text, low)}
    empty = {
        (low, high) for low, high in outside(their[1]) if says_nothing(text[low + 1 : high - 1])
    }
    assert outside(our[1]) | specified | empty == outside(their[1]) | (our[1] & empty)


def says_nothing(text):
    """Whether a group holds blanks, comments and spacing only."""
    return all(token.kind == "space" or token.text in IGNORED for token in tokens(text))


def is_specification(text, place):
    r"""Whether a group says how columns stand: ``\begin{array}{ll}``."""
    return text[:place].rstrip().endswith((r"{array}", r"{alignat}", r"{alignedat}"))


def displays(path):
    """The displays of a file."""
    source, found = divided(path.read_text("utf-8"), path.name)
    return [source.text[block.start : block.end] for block in found
            if isinstance(block, Display) and not block.fault]  # fmt: skip


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_displays_of_the_repository(path):
    count = 0
    for text in displays(path):
        try:
            grow(tokens(text))
        except Complaint:
            continue
        compare(text)
        count += 1
    assert count >= 4


ATOMS = (
    "x", "12.5", r"\alpha", r"\hat{y}", r"\hat y", r"\text{if } ", "+", "=", r"\,", "&", r"x \\ y",
    r"\quad ", r"\mathbf{W}", "x_1", "x^{2}", "'", r"\frac12", r"\frac{1}{2}", "%c\n", " ", "é",
)  # fmt: skip
FRAMES = (
    "{%}",
    "(%)",
    r"\left[%\right]",
    "x_{%}",
    r"\frac{%}{x}",
    r"\frac{1}{%}",
    r"\sqrt{%}",
    r"\sqrt[3]{%}",
    r"\begin{aligned}%\end{aligned}",
    r"\begin{cases}%\end{cases}",
)


def generated(rng, depth):
    """A random display."""
    pieces = [rng.choice(ATOMS) for _ in range(rng.randint(1, 4))]
    if depth:
        inner = generated(rng, depth - 1)
        pieces.insert(rng.randint(0, len(pieces)), rng.choice(FRAMES).replace("%", inner, 1))
    return " ".join(pieces)


@settings(max_examples=100, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(0, 5))
def test_generated_displays(rng, depth):
    text = generated(rng, depth)
    try:
        grow(tokens(text))
    except Complaint:
        return
    compare(text)
