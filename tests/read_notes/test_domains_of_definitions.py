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


BEYOND = r"""# T
**Define** $f(t) = t$ for $t > 0$, $g(n) = n$ for $n \in \mathbb{N}$. **Define** $y = f(-1)$,
$F = \int_{-1}^1 f(s)\,ds$. **Let** $\lambda > 0$.

$$ \int_0^1 f(t)\,dt = \frac12 $$

$$ \int_{-1}^1 f(t)\,dt = 0 $$

$$ \lim_{t \to 0} f(-t) = 0 $$

$$ y = -1 $$

$$ F = 0 $$

$$ p(x) = \lambda e^{-\lambda x}, \quad x \ge 0 $$

$$ \int_0^\infty p(x)\,dx = 1 $$

$$ \int_{-1}^0 p(x)\,dx = e^\lambda - 1 $$

$$ g(1/2) = 1/2 $$
"""


def test_nothing_is_proved_beyond_where_a_function_is_given():
    items = read(BEYOND).items
    claims = [item for item in items if isinstance(item, Claim)]
    outcomes = ["proved", *["undecided"] * 4, "proved", "undecided"]
    assert [judge(one, timeout=10).outcome for one in claims] == outcomes
    assert "given for whole numbers only" in items[-1].message


PARTLY = r"""# T
**Let** $a, b$ be real numbers in $(0,1)$ and $(1,2)$.

$$ b < 1 $$

**Let** $c > 0$, $d \in \mathbb{R}$ be foo bar, $2 + \in$.

$$ c > 0 $$
"""


def test_nothing_is_assumed_of_a_line_of_which_a_part_is_not_read():
    items = read(PARTLY).items
    outcomes = [judge(one, timeout=10).outcome for one in items if isinstance(one, Claim)]
    assert "proved" not in outcomes
    assert "refuted" not in outcomes
