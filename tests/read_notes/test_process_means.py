"""Means over the course of a process, and lists of elements of finite sets."""

import pytest

from tests.read_notes.reading import item, items
from verifier.claim import Claim, IllFormed
from verifier.engine.decide import judge

BASE = r"""
**Let** $\mathcal{S}, \mathcal{A}$ be finite sets. **Let** $s, s' \in \mathcal{S}$,
$a \in \mathcal{A}$, $\gamma \in \mathbb{R}$, $T \in \mathbb{N}$, $\theta \in \mathbb{R}^d$.
**Let** $v(s), q(s, a) \in \mathbb{R}$, $\pi_\theta(a \mid s) > 0$.
**Let** $S_t \in \mathcal{S}$, $A_t \in \mathcal{A}$, $R_t, G_t \in \mathbb{R}$ for $t \ge 0$.
"""


def outcomes(display, more="", timeout=20):
    """What is said of each claim of a display."""
    return [judge(one, timeout=timeout).outcome if isinstance(one, Claim) else one.kind
            for one in items(display, more, BASE)]  # fmt: skip


@pytest.mark.parametrize(("display", "wanted"), [
    (r"v(S_{t+1}) + q(S_t, A_t) = q(S_t, A_t) + v(S_{t+1})", "proved"),
    (r"v(S_{t+1}) = v(S_t)", "refuted"),
    (r"\mathbb{1}[S_t = s] v(S_t) = \mathbb{1}[S_t = s] v(s')", "refuted"),
    ((r"\nabla_\theta \sum_{t=0}^T \log \pi_\theta(A_t \mid S_t) ="
      r" \sum_{t=0}^T \nabla_\theta \log \pi_\theta(A_t \mid S_t)"), "proved"),
])  # fmt: skip
def test_entries_of_lists_are_arguments_of_tables(display, wanted):
    assert outcomes(display) == [wanted]


def test_labels_in_a_list_are_indices():
    base = (r"**Let** $n, K \in \mathbb{N}$, $y_i \in \{1, \dots, K\}$, $w \in \mathbb{R}^K$."
            r" **Index** $i = 1, \dots, n$; $k = 1, \dots, K$.")  # fmt: skip
    good = r"\frac{\partial}{\partial w_k} \sum_i w_{y_i} = \sum_i \mathbb{1}[y_i = k]"
    assert judge(item(good, base=base)).outcome == "proved"
    wrong = good.replace(r"\mathbb{1}[y_i = k]", r"\mathbb{1}[y_i = 1]")
    assert judge(item(wrong, base=base)).outcome == "refuted"
    longer = base.replace(r"w \in \mathbb{R}^K", r"w \in \mathbb{R}^n")
    assert isinstance(item(r"\sum_i w_{y_i} = 0", base=longer), IllFormed)


@pytest.mark.parametrize("display", [
    r"S_t + 1 = 1 + S_t", r"q(A_t, S_t) = 0", r"v(A_t) = 0",
    r"\mathbb{E}[v(s') \mid S_t = s] = v(s')",
    r"\mathbb{E}[q(S_t, a) \mid S_t = s] = q(s, a)",
])  # fmt: skip
def test_elements_are_no_numbers_and_drawn_ones_are_asked_about(display):
    assert isinstance(item(display, base=BASE), IllFormed)


@pytest.mark.parametrize("sign", [
    r"\mathbb{E}_\pi", r"\mathbb{E}", r"E_{\pi_\theta}", r"\mathbb{E}_{\tau \sim \pi_\theta}",
])  # fmt: skip
def test_means_over_a_process_are_linear(sign):
    given = rf"{sign}[R_{{t+1}} + \gamma G_{{t+1}} \mid S_t = s]"
    right = rf"{sign}[R_{{t+1}} \mid S_t = s] + \gamma {sign}[G_{{t+1}} \mid S_t = s]"
    assert outcomes(f"{given} = {right}") == ["proved"]


