"""``python -m verifier``: the ``verify`` command, where no script of that name is at hand."""

from verifier.cli import main

if __name__ == "__main__":
    main(prog_name="verify")
