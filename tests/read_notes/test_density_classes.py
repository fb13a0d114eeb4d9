"""Densities of classes and of families with an index: Bayes over classes, exponential families."""

import pytest

from tests.read_notes.reading import item, items
from verifier.claim import Claim, Unchecked
from verifier.engine.decide import judge
from verifier.read.notes.load import read

CLASSES = r"""
**Let** $K \in \mathbb{N}$, $x \in \mathbb{R}$. **Let** $p$ be a density.
**Index** $j, k = 1, \dots, K$.
"""
BAYES = r"p(C_k | x) = \frac{p(x | C_k) p(C_k)}{\sum_j p(x | C_j) p(C_j)}"
ALL = r"**Assume** $p(x) = \sum_j p(x | C_j) p(C_j)$."


def test_bayes_over_all_classes():
    assert judge(item(BAYES, base=CLASSES + ALL)).outcome == "proved"
    wrong = BAYES.replace("p(C_k)}{", "p(C_j)}{").replace(r"\sum_j", r"\sum_k")
    assert judge(item(wrong, base=CLASSES + ALL)).outcome != "proved"


def test_bayes_is_not_refuted_where_nothing_says_that_these_are_all_classes():
    assert judge(item(BAYES, base=CLASSES)).outcome == "undecided"
    two = r"p(a | x) = \frac{p(x | a) p(a)}{p(x | a) p(a) + p(x | b) p(b)}"
    assert judge(item(two, base=CLASSES)).outcome == "undecided"


def test_logarithms_without_brackets_take_all_probabilities_behind_them():
    base = CLASSES + ALL + r"**Define** $a_k = \ln (p(x | C_k) p(C_k))$."
    assert judge(item(r"a_k = \ln p(x | C_k) p(C_k)", base=base)).outcome == "proved"
    more = r"**Let** $f : \mathbb{R} \to \mathbb{R}$."
    (found,) = items(r"\ln f(x) f(1) = \ln f(x) + \ln f(1)", base=CLASSES + more)
    assert not isinstance(found, Claim)


FAMILY = r"""
**Let** $K, D \in \mathbb{N}$, $x \in \mathbb{R}^D$. **Let** $p$ be a density.
**Index** $j, k = 1, \dots, K$.
**Let** $\lambda_k \in \mathbb{R}^D$, $h, g : \mathbb{R}^D \to \mathbb{R}$.
"""


@pytest.mark.parametrize(
    ("display", "outcome"),
    [
        (r"p(x | \lambda_j) = h(x) g(\lambda_j) exp\{\lambda_j^\top x\}", "proved"),
        (r"p(x | \lambda_1) = h(x) g(\lambda_1) exp\{\lambda_1^\top x\}", "proved"),
        (r"p(x | \lambda_j) = h(x) g(\lambda_k) exp\{\lambda_j^\top x\}", "refuted"),
    ],
)
def test_a_family_with_an_index_is_known_for_every_index(display, outcome):
    said = r"p(x | \lambda_k) = h(x) g(\lambda_k) exp\{\lambda_k^\top x\}"
    first, second = read(f"# N\n{FAMILY}\n\n$$\n{said}\n$$\n\n$$\n{display}\n$$\n").items
    assert isinstance(first, Unchecked)
    assert judge(second).outcome == outcome


def test_a_class_may_be_a_set_too():
    base = r"**Let** $A, B$ be finite sets, $c \in (0, 1)$. **Let** $p$ be a density."
    *said, found = read(
        f"# N\n{base}\n\n$$\np(A) = 2 c \\quad p(B) = 1 - 2 c\n$$\n\n$$\np(A) + p(B) = 1\n$$\n"
    ).items
    assert all(isinstance(one, Unchecked) for one in said)
    assert judge(found).outcome == "proved"