@pytest.mark.parametrize(("display", "wanted"), [
    (r"\mathbb{E}_\pi[R_{t+1} v(S_t) \mid S_t = s] = v(s) \mathbb{E}_\pi[R_{t+1} \mid S_t = s]",
     "proved"),
    (r"\mathbb{E}_\pi[R_{t+1} v(S_t) \mid S_t] = v(S_t) \mathbb{E}_\pi[R_{t+1} \mid S_t]", "proved"),
    (r"\mathbb{E}_\pi[R_{t+1} \mid S_t = s] = R_{t+1}", "undecided"),
    (r"\mathbb{E}_\pi[R_{t+1} \mid S_t = s] = \mathbb{E}_\mu[R_{t+1} \mid S_t = s]", "undecided"),
    (r"\mathbb{E}_\pi[R_{t+1} \mid S_t = s] = \mathbb{E}_\pi[R_{t+1} \mid S_{t+1} = s]",
     "undecided"),
    (r"v(s) = \mathbb{E}_\pi[R_{t+1} + \gamma v(S_{t+1}) \mid S_t = s]", "undecided"),
])  # fmt: skip
def test_of_a_mean_only_that_it_is_one_is_used(display, wanted):
    assert outcomes(display, timeout=20 if wanted == "proved" else 0.2) == [wanted]


def test_what_a_mean_defines_is_not_refuted_either():
    found = items(r"J(\theta) = \mathbb{E}_{\tau \sim \pi_\theta}[R_1] \\ \nabla_\theta J(\theta) = 0",
                  base=BASE)  # fmt: skip
    assert judge(found[-1], timeout=0.2).outcome == "undecided"


def test_the_beginning_of_a_sequence_is_no_condition():
    more = r"**Assume** $G_t = R_{t+1} + \gamma G_{t+1}$ for $t \ge 0$."
    assert outcomes(r"G_t + 1 = 1 + R_{t+1} + \gamma G_{t+1}", more) == ["proved"]


def test_tables_of_functions_and_by_places_of_a_sequence():
    more = (r"**Let** $b \in \mathcal{A}$, $h(s, a, \theta) \in \mathbb{R}$, $w(s, a, \theta) > 0$,"
            r" $V_k(s), U^{(k)}(s) \in \mathbb{R}$ for $k \ge 0$, $V(s) \in \mathbb{R}$.")  # fmt: skip
    softmax = (r"\pi(a \mid s) = \frac{e^{h(s, a, \theta)}}{\sum_b e^{h(s, b, \theta)}} \\ \nabla_\theta"
               r" \log \pi(a \mid s) = \nabla_\theta h(s, a, \theta) - \sum_b \pi(b \mid s)"
               r" \nabla_\theta h(s, b, \theta)")  # fmt: skip
    assert outcomes(softmax, more) == ["definition", "proved"]
    assert outcomes(softmax.replace(r"- \sum_b \pi(b \mid s)", r"- \sum_b"), more)[1] == "refuted"
    good = (r"\nabla_\theta \sum_a w(s, a, \theta) q(s, a) ="
            r" \sum_a w(s, a, \theta) \nabla_\theta \log w(s, a, \theta) q(s, a)")  # fmt: skip
    assert outcomes(good, more) == ["proved"]
    places = (
        r"V_{k+1}(s) - V(s) = -V(s) + V_{k+1}(s) \\ U^{(k+1)}(s) + V_k(s) = V_k(s) + U^{(k+1)}(s)"
    )
    assert outcomes(places, more) == ["proved", "proved"]
    assert outcomes(r"V_{k+1}(s) + V(s) = V_k(s) + V(s)", more) == ["refuted"]


def test_an_update_rule_of_a_table_is_assumed_once():
    more = r"**Let** $V_k(s) \in \mathbb{R}$ for $k \ge 0$."
    rule = r"V_{k+1}(s) = \gamma V_k(s)"
    found = items(rf"{rule} \\ V_{{k+1}}(s) = V_k(s) + 1", more, BASE)
    assert found[0].kind == "assignment"
    assert judge(found[1], timeout=0.2).outcome == "undecided"


def test_finite_sets_of_numbers_and_tables_with_other_arguments():
    more = (r"**Let** $\mathcal{R}$ be a finite set, $\mathcal{R} \subset \mathbb{R}$, $r \in \mathcal{R}$."
            r" **Let** $p(s', r \mid s, a), p(s' \mid s, a), r(s, a) \in \mathbb{R}$.")  # fmt: skip
    good = (r"\sum_{s', r} p(s', r \mid s, a) [r + \gamma v(s')] = \sum_r r \sum_{s'} p(s', r \mid s, a)"
            r" + \gamma \sum_{s', r} p(s', r \mid s, a) v(s')")  # fmt: skip
    assert outcomes(good, more.replace(", r(s, a)", "")) == ["proved"]
    assert outcomes(good.replace(r"\sum_r r \sum_{s'}", r"\sum_r \sum_{s'}"),
                    more.replace(", r(s, a)", "")) == ["refuted"]  # fmt: skip
    assert outcomes(r"2 p(s' \mid s, a) + \sum_r p(s', r \mid s, a) = 2 p(s' \mid s, a)",
                    more.replace(", r(s, a)", "")) == ["refuted"]  # fmt: skip


