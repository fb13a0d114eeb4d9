"""``verify explain FILE:LINE``: notes below derivations/ and anywhere else."""

import pytest
from click.testing import CliRunner

from verifier.cli import main


def run(*arguments):
    """A command, as in a shell."""
    return CliRunner().invoke(main, arguments)


@pytest.mark.parametrize("inside", [True, False])
def test_a_claim_is_found_by_its_line(inside, tmp_path, tmp_path_factory, monkeypatch):
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "derivations" if inside else tmp_path_factory.mktemp("elsewhere")
    folder.mkdir(exist_ok=True)
    note = folder / "a:b.md"
    note.write_text(
        "# N\n**Let** $x \\in \\mathbb{R}$.\n\n$$\nx + 1 = 1 + x\n$$\n\n$$ x = x + 0 $$\n"
    )
    assert "x + 1 = 1 + x" in run("explain", f"{note}:5").output
    found = run("explain", f"{note}:8:4")
    assert found.exit_code == 0
    assert "x + 0" in found.output
    assert "the nearest is line 5" in run("explain", f"{note}:4").output
    if inside:
        assert "x + 1" in run("explain", "derivations/a:b.md:5").output
    assert "no file" in run("explain", f"{folder}/none.md:5").output
