"""What a verdict depends on besides its claim, as digests: the program, and files.

Guarantee: two programs, or two versions of a file, with one digest are the same bytes.
"""

from __future__ import annotations

import hashlib
import sys
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from verifier.engine.sources import relative

LIBRARIES = ("sympy", "python-flint", "markdown-it-py")
"""What takes part in reading and deciding."""


@cache
def program() -> str:
    """A digest of everything that decides verdicts: this package, Python, the libraries."""
    digest = hashlib.sha256(sys.version.encode())
    package = Path(__file__).parent.parent
    for file in sorted(package.rglob("*.py")):
        digest.update(file.relative_to(package).as_posix().encode() + b"\0" + file.read_bytes())
    for library in LIBRARIES:
        try:
            digest.update(f"{library} {version(library)}\0".encode())
        except PackageNotFoundError:
            digest.update(f"{library} missing\0".encode())
    return digest.hexdigest()


def digest_of_file(file: Path) -> str:
    """The digest of a file's bytes; empty when it cannot be read."""
    try:
        return hashlib.sha256(file.read_bytes()).hexdigest()
    except OSError:
        return ""


def needs_of(path: Path, root: Path) -> dict[str, str]:
    """The files that ``path`` has just been read from, with their digests."""
    return {relative(need, root): digest_of_file(need) for need in imported(path, root)}


def imported(path: Path, root: Path) -> list[Path]:
    """``path`` and, for Python, the files of the project that are imported now."""
    found = {path}
    package = Path(__file__).parent.parent
    for module in list(sys.modules.values()) if path.suffix == ".py" else []:
        name = getattr(module, "__file__", None)
        if name is None:
            continue
        file = Path(name)
        inside = file.is_relative_to(root) and not file.is_relative_to(package)
        if inside and "site-packages" not in file.parts:
            found.add(file)
    return sorted(found)