@pytest.mark.parametrize(("display", "line"), [
    (r"v(s) = \mathbb{E}_\mu[H_t \mid X_t = s]", r"**Let** $X_t, H_t \in \mathbb{R}$ for $t \ge 0$."),
    (r"\mathbb{E}[v(S_{t+1}) + H_{t+1} \mid S_t = s] = 0",
     r"**Let** $H_t \in \mathbb{R}$ for $t \ge 0$."),
])  # fmt: skip
def test_what_is_undeclared_in_a_mean_is_asked_with_one_line(display, line):
    found = item(display, base=BASE)
    assert isinstance(found, IllFormed)
    assert line in found.message or "X_t" in display
    pasted = found.message.split("\n")[-1].strip()
    assert not isinstance(items(display, pasted, BASE)[0], IllFormed)


def test_one_line_may_begin_its_sequences_at_different_places():
    base = (r"**Let** $x_t \in \mathbb{R}$ for $t \ge 0$, $\beta_t \in \mathbb{R}$ for $t \ge 1$."
            r" **Let** $I$ be the identity matrix.")  # fmt: skip
    assert judge(item(r"x_0 + \beta_t = \beta_t + x_0", base=base)).outcome == "proved"


def test_scores_under_densities_and_integrals_of_gradients():
    base = (r"**Let** $d \in \mathbb{N}$, $x, y \in \mathbb{R}^d$, $p$ be a density,"
            r" $u : \mathbb{R}^d \to \mathbb{R}^d$.")  # fmt: skip
    for display in [
        r"\int p(x) \nabla_x \log p(x) \, dx = \int \nabla_x p(x) \, dx",
        (
            r"\mathbb{E}_{p(x)}[\|u(x) - \nabla_x \log p(x)\|^2] = \mathbb{E}_{p(x)}[\|u(x)\|^2]"
            r" - 2 \mathbb{E}_{p(x)}[u(x)^\top \nabla_x \log p(x)]"
            r" + \mathbb{E}_{p(x)}[\|\nabla_x \log p(x)\|^2]"
        ),
    ]:
        assert judge(item(display, base=base)).outcome == "proved", display
    for display in [
        r"\mathbb{E}_{p(x)}[\nabla_x \log p(x)] = 0",
        r"\mathbb{E}_{p(x)}[\nabla_x \log p(x)] = \nabla_x \log p(x)",
        r"\nabla_y p(y) = \int \nabla_y p(y \mid x) p(x) \, dx",
    ]:
        assert judge(item(display, base=base), timeout=0.2).outcome == "undecided", display


def test_sums_with_dots_define_names():
    found = items(r"G_t = R_{t+1} + \gamma R_{t+2} + \gamma^2 R_{t+3} + \cdots"
                  r" = \sum_{k=0}^\infty \gamma^k R_{t+k+1} = R_{t+1} + \gamma G_{t+1}",
                  r"**Let** $R_t, \gamma \in \mathbb{R}$ for $t \ge 0$.", "")  # fmt: skip
    assert found[0].kind == "definition"
    assert [judge(one).outcome for one in found[1:]] == ["proved", "proved"]
    more = (r"**Let** $w, x \in \mathbb{R}^D$, $b \in \mathbb{R}$."
            r" **Define** $y = b + w_1 x_1 + \dots + w_D x_D$.")  # fmt: skip
    assert judge(item(r"y = b + \sum_{i=1}^D w_i x_i", more, "")).outcome == "proved"
    assert judge(item(r"y = b + \sum_{i=1}^D w_i", more, "")).outcome == "refuted"


