"""Layout of displays: continued rows, columns of reasons, blanks, what stands in between."""

import pytest

from tests.read_notes.reading import read
from verifier.claim import Claim
from verifier.engine.decide import judge

HEAD = r"""# N

**Let** $a, b, c, x, y \in \mathbb{R}$; $N \in \mathbb{N}$; $v \in \mathbb{R}^N$. **Index** $i, j = 1, \dots, N$.
**Define** $F_0 = 1$, $F_1 = 1$, $F_k = F_{k-1} + F_{k-2}$ for $k \ge 2$.
"""


def found(text):
    """The items of displays written as in a note."""
    return read(f"{HEAD}\n{text}\n").items


def outcomes(text):
    """How the claims turn out; what is no claim by its class."""
    return [judge(item, timeout=10).outcome if isinstance(item, Claim) else type(item).__name__
            for item in found(text)]  # fmt: skip


def aligned(*rows, name="align*"):
    """One environment as a display."""
    inside = "\\\\\n".join(rows)
    return f"\n$$\n\\begin{{{name}}}\n{inside}\n\\end{{{name}}}\n$$\n"


SPACES = (r"\quad", r"\qquad {}", r"\hspace{1em}", r"\hspace{3cm}", r"\phantom{=}", r"\phantom{{}=}",
          r"\hphantom{=}", r"\;\;", r"\mathrel{\phantom{=}}", r"\quad\quad")  # fmt: skip


@pytest.mark.parametrize("space", SPACES)
def test_a_row_that_begins_with_space_and_a_sign_goes_on(space):
    assert outcomes(aligned(r"(a+b)^2 &= a^2 + 2ab", rf"&{space} + b^2", "&= b^2 + 2ab + a^2")) == [
        "proved", "proved"]  # fmt: skip
    assert outcomes(aligned(r"(a-b)^2 &= a^2 + b^2", rf"&{space} - 2ab")) == ["proved"]
    assert outcomes(aligned(r"(a+b)^2 &= a^2 + 2ab", rf"&{space} - b^2")) == ["refuted"]


@pytest.mark.parametrize(
    ("rows", "outcome"),
    [
        ((r"F_3 &=F_2+F_1 && F_n=F_{n-1}+F_{n-2}", r"&=(F_1+F_0)+F_1"), ["proved"] * 2),
        ((r"F_3 &=F_2+F_1 && F_n=F_{n-1}+F_{n-2}", r"&=(F_1+F_0)+F_0+2"),
         ["proved", "refuted"]),
        ((r"\sum_{i=1}^3 i &= \sum_{j=5}^7 (j-4) && \text{let}\ j=i+4", r"&= 18 - 12",
          "&= 7"), ["proved", "proved", "refuted"]),
        ((r"\sum_{i=1}^3 i &= \sum_{j=5}^7 (j-4) && (j=i+4)", r"&= 6"), ["proved"] * 2),
        ((r"\sum_{i=1}^3 i &= \sum_{j=5}^7 (j-4) && j=i+4", r"&= 6"), ["proved"] * 2),
        ((r"& x^2 = x x & \text{Linear}", r"& = x^3 &"), ["proved", "undecided"]),
        ((r"x &= x + 0 &\text{(by $x = y$)}", r"&= y &"), ["proved", "refuted"]),
        ((r"a &= a + 0 & b &= b + 0", r"&= 0 + a & &= 1 + b"),
         ["proved", "proved", "proved", "refuted"]),
        ((r"a &= a + 0 && b = c", r"c &= 0 + c && c = c + 0"),
         ["proved", "refuted", "proved", "proved"]),
        ((r"\sqrt{a^2} &= |a|", r"&= a && \text{for } a > 0"), ["proved"] * 2),
        ((r"\sqrt{a^2} &= |a|", r"&= a && \text{by definition}"), ["proved", "refuted"]),
        ((r"a & = & a + 0", r"& = & 0 + a", "& & + 0"), ["proved"] * 2),
    ],
)  # fmt: skip
def test_columns(rows, outcome):
    assert outcomes(aligned(*rows)) == outcome


def test_a_reason_is_said():
    first, second = found(aligned(r"F_3 &=F_2+F_1 && F_n=F_{n-1}+F_{n-2}", r"&=F_1+F_0+F_1"))
    for item in (first, second):
        assert any("words beside it: F_{n}" in one for one in item.readings)


def test_each_statement_of_its_own():
    assert outcomes(aligned("a &= a + 0", "-b &= 0 - b")) == ["proved"] * 2
    assert outcomes(aligned("a = a + 0", "-b = 0 - b", name="gather")) == ["proved"] * 2
    assert outcomes("\n$$ a = a + 0 \\\\ b = c $$\n") == ["proved", "refuted"]


