"""How authors write: conditions without words, two signs, two ends, names that displays define."""

import pytest

from tests.read_notes.reading import item, items
from verifier.claim import Claim, IllFormed, Unchecked
from verifier.engine.decide import judge

MATRICES = r"**Let** $M, B \in \mathbb{R}^{2 \times 2}$, $\theta \in \mathbb{R}$."


def claims(display, more=""):
    """The claims of a display."""
    return [one for one in items(display, more) if isinstance(one, Claim)]


@pytest.mark.parametrize(
    ("display", "conditions"),
    [
        (r"\frac{d}{dx} \ln x = \frac{1}{x}, \quad x > 0", 1),
        (r"\ln(xb) = \ln x + \ln b, \quad x, b > 0, b \neq 1", 3),
        (r"a^2 \le 1 \quad (-1 \le a \le 1)", 2),
        (r"x^2 \ge 0, \quad -1 < x < 1", 2),
        (r"v_i^2 > 0, \quad v_i \neq 0", 1),
    ],
)
def test_a_comparison_of_free_letters_behind_a_statement_is_its_condition(display, conditions):
    (found,) = claims(display, "**Let** $q \\in \\mathbb{R}$.")
    assert len(found.assumptions) == conditions


@pytest.mark.parametrize(
    ("display", "count"),
    [
        (r"x > 0, \quad a > 0", 2),  # a list of comparisons is a list of claims
        (r"s = x^2, \quad s \ge 0", 2),  # s is defined: nothing to assume
        (r"x = a, \quad b = c", 2),
    ],
)
def test_what_could_be_proved_stays_a_claim(display, count):
    assert len(claims(display, "**Define** $s = x^2$.")) == count


@pytest.mark.parametrize(
    ("display", "more", "shown"),
    [
        # two signs at once
        (r"a \pm b = b \pm a", "", r"a + b = b + a \land a - b = b - a"),
        (r"a \mp b = \pm c", "", r"a - b = c \land a + b = -c"),
        # two ends
        (r"\left[\frac{x^2}{2}\right]_{x=0}^{3} = a", "", r"\frac{3^{2}}{2} - \frac{0^{2}}{2} = a"),
        (r"\left. x^2 \right|_0^a = b", "**Let** $b \\in \\mathbb{R}$.", r"a^{2} - 0^{2} = b"),
        (r"\int_1^2 \frac{dx}{x} = a", "", r"\int_{1}^{2} \frac{1}{x} \, dx = a"),
        (r"\int_0^b x \, dx = \Big[ a x \Big]_0^b", "", r"\int_{0}^{b} x \, dx = a \, b - a \cdot 0"),
        # integrals without bounds are equations of derivatives
        (r"\int 2x \, dx = x^2 + C", "", r"2 \, x = \frac{\partial}{\partial x} x^{2}"),
        (r"\int f(x) \, dx = x f(x) - \int x f'(x) \, dx", "",
         r"f\left(x\right) = \frac{\partial}{\partial x} \left(x \, f\left(x\right)\right) - x \, f'\left(x\right)"),
        # blanks that separate
        (r"x = a \hspace{0.5in} b = c", "", None),
        # small matrices
        (r"\begin{vmatrix} a & b \\ c & x \end{vmatrix} = 1", "", r"a \, x - b \, c = 1"),
        (r"\det(M) = a", MATRICES, r"M_{1 1} \, M_{2 2} - M_{1 2} \, M_{2 1} = a"),
        (r"(M^{-1})_{12} = a", MATRICES, r"\frac{-M_{1 2}}{M_{1 1} \, M_{2 2} - M_{1 2} \, M_{2 1}} = a"),
        # letters side by side in bold
        (r"\operatorname{tr}(\mathbf{MB}) = a", MATRICES, None),
        # entries of the identity, norms, inner products
        (r"I_{ij} = \delta_{ij}", "", r"\delta_{i j} = \delta_{i j}"),
        (r"\|M\|_\textrm{F}^2 = a", MATRICES, None),
        (r"\langle v, w \rangle = a", "", r"\sum_{k=1}^{n} v_{k} \, w_{k} = a"),
        # examples that are numbered above
        (r"\sum_{i=1}^n v^{(i)} = a", "", r"\sum_{i=1}^{n} v_{i} = a"),
        (r"\ell^{(i)}(v) = 2 v_i", r"**Define** $\ell^{(i)}(v) = 2 v_i$.", None),
        # densities
        (r"\mathcal{N}(x \mid 0, 1) = a", "",
         r"\frac{\exp\left(\frac{-\left(x - 0\right)^{2}}{2 \cdot 1}\right)}{\sqrt{\left(2 \, \pi\right) \cdot 1}} = a"),
        # a function ends before a fraction
        (r"\sin x \frac{a}{b} = c", "", r"\sin\left(x\right) \, \frac{a}{b} = c"),
        # second derivatives
        (r"\nabla\nabla g(v) = A", "**Define** $g(v) = v^\\top v$.", None),
        # what a number counts
        (r"5 \cdot 5 + 1 = 26 \text{ parameters}", "", r"5 \cdot 5 + 1 = 26"),
        # a primed index
        (r"\sum_{j'} v_{j'} = a", "", None),
        # a value at x + h
        (r"g(x+b) - g(x) = a", "**Define** $g = x^2$.", r"\left(x + b\right)^{2} - g = a"),
        # names that the display defines
        (r"v^\top u = a \quad \text{where } u = A w", "", None),
    ],
)  # fmt: skip
def test_what_authors_write_is_read(display, more, shown):
    found = claims(display, more)
    assert found, items(display, more)
    if shown is not None:
        assert found[0].statement == shown


