"""Addresses of e-mail and numbers of telephones, as they are kept and compared."""


def normal(address: str) -> str:
    """Return an address as it is compared: without the spaces around it, in small letters."""
    return address.strip().lower()
