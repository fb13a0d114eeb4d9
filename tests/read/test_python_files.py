import textwrap

import pytest

from verifier.claim import Claim, Derivation, IllFormed
from verifier.read.python_files import BrokenFile, load

GOOD = '''
"""The softmax and its Jacobian."""

from sympy import exp

from verifier import *

notes = derivation("Softmax", source="section 2.1")
n, m = dimension("n m")
i, j, k = index("i j k", n)
x = vector("x", n)
s = softmax(x)

notes.prose("By the quotient rule.")
notes.claim("jacobian", equal(D(s[i], x[j]), s[i] * (delta(i, j) - s[j])), title="Jacobian")
notes.erratum(
    "sign", equal(D(s[i], x[j]), s[i] * (delta(i, j) + s[j])), reason="the author's sign"
)
notes.chain(
    "shift",
    exp(x[i] + 1) / Sum(exp(x[k] + 1), k),
    exp(x[i]) / Sum(exp(x[k]), k),
    ("<=", s[i]),
)
notes.claim("shapes", equal(s @ vector("y", m), 1), source="section 3")
notes.claim("after", equal(s.sum(), 1), given=x[i] > 0)
'''


BEGIN = "from verifier import *\nnotes = derivation('a')\n"


def read(tmp_path, text, name="softmax.py"):
    file = tmp_path / name
    file.write_text(textwrap.dedent(text).lstrip("\n"))
    return load(file, tmp_path)


def test_a_derivation_file(tmp_path):
    found = read(tmp_path, GOOD)
    assert isinstance(found, Derivation)
    assert (found.file, found.title, found.source) == ("softmax.py", "Softmax", "section 2.1")
    assert found.prose == "The softmax and its Jacobian.\n\nBy the quotient rule."
    assert [item.id for item in found.items] == [
        "softmax/jacobian", "softmax/sign", "softmax/shift#1", "softmax/shift#2",
        "softmax/shapes", "softmax/after",
    ]  # fmt: skip
    jacobian, sign, first, second, shapes, after = found.items
    assert jacobian.title == "Jacobian"
    assert (jacobian.span.line, jacobian.span.column) == (14, 25)
    assert jacobian.span.text.startswith("equal(D(s[i], x[j])")
    assert (sign.expected, sign.reason) == ("refuted", "the author's sign")
    assert first.span.line == 21
    assert second.span.text == '("<=", s[i])'
    assert second.relation.operator == "<="
    assert isinstance(shapes, IllFormed)
    assert (shapes.code, shapes.source) == ("shape-mismatch", "section 3")
    assert "(n,)" in shapes.message
    assert "(m,)" in shapes.message
    assert isinstance(after, Claim)
    assert after.source == "section 2.1"


def test_one_step_of_a_chain_may_be_an_erratum(tmp_path):
    found = read(
        tmp_path,
        """
        from verifier import *
        notes = derivation("Chain")
        notes.chain("c", 1, 1, 2, 2, expect={2: "refuted"}, reason="a slip")
        """,
    )
    assert [item.expected for item in found.items] == ["proved", "refuted", "proved"]
    assert [item.reason for item in found.items] == ["", "a slip", ""]


def test_claims_in_a_loop_have_their_line(tmp_path):
    found = read(
        tmp_path,
        """
        from verifier import *
        notes = derivation("Loop")
        for size in (1, 2):
            notes.claim(f"size{size}", equal(size, size))
        """,
    )
    assert [item.span.line for item in found.items] == [4, 4]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("x = \n", 1, ["syntax error"]),
        ("from verifier import sofmax\n", 1, ["sofmax", "did you mean 'softmax'?"]),
        ("from verifier import dimension\nn = dimensoin('n')\n", 2, ["did you mean 'dimension'?"]),
        ("from verifier import dimension\nvector('x', 3)\n", 2, ["from verifier import vector"]),
        ("import numpi\n", 1, ["no module 'numpi'"]),
        ("1 / 0\n", 1, ["ZeroDivisionError", "division"]),
        ("import sys\nsys.exit(3)\n", 2, ["sys.exit"]),
        ("x = 1\n", 1, ["no claims"]),
        ("from verifier import *\nnotes = derivation('a')\n", 1, ["no claims"]),
        (
            "from verifier import *\nnotes = derivation('a')\nnotes.clam('a', 1)\n",
            3,
            ["did you mean 'claim'?"],
        ),
        (
            BEGIN + "notes.claim('a', equal(1, 1))\nnotes.claim('a', equal(1, 1))\n",
            4,
            ["two claims", "'a'"],
        ),
        (
            BEGIN + "notes.claim('a', equal(1, 1), expect='true')\n",
            3,
            ["'true'", "refuted"],
        ),
        (
            "from verifier import *\nnotes = derivation('a')\nnotes.chain('a', 1, ('=<', 2))\n",
            3,
            ["'=<'", "<="],
        ),
        ("from verifier import *\na = derivation('a')\nb = derivation('b')\n", 1, ["two"]),
        ("def f():\n    return f()\nf()\n", 2, ["too deeply"]),
        ("from verifier import *\nvector('x', 3, postive=True)\n", 2, ["postive", "positive"]),
        ("class Own(Exception): pass\nraise Own('why')\n", 2, ["Own", "why"]),
    ],
)
def test_broken_files(tmp_path, text, line, words):
    found = read(tmp_path, text, "broken.py")
    assert isinstance(found, BrokenFile)
    assert (found.file, found.line) == ("broken.py", line)
    assert all(word in found.message for word in words), found.message
    assert "\n" not in found.message
    assert str(tmp_path) not in found.message


def test_files_that_are_no_text_or_not_there(tmp_path):
    (tmp_path / "bytes.py").write_bytes(b"\xff\xfe\x00")
    assert isinstance(load(tmp_path / "bytes.py", tmp_path), BrokenFile)
    (tmp_path / "null.py").write_bytes(b"x = 1\x00")
    assert isinstance(load(tmp_path / "null.py", tmp_path), BrokenFile)
    missing = load(tmp_path / "missing.py", tmp_path)
    assert isinstance(missing, BrokenFile)
    assert missing.message == "no such file"


def test_reading_leaves_nothing_behind(tmp_path, capsys):
    read(tmp_path, GOOD + "\nprint('hello')\n")
    assert [file.name for file in tmp_path.iterdir()] == ["softmax.py"]
    assert capsys.readouterr().out == ""


def test_interrupts_go_through(tmp_path):
    with pytest.raises(KeyboardInterrupt):
        read(tmp_path, "raise KeyboardInterrupt\n")


def test_two_files_do_not_see_each_other(tmp_path):
    read(tmp_path, GOOD)
    found = read(tmp_path, "notes.claim('a', 1)\n", "other.py")
    assert isinstance(found, BrokenFile)
    assert "notes" in found.message
