r"""Notes as static site generators take them: ``x\_1``, ``\left\\{``, ``$\displaystyle ...$``."""

from __future__ import annotations

import pytest

from verifier.claim import Claim
from verifier.engine.decide import judge
from verifier.read.notes.load import read
from verifier.read.notes.source.escapes import unescaped
from verifier.read.notes.source.lexer import tokens

HEAD = r"""**Let** $N \in \mathbb{N}$, $\mathbf{x}_n \in \mathbb{R}^3$, $\boldsymbol{\mu}_1 \in \mathbb{R}^3$,
$w^* \in \mathbb{R}^3$. **Index** $n = 1, \dots, N$.
"""


def verdicts(text):
    return [judge(item).outcome if isinstance(item, Claim) else type(item).__name__
            for item in read(text).items]  # fmt: skip


@pytest.mark.parametrize(
    ("display", "outcome"),
    [
        (r"\sum_n \mathbf{x}\_n - \boldsymbol{\mu}\_1 = - \boldsymbol{\mu}_1 + \sum_{n} \mathbf{x}_n",
         "proved"),
        (r"\sum_n \mathbf{x}\_n = N \mathbf{x}\_1", "refuted"),
        (r"\left\\{ \mathbf{x}\_n + \boldsymbol{\mu}\_1 \right\\} = \boldsymbol{\mu}\_1 + \mathbf{x}\_n",
         "proved"),
        (r"2 w^\* = w^* + w^\*", "proved"),
    ],
)  # fmt: skip
def test_backslashes_before_signs(display, outcome):
    assert verdicts(f"{HEAD}\n$$ {display} $$\n") == [outcome]


def test_an_underscore_in_words_stays():
    stream = tokens(r"\text{my\_word}\_i")
    assert "".join(token.text for token in unescaped(stream)) == r"\text{my\_word}_i"


@pytest.mark.parametrize(
    ("paragraph", "found"),
    [
        (r"$\displaystyle a + b = b + a$", ["proved"]),
        (r"$\displaystyle a + b = b + 2a$.", ["refuted"]),
        (r"> $\displaystyle a + b = b + a$", ["proved"]),
        (r"Here $\displaystyle a = b$", []),
        (r"$\displaystyle a = b$ is not all", []),
        (r"$a = b$", []),
        (r"$\displaystyle a = b$ $\displaystyle a = b$", []),
    ],
)
def test_a_paragraph_that_is_one_formula_in_display_style(paragraph, found):
    head = "# N\n\n**Let** $a, b \\in \\mathbb{R}$.\n\n"
    assert verdicts(f"{head}{paragraph}\n\nMore.\n") == found


OUTER = r"""# N
**Let** $m \in \mathbb{N}$, $%s \in \mathbb{R}$. **Index** $i = 1, \dots, m$.

## Inner
**Let** $%s$.

$$ %s $$
"""


@pytest.mark.parametrize(
    ("family", "bare", "display", "outcome"),
    [
        ("x^{(i)}", r"x \in \mathbb{R}", r"\sum_i (x^{(i)} - x) = \sum_i x^{(i)} - m x", "proved"),
        ("x^{(i)}", r"x \in \mathbb{R}^m", r"\sum_i x^{(i)} x_i = \sum_i x_i x^{(i)}", "proved"),
        ("x^{(i)}", r"x \in \mathbb{R}", r"\sum_i x^{(i)} = m x", "refuted"),
        ("x_i", r"x \in \mathbb{R}^m", r"\sum_i x_i = \sum_i (x)_i", "proved"),
    ],
)
def test_a_letter_declared_inside_leaves_its_samples(family, bare, display, outcome):
    assert verdicts(OUTER % (family, bare, display)) == [outcome]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('<script type="math/tex; mode=display">\na + b = b + a\n</script>', ["proved"]),
        ("<script type='math/tex;mode=display'> a + b = b + 2a </script>", ["refuted"]),
        ('Words <script type="math/tex">a = b</script> and\n', []),
        ("<script>var a = b;</script>", []),
        ('<script type="text/javascript">\na = "$x$";\n</script>', []),
    ],
)
def test_scripts_of_mathematics(text, found):
    head = "# N\n\n**Let** $a, b \\in \\mathbb{R}$.\n\n"
    assert verdicts(f"{head}{text}\n\nMore.\n") == found


@pytest.mark.parametrize("tag", ["<br>", "<br/>", "<hr>", '<a name="x"></a>', ""])
def test_headings_below_a_tag(tag):
    text = (
        f"{tag}\n## A\n---\n**Let** $a \\in \\mathbb{{R}}$.\n\n$$ a + a = 2a $$\n\n"
        f"{tag}\n## B\n\n$$ a + a = 2a $$\n"
    )
    assert verdicts(text) == ["proved", "IllFormed"]


@pytest.mark.parametrize("tag", ["<!--", "<pre>", "<script>"])
def test_no_headings_in_comments_and_code(tag):
    end = {"<!--": "-->", "<pre>": "</pre>", "<script>": "</script>"}[tag]
    text = f"# A\n**Let** $a \\in \\mathbb{{R}}$.\n\n{tag}\n# B\n{end}\n\n$$ a + a = 2a $$\n"
    assert verdicts(text) == ["proved"]


def test_samples_defined_beside_a_letter_that_a_function_uses():
    note = r"""# N
**Let** $n, d \in \mathbb{N}$, $x, \theta \in \mathbb{R}^d$, $X \in \mathbb{R}^{n \times d}$. **Index** $i = 1, \dots, n$.
**Define** $h(x) = \theta^\top x$. **Define** $x^{(i)} = (X_{i1}, \dots, X_{id})^\top$.

$$ h(x^{(i)}) = \theta^\top x^{(i)} $$

$$ \sum_i h(x^{(i)}) = n \, h(x) $$
"""
    assert verdicts(note) == ["proved", "refuted"]
