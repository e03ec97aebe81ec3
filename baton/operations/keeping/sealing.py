"""Sealing with age: the machine that makes back-ups holds the public key alone and cannot open one."""

import shutil
from pathlib import Path
from typing import IO, Any

import pyrage

ENDING = ".age"


class BadKey(Exception):
    """A file of keys does not hold what is needed, or not the key that a back-up was sealed for."""


def _lines(path: Path) -> list[str]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as problem:
        raise BadKey(f"The file of keys {path} cannot be read: {problem.strerror}") from problem
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


def recipients(path: Path) -> list[Any]:
    """Return the public keys (`age1…`, one a line) that a back-up is sealed for. Raises `BadKey`."""
    try:
        found = [pyrage.x25519.Recipient.from_str(line) for line in _lines(path)]
    except pyrage.RecipientError as problem:
        raise BadKey(f"{path} must hold public keys of age, one a line: age1…") from problem
    if not found:
        raise BadKey(f"{path} holds no public key")
    return found


def identities(path: Path) -> list[Any]:
    """Return the secret keys (`AGE-SECRET-KEY-…`) that open a back-up. Raises `BadKey`."""
    try:
        found = [pyrage.x25519.Identity.from_str(line) for line in _lines(path)]
    except pyrage.IdentityError as problem:
        raise BadKey(f"{path} must hold secret keys of age: AGE-SECRET-KEY-…") from problem
    if not found:
        raise BadKey(f"{path} holds no secret key")
    return found


def seal(source: IO[bytes], target: Path, keys: list[Any] | None) -> None:
    """Write what comes from `source` into a new file, sealed for `keys`, or plain where there are none."""
    with target.open("xb") as file:
        target.chmod(0o600)
        if keys:
            pyrage.encrypt_io(source, file, keys)
        else:
            shutil.copyfileobj(source, file, 1024 * 1024)


def unseal(source: Path, target: IO[bytes], keys: list[Any] | None) -> None:
    """Write what a file holds to `target`, opened with `keys` where there are any. Raises `BadKey`."""
    with source.open("rb") as file:
        if not keys:
            shutil.copyfileobj(file, target, 1024 * 1024)
            return
        try:
            pyrage.decrypt_io(file, target, keys)
        except pyrage.DecryptError as problem:
            raise BadKey("This key does not open this back-up") from problem
