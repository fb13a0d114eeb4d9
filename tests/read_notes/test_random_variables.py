"""Expectations, variances and probabilities as sums over outcomes."""

import pytest

from tests.read_notes.reading import item
from verifier.claim import Claim, Unchecked
from verifier.engine.decide import judge
from verifier.read.notes.load import read

BASE = r"""
**Let** $X, Y$ be random variables; $\alpha, \beta, \mu, t \in \mathbb{R}$.
**Let** $U, V$ be independent random variables.
**Let** $n, m \in \mathbb{N}$, $A \in \mathbb{R}^{m \times n}$. **Let** $\mathbf{z} \in \mathbb{R}^n$ be a random vector.
**Define** $W = \alpha X + \beta$, $\mu_X = \mathbb{E}[X]$.
"""


def test_an_expectation_is_a_weighted_sum_and_says_so():
    found = item(r"\mathbb{E}[\alpha X] = \mu", base=BASE)
    assert found.statement == (
        r"\sum_{{\omega}_{1}=1}^{\Omega} P_{{\omega}_{1}} \, \left(\alpha \, X_{{\omega}_{1}}\right) = \mu"
    )
    assert any("finitely many" in reading for reading in found.readings)


TRUE = [
    r"\mathbb{E}[\alpha X + \beta] = \alpha \mathbb{E}[X] + \beta",
    r"\mathbb{E}[X + Y] = \mathbb{E} X + \mathbb{E} Y",
    r"\operatorname{Var}(X) = \mathbb{E}[(X - \mathbb{E}[X])^2]",
    r"\mathrm{Var}[X] = E[X^2] - E[X]^2",
    r"\operatorname{Cov}(X, Y) = \mathbb{E}[XY] - \mu_X \mathbb{E}[Y]",
    r"\mathrm{Var}(W) = \alpha^2 \mathrm{Var}(X)",
    r"P(X \ge \alpha) + P(X < \alpha) = 1",
    r"(X - \mu)^2 = X^2 - 2 \mu X + \mu^2",
    r"\mathbb{E}[UV] = \mathbb{E}[U]\,\mathbb{E}[V]",
    r"\mathrm{Cov}(U, V) = 0",
    r"\mathrm{Var}(U + V) = \mathrm{Var}(U) + \mathrm{Var}(V)",
    r"\mathbb{E}[A \mathbf{z}] = A\,\mathbb{E}[\mathbf{z}]",
    r"\operatorname{Cov}(A \mathbf{z}) = A \operatorname{Cov}(\mathbf{z}) A^\top",
]


@pytest.mark.parametrize("display", TRUE)
def test_rules_of_expectations_are_read_and_proved(display):
    found = item(display, base=BASE)
    assert isinstance(found, Claim)
    assert judge(found).outcome == "proved"


FALSE = [
    r"\mathbb{E}[XY] = \mathbb{E}[X]\,\mathbb{E}[Y]",  # X and Y need not be independent
    r"\mathrm{Var}(\alpha X) = \alpha \mathrm{Var}(X)",
    r"\mathrm{Var}(U - V) = \mathrm{Var}(U) - \mathrm{Var}(V)",
    r"\mathbb{E}[X^2] = \mathbb{E}[X]^2",
]


@pytest.mark.parametrize("display", FALSE)
def test_wrong_rules_are_refuted(display):
    assert judge(item(display, base=BASE)).outcome == "refuted"


def test_what_is_not_covered_is_said():
    found = item(r"\mathbb{E}[X \mid \alpha] = \mu", base=BASE)
    assert isinstance(found, Unchecked)
    assert "given something other" in found.reason
    (bare,) = read("# N\n**Let** $a \\in \\mathbb{R}$.\n\n$$\n\\mathbb{E}[Q] = a\n$$\n").items
    assert "random variable" in bare.message


@pytest.mark.parametrize(
    ("display", "outcomes"),
    [
        (r"P(X > t \mid Y > t) = \frac{P(X > t, Y > t)}{P(Y > t)}", {"proved"}),
        (r"P(X = t \lvert Y = t) P(Y = t) = P(Y = t, X = t)", {"conditional"}),
        (r"P(X = t \mid Y = t) = P(Y = t \mid X = t)", {"refuted", "undecided"}),
        (r"P(X = t) = 1", {"refuted"}),
        (r"P(X > t \mid Y > t) = P(X > t)", {"refuted"}),
        (r"\mathbb{E}[X \mid Y] = \mathbb{E}[X]", {"refuted"}),
        (r"\mathbb{E}[\mathbb{E}[X \mid Y]] = \mathbb{E}[X]", {"proved", "undecided"}),
        (r"\mathbb{E}[X \mid Y > t] = \frac{\mathbb{E}[X 1\{Y > t\}]}{P(Y > t)}", {"proved"}),
        (r"\mathbb{E}[X \mid Y > t] = \mathbb{E}[X]", {"refuted"}),
    ],
)
def test_means_given_events_and_variables(display, outcomes):
    assert judge(item(display, base=BASE)).outcome in outcomes


