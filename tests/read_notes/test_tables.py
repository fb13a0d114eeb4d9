"""Tables declared by their values at indices or elements of sets, and means over these."""

import pytest

from tests.read_notes.reading import item, items
from verifier.claim import Claim, IllFormed, Unchecked
from verifier.engine.decide import judge

SETS = r"""
**Let** $\mathcal{S}, \mathcal{A}$ be finite sets. **Let** $s, s' \in \mathcal{S}$,
$a, b \in \mathcal{A}$, $\gamma \in \mathbb{R}$, $\theta \in \mathbb{R}^k$.
"""
NUMBERS = r"""
**Let** $m, n \in \mathbb{N}$, $\gamma \in \mathbb{R}$, $\theta \in \mathbb{R}^k$.
**Index** $s, s' = 1, \dots, n$. **Index** $a, b = 1, \dots, m$.
"""
TABLES = r"""
**Let** $P(s' \mid s, a) > 0$, $\pi_\theta(a \mid s) > 0$, $\pi(a \mid s) > 0$,
$r(s, a), V^\pi(s), d(s) \in \mathbb{R}$; $\phi(s, a) \in \mathbb{R}^k$.
"""
OVER = r"**Layout** $\mathbb{E}_{\pi_\theta}$ is the mean over $s \sim d, a \sim \pi_\theta$."


def judged(display, base, more=""):
    """The outcomes of the claims of one display, ``definition`` for what introduces a name."""
    return [judge(one).outcome if isinstance(one, Claim) else one.kind
            for one in items(display, more, base + TABLES)]  # fmt: skip


BELLMAN = r"Q^\pi(s, a) = r(s, a) + \gamma \sum_{s'} P(s' \mid s, a) V^\pi(s')"


@pytest.mark.parametrize("base", [SETS, NUMBERS])
def test_values_at_elements_and_indices(base):
    good = BELLMAN + (r" \\ \sum_a \pi(a \mid s) Q^\pi(s, a) = \sum_a \pi(a \mid s) \left[ r(s, a)"
                      r" + \gamma \sum_{s'} P(s' \mid s, a) V^\pi(s') \right]")  # fmt: skip
    assert judged(good, base) == ["definition", "proved"]
    assert judged(good.replace(r"r(s, a) + \gamma \sum_{s'} P(s' \mid s, a) V^\pi(s') \right]",
                               r"r(s, a) + \sum_{s'} P(s' \mid s, a) V^\pi(s') \right]"),
                  base) == ["definition", "refuted"]  # fmt: skip


@pytest.mark.parametrize("base", [SETS, NUMBERS])
@pytest.mark.parametrize(("display", "wanted"), [
    ((r"\nabla_\theta \sum_a \pi_\theta(a \mid s) r(s, a) ="
     r" \sum_a \pi_\theta(a \mid s) \nabla_\theta \log \pi_\theta(a \mid s) r(s, a)"), "proved"),
    (r"\nabla_\theta \sum_a \pi_\theta(a \mid s) r(s, a) = 0", "refuted"),
    (r"\nabla_\theta \sum_a \pi(a \mid s) r(s, a) = 0", "proved"),
    (r"V^\pi(s) = V^\pi(s')", "refuted"),
    (r"r(s, a)^2 + r(s, a) = r(s, a) (1 + r(s, a))", "proved"),
])  # fmt: skip
def test_a_label_is_an_argument_of_a_table(base, display, wanted):
    assert judged(display, base) == [wanted]


@pytest.mark.parametrize("display", [
    r"\pi(a, s) = \pi(a \mid s)", r"P(s', s, a) = P(s' \mid s, a)", r"r(s \mid a) = r(s, a)",
    r"P(s' \mid s) = 1", r"\pi(s \mid a) = \pi(a \mid s)",
])  # fmt: skip
def test_a_table_is_written_as_it_was_declared(display):
    assert isinstance(item(display, base=SETS + TABLES), IllFormed)


@pytest.mark.parametrize("base", [SETS, NUMBERS])
def test_the_score_of_a_softmax_policy(base):
    policy = (r"**Define** $\pi_h(a \mid s) = \frac{e^{\phi(s, a)^\top \theta}}"
              r"{\sum_b e^{\phi(s, b)^\top \theta}}$.")  # fmt: skip
    score = r"\nabla_\theta \log \pi_h(a \mid s) = \phi(s, a) -"
    mean = r"\mathbb{E}_{b \sim \pi_h(\cdot \mid s)}[\phi(s, b)]"
    assert judged(f"{score} {mean}", base, policy) == ["proved"]
    assert judged(f"{score} 2 {mean}", base, policy) == ["refuted"]
    assert judged(r"\sum_a \pi_h(a \mid s) = 1", base, policy) == ["proved"]


SUM = r"\sum_s d(s) \sum_a \pi_\theta(a \mid s) r(s, a)"


