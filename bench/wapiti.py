"""Attacks on pages by wapiti, a scanner of the web: it crawls as whoever a cookie names, and tries what attackers try."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urljoin, urlsplit

from config.run import tools

MODULES = (
    *("sql", "timesql", "xss", "permanentxss", "exec", "file", "crlf", "redirect", "csrf", "ldap"),
    *("upload", "htaccess", "backup", "csp", "http_headers", "cookieflags"),
)
"""What is tried. Left out: what needs a machine of the attacker's elsewhere (ssrf, xxe, log4shell), a certificate (ssl,
https_redirect), guesses passwords (brute_login_form; axes has tests of its own), or asks after products that are not ours
(cms, wp_enum, nikto, methods, network_device, spring4shell, shellshock, takeover, htp, wapp)."""

MEDIUM = 2
"""The level from which a finding counts: 0 is information, 4 critical."""

CRAWL = 15.0
"""Seconds allowed for finding the pages, at least: a slow machine that found none has shown nothing."""

SLACK = 120
"""Seconds beyond those allowed, for starting and for the report."""


@dataclass(frozen=True)
class Finding:
    """Something that wapiti thinks is wrong, or an answer that the site should not have given."""

    kind: str
    level: int
    method: str
    path: str
    words: str

    def __str__(self) -> str:
        return f"{self.kind} ({self.level}): {self.method} {self.path}: {self.words}"


@dataclass(frozen=True)
class Scan:
    """How many pages were attacked, and what was found."""

    pages: int
    findings: list[Finding]

    @property
    def grave(self) -> list[Finding]:
        """The findings of medium level or above."""
        return [finding for finding in self.findings if finding.level >= MEDIUM]


def scan(
    starts: Sequence[str],
    *,
    cookie: str = "",
    depth: int = 40,
    seconds: float,
    leave_out: Sequence[str] = (),
    modules: Sequence[str] = MODULES,
) -> Scan:
    """Crawl from some addresses and attack what is found, each kind of attack for so many seconds at most.

    `cookie` is a header's text; `leave_out` names addresses never to be asked, as signing out. With a depth of 0 nothing
    but the addresses themselves is attacked. Raises `RuntimeError` with what wapiti said where it broke off.
    """
    with TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        words = [str(tools.program("wapiti")), "-u", urljoin(starts[0], "/"), "--scope", "folder"]
        words += [part for start in starts for part in ("-s", urljoin(start, urlsplit(start).path or "/"))]
        words += [part for address in leave_out for part in ("-x", address)]
        words += ["-m", ",".join(modules), "-d", str(depth), "--max-scan-time", str(max(seconds, CRAWL))]
        words += [
            "--max-attack-time",
            str(seconds),
            "-f",
            "json",
            "-o",
            str(report),
            "-v",
            "0",
            "--no-bugreport",
        ]
        words += ["--store-session", folder, "--store-config", folder, "--flush-session", "-l", "2"]
        if cookie:
            words += ["-C", cookie]
        done = subprocess.run(
            words,
            capture_output=True,
            text=True,
            check=False,
            timeout=(len(modules) + 1) * seconds + CRAWL + SLACK,
        )
        if done.returncode or not report.exists():
            raise RuntimeError(f"wapiti ended with {done.returncode}: {(done.stdout + done.stderr)[-2000:]}")
        return read(json.loads(report.read_text(encoding="utf-8")))


def read(report: dict[str, Any]) -> Scan:
    """Read wapiti's report."""
    findings = [
        Finding(kind, int(each["level"]), each["method"], each["path"], each["info"])
        for part in ("vulnerabilities", "anomalies", "additionals")
        for kind, found in report[part].items()
        for each in found
    ]
    return Scan(int(report["infos"]["crawled_pages_nbr"]), findings)