@pytest.mark.parametrize("name", ["align", "eqnarray*", "split", "multline", "gather", "flalign"])
def test_operators_at_the_end_of_a_row(name):
    assert outcomes(aligned("a = b +", "a - b", name=name)) == ["proved"]
    assert outcomes(aligned("a = b -", "- b + a", name=name)) == ["proved"]
    assert outcomes(aligned("a =", "b + 1", name=name)) == ["refuted"]


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        (r"\begin{array}{rcl} a & = & a + 0 \\ & = & 1 + a \end{array}", ["proved", "refuted"]),
        (r"\begin{array}{ll} a = a & b = b + 0 \\ c = 0 & b = b \end{array}",
         ["proved", "proved", "refuted", "proved"]),
        (r"\left\{ \begin{array}{l} a = a + 0 \\ b = c \end{array} \right.",
         ["proved", "refuted"]),
        (r"\begin{matrix} a &= a + 0 \\ b &= c \end{matrix}", ["proved", "refuted"]),
        (r"|a| = \left\{ \begin{array}{ll} a & a \ge 0 \\ -a & a < 0 \end{array} \right.",
         ["proved"]),
    ],
)  # fmt: skip
def test_arrays_that_lay_out(text, outcome):
    assert outcomes(f"\n$$ {text} $$\n") == outcome


BRIDGE = r"""
**Let** $q, h \in \mathbb{N}$, $z \in \mathbb{R}^h$, $W \in \mathbb{R}^{q \times h}$. **Define** $o = W z$. **Let** $L(o) \in \mathbb{R}$.
**Layout** gradients have the shape of what they are taken by.

"""


@pytest.mark.parametrize(
    ("display", "outcome"),
    [
        ((r"\frac{\partial L}{\partial W} = \text{prod}\left(\frac{\partial L}{\partial o}, "
         r"\frac{\partial o}{\partial W}\right) = \frac{\partial L}{\partial o} z^\top"), "proved"),
        ((r"\frac{\partial L}{\partial W} = \text{prod}\left(\frac{\partial L}{\partial o}\right)"
         r" = 2 \frac{\partial L}{\partial o} z^\top"), "refuted"),
        (r"a \le \mathrm{qux}(a) < a + 1", "proved"),
        (r"a + 1 \ge \mathrm{qux}(a) = \mathrm{qux}(b) > a + 1", "refuted"),
        (r"a = \mathrm{qux}(a) < a", "refuted"),
        (r"a \le \mathrm{qux}(a) \ge b", None),
        (r"a \approx \mathrm{qux}(a) = b", None),
        (r"a \ne \mathrm{qux}(a) \ne a", None),
    ],
)  # fmt: skip
def test_the_ends_around_what_is_not_read(display, outcome):
    claims = [item for item in found(f"{BRIDGE}$$ {display} $$") if isinstance(item, Claim)]
    if outcome is None:
        assert not claims
        return
    (claim,) = claims
    assert judge(claim, timeout=10).outcome == outcome
    assert any("not read" in one for one in claim.readings)


def test_blank_places_claim_nothing():
    assert outcomes(aligned("2 + 2 &= 4", "&=", "&=")) == ["proved", "Unchecked", "Unchecked"]
    assert outcomes(aligned("2 + 2 &= 4", "&=", "&= 5")) == [
        "proved", "Unchecked", "Unchecked", "refuted"]  # fmt: skip
    assert outcomes(aligned("2 + 2 &=", "3 + 3 &=")) == ["Unchecked"] * 2
    assert outcomes("\n$$ a = $$\n") == ["IllFormed"]


def test_an_update_rule_at_the_head_of_a_chain():
    assert outcomes("\n$$ x = x - a y = x - y a $$\n") == ["Unchecked", "proved"]
    assert outcomes("\n$$ x = x - a y = x - y $$\n") == ["Unchecked", "refuted"]
    assert outcomes("\n$$ x \\leftarrow x - a y = x - y $$\n") == ["Unchecked", "refuted"]
    assert outcomes("\n$$ x = x + a - a = x + 0 $$\n") == ["proved"] * 2


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("$$ (a+b)^2 = a^2 + 2ab $$\n\n$$ + b^2 $$\n\n$$ = a^2 + b^2 + 2ab $$", ["proved"] * 2),
        ("$$ (a+b)^2 = a^2 + 2ab $$\n$$ + c^2 $$", ["refuted"]),
        ("$$ (a-b)^2 = a^2 + b^2 $$\n$$ \\quad - 2ab $$", ["proved"]),
        ("$$ (a+b)^2 = a^2 + $$\n$$ 2ab + b^2 = b^2 + 2ab + a^2 $$", ["proved"] * 2),
        ("$$ a = a + 0 $$\n\n$$ -b = 0 - b $$", ["proved"] * 2),
        ("$$ a = $$\n$$ b $$", ["refuted"]),
        ("$$ 2 + 2 = $$\n$$ 3 + 3 = $$", ["IllFormed"] * 2),
        ("$$ a = b $$\nwords\n$$ + b = c $$", ["refuted", "IllFormed"]),
    ],
)
def test_a_display_that_goes_on_with_the_one_before(text, outcome):
    assert outcomes(text) == outcome


