"""``[tool.verifier]``: every key does what it says, and a key that is none is named."""

import json

import pytest
from click.testing import CliRunner

from verifier.cli import main
from verifier.engine.config import BadConfig, Config, read

GOOD = """\
from sympy import Symbol, log
from verifier import derivation, equal

notes = derivation("A")
x = Symbol("x", real=True)
notes.claim("good", equal(x + x, 2 * x))
notes.claim("bad", equal(x + 1, x))
notes.claim("log", equal(log(x**2), 2 * log(x)))
"""


def config_of(tmp_path, text):
    (tmp_path / "pyproject.toml").write_text(text)
    return read(tmp_path)


def project(tmp_path, table, **files):
    (tmp_path / "derivations").mkdir(exist_ok=True)
    (tmp_path / "pyproject.toml").write_text(f"[tool.verifier]\n{table}\n")
    for name, text in (files or {"a": GOOD}).items():
        (tmp_path / "derivations" / f"{name}.py").write_text(text)


def run(tmp_path, *arguments):
    done = CliRunner().invoke(main, ["all", "--root", str(tmp_path), *arguments])
    return done.exit_code, done.output


def judged(tmp_path, *arguments):
    status, output = run(tmp_path, "--format", "json", "--output", "-", *arguments)
    return status, json.loads(output[output.index("{") :])


def ids(found):
    return [claim["id"] for claim in found["claims"]]


def test_without_a_table_the_defaults_hold(tmp_path):
    assert read(tmp_path) == Config()
    assert config_of(tmp_path, "[project]\nname = 'x'\n") == Config()


