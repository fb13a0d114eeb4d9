"""LaTeX to MathML: well formed for anything, right for what the project prints."""

from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verifier.report.mathml import mathml


def inner(latex):
    text = mathml(latex)
    body = text.split("<semantics>")[1].split("<annotation")[0]
    return body.removeprefix("<mrow>").removesuffix("</mrow>")


@pytest.mark.parametrize(
    ("latex", "expected"),
    [
        ("x", "<mi>x</mi>"),
        ("12.5", "<mn>12.5</mn>"),
        (r"\frac{a}{b}", "<mfrac><mi>a</mi><mi>b</mi></mfrac>"),
        ("x_i^2", "<msubsup><mi>x</mi><mi>i</mi><mn>2</mn></msubsup>"),
        (r"\sum_{i}", '<munder><mo largeop="true">∑</mo><mi>i</mi></munder>'),
        ("f'", "<msup><mi>f</mi><mo>′</mo></msup>"),
        (r"a \lt b", "<mi>a</mi><mo>&lt;</mo><mi>b</mi>"),
        (r"\sqrt[3]{x}", "<mroot><mi>x</mi><mrow><mn>3</mn></mrow></mroot>"),
        (r"\text{ if }", "<mtext>\u00a0if\u00a0</mtext>"),
        (r"\unheardof", "<mtext>unheardof</mtext>"),
        (r"\mathcal{L}", "<mi>ℒ</mi>"),
        (r"\underbrace{a}_{b}", (
            '<munder><munder><mi>a</mi><mo stretchy="true">⏟</mo></munder><mi>b</mi></munder>'
        )),
        ("(a)_i", ('<msub><mrow><mo stretchy="false">(</mo><mi>a</mi><mo stretchy="false">)</mo>'
         "</mrow><mi>i</mi></msub>")),
        (r"\left(a\right)", ('<mrow><mo stretchy="false">(</mo><mi>a</mi>'
         '<mo stretchy="false">)</mo></mrow>')),
        (r"\left(\frac{a}{b}\right]", ('<mrow><mo stretchy="true">(</mo>'
         '<mfrac><mi>a</mi><mi>b</mi></mfrac><mo stretchy="true">]</mo></mrow>')),
        ("(a]", '<mo stretchy="false">(</mo><mi>a</mi><mo stretchy="false">]</mo>'),
    ],
)  # fmt: skip
def test_mathml(latex, expected):
    assert inner(latex) == expected


def test_cases_are_a_table():
    text = inner(r"\begin{cases} 1 & i = j \\ 0 & \text{otherwise} \end{cases}")
    assert text.count("<mtr>") == 2
    assert text.count("<mtd>") == 4


PIECES = st.sampled_from(
    ["{", "}", "_", "^", "&", "\\\\", "\\frac", "\\sqrt", "[", "]", "\\left", "\\right", "(", "x",
     "1",
     ".", "'", " ", ")", "\\{", "\\}", "\\lfloor", "\\rfloor",
     "\\begin{cases}", "\\end{cases}", "\\text", "\\hat", "\\", "<", "\x00", "\\sum"]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=30).map("".join))
def test_anything_gives_well_formed_markup(latex):
    root = ElementTree.fromstring(mathml(latex))
    for element in root.iter():
        counts = {"mfrac": 2, "msub": 2, "msup": 2, "msubsup": 3, "munder": 2, "mover": 2,
                  "munderover": 3, "mroot": 2}  # fmt: skip
        if element.tag in counts:
            assert len(element) == counts[element.tag]


def test_deep_nesting_is_shown_as_source():
    assert "<mtext>" in mathml("{" * 10_000)
