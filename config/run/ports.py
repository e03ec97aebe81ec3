"""Ports of this machine."""

import socket


def free_port(wanted: int = 0) -> int:
    """Return `wanted` if nobody listens there on 127.0.0.1, else the next free port after it; any for 0."""
    while True:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", wanted))
            except OSError:
                if not wanted or wanted >= 65535:
                    raise
                wanted += 1
                continue
            return int(probe.getsockname()[1])
