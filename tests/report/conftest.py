"""One run that holds all six verdicts; every format is tested on it."""

from fractions import Fraction
from pathlib import Path

import pytest

from verifier.claim import Claim, IllFormed, OneHot, Span, Unchecked
from verifier.engine.results import Broken, Judged, Mutant, Result, Run
from verifier.kernel.outcome import Accepted, Step
from verifier.report.rulebook import Size
from verifier.terms import Family, Relation, Sort, Variable, number
from verifier.verdict import Condition, Counterexample, NumericEvidence, Proof, Verdict

SOURCE = """\
title("Softmax")

claim("jacobian", equal(D(s[i], x[j]), s[i] * (delta(i, j) - s[j])))
chain("steps", a, b, c)
claim("log", equal(log(x * y), log(x) + log(y)))
"""

x, y, n = Variable("x"), Variable("y"), Variable("n", Sort.DIMENSION)
ANYTHING = Relation("=", x, y)
PLACES = {"exp_add": ("exponentials.py:9",), "sum_delta": ("sums.py:7",), "unused": ()}
EVIDENCE = NumericEvidence(48, (1, 2, 3, 7), 30)


def claim(id, line, statement, **more):
    span = Span("derivations/softmax.py", line, 1, "claim(...)")
    return Claim(id, ANYTHING, statement=statement, span=span, **more)


def proof(covered, *used):
    return Proof(["step", "sum_delta"], ("sum_delta", "exp_add"), used, covered)


@pytest.fixture
def six(tmp_path: Path, monkeypatch) -> Run:
    """All six verdicts, a chain with a wrong step, an erratum, a broken file."""
    steps = (Step(0, "both sides have the normal form $s_{i}$", ("sum_delta",)), Step(1, "i = j"))
    answer = Accepted(("sum_delta",), (), (), steps)
    monkeypatch.setattr("verifier.report.account.check", lambda *_: answer)
    for format in ("html", "markdown"):
        monkeypatch.setattr(f"verifier.report.{format}.size", lambda: Size(40, 8000, 1000))
    monkeypatch.setattr("verifier.report.rulebook.places", lambda: PLACES)
    (tmp_path / "derivations").mkdir()
    (tmp_path / "derivations" / "softmax.py").write_text(SOURCE)
    jacobian = Result(
        claim(
            "softmax/jacobian", 3,
            r"\frac{\partial s_{i}}{\partial x_{j}} = s_{i} \left(\delta_{i j} - s_{j}\right)",
            title="Jacobian", assumptions=(OneHot(Family("y", (n,))),),
            readings=("$s$ as the softmax of $x$",),
        ),
        Verdict("proved", proof=proof("all n >= 1", r"y \text{ one-hot}"), numeric=EVIDENCE,
                seconds=0.004),
    )  # fmt: skip
    thin = Result(
        claim("softmax/steps#1", 4, r"\frac{x^{2} - 1}{x - 1} = x + 1", title="Two steps"),
        Verdict("proved", conditions=(Condition(r"x \ne 1", thin=True),),
                proof=proof("all real x"), numeric=EVIDENCE, seconds=0.002),
    )  # fmt: skip
    wrong = Result(
        claim("softmax/steps#2", 4, r"x + 1 = x - 1", title="Two steps"),
        Verdict(
            "refuted", numeric=NumericEvidence(0, (1,), 0), seconds=0.001,
            counterexample=Counterexample(
                {"n": 2}, {"x": ["0", str(Fraction(1, 2))]}, {"i": 1, "j": 2},
                "[0.19661193 +/- 3e-9]", "[-0.19661193 +/- 3e-9]", "i != j",
            ),
            hint="holds if $y_{i} > 0$",
        ),
        "step 2 of 2 is the first wrong one",
    )  # fmt: skip
    conditional = Result(
        claim("softmax/log", 5, r"\log(x y) = \log(x) + \log(y)", expected="conditional",
              reason="needs | positive arguments"),
        Verdict("conditional", conditions=(Condition("x > 0", False), Condition("y > 0", False)),
                proof=proof("all real x, y"), numeric=EVIDENCE, seconds=0.001),
    )  # fmt: skip
    erratum = Result(
        claim("softmax/erratum", 5, r"s_{i} < 0", expected="refuted", reason="Section 2.1, sign"),
        Verdict("refuted", counterexample=Counterexample(
            {"n": 1}, {"x": ["0"]}, {"i": 1}, "[1.0 +/- 0]", "0"), seconds=0.001),
    )  # fmt: skip
    unknown = Result(
        claim("softmax/open", 5, r"\zeta(x) = 0"),
        Verdict("undecided", tried=("normal form", "48 points agree to 30 digits"),
                numeric=EVIDENCE, seconds=1.5),
    )  # fmt: skip
    ill = Result(
        IllFormed("softmax/shape", "shape-mismatch", "left is n x n, right is n",
                  span=Span("derivations/softmax.py", 5, 7)),
        Verdict("ill-formed", message="[shape-mismatch] left is n x n, right is n"),
    )  # fmt: skip
    conflict = Result(
        claim("softmax/bug", 5, "x = y"),
        Verdict(
            "conflict", proof=proof("all real x, y"), message="proof and numbers disagree",
            counterexample=Counterexample({}, {"x": "0", "y": "1"}, {}, "0", "1"),
        ),
    )  # fmt: skip
    aside = Unchecked("softmax/update", "assignment", "an update rule",
                      Span("derivations/softmax.py", 9, 1))  # fmt: skip
    other = Result(Claim("sum/shift", Relation("=", number(1), number(1)), statement="1 = 1",
                         span=Span("derivations/sums.py", 2, 1)),
                   Verdict("proved", proof=Proof([]), seconds=0.1))  # fmt: skip
    return Run(
        (
            Judged("derivations/softmax.py", "Softmax", "notes, section 1",
                   (jacobian, thin, wrong, conditional, erratum, unknown, ill, conflict, aside)),
            Judged("derivations/sums.py", "Sums", "", (other,), mutants=(
                Mutant("sum/shift", "off by one", "1 = 2", "refuted"),
                Mutant("sum/shift", "sign", "1 = 1 - 0", "proved", equivalent=True),
                Mutant("sum/shift", "bound", r"\lambda < 2", "proved"),
                Mutant("sum/shift", "function", "1 = 3", "undecided"),
            )),
        ),
        (Broken("derivations/broken.py", 3, 7, "SyntaxError: '(' was never closed"),),
        tmp_path,
        unused=("ignore: no claim matches 'softmax/gone'",),
    )  # fmt: skip
