"""Programs that a command starts: they end when the command ends, however it does."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from types import FrameType
from typing import IO

STOP_WITHIN = 20
PR_SET_PDEATHSIG = 1


class Stopped(SystemExit):
    """Somebody asked the command to stop: Ctrl-C or SIGTERM."""


def stop_when_asked() -> None:
    """Turn SIGINT and SIGTERM into `Stopped`, also where SIGINT was ignored when we were started."""
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, _asked)


def _asked(number: int, frame: FrameType | None) -> None:
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, signal.SIG_IGN)
    raise Stopped(128 + number)


def start(
    command: Sequence[str],
    *,
    environment: Mapping[str, str] | None = None,
    cwd: os.PathLike[str] | None = None,
    output: IO[bytes] | None = None,
) -> subprocess.Popen[bytes]:
    """Start a program out of reach of our terminal's Ctrl-C; on Linux it ends with us even if we are killed.

    What it says goes to `output`, or where our own words go.
    """
    return subprocess.Popen(
        command,
        env=environment,
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=output,
        start_new_session=True,
        preexec_fn=_end_with_parent if sys.platform == "linux" else None,
    )


def _end_with_parent() -> None:
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def stop(started: Sequence[subprocess.Popen[bytes]]) -> None:
    """End the programs: ask them first, and kill those that do not listen."""
    for process in started:
        if process.poll() is None:
            process.terminate()
    for process in started:
        try:
            process.wait(STOP_WITHIN)
        except subprocess.TimeoutExpired:
            leads_group = os.getpgid(process.pid) == process.pid
            os.killpg(process.pid, signal.SIGKILL) if leads_group else process.kill()
            process.wait()


def run(
    command: Sequence[str],
    *,
    environment: Mapping[str, str] | None = None,
    cwd: os.PathLike[str] | None = None,
) -> int:
    """Run a program to its end on our terminal and return its exit status; ended with us when we are stopped."""
    with subprocess.Popen(command, env=environment, cwd=cwd) as process:
        try:
            return process.wait()
        except BaseException:
            stop([process])
            raise
