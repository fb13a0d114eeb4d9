r"""Older, package and web spellings: ``\over``, ``{\rm exp}``, ``\pdv``, colours, ``==``."""

import pytest

from tests.read_notes.reading import read
from verifier.claim import Claim, IllFormed
from verifier.engine.decide import judge

HEAD = r"""# N

**Let** $a, b, x \in \mathbb{R}$, $a > 0$. **Let** $f : \mathbb{R} \to \mathbb{R}$; $n \in \mathbb{N}$; $v \in \mathbb{R}^n$.
**Index** $i, k = 1, \dots, n$.
"""


def found(display, more=""):
    """The items of one display."""
    return read(f"{HEAD}{more}\n\n$$\n{display}\n$$\n").items


def outcomes(display, more=""):
    """How the claims of one display turn out; what is no claim by its class."""
    return [judge(item, timeout=10).outcome if isinstance(item, Claim) else type(item).__name__
            for item in found(display, more)]  # fmt: skip


@pytest.mark.parametrize(
    "display",
    [
        r"{b \over a} + 1 = {a + b \over a}",
        r"\left( b \over a \right)^2 = {b^2 \over a^2}",
        r"{1 \over {1 \over a} + 1} = {a \over 1 + a}",
        r"\begin{aligned} {b \over a} &= b \cdot {1 \over a} \cr &= {2 b \over 2 a} \end{aligned}",
        r"{n \choose 1} = n",
        r"{\rm exp}(x) = e^x",
        r"\rm{exp}(x) = e^x",
        r"{\bf v}^\top {\bf v} = \sum_i v_i^2",
        r"\bm{\mbox{\boldmath$v$\unboldmath}}^\top v = \sum_i v_i^2",
        r"v_\ensuremath{i}^2 = v_i v_i",
        r"\pdv{f(x)}{x} = f'(x) = \dv{x} f(x)",
        r"\pdv[2]{x^3}{x} = 6x",
        r"\pdv{(x^2 a^3)}{x}{a} = 6 x a^2",
        r"\pdv{(x^2 a^3)}{x,a} = 6 x a^2",
        r"\int_0^1 x \dd{x} = \int_0^1 x \dd x = \frac{1}{2}",
        r"\abs*{x}^2 = \abs{x}^2 = \lvert x \rvert^2 = \vert x \vert^2",
        r"\norm*{v}^2 = v^\top v",
        r"\grad_v (v^\top v) = 2 v",
        r"2 + \textcolor{red}{(1+1)} \textcolor{red}{= 4}",
        r"10 = (\textcolor{red}{1+2+}3+4)",
        r"10 = (\color{red}{1+2+}\color{black} 3+4)",
        r"\textcolor{blue}{(a+b)}^2 = (a+b)^2",
        r"\textcolor{blue}{v}^\top v = v^\top v",
        r"{\color[rgb]{1,0,0} a - b} - b = a - 2b",
        r"\class{c}{a} + \bbox[5px]{b} = b + a",
        r"(a + b)^2 = a^2 + 2ab \phantom{xx} + b^2",
        r"a \underbrace{=}_{(i)} a + 0 \overbrace{\le}^{ii} a + 1 \xlongequal{} 1 + a",
        r"a \mathrel{=} a + 0 \mathop{=}\limits a",
    ],
)
def test_read_and_proved(display):
    assert set(outcomes(display)) == {"proved"}


@pytest.mark.parametrize(
    "display",
    [
        r"{b \over a} + 1 = {a \over a + b}",
        r"{a + b \over a} = a + {b \over a}",
        r"{\color{red} a - b} - b = a",
        r"\pdv[2]{x^3}{x} = 3x^2",
        r"\pdv{(x^2 a^3)}{x}{a} = 2 x a^3",
        r"a \textcolor{red}{= b}",
        r"\textcolor{blue}{(a+b)}^2 = a + b^2",
        r"{\bf v}^\top {\bf v} = \sum_i v_i",
    ],
)
def test_read_and_refuted(display):
    assert outcomes(display) == ["refuted"]


def test_a_group_of_a_colour_is_no_bracket():
    assert outcomes(r"{\color{red} a + b} x = a + b x") == ["proved"]


@pytest.mark.parametrize("right", ["(a+b)^2", "a + b^2"])
def test_a_script_on_a_sum_of_a_colour_is_not_read(right):
    (item,) = found(rf"\textcolor{{blue}}{{a+b}}^2 = {right}")
    assert isinstance(item, IllFormed)
    assert "braces are not printed" in item.message


def test_two_overs_in_one_group():
    (item,) = found(r"{a \over b \over x} = 1")
    assert isinstance(item, IllFormed)
    assert "braces" in item.message


@pytest.mark.parametrize(
    ("macros", "display"),
    [
        (r"$$\let\eps\varepsilon \let\d=\partial$$", r"\frac{\d f(x)}{\d x} = f'(x)"),
        (r"$$\renewcommand{\d}{\mathop{}\!\mathrm{d}}$$", r"\int_0^1 x \d x = \frac{1}{2}"),
        (r"$$\newcommand{\sq}[2][2]{(#2)^{#1}}$$", r"\sq{a} a = \sq[3]{a}"),
        (r"$$\DeclarePairedDelimiter{\nrm}{\lVert}{\rVert}$$", r"\nrm*{v}^2 = \nrm{v}^2"),
        (r"$$\let\oldvec\vec \renewcommand{\vec}[1]{\mathbf{#1}}$$",
         r"\vec{v}^\top \vec v = \sum_i v_i^2"),
        (r"$$\newcommand{\pdv}[2]{#1 #2}$$", r"\pdv{a}{b} = a b"),
        (r"$$\newcommand{\row}[1]{\begin{bmatrix}#1\end{bmatrix}}$$",
         r"\row{a & b} = \begin{bmatrix} a & b \end{bmatrix}"),
        (r"$$\newcommand{\mat}[1]{\begin{pmatrix}#1\end{pmatrix}}$$",
         r"\mat{a & 0 \\ 0 & b} = \begin{pmatrix} a & 0 \\ 0 & b \end{pmatrix}"),
    ],
)  # fmt: skip
def test_macros(macros, display):
    made = outcomes(display, "\n" + macros)
    assert made[0] == "Unchecked"
    assert set(made[1:]) == {"proved"}


def test_signs_of_two_characters():
    note = r"""# T
**Let** $z \in \mathbb{R}$. **Assume** $z = 1$.

$$ z = 1 => z + 1 = 2 $$

$$ z >= 1 $$

$$ z + 1 <= 2 == 1 + 1 $$
"""
    found = read(note).items
    assert [judge(item).outcome for item in found] == ["proved"] * 4
