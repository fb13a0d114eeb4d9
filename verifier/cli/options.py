"""Options that the commands share, and what they and the configuration add up to."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict, TypeVar

import click

if TYPE_CHECKING:
    from verifier.engine.config import Config
    from verifier.engine.settings import Settings

Command = TypeVar("Command", bound=Callable[..., Any])

FORMATS = ("terminal", "markdown", "json", "jsonl", "html", "junit", "sarif", "github")


class Options(TypedDict):
    """What the judging commands share; see ``engine.run.Settings``."""

    root: Path
    select: tuple[str, ...]
    seed: int | None
    timeout: float | None
    jobs: int | None
    strict: bool
    cache: bool
    cluster: str
    mutate: bool
    mutants: int | None


class NothingToDo(click.ClickException):
    """Nothing to check, no such claim, or a configuration that cannot be used."""

    exit_code = 2


def finite(context: click.Context, option: click.Parameter, seconds: float | None) -> float | None:
    """``seconds``, unless they are no number (which is in every range), or too many to wait for."""
    from verifier.engine.limits import LONGEST

    if seconds is not None and not seconds <= LONGEST:
        raise click.BadParameter(
            f"{seconds} is not in the range x<={LONGEST:.0f}.", context, option
        )
    return seconds


def located(path: Path) -> Path:
    """``path`` from the root of the file system, links followed, where they do not go round."""
    return Path(os.path.realpath(path))


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
    callback=finite,
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
        click.option(
            "--cluster", metavar="ADDRESS", default="",
            help="Judge on the Dask cluster with this scheduler, as tcp://host:8786 (needs the "
            "extra verifier[dask]).",
        ),
        click.option(
            "--mutate", is_flag=True,
            help="Also score each derivation: how many claims that one slip makes of its own are "
            "not proved.",
        ),
        click.option(
            "--mutants", type=click.IntRange(min=1), metavar="N",
            help="With --mutate: slips tried on each proved claim (default 4).",
        ),
        TIMEOUT, SEED, ROOT,
    )  # fmt: skip
    for option in reversed(options):
        command = option(command)
    return command


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
        cluster=options["cluster"],
        memory=config.memory * 2**20,
        mutants=(options["mutants"] or config.mutants) if options["mutate"] else 0,
        policy=Policy(
            options["strict"] or config.strict, config.allow, known, config.mutation_floor
        ),
    )
    return config, settings


def configured(root: Path) -> Config:
    """``[tool.verifier]`` of the project; wrong usage when it cannot be used."""
    from verifier.engine.config import BadConfig, read

    try:
        return read(root)
    except BadConfig as error:
        raise NothingToDo(str(error)) from error


def shown(root: Path) -> str:
    """A folder as a message names it."""
    return "the current folder" if root == Path.cwd() else os.fspath(root)
