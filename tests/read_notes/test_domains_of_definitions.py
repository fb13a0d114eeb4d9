"""Where a **Define** gives a function: behind its equation, kept for every call."""

from verifier.claim import Claim
from verifier.engine.decide import judge
from verifier.read.notes.load import read

NOTE = r"""# T
**Let** $x, a \in \mathbb{R}$.
**Define** $f(t) = t^a$ for $t > 0$, $g(t) = \ln t$ for $t \in (0, 1)$, $v(t) = t$ for
$t \in \mathbb{R}$.

$$ f(x) f(x) = f(x^2) $$

$$ f(-1) = f(-1) $$

$$ g(2) = \ln 2 $$

$$ v(-1) = -1 $$

## Values
**Define** $y = x/|x|$ for $x > 0$.

$$ y = 1 $$
"""


def test_a_function_is_taken_where_it_is_given_only():
    claims = [item for item in read(NOTE).items if isinstance(item, Claim)]
    verdicts = [judge(one, timeout=10) for one in claims[:4]]
    assert [one.outcome for one in verdicts] == ["proved", "ill-formed", "ill-formed", "proved"]
    assert "`f` is given for $t > 0$ only" in claims[0].readings
    refused = [item for item in read(NOTE).items if not isinstance(item, Claim)]
    assert "a value is defined whatever holds" in refused[0].message


PASSED_ON = r"""# T
**Let** $f(x) = x$ for $x > 0$. **Define** $g(x) = f(-x)$.

$$ f(-1) = -1 $$

$$ g(1) = -1 $$

$$ g(-1) = 1 $$
"""


def test_where_a_function_is_given_stands_in_a_let_and_is_passed_on():
    claims = [item for item in read(PASSED_ON).items if isinstance(item, Claim)]
    outcomes = [judge(one, timeout=10).outcome for one in claims]
    assert outcomes == ["ill-formed", "ill-formed", "proved"]