@pytest.mark.parametrize(
    ("table", "message"),
    [
        (
            "selct = ['a']",
            "pyproject.toml:4: [tool.verifier] has no key 'selct'; did you mean 'sel",
        ),
        ("strict = 'yes'", "pyproject.toml:4: strict must be true or false, not 'yes'"),
        ("'time-out' = 3", "pyproject.toml:4: [tool.verifier] has no key 'time-out'; did you mean"),
        ("timeout = 0", "pyproject.toml:4: timeout must be positive"),
        ("timeout = true", "pyproject.toml:4: timeout must be a number, not True"),
        ("jobs = 1.5", "pyproject.toml:4: jobs must be a whole number, not 1.5"),
        ("paths = 'derivations'", "pyproject.toml:4: paths must be a list of strings"),
        ("ignore = [1]", "pyproject.toml:4: ignore must be a list of strings"),
        ("allow = ['maybe']", "pyproject.toml:4: allow takes verdicts: proved, conditional"),
        ("mutation_floor = 90", "pyproject.toml:4: mutation_floor must lie between 0 and 1"),
        ("zzz = 1", "has no key 'zzz'; there are paths, exclude"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(tmp_path, table, message):
    with pytest.raises(BadConfig) as caught:
        config_of(tmp_path, f"[tool.other]\nselct = 1\n[tool.verifier]\n{table}\n")
    assert message in str(caught.value)


def test_a_line_that_is_not_plain_to_see_is_left_out(tmp_path):
    with pytest.raises(BadConfig, match=r"^pyproject.toml: \[tool"):
        config_of(tmp_path, "tool = { verifier = { selct = [] } }\n")


def test_select_and_ignore(tmp_path):
    project(tmp_path, 'select = ["a"]\nignore = ["a/bad", "a/l*"]')
    status, found = judged(tmp_path)
    assert (status, ids(found)) == (0, ["a/good"])
    assert ids(judged(tmp_path, "--select", "a/bad")[1]) == []


def test_paths_and_exclude(tmp_path):
    project(tmp_path, 'exclude = ["derivations/b*"]', a=GOOD, b=GOOD)
    assert {id.split("/")[0] for id in ids(judged(tmp_path)[1])} == {"a"}
    (tmp_path / "derivations").rename(tmp_path / "notes")
    (tmp_path / "pyproject.toml").write_text('[tool.verifier]\npaths = ["notes"]\n')
    assert {id.split("/")[0] for id in ids(judged(tmp_path)[1])} == {"a", "b"}


def test_allow_and_strict(tmp_path):
    project(tmp_path, 'ignore = ["a/bad"]')
    assert judged(tmp_path)[0] == 1
    project(tmp_path, 'ignore = ["a/bad"]\nallow = ["conditional"]')
    assert judged(tmp_path)[0] == 0
    thin = GOOD.replace('"bad", equal(x + 1, x)', '"bad", equal((x**2 - 1) / (x - 1), x + 1)')
    project(tmp_path, 'ignore = ["a/log"]', a=thin)
    assert judged(tmp_path)[0] == 0
    project(tmp_path, 'ignore = ["a/log"]\nstrict = true', a=thin)
    assert judged(tmp_path)[0] == 1


def test_the_baseline_knows_what_fails(tmp_path):
    project(tmp_path, 'baseline = "known.json"')
    assert judged(tmp_path)[0] == 1
    assert run(tmp_path, "--update-baseline")[0] == 0
    assert judged(tmp_path)[0] == 0
    project(tmp_path, 'baseline = "known.json"', a=GOOD.replace("x + 1, x", "x + 1, x + 1"))
    _, output = run(tmp_path)
    assert "no longer failing, and can leave the baseline: a/bad" in output


def test_timeout_seed_and_report(tmp_path):
    project(tmp_path, 'report = "out/found.md"\ntimeout = 5\nseed = 7\njobs = 1\nmemory = 2048')
    run(tmp_path)
    assert (tmp_path / "out" / "found.md").read_text().startswith("# Verification report")
    assert not (tmp_path / "reports").exists()


def test_marks_that_nothing_answers_to_are_said(tmp_path):
    project(
        tmp_path,
        'ignore = ["a/gone", "a/bad"]\nexclude = ["derivations/old/*"]\nbaseline = "known.json"\n'
        'allow = ["conditional"]',
    )
    (tmp_path / "known.json").write_text('{"schema": 1, "known": {"a/lost": "refuted"}}')
    status, found = judged(tmp_path)
    assert status == 0
    assert found["unused_marks"] == [
        "ignore: no claim matches 'a/gone'",
        "exclude: no file matches 'derivations/old/*'",
        "baseline: there is no claim 'a/lost'",
    ]
    assert "[unused-mark] ignore: no claim matches 'a/gone'" in run(tmp_path)[1]
    assert "::warning file=pyproject.toml" in run(tmp_path, "--format", "github")[1]
    assert judged(tmp_path, "--strict")[0] == 1
    assert "unused_marks" not in judged(tmp_path, "--select", "a/good")[1]


def test_a_whole_derivation_may_be_ignored(tmp_path):
    project(tmp_path, 'ignore = ["b"]\nallow = ["refuted", "conditional"]', a=GOOD, b=GOOD)
    assert "unused_marks" not in judged(tmp_path)[1]


def test_the_mutation_score_and_its_floor(tmp_path):
    weak = GOOD.replace("derivation, equal", "derivation, equal, greater").split('notes.claim("b')[
        0
    ]
    weak += 'notes.claim("positive", greater(x**2 + 1, 0))\n'
    project(tmp_path, "mutants = 2", a=weak)
    status, found = judged(tmp_path, "--mutate")
    assert status == 0
    assert found["mutation"]["mutants"] + found["mutation"]["equivalent"] <= 4
    assert "mutation" not in judged(tmp_path)[1]
    status, found = judged(tmp_path, "--mutate", "--mutants", "12")
    assert found["mutation"]["score"] < 1
    project(tmp_path, "mutation_floor = 1.0", a=weak)
    assert judged(tmp_path, "--mutate", "--mutants", "12")[0] == 1
    assert judged(tmp_path)[0] == 0