@pytest.mark.parametrize("base", [SETS, NUMBERS])
@pytest.mark.parametrize(("display", "wanted"), [
    (rf"\mathbb{{E}}_{{s \sim d, a \sim \pi_\theta}}[r(s, a)] = {SUM}", "proved"),
    (rf"\mathbb{{E}}_{{s \sim d, a \sim \pi_\theta(\cdot \mid s)}}[r(s, a)] = {SUM}", "proved"),
    (rf"\mathbb{{E}}_{{s \sim d(s), a \sim \pi_\theta(a \mid s)}}[r(s, a)] = {SUM}", "proved"),
    (rf"\mathbb{{E}}_{{s \sim d, a \sim \pi}}[r(s, a)] = {SUM}", "refuted"),
    (r"\mathbb{E}_{s' \sim P(\cdot \mid s, a)}[V^\pi(s')] = \sum_{s'} P(s' \mid s, a) V^\pi(s')",
     "proved"),
    (r"\mathbb{E}_{s' \sim P(\cdot \mid s, a)}[V^\pi(s)] = \sum_{s'} P(s' \mid s, a) V^\pi(s')",
     "refuted"),
])  # fmt: skip
def test_means_over_indices(base, display, wanted):
    assert judged(display, base) == [wanted]


def test_a_layout_says_what_a_subscript_means():
    display = (r"J(\theta) = \mathbb{E}_{\pi_\theta}[r(s, a)] \\ \nabla_\theta J(\theta) ="
               r" \mathbb{E}_{\pi_\theta}[\nabla_\theta \log \pi_\theta(a | s) r(s, a)]")  # fmt: skip
    assert judged(display, SETS, OVER) == ["definition", "proved"]
    assert judged(display.replace(r"\log", ""), SETS, OVER) == ["definition", "refuted"]
    found = item(r"\mathbb{E}_{\pi_\theta}[r(s, a)] = 0", base=SETS + TABLES)
    assert isinstance(found, IllFormed)
    assert "**Layout**" in found.message


def test_a_mean_of_a_conditional_law_whose_condition_varies_is_asked_for():
    laws = r"""
    **Let** $\theta \in \mathbb{R}^k$, $Q : \mathbb{R}^2 \to \mathbb{R}$.
    **Let** $s$ be a random variable with distribution $d$. **Let** $\pi_\theta(a \mid s)$ be a distribution.
    """.replace("    ", "")
    display = r"\sum_s d(s) \sum_a \pi_\theta(a \mid s) Q(s, a) = \mathbb{E}_{\pi_\theta}[Q(s, a)]"
    found = item(display, base=laws)
    assert isinstance(found, IllFormed)
    both, one = [line.strip() for line in found.message.split("\n") if "**Layout**" in line]
    assert judge(item(display, both, laws)).outcome == "proved"
    assert judge(item(display, one, laws)).outcome == "refuted"
    inner = r"\sum_a \pi_\theta(a \mid s) Q(s, a) = \mathbb{E}_{\pi_\theta}[Q(s, a)]"
    assert judge(item(inner, base=laws)).outcome == "proved"


def test_a_set_is_no_function():
    said = item(r"A(s, a) = r(s, a) - V^\pi(s)", base=SETS + TABLES)
    assert isinstance(said, Unchecked)
    assert said.kind == "definition"


def test_random_variables_around_do_not_hide_indices():
    base = "**Let** $X, Y$ be random variables.\n\n## Part\n" + SETS + TABLES
    display = (
        r"\mathbb{E}_{s' \sim P(\cdot \mid s, a)}[V^\pi(s')] = \sum_{s'} P(s' \mid s, a) V^\pi(s')"
    )
    assert judge(item(display, base=base)).outcome == "proved"


def test_a_bare_expectation_over_indices():
    bare = r"**Layout** $\mathbb{E}$ is the mean over $s \sim d$."
    assert judged(r"\mathbb{E}[V^\pi(s)] = \sum_s d(s) V^\pi(s)", SETS, bare) == ["proved"]


def test_a_layout_says_by_what_a_gradient_is():
    line = r"**Layout** $\nabla$ is the gradient by $\theta$."
    score = r"\sum_a \pi_\theta(a \mid s) \nabla \log \pi_\theta(a \mid s) r(s, a)"
    whole = r"\nabla \sum_a \pi_\theta(a \mid s) r(s, a)"
    assert judged(f"{whole} = {score}", SETS, line) == ["proved"]
    assert judged(f"{whole} = 2 {score}", SETS, line) == ["refuted"]
    assert isinstance(item(f"{whole} = {score}", base=SETS + TABLES), IllFormed)


@pytest.mark.parametrize("right", [
    r"\sum_{s'} P(s' \mid s, a) u_\theta(s')", r"\sum_{s'} P(s' \mid s, a) g_\theta(s', a)",
])  # fmt: skip
def test_an_equation_between_values_says_nothing_of_their_gradients(right):
    more = rf"""
**Let** $g_\theta(s, a), u_\theta(s) \in \mathbb{{R}}$. **Assume** $g_\theta(s, a) = {right}$.
"""
    assert judged(rf"\nabla_\theta g_\theta(s, a) = \nabla_\theta {right}", NUMBERS, more) == [
        "undecided"
    ]
    assert judged(rf"2 g_\theta(s, a) = 2 {right}", NUMBERS, more) == ["proved"]
