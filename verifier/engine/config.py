"""``[tool.verifier]`` of ``pyproject.toml``, and the baseline of known failures.

Guarantee: an unknown key or a value of the wrong type is an error that names the file
and the key; nothing is guessed. Without the file or the table, the defaults hold.

    [tool.verifier]
    paths = ["derivations"]        # what `verify all` judges
    exclude = ["derivations/old/*"]
    select = ["softmax"]           # ids, as --select
    ignore = ["softmax/draft*"]
    allow = ["undecided"]          # verdicts that do not fail although not expected
    strict = false
    timeout = 10                   # seconds a claim
    memory = 4096                  # mebibytes that a claim may take
    jobs = 2                       # default: as many as there are processors
    seed = 0
    baseline = "baseline.json"     # failures that are known, and do not count
    report = "reports/report.md"
"""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from verifier.engine.results import Run
from verifier.engine.settings import DEFAULT_TIMEOUT, MEMORY
from verifier.verdict import OUTCOMES

FILE = "pyproject.toml"


class BadConfig(ValueError):
    """The configuration cannot be used; the message names file and key."""


@dataclass(frozen=True)
class Config:
    """What the table says, or the defaults."""

    paths: tuple[str, ...] = ("derivations",)
    exclude: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    allow: tuple[str, ...] = ()
    strict: bool = False
    timeout: float = DEFAULT_TIMEOUT
    memory: int = MEMORY // 2**20
    jobs: int = 0
    seed: int = 0
    baseline: str = ""
    report: str = "reports/report.md"


KINDS: dict[str, tuple[type, ...]] = {
    **dict.fromkeys(("paths", "exclude", "select", "ignore", "allow"), (list,)),
    **dict.fromkeys(("baseline", "report"), (str,)),
    "strict": (bool,), "timeout": (int, float), "jobs": (int,), "memory": (int,), "seed": (int,),
}  # fmt: skip


def read(root: Path) -> Config:
    """The configuration of the project at ``root``; raises ``BadConfig``."""
    file = root / FILE
    try:
        text = file.read_text("utf-8")
    except FileNotFoundError:
        return Config()
    except (OSError, UnicodeDecodeError) as error:
        raise BadConfig(f"{FILE}: {error}") from error
    try:
        table = tomllib.loads(text).get("tool", {}).get("verifier", {})
    except (tomllib.TOMLDecodeError, AttributeError) as error:
        raise BadConfig(f"{FILE}: {error}") from error
    if not isinstance(table, dict):
        raise BadConfig(f"{FILE}: [tool.verifier] is not a table")
    values: dict[str, Any] = {key: value(key, found) for key, found in table.items()}
    return Config(**values)


def value(key: str, found: object) -> tuple[str, ...] | str | int | float | bool:
    """``found`` as the value of ``key``, or ``BadConfig``."""
    if key not in KINDS:
        known = ", ".join(field.name for field in fields(Config))
        raise BadConfig(f"{FILE}: [tool.verifier] has no key {key!r}; there are {known}")
    match found:
        case list() if KINDS[key] == (list,) and all(isinstance(one, str) for one in found):
            entries = tuple(str(one) for one in found)
            if key == "allow" and not set(entries) <= set(OUTCOMES):
                raise BadConfig(f"{FILE}: allow takes verdicts: {', '.join(OUTCOMES)}")
            return entries
        case bool() if KINDS[key] == (bool,):
            return found
        case int() | float() | str() if isinstance(found, KINDS[key]) and not isinstance(
            found, bool
        ):
            if (
                key in ("timeout", "jobs", "memory")
                and isinstance(found, (int, float))
                and found <= 0
            ):
                raise BadConfig(f"{FILE}: {key} must be positive")
            return found
        case _:
            kinds = " or ".join(kind.__name__ for kind in KINDS[key])
            raise BadConfig(f"{FILE}: {key} must be {kinds}, not {found!r}")


def known_failures(file: Path) -> dict[str, str]:
    """The claims that are known to fail, with their verdicts; empty without the file."""
    try:
        data = json.loads(file.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise BadConfig(f"{file.name}: {error}") from error
    known = data.get("known") if isinstance(data, dict) else None
    if not isinstance(known, dict):
        raise BadConfig(f"{file.name}: not a baseline; write one with --update-baseline")
    return {str(id): str(outcome) for id, outcome in known.items()}


def baseline(run: Run) -> str:
    """The failures of ``run`` as the text of a baseline file."""
    known = {result.item.id: result.verdict.outcome for result in run.results if not result.ok}
    return json.dumps({"schema": 1, "known": known}, indent=1) + "\n"
