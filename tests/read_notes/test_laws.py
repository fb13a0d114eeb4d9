"""Distributions, events, conditional expectations and entropies in notes."""

import pytest

from tests.read_notes.reading import item, items
from verifier.claim import Claim, IllFormed, Unchecked
from verifier.engine.decide import judge
from verifier.read.notes.load import read

JOINT = r"""
**Let** $x, z$ be random variables with joint distribution $p$.
**Let** $q(z \mid x)$ be a distribution.
"""
CAPITAL = r"""
**Let** $X, Y$ be discrete random variables; $a \in \mathbb{R}$.
"""
EVENTS = r"""
**Let** $A, B, C$ be events.
"""
CHAIN = r"""
**Let** $x, y, z$ be random variables with $p(x, y, z) = p(z)\,p(x \mid z)\,p(y \mid z)$.
"""
TWO = r"""
**Let** $p(x)$ and $q(x)$ be distributions of $x$ over $n$ values.
"""
SMOOTH = r"""
**Let** $\theta \in \mathbb{R}^d$. **Let** $x$ be a random variable with distribution $p_\theta$;
$f : \mathbb{R} \to \mathbb{R}$.
"""
PARTS = r"""
**Let** $A$ be an event and $B_1, \dots, B_n$ a partition.
"""

TRUE = [
    (JOINT, r"p(x) = \sum_z p(x, z)"),
    (JOINT, r"p(x) = \sum_{z'} p(x \mid z') p(z')"),
    (JOINT, r"p(x) = \int p(x, z) \, dz"),
    (JOINT, r"\int \int p(x, z) \, dx \, dz = 1"),
    (JOINT, r"p(z \mid x) = \frac{p(x|z) p(z)}{\sum_{z'} p(x|z') p(z')}"),
    (JOINT, r"p(x) = \mathbb{E}_{z \sim p(z)}[p(x | z)]"),
    (JOINT, (r"\log p(x) = \mathbb{E}_{q(z|x)}\left[\log p(x,z) - \log q(z|x)\right]"
            r" + D_{\mathrm{KL}}(q(z|x) \,\|\, p(z|x))")),
    (JOINT, (r"\log p(x) = \mathbb{E}_{z \sim q(\cdot|x)}\left[\log \frac{p(x,z)}{q(z|x)}\right]"
            r" + KL(q(z|x) || p(z|x))")),
    (JOINT, r"\mathbb{E}[z] = \mathbb{E}[\mathbb{E}[z \mid x]]"),
    (JOINT, r"\underset{z \sim p(z)}{\mathbb{E}}[z] = \mathop{\mathbb{E}}_{z \sim p(z)}[z]"),
    (JOINT, r"\underset{z \sim p(\cdot | x)}{\mathbb{E}}[z] = \sum_z z \, p(z | x)"),
    (JOINT, r"\mathbb{E}_{x \sim p(x), z \sim p(z|x)}[x z] = \mathbb{E}[x z]"),
    (CAPITAL, r"P(X = x, Y = y) = P(X = x \mid Y = y) P(Y = y)"),
    (CAPITAL, r"\Pr(X \le a) = 1 - \Pr(X > a)"),
    (CAPITAL, r"\mathbb{E}[X \mid Y = y] = \sum_x x \, p(x \mid y)"),
    (CAPITAL, (r"\mathrm{Var}(X) = \mathbb{E}[\mathrm{Var}(X \mid Y)]"
              r" + \mathrm{Var}(\mathbb{E}[X \mid Y])")),
    (CAPITAL, r"\mathbb{E}[X Y \mid Y] = Y \, \mathbb{E}[X \mid Y]"),
    (CAPITAL, r"\mathrm{Cov}(X, Y) = \mathbb{E}[XY] - \mathbb{E}[X]\mathbb{E}[Y]"),
    (CAPITAL, r"H(X, Y) = H(X) + H(Y \mid X)"),
    (CAPITAL, r"H(Y | X) = \sum_x p(x) H(Y | X = x)"),
    (CAPITAL, r"I(X; Y) = H(X) - H(X | Y)"),
    (CAPITAL, r"I(X; Y) = D_{KL}(p(x, y) \,\|\, p(x) p(y))"),
    (CAPITAL, r"p_{X|Y}(x|y) = \frac{p_{X,Y}(x,y)}{p_Y(y)}"),
    (CAPITAL, r"\sum_{y \in \mathcal{Y}} p(x, y) = p(x)"),
    (EVENTS, r"P(A \cup B) = P(A) + P(B) - P(A \cap B)"),
    (EVENTS, r"\Pr(\bar A) = 1 - \Pr(A)"),
    (EVENTS, r"\mathbb{P}(A^c \cap B^c) = 1 - \mathbb{P}(A \cup B)"),
    (EVENTS, r"P(A | B) = \frac{P(B|A) P(A)}{P(B|A) P(A) + P(B|A^c) P(A^c)}"),
    (EVENTS, r"P(A, B, C) = P(A) P(B | A) P(C | A, B)"),
    (EVENTS, r"P(A \cup B) \le P(A) + P(B)"),
    (CHAIN, r"p(x, y \mid z) = p(x \mid z) p(y \mid z)"),
    (CHAIN, r"p(x | y, z) = p(x | z)"),
    (TWO, r"H(p, q) = H(p) + D_{KL}(p \| q)"),
    (TWO, r"KL(p \| q) \ge 0"),
    (TWO, r"-\sum_{i=1}^n p(x_i) \log p(x_i) = H(p)"),
    (SMOOTH, (r"\nabla_\theta \mathbb{E}_{x \sim p_\theta}[f(x)]"
             r" = \mathbb{E}_{x \sim p_\theta}[f(x) \nabla_\theta \log p_\theta(x)]")),
    (SMOOTH, r"\mathbb{E}_{p_\theta}[\nabla_\theta \log p_\theta(x)] = 0"),
    (PARTS, r"P(A) = \sum_{i=1}^n P(A \mid B_i) P(B_i)"),
]  # fmt: skip


