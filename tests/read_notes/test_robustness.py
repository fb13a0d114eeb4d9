"""Whatever the input: items, quickly, and never an exception."""

import random
import re
import time
from dataclasses import replace
from pathlib import Path

import pytest

from verifier.claim import IllFormed, Unchecked
from verifier.read.notes.load import BrokenFile, load, read
from verifier.read.notes.note import Note
from verifier.read.notes.source.complaint import Source
from verifier.read.notes.source.macros import collect
from verifier.read.notes.source.markdown import Heading, Prose, blocks

NOTES = sorted((Path(__file__).parents[2] / "derivations" / "notes").glob("*.md"))
HEAD = (
    "**Let** $x \\in \\mathbb{R}$, $n \\in \\mathbb{N}$, $v \\in \\mathbb{R}^n$, "
    "$A \\in \\mathbb{R}^{n \\times n}$. **Index** $i, j = 1, \\dots, n$.\n"
    "**Define** $f(t) = t + t$, $g(t) = t + t + t + t + t$.\n\n"
)
MANY = 20_000
HOSTILE = {
    "braces": "{" * MANY,
    "parentheses": "(" * MANY,
    "nested parentheses": "(" * 500 + "x" + ")" * 500 + "=x",
    "fractions": r"\frac{1}{" * 300 + "x" + "}" * 300 + "=x",
    "powers": "x^{" * 300 + "x" + "}" * 300 + "=x",
    "bars": "|" * MANY + "=x",
    "signs": "-" * MANY + "x=x",
    "sums": r"\sum_i " * 300 + "v_i=x",
    "primes": "f" + "'" * 3000 + "(x)=x",
    "terms": "+".join(["x"] * 3000) + "=x",
    "factors": "x" * 3000 + "=x",
    "links": "=".join(["x"] * 500),
    "matrix products": "A" * 300 + "=A",
    "nested calls": "f(" * 30 + "x" + ")" * 30 + "=x",
    "exploding calls": "g(" * 12 + "x" + ")" * 12 + "=x",
    "nested softmax": r"\operatorname{softmax}(" * 14 + "v" + ")" * 14 + "=v",
    "matrix powers": "(" * 10 + "A" + "^8)" * 10 + "=A",
    "digits": "9" * 100_000 + "=x",
    "decimals": "0." + "9" * 100_000 + "=x",
    "power tower": "10^{10^{10^{10}}}=x",
    "long sum": r"\sum_{i=1}^{10000000000} i=x",
    "ampersands": "&" * MANY,
    "rows": r"\begin{aligned}" + r"x &= x \\" * 1000 + r"\end{aligned}",
    "environments": r"\begin{aligned}" * 100 + "x" + r"\end{aligned}" * 100,
    "lefts": r"\left(" * 1000,
    "derivatives": r"\frac{\partial}{\partial x}" * 200 + "x=x",
    "subscripts": "v_{" * 200 + "i" + "}" * 200 + "=x",
    "every character": "".join(map(chr, range(32, 3000))),
    "nul": "x\x00=x",
    "many primes": "f" + "'" * 60_000 + "(x)=x",
    "many terms": "+".join(["x"] * 60_000) + "=x",
    "a long line": "x = " + "x + " * 250_000 + "x",
    "equivalences": r"x=x \iff " * 500 + "x=x",
    "conditions": "x>0," * 1000 + r"x>0 \iff " + "x>0," * 1000 + "x>0",
    "alternatives": r"x>0 \lor " * 500 + r"x>0 \iff " + r"x>0 \lor " * 500 + "x>0",
    "an update inside": r"x = x + \gets x",
    "an empty call": "f() = x",
    "arrays joined by or": r"x = v \lor v = A",
    "long labels": "x_{" + "a" * 3000 + "}^{" + "b" * 3000 + "}=x",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_displays(name):
    start = time.perf_counter()
    items = read(f"{HEAD}$$ {HOSTILE[name]} $$\n").items
    assert items
    assert time.perf_counter() - start < 10


@pytest.mark.parametrize(
    "text",
    [
        "$$ x = " * 2000, "$" * MANY, "`" * MANY, "\\[" * 5000, "# h\n\n" * 2000,
        "**Let** " * 5000, "**Let** $x$\n\n" * 1000, ">" * 5000 + " $$x=x$$", "\x00\ufeff$$",
        "\\newcommand{\\a}{\\a x}\n\n$$\\a = x$$", "\\newcommand{\\a}{" * 20_000,
        "\\newcommand{\\a}[1]{#1#1}\n$$ " + "\\a{" * 30 + "x" + "}" * 30 + " = 1 $$",
        "\\newcommand{\\a}{\\b}\\newcommand{\\b}{\\a}\n$$ \\a = 1 $$",
        "\\begin{align}\n" * 5000, "<div>" * 5000, "` `` " * 5000,
        "".join(f"\\newcommand{{\\q{a}}}{{\\q{b}\\q{b}}}\n" for a, b in zip("abcdefghijklmnopqrstuvwxy",
                "bcdefghijklmnopqrstuvwxyz", strict=True)) + "\n$$\\qa = 1$$",
        "".join(f"**Define** $a_{{{i}}} = a_{{{i - 1}}} + a_{{{i - 1}}}$.\n\n" if i else
                "**Define** $a_{0} = 1$.\n\n" for i in range(60)) + "$$ a_{59} = 1 $$",
    ],
)  # fmt: skip
def test_hostile_notes(text):
    start = time.perf_counter()
    read(text)
    assert time.perf_counter() - start < 10


@pytest.mark.parametrize(
    "text",
    ["\\section{" * 5000, "\\begin{align}\n" * 5000, "$" * MANY, "$x " * MANY, "\\verb|" * 5000,
     "\\begin{verbatim}" * 5000, "%\n" * MANY, "\\textbf{Let} $x > 0$ " * 1000, "\x00\\[", "\\["],
)  # fmt: skip
def test_hostile_papers(text):
    start = time.perf_counter()
    read(text, "note.tex")
    assert time.perf_counter() - start < 10


@pytest.mark.parametrize("note", NOTES, ids=lambda path: path.stem)
def test_truncated_displays(note):
    """Every display, cut off at every so many characters, under the declarations of its note."""
    rng = random.Random(note.name)
    probing = Note(Source.of(note.name, text := note.read_text("utf-8")), "note")
    probing.macros, _ = collect(text)
    for block in blocks(text):
        if isinstance(block, Heading):
            probing.heading(block)
        elif isinstance(block, Prose):
            probing.prose(block)
        else:
            step = max(1, (block.end - block.start) // 4)
            for end in range(block.start + rng.randrange(step), block.end, step):
                kept = list(probing.marks), probing.defining
                before = len(probing.items)
                probing.display(replace(block, end=end))
                assert len(probing.items) > before
                probing.marks, probing.defining = kept
            probing.display(block)


def mutated(rng, text):
    pieces = re.findall(r"\\[A-Za-z]+|\\.|\$\$|\s+|.", text, re.DOTALL)
    for _ in range(rng.choice((1, 3, 10))):
        if not pieces:
            break
        at = rng.randrange(len(pieces))
        match rng.randrange(5):
            case 0:
                del pieces[at]
            case 1:
                pieces.insert(at, rng.choice(pieces))
            case 2:
                pieces[at] = rng.choice(pieces)
            case 3:
                other = rng.randrange(len(pieces))
                pieces[at], pieces[other] = pieces[other], pieces[at]
            case _:
                pieces = pieces[: at + 1]
    return "".join(pieces)


@pytest.mark.parametrize("seed", range(60))
def test_mutated_notes(seed):
    rng = random.Random(seed)
    sections = rng.choice(NOTES).read_text("utf-8").split("\n## ")
    for _ in range(3):
        read(mutated(rng, rng.choice(sections)[:3000]))


SECTION = (
    "## Section\n\n**Let** $n \\in \\mathbb{N}$, $x \\in \\mathbb{R}^n$. **Index** $i = 1, \\dots, n$.\n"
    "**Define** $s_i = \\frac{e^{x_i}}{\\sum_l e^{x_l}}$.\n\nProse that says nothing.\n\n"
    "$$\n\\sum_i s_i = 1\n$$\n\n"
)


def seconds(lines):
    """The processor time that so many lines of notes take."""
    text = SECTION * (lines // SECTION.count("\n"))
    start = time.process_time()
    items = read(text).items
    assert len(items) == text.count("$$") // 2
    return time.process_time() - start


def test_ten_thousand_lines_in_linear_time():
    seconds(500)
    part, whole = seconds(2500), seconds(10_000)
    assert whole < 8
    assert whole < 8 * part


def test_files(tmp_path):
    note = tmp_path / "a.md"
    note.write_bytes(b"\xef\xbb\xbf# T\r\n\r\n**Let** $x > 0$.\r\n\r\n$$ x = x \\cdot 1 $$\r\n")
    found = load(note, tmp_path)
    assert found.title == "T"
    assert found.file == "a.md"
    assert len(found.items) == 1
    note.write_bytes(b"ok\n\xff\xfe")
    broken = load(note, tmp_path)
    assert isinstance(broken, BrokenFile)
    assert broken.line == 2
    assert isinstance(load(tmp_path / "none.md", tmp_path), BrokenFile)


@pytest.mark.parametrize("note", NOTES, ids=lambda path: path.stem)
def test_every_display_of_the_transcriptions_is_accounted_for(note):
    text = note.read_text("utf-8")
    derivation = read(text, note.name, note.stem)
    lines = {item.span.line for item in derivation.items}
    displays = list(re.finditer(r"\$\$(.*?)\$\$", text, re.DOTALL))
    for display in displays:
        first = text.count("\n", 0, display.start()) + 1
        last = text.count("\n", 0, display.end()) + 1
        assert any(line in lines for line in range(first, last + 1)), first
    for item in derivation.items:
        if isinstance(item, IllFormed):
            assert item.expected == "ill-formed", item.message
            assert item.reason
        if isinstance(item, Unchecked):
            assert item.reason
    assert len({item.id for item in derivation.items}) == len(derivation.items)


ARRAYS = r"**Let** $A \in \mathbb{R}^{n \times n}$, $v \in \mathbb{R}^n$, $x \in \mathbb{R}$. "


@pytest.mark.parametrize(
    "line",
    [
        r"**Index** $i = 1, \dots, A$.", r"**Index** $i = v, \dots, n$.", r"**Let** $y \in [0, A]$.",
        r"**Let** $f : [0, v] \to \mathbb{R}$.", r"**Let** $w_1, \dots, w_v \in \mathbb{R}$.",
        r"$$ \log_A x = x $$", r"$$ \sqrt[v]{x} = x $$", r"$$ \binom{A}{v} = x $$",
        r"$$ x \in \{1, \dots, A\} $$", r"$$ \mathbb{1}\{x \in [0,v]\} = x $$",
        r"$$ \left. x^2 \right|_{x = v} = x $$",
    ],
)  # fmt: skip
def test_an_array_in_the_place_of_a_number_is_said(line):
    found = read(f"# T\n{ARRAYS}{line if line[0] == '*' else ''}\n\n"
                 f"{line if line[0] == '$' else '$$ x = x $$'}\n").items  # fmt: skip
    said = [item.message for item in found if isinstance(item, IllFormed)]
    assert any("is a number, not" in message for message in said), found
