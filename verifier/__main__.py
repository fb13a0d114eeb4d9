"""The ``verify`` command as a script, and as ``python -m verifier``.

An interruption while the command is still being imported ends as any other: without a
traceback, with exit status 130.
"""

import sys


def start() -> None:
    """Run the command named on the command line."""
    try:
        from verifier.cli import main

        main(prog_name="verify")
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    start()
