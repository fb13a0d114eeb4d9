"""Every format tells what became of the displays of a note, and the numbers add up."""

import json
from pathlib import Path

import pytest

from verifier.claim import Unchecked
from verifier.engine.decide import judge
from verifier.engine.pages import derivation_from_data, derivation_to_data
from verifier.engine.results import Judged, Result, Run
from verifier.engine.sources import select
from verifier.read.notes.load import load, read
from verifier.report import html, json_report, markdown

NOTES = Path(__file__).parents[2] / "derivations" / "notes"
TEXT = r"""# A note

**Let** $x \in \mathbb{R}$.

$$ x = x $$

$$ x \approx 1 $$

$$ x + 1 $$

$$ x = q $$

**Skip** not supported: a picture

$$ x \to \bullet $$

$$ x^2 = x \cdot x = x^2 $$

$$ x \gets 2 x $$
"""
COUNTS = {"displays": 7, "links": 8, "checked": 3, "ill_formed": 1,
          "not_checked": {"not supported": 2, "not mathematical": 1, "assignment": 1}}  # fmt: skip
SHOWN = ("7 displays, 8 links: 3 checked, 1 ill-formed, 2 not supported, 1 not mathematical, "
         "1 assignment")  # fmt: skip


@pytest.fixture(scope="module")
def run():
    derivation = read(TEXT, "notes/a.md", "a")
    entries = tuple(item if isinstance(item, Unchecked) else Result(item, judge(item, timeout=10))
                    for item in derivation.items)  # fmt: skip
    return Run((Judged("notes/a.md", "A note", "", entries, displays=derivation.displays),))


def test_json(run):
    (note,) = json.loads(json_report.render(run))["notes"]
    assert note == {"file": "notes/a.md", **COUNTS}


def test_markdown_and_html(run):
    assert f"{SHOWN}." in markdown.render(run)
    assert SHOWN in html.render(run)
    for entry in run.unchecked:
        assert entry.reason.split("`")[0] in markdown.render(run)


@pytest.mark.parametrize("path", sorted(NOTES.glob("*.md")), ids=lambda path: path.stem)
def test_counts_of_the_transcriptions(path):
    derivation = load(path, NOTES)
    assert derivation.displays == path.read_text("utf-8").count("$$") // 2
    part = Judged(derivation.file, entries=derivation.items, displays=derivation.displays)
    found = json_report.note(part)
    assert found["links"] == len(derivation.items)
    claims = sum(not isinstance(item, Unchecked) for item in derivation.items)
    assert claims + sum(found["not_checked"].values()) == found["links"]


def test_a_selection_counts_nothing():
    derivation = read(TEXT, "notes/a.md", "a")
    assert select(derivation, ("a/*",)).displays == derivation.displays
    assert select(derivation, ("a/note-2",)).displays == 0


def test_the_count_is_remembered():
    bulk = []
    derivation = read(TEXT, "notes/a.md", "a")
    data = json.loads(json.dumps(derivation_to_data(derivation, bulk)))
    assert derivation_from_data(data, bulk).displays == 7
