"""The ``verify`` command.

Guarantee: the exit status is the contract's (0 as expected, 1 not, 2 bad input or
nothing to check, 3 conflict, 130 interrupted, 143 terminated); reports are written whole
or not at all.
Only what a command needs is imported: ``--help`` and ``recheck`` touch neither SymPy
nor FLINT.
"""

from __future__ import annotations

import errno
import io
import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import click

from verifier.cli.begin import init, suggest, watch
from verifier.cli.judging import all_, check
from verifier.cli.look import explain, recheck
from verifier.cli.shell import completion

INTERRUPTED, TERMINATED = 130, 143
"""Exit status after Ctrl-C and after the signal to terminate, as shells have it."""

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


def version(context: click.Context) -> None:
    """Print the version that is installed, and end."""
    from importlib.metadata import PackageNotFoundError
    from importlib.metadata import version as installed

    try:
        click.echo(f"verify {installed('verifier')}")
    except PackageNotFoundError:
        click.echo("verify (not installed)")
    context.exit()


def discard_output() -> None:
    """Let what is still written to standard output vanish."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


class CannotWrite(click.ClickException):
    """Standard output takes no more."""

    exit_code = 2


@contextmanager
def writing() -> Iterator[None]:
    """What happens within writes to a standard output that may be closed, narrow or full."""
    if sys.stdout is None:  # closed by the shell: the verdicts still count
        discard_output()
        sys.stdout = os.fdopen(1, "w", encoding="utf-8")
    if sys.stderr is None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        sys.stderr = os.fdopen(2, "w", encoding="utf-8")
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
    try:
        try:
            yield
        finally:
            sys.stdout.flush()
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EIO):
            raise
        discard_output()
        reason = os.strerror(error.errno)
        raise CannotWrite(f"cannot write to standard output: {reason}") from error


class Terminated(KeyboardInterrupt):
    """The process was asked to end; it ends as after Ctrl-C, with its own exit status."""


@contextmanager
def terminable() -> Iterator[None]:
    """Within, the signal to terminate interrupts, so that results so far are written."""
    asked = False

    def terminate(*_: object) -> None:
        nonlocal asked
        asked = True
        raise Terminated

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, terminate)
    try:
        yield
    except SystemExit as end:
        if asked and end.code == INTERRUPTED:
            raise SystemExit(TERMINATED) from None
        raise
    finally:
        signal.signal(signal.SIGTERM, before)


class Verify(click.Group):
    """The group of commands; an interruption ends it at once, with its own exit status."""

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: object,
    ) -> click.Context:
        """Take the arguments apart; ``--help`` and ``--version`` write at once."""
        with writing():
            return super().make_context(info_name, args, parent, **extra)

    def invoke(self, ctx: click.Context) -> object:
        """Run the command that was asked for."""
        with writing(), terminable():
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


for command in (all_, check, explain, recheck, watch, init, suggest, completion):
    main.add_command(command)
