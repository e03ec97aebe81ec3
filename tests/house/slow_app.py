"""An application that takes its time, to be served while the server is stopped and reloaded."""

import os
import time
from collections.abc import Callable, Iterable
from typing import Any


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Answer with the number of the process: at once, or, asked for `/slow`, after a second and a half; asked for
    `/read`, with the number of bytes that were sent.
    """
    if environ["PATH_INFO"] == "/slow":
        time.sleep(1.5)
    start_response("200 OK", [("Content-Type", "text/plain")])
    if environ["PATH_INFO"] == "/read":
        return [f"read {len(environ['wsgi.input'].read())}".encode()]
    return [str(os.getpid()).encode()]
