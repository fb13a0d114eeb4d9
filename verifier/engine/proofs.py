"""Saved proofs: written after a run, replayed through the kernel alone.

Guarantee: a replay believes nothing in the file; the kernel judges each proof against
the claim that stands beside it. Files are replaced as a whole or not at all. Neither
SymPy nor FLINT is imported.

One JSON line a proof, one file a derivation: ``{"id": ..., "claim": ..., "proof": ...}``.

Limits: a replay confirms that the saved claim is proved, not that the derivation still
states it; ``verify all`` does both.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from verifier.claim import Claim, claim_from_data
from verifier.engine.files import write_atomically
from verifier.engine.pages import steps_of, text_of
from verifier.engine.results import Judged

if TYPE_CHECKING:
    from verifier.kernel.outcome import Accepted, Rejected

FOLDER = Path(".verifier", "proofs")
"""Where the proofs are kept, below the root."""

DAMAGED = (
    ArithmeticError, AssertionError, AttributeError, LookupError, RuntimeError, TypeError,
    ValueError,
)  # fmt: skip
"""What decoding or checking data of no known shape may raise."""


@dataclass(frozen=True)
class Replayed:
    """One saved proof and what the kernel says of it now."""

    file: str
    id: str
    answer: Accepted | Rejected


def place(file: str, root: Path) -> Path:
    """Where the proofs of the derivation ``file`` are kept."""
    parts = ["_" if part == ".." else part for part in Path(file).parts if part != "/"]
    return root.joinpath(FOLDER, *parts[:-1], f"{parts[-1]}.jsonl")


def save(judged: Judged, root: Path, *, keep: bool) -> None:
    """Write the proofs of one derivation.

    ``keep`` retains the saved proofs of claims that were not judged this time.
    """
    target = place(judged.file, root)
    lines: dict[str, str] = {}
    if keep and target.is_file():
        fresh = {result.item.id for result in judged.results}
        lines = {id: line for id, line in entries(target) if id not in fresh}
    for result in judged.results:
        proof = result.verdict.proof
        if isinstance(result.item, Claim) and proof is not None:
            id = json.dumps(result.item.id)
            parts = f'"id":{id},"claim":{text_of(result.item)},"proof":{steps_of(proof)}'
            lines[result.item.id] = f"{{{parts}}}"
    text = "".join(f"{line}\n" for line in lines.values())
    if text and not (target.is_file() and target.read_text("utf-8", errors="replace") == text):
        write_atomically(target, text)
    if not text:
        target.unlink(missing_ok=True)


def forget(files: Iterable[str], root: Path) -> None:
    """Delete the proofs of derivations that are not among ``files``."""
    wanted = {place(file, root) for file in files}
    for saved in stored(root):
        if saved not in wanted:
            with suppress(OSError):  # where nothing can be deleted, nothing was saved either
                saved.unlink(missing_ok=True)


def stored(root: Path) -> list[Path]:
    """The files of saved proofs, sorted."""
    return sorted(file for file in (root / FOLDER).rglob("*.jsonl") if file.is_file())


def entries(file: Path) -> Iterator[tuple[str, str]]:
    """Id and line of each saved proof; a damaged line has the id ``line N``."""
    for number, line in enumerate(file.read_text("utf-8", errors="replace").splitlines(), 1):
        try:
            id = json.loads(line)["id"]
        except (ValueError, LookupError, TypeError, RecursionError):
            id = None
        yield (id if isinstance(id, str) else f"line {number}"), line


def replay(root: Path) -> Iterator[Replayed]:
    """Every saved proof, judged by the kernel again."""
    for file in stored(root):
        derivation = file.relative_to(root / FOLDER).as_posix().removesuffix(".jsonl")
        for id, line in entries(file):
            yield Replayed(derivation, id, recheck(id, line))


def recheck(id: str, line: str) -> Accepted | Rejected:
    """The kernel's answer to one saved line; a damaged line is rejected."""
    from verifier.kernel import check
    from verifier.kernel.outcome import Rejected

    try:
        data = json.loads(line)
        return check(claim_from_data(id, data["claim"]), data["proof"])
    except DAMAGED as error:
        return Rejected("reading the saved proof", f"{type(error).__name__}: {error}"[:200])