@pytest.mark.parametrize("display", [
    r"V^\pi(s) = \sum_a \pi(a \mid s) Q^\pi(s, a)",
    r"V^\pi(s) = \sum_a \pi(a \mid s) \left[ q(s, a) + \gamma V^\pi(s) \right]",
    r"\sum_a \pi(a \mid s) Q^\pi(s, a) = \sum_a \pi(a \mid s) [q(s, a) + \gamma V^\pi(s)]",
    r"v(s) = \max_{a \in \mathcal{A}(s)} q(s, a)",
])  # fmt: skip
def test_equations_that_say_what_a_table_is_refute_nothing(display):
    more = r"**Let** $V^\pi(s), Q^\pi(s, a) \in \mathbb{R}$, $\pi(a \mid s) > 0$."
    found = item(display, more, BASE)
    assert isinstance(found, Claim)
    assert any("what `" in words for words in found.unread)


def test_what_is_said_of_a_table_on_both_sides_is_judged():
    more = r"**Let** $V^\pi(s) \in \mathbb{R}$."
    assert outcomes(r"V^\pi(s) = V^\pi(s')", more) == ["refuted"]
    assert outcomes(r"\sum_s V^\pi(s) = 2 \sum_s V^\pi(s)", more) == ["refuted"]


def test_labels_are_arguments_and_letters_may_name_tables_too():
    more = (r"**Let** $p(a \mid \pi), t(s, a, s') > 0$, $a_t \in \mathcal{A}$ for $t \ge 0$."
            r" **Let** $\mathcal{R} \subset \mathbb{R}$ be a finite set. **Let** $r \in \mathcal{R}$,"
            r" $r(s, a) \in \mathbb{R}$.")  # fmt: skip
    for display in [
        r"\sum_a p(a \mid \pi) q(s, a) = \sum_a q(s, a) p(a \mid \pi)",
        r"\sum_{s'} t(s, a, s') (R_{t+1} + 1) = (R_{t+1} + 1) \sum_{s'} t(s, a, s')",
        r"r(s, a) + r = r + r(s, a)",
    ]:
        assert outcomes(display, more) == ["proved"], display
    assert outcomes(r"J(\pi) = \mathbb{E}_{\pi, p_0}[R_1]", more) == ["definition"]


def test_densities_of_one_letter_may_be_one_model():
    base = r"**Let** $p, q_\phi, p_\theta$ be densities."
    apart = item(r"\log p_\theta(x, z) = \log p_\theta(x \mid z) + \log p(z)", base=base)
    assert judge(apart, timeout=0.2).outcome == "undecided"
    within = item(
        r"\log p_\theta(x, z) = \log p_\theta(x \mid z) + \log p_\theta(z) + 1", base=base
    )
    assert any("one model" in words for words in apart.unread)
    assert not any("one model" in words for words in within.unread)
    found = items(r"L = \underbrace{\mathbb{E}_{q_\phi(z \mid x)}[\log p_\theta(x \mid z)]}_{"
                  r"\text{reconstruction}} - KL(q_\phi(z \mid x) \| p(z))", base=base)  # fmt: skip
    assert found[0].kind == "definition"


def test_bold_is_a_font():
    base = r"**Let** $\mathbf{w} \in \mathbb{R}^n$."
    assert judge(item(r"\bold{w}^\top \bold{w} = \|\mathbf{w}\|^2", base=base)).outcome == "proved"


def test_conditional_means_under_the_one_density():
    base = (r"**Let** $d \in \mathbb{N}$, $x, y \in \mathbb{R}^d$, $\alpha \in \mathbb{R}$,"
            r" $p$ be a density.")  # fmt: skip
    for display in [
        r"\mathbb{E}[x \mid y] = \int x \, p(x \mid y) \, dx",
        r"\mathbb{E}[\alpha x - y \mid y] = \alpha \mathbb{E}[x \mid y] - y",
        r"\mathbb{E}[X \mid y] + \mathbb{E}[x \mid y] = 2 \mathbb{E}[x \mid y]",
    ]:
        assert judge(item(display, base=base)).outcome == "proved", display
    for display in [r"\mathbb{E}[x \mid y] = x", r"\mathbb{E}[x \mid y] = \mathbb{E}[y \mid x]"]:
        assert judge(item(display, base=base), timeout=0.2).outcome == "undecided", display


def test_abbreviations_are_no_misspellings_of_one_another():
    base = r"**Let** $x, J_{ESM} \in \mathbb{R}$."
    assert [one.kind for one in items(r"J_{ISM} = x^2", base=base)] == ["definition"]
    assert isinstance(item(r"J_{EMS} = x^2", base=base), IllFormed)
