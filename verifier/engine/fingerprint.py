"""What a verdict depends on besides its claim, as digests: the program, and files.

Guarantee: two programs, or two versions of a file, with one digest are the same bytes,
as far as Python itself would notice: the package's digest is kept beside its compiled
modules for as long as no source has another date or size.
"""

from __future__ import annotations

import hashlib
import os
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from verifier.engine.files import write_atomically
from verifier.engine.sources import relative

LIBRARIES = ("sympy", "mpmath", "python_flint", "markdown_it_py", "rich-")
"""What takes part in reading, deciding and showing, as their installations are named."""


PACKAGE = Path(__file__).parent.parent
STANDARD = f"{Path(os.__file__).parent}{os.sep}"
"""Where Python's own modules are."""
TICK = 10_000_000
"""Nanoseconds by which the dates of files may lag behind."""
NOTED = PACKAGE / "__pycache__" / "digest"
"""Where the digest of the package is kept, as its compiled modules are, and as believed."""


@cache
def program() -> str:
    """A digest of everything that decides verdicts: this package, Python, the libraries."""
    parts = [sys.version, digest_of_package(), *installed()]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def digest_of_package() -> str:
    """The digest of the package's sources, kept until one of them has another date or size."""
    files = sources(PACKAGE)
    dates = hashlib.sha256(repr(files).encode()).hexdigest()
    try:
        known, found = NOTED.read_text("ascii").split()
        if known == dates:
            return found
    except (OSError, ValueError):
        pass
    digest = hashlib.sha256()
    for name, *_ in files:
        digest.update(name.encode() + b"\0" + Path(PACKAGE, name).read_bytes())
    if not sys.dont_write_bytecode:
        with suppress(OSError):
            write_atomically(NOTED, f"{dates} {digest.hexdigest()}")
    return digest.hexdigest()


def sources(folder: Path) -> list[tuple[str, int, int, int]]:
    """The Python files below ``folder``: name, date of change, of the entry, and size."""
    found, waiting = [], [str(folder)]
    while waiting:
        for entry in os.scandir(waiting.pop()):
            if entry.is_dir():
                waiting.append(entry.path)
            elif entry.name.endswith(".py"):
                facts = entry.stat()
                name = entry.path[len(str(folder)) + 1 :]
                found.append((name, facts.st_mtime_ns, facts.st_ctime_ns, facts.st_size))
    return sorted(found)


def installed() -> list[str]:
    """The libraries with their versions, as the folders beside them say, in import order.

    ``importlib.metadata`` says the same, and takes longer to import than all else here.
    """
    found: list[str] = []
    for place in sys.path:
        try:
            names = sorted(entry.name for entry in os.scandir(place or "."))
        except OSError:
            continue
        found += [
            name
            for name in names
            if name.endswith(("-info", ".egg-link")) and name.lower().startswith(LIBRARIES)
        ]
    return found


def digest_of_file(file: Path) -> str:
    """The digest of a file's bytes; empty when it cannot be read."""
    try:
        return hashlib.sha256(file.read_bytes()).hexdigest()
    except OSError:
        return ""


CHANGED = "changed while it was read"
"""In the place of a digest: no version of the file is known to be the one that was read."""
SEEN: dict[Path, str] = {}
"""What this process has imported or opened, with its digests when that was first noticed."""
OPENED: set[Path] = set()
"""The data files that derivations and their modules have opened in this process."""
LISTENING = [False]
"""Whether a derivation file is being run; no entry before the first was."""


@dataclass(frozen=True)
class Moment:
    """The time before a file is read, and what the file was then."""

    path: Path
    digest: str
    at: int

    def needs(self, root: Path) -> dict[str, str]:
        """The files that the file was read from since, with the digests of what was read."""
        digest = digest_of_file(self.path)
        needs = {relative(self.path, root): digest if digest == self.digest else CHANGED}
        LISTENING[0] = False
        for file in [*imported(), *sorted(OPENED)] if self.path.suffix == ".py" else ():
            if file not in SEEN:
                SEEN[file] = digest_of_file(file) if changed(file) < self.at else CHANGED
            needs[relative(file, root)] = SEEN[file]
        return needs


def moment(path: Path) -> Moment:
    """The present moment, at which ``path`` has not been read; what it opens is noted from now."""
    if path.suffix == ".py":
        listen()
        LISTENING[0] = True
    return Moment(path, digest_of_file(path), time.time_ns() - TICK)


@cache
def listen() -> None:
    """Have Python tell what is opened, for as long as this process lives."""
    sys.addaudithook(opened)


def opened(event: str, arguments: tuple[object, ...]) -> None:
    """Note a file that is opened for reading while a derivation runs.

    Libraries that open files without Python's knowledge are not heard.
    """
    if event != "open" or not LISTENING[0]:
        return
    name, _, flags = arguments
    if not isinstance(name, (str, os.PathLike)) or not isinstance(flags, int):
        return
    if flags & os.O_WRONLY or isinstance(path := os.fspath(name), bytes):
        return
    text = str(Path(path).absolute())
    if text.endswith((".py", ".pyc")) or text.startswith((STANDARD, "/dev/", "/proc/")):
        return
    if "site-packages" not in text and not Path(text).is_relative_to(PACKAGE):
        OPENED.add(Path(text))


def changed(file: Path) -> int:
    """When ``file`` was last written, in nanoseconds; 0 where it is no file any more."""
    try:
        return file.stat().st_mtime_ns
    except OSError:
        return 0


def imported() -> list[Path]:
    """The files of all modules that are imported now and are no installed library."""
    found = set()
    for module in list(sys.modules.values()):
        name = getattr(module, "__file__", None)
        if not isinstance(name, str) or name.startswith(STANDARD) or "site-packages" in name:
            continue
        file = Path(name).absolute()
        if module.__name__ != "__main__" and not file.is_relative_to(PACKAGE):
            found.add(file)
    return sorted(found)