@pytest.mark.parametrize(("base", "display"), TRUE)
def test_true_lines_are_read_and_proved(base, display):
    found = item(display, base=base)
    assert isinstance(found, Claim), found
    assert judge(found).outcome == "proved"


VARIATIONAL = r"""
**Let** $x, z$ be random variables with joint distribution $p$.
**Let** $q(z \mid x)$ be a distribution. **Let** $r(z)$ be a distribution.
"""

BOUNDS = [
    r"D_{KL}(q(z|x) \,\|\, p(z|x)) \ge 0",
    r"\log p(x) \ge \mathbb{E}_{q(z|x)}[\log p(x, z) - \log q(z|x)]",
    r"\log p(x) \ge \mathbb{E}_{q(z|x)}\left[\log \frac{p(x, z)}{q(z|x)}\right]",
    r"\log \sum_z r(z) \frac{p(x, z)}{r(z)} \ge \sum_z r(z) \log \frac{p(x, z)}{r(z)}",
]


@pytest.mark.parametrize("display", BOUNDS)
def test_variational_bounds_are_proved_and_their_opposites_refuted(display):
    assert judge(item(display, base=VARIATIONAL)).outcome == "proved"
    assert judge(item(display.replace(r"\ge", r"\le"), base=VARIATIONAL)).outcome == "refuted"


def test_a_bound_has_a_name_that_says_what_it_depends_on():
    base = (
        VARIATIONAL
        + r"""
**Define** $\mathcal{L}(r, x) = \sum_z r(z) \log \frac{p(x, z)}{r(z)}$,
$F(r) = \mathbb{E}_r[\log p(x, z)] + H(r)$.
"""
    )
    for display in (
        r"\mathcal{L}(r, x) = \log p(x) - KL(r(z) \| p(z | x))",
        r"\sum_{x'} \mathcal{L}(r, x') = \sum_x \mathcal{L}(r, x)",
        r"F(r) = \mathcal{L}(r, x)",
    ):
        assert judge(item(display, base=base)).outcome == "proved"
    for display in (
        r"\mathcal{L}(r, x) = \mathcal{L}(r, x')",
        r"F(r) = \mathcal{L}(r, x')",
        r"\sum_x p(x) F(r) = F(r)",
    ):
        assert judge(item(display, base=base)).outcome == "refuted"


