"""The ``verify`` command.

Guarantee: the exit status is the contract's (0 as expected, 1 not, 2 bad input or
nothing to check, 3 conflict, 130 interrupted); reports are written whole or not at all.
Only what a command needs is imported: ``--help`` and ``recheck`` touch neither SymPy
nor FLINT.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict, TypeVar, Unpack

import click

if TYPE_CHECKING:
    from verifier.engine.config import Config
    from verifier.engine.results import Result, Run
    from verifier.engine.settings import Settings
    from verifier.engine.watch import Watcher

Command = TypeVar("Command", bound=Callable[..., Any])

FORMATS = ("terminal", "markdown", "json", "jsonl", "html", "junit", "sarif", "github")


HELP = """
Check mathematical derivations line by line.

Every claim comes out proved (for all dimensions), refuted (with a
counterexample), conditional, undecided, ill-formed, or as a conflict.

\b
Examples:
  verify all                          every derivation, and reports/report.md
  verify check notes.py               one file
  verify all --select softmax         the claims of one topic
  verify explain softmax/jacobian     one claim, with its proof

\b
Exit status: 0 every claim came out as its author expects, 1 some did not,
2 a file or claim cannot be read or there is nothing to check, 3 conflict.
"""


class Options(TypedDict):
    """What the judging commands share; see ``engine.run.Settings``."""

    root: Path
    select: tuple[str, ...]
    seed: int | None
    timeout: float | None
    jobs: int | None
    strict: bool
    cache: bool


def version(context: click.Context) -> None:
    """Print the version that is installed, and end."""
    from importlib.metadata import PackageNotFoundError
    from importlib.metadata import version as installed

    try:
        click.echo(f"verify {installed('verifier')}")
    except PackageNotFoundError:
        click.echo("verify (not installed)")
    context.exit()


STREAMED = ("terminal", "jsonl")
"""Formats that are written while the run goes on."""

INTERRUPTED = 130
"""Exit status after Ctrl-C, as shells have it."""


class NothingToDo(click.ClickException):
    """Nothing to check, no such claim, or a configuration that cannot be used."""

    exit_code = 2


class Verify(click.Group):
    """The group of commands; an interruption ends it at once, with its own exit status."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command that was asked for."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            click.echo("interrupted", err=True)
            raise SystemExit(INTERRUPTED) from None


@click.group(
    cls=Verify,
    help=HELP,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option(
    "--version", is_flag=True, expose_value=False, is_eager=True, help="Show the version.",
    callback=lambda context, _, asked: version(context) if asked else None,
)  # fmt: skip
def main() -> None:
    """The ``verify`` command; see ``HELP``."""


PATH = click.Path(path_type=Path)
ROOT = click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, resolve_path=True, path_type=Path),
    default=".",
    metavar="DIR",
    help="The folder that holds derivations/ (default: the current one).",
)
SEED = click.option("--seed", type=int, help="Vary the points of the numeric check.")
TIMEOUT = click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    metavar="SECONDS",
    help="Time that a claim may take (default 10).",
)


def judging(command: Command) -> Command:
    """The options of the commands that judge many claims."""
    options = (
        click.option(
            "--format", "format_", type=click.Choice(FORMATS), default="terminal",
            help="What to write (default terminal).",
        ),
        click.option(
            "--output", metavar="FILE", help="Where to write it; - is standard output (default).",
        ),
        click.option(
            "--select", multiple=True, metavar="ID",
            help="Only claims with this id, below it, or matching its *; may be repeated.",
        ),
        click.option(
            "--strict", is_flag=True,
            help="Fail also on open side conditions and on lines that are not supported.",
        ),
        click.option(
            "--jobs", type=click.IntRange(min=1), metavar="N",
            help="Worker processes (default: one for each processor).",
        ),
        click.option(
            "--cache/--no-cache", default=True,
            help="Whether to reuse the verdicts of earlier runs (default: yes).",
        ),
        TIMEOUT, SEED, ROOT,
    )  # fmt: skip
    for option in reversed(options):
        command = option(command)
    return command


@main.command("all")
@judging
@click.option("--update-baseline", is_flag=True, help="Take the failures of this run as known.")
def all_(
    format_: str, output: str | None, update_baseline: bool, **options: Unpack[Options]
) -> None:
    """Judge every derivation below derivations/ and write reports/report.md."""
    config, settings = prepared(options)
    paths = [Path(path) for path in config.paths]
    if not any((settings.root / path).exists() for path in paths):
        missing = " or ".join(f"{path}/" for path in config.paths)
        raise NothingToDo(f"no folder {missing} in {shown(settings.root)}; try --root DIR")
    run = judged(paths, settings, format_, output)
    whole = not settings.select and not settings.ignore
    if run.results and whole:
        from verifier.engine.proofs import forget, write_atomically
        from verifier.report import render

        if not run.interrupted:
            forget((part.file for part in run.derivations), settings.root)
        write_atomically(settings.root / config.report, render(run, "markdown"))
    if update_baseline:
        save_baseline(config, run)
        return
    raise SystemExit(int(run.status))


