r"""Sequences of numbers, vectors and matrices: what their values are, and from where on."""

import pytest

from verifier.claim import Claim, Unchecked
from verifier.engine.decide import judge
from verifier.read.notes.load import read

FIRST_IS_A_LETTER = r"""**Let** $x_0, \eta \in \mathbb{R}$.
**Define** $x_1 = x_0$, $x_{t+1} = x_t - \eta x_t$ for $t \ge 1$."""
RECURRENT = r"""**Let** $T, n \in \mathbb{N}$. **Index** $t = 1, \dots, T$.
**Let** $x_t \in \mathbb{R}^n$, $W \in \mathbb{R}^{n \times n}$."""
MOMENTUM = r"""**Let** $n, T \in \mathbb{N}$, $\beta \in \mathbb{R}$. **Index** $t = 1, \dots, T$.
**Let** $\mathbf{g}_t \in \mathbb{R}^n$."""
TAU = r"\sum_{\tau = 0}^{t-1} \beta^{\tau} \mathbf{g}_{t-\tau}"


def items(head, *lines):
    displays = "\n\n".join(f"$$ {line} $$" for line in lines)
    return read(f"# Note\n{head}\n\n{displays}\n").items


def outcomes(head, *lines):
    return [judge(item).outcome if isinstance(item, Claim) else item
            for item in items(head, *lines)]  # fmt: skip


@pytest.mark.parametrize(
    ("head", "true", "false"),
    [
        (FIRST_IS_A_LETTER,
         [r"x_{t+1} = (1 - \eta) x_t", r"x_2 = (1 - \eta) x_0", "x_1 = x_0"],
         [r"x_{t+1} = (1 + \eta) x_t", r"x_2 = x_0"]),
        (RECURRENT + r" **Define** $h_0 = 0$, $h_t = W h_{t-1} + x_t$.",
         ["h_t - x_t = W h_{t-1}", "h_1 = x_1"], ["h_1 = W x_1", "h_t = x_t"]),
        (RECURRENT + r" **Define** $\mathbf{h}_0 = \mathbf{0}$, $\mathbf{h}_t = "
         r"\tanh(W \mathbf{h}_{t-1} + x_t)$.",
         [r"\mathbf{h}_1 = \tanh(x_1)"], [r"\mathbf{h}_1 = x_1"]),
        (MOMENTUM + r" **Define** $\mathbf{v}_0 = 0$, "
         r"$\mathbf{v}_t = \beta \mathbf{v}_{t-1} + \mathbf{g}_t$.",
         [r"\mathbf{v}_t = \sum_{s=1}^{t} \beta^{t-s} \mathbf{g}_s", rf"\mathbf{{v}}_t = {TAU}"],
         [r"\mathbf{v}_t = \sum_{s=1}^{t} \beta^{t-s+1} \mathbf{g}_s"]),
    ],
)  # fmt: skip
def test_recursions_of_vectors(head, true, false):
    assert outcomes(head, *true) == ["proved"] * len(true)
    assert outcomes(head, *false) == ["refuted"] * len(false)


FOREVER = r"**Index** $t = 0, 1, 2, \dots$. **Let** $x_t, y_t \in \mathbb{R}$."
WHOLE = r"**Let** $\gamma \in \mathbb{R}$, $R, G : \mathbb{N} \to \mathbb{R}$."


@pytest.mark.parametrize(
    "head",
    [
        FOREVER,
        r"**Index** $t \ge 0$. **Let** $x_t, y_t \in \mathbb{R}$.",
        r"**Let** $x_t, y_t \in \mathbb{R}$ for all $t \in \mathbb{N}_0$.",
        r"**Let** $x_t, y_t \in \mathbb{R}$ for $t = 0, 1, \dots$.",
        r"**Let** $x, y : \mathbb{N} \to \mathbb{R}$. **Index** $t \in \mathbb{N}_0$.",
    ],
)
def test_sequences_without_an_end(head):
    true = ["x_{t+1} + y_t - x_{t+1} = y_t", "x_0 + y_7 = y_7 + x_0",
            r"\sum_{k=0}^{t} (x_{k+1} - x_k) = x_{t+1} - x_0"]  # fmt: skip
    assert outcomes(head, *true) == ["proved"] * 3
    false = ["x_t + y_t = 2 x_t", "x_{t+1} = x_t", "x_0 = x_1"]
    assert outcomes(head, *false) == ["refuted"] * 3


