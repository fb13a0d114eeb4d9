"""What went wrong in a derivation file, in one sentence.

Guarantee: no traceback, no path of this machine; a misspelt name comes with the names
that are near to it. Limits: other errors are told in Python's own words.
"""

from __future__ import annotations

import builtins
import difflib
import re
from collections.abc import Iterable

from verifier.read.quantity import IllFormedError

NOT_IMPORTED = re.compile(r"cannot import name '(\w+)' from '([\w.]+)'")


class AuthorError(Exception):
    """A derivation file uses the vocabulary in a way that cannot be read."""


def sentence(error: BaseException, space: dict[str, object]) -> str:
    """``error`` in one sentence; ``space`` holds the names of the file."""
    match error:
        case AuthorError() | IllFormedError():
            return first_line(str(error))
        case SystemExit():
            return "the file ends the program (sys.exit); a derivation only states claims"
        case RecursionError():
            return "the expression or the program nests too deeply"
        case UnicodeDecodeError():
            return "the file is not text in UTF-8"
        case SyntaxError():
            return f"syntax error: {first_line(error.msg or '')}"
        case FileNotFoundError() if not error.__traceback__ or space.get("__file__") is None:
            return "no such file"
        case NameError() if error.name:
            return unknown_name(error.name, space)
        case ModuleNotFoundError():
            return f"there is no module {error.name!r}"
        case ImportError():
            return not_imported(error)
        case AttributeError() if error.name:
            kind = type(error.obj).__name__
            return f"{kind} has no {error.name!r}{near(error.name, dir(error.obj))}"
        case _:
            text = first_line(str(error))
            return f"{type(error).__name__}: {text}" if text else type(error).__name__


def unknown_name(name: str, space: dict[str, object]) -> str:
    """A name that the file does not know."""
    from verifier.read import vocabulary

    if name in (*vocabulary.__all__, "verify"):
        return f"name {name!r} is not defined; import it: from verifier import {name}"
    return (
        f"name {name!r} is not defined{near(name, [*space, *vocabulary.__all__, *dir(builtins)])}"
    )


def not_imported(error: ImportError) -> str:
    """A name that a module does not have."""
    found = NOT_IMPORTED.search(str(error))
    if found is None:
        return first_line(str(error))
    name, module = found.groups()
    names: Iterable[str] = ()
    if module == "verifier":
        from verifier.read import vocabulary

        names = vocabulary.__all__
    return f"{module} has no {name!r}{near(name, names)}"


def near(name: str, names: Iterable[str]) -> str:
    """The question whether a similar name was meant, when there is one."""
    public = [other for other in names if not other.startswith("_")]
    close = difflib.get_close_matches(name, public, 1)
    return f"; did you mean {close[0]!r}?" if close else ""


def first_line(text: str) -> str:
    """The first line of a message, bounded."""
    return text.strip().split("\n", 1)[0][:300]
