"""``[tool.verifier]`` of ``pyproject.toml``, and the baseline of known failures.

Guarantee: an unknown key or a value of the wrong type is an error that names the file,
the line and the key; nothing is guessed. Without the file or the table, the defaults hold.

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
    mutants = 4                    # of each proved claim, with --mutate
    mutation_floor = 0.9           # the least mutation score that passes, with --mutate
    report = "reports/report.md"
"""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from verifier.engine.limits import LONGEST
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
    mutants: int = 4
    mutation_floor: float = 0.0
    report: str = "reports/report.md"


KINDS: dict[str, tuple[type, ...]] = {
    **dict.fromkeys(("paths", "exclude", "select", "ignore", "allow"), (list,)),
    **dict.fromkeys(("baseline", "report"), (str,)),
    **dict.fromkeys(("jobs", "memory", "seed", "mutants"), (int,)),
    **dict.fromkeys(("timeout", "mutation_floor"), (int, float)),
    "strict": (bool,),
}
WORDS = {list: "a list of strings", str: "a string", bool: "true or false", int: "a whole number"}
POSITIVE = ("timeout", "jobs", "memory", "mutants")


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
    values: dict[str, Any] = {}
    for key, found in table.items():
        wrong = objection(key, found)
        if wrong:
            raise BadConfig(f"{FILE}{line_of(key, text)}: {wrong}")
        values[key] = tuple(found) if isinstance(found, list) else found
    return Config(**values)


def line_of(key: str, text: str) -> str:
    """``:12`` where the table sets ``key`` in line 12; empty where that is not plain to see."""
    inside = False
    for number, line in enumerate(text.splitlines(), 1):
        bare = line.strip()
        if bare.startswith("["):
            inside = bare.partition("#")[0].replace(" ", "").replace('"', "") == "[tool.verifier]"
        elif inside and bare.partition("=")[0].strip().strip("\"'") == key:
            return f":{number}"
    return ""


def objection(key: str, found: object) -> str:
    """Why ``found`` cannot be the value of ``key``; empty when it can."""
    if key not in KINDS:
        from difflib import get_close_matches

        known = [field.name for field in fields(Config)]
        near = get_close_matches(key, known, 1)
        meant = f"did you mean {near[0]!r}?" if near else f"there are {', '.join(known)}"
        return f"[tool.verifier] has no key {key!r}; {meant}"
    kinds = KINDS[key]
    if not isinstance(found, kinds) or (isinstance(found, bool) and bool not in kinds):
        return f"{key} must be {'a number' if float in kinds else WORDS[kinds[0]]}, not {found!r}"
    if isinstance(found, list) and not all(isinstance(one, str) for one in found):
        return f"{key} must be {WORDS[list]}, not {found!r}"
    if isinstance(found, list) and key == "allow" and not set(found) <= set(OUTCOMES):
        return f"allow takes verdicts: {', '.join(OUTCOMES)}"
    if isinstance(found, (int, float)) and key in POSITIVE and not found > 0:
        return f"{key} must be positive"
    if isinstance(found, (int, float)) and key == "timeout" and found > LONGEST:
        return f"timeout must be at most {LONGEST:.0f} seconds"
    if isinstance(found, (int, float)) and key == "mutation_floor" and not 0 <= found <= 1:
        return f"{key} must lie between 0 and 1"
    return ""


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