@pytest.mark.parametrize(
    ("display", "outcome"),
    [
        (r"a^2 + 1 =: p $$ $$ p - 1 = a^2", ["Unchecked", "proved"]),
        (r"p \triangleq a + b = b + a $$ $$ p^2 = a^2", ["Unchecked", "proved", "refuted"]),
        (r"p \overset{\triangle}{=} a + 0 \overset{\text{(i)}}{=} a", ["Unchecked", "proved"]),
        (r"a =^{(1)} a + 0 =_{\text{b}} 1 + a", ["proved", "refuted"]),
        (r"a + b \stackrel{!}{=} 0", ["Unchecked"]),
    ],
)
def test_signs_of_relations(display, outcome):
    assert outcomes(f"\n$$ {display} $$\n") == outcome


@pytest.mark.parametrize(
    ("display", "outcome"),
    [
        (r"M (u - u) = 0 - M \times 0 = 0", ["proved", "proved"]),
        (r"M u = M - M \times 0", ["IllFormed"]),
        (r"M u = 0 M", ["refuted"]),
    ],
)
def test_a_zero_takes_the_shape_of_its_chain(display, outcome):
    head = r"**Let** $u \in \mathbb{R}^N$, $M \in \mathbb{R}^{N \times N}$."
    assert outcomes(f"{head}\n\n$$ {display} $$\n") == outcome


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("> $$\n> a + 2 = 2 + a\n> $$", ["proved"]),
        ("> $$\n> a \n> = b + 2\n> $$", ["refuted"]),
        ("> > $$\n> > a + 2\n> > > 1 + a\n> > $$", ["proved"]),
        ("$$\na + 2\n> 1 + a\n$$", ["proved"]),
        (
            "> \\begin{align}\n> a &= a + 0 \\\\\n>   &= 1 + a\n> \\end{align}",
            ["proved", "refuted"],
        ),
        ("{% math %}\na + 4 = 4 + a\n{% endmath %}", ["proved"]),
        ("\\\\[ a + 5 = 5 + b \\\\]", ["refuted"]),
        ("- item $$ a + b = b + a $$\n- item\n  $$\n  a + 1 = 2 + a\n  $$", ["proved", "refuted"]),
        ("| x | y |\n|---|---|\n| $$ a + 3 = 3 + a $$ | b |", ["proved"]),
        (r"$$\require{cancel} \cancel{a} + \space b = b + a$$", ["proved"]),
    ],
)
def test_displays_of_the_web(text, outcome):
    assert outcomes(text) == outcome


@pytest.mark.parametrize(
    ("display", "outcome"),
    [
        (r"\lim_{x \to 0} -\cos x = -1", "proved"),
        (r"\lim_{x \to 0} -\cos x = 1", "refuted"),
        (r"\sum_i 1(i == j) v_i = v_j", "proved"),
        (r"\sum_i 1[i = j] v_i = v_i", "refuted"),
        (r"\begin{bmatrix} 1 \\ & 1 \end{bmatrix} = I_2", "proved"),
        (r"\begin{bmatrix} a & b \\ & 1 \end{bmatrix} = a I_2", "refuted"),
        (r"\begin{bmatrix} a & \\ 1 \end{bmatrix} = a I_2", None),
        (r"\begin{bmatrix} & a & \\ & b & \\ \end{bmatrix} = (a, b)^\top", "proved"),
        (r"\text{Log} \, \prod_i e^{v_i} = \sum_i \text{Log}\, e^{v_i}", "proved"),
        (r"\text{Log} \, \prod_i e^{v_i} = \prod_i \text{Log}\, e^{v_i}", "refuted"),
        (r"\text{Log} + 1 = 1", None),
    ],
)
def test_small_forms(display, outcome):
    more = r"**Define** $\text{Log}(u) = \log u$ for $u > 0$."
    (item,) = found(f"{more}\n\n$$ {display} $$\n")
    if outcome is None:
        assert not isinstance(item, Claim)
        return
    assert judge(item, timeout=10).outcome == outcome


DESIGN = r"""
**Let** $m, d \in \mathbb{N}$, $X \in \mathbb{R}^{m \times d}$. **Define** $x^{(i)} = (X_{i1}, \dots, X_{id})^\top$ for $i = 1, \dots, m$.

"""


