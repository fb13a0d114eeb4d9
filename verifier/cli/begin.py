"""``verify init``, ``suggest`` and ``watch``: begin a derivation, and keep judging it."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from verifier.cli.judging import judged
from verifier.cli.options import (
    PATH,
    ROOT,
    NothingToDo,
    Options,
    configured,
    located,
    prepared,
    shown,
)

if TYPE_CHECKING:
    from verifier.claim import Claim

PAUSE = 0.3
"""Seconds between two looks at the files."""

FIRST = """\
from sympy import log
from verifier import D, Sum, delta, derivation, dimension, equal, index, one_hot, softmax, vector

notes = derivation("Softmax and cross-entropy", source="where these lines come from")

n = dimension("n")                 # any integer >= 1
i, j = index("i j", n)             # 1 <= i, j <= n
x, y = vector("x", n), one_hot("y", n)
s = softmax(x)                     # a vector; s[i] is a SymPy expression
loss = -Sum(y[i] * log(s[i]), i)

notes.claim("jacobian", equal(D(s[i], x[j]), s[i] * (delta(i, j) - s[j])))
notes.claim("gradient", equal(D(loss, x[j]), s[j] - y[j]))
"""

NOTE = r"""# Softmax and cross-entropy

**Let** $n \in \mathbb{N}$, $\theta \in \mathbb{R}^n$, $t \in \mathbb{R}^n$.
**Index** $i, j, l = 1, \dots, n$.
**Define** $S_i = \frac{e^{\theta_i}}{\sum_l e^{\theta_l}}$.

The Jacobian of the softmax:

$$ \frac{\partial S_i}{\partial \theta_j} = S_i (\delta_{ij} - S_j) $$

**Assume** $\sum_l t_l = 1$. Then the gradient of the cross-entropy is simple:

$$ \frac{\partial}{\partial \theta_j} \left( -\sum_l t_l \ln S_l \right) = S_j - t_j $$
"""


@click.command(short_help="Write a first derivation.")
@click.argument("name", default="first", metavar="[NAME]")
@ROOT
def init(name: str, root: Path) -> None:
    """Write a first derivation, derivations/NAME.py, to start from.

    A NAME that ends in .md gives a note in Markdown with LaTeX instead.
    """
    folder = root / configured(root).paths[0]
    suffix = ".md" if name.endswith(".md") else ".py"
    stem = name.removesuffix(suffix)
    if not re.fullmatch(r"[^\W_][\w -]*", stem):
        raise NothingToDo(f"{name!r} names no derivation; try a word, as in first or notes.md")
    file = folder / f"{stem}{suffix}"
    if file.exists():
        raise NothingToDo(f"{file.relative_to(root)} is there already")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file.write_text(NOTE if suffix == ".md" else FIRST, "utf-8")
    except OSError as error:
        raise NothingToDo(f"cannot write {file}: {error.strerror}") from error
    click.echo(f"wrote {file.relative_to(root)}; try: verify check {file.relative_to(root)}")


@click.command(short_help="Draft the declarations that a note needs.")
@click.argument("note", type=PATH, metavar="NOTE.md")
@click.option("--write", is_flag=True, help="Put the lines into the note, each at its place.")
def suggest(note: Path, write: bool) -> None:
    """Draft the declarations that the note at NOTE.md still needs.

    A draft is a guess: read it before anything is believed that rests on it.
    """
    from verifier.engine.files import write_atomically
    from verifier.read.notes.drafts.suggest import drafts, inserted, printed

    if note.suffix == ".py":
        raise NothingToDo(f"{note}: declarations are drafted for notes (.md, .tex), not for Python")
    try:
        text = note.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise NothingToDo(f"{note}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise NothingToDo(f"{note}: cannot be read: this is not UTF-8 text") from error
    text = text.replace("\r\n", "\n")
    found = drafts(text, note.name, implausible())
    if not found:
        click.echo("every name that occurs is declared", err=True)
        return
    click.echo(printed(text, note.name, found))
    if write:
        try:
            write_atomically(note, inserted(text, note.name, found))
        except OSError as error:
            raise NothingToDo(f"cannot write {note}: {error.strerror}") from error
        click.echo(f"wrote {shown(note)}; try: verify check {shown(note)}", err=True)


def implausible() -> Callable[[Claim], bool]:
    """Whether a claim fails at one of a few simple points; looked at once for each claim."""
    from verifier.numeric import cross_check

    known: dict[object, bool] = {}

    def fails(claim: Claim) -> bool:
        key = (claim.relation, claim.assumptions)
        if key not in known:
            known[key] = cross_check(claim, points=2, deadline=0.1).refutation is not None
        return known[key]

    return fails


@click.command(short_help="Judge again whenever a file changes.")
@click.argument("paths", nargs=-1, type=PATH, metavar="[PATH...]")
@ROOT
def watch(paths: tuple[Path, ...], root: Path) -> None:
    """Judge the files at PATH (default: all derivations) again whenever one changes."""
    options = Options(
        root=root,
        select=(),
        seed=None,
        timeout=None,
        jobs=None,
        strict=False,
        cache=True,
        cluster="",
        mutate=False,
        mutants=None,
    )
    prepared(options)  # which says at once what is wrong with the configuration
    given = [located(path) for path in paths]
    seen: dict[Path, int] | None = None
    needs: set[Path] = set()
    click.echo(f"watching {shown(root)}; Ctrl-C ends it", err=True)
    while True:
        try:
            config, settings = prepared(options)
            places = given or [Path(path) for path in config.paths]
            files = found(places, root, config.exclude)
        except NothingToDo as error:  # the configuration is being edited
            config, files, complaint = None, list(needs), error
        now = stamps({*files, *needs, root / "pyproject.toml"})
        if now != seen:
            if seen is not None:
                click.clear()
            if config is None:
                complaint.show()
            else:
                run = judged(places, settings, "terminal", None)
                needs |= {root / name for name in run.needs}
            seen = stamps(needs) | now
        time.sleep(PAUSE)


def found(places: list[Path], root: Path, exclude: tuple[str, ...]) -> list[Path]:
    """The derivation files."""
    from verifier.engine.sources import discover

    return [place for place in discover(places, root, exclude) if isinstance(place, Path)]


def stamps(files: set[Path]) -> dict[Path, int]:
    """When each of the files was last written; nothing of those that are not there."""
    dates: dict[Path, int] = {}
    for file in files:
        with suppress(OSError):
            dates[file] = file.stat().st_mtime_ns
    return dates
