"""Writing files: whole or not at all.

Guarantee: whoever reads a file while it is written sees the old content or the new one.
"""

from __future__ import annotations

import os
from errno import EACCES
from pathlib import Path


def write_atomically(target: Path, text: str) -> None:
    """Put ``text`` into ``target``: the old content stays whole until the new one is.

    A link stays a link; a device or a pipe is written to, never replaced.
    """
    import tempfile  # which takes a while, and most runs change nothing

    if target.exists() and not target.is_file():
        target.write_text(text, encoding="utf-8")
        return
    target = target.resolve()
    if target.exists() and not os.access(target, os.W_OK):
        raise PermissionError(EACCES, os.strerror(EACCES), str(target))
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        mode = target.stat().st_mode if target.exists() else 0o666 & ~umask()
        Path(name).chmod(mode)
        Path(name).replace(target)
    finally:  # once in place, the file has this name no more
        Path(name).unlink(missing_ok=True)


def umask() -> int:
    """The process's file mode mask (it can only be read by setting it)."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
