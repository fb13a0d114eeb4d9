"""What every test may rely on."""

from __future__ import annotations

import gc
import signal
import sys
from importlib.abc import MetaPathFinder
from importlib.machinery import PathFinder

# A shell that starts the tests in the background lets them ignore interruptions, and every
# process that they start as well; the tests of Ctrl-C need them.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


class AsItStands(MetaPathFinder):
    """The program runs as it stands: pytest rewrites the assertions of the tests alone.

    It would rewrite those of every package that brings a plugin, at each import anew.
    """

    @staticmethod
    def find_spec(name, path=None, target=None):
        return PathFinder.find_spec(name, path, target) if name.startswith("verifier.") else None


sys.meta_path.insert(0, AsItStands())

# What is collected is kept to the end: to look for garbage among it takes a quarter of the
# time of collecting, and as much again as often as a test leaves much behind.
gc.disable()


def pytest_collection_finish() -> None:
    """Garbage is looked for from here on, among what the tests make."""
    gc.freeze()
    gc.enable()
