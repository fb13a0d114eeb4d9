r"""What is claimed for some value is not refuted by another value."""

from __future__ import annotations

import pytest

from verifier.claim import Claim
from verifier.engine.decide import judge
from verifier.read.notes.load import read

HEAD = r"""# Note
**Let** $f : \mathbb{R} \to \mathbb{R}$, $x, h \in \mathbb{R}$, $t, \xi_1 \in (0, 1)$.

"""


def outcome(text: str) -> str:
    (item,) = read(HEAD + text).items
    assert isinstance(item, Claim), item
    return judge(item).outcome


@pytest.mark.parametrize(
    "text",
    [
        "Then there exists $t \\in (0, 1)$ such that\n\n$$ f(x + h) = f(x) + h f'(x + t h) $$\n",
        "there is some number $t$ with $0 < t < 1$ such that\n$$ f(h) = f(0) + h f'(t h) $$\n",
        "We have\n\n$$ f(x + h) = f(x) + h f'(x + t h) $$\n\nfor some $t \\in (0, 1)$.\n",
        "We have\n\n$$ f(x + h) = f(x) + h f'(x + t h), $$\n\nwhich holds for some $t$.\n",
        "For some $\\xi_1 \\in (0, 1)$ such that\n\n$$ f(h) = f(0) + h f'(\\xi_1 h) $$\n",
    ],
)
def test_not_refuted(text):
    assert outcome(text) == "undecided"


@pytest.mark.parametrize(
    "text",
    [
        "For all $t \\in (0, 1)$ we have\n\n$$ f(x + h) = f(x) + h f'(x + t h) $$\n",
        "There exists $t$ such that x.\n\nNow\n\n$$ f(x + h) = f(x) + h f'(x + t h) $$\n",
        "There exists $t$ such that\n\n$$ f(x + h) = f(x) + h f'(x) $$\n",
        "We have\n\n$$ f(h) = f(0) + h f'(t h). $$\n\nLater, for some $t$, we use it.\n",
    ],
)
def test_refuted(text):
    assert outcome(text) == "refuted"


def test_what_holds_for_every_value_is_proved():
    assert outcome("There exists $t$ such that\n\n$$ t + x = x + t $$\n") == "proved"
