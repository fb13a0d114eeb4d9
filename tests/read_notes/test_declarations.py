"""Declarations: what they make of the letters, where they hold, and what is refused."""

import pytest

from verifier.claim import Claim, Distribution, Forall, IllFormed, OneHot, Unchecked
from verifier.read.notes.load import read
from verifier.terms import Entry, Family, Index, Number, Sort, Variable
from verifier.traversal import walk


def claims(text):
    found = read(text).items
    assert all(isinstance(item, Claim) for item in found), [
        getattr(item, "message", item) for item in found
    ]
    return found


def parts(claim, kind):
    return {part.name: part for part in walk(claim.relation) if isinstance(part, kind)}


@pytest.mark.parametrize(
    ("line", "sort"),
    [
        (r"**Let** $q \in \mathbb{R}$.", Sort.REAL),
        (r"**Let** $q \in \mathbb{N}$.", Sort.DIMENSION),
        (r"**Let** $q \in \mathbb{Z}$.", Sort.INTEGER),
        (r"**Let** $q \in \mathbb{C}$.", Sort.COMPLEX),
        (r"**Let** $p, q \in \R$.", Sort.REAL),
        (r"**Let** $p$ and $q$ real.", Sort.REAL),
        (r"**Let** $q > 0$.", Sort.REAL),
        (r"**Let** $p, q > 0$.", Sort.REAL),
        (r"**Let** $q \in [0, 1]$.", Sort.REAL),
        (r"__Let__ $q \in \mathbb{R}$.", Sort.REAL),
        (r"- **Let:** $q \in \mathbb{R}$.", Sort.REAL),
    ],
)
def test_numbers(line, sort):
    (claim,) = claims(f"{line}\n\n$$ q = q + 0q $$\n")
    assert parts(claim, Variable)["q"].sort is sort


@pytest.mark.parametrize(
    ("line", "shape"),
    [
        (r"**Let** $q \in \mathbb{R}^n$.", 1),
        (r"**Let** $n \in \mathbb{N}$, $q \in \mathbb{R}^{1 \times n}$.", 1),
        (r"**Let** $q \in \mathbb{R}^{n \times 1}$.", 1),
        (r"**Let** $q \in \mathbb{R}^{n \times m}$.", 2),
        (r"**Let** $q \in \mathbb{R}^{a \times b \times c}$.", 3),
        (r"**Index** $i = 1, \dots, n$. **Let** $q_i \in \mathbb{R}$.", 1),
        (r"**Index** $i = 1, \dots, n$. **Let** $q_i \in \mathbb{R}^d$.", 2),
        (r"**Index** $i = 1, \dots, n$. **Let** $q^{(i)} \in \mathbb{R}^d$.", 2),
    ],
)
def test_arrays_without_axes_of_length_one(line, shape):
    entry = r"q_i" if "_i" in line else r"q^{(i)}" if "(i)" in line else "q"
    (claim,) = claims(f"{line}\n\n$$ {entry} = {entry} + 0{entry} $$\n")
    assert len(parts(claim, Family)["q"].shape) == shape


def test_entries_of_a_data_point():
    (claim,) = claims(
        "**Index** $i = 1, \\dots, n$; $j = 1, \\dots, d$. **Let** $x^{(i)} \\in \\mathbb{R}^d$.\n\n"
        "$$ x^{(i)}_j = x^{(1)}_j $$\n"
    )
    assert isinstance(claim.relation.left, Entry)
    assert [type(at) for at in claim.relation.left.indices] == [Index, Index]
    assert isinstance(claim.relation.right.indices[0], Number)


@pytest.mark.parametrize(
    ("quality", "kind"),
    [("one-hot", OneHot), ("distribution", Distribution), ("positive", Forall)],
)
def test_qualities(quality, kind):
    (claim,) = claims(f"**Let** $y \\in \\mathbb{{R}}^n$ {quality}.\n\n$$ \\sum_i y_i = 1 $$\n")
    assert [type(given) for given in claim.assumptions] == [kind]


def test_assumptions_that_speak_of_something_else_are_left_out():
    (claim,) = claims("**Let** $x > 0$, $z > 0$.\n\n$$ x = x + 0x $$\n")
    assert len(claim.assumptions) == 1


def test_scope_is_the_section():
    items = read(
        "# A\n\n**Let** $x \\in \\mathbb{R}$.\n\n## B\n\n$$ x = 1 $$\n\n# C\n\n$$ x = 1 $$\n"
    ).items
    assert [type(item) for item in items] == [Claim, IllFormed]


