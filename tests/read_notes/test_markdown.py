"""Blocks of a note: every display is found, with its place."""

import pytest

from verifier.read.latex_print import latex
from verifier.read.notes.load import read
from verifier.read.notes.source.markdown import Display, Heading, Prose, blocks

FENCED = "text\n\n```math\na = b\n```\n\n```python\n$$ no = math $$\n```\n"


def shown(text):
    return [text[block.start : block.end].strip() for block in blocks(text)
            if isinstance(block, Display)]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("$$a=b$$", ["a=b"]),
        ("one $$a=b$$ two $$c$$", ["a=b", "c"]),
        ("$$\na = b\n\n+ c\n$$\n", ["a = b\n\n+ c"]),
        ("- item\n\n  $$ a = b $$\n", ["a = b"]),
        ("- $$ a $$\n- $$ b $$\n", ["a", "b"]),
        ("> $$ a = b $$", ["a = b"]),
        (r"\[ a = b \]", ["a = b"]),
        ("\\begin{align}a&=b\\\\c&=d\\end{align}", ["\\begin{align}a&=b\\\\c&=d\\end{align}"]),
        ("$a$$b$ costs \\$\\$ 5", []),
        ("`$$ code $$` and $$ a $$", ["a"]),
        (FENCED, ["a = b"]),
        ("$$\n- a\n# b\n    c\n=\n$$\n# Head\n\n$$ d $$", ["- a\n# b\n    c\n=", "d"]),
        ("    $$ indented $$", ["indented"]),
        ("<!-- $$ hidden $$ -->\n\n$$ a $$", ["a"]),
        ("| table | $$ a $$ |\n", ["a"]),
        ("$5 and $6, then $$ a $$", ["a"]),
    ],
)
def test_displays(text, found):
    assert shown(text) == found


def test_never_closed_is_a_fault_and_ends_nothing_else():
    found = blocks("$$ a = b\n\n# Head\n\n$$ c = d $$\n")
    displays = [block for block in found if isinstance(block, Display)]
    assert displays[0].fault
    assert any(isinstance(block, Heading) for block in found)


def test_headings_and_inline_formulas():
    text = "# A $x$ #\n\ntext $x$ and $y$\n\n## B\n"
    found = blocks(text)
    assert [(block.level, block.text) for block in found if isinstance(block, Heading)] == [
        (1, "A $x$"), (2, "B")]  # fmt: skip
    (prose,) = [block for block in found if isinstance(block, Prose)]
    assert [text[inline.start : inline.end] for inline in prose.inlines] == ["x", "y"]


SITES = [
    "```{math}\n:label: one\nx = x + 0\n```\n",
    "```{math} \n:label: one\n:nowrap:\n\nx = x + 0\n```\n",
    ":::{math}\n:label: one\nx = x + 0\n:::\n",
    "::::{math}\nx = x + 0\n::::\n",
    "```{=latex}\n\\begin{align} x &= x + 0 \\end{align}\n```\n",
    "<center>$x = x + 0$</center>\n",
    "<center>\n\n$x = x + 0$\n\n</center>\n",
    '<p align="center">$x = x + 0$</p>\n',
    "```{theorem, name='A'}\nWe have $x$ and\n\n$$ x = x + 0 $$\n```\n",
    "````{prf:proof}\n:label: p\n```{math}\nx = x + 0\n```\n````\n",
    "```{div} example\n$$\nx = x + 0\n$$\n```\n",
    "```{example}\n$$ x = x + 0 $$\n",
]


LET = "# T\n\n**Let** $`x \\in \\mathbb{R}`$.\n\n"


@pytest.mark.parametrize("display", SITES)
def test_displays_of_other_sites(display):
    (found,) = read(f"{LET}{display}\nMore.\n").items
    assert latex(found.relation) == "x = x + 0"


@pytest.mark.parametrize(
    "text", ["```{python}\nx = x + 0\n```\n", ":::{note}\nx = x + 0\n:::\n", "Here $x = x + 0$.\n"]
)
def test_what_is_no_display_elsewhere(text):
    assert not read(f"{LET}{text}").items


MACROS = r"""
\newcommand{\be}{\begin{equation}}
\newcommand{\ee}{\end{equation}}
\newcommand{\eqa}[1]{\begin{eqnarray}#1\end{eqnarray}}
\def\bea{\begin{align}}

"""
SHORT = r"""
\be x + x = 2x \ee

\eqa{
 x + x &=& 3x
}

\bea x + x &= 4x \end{align}

\begin{equation} x = 5x \end{equation}
"""


@pytest.mark.parametrize("file", ["n.md", "n.tex"])
def test_displays_that_macros_open(file):
    bold = r"\textbf{Let}" if file == "n.tex" else "**Let**"
    found = read(f"{MACROS}{bold} $x \\in \\mathbb{{R}}$.\n{SHORT}", file).items
    shown = [latex(item.relation) for item in found]
    assert shown == [rf"x + x = {k} \, x" for k in (2, 3, 4)] + [r"x = 5 \, x"]


def test_lines_in_the_centre():
    text = "<center>$x + x = 2x$ <br />\n$x = x$ <br /></center>\n\n<center>As $x = 1$.</center>\n"
    assert [latex(item.relation) for item in read(LET + text).items] == [r"x + x = 2 \, x", "x = x"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("- then\n  $`\\begin{aligned}a &= b\\end{aligned}`$.\n- so", 1),
        ("1. $\\displaystyle a = b$\n2. $`\\displaystyle a = c`$,\n", 2),
        ("as $\\displaystyle a = b$ holds\n", 0),
        ("- $`a = b`$\n", 0),
    ],
)
def test_displays_in_single_dollars_stand_alone(text, found):
    assert len(shown(text)) == found


def test_a_display_in_a_script_with_blank_lines():
    note = (
        '# T\n**Let** $x \\in \\mathbb{R}$.\n\n<p>\n<span class="preview">\n'
        '<script type="math/tex;mode=display">\n\nx + x = 3x\n\n</script>\n\n</span>\n</p>\n'
    )
    (found,) = read(note).items
    assert found.span.line == 8
    assert found.statement
