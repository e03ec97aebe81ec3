"""What may stand in a log: which page, which line of the program, which id; no name, no need, no typed word.

The text of a record is written as the program has it, without the values put into it; an exception by its kind and the
lines it went through, without its words, because the database's words quote what was typed. Other libraries' texts are
not written at all: they put values in before they log.
"""

import json
import logging
import traceback
from datetime import UTC, datetime
from types import TracebackType
from typing import Any

FIELDS = ("request_id", "method", "url_name", "status", "ms", "practitioner_id", "entry_id", "digest", "way")
"""What our own records may add. Ids and codes."""

SPOKEN_FOR = ("baton", "django", "config")
"""Whose texts are constants with the values beside them. Checked for ours by `tests/conventions/test_logs.py`."""

REFUSALS = "django.security."
"""Loggers of requests that were refused: their names say why, and their texts quote what was sent (a forged host)."""

DEEPEST = 40
"""Lines of a traceback that are kept, the innermost (ours)."""


class JsonLines(logging.Formatter):
    """Formats each record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
        }
        if _is_constant(record):
            line["text"] = record.msg
        else:
            line["place"] = f"{record.module}:{record.lineno}"
        line |= {name: record.__dict__[name] for name in FIELDS if record.__dict__.get(name) is not None}
        line |= _job(record)
        if record.exc_info and record.exc_info[1]:
            line["exceptions"] = [_told(fault) for fault in _chain(record.exc_info[1])]
        return json.dumps(line)


def _is_constant(record: logging.LogRecord) -> bool:
    """Tell whether a record's text is written in the program, with the values beside it."""
    spoken_for = record.name.split(".")[0] in SPOKEN_FOR and not record.name.startswith(REFUSALS)
    return spoken_for and isinstance(record.msg, str)


def _job(record: logging.LogRecord) -> dict[str, Any]:
    """Return which job a record of the queue is about, and what became of it, without what it was given."""
    action, job = record.__dict__.get("action"), record.__dict__.get("job")
    found: dict[str, Any] = {"action": action} if isinstance(action, str) else {}
    if isinstance(job, dict):
        found |= {"job_id": job.get("id"), "task": job.get("task_name"), "attempts": job.get("attempts")}
    return found


def _chain(fault: BaseException) -> list[BaseException]:
    """Return an exception and what it came from, the last first."""
    chain: list[BaseException] = []
    step: BaseException | None = fault
    while step is not None and step not in chain:
        chain.append(step)
        step = step.__cause__ or (None if step.__suppress_context__ else step.__context__)
    return chain


def _told(fault: BaseException) -> dict[str, Any]:
    kind = type(fault)
    return {"kind": f"{kind.__module__}.{kind.__qualname__}", "through": _lines(fault.__traceback__)}


def _lines(trace: TracebackType | None) -> list[str]:
    frames = traceback.extract_tb(trace)[-DEEPEST:]
    return [f"{_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames]


def _short(path: str) -> str:
    """Return a file's place below its package, without the folders of the machine."""
    for mark in ("/site-packages/", "/baton/", "/config/"):
        if mark in path:
            return (
                path.rpartition(mark)[2]
                if "site" in mark
                else f"{mark.strip('/')}/{path.rpartition(mark)[2]}"
            )
    return path.rpartition("/")[2]


def configuration() -> dict[str, Any]:
    """Return Django's `LOGGING`: every record as a line on standard error, where the supervisor keeps it."""
    lines = {"handlers": ["lines"], "level": "INFO", "propagate": False}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"lines": {"()": "baton.operations.logs.JsonLines"}},
        "handlers": {"lines": {"class": "logging.StreamHandler", "formatter": "lines"}},
        "root": {"handlers": ["lines"], "level": "WARNING"},
        "loggers": {"baton": lines, "django": lines, "django.server": lines, "procrastinate": lines},
    }
