"""An organisation's own sign-in on this machine: a small server that keeps to OpenID Connect, or breaks it where told."""

import base64
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlencode, urlsplit
from uuid import uuid4

import requests
from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey

CLIENT, SECRET = "baton", "four dry hats"
KEY = RSAKey.generate_key(2048, {"kid": "one", "alg": "RS256", "use": "sig"})
STRANGERS_KEY = RSAKey.generate_key(2048, {"kid": "one", "alg": "RS256", "use": "sig"})


class LocalProvider:
    """Whom it signs in (`person`), what its tokens say besides or otherwise (`claims`), and how they are signed."""

    def __init__(self, address: str) -> None:
        self.issuer = address
        self.person: dict[str, Any] = {"sub": "ada-1", "email": "ada@hill.example.org"}
        self.claims: dict[str, Any] = {}
        self.left_out: frozenset[str] = frozenset()
        self.key: Any = KEY
        self.algorithm = "RS256"
        self.about: dict[str, Any] = {}
        self.codes: dict[str, dict[str, str]] = {}
        self.leads_on = False
        self.asked: list[dict[str, str]] = []

    def sends_back(self, address: str) -> str:
        """Sign `person` in, as their browser would at `address`, and return where they are sent back to."""
        return requests.get(address, allow_redirects=False, timeout=5).headers["Location"]

    def configuration(self) -> dict[str, Any]:
        """Say where it is asked."""
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
        } | self.about

    def authorize(self, asked: dict[str, str]) -> str:
        """Sign in without a question, and give the code."""
        self.asked.append(asked)
        code = uuid4().hex
        self.codes[code] = asked
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"

    def token(self, authorization: str, sent: dict[str, str]) -> tuple[int, dict[str, Any]]:
        """Give the token for a code, once, to the client that asked, which proves it by secret and verifier."""
        asked = self.codes.pop(sent.get("code", ""), None)
        name, _, secret = base64.b64decode(authorization.removeprefix("Basic ")).decode().partition(":")
        digest = sha256(sent.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        if (unquote(name), unquote(secret)) != (CLIENT, SECRET):
            return 401, {"error": "invalid_client"}
        if asked is None or asked["code_challenge"] != challenge:
            return 400, {"error": "invalid_grant"}
        return 200, {"access_token": "opaque", "token_type": "Bearer", "id_token": self.signed(asked)}

    def signed(self, asked: dict[str, str]) -> str:
        """Sign what the token says."""
        now = int(time.time())
        said = {
            "iss": self.issuer,
            "aud": CLIENT,
            "iat": now,
            "exp": now + 300,
            "auth_time": now,
            "nonce": asked["nonce"],
        }
        said |= self.person | self.claims
        claims = {name: value for name, value in said.items() if name not in self.left_out}
        header = {"alg": self.algorithm, "kid": "one"}
        return jwt.encode(header, claims, self.key, algorithms=[self.algorithm])

    def signs_with_the_secret(self) -> None:
        """Sign with what the client knows too, as whoever stole the secret could."""
        self.key, self.algorithm = OctKey.import_key(SECRET.ljust(32, "-")), "HS256"


class _Answers(BaseHTTPRequestHandler):
    provider: LocalProvider

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        if parts.path == "/authorize":
            asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
            self.send_response(302)
            self.send_header("Location", self.provider.authorize(asked))
            self.end_headers()
        elif parts.path == "/keys":
            self._tell(200, {"keys": [KEY.as_dict(private=False)]})
        else:
            self._tell(200, self.provider.configuration())

    def do_POST(self) -> None:
        sent = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        plain = {name: values[0] for name, values in sent.items()}
        if self.provider.leads_on and self.path == "/token":
            self.send_response(307)
            self.send_header("Location", "/elsewhere")
            self.end_headers()
            return
        self._tell(*self.provider.token(self.headers.get("Authorization", ""), plain))

    def log_message(self, *about: Any) -> None:
        """Write no line for each request."""

    def _tell(self, status: int, told: dict[str, Any]) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(told).encode())


@contextmanager
def running() -> Iterator[LocalProvider]:
    """Run a provider on a free port until the block ends."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Answers", (_Answers,), {}))
    provider = LocalProvider(f"http://127.0.0.1:{server.server_port}")
    server.RequestHandlerClass.provider = provider  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