def test_a_letter_declared_anew_means_something_new():
    first, second = claims(
        "# A\n\n**Let** $x \\in \\mathbb{R}$.\n\n$$ x = 1 $$\n\n"
        "## B\n\n**Let** $x \\in \\mathbb{R}^n$.\n\n$$ x_i = 1 $$\n"
    )
    assert isinstance(first.relation.left, Variable)
    assert isinstance(second.relation.left, Entry)


def test_a_defined_name_and_a_letter_never_meet():
    claim = claims(
        "# A\n\n**Let** $x \\in \\mathbb{R}$.\n**Define** $z = x + 1$, $J = z^2$.\n\n"
        "## B\n\n**Let** $z \\in \\mathbb{R}$.\n\n$$ J = z $$\n"
    )[0]
    assert claim.relation.right == Variable("z")
    assert Variable("x") in list(walk(claim.relation.left))


def test_cases_hold_until_the_next():
    text = (
        "**Let** $v \\in \\mathbb{R}^n$. **Index** $i, j = 1, \\dots, n$.\n\n"
        "**Case** $i = j$:\n\n$$ v_i = v_j $$\n\n**Case** 2: $i \\neq j$\n\n$$ v_i = v_j $$\n\n"
        "**In all cases**:\n\n$$ v_i = v_j $$\n"
    )
    assert [
        [given.operator for given in claim.assumptions] for claim in claims(text)
    ] == [["="], ["!="], []]  # fmt: skip


def test_a_vector_equation_is_about_every_entry_whatever_the_case():
    (claim,) = claims(
        "**Let** $v, w \\in \\mathbb{R}^n$. **Index** $i, j = 1, \\dots, n$.\n\n"
        "**Case** $i = j$:\n\n$$ v = w $$\n"
    )
    (at,) = claim.relation.left.indices
    assert at.name not in ("i", "j")


@pytest.mark.parametrize(
    ("line", "display"),
    [
        (r"**Define** $f(t) = t^2$.", r"f(x+1) = (x+1)^2"),
        (r"**Define** $f(t) = t^2$ for $t \in \mathbb{R}$.", r"f'(x) = 2x"),
        (r"**Define** $g(v) = v^\top v$.", r"g(2v) = 4 v^\top v"),
        (r"**Define** $s(v)_i = e^{v_i}$.", r"s(v + 1)_i = e e^{v_i}"),
        (r"**Define** $q = \operatorname{softmax}(v)$.", r"q_i = \frac{e^{v_i}}{\sum_j e^{v_j}}"),
        (r"**Define** $q_i = v_i^2$.", r"\sum_i q_i = v^\top v"),
        (r"**Define** $f(v_k) = e^{v_k}$.", r"\frac{\partial f(v_i)}{\partial v_i} = f(v_i)"),
        (r"**Define** $L(w) = \sum_i v_i$.", r"\frac{\partial L}{\partial v_i} = 1"),
        (r"**Define** $L(w) = \sum_i v_i$.", r"L(w) = \sum_i v_i"),
        (r"**Define** $a = b + 1$, $b = x^2$.", r"a = x^2 + 1"),
        (r"**Define** $H(p) = p$, $H(p, q) = p + q$.", r"H(x) = H(x, 0)"),
    ],
)
def test_definitions(line, display):
    base = (
        "**Let** $x \\in \\mathbb{R}$, $v \\in \\mathbb{R}^n$. **Index** $i, j, k = 1, \\dots, n$."
    )
    claims(f"{base}\n{line}\n\n$$ {display} $$\n")


def test_further_links_of_a_definition_are_claims():
    items = read(
        "**Let** $x \\in \\mathbb{R}$.\n**Define** $q = x + x = 3x$.\n\n$$ q = 2x $$\n"
    ).items
    assert [type(item) for item in items] == [Claim, Claim]


def test_counting_from_zero():
    text = "**Let** $x \\in \\mathbb{R}^n$. **Index** $i = 0, \\dots, n - 1$.\n\n$$ x_i = x_0 $$\n"
    (claim,) = claims(text)
    assert claim.relation.left.family.starts == (0,)
    (item,) = read(text.replace("**Index** $i = 0, \\dots, n - 1$.", "") + "").items
    assert isinstance(item, IllFormed)


