"""``verify completion``: what a shell needs to complete commands, options and paths."""

from __future__ import annotations

import click

INSTALL = {
    "bash": '~/.bashrc:  eval "$(verify completion bash)"',
    "zsh": '~/.zshrc:  eval "$(verify completion zsh)"',
    "fish": "~/.config/fish/config.fish:  verify completion fish | source",
}
"""Where the line goes that sets completion up, and the line."""

HELP = "Print the script that completes verify in SHELL. Put this line into\n\n\b\n" + "\n".join(
    INSTALL.values()
)


@click.command(help=HELP, short_help="Print a script that completes verify in a shell.")
@click.argument("shell", type=click.Choice(tuple(INSTALL)), metavar="bash|zsh|fish")
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """Print the script for ``shell``."""
    from click.shell_completion import get_completion_class

    kind = get_completion_class(shell)
    if kind is None:
        raise click.UsageError(f"no completion for {shell}")
    root = context.find_root()
    click.echo(kind(root.command, {}, "verify", "_VERIFY_COMPLETE").source())