def test_a_defined_variable_is_averaged_with_what_it_depends_on():
    base = CAPITAL + r"**Define** $W = a X$, $g(y) = \mathbb{E}[X \mid Y = y]$."
    assert judge(item(r"\mathbb{E}[W] = a \mathbb{E}[X]", base=base)).outcome == "proved"
    assert judge(item(r"\mathbb{E}[g(Y)] = \mathbb{E}[X]", base=base)).outcome == "proved"
    assert judge(item(r"\mathbb{E}[W] = W", base=base)).outcome == "refuted"


FALSE = [
    (JOINT, r"p(x) = p(z)"),
    (JOINT, r"p(z \mid x) = \frac{p(x|z) p(x)}{p(z)}"),
    (JOINT, r"p(x, z) = p(x) p(z)"),
    (JOINT, r"\sum_x p(x, z) = p(x)"),
    (JOINT, r"\sum_x p(z \mid x) = 1"),
    (JOINT, r"p(x \mid z) = p(z \mid x)"),
    (JOINT, r"q(z \mid x) = p(z \mid x)"),
    (JOINT, (r"\log p(x) = \mathbb{E}_{q(z|x)}\left[\log p(x,z) - \log q(z|x)\right]"
            r" - D_{\mathrm{KL}}(q(z|x) \,\|\, p(z|x))")),
    (JOINT, (r"\log p(x) = \mathbb{E}_{q(z|x)}\left[\log p(x,z) - \log q(z|x)\right]"
            r" + D_{\mathrm{KL}}(p(z|x) \,\|\, q(z|x))")),
    (CAPITAL, r"\mathbb{E}[X Y] = \mathbb{E}[X] \mathbb{E}[Y]"),
    (CAPITAL, r"H(X, Y) = H(X) + H(Y)"),
    (CAPITAL, r"\mathrm{Var}(X) = \mathbb{E}[\mathrm{Var}(X \mid Y)]"),
    (CAPITAL, r"\mathbb{E}[X \mid Y] = \mathbb{E}[X]"),
    (CAPITAL, r"P(X \le a) = 1 - P(X \ge a)"),
    (EVENTS, r"P(A \cap B) = P(A) P(B)"),
    (EVENTS, r"P(A \cup B) = P(A) + P(B)"),
    (EVENTS, r"P(A | B) = P(B | A)"),
    (EVENTS, r"P(\bar A) = P(A)"),
    (CHAIN, r"p(x, y) = p(x) p(y)"),
    (TWO, r"KL(p \| q) = KL(q \| p)"),
    (TWO, r"H(p, q) = H(p) - D_{KL}(p \| q)"),
]  # fmt: skip


@pytest.mark.parametrize(("base", "display"), FALSE)
def test_near_misses_are_refuted(base, display):
    found = item(display, base=base)
    assert isinstance(found, Claim), found
    assert judge(found).outcome == "refuted"


def test_independence_is_what_the_declaration_says():
    base = r"**Let** $A, B$ be independent events."
    assert judge(item(r"P(A | B) = P(A)", base=base)).outcome == "proved"
    base = r"**Let** $X, Y$ be independent random variables with distribution $p$."
    assert (
        judge(item(r"\mathbb{E}[XY] = \mathbb{E}[X]\mathbb{E}[Y]", base=base)).outcome == "proved"
    )
    base = r"**Let** $X, Y$ be random variables conditionally independent given $Z$ with distribution $p$."
    assert judge(item(r"p(x, y | z) = p(x|z) p(y|z)", base=base)).outcome == "proved"
    assert judge(item(r"p(x, y) = p(x) p(y)", base=base)).outcome == "refuted"


def test_what_was_understood_is_said():
    found = item(r"\int p(x, z) \, dz = \mathbb{E}_{z \sim p(z)}[p(x \mid z)]", base=JOINT)
    said = "\n".join(found.readings)
    assert "finitely many values" in said
    assert "the integral over `z`" in said
    assert "an expectation averages over `z`" in said
    assert "quotient of two marginals" in said


def test_a_primed_letter_may_be_a_variable_of_its_own():
    base = r"**Let** $s, a, s'$ be random variables with joint distribution $p$."
    found = item(r"p(s') = \sum_{s, a} p(s' | s, a) p(s, a)", base=base)
    assert judge(found).outcome == "proved"
    assert judge(item(r"p(s' | s) = p(s | s')", base=base)).outcome == "refuted"


def test_a_condition_of_probability_zero_refutes_nothing():
    base = JOINT + r"**Assume** $p(x, z) = p(x) p(z)$."
    assert judge(item(r"p(z \mid x) = p(z)", base=base)).outcome != "refuted"