@pytest.mark.parametrize(
    ("layout", "display"),
    [
        ("row vectors", r"x W + b = b + x W"),
        ("logarithms to base 10", r"\log 10 = 1"),
        ("numerator layout", r"\frac{\partial L}{\partial v} = \left(2v\right)^\top"),
        ("derivatives are row vectors", r"\frac{\partial L}{\partial v} = \left(2v\right)^\top"),
        ("indices count from 0", r"v_0 = v_i"),
        ("powers are entry by entry", r"v^2 = v \odot v"),
    ],
)
def test_layout(layout, display):
    claims(
        f"**Layout** {layout}.\n**Let** $x \\in \\mathbb{{R}}^n$, $W \\in \\mathbb{{R}}^{{n \\times m}}$,"
        "$b \\in \\mathbb{R}^m$, $v \\in \\mathbb{R}^n$.\n**Define** $L = \\|v\\|^2$.\n\n"
        f"$$ {display} $$\n"
    )


def test_errata_skips_and_lemmas():
    text = (
        "**Let** $x \\in \\mathbb{R}$.\n\n**Erratum** step 2: a sign.\n\n$$ x = x = -x $$\n\n"
        "**Erratum** conditional: needs x > 0\n\n$$ \\log x^2 = 2 \\log x $$\n\n"
        "**Skip** a picture\n\n$$ x = 1 $$\n\n**Skip** not supported: dots\n\n$$ x = 2 $$\n\n"
        "$$ x^2 = x \\cdot x \\tag{3} $$\n\n**Using** (3)\n\n$$ x^4 = (x \\cdot x)^2 $$\n"
    )
    items = read(text).items
    assert [item.expected for item in items if isinstance(item, Claim)] == [
        "proved", "refuted", "conditional", "proved", "proved"]  # fmt: skip
    assert items[1].reason == "a sign."
    assert [item.kind for item in items if isinstance(item, Unchecked)] == [
        "skipped", "not supported"]  # fmt: skip
    assert items[-2].id == "note/eq-3"
    assert len(items[-1].assumptions) == 1
    assert any("(3)" in reading for reading in items[-1].readings)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (r"**Let** $x$.", "what is `x`?"),
        (r"**Let** $x \in \mathbb{Q}_p$.", "the set"),
        (r"**Define** $x + 1$.", "needs an equation"),
        (r"**Define** $q = q + 1$.", "undeclared"),
        (r"**Index** $i$.", "write"),
        (r"**Case** the first one", "which case"),
        (r"**Layout** as usual", "a layout names"),
        (r"**Let** $y \in \mathbb{R}$ one-hot.", "no vector"),
        (r"**Let** $A \in \mathbb{R}^{n \times m}$ symmetric.", "not square"),
        (r"**Erratum** lost", "no display follows"),
        (r"**Using** (7)" + "\n\n$$ 1 = 1 $$", "no equation (7)"),
    ],
)
def test_lines_that_must_parse(line, words):
    broken = [item for item in read(line).items if isinstance(item, IllFormed)]
    assert broken
    assert words in broken[0].message
    assert broken[0].span.line == 1


def test_messages_point_at_the_token_and_say_what_to_paste():
    (item,) = read(
        "# N\n\n**Let** $n \\in \\mathbb{N}$.\n\n$$ 2 + m(n+1) = 3 $$\n", "note.md"
    ).items
    assert (item.span.file, item.span.line, item.span.column) == ("note.md", 5, 8)
    assert item.message.split("\n") == [
        "`m(n+1)`; `m` is undeclared",
        "    $$ 2 + m(n+1) = 3 $$",
        "           ^",
        r"  product?      **Let** $m \in \mathbb{N}$",
        r"  application?  **Let** $m : \mathbb{R} \to \mathbb{R}$",
    ]


def test_what_is_assumed_of_sizes_counts():
    head = r"**Let** $n, m, k \in \mathbb{N}$, $x \in \mathbb{R}^k$. **Assume** $n > m$, $m > k$."
    found = read(f"# Note\n{head}\n\n$$ n \\ge k $$\n\n$$ k \\ge n $$\n\n$$ x = x $$\n").items
    assert [len(item.assumptions) for item in found] == [2, 2, 2]
    other = read(f"# Note\n{head}\n**Let** $y \\in \\mathbb{{R}}$.\n\n$$ y = y $$\n").items
    assert not other[0].assumptions
