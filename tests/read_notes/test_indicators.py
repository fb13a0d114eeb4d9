"""Indicators of declared events, events in braces, examples beside a number of their letter."""

import pytest

from tests.read_notes.reading import item, items
from verifier.claim import Claim, Unchecked
from verifier.engine.decide import judge
from verifier.read.notes.load import read

EVENTS = r"**Let** $A, B$ be events."


@pytest.mark.parametrize(
    ("display", "outcome"),
    [
        (r"\mathbb{E}[\mathbb{1}_A] = \mathbb{P}(\{\mathbb{1}_A = 1\}) = P(A)", "proved"),
        (r"\mathbb{E}[\mathbb{1}_A \mathbb{1}_B] = P(A \cap B)", "proved"),
        (r"\operatorname{Var}(\mathbb{1}_A) = P(A) (1 - P(A))", "proved"),
        (
            r"\operatorname{Cov}(\mathbb{1}_A, \mathbb{1}_B) = P(A \cap B) - P(A) P(B)",
            "proved",
        ),
        (r"\mathbb{E}[\mathbb{1}_A \mid B] = P(A \mid B)", "proved"),
        (r"\mathbb{E}[\mathbb{1}_A \mathbb{1}_B] = P(A) P(B)", "refuted"),
        (r"\mathbb{E}[\mathbb{1}_A] = 1 - P(A)", "refuted"),
        (r"\operatorname{Var}(\mathbb{1}_A) = P(A)", "refuted"),
        (r"\mathbb{1}_A = 1", "refuted"),
    ],
)
def test_indicators_of_events(display, outcome):
    found = items(display, base=EVENTS)
    assert all(isinstance(one, Claim) for one in found), found
    assert {judge(one).outcome for one in found} == {outcome}


def test_a_sum_of_indicators_is_a_random_variable():
    first, second, third = read(
        f"# N\n{EVENTS}\n\n$$\nX = \\mathbb{{1}}_A + \\mathbb{{1}}_B\n$$\n\n"
        "$$\n\\mathbb{E}[X] = P(A) + P(B)\n$$\n\n$$\n\\mathbb{E}[X^2] = P(A) + P(B)\n$$\n"
    ).items
    assert isinstance(first, Unchecked)
    assert judge(second).outcome == "proved"
    assert judge(third).outcome == "refuted"


def test_an_event_with_an_index_is_not_one_event():
    note = read(
        "# N\n**Let** $n \\in \\mathbb{N}$. **Index** $i = 1, \\dots, n$.\n"
        "**Let** $E_i$ be events.\n\n"
        "$$\n\\operatorname{Var}(\\sum_i \\mathbb{1}_{E_i})"
        " = n^2 P(E_i) (1 - P(E_i))\n$$\n"
    )
    assert not any(isinstance(one, Claim) for one in note.items)


@pytest.mark.parametrize(
    ("display", "outcome"),
    [
        (r"\mathbb{P}(\{X = a\}) = P(X = a)", "proved"),
        (r"\mathbb{P}(\{X = a, Y = b\}) = P(X = a) P(Y = b)", "undecided"),
        (r"\mathbb{P}(\{X = a\}) = 1 - P(X = a)", "refuted"),
    ],
)
def test_events_in_braces(display, outcome):
    base = r"**Let** $X, Y$ be random variables. **Let** $a, b \in \mathbb{R}$."
    assert judge(item(display, base=base)).outcome == outcome


EXAMPLES = r"""
**Let** $n, d \in \mathbb{N}$, $y \in \mathbb{R}$. **Index** $i = 1, \dots, n$.
**Let** $\theta, x^{(i)} \in \mathbb{R}^d$, $\epsilon^{(i)} \in \mathbb{R}$.
"""


def test_a_display_introduces_examples_beside_a_number():
    display = "$$\n{}\n$$\n\n"
    note = read("# N\n" + EXAMPLES + "\n" + "".join(display.format(one) for one in (
        r"y^{(i)} = \theta^\top x^{(i)} + \epsilon^{(i)}",
        r"y^{(i)} - \epsilon^{(i)} = \theta^\top {x}^{(i)}",
        r"y - \epsilon^{(i)} = \theta^\top x^{(i)}",
    )))  # fmt: skip
    first, second, third = note.items
    assert isinstance(first, Unchecked)
    assert judge(second).outcome == "proved"
    assert judge(third).outcome == "refuted"


CLASSES = r"""
**Let** $K, D \in \mathbb{N}$. **Index** $k = 1, \dots, K$.
**Let** $x, \mu_k \in \mathbb{R}^D$, $b \in \mathbb{R}$.
"""


def verdicts(base, *displays):
    """The verdicts on displays of one note; what is no claim by its kind."""
    note = read("# N\n" + base + "\n" + "".join(f"\n$$\n{one}\n$$\n" for one in displays))
    return [judge(one).outcome if isinstance(one, Claim) else getattr(one, "kind", "ill-formed")
            for one in note.items]  # fmt: skip


def test_a_label_0_behind_an_index_in_definitions_and_displays():
    weights, bias = r"\mathrm{w}_k = 2 \mu_k", r"w_{k0} = -\frac12 \mu_k^\top \mu_k"
    defined = CLASSES + rf"**Define** ${weights}$, ${bias}$. **Define** $w_0 = 3 b$."
    assert verdicts(defined, bias, r"w_0 = 3 b", r"w_0 = w_{k0}") == [
        "proved", "proved", "refuted",
    ]  # fmt: skip
    assert verdicts(
        CLASSES, r"w_0 = b + 2 b", weights, bias, r"a_k(x) = w_k^\top x + w_{k0}",
        r"a_k(2x) = 4 \mu_k^\top x - \frac12 \mu_k^\top \mu_k", r"w_0 = w_{k0}",
    ) == ["definition", "definition", "definition", "definition", "proved", "refuted"]  # fmt: skip


def test_the_small_letter_goes_with_a_distribution_that_is_declared_anew():
    text = (
        "# N\n**Let** $P$ be a joint distribution of $X, Y$.\n\n## S\n"
        "**Let** $P, Q$ be distributions of $X$.\n\n"
        "$$\nD_{\\mathrm{KL}}(P\\|Q) = E_{x \\sim P}[\\log \\frac{p(x)}{q(x)}]\n$$\n\n"
        "$$\nD_{\\mathrm{KL}}(P\\|Q) = E_{x \\sim Q}[\\log \\frac{p(x)}{q(x)}]\n$$\n"
    )
    first, second = read(text).items
    assert judge(first).outcome == "proved"
    assert judge(second).outcome == "refuted"
