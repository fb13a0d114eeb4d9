r"""LaTeX files: a whole paper, and the pieces that its blocks are made of."""

from pathlib import Path

import pytest

from verifier.claim import Claim, IllFormed
from verifier.engine.decide import judge
from verifier.read.notes.drafts.suggest import suggest
from verifier.read.notes.load import load, read
from verifier.read.notes.source.blocks import divided
from verifier.read.notes.source.latex_blocks import blocks, without_comments
from verifier.read.notes.source.markdown import Display, Heading, Prose

PAPERS = Path(__file__).parent / "papers"


@pytest.fixture(scope="module")
def paper():
    return load(PAPERS / "paper.tex", PAPERS)


def test_the_paper_is_read_whole(paper):
    assert paper.title == "Gradients of two losses"
    assert paper.prose == "7 displays, 12 links: 10 checked, 2 ill-formed"
    places = {item.id: (item.span.line, item.span.column) for item in paper.items}
    assert places == {
        "paper/eq-jacobian": (29, 17), "paper/softmax-2#1": (37, 18), "paper/softmax-2#2": (38, 18),
        "paper/the-loss#1": (48, 15), "paper/the-loss#2": (49, 3), "paper/eq-wrong#1": (52, 16),
        "paper/eq-wrong#2": (53, 16), "paper/eq-3#1": (62, 37), "paper/eq-3#2": (63, 14),
        "paper/squares-2#1": (68, 40), "paper/squares-2#2": (68, 66), "paper/squares-3": (71, 4),
    }  # fmt: skip


def test_the_paper_is_judged(paper):
    found = {item.id: judge(item, timeout=20).outcome for item in paper.items}
    others = {name: outcome for name, outcome in found.items() if outcome != "proved"}
    assert others == {"paper/eq-wrong#2": "refuted", "paper/squares-2#2": "ill-formed",
                      "paper/squares-3": "ill-formed"}  # fmt: skip


def test_sections_scope_what_they_declare(paper):
    last = paper.items[-1]
    assert isinstance(last, IllFormed)
    assert "`s_{i}` is undeclared" in last.message
    assert r"\[ s_i = 1 \]" in last.message


def test_lemmas_by_label(paper):
    (claim,) = [item for item in paper.items if item.id == "paper/squares-2#1"]
    assert isinstance(claim, Claim)
    assert any("uses (3)" in reading for reading in claim.readings)


def shown(text):
    """The displays of a text."""
    source, found = divided(text, "note.tex")
    return [source.text[block.start : block.end].strip() for block in found
            if isinstance(block, Display)]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (r"\[ a = b \] and $$ c = d $$", ["a = b", "c = d"]),
        (
            "\\begin{multline*}a\\\\=b\\end{multline*}",
            ["\\begin{multline*}a\\\\=b\\end{multline*}"],
        ),
        ("% $$ a = b $$\n$$ c = d $$", ["c = d"]),
        (r"50\% of \[ a = b \] % \[ c = d \]", ["a = b"]),
        (r"\newcommand{\q}{\[ a = b \]} \[ c = d \]", ["c = d"]),
        ("\\begin{lstlisting}\n\\[ a = b \\]\n\\end{lstlisting} \\[ c = d \\]", ["c = d"]),
        (r"\verb|\[ a = b \]| \[ c = d \]", ["c = d"]),
        (r"``a'' $x$ ``b'' \[ c = d \]", ["c = d"]),
        (r"costs \$5 and \$6: \[ c = d \]", ["c = d"]),
        (r"\[ a \\[2pt] b \]", [r"a \\[2pt] b"]),
        (r"\begin{document} \[ a = b \] \end{document} \[ c = d \]", ["a = b"]),
        (r"\[ c = d \] \begin{document} \[ a = b \] \end{document}", ["a = b"]),
    ],
)
def test_displays(text, found):
    assert shown(text) == found


def test_what_is_never_closed_is_a_fault():
    for text in (r"\[ a = b", "$$ a = b", r"\begin{align} a = b"):
        (display,) = [block for block in blocks(text) if isinstance(block, Display)]
        assert display.fault


def test_headings_and_paragraphs():
    text = "\\section*{A $x$ \\emph{b}\\label{s}}\nOne $ x $\n% no end\ntwo.\n\nThree \\item four"
    found = blocks(without_comments(text))
    assert [(type(block).__name__) for block in found] == ["Heading", *["Prose"] * 3]
    heading, first, *_ = found
    assert isinstance(heading, Heading)
    assert (heading.level, heading.text) == (2, "A $x$ b")
    assert isinstance(first, Prose)
    assert [text[inline.start : inline.end] for inline in first.inlines] == [" x "]


@pytest.mark.parametrize(
    ("macros", "display"),
    [
        (r"\newcommand{\pd}[2]{\frac{\partial #1}{\partial #2}}", r"\pd{x^2}{x} = 2x"),
        (r"\newcommand\sq[1]{#1^2}", r"\sq{x} = x \cdot x"),
        (r"\def\sq#1{#1^2}", r"\sq x = x \cdot x"),
        (r"\newcommand{\root}[2][2]{\sqrt[#1]{#2}}", r"\root{x^2} = \root[2]{x x}"),
        (r"\DeclareMathOperator{\ex}{exp}", r"\ex(x) = e^x"),
        (r"\DeclarePairedDelimiter{\size}{\lvert}{\rvert}", r"\size{x}^2 = x^2"),
        (r"\providecommand*{\R}{\mathbb{R}}", r"x = x"),
        (r"\newcommand{\at}[1]{x_#12}", r"\at{1} = x_{1} \cdot 2"),
    ],
)
def test_macros(macros, display):
    text = f"{macros}\n\\textbf{{Let}} $x, x_1 \\in \\mathbb{{R}}$.\n\n\\[ {display} \\]\n"
    (found,) = read(text, "note.tex").items
    assert isinstance(found, Claim), found.message
    assert judge(found, timeout=20).outcome == "proved"


def test_a_macro_in_a_comment_defines_nothing():
    text = "% \\newcommand{\\q}{x}\n\\textbf{Let} $x > 0$.\n\\[ \\q = x \\]\n"
    (found,) = read(text, "note.tex").items
    assert isinstance(found, IllFormed)
    assert (found.span.line, found.span.column) == (3, 4)


def test_suggestions_for_a_paper():
    text = "\\[ \\sum_i w_i^2 = a \\] % \\[ b = c \\]\n"
    assert "w" in suggest(text, "note.tex")
    assert "$b" not in suggest(text, "note.tex")