NOISE = r"""
**Let** $n \in \mathbb{N}$, $b \in \mathbb{R}^n$, $s > 0$. **Index** $i = 1, \dots, n$.
**Let** $\epsilon \in \mathbb{R}^n$ be a random vector.
**Assume** $\mathbb{E}[\epsilon_i] = 0$, $\operatorname{Var}(\epsilon_i) = s^2$.
**Define** $y_i = b_i + \epsilon_i$.
"""
MODEL = r"""
**Let** $\epsilon, g$ be independent random variables, $s, x, f \in \mathbb{R}$.
**Assume** $\mathbb{E}[\epsilon] = 0$, $\mathbb{E}[\epsilon^2] = s^2$.
**Define** $\hat{f}(\mathbf{x}) = g$, $h(t) = t g$.
"""


@pytest.mark.parametrize(
    ("base", "display", "outcome"),
    [
        (NOISE, r"\mathbb{E}[y_i] = b_i", "proved"),
        (NOISE, r"\mathbb{E}[y_i] = y_i", "refuted"),
        (NOISE, r"\operatorname{Var}(y_i) = s^2", "proved"),
        (NOISE, r"\operatorname{Var}(y_i) = 0", "refuted"),
        (NOISE, r"y_i - b_i = \epsilon_i", "proved"),
        (MODEL, r"\mathbb{E}[\hat{f}(\mathbf{x})] = \mathbb{E}[g]", "proved"),
        (MODEL, r"\mathbb{E}[\hat{f}(\mathbf{x})] = \hat{f}(\mathbf{x})", "refuted"),
        (MODEL, r"\mathbb{E}[\hat{f}(\mathbf{x})^2] = \mathbb{E}[g]^2", "refuted"),
        (MODEL, r"\mathbb{E}[\hat{f}(\mathbf{x}) \epsilon] = 0", "proved"),
        (MODEL, r"\mathbb{E}[h(2)] = 2 \mathbb{E}[g]", "proved"),
        (MODEL, r"\mathbb{E}[h(2)] = 2 g", "refuted"),
    ],
)
def test_defined_names_are_random_where_what_they_stand_for_is(base, display, outcome):
    assert judge(item(display, base=base)).outcome == outcome


def test_a_display_introduces_random_entries():
    base = NOISE.replace(r"**Define** $y_i = b_i + \epsilon_i$.", "")
    shown = [r"z_i = b_i + \epsilon_i", r"\mathbb{E}[z_i] = b_i", r"\mathbb{E}[z_i] = z_i"]
    note = read(f"# N\n{base}\n" + "".join(f"\n$$\n{one}\n$$\n" for one in shown))
    assert [judge(one).outcome for one in note.items[1:]] == ["proved", "refuted"]


@pytest.mark.parametrize(
    ("display", "expected"),
    [
        (r"\mathbb{E} X Y = \mathbb{E}[X Y]", "IllFormed"),
        (r"\mathbb{E} X \cdot Y = \mathbb{E}[X Y]", "IllFormed"),
        (r"\mathbb{E} X \mathbb{E} Y = \mathbb{E}[X] \mathbb{E}[Y]", "proved"),
        (r"\mathbb{E} X^2 - (\mathbb{E} X)^2 = \operatorname{Var}(X)", "proved"),
        (r"\mathbb{E} X a = a \mathbb{E}[X]", "proved"),
    ],
)
def test_a_mean_without_brackets_of_several_random_factors_is_not_guessed(display, expected):
    head = r"**Let** $X, Y$ be random variables, $a \in \mathbb{R}$."
    (item,) = read(f"# T\n{head}\n\n$$ {display} $$\n").items
    found = judge(item, timeout=10).outcome if isinstance(item, Claim) else type(item).__name__
    assert found == expected


