"""A device that holds one passkey, in software: it answers as a browser would, or wrongly where a test asks for that."""

import json
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any
from uuid import uuid4

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import Aaguid, AttestationObject, AttestedCredentialData, AuthenticatorData

SITE = "localhost"
PRESENT, VERIFIED = AuthenticatorData.FLAG.UP, AuthenticatorData.FLAG.UV


@dataclass
class SoftKey:
    """One passkey for `site`; `verifies` says whether the device asks who holds it."""

    site: str = SITE
    verifies: bool = True
    key: Any = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    id: bytes = field(default_factory=lambda: uuid4().bytes)
    owner: str = ""

    def make(self, question: dict[str, Any]) -> str:
        """Make the passkey that a page asks for."""
        asked = question["publicKey"]
        self.owner = asked["user"]["id"]
        public = ES256.from_cryptography_key(self.key.public_key())
        data = AttestedCredentialData.create(Aaguid.NONE, self.id, public)
        told = AttestationObject.create("none", self._about(AuthenticatorData.FLAG.AT, data), {})
        return self._closed(
            clientDataJSON=self._said("webauthn.create", asked["challenge"]),
            attestationObject=bytes(told),
        )

    def use(self, question: dict[str, Any]) -> str:
        """Answer a page that asks for the passkey."""
        said = self._said("webauthn.get", question["publicKey"]["challenge"])
        about = bytes(self._about())
        return self._closed(
            clientDataJSON=said,
            authenticatorData=about,
            signature=self.key.sign(about + sha256(said).digest(), ec.ECDSA(SHA256())),
            userHandle=self.owner,
        )

    def _about(self, flags: int = 0, data: AttestedCredentialData | None = None) -> AuthenticatorData:
        flags |= PRESENT | (VERIFIED if self.verifies else 0)
        return AuthenticatorData.create(sha256(SITE.encode()).digest(), flags, 0, data or b"")

    def _said(self, kind: str, challenge: str) -> bytes:
        return json.dumps({"type": kind, "challenge": challenge, "origin": f"https://{self.site}"}).encode()

    def _closed(self, **response: bytes | str) -> str:
        told = {
            name: part if isinstance(part, str) else websafe_encode(part) for name, part in response.items()
        }
        key = websafe_encode(self.id)
        return json.dumps(
            {"id": key, "rawId": key, "type": "public-key", "clientExtensionResults": {}, "response": told}
        )
