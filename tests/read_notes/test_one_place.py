"""Derivatives by what one place of a sequence holds."""

import pytest

from verifier.claim import Claim
from verifier.engine.decide import judge
from verifier.read.notes.load import read

HEAD = ("# N\n\n**Let** $w, v, b, u, d \\in \\mathbb{R}$, $x^t, y^t \\in \\mathbb{R}$ for "
        "$t \\ge 0$. ")  # fmt: skip
EVERY = "**Define** $z^t = u x^t + d$, $L^t = \\frac{1}{2} (y^t - z^t)^2$."
RECURSION = ("**Define** $a^0 = w x^0 + b$, $a^t = w x^t + v \\tanh(a^{t-1}) + b$ for $t \\ge 1$. "
             "**Define** $h^t = \\tanh(a^t)$, $L^t = \\frac{1}{2} (y^t - u h^t - d)^2$.")  # fmt: skip
MUTUAL = ("**Define** $a^0 = w x^0 + b$, $a^t = w x^t + v h^{t-1} + b$ for $t \\ge 1$, "
          "$h^t = \\tanh(a^t)$ for $t \\ge 0$.")  # fmt: skip


def outcome(declared, display):
    """The verdict of the one display of a note."""
    item = read(f"{HEAD}{declared}\n\n$$ {display} $$\n").items[-1]
    assert isinstance(item, Claim), item
    return judge(item).outcome


@pytest.mark.parametrize(("declared", "display", "expected"), [
    (EVERY, r"\frac{\partial L^t}{\partial z^t} = -(y^t - z^t)", "proved"),
    (EVERY, (r"\frac{\partial L^t}{\partial d} = \frac{\partial L^t}{\partial z^t} "
     r"\frac{\partial z^t}{\partial d}"), "proved"),
    (EVERY, r"\frac{\partial L^t}{\partial z^t} = y^t - z^t", "refuted"),
    (EVERY, r"\frac{\partial L^{t+1}}{\partial z^t} = 0", "proved"),
    (RECURSION, r"\frac{\partial h^t}{\partial a^t} = 1 - (h^t)^2", "proved"),
    (RECURSION, r"\frac{\partial a^t}{\partial a^{t-1}} = v (1 - (h^{t-1})^2)", "proved"),
    (RECURSION, r"\frac{\partial L^t}{\partial a^t} = -(y^t - u h^t - d) u (1 - (h^t)^2)",
     "proved"),
    (RECURSION, (r"\frac{\partial L^t}{\partial a^t} = \frac{\partial L^t}{\partial h^t} "
     r"\frac{\partial h^t}{\partial a^t}"), "proved"),
    (RECURSION, r"\frac{\partial h^t}{\partial a^{t+1}} = 0", "proved"),
    (RECURSION, r"\frac{\partial h^t}{\partial a^t} = 1 - h^t", "refuted"),
    (RECURSION, r"\frac{\partial a^t}{\partial a^{t-1}} = v", "refuted"),
    (MUTUAL, r"\frac{\partial h^t}{\partial a^t} = 1 - (h^t)^2", "proved"),
    (MUTUAL, r"\frac{\partial h^t}{\partial a^t} = h^t", "refuted"),
    (MUTUAL, r"\frac{\partial a^t}{\partial h^{t-1}} = v", "proved"),
    (MUTUAL, r"a^t = w x^t + v h^{t-1} + b", "proved"),
])  # fmt: skip
def test_one_number_in_its_place(declared, display, expected):
    assert outcome(declared, display) == expected


STATES = r"""
**Let** $n \in \mathbb{N}$, $W, U \in \mathbb{R}^{n \times n}$, $b \in \mathbb{R}^n$, $x^{\langle t \rangle} \in \mathbb{R}^n$ for $t \ge 0$.
**Index** $i, j = 1, \dots, n$. **Define** $z^{\langle t \rangle} = U x^{\langle t \rangle} + W h^{\langle t-1 \rangle} + b$,
$h^{\langle t \rangle} = \tanh(z^{\langle t \rangle})$ for $t \ge 1$.
"""


@pytest.mark.parametrize(
    ("below", "right", "outcome"),
    [
        ("h^{<t-1>}", r"\operatorname{diag}(1 - (h^{<t>})^2) W", "proved"),
        ("h^{<t-1>}", r"W^\top \operatorname{diag}(1 - (h^{<t>})^2)", "refuted"),
        ("z^{<t>}", r"\operatorname{diag}(1 - (h^{<t>})^2)", "proved"),
        (
            "h^{<t-2>}",
            r"\frac{\partial h^{<t>}}{\partial h^{<t-1>}} \frac{\partial h^{<t-1>}}{\partial h^{<t-2>}}",
            "proved",
        ),
    ],
)
def test_the_state_of_one_step_by_that_of_another(below, right, outcome):
    display = rf"\frac{{\partial h^{{<t>}}}}{{\partial {below}}} = {right}"
    display = display.replace("<", r"\langle ").replace(">", r" \rangle")
    (found,) = read(f"# N\n{STATES}\n$$ {display} $$\n").items
    assert isinstance(found, Claim), found
    assert judge(found, timeout=10).outcome == outcome