def test_each_spelling_of_parameters_is_a_law_of_its_own():
    base = r"**Let** $\theta, \theta' \in \mathbb{R}$; $x, z$ be random variables with joint distribution $p$."
    one = item(r"p(x; \theta) = \sum_z p(x, z; \theta)", base=base)
    assert judge(one).outcome == "proved"
    assert any("spelling of its parameters" in reading for reading in one.readings)
    assert judge(item(r"p(x | \theta) = p(x | \theta')", base=base)).outcome == "refuted"


def test_a_binary_variable_counts():
    base = r"**Let** $y \in \{0, 1\}$ be a random variable with distribution $p$."
    assert judge(item(r"\mathbb{E}[y] = p(y = 1)", base=base)).outcome == "proved"
    assert judge(item(r"p(y=0) + p(y=1) = 1", base=base)).outcome == "proved"
    assert judge(item(r"\mathbb{E}[y] = p(y = 0)", base=base)).outcome == "refuted"


@pytest.mark.parametrize(
    ("base", "display", "words"),
    [
        (JOINT, r"q(z) = p(z)", "given `x` only"),
        (JOINT, r"p(x, w) = p(x)", "`w` is no event"),
        (JOINT, r"q(x \mid z) = p(x)", "given `x` only"),
        (JOINT, r"p(x | \lambda) = p(x)", "behind the bar is undeclared"),
        (JOINT, r"\mathbb{E}_{z \sim r(z)}[z] = 0", "Nothing declares this law"),
        (JOINT, r"p(x, x') = p(x) p(x')", "two values of one random variable"),
        (JOINT, r"p(z' | z) = p(z)", "two values of one random variable"),
        (JOINT, r"q(z | x + a) = p(x)", "behind the bar is undeclared"),
        (EVENTS, r"A = B", "is an event, no number"),
        (TWO, r"\mathbb{E}[x] = 0", "which distribution of `x`"),
    ],
)
def test_what_cannot_be_read_says_what_is_missing(base, display, words):
    (found,) = items(display, base=base)
    assert isinstance(found, IllFormed)
    assert words in found.message


def test_words_that_say_more_are_refused():
    (found,) = read("# N\n**Let** $A, B$ be disjoint events.\n").items
    assert "disjoint" in getattr(found, "message", getattr(found, "reason", ""))


@pytest.mark.parametrize(
    "display",
    [
        r"\nabla_x \log p(x) = 0",
        r"\frac{d}{dx} \mathbb{E}[z \mid x] = 0",
        r"\sum_z \frac{\partial}{\partial z} q(z \mid x) = 0",
        r"\frac{d}{dx} \mathbb{E}[x^2] = 0",
        r"\mathbb{E}_{p(x)}[2 x] = -\mathbb{E}_{p(x)}\left[x^2 \frac{d}{dx} \log p(x)\right]",
    ],
)
def test_no_slope_of_a_distribution_along_its_values(display):
    found = item(display, base=JOINT)
    assert isinstance(found, Unchecked), found
    assert "a derivative by a value of a random variable" in found.reason


def test_slopes_of_what_does_not_rest_on_the_distribution():
    base = JOINT + r"**Let** $t \in \mathbb{R}$."
    for display in (
        r"\frac{d}{dx} (x^2 + t x) = 2 x + t",
        r"\mathbb{E}\left[\frac{d}{dx} x^2\right] = 2 \mathbb{E}[x]",
        r"\frac{d}{dt} \mathbb{E}[(x - t)^2] = 2 (t - \mathbb{E}[x])",
    ):
        assert judge(item(display, base=base)).outcome == "proved"


PAIR = r"""
**Let** $X, Y$ be random variables with joint distribution $P$. **Let** $\theta \in \mathbb{R}$.
"""
TWO_NAMES = r"""
**Let** $P, Q$ be distributions of $x$ over $n$ values.
"""
LATENT = r"""
**Let** $\theta \in \mathbb{R}^d$. **Let** $x, z$ be random variables with joint distribution
$p_\theta$. **Let** $q(z)$ be a distribution.
"""