def test_a_sequence_is_a_function_of_its_place():
    assert outcomes(WHOLE, "R(t) = R_t", "R(0) + G_3 = G(3) + R_0") == ["proved"] * 2
    assert outcomes(WHOLE, "R(t) = R(t+1)", "R_t + G_t = 2 G_t") == ["refuted"] * 2


def test_finite_returns():
    head = (
        WHOLE
        + r""" **Let** $T \in \mathbb{N}$. **Index** $s = 0, \dots, T-1$.
**Define** $H_s = \sum_{k=0}^{T-s-1} \gamma^k R_{s+k+1}$."""
    )
    assert outcomes(head, "H_{T-1} = R_T", r"H_{T-2} = R_{T-1} + \gamma R_T") == ["proved"] * 2
    assert outcomes(head, "H_{T-1} + 1 = R_{T-1} + 1") == ["refuted"]


def test_vectors_without_an_end():
    head = (r"**Let** $n \in \mathbb{N}$, $A \in \mathbb{R}^{n \times n}$, $x_t \in \mathbb{R}^n$ "
            r"for $t \ge 0$.")  # fmt: skip
    assert outcomes(head, r"A (x_t + x_{t+1}) = A x_{t+1} + A x_t") == ["proved"]
    assert outcomes(head, r"A (x_t + x_{t+1}) = A x_{t+1} - A x_t") == ["refuted"]


def test_all_values_at_once_are_not_read():
    (item,) = items(FOREVER, r"\sum_t x_t = y_0")
    assert not isinstance(item, Claim)


def test_what_is_assumed_of_all_places_may_leave_a_beginning_without_continuation():
    head = FOREVER + r" **Assume** $x_t = x_{t+1}^2 + 1$."
    assert "refuted" not in outcomes(head, r"x_0 \ge 5", "x_t = 7")


STEPS = r"**Let** $T \in \mathbb{N}$. **Index** $t = 1, \dots, T$. **Let** $w_t \in \mathbb{R}$."
COSINE = STEPS + r" **Define** $f(t) = \cos(\frac{t}{T} \cdot \frac{\pi}{2})$."


def test_a_formula_in_an_index_holds_for_any_number():
    true = ["f(0) = 1", "f(T) = 0", r"f(t)^2 + \sin^2 \frac{\pi t}{2 T} = 1"]
    assert outcomes(COSINE, *true) == ["proved"] * 3
    assert outcomes(COSINE, "f(0) = 0", "f(t) = f(t - 1)") == ["refuted"] * 2


@pytest.mark.parametrize("right", ["2 w_t", r"\sum_{s=1}^t w_s", "t + w_t"])
def test_what_an_index_numbers_has_its_places_only(right):
    head = STEPS + rf" **Define** $g(t) = {right}$."
    (item,) = items(head, "g(0) = g(0)")
    assert not isinstance(item, Claim)
    assert outcomes(head, f"g(t) = {right}", "g_t = g(t)") == ["proved"] * 2


