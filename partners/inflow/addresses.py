"""Which addresses may be fetched: those of the open web, whatever their names say.

A name is looked up once and the connection made to an address that was checked, so that a name that changes between the
check and the connection gains nothing.
"""

import ipaddress
import socket
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings

PORTS = {80, 443, 8080, 8443}
MAX_LENGTH = 2000


class RefusedError(Exception):
    """The address is not one that may be fetched."""


@dataclass(frozen=True)
class Parts:
    """What is needed to ask for an address."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def netloc(self) -> str:
        """Return the host as the Host header has it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == {"http": 80, "https": 443}[self.scheme] else f"{host}:{self.port}"


def parts_of(url: str) -> Parts:
    """Take an address apart. Raises RefusedError unless it is plain http or https with a host and a usual port."""
    try:
        parts = urlsplit(url)
        port = parts.port or (443 if parts.scheme == "https" else 80)
        host = (parts.hostname or "").encode("idna").decode("ascii").rstrip(".")
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        target = "".join(sign if sign.isascii() else _quoted(sign) for sign in target)
    except ValueError as error:
        raise RefusedError(str(error)) from error
    wrong = parts.scheme not in {"http", "https"} or not host or "@" in parts.netloc or len(url) > MAX_LENGTH
    if wrong or any(not "!" <= sign <= "~" for sign in host + target):
        raise RefusedError("not a plain web address")
    if port not in PORTS and not settings.FEEDS_ALLOW_LOOPBACK:
        raise RefusedError("an unusual port")
    return Parts(parts.scheme, host, port, target)


def _quoted(sign: str) -> str:
    return "".join(f"%{byte:02X}" for byte in sign.encode())


def is_open(address: str) -> bool:
    """Tell whether an IP address is one of the open internet; loopback too where the settings allow it."""
    try:
        ip = ipaddress.ip_address(address.split("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None) or _translated(ip)
        if inner is not None:
            return is_open(str(inner))
    if ip.is_loopback:
        return bool(settings.FEEDS_ALLOW_LOOPBACK)
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified or ip.is_link_local)


def _translated(ip: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """Return the IPv4 address inside an address of NAT64 (RFC 6052), or one of the old compatible form."""
    value = int(ip)
    if value >> 32 == 0x0064FF9B << 64 or (value >> 32 == 0 and value > 1):
        return ipaddress.IPv4Address(value & 0xFFFFFFFF)
    return None


def checked_addresses(parts: Parts) -> list[str]:
    """Look the host up, once, and return the addresses to connect to, in the order to try them.

    Raises RefusedError when any of its addresses is not of the open internet, OSError when it has none.
    """
    found = socket.getaddrinfo(parts.host, parts.port, type=socket.SOCK_STREAM)
    addresses = [str(row[4][0]) for row in found]
    if not addresses or not all(is_open(address) for address in addresses):
        raise RefusedError("inside the network")
    return list(dict.fromkeys(addresses))[:4]