@pytest.mark.parametrize(("base", "display", "outcome"), [
    (PAIR, r"H(X, Y) = -E_{(x, y) \sim P}[\log p_{X, Y}(x, y)]", "proved"),
    (PAIR, r"H(X, Y) = -E_{(x, y) \sim P}[\log p_X(x)]", "refuted"),
    (PAIR, r"H(X, Y) = -\int_{x, y} p_{X, Y}(x, y) \log p_{X, Y}(x, y) \;dx \;dy", "proved"),
    (PAIR, r"\int_{x, y} p_{X, Y}(x, y) \,dx \,dy = 2", "refuted"),
    (TWO_NAMES, r"\mathrm{CE}(P, Q) = H(P) + D_{KL}(P \| Q)", "proved"),
    (TWO_NAMES, r"\mathrm{CE}(P, Q) = H(Q) + D_{KL}(P \| Q)", "refuted"),
    (TWO_NAMES, r"D_{KL}(P \| Q) = E_{x \sim P}\left[\log \frac{p(x)}{q(x)}\right]", "proved"),
    (TWO_NAMES, r"D_{KL}(P \| Q) = E_{x \sim Q}\left[\log \frac{p(x)}{q(x)}\right]", "refuted"),
    (LATENT, r"p_\theta(x, z) = p(x \mid z) p(z)", "proved"),
    (LATENT, r"p_\theta(x, z) = p(x \mid z) q(z)", "refuted"),
])  # fmt: skip
def test_names_of_laws_as_texts_write_them(base, display, outcome):
    found = item(display, base=base)
    assert isinstance(found, Claim), found
    assert judge(found).outcome == outcome


def test_a_label_names_what_stands_in_the_brackets():
    assert isinstance(item(r"p_{X}(y) = p_Y(y)", base=PAIR), IllFormed)


POLICY = r"""
**Let** $R, G, S, A$ be random variables with joint distribution $P$. **Let** $\gamma \in \mathbb{R}$.
**Let** $\pi(a \mid s)$ be a distribution.
"""


@pytest.mark.parametrize(("display", "outcome"), [
    ((r"\mathbb{E}_\pi[R + \gamma G \mid S = s] = \mathbb{E}_\pi[R \mid S = s]"
      r" + \gamma \mathbb{E}_\pi[G \mid S = s]"), "proved"),
    (r"\mathbb{E}_\pi[R] = R", "refuted"),
    (r"\mathbb{E}_\pi[R] = \mathbb{E}_\mu[R]", "refuted"),
    (r"\mathbb{E}_\pi[R] = \mathbb{E}[R]", "undecided"),
])  # fmt: skip
def test_a_label_below_an_expectation_has_a_law_of_its_own(display, outcome):
    assert judge(item(display, base=POLICY)).outcome == outcome


def test_a_value_may_be_written_as_an_event():
    first, second = items(
        "v_\\pi(s) = \\mathbb{E}_\\pi[G \\mid S = s]\n$$\n\n$$\n"
        "v_\\pi(S = s) = \\mathbb{E}_\\pi[G - 1 \\mid S = s] + 1", base=POLICY)  # fmt: skip
    assert first.kind == "definition"
    assert judge(second).outcome == "proved"


@pytest.mark.parametrize("display", [
    r"\mathrm{Var}(y \mid x) = \theta^2", r"\operatorname{Cov}(a, b) = 2 \theta + 1",
])  # fmt: skip
def test_moments_are_not_introduced(display):
    found = item(display, base=r"**Let** $\theta, a, b \in \mathbb{R}$.")
    assert isinstance(found, IllFormed)
    assert "be a random variable" in " ".join(found.message.split())


@pytest.mark.parametrize(("display", "outcome"), [
    (r"q(S = s, A = a) = \mathbb{E}_\pi[G \mid S = s, A = a]", "undecided"),
    (r"q(s, a) = q(S = s, A = a)", "proved"),
    (r"q(s, a) = q(a, s)", "refuted"),
    (r"\mathbb{E}_{\pi_{left}}[G] = \mathbb{E}_{\pi_{right}}[G]", "refuted"),
])  # fmt: skip
def test_what_a_declared_function_is_may_be_said_by_an_expectation(display, outcome):
    base = POLICY + r"**Let** $q : \mathbb{R}^2 \to \mathbb{R}$."
    assert judge(item(display, base=base)).outcome == outcome