RETURNS = (
    WHOLE
    + r""" **Let** $T \in \mathbb{N}$. **Index** $t = 0, \dots, T-1$.
**Define** $H_T = 0$, $H_t = R_{t+1} + \gamma H_{t+1}$."""
)
ENDLESS_RETURNS = r"""**Let** $\gamma \in \mathbb{R}$, $R : \mathbb{N} \to \mathbb{R}$.
**Index** $t \ge 0$. **Define** $G_t = R_{t+1} + \gamma G_{t+1}$."""
DELTAS = r"""**Let** $L, n \in \mathbb{N}$. **Index** $l = 1, \dots, L-1$; $m = 1, \dots, L$.
**Let** $W^{(m)} \in \mathbb{R}^{n \times n}$, $z^{(m)}, g \in \mathbb{R}^n$, $\sigma : \mathbb{R} \to \mathbb{R}$.
**Define** $\delta^{(L)} = g \odot \sigma'(z^{(L)})$,
$\delta^{(l)} = (W^{(l+1)})^\top \delta^{(l+1)} \odot \sigma'(z^{(l)})$."""


@pytest.mark.parametrize(
    ("head", "true", "false"),
    [
        (RETURNS, ["H_{T-1} = R_T", r"H_t = \sum_{k=0}^{T-t-1} \gamma^k R_{t+k+1}"],
         [r"H_{T-1} = \gamma R_T", r"H_t = \sum_{k=0}^{T-t} \gamma^k R_{t+k+1}"]),
        (ENDLESS_RETURNS,
         [r"G_t = R_{t+1} + \gamma R_{t+2} + \gamma^2 G_{t+2}", r"G_0 = R_1 + \gamma G_1"],
         [r"G_t = R_{t+1} + \gamma R_{t+2} + \gamma G_{t+2}", "G_1 + 1 = R_1 + 1", "G_0 = G_1"]),
        (DELTAS,
         [r"\delta^{(l)} = ((W^{(l+1)})^\top \delta^{(l+1)}) \odot \sigma'(z^{(l)})"],
         [r"\delta^{(l)} = ((W^{(l+1)})^\top \delta^{(l+1)}) \odot \sigma'(z^{(l+1)})",
          r"\delta^{(L)} = g"]),
    ],
    ids=["finite", "endless", "layers"],
)  # fmt: skip
def test_recursions_backwards(head, true, false):
    assert outcomes(head, *true) == ["proved"] * len(true)
    assert outcomes(head, *false) == ["refuted"] * len(false)


MOVING = r"""**Let** $T \in \mathbb{N}$, $\beta \in \mathbb{R}$. **Index** $t = 1, \dots, T$.
**Let** $g_t, v_t \in \mathbb{R}$."""
RULE = r"v_t = \beta v_{t-1} + g_t"


def test_an_update_rule_in_a_display_defines_its_sequence():
    first, right, wrong, other = items(
        MOVING, RULE, r"v_t = \beta^2 v_{t-2} + \beta g_{t-1} + g_t",
        r"v_t = \beta^2 v_{t-2} + g_t", r"v_t = \beta v_{t-1} + (1 - \beta) g_t",
    )  # fmt: skip
    assert isinstance(first, Unchecked)
    assert "defines the sequence" in first.reason
    assert judge(right).outcome == "proved"
    assert judge(wrong).outcome == judge(other).outcome == "undecided"


def test_first_values_may_stand_elsewhere():
    first, *rest = items("", "F_n = F_{n-1} + F_{n-2}", "F_{n+1} = F_n + F_{n-1}", "F_2 = 1")
    assert isinstance(first, Unchecked)
    assert [judge(one).outcome for one in rest] == ["proved", "undecided"]


def test_a_chain_goes_on_behind_its_update_rule():
    first, second = items(r"**Let** $a, \eta \in \mathbb{R}$, $f : \mathbb{R} \to \mathbb{R}$.",
                          r"x_{t+1} = x_t - \eta f(x_t) = x_t - f(x_t) \eta")  # fmt: skip
    assert isinstance(first, Unchecked)
    assert judge(second).outcome == "proved"