@pytest.mark.parametrize(
    ("display", "outcome"),
    [
        (r"\mathbb{E}_U[U V] = V \, \mathbb{E}[U]", "proved"),
        (r"\mathbb{E}_U[U V] = \mathbb{E}[U] \mathbb{E}[V]", "refuted"),
        (r"\operatorname{Var}_U(U + V) = \operatorname{Var}(U)", "proved"),
        (r"\operatorname{Var}_t(X) = \mathbb{E}_t[X^2] - \mathbb{E}_t[X]^2", "proved"),
        (r"\mathbb{V}_t[X] = \operatorname{Var}(X)", "proved"),
        (r"P_t(X > \alpha) = 1 - P_t(X \le \alpha)", "proved"),
        (r"\mathbb{E}_t[X] = t", "refuted"),
        (r"P(X > t, Y > t) = P(X > t) P(Y > t)", "refuted"),
    ],
)
def test_what_stands_below_the_sign_of_a_mean(display, outcome):
    assert judge(item(display, base=BASE)).outcome == outcome


@pytest.mark.parametrize(
    "display",
    [
        r"\operatorname{Var}_Y(X + Y) = \operatorname{Var}(X + Y)",
        r"\mathbb{E}_Y[X + Y] = \mathbb{E}[X + Y]",
        r"\operatorname{Var}^2(X) = \operatorname{Var}(X)",
        r"\mathbb{E}_t[X] = \mathbb{E}_\mu[X]",
        r"\frac{\partial}{\partial t} \mathbb{E}_t[X] = 0",
    ],
)
def test_what_is_not_the_plain_mean_is_not_taken_for_it(display):
    assert not isinstance(item(display, base=BASE), Claim)


LIST = r"""
**Let** $X_1, \dots, X_n$ be i.i.d. random variables, $x \in \mathbb{R}^n$, $t \in \mathbb{R}$.
**Index** $i = 1, \dots, n$.
"""


@pytest.mark.parametrize(
    ("display", "outcome"),
    [
        (
            r"P(X_1 = x_1, \dots, X_n = x_n) = \mathbb{E}\left[\prod_{i=1}^n 1\{X_i = x_i\}\right]",
            "proved",
        ),
        (r"P(X_1 \le t, \dots, X_n \le t) = \prod_{i=1}^n P(X_i \le t)", "undecided"),
        (r"P(X_1 \le t, \dots, X_n \le t) = P(X_1 \le t)", "undecided"),
    ],
)
def test_events_with_dots(display, outcome):
    assert judge(item(display, base=LIST)).outcome == outcome


@pytest.mark.parametrize(
    ("display", "outcome"),
    [
        (r"\operatorname{Var}(Y | X) = \mathbb{E}[Y^2 | X] - \mathbb{E}[Y | X]^2", "proved"),
        (r"\operatorname{Cov}(X, Y \mid X > t) = \operatorname{Cov}(Y, X \mid X > t)", "proved"),
        (r"\operatorname{Var}(Y \mid X) = \operatorname{Var}(Y)", "refuted"),
        (r"\operatorname{Var}(Y \mid X > t) = \operatorname{Var}(Y)", "refuted"),
    ],
)
def test_variances_given_events_and_variables(display, outcome):
    assert judge(item(display, base=BASE)).outcome == outcome


def test_a_sum_over_values_says_which_line_it_needs():
    display = r"\mathbb{E}[X] = \sum_x x P(X = x)"
    (found,) = read(f"# N\n**Let** $X$ be a random variable.\n\n$$\n{display}\n$$\n").items
    (line,) = [one for one in found.message.split("\n") if "**Let**" in one]
    (found,) = read(f"# N\n{line.strip()}\n\n$$\n{display}\n$$\n").items
    assert judge(found).outcome == "proved"


EVENTS = [
    (r"P(\{X \le a\} \cap \{Y \le b\}) = P(X \le a, Y \le b)", "proved"),
    (r"P(\{X \le a\} \cup \{Y \le b\}) = P(X \le a) + P(Y \le b) - P(X \le a, Y \le b)", "proved"),
    (r"P(\{X \le a\}^c) = P(X > a)", "proved"),
    (r"P(\{X \le a\}^c) = P(X \ge a)", "refuted"),
    (r"P(e^{X} \ge e^{a}) \le e^{-a}\, \mathbb{E}[e^{X}]", "proved"),
    (r"b^2 P((X - a)^2 \ge b^2) \le \mathbb{E}[(X - a)^2]", "proved"),
]


@pytest.mark.parametrize(("display", "expected"), EVENTS)
def test_events_in_braces_and_below_functions(display, expected):
    base = r"**Let** $X, Y$ be random variables, $a, b \in \mathbb{R}$."
    assert judge(item(display, base=base)).outcome == expected