@main.command()
@click.argument("paths", nargs=-1, required=True, type=PATH, metavar="PATH...")
@judging
def check(
    paths: tuple[Path, ...], format_: str, output: str | None, **options: Unpack[Options]
) -> None:
    """Judge the derivation files, or the folders of them, at PATH."""
    _, settings = prepared(options)
    run = judged([path.resolve() for path in paths], settings, format_, output)
    raise SystemExit(int(run.status))


@main.command()
@click.argument("id_", metavar="ID")
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
    settings = Settings(
        root=root, select=(id_,), seed=config.seed if seed is None else seed,
        timeout=timeout or config.timeout,
    )  # fmt: skip
    paths = [path.resolve() for path in files] or [Path(path) for path in config.paths]
    run = judge_files(paths, settings, Silent())
    if not run.results:
        for entry in run.unchecked:
            click.echo(f"{entry.id}  not checked: {entry.kind}. {entry.reason}")
        for file in run.broken:
            click.echo(str(file), err=True)
        raise NothingToDo(f"no claim {id_!r}; `verify all` lists the ids")
    results = [with_hint(result) for result in run.results]
    click.echo("\n".join(explained(result, root) for result in results), nl=False)
    raise SystemExit(int(run.status))


def with_hint(result: Result) -> Result:
    """``result`` with a hint, which ``verify all`` leaves out for expected refutations."""
    from verifier.claim import Claim
    from verifier.engine.decide import taught

    if not isinstance(result.item, Claim):
        return result
    return replace(result, verdict=taught(result.item, result.verdict))


@main.command()
@ROOT
def recheck(root: Path) -> None:
    """Replay the saved proofs through the kernel alone."""
    from verifier.engine.proofs import replay
    from verifier.kernel.outcome import Accepted

    accepted = rejected = 0
    start = time.monotonic()
    for proof in replay(root):
        if isinstance(proof.answer, Accepted):
            accepted += 1
            click.echo(f"accepted  {proof.file}  {proof.id}")
        else:
            rejected += 1
            reason = f"{proof.answer.step}: {proof.answer.reason}"
            click.echo(f"REJECTED  {proof.file}  {proof.id}  at {reason}")
    if not accepted + rejected:
        raise NothingToDo(f"no saved proofs in {shown(root)}; `verify all` saves them")
    took = time.monotonic() - start
    click.echo(f"{accepted} accepted, {rejected} rejected by the kernel in {took:.2f} s")
    raise SystemExit(1 if rejected else 0)


# -- what the commands share -------------------------------------------------------------


def prepared(options: Options) -> tuple[Config, Settings]:
    """The configuration, and the engine's settings: an option given beats the configuration."""
    from verifier.engine.config import BadConfig, known_failures
    from verifier.engine.results import Policy
    from verifier.engine.settings import Settings

    root = options["root"]
    config = configured(root)
    try:
        known = known_failures(root / config.baseline) if config.baseline else {}
    except BadConfig as error:
        raise NothingToDo(str(error)) from error
    settings = Settings(
        root=root,
        select=options["select"] or config.select,
        ignore=config.ignore,
        exclude=config.exclude,
        seed=config.seed if options["seed"] is None else options["seed"],
        timeout=options["timeout"] or config.timeout,
        jobs=options["jobs"] or config.jobs,
        cache=options["cache"],
        policy=Policy(options["strict"] or config.strict, config.allow, known),
    )
    return config, settings


def configured(root: Path) -> Config:
    """``[tool.verifier]`` of the project; wrong usage when it cannot be used."""
    from verifier.engine.config import BadConfig, read

    try:
        return read(root)
    except BadConfig as error:
        raise NothingToDo(str(error)) from error


def save_baseline(config: Config, run: Run) -> None:
    """Write the failures of ``run`` to the baseline file of ``config``."""
    from verifier.engine.config import baseline
    from verifier.engine.proofs import write_atomically

    if not config.baseline:
        raise NothingToDo('no baseline file: set baseline = "FILE" in [tool.verifier]')
    write_atomically(run.root / config.baseline, baseline(run))
    click.echo(f"{config.baseline} holds the failures of this run", err=True)


def judged(paths: list[Path], settings: Settings, form: str, output: str | None) -> Run:
    """Judge ``paths``, keep the proofs, and write the report to where it should go."""
    from verifier.engine.proofs import save
    from verifier.engine.run import check as judge_files

    watcher = watcher_for(form, output)
    run = judge_files(paths, settings, watcher)
    for part in run.derivations:
        save(part, settings.root, keep=bool(settings.select) or run.interrupted)
    if not run.results and not run.broken:
        where = " matches " + ", ".join(settings.select) if settings.select else " was found"
        click.echo(f"nothing to check: no claim{where}", err=True)
    write(run, form, output, watcher)
    return run


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
        from verifier.engine.proofs import write_atomically

        write_atomically(Path(output or ""), render(run, form))
    elif form not in STREAMED:
        sys.stdout.write(render(run, form))
        sys.stdout.flush()
    if form not in STREAMED or output not in (None, "-"):
        for file in run.broken:
            click.echo(f"error: {file}", err=True)


def shown(root: Path) -> str:
    """A folder as a message names it."""
    return "the current folder" if root == Path.cwd() else os.fspath(root)
