"""``verify explain`` and ``verify recheck``: look at one claim, at all saved proofs."""

from __future__ import annotations

import re
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from verifier.cli.options import (
    PATH,
    ROOT,
    SEED,
    TIMEOUT,
    NothingToDo,
    configured,
    located,
    shown,
)

if TYPE_CHECKING:
    from verifier.engine.results import Result
    from verifier.engine.settings import Settings


HELP_EXPLAIN = """
Show one claim in full: as understood, its proof step by step, or its counterexample.

\b
  verify explain softmax/jacobian       a claim, or every step of a chain
  verify explain softmax/jacobian#2     one step
  verify explain note/eq-3 --file note.md
  verify explain notes/week2.md:14      what stands in (or nearest to) line 14
"""
SUFFIXES = frozenset({".md", ".tex", ".py"})
PLACED = re.compile(r"(?P<file>.+?):(?P<line>[0-9]+)(?::[0-9]+)?")


@click.command(short_help="One claim in full, with its proof.", help=HELP_EXPLAIN)
@click.argument("id_", metavar="ID|FILE:LINE")
@ROOT
@TIMEOUT
@SEED
@click.option(
    "--file", "files", multiple=True, type=PATH, metavar="PATH",
    help="Look for the claim here instead of below derivations/.",
)  # fmt: skip
def explain(
    id_: str, root: Path, timeout: float | None, seed: int | None, files: tuple[Path, ...]
) -> None:
    """Show one claim in full: as understood, its proof step by step, or its counterexample."""
    from verifier.engine.run import check as judge_files
    from verifier.engine.settings import Settings
    from verifier.engine.watch import Silent
    from verifier.report.explain import explain as explained

    config = configured(root)
    chosen: tuple[str, ...] = (id_,)
    if (place := placed(id_, root)) is not None:
        files, chosen = place[:1], at_line(*place, root)
    settings = Settings(
        root=root, select=chosen, seed=config.seed if seed is None else seed,
        timeout=timeout or config.timeout,
    )  # fmt: skip
    paths = [located(path) for path in files] or [Path(path) for path in config.paths]
    run = judge_files(paths, settings, Silent())
    if not run.results:
        for entry in run.unchecked:
            click.echo(f"{entry.id}  not checked: {entry.kind}. {entry.reason}")
        for file in run.broken:
            click.echo(str(file), err=True)
        if place is not None and run.unchecked:
            raise SystemExit(0)
        near = similar(id_, paths, settings)
        meant = f"did you mean {' or '.join(near)}?" if near else "`verify all` lists the ids"
        raise NothingToDo(f"no claim {id_!r}; {meant}")
    results = [with_hint(result) for result in run.results]
    click.echo("\n".join(explained(result, root) for result in results), nl=False)
    raise SystemExit(int(replace(run, broken=()).status))


def placed(text: str, root: Path) -> tuple[Path, int] | None:
    """The file and the line of ``FILE:LINE``, from here or from ``root``; None for an id."""
    match = PLACED.fullmatch(text)
    if match is None:
        return None
    for path in (Path(match["file"]), root / match["file"]):
        if path.is_file():
            return located(path), int(match["line"])
    if "/" in match["file"] and Path(match["file"]).suffix in SUFFIXES:
        raise NothingToDo(f"no file {match['file']!r} here or in {shown(root)}")
    return None


def at_line(path: Path, line: int, root: Path) -> tuple[str, ...]:
    """The ids of what stands in ``line`` of a file, or in the line nearest to it."""
    from verifier.claim import Derivation
    from verifier.engine.sources import read

    found = read(path, root)
    if not isinstance(found, Derivation):
        raise NothingToDo(f"{found.file}:{found.line}: {found.message}")
    lines = {item.span.line for item in found.items if item.span is not None}
    if not lines:
        raise NothingToDo(f"no claims in {shown(path)}")
    nearest = min(lines, key=lambda one: (abs(one - line), -one))
    if nearest != line:
        click.echo(f"nothing in line {line} itself; the nearest is line {nearest}\n")
    return tuple(item.id for item in found.items
                 if item.span is not None and item.span.line == nearest)  # fmt: skip


def similar(id_: str, paths: list[Path], settings: Settings) -> list[str]:
    """The ids most like ``id_``, at most three."""
    from difflib import get_close_matches

    from verifier.engine.hands import Hands
    from verifier.engine.memory import Memory
    from verifier.engine.reading import Reader, Source

    memory = Memory(settings.root, settings.seed, settings.timeout)
    with Hands(settings, fork=True) as hands:
        found = Reader(paths, replace(settings, select=()), memory, hands)
        sources = [part for part in found if isinstance(part, Source)]
    ids = [item.id for source in sources for item in source.whole.items]
    ids += {id.rpartition("#")[0] or id for id in ids} - set(ids)
    near = get_close_matches(id_, ids, 3)
    within = [id for id in ids if id_ and id_.lower() in id.lower() and id not in near]
    return [*near, *within][:3]


def with_hint(result: Result) -> Result:
    """``result`` with a hint, which ``verify all`` leaves out for expected refutations."""
    from verifier.claim import Claim
    from verifier.engine.decide import taught
    from verifier.engine.pages import whole

    if not isinstance(result.item, Claim):
        return result
    claim = whole(result.item)
    return replace(result, item=claim, verdict=taught(claim, result.verdict))


@click.command(short_help="Replay the saved proofs through the kernel.")
@ROOT
def recheck(root: Path) -> None:
    """Replay the saved proofs through the kernel alone.

    Nothing of the search, SymPy or FLINT is imported: what is accepted here rests on the
    kernel and Python's standard library.
    """
    from collections import Counter

    from verifier.engine.proofs import replay
    from verifier.kernel.outcome import Accepted

    used: Counter[str] = Counter()
    accepted = rejected = 0
    start = time.monotonic()
    for proof in replay(root):
        if isinstance(proof.answer, Accepted):
            accepted += 1
            used.update(proof.answer.rules)
            click.echo(f"accepted  {proof.file}  {proof.id}")
        else:
            rejected += 1
            reason = f"{proof.answer.step}: {proof.answer.reason}"
            click.echo(f"REJECTED  {proof.file}  {proof.id}  at {reason}")
    if not accepted + rejected:
        raise NothingToDo(f"no saved proofs in {shown(root)}; `verify all` saves them")
    took = time.monotonic() - start
    click.echo(f"{accepted} accepted, {rejected} rejected by the kernel in {took:.2f} s")
    most = ", ".join(f"{name} {number}" for name, number in used.most_common(5))
    click.echo(f"{len(used)} rules used, the most in {most} proofs" if used else "no rule used")
    foreign = [name for name in ("sympy", "flint") if name in sys.modules]
    click.echo(f"imported meanwhile: {', '.join(foreign) or 'neither SymPy nor FLINT'}")
    raise SystemExit(1 if rejected else 0)