@pytest.mark.parametrize(("display", "outcome"), [
    (r"\mathbb{E}[2 R_t \mid S_t = s] = 2 \mathbb{E}[R_t \mid S_t = s]", "proved"),
    (r"\mathbb{E}[R_t \mid S_t = s] = \mathbb{E}[R_t]", "refuted"),
])  # fmt: skip
def test_a_small_letter_of_another_variable_is_a_value(display, outcome):
    base = r"""
**Let** $s, r$ be random variables with joint distribution $p$.
**Let** $S_t, R_t$ be random variables with joint distribution $P$.
"""
    found = item(display, base=base)
    assert judge(found).outcome == outcome
    assert "the value that `s` has" in " ".join(found.readings)


def test_a_distribution_function_has_no_derivative_on_finitely_many_values():
    note = r"""# T
**Let** $X$ be a random variable, $t \in \mathbb{R}$.

$$ \frac{d}{dt} P(X \le t) = 0 $$

$$ \frac{d}{dt} \mathbb{E}[e^{tX}] = \mathbb{E}[X e^{tX}] $$
"""
    jump, moments = read(note).items
    assert "distribution function" in jump.reason
    assert judge(moments).outcome == "proved"


@pytest.mark.parametrize(("display", "outcome"), [
    (r"KL(p(x) \| \frac{p(x) + q(x)}{2}) = \sum_x p(x) \log \frac{2 p(x)}{p(x) + q(x)}", "proved"),
    (r"KL(p(x) \| (p(x) + q(x)) / 2) = \sum_x p(x) \log \frac{2 p(x)}{p(x) + q(x)}", "proved"),
    (r"KL(p(x) \| \frac{p(x) + q(x)}{2}) = \sum_x p(x) \log \frac{p(x)}{p(x) + q(x)}", "refuted"),
])  # fmt: skip
def test_the_divergence_from_a_mixture(display, outcome):
    base = (
        r"**Let** $x$ be a random variable with distribution $p$. **Let** $q(x)$ be a distribution."
    )
    (found,) = items(display, base=base)
    assert judge(found).outcome == outcome


def test_what_is_averaged_is_the_variable_too():
    """``E_{p(x, y)} log p(X, Y)``: X is the x that is averaged, no number of its own."""
    base = r"**Let** $X, Y$ be random variables with joint distribution $p$."
    display = r"I(X; Y) = E_{p(x, y)} \log\frac{p(X, Y)}{p(X) p(Y)}"
    assert judge(item(display, base=base)).outcome == "proved"


@pytest.mark.parametrize(
    ("head", "display"),
    [
        (r"$a, b \in \mathbb{R}$, $X, Y$ be random variables with joint distribution $p$.",
         r"E[aX + bY] = aE[X] + bE[Y], \qquad E[a] = a"),
        (r"$n \in \mathbb{N}$, $X, Y$ be random variables with joint distribution $p$.",
         r"E[nX] = nE[X]"),
        (r"$c > 0$, $A, B$ be events.", r"c P(A \cup B) = c (P(A) + P(B) - P(A \cap B))"),
        (r"$x \in \mathbb{R}^d$ and $y$ be random variables with joint distribution $p$.",
         r"E[x] = \sum_y p(y) E[x|y]"),
        (r"$y \in \{0, 1\}$, $X$ be random variables with joint distribution $p$.",
         r"E[X] = p(y = 1) E[X | y = 1] + p(y = 0) E[X | y = 0]"),
        (r"$x, y$ be random variables with joint distribution $p$.",
         r"E_{p(x, y)}\left[ \log \frac{p(X, Y)}{p(X)} \right] = E_{p(x, y)}[ \log p(y | x) ]"),
    ],
)  # fmt: skip
def test_numbers_beside_random_variables_are_numbers(head, display):
    assert {judge(one).outcome for one in items(display, base=f"**Let** {head}")} == {"proved"}


@pytest.mark.parametrize(
    ("display", "expected"),
    [
        (r"P(\emptyset) = 0", "proved"),
        (r"P(\Omega) = P(A \cup A^c)", "proved"),
        (r"P(A \cup \varnothing \mid \Omega) = P(A)", "proved"),
        (r"P(A \cap \emptyset) = P(A)", "refuted"),
    ],
)
def test_the_sure_and_the_impossible_event(display, expected):
    assert judge(item(display, base=EVENTS)).outcome == expected