@pytest.mark.parametrize(
    ("display", "more", "kind", "reason"),
    [
        (r"x = \frac{-b \pm \sqrt{b^2 - 4ac}}{2a}", "", "not supported", "either of two values"),
        (r"f(x) = a + \mathcal{O}(x^2)", "", "not supported", "Landau"),
        (r"\mathrm{d}f = a", "", "not supported", "differential"),
        (r"x = a + \text{const}", "", "not supported", "up to a constant"),
        (r"\int x \, da = \int a \, dx", "", "not supported", "different letters"),
        (r"u_t = a u_{t-1} + x", "", "assignment", "update rule"),
        (r"x := x - a", "", "assignment", "update"),
        (r"u^* = \arg\min_v v^\top v", "", "definition", "argmin"),
    ],
)
def test_what_states_nothing_exact_is_counted_with_its_reason(display, more, kind, reason):
    found = item(display, more)
    assert isinstance(found, Unchecked)
    assert found.kind == kind
    assert reason in found.reason


@pytest.mark.parametrize(
    ("display", "more"),
    [
        (r"\mathbf{x} = a", ""),  # x is a number, so a bold x is something else
        (r"\mathcal{A} = A", ""),  # a script letter is a letter of its own
        (r"v_N = a", ""),  # a capital letter is no index that can be guessed
        (r"R = A", r"**Define** $R_{ii} = v_i$."),  # only the diagonal is given
    ],
)
def test_what_may_mean_something_else_is_not_guessed(display, more):
    assert any(isinstance(one, IllFormed) for one in items(display, more))


def test_a_number_and_the_entries_of_the_same_letter():
    found = item(
        r"L = \frac{1}{n} \sum_i L_i", r"**Define** $L_i = v_i^2$, $L = \frac{1}{n} \sum_i L_i$."
    )
    assert isinstance(found, Claim)
    more = r"**Let** $z \in \mathbb{R}^n$, $z^{(i)} \in \mathbb{R}^n$."
    found = item(r"z^{(i)}_j = z_j", more)
    assert isinstance(found, Claim)


def test_values_of_one_name_with_other_arguments():
    more = r"**Define** $H(X) = a$, $H(Y) = b$, $H(X, Y) = c$, $H(Y \mid X) = x$."
    found = item(r"H(X, Y) = H(X) + H(Y \mid X)", more)
    assert found.statement == r"H\left(X, Y\right) = H\left(X\right) + H\left(Y \mid X\right)"


def test_letters_side_by_side_need_each_to_be_declared():
    assert isinstance(item(r"\mathbf{AQ} = A"), IllFormed)


@pytest.mark.parametrize(
    ("display", "more", "outcome"),
    [
        # the letter put in also stands in what is differentiated
        (r"\left. \frac{d}{dx} (a x) \right|_{x=a} = a", "", "proved"),
        (r"\left. \frac{d}{dx} (a x) \right|_{x=a} = 2a", "", "refuted"),
        (r"g'(a) = a", r"**Define** $g(t) = a t$.", "proved"),
        (r"g'(a) = 2a", r"**Define** $g(t) = a t$.", "refuted"),
        (r"\left. \nabla_v (v^\top w) \right|_{v = w} = w", "", "proved"),
        (r"\left. \nabla_v (v^\top w) \right|_{v = w} = 2w", "", "refuted"),
        # what is put in by `where` is put in before differentiating
        (r"\frac{da}{dx} = 2x \quad \text{where } a = x^2", "", "proved"),
        (r"\frac{dz}{dx} = 2x \quad \text{for } z = x^2", "", "proved"),
        (r"\int \frac{dx}{x} = \ln |x| + C", "", "proved"),
        (r"\int x e^x \, dx = (x + 1) e^x + C", "", "refuted"),
        (r"\det(MB) = \det(M) \det(B)", MATRICES, "proved"),
        (r"(MB)^{-1} = B^{-1} M^{-1}", MATRICES, "proved"),
        (r"(MB)^{-1} = M^{-1} B^{-1}", MATRICES, "refuted"),
        (r"\sin(a \pm b) = \sin a \cos b \pm \cos a \sin b", "", "proved"),
        (r"\cos(a \pm b) = \cos a \cos b \pm \sin a \sin b", "", "refuted"),
        (r"\int_0^\pi \sin x \, dx = \Big[ -\cos x \Big]_0^\pi = 2", "", "proved"),
        (r"[0.14, 2.7] = [e^{-2}, e]", "", "proved"),
        (r"[0.14, 2.8] = [e^{-2}, e]", "", "refuted"),
    ],
)
def test_verdicts_of_such_lines(display, more, outcome):
    found = claims(display, more)
    assert found
    assert {judge(one).outcome for one in found} == {outcome}


def test_a_defined_value_stated_again_is_a_claim():
    more = r"**Define** $u(v) = A v$, $L(u) = \|u\|^2$."
    found = items(r"L(u) := \|u\|^2, \quad \frac{\partial L}{\partial u} = 2 u", more)
    assert all(isinstance(one, Claim) for one in found)
    fresh = items(r"q(v) := v^\top v, \quad \nabla_v q(v) = 2 v")
    assert isinstance(fresh[0], Unchecked)
    assert isinstance(fresh[1], Claim)