@pytest.mark.parametrize(
    ("display", "outcome"),
    [
        ((r"X = \begin{bmatrix} — & (x^{(1)})^T & — \\ — & (x^{(2)})^T & — \\ & \vdots & \\"
         r" — & (x^{(m)})^T & — \end{bmatrix}"), "proved"),
        (r"X = \begin{pmatrix} - & x^{(1)} & - \\ & \vdots & \\ - & x^{(m)} & - \end{pmatrix}",
         "proved"),
        (r"X = \begin{bmatrix} (x^{(1)})^T \\ \vdots \\ (x^{(m)})^T \end{bmatrix}", "proved"),
        (r"2 X = \begin{bmatrix} (x^{(1)})^T \\ \vdots \\ (x^{(m)})^T \end{bmatrix}", "refuted"),
        (r"X = \begin{bmatrix} (x^{(2)})^T \\ \vdots \\ (x^{(m)})^T \end{bmatrix}", None),
        (r"X = \begin{bmatrix} x^{(1)} \\ \vdots \\ x^{(m)} \end{bmatrix}", None),
        ((r"X^\top = \begin{bmatrix} | & | & & | \\ x^{(1)} & x^{(2)} & \cdots & x^{(m)} \\"
         r" | & | & & | \end{bmatrix}"), "proved"),
        (r"X = \begin{bmatrix} x^{(1)} & \cdots & x^{(m)} \end{bmatrix}", None),
    ],
)  # fmt: skip
def test_matrices_as_rows_and_columns(display, outcome):
    (item,) = found(f"{DESIGN}$$ {display} $$\n")
    if outcome is None:
        assert not isinstance(item, Claim)
        return
    assert judge(item, timeout=10).outcome == outcome


def test_bars_never_pair_across_cells():
    assert outcomes(aligned("|a - b| &= |b - a|", "| a | &= |-a|")) == ["proved"] * 2


@pytest.mark.parametrize(
    ("display", "outcome"),
    [
        (r"\frac{\partial (a^2 b)}{c \cdot \partial a} = \frac{2 a b}{c}", ["proved"]),
        (r"\frac{\partial (a^2 b)}{c \cdot \partial a} = 2 a b c", ["refuted"]),
        (r"\frac{2 \partial^2 (a^2 b)}{c \partial a \partial b} = \frac{4 a}{c}", ["proved"]),
        (r"\frac{\partial a}{1 + \partial a} = 1", ["IllFormed"]),
        (r"(Mean) \space q = \frac{1}{N} \sum_j v_j $$ $$ N q = \sum_j v_j",
         ["Unchecked", "Unchecked", "proved"]),
        (r"(a b) x = x (b a)", ["proved"]),
    ],
)  # fmt: skip
def test_factors_of_derivatives_and_words_at_the_head(display, outcome):
    assert outcomes(f"\n$$ {display} $$\n") == outcome


def test_an_erratum_names_written_links_only():
    first, second, third = found(
        "**Erratum** ill-formed: no such thing.\n\n$$ a = \\mathrm{qux}(a) = a $$\n"
    )
    assert first.expected == second.expected == "ill-formed"
    assert third.expected == "proved"


def test_a_reason_behind_because_is_no_part_of_the_chain():
    note = r"""# T
**Let** $x, z, a, b \in \mathbb{R}$.

$$
\begin{align*}
x &= x + z - z \\
\because z + 1 &= 1 + z \\
&= x + 2z - 2z
\end{align*}
$$

$$ (a+b)^2 = a^2 + 2ab + b^2 \quad (\because ab = ba) $$

$$ \because a = b \therefore a + x = b + x $$

$$ a + b = b + a + 1 \quad (\because ab = ba) $$
"""
    found = [item for item in read(note).items if isinstance(item, Claim)]
    assert [judge(item).outcome for item in found] == ["proved"] * 4 + ["refuted"]


@pytest.mark.parametrize("sign", [
    r"\overset{(i)}{=}", r"{\overset{(i)}{=}}\;", r"{=}", r"\stackrel{(a)}{=}", r"{{=}}",
])  # fmt: skip
def test_a_row_may_begin_with_a_sign_that_has_a_remark_on_it(sign):
    rows = r"\begin{align} (a + b)^2 &= a^2 + 2ab + b^2 \\ &%s a(a + 2b) + b^2 \end{align}"
    first, second = found(f"$$ {rows % sign} $$")
    assert judge(first).outcome == judge(second).outcome == "proved"
    _, wrong = found("$$ " + (rows % sign).replace("a(a + 2b)", "a(a + b)") + " $$")
    assert judge(wrong).outcome == "refuted"


def test_a_dotted_equal_sign_defines():
    said, claim = found(r"$$ S(a) \doteq a^2 + b \\ S(2) = 4 + b $$")
    assert not isinstance(said, Claim)
    assert said.kind == "definition"
    assert judge(claim).outcome == "proved"
