"""pip itself, fetched from the package index that the machine is set to, for a Python that came without it."""

from __future__ import annotations

import hashlib
import os
import re
import ssl
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

LINK = re.compile(r'href="([^"#]*/)?(pip-(\d+(?:\.\d+)*)-py3-none-any\.whl)#sha256=([0-9a-f]{64})"')


def pip_from_index(settings: dict[str, str], folder: Path) -> bool:
    """Fetch the newest pip into `folder` from the index in `settings` or the environment; tell whether it came.

    What comes is compared with the hash that the index gives for it.
    """
    index = settings.get("UV_DEFAULT_INDEX") or os.environ.get("UV_DEFAULT_INDEX")
    if not index:
        return False
    certificates = settings.get("SSL_CERT_FILE") or os.environ.get("SSL_CERT_FILE")
    context = ssl.create_default_context(cafile=certificates)
    page = f"{index.rstrip('/')}/pip/"
    try:
        with urllib.request.urlopen(page, timeout=60, context=context) as answer:
            links = LINK.findall(answer.read().decode())
        where, name, _, digest = max(links, key=lambda link: [int(part) for part in link[2].split(".")])
        with urllib.request.urlopen(
            urllib.parse.urljoin(page, where + name), timeout=180, context=context
        ) as answer:
            wheel = answer.read()
    except (urllib.error.URLError, ValueError):
        return False
    if hashlib.sha256(wheel).hexdigest() != digest:
        return False
    (folder / name).write_bytes(wheel)
    return True
