r"""No token is dropped in silence: where a display is read, every token matters.

In the displays of the transcriptions and in a list of further ones, one token at a time is
replaced by an undeclared letter; the item must change (another claim, note or message).
"""

import random
from pathlib import Path

import pytest

from tests.read_notes.reading import BASE
from verifier.claim import Claim, IllFormed
from verifier.read.notes.load import read
from verifier.read.notes.note import Note
from verifier.read.notes.source.complaint import Source
from verifier.read.notes.source.grow import grow
from verifier.read.notes.source.lexer import Token, tokens
from verifier.read.notes.source.macros import collect, expand
from verifier.read.notes.source.markdown import Display, Heading, blocks
from verifier.read.notes.source.tree import IGNORED

NOTES = sorted((Path(__file__).parents[2] / "derivations" / "notes").glob("*.md"))
UNDECLARED = Token("command", r"\Xi", 0, 0)
SHARE = 0.02
"""Share of the tokens of the transcriptions that one run replaces."""

DISPLAYS = (
    r"\frac{\partial}{\partial x} \sigma(x) = \sigma(x)(1 - \sigma(x))",
    r"f''(x)^2 \cdot W^{(2)}_{1j} = \frac{\partial^2 f(x)}{\partial x^2}",
    r"\sum_{i=1, j \neq k}^{n} A_{ij}^2 v_i^{-1} \le \|v\|_2^2 + \|w - v\|_1",
    r"\mathbb{1}^2\{i = k\} + \delta_{ij} = \mathbb{1}_{x > 0} \quad \text{if } i \neq j",
    r"\lim_{x \to 0^+} \frac{\sin x}{x} = 1, \quad a > 0",
    r"\int_0^1 x^2 \, dx = \left. x^3 / 3 \right|_{x = 1}",
    r"a = \begin{cases} b & \text{if } x > 0 \\ c^2 & \text{otherwise} \end{cases}",
    r"\nabla_v v^\top A v = (A + A^\top) v",
    r"(A^\top)_{ij} = A^\top_{ij} = A_{ji}",
    r"\begin{aligned} x &= a + b \\ &\quad - c \\ &= \sqrt[3]{a} \end{aligned}",
    r"v^\top w = \langle v, w \rangle = \operatorname{tr}(v w^\top)",
    r"\left\lfloor \frac{n}{2} \right\rfloor = \binom{n}{2}, \qquad n \ge 1",
    r"x = a \Rightarrow x^2 = a^2", r"|x| \le 1 \iff -1 \le x \le 1",
    r"\nabla^2_v \left( v^\top v \right) = 2 I_n",
    r"\prod_{i=1}^n v_i = e^{\sum_i \ln v_i} = \exp\left(\sum_i \log_2 v_i\right)",
    r"\mathbb{E}_{i \sim y}[v_i] = \max(a, b, 2!)",
    r"\underbrace{a + b}_{c} = x", r"\operatorname{softmax}(v)_i^2 = \log \sum_j e^{v_j}",
)  # fmt: skip


class Probing(Note):
    """A note that can read a display again with one token replaced."""

    swap: tuple[int, Token] | None = None

    def nodes(self, block):
        stream = tokens(self.source.text, block.start, block.end)
        if self.swap is not None:
            place, other = self.swap
            stream[place] = Token(other.kind, other.text, stream[place].start, stream[place].end)
        return grow(expand(stream, self.macros)).children

    def probe(self, block, chosen):
        """The tokens of a display whose replacement goes unnoticed."""
        kept = {name: dict(value) if isinstance(value, dict) else list(value)
                if isinstance(value, list) else value
                for name, value in self.__dict__.items() if name != "items"}  # fmt: skip
        names = [(scope, dict(scope.symbols)) for scope in self.scope.chain()]
        before = len(self.items)

        def again(swap=None):
            del self.items[before:]
            self.__dict__.update({name: dict(value) if isinstance(value, dict) else list(value)
                                  if isinstance(value, list) else value
                                  for name, value in kept.items()})  # fmt: skip
            for scope, symbols in names:
                scope.symbols = dict(symbols)
            self.swap = swap
            self.display(block)
            self.swap = None
            return [said(item) for item in self.items[before:]]

        plain = again()
        missed = []
        if all(isinstance(item, Claim) for item in self.items[before:]):
            for place, token in enumerate(tokens(self.source.text, block.start, block.end)):
                means = token.kind != "space" and token.text not in IGNORED | {"&"}
                if means and chosen() and again((place, UNDECLARED)) == plain:
                    line = self.source.line_at(token.start)
                    missed.append((token.text, self.source.locate(token.start), line))
            again()
        return missed


def said(item):
    """What an item says, places aside."""
    match item:
        case Claim():
            return item.relation, item.assumptions, item.readings
        case IllFormed():
            return item.code, item.message
        case _:
            return item.kind, item.reason


def missed(text, chosen):
    """The tokens of a note that are dropped in silence."""
    note = Probing(Source.of("note.md", text), "note")
    note.macros, _ = collect(text)
    found = []
    for block in blocks(text):
        if isinstance(block, Heading):
            note.heading(block)
        elif not isinstance(block, Display):
            note.prose(block)
        elif note.defining or block.fault or any(mark.keyword == "Skip" for mark in note.marks):
            note.display(block)
        else:
            found += note.probe(block, chosen)
    return found


@pytest.mark.parametrize("note", NOTES, ids=lambda path: path.stem)
def test_transcriptions(note):
    rng = random.Random(note.name)
    assert not missed(note.read_text("utf-8"), lambda: rng.random() < SHARE)


@pytest.mark.parametrize("display", DISPLAYS)
def test_displays(display):
    text = f"{BASE}\n$$\n{display}\n$$\n"
    assert all(isinstance(item, Claim) for item in read(text).items)
    assert not missed(text, lambda: True)
