"""`./run test`: every check and every test, and what could not run here."""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from pathlib import Path

from config.run import assets, capabilities, check, covered, databases, processes
from config.run.home import ROOT
from config.run.trouble import CalledWrongly

NOT_RUN = 3
NOT_RUN_FILE = "BATON_NOT_RUN_FILE"
NO_TESTS = 5
NOT_OF_OURS = (
    # SlipCover is a plugin of pytest too: it is there before pytest could rewrite its asserts, of which it has none.
    "Module already imported:pytest.PytestAssertRewriteWarning",
    # It does not count the branches of tests with this pytest. We do not ask it to.
    "Unable to activate pytest branch coverage:RuntimeWarning",
)


def main(arguments: list[str]) -> int:
    """Run everything, or pytest alone with the arguments given.

    Return 0 when all holds, 1 when something does not, 3 when all holds that could run but something could
    not and was not allowed to be missing.
    """
    allowed, arguments = allowed_missing(arguments)
    assets.build(ROOT)
    capabilities.install()
    failed = [] if arguments else check.failures()
    with tempfile.TemporaryDirectory() as folder:
        not_run, measured = Path(folder) / "not-run.json", Path(folder) / "coverage.json"
        status = _run(["pytest", *arguments] if arguments else _everything(measured), not_run)
        missed: dict[str, str] = json.loads(not_run.read_text()) if not_run.exists() else {}
        if status in (2, 4) and arguments:
            return 2
        failed += [f"tests (pytest ended with {status})"] if status not in (0, NO_TESTS) else []
        if not arguments and not missed:
            failed += covered.faults(measured)
    return _summary(failed, missed, allowed)


def allowed_missing(arguments: list[str]) -> tuple[set[str], list[str]]:
    """Take `--allow-missing browser,pdf` out of the arguments; raise `CalledWrongly` for a kind nobody knows."""
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False, exit_on_error=False)
    parser.add_argument("--allow-missing", action="append", default=[])
    try:
        known, rest = parser.parse_known_args(arguments)
    except argparse.ArgumentError as fault:
        raise CalledWrongly(f"{fault}: it takes {', '.join(capabilities.KINDS)}.") from fault
    allowed = {kind for given in known.allow_missing for kind in given.split(",")}
    if unknown := allowed - set(capabilities.KINDS):
        named = ", ".join(sorted(map(repr, unknown)))
        raise CalledWrongly(
            f"--allow-missing does not know {named}: it takes {', '.join(capabilities.KINDS)}."
        )
    return allowed, rest


def _everything(measured: Path) -> list[str]:
    """Return the words that run every test on every core, and count in the file `measured` what of the code ran."""
    counted = ["slipcover", "--dont-wrap-pytest", "--json", "--out", str(measured), "-m", "pytest"]
    for warning in NOT_OF_OURS:
        counted += ["-W", f"ignore:{warning}"]
    return [*counted, "-n", str(os.cpu_count() or 1), "--dist=worksteal", "-rs"]


def _run(module: list[str], not_run: Path) -> int:
    command = [sys.executable, "-m", *module]
    with databases.reached(
        to_test=True
    ):  # held for the whole run, so that no process starts and stops it again
        environment = os.environ | {NOT_RUN_FILE: str(not_run), "PYTHONPATH": str(ROOT)}
        environment["DJANGO_SETTINGS_MODULE"] = "config.settings.test"
        return processes.run(command, environment=environment, cwd=ROOT)


def _summary(failed: list[str], missed: dict[str, str], allowed: set[str]) -> int:
    for kind, why in sorted(missed.items()):
        print(f"NOT RUN {kind}: {why}{' (allowed)' if kind in allowed else ''}")
    if failed:
        print("Does not hold: " + "; ".join(failed) + ".")
        return 1
    if missed.keys() - allowed:
        print("What could run holds; what is listed as NOT RUN could not.")
        return NOT_RUN
    print("Everything holds.")
    return 0
