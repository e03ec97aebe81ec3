"""Make `.venv` from `requirements.lock` and go on inside it. Needs the standard library alone.

Nothing is downloaded when the lock has not changed since the last time.
"""

from __future__ import annotations

import configparser
import fcntl
import hashlib
import importlib.util
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import venv
from collections.abc import Iterable
from pathlib import Path

from config.run.home import ROOT
from config.run.index import pip_from_index
from config.run.trouble import Trouble

VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
LOCK = ROOT / "requirements.lock"
STAMP = VENV / "installed-from"
BUILD = ROOT / ".build"
PIP_FILES = [
    Path("/etc/pip.conf"),
    Path("/Library/Application Support/pip/pip.conf"),
    Path.home() / ".pip" / "pip.conf",
    Path.home() / ".config" / "pip" / "pip.conf",
    Path.home() / "Library" / "Application Support" / "pip" / "pip.conf",
    Path(os.environ.get("PIP_CONFIG_FILE", os.devnull)),
]


def main(arguments: list[str]) -> int:
    """Set up the environment and become `config.run` inside it; return an exit status only on failure."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        set_up()
    except Trouble as trouble:
        print(trouble, file=sys.stderr)
        return trouble.status
    except KeyboardInterrupt:
        return 130
    os.environ["PYTHONPATH"] = str(ROOT)
    os.execv(PYTHON, [str(PYTHON), "-P", "-m", "config.run", *arguments])


def set_up() -> None:
    """Bring `.venv` in step with the lock; one process at a time."""
    BUILD.mkdir(exist_ok=True)
    with (BUILD / "set-up.lock").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        wanted = hashlib.sha256(LOCK.read_bytes()).hexdigest()
        if _works() and STAMP.is_file() and STAMP.read_text() == wanted:
            return
        _say("Setting up: installing the packages of requirements.lock …")
        if not _works():
            venv.EnvBuilder(clear=True, symlinks=True, with_pip=False).create(VENV)
        sync(PYTHON, LOCK)
        STAMP.write_text(wanted)


def _works() -> bool:
    check = [str(PYTHON), "-c", "import sys; sys.exit(sys.version_info < (3, 11))"]
    return PYTHON.exists() and subprocess.run(check, check=False).returncode == 0


def sync(python: Path, lock: Path) -> None:
    """Install into the environment of a Python what a lock pins, and nothing else. Raises `Trouble`."""
    command = [_uv(), "pip", "sync", "--quiet", "--require-hashes", "--python", str(python), str(lock)]
    if subprocess.run(command, check=False, env=os.environ | _index()).returncode:
        raise Trouble("The packages could not be installed: see above, and try again once that is put right.")


def _uv() -> str:
    """Return the program `uv`: the one in `.venv`, one found on the way, or one installed now."""
    inside = VENV / "bin" / "uv"
    if not inside.exists():
        if found := shutil.which("uv"):
            return found
        _install_uv()
    return str(inside)


def _install_uv() -> None:
    with tempfile.TemporaryDirectory() as folder:
        pinned = Path(folder) / "uv.txt"
        pinned.write_text(_pin("uv", LOCK.read_text().splitlines()))
        command = [*_pip(Path(folder)), "--disable-pip-version-check", "--python", str(PYTHON)]
        command += ["install", "--quiet", "--no-deps", "--require-hashes", "-r", str(pinned)]
        if subprocess.run(command, check=False, stdout=sys.stderr).returncode:
            raise Trouble("The installer (uv) could not be fetched: is the package index within reach?")


def _pin(name: str, lines: Iterable[str]) -> str:
    """Return the lines of one package of the lock."""
    kept, inside = [], False
    for line in lines:
        if re.match(r"\S", line) and not line.startswith("#"):
            inside = line.startswith(f"{name}==")
        if inside:
            kept.append(line)
    return "\n".join(kept) + "\n"


def _pip(folder: Path) -> list[str]:
    """Return a command that is pip, wherever it can be had.

    Debian leaves `ensurepip` out of its Python; then pip may be a package of its own, or come from the index.
    """
    if _runs("pip"):
        return [sys.executable, "-m", "pip"]
    if not _runs("ensurepip") and not pip_from_index(_index(), folder):
        _apt_ensurepip()
    if (wheel := next(folder.glob("pip-*.whl"), None)) is not None:
        return [sys.executable, str(wheel / "pip")]
    made = [str(PYTHON), "-m", "ensurepip", "--default-pip"]
    if subprocess.run(made, check=False, stdout=subprocess.DEVNULL).returncode:
        raise Trouble("pip could not be set up: see above.")
    return [str(PYTHON), "-m", "pip"]


def _runs(module: str) -> bool:
    """Tell whether this Python can run the module; a folder left empty by a packager does not count."""
    try:
        return importlib.util.find_spec(f"{module}.__main__") is not None
    except ModuleNotFoundError:
        return False


def _apt_ensurepip() -> None:
    """Install Debian's part of Python that holds `ensurepip`, where we may."""
    if os.geteuid() or not shutil.which("apt-get"):
        raise Trouble(
            "This Python has neither pip nor ensurepip. Install one of them (Debian: python3-venv), "
            "or name your package index in PIP_INDEX_URL."
        )
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for words in (["update"], ["install", "-y", "--no-install-recommends", "python3-venv"]):
        done = subprocess.run(["apt-get", "-q", *words], check=False, env=environment, stdout=sys.stderr)
    if done.returncode:
        raise Trouble("This Python has no ensurepip, and python3-venv could not be installed: see above.")


def _index() -> dict[str, str]:
    """Return what tells uv to use the index and the certificates that pip is set to."""
    parser = configparser.RawConfigParser()
    parser.read(PIP_FILES, encoding="utf-8")
    settings = {}
    for uv_name, pip_name in (("UV_DEFAULT_INDEX", "index-url"), ("SSL_CERT_FILE", "cert")):
        from_file = parser.get("global", pip_name, fallback="")
        value = os.environ.get(f"PIP_{pip_name.upper().replace('-', '_')}", from_file)
        if value and uv_name not in os.environ:
            settings[uv_name] = value
    return {"UV_HTTP_TIMEOUT": "180"} | settings


def _say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
