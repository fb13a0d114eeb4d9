"""``verify all`` and ``verify check``: judge, keep the proofs, write the report."""

from __future__ import annotations

import io
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from glob import escape
from pathlib import Path
from typing import TYPE_CHECKING, Unpack

import click

from verifier.cli.options import PATH, NothingToDo, Options, judging, located, prepared, shown

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from verifier.engine.config import Config
    from verifier.engine.results import Run
    from verifier.engine.settings import Settings
    from verifier.engine.watch import Watcher

HELP_ALL = """
Judge every derivation below derivations/ and write reports/report.md.

\b
  verify all --select softmax               the claims of one topic
  verify all --format html --output a.html  a page to read, with plots and proofs
  verify all --mutate                       and: would slips be noticed?
"""
HELP_CHECK = """
Judge the derivation files, or the folders of them, at PATH.

\b
  verify check notes.md                     a note in Markdown with LaTeX
  verify check derivations --format sarif --output verify.sarif
  verify check big/ --format jsonl          a line a claim, as it is judged
"""
STREAMED = ("terminal", "jsonl")
"""Formats that are written while the run goes on."""


@click.command("all", short_help="Judge every derivation; write the report.", help=HELP_ALL)
@judging
@click.option("--update-baseline", is_flag=True, help="Take the failures of this run as known.")
def all_(
    format_: str, output: str | None, update_baseline: bool, **options: Unpack[Options]
) -> None:
    """Judge every derivation below derivations/ and write reports/report.md."""
    from verifier.cli.again import Again

    config, settings = prepared(options)
    settings = replace(settings, whole=not options["select"])
    paths = [Path(path) for path in config.paths]
    if not any((settings.root / path).exists() for path in paths):
        missing = " or ".join(f"{path}/" for path in config.paths)
        raise NothingToDo(f"no folder {missing} in {shown(settings.root)}; try --root DIR")
    again = Again(config, settings)
    repeatable = format_ == "terminal" and output in (None, "-") and not update_baseline
    if settings.cache and repeatable and (status := again.recall()) is not None:
        raise SystemExit(status)
    with again.listening():
        run = judged(paths, settings, format_, output)
    if run.results and settings.whole:
        from verifier.engine.files import write_atomically
        from verifier.engine.proofs import forget
        from verifier.report import render

        if not run.interrupted:
            forget((part.file for part in run.derivations), settings.root)
        try:
            write_atomically(settings.root / config.report, render(run, "markdown"))
        except OSError as error:
            raise NothingToDo(f"cannot write {config.report}: {error.strerror}") from error
    if update_baseline:
        save_baseline(config, run)
        return
    if repeatable:
        again.keep(run)
    raise SystemExit(int(run.status))


@click.command(short_help="Judge files, or folders of them.", help=HELP_CHECK)
@click.argument("paths", nargs=-1, required=True, type=PATH, metavar="PATH...")
@judging
def check(
    paths: tuple[Path, ...], format_: str, output: str | None, **options: Unpack[Options]
) -> None:
    """Judge the derivation files, or the folders of them, at PATH."""
    config, settings = prepared(options)
    settings = replace(settings, exclude=(*config.exclude, escape(config.report)))
    run = judged([located(path) for path in paths], settings, format_, output)
    raise SystemExit(int(run.status))


def save_baseline(config: Config, run: Run) -> None:
    """Write the failures of ``run`` to the baseline file of ``config``."""
    from verifier.engine.config import baseline
    from verifier.engine.files import write_atomically

    if not config.baseline:
        raise NothingToDo('no baseline file: set baseline = "FILE" in [tool.verifier]')
    try:
        write_atomically(run.root / config.baseline, baseline(run))
    except OSError as error:
        raise NothingToDo(f"cannot write {config.baseline}: {error.strerror}") from error
    click.echo(f"{config.baseline} holds the failures of this run", err=True)


def judged(paths: list[Path], settings: Settings, form: str, output: str | None) -> Run:
    """Judge ``paths``, keep the proofs, and write the report to where it should go."""
    from verifier.engine.proofs import save
    from verifier.engine.run import check as judge_files

    watcher = watcher_for(form, output)
    with executor(settings) as elsewhere:
        run = judge_files(paths, settings, watcher, elsewhere)
    if settings.mutants and run.results and not run.interrupted:
        from verifier.engine.mutation import scored

        run = scored(run, settings, mutants_bar())
    try:
        for part in run.derivations:
            save(part, settings.root, keep=bool(settings.select) or run.interrupted)
    except OSError as error:  # the verdicts do not need the proofs to be kept
        click.echo(f"the proofs cannot be saved: {error.strerror}", err=True)
    told = form == "terminal" and output in (None, "-") and not settings.select
    if not (run.results or run.broken or run.interrupted or told):
        chosen = " or ".join(map(repr, settings.select))
        where = f" matches {chosen}" if chosen else " was found"
        click.echo(f"nothing to check: no claim{where}", err=True)
    write(run, form, output, watcher)
    return run


@contextmanager
def executor(settings: Settings) -> Iterator[Executor | None]:
    """The cluster that was asked for; None: this machine."""
    if not settings.cluster:
        yield None
        return
    from verifier.engine.cluster import Cluster, NoCluster

    try:
        cluster = Cluster(settings.cluster, settings)
    except NoCluster as error:
        raise NothingToDo(str(error)) from error
    with cluster:
        yield cluster


def mutants_bar() -> Callable[[int, int], None]:
    """A progress bar for the claims whose mutants are tried."""
    from verifier.report.progress import Progress

    bar = Progress(sys.stderr)

    def tell(done: int, claims: int) -> None:
        if done == 1:
            bar.start(claims)
        bar.advance("mutants")
        if done == claims:
            bar.finish()

    return tell


def watcher_for(form: str, output: str | None) -> Watcher:
    """The terminal when it is what was asked for, else only its progress."""
    from verifier.report.progress import Bar, Progress

    progress = Progress(sys.stderr)
    if form == "terminal" and output in (None, "-"):
        from verifier.report.terminal import Live

        return Live(sys.stdout, progress, time.monotonic())
    if form == "jsonl" and output in (None, "-"):
        from verifier.report.jsonl import Stream

        return Stream(sys.stdout, progress)
    return Bar(progress)


def write(run: Run, form: str, output: str | None, watcher: Watcher) -> None:
    """The report, where it was asked for."""
    from verifier.report import render

    watcher.close(run)
    if output not in (None, "-"):
        from verifier.engine.files import write_atomically

        try:
            write_atomically(Path(output or ""), render(run, form))
        except OSError as error:
            raise NothingToDo(f"cannot write {output}: {error.strerror}") from error
    elif form not in STREAMED:
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8")  # as in a file, whatever the terminal's
        sys.stdout.write(render(run, form))
        sys.stdout.flush()
    if form not in STREAMED or output not in (None, "-"):
        for file in run.broken:
            click.echo(f"error: {file}", err=True)