def test_a_recursion_that_is_assumed():
    head = WHOLE + r" **Index** $t \ge 0$. **Assume** $G_t = R_{t+1} + \gamma G_{t+1}$."
    true = [r"G_t = R_{t+1} + \gamma R_{t+2} + \gamma^2 G_{t+2}", r"G_0 = R_1 + \gamma G_1"]
    assert outcomes(head, *true) == ["proved"] * 2
    assert outcomes(head, r"G_t = R_{t+1} + \gamma R_{t+2}", "G_0 + 1 = R_0 + 1") == ["refuted"] * 2
    head = (
        r"**Let** $n \in \mathbb{N}$, $\eta \in \mathbb{R}$, $A \in \mathbb{R}^{n \times n}$, "
        r"$x_t \in \mathbb{R}^n$ for $t \ge 0$. **Assume** $x_{t+1} = x_t - \eta A x_t$."
    )
    assert outcomes(head, r"x_{t+2} = (I_n - \eta A)^2 x_t") == ["proved"]
    assert outcomes(head, r"x_{t+2} = (I_n + \eta A)^2 x_t") == ["refuted"]


def test_what_else_is_said_of_a_sequence_stays_an_assumption():
    head = MOVING + r" **Define** $w_t = 2 v_t$. **Assume** $v_t = \beta v_{t-1} + g_t$."
    assert outcomes(head, r"w_t = 2 \beta v_{t-1} + 2 g_t") != ["refuted"]


DESCENT = r"""**Let** $n \in \mathbb{N}$, $b, a \in \mathbb{R}^n$, $\eta \in \mathbb{R}$.
**Let** $A \in \mathbb{R}^{n \times n}$ symmetric.
**Define** $f(x) = \frac{1}{2} x^\top A x - b^\top x$ for $x \in \mathbb{R}^n$.
**Define** $x_0 = a$, $x_{t+1} = x_t - \eta \nabla f(x_t)$."""


def test_gradient_descent():
    true = [r"x_{t+1} = x_t - \eta (A x_t - b)", r"x_1 = a - \eta A a + \eta b"]
    assert outcomes(DESCENT, *true) == ["proved"] * 2
    false = [r"x_{t+1} = x_t + \eta (A x_t - b)", r"x_1 = a - \eta A a - \eta b"]
    assert outcomes(DESCENT, *false) == ["refuted"] * 2


def test_an_infinite_sum_of_a_sequence():
    head = (
        r"**Let** $\gamma \in \mathbb{R}$, $0 < \gamma < 1$, $R : \mathbb{N} \to \mathbb{R}$. "
        r"**Index** $t \ge 0$. **Define** $G_t = \sum_{k=0}^{\infty} \gamma^k R_{t+k+1}$."
    )
    assert outcomes(head, r"G_t = \sum_{k=0}^{\infty} \gamma^k R_{t+k+1}") == ["proved"]
    wrong = outcomes(head, r"G_t = R_{t+1} + G_{t+1}", r"G_t = R_t + \gamma G_{t+1}")
    assert "proved" not in wrong


def test_layers_of_different_widths_are_refused_where_they_are_declared():
    (fault, *_) = items(r"**Let** $L, m \in \mathbb{N}$. **Index** $l = 1, \dots, L$. "
                        r"**Let** $n_l \in \mathbb{N}$, $W^{(l)} \in \mathbb{R}^{n_l \times m}$.",
                        "1 + 1 = 2")  # fmt: skip
    assert "another size for every index" in fault.message


def test_a_number_before_a_letter_is_one_place():
    head = r"""**Let** $n \in \mathbb{N}$, $y : \mathbb{N} \to \mathbb{R}$.
**Define** $s_0 = 0$, $s_k = s_{k-1} + k$ for $k \ge 1$."""
    assert outcomes(head, "s_{2n} = n (2n+1)", "y_{2n} = y(2 n)") == ["proved"] * 2
    assert outcomes(head, "s_{2n} = n (2n-1)", "y_{2n} = y_n") == ["refuted"] * 2


@pytest.mark.parametrize("sign", ["sum", "prod"])
def test_downwards(sign):
    (item,) = items(STEPS, rf"\{sign}_{{s=t}}^1 w_s = w_1")
    assert isinstance(item, Unchecked)
    assert "downwards" in item.reason
