"""A DNS server over UDP whose answers change while it runs: enough of RFC 1035 for A records."""

import asyncio
import struct
from ipaddress import IPv4Address
from typing import Any, Self

_RESPONSE, _NO_SUCH_NAME, _A = 0x8180, 3, 1


class NameServer(asyncio.DatagramProtocol):
    """Listens while its context is open; `addresses` is what each name resolves to."""

    def __init__(self, **addresses: list[str]) -> None:
        self.addresses = addresses
        self.asked = 0
        self.address = ""
        self._transport: asyncio.DatagramTransport | None = None

    async def __aenter__(self) -> Self:
        loop = asyncio.get_running_loop()
        await loop.create_datagram_endpoint(lambda: self, local_addr=("127.0.0.1", 0))
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._transport is not None:
            self._transport.close()

    def connection_made(self, transport: Any) -> None:
        self._transport = transport
        self.address = f"127.0.0.1:{transport.get_extra_info('sockname')[1]}"

    def datagram_received(self, data: bytes, addr: Any) -> None:
        self.asked += 1
        if self._transport is not None:
            self._transport.sendto(self._answer(data), addr)

    def _answer(self, query: bytes) -> bytes:
        name, end = _read_name(query)
        (kind,) = struct.unpack_from("!H", query, end)
        known = self.addresses.get(name)
        found = [IPv4Address(address).packed for address in known or () if kind == _A]
        code = _RESPONSE if known else _RESPONSE | _NO_SUCH_NAME
        head = query[:2] + struct.pack("!HHHHH", code, 1, len(found), 0, 0)
        records = (struct.pack("!HHHIH", 0xC00C, _A, 1, 600, 4) + address for address in found)
        return head + query[12 : end + 4] + b"".join(records)


def _read_name(query: bytes) -> tuple[str, int]:
    """The name that is asked for, and where it ends."""
    labels, at = [], 12
    while length := query[at]:
        labels.append(query[at + 1 : at + 1 + length].decode())
        at += 1 + length
    return ".".join(labels), at + 1