@pytest.mark.parametrize(
    ("right", "outcome"),
    [
        (
            r"W^\top \operatorname{diag}(1 - (h^{(2)})^2) \frac{\partial L}{\partial h^{(2)}}",
            "proved",
        ),
        (r"\operatorname{diag}(1 - (h^{(2)})^2) W \frac{\partial L}{\partial h^{(2)}}", "refuted"),
    ],
)
def test_a_loss_of_a_numbered_step_by_an_earlier_state(right, outcome):
    note = (
        r"**Let** $n \in \mathbb{N}$, $W \in \mathbb{R}^{n \times n}$, $x^{(t)} \in \mathbb{R}^n$ for "
        r"$t \ge 1$, $\ell : \mathbb{R}^n \to \mathbb{R}$. **Define** $h^{(t)} = \tanh(W h^{(t-1)} + "
        r"x^{(t)})$ for $t \ge 1$, $L = \ell(h^{(2)})$."
    )
    (found,) = read(
        f"{note}\n\n$$ \\frac{{\\partial L}}{{\\partial h^{{(1)}}}} = {right} $$\n"
    ).items
    assert isinstance(found, Claim), found
    assert judge(found, timeout=10).outcome == outcome


def test_the_letter_of_a_derivative_inside_a_sum_over_it_is_doubted():
    note = (
        r"**Let** $K \in \mathbb{N}$, $u \in \mathbb{R}^K$. **Index** $k = 1, \dots, K$. "
        r"**Define** $J = \sum_{k=1}^K e^{u_k}$."
    )
    slope = r"\frac{\partial J}{\partial u_k} ="
    for right, outcome in ((r"\sum_{k=1}^K \frac{\partial}{\partial u_k} e^{u_k}", "undecided"),
                           (r"\sum_{k=1}^K e^{u_k}", "refuted")):  # fmt: skip
        (found,) = read(f"{note}\n\n$$ {slope} {right} $$\n").items
        assert isinstance(found, Claim), found
        assert judge(found, timeout=10).outcome == outcome


def test_a_sum_over_all_steps_is_not_taken_for_one_of_them():
    note = (
        r"**Let** $T \in \mathbb{N}$, $w, v, x_t, y_t \in \mathbb{R}$. **Index** $t = 1, \dots, T$. "
        r"**Define** $h_0 = 0$, $h_t = \tanh(w x_t + v h_{t-1})$, $L = \sum_{t=1}^T (y_t - h_t)^2$."
    )
    (found,) = read(
        f"{note}\n\n$$ \\frac{{\\partial L}}{{\\partial h_t}} = -2 (y_t - h_t) $$\n"
    ).items
    assert not isinstance(found, Claim)


CELL = r"""**Let** $n \in \mathbb{N}$, $x^{(t)}, f^{(t)}, i^{(t)}, o^{(t)} \in \mathbb{R}^n$ for $t \ge 1$,
$\ell : \mathbb{R}^n \to \mathbb{R}$. **Define** $c^{(t)} = f^{(t)} \odot c^{(t-1)} + i^{(t)} \odot x^{(t)}$ for
$t \ge 1$, $h^{(t)} = o^{(t)} \odot \tanh(c^{(t)})$, $L = \ell(h^{(2)})$.
"""


@pytest.mark.parametrize(
    ("right", "outcome"),
    [
        (r"{L}{h^{(2)}} {h^{(2)}}{c^{(2)}} {c^{(2)}}{c^{(1)}}", "proved"),
        (r"{L}{c^{(2)}} \odot f^{(2)}", "proved"),
        (r"{L}{c^{(2)}} \odot i^{(2)}", "refuted"),
    ],
)
def test_a_chain_through_the_steps_of_a_cell(right, outcome):
    pairs = {"{L}": r"\partial L", "{h^{(2)}}": r"\partial h^{(2)}", "{c^{(2)}}": r"\partial c^{(2)}",
             "{c^{(1)}}": r"\partial c^{(1)}"}  # fmt: skip
    for old, new in pairs.items():
        right = right.replace(old, f"{{{new}}}")
    right = right.replace("{\\partial L}{", "\\frac{\\partial L}{").replace(
        " {\\partial", " \\frac{\\partial"
    )
    (found,) = read(f"{CELL}\n$$ \\frac{{\\partial L}}{{\\partial c^{{(1)}}}} = {right} $$\n").items
    assert isinstance(found, Claim), found
    assert judge(found, timeout=10).outcome == outcome


def test_a_sum_over_all_places_is_not_taken_for_one_of_them():
    note = (
        r"**Let** $T \in \mathbb{N}$, $u, x_t, y_t \in \mathbb{R}$ for $t \ge 0$. "
        r"**Define** $z_t = u x_t$, $L = \sum_{t=1}^T (y_t - z_t)^2$."
    )
    (found,) = read(
        f"{note}\n\n$$ \\frac{{\\partial L}}{{\\partial z_t}} = -2 (y_t - z_t) $$\n"
    ).items
    assert not isinstance(found, Claim)
