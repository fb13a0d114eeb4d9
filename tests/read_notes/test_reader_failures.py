"""An error of the reader itself takes one display with it, not the note; slips that made one."""

from verifier.claim import Claim, IllFormed
from verifier.engine.decide import judge
from verifier.read.notes.displays import statements
from verifier.read.notes.load import read

NOTE = "# T\n**Let** $x \\in \\mathbb{R}$.\n\n$$ x = x $$\n\n$$ x + 1 = 1 + x $$\n"


def test_the_rest_of_a_note_is_read(monkeypatch):
    inner = statements.take_apart
    calls = []

    def failing(nodes, scope):
        calls.append(nodes)
        if len(calls) == 1:
            raise IndexError("list index out of range")
        return inner(nodes, scope)

    monkeypatch.setattr(statements, "take_apart", failing)
    first, second = read(NOTE).items
    assert isinstance(first, IllFormed)
    assert first.code == "reader-failed"
    assert first.span.line == 4
    assert isinstance(second, Claim)


def test_orders_below_the_line():
    lines = (r"\frac{\partial^2 x^3}{\partial^2 x} = 6x", r"\frac{d^2}{d^2 x} x^3 = 6x",
             r"\frac{d^2}{d^2 x} x^3 = 3x")  # fmt: skip
    shown = "".join(f"\n$$ {line} $$\n" for line in lines)
    claims = read(f"# T\n**Let** $x \\in \\mathbb{{R}}$.\n{shown}").items
    assert [judge(one, timeout=10).outcome for one in claims] == ["proved", "proved", "refuted"]


def test_two_sides_that_are_zero_for_want_of_declarations():
    head = "# T\n**Let** $x, y, z \\in \\mathbb{R}$. **Define** $L = x^2$.\n"
    lines = (r"\frac{\partial L}{\partial y} = 0", r"\frac{\partial L}{\partial x} = 2x",
             r"\frac{\partial L}{\partial y} = 7 \frac{\partial L}{\partial z}")  # fmt: skip
    items = read(head + "".join(f"\n$$ {line} $$\n" for line in lines)).items
    assert [type(one).__name__ for one in items] == ["Claim", "Claim", "IllFormed"]
