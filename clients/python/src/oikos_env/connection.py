"""One WebSocket to a server, with requests that wait for their answers."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from typing import Any
from urllib.parse import parse_qs, urlsplit

import msgpack
from websockets.exceptions import ConnectionClosed, InvalidHandshake
from websockets.sync.client import connect

from .errors import OikosConnectionError, OikosError

PROTOCOL_VERSION = 2
OPEN_SECONDS = 30.0


def socket_url(address: str) -> tuple[str, str | None]:
    """The socket of a server and the token its address carries, if any.

    Args:
        address: As the server prints it (``http://127.0.0.1:8080/#token=...``), ``ws://HOST:PORT/ws``,
            or ``HOST:PORT``.
    """
    parts = urlsplit(address if "://" in address else f"http://{address}")
    scheme = "wss" if parts.scheme in ("https", "wss") else "ws"
    [token] = parse_qs(parts.fragment).get("token", [None])
    return f"{scheme}://{parts.netloc}/ws", token


class Connection:
    """Says hello to a server and carries requests, one at a time.

    Raises:
        OikosConnectionError: Nobody answers at the address.
        OikosError: The server refuses the connection, for example for its token.
    """

    def __init__(self, address: str, token: str | None = None) -> None:
        url, carried = socket_url(address)
        self._address = address
        self._last_id = 0
        self._resources = ExitStack()
        try:
            # A server that builds a hundred houses is silent for long: it is the one who pings.
            self._socket = self._resources.enter_context(
                connect(url, compression=None, max_size=None, ping_interval=None, proxy=None, open_timeout=OPEN_SECONDS)
            )
        except (OSError, InvalidHandshake, TimeoutError) as error:
            raise OikosConnectionError(
                f"Connection: no oikos server answers at {address} ({error}); start one with oikos serve."
            ) from error
        self._send({"type": "hello", "version": PROTOCOL_VERSION, **_without_none(token=token or carried)})
        welcome = self._receive()
        if welcome["type"] != "welcome":
            raise OikosError(welcome.get("message", f"Connection: {welcome['type']} came in place of welcome."))

    def request(self, kind: str, **fields: Any) -> dict[str, Any]:
        """Sends a request and waits for its answer; fields that are None are left out.

        Raises:
            OikosError: The server refused it; the message is the server's.
            OikosConnectionError: The server is gone.
        """
        self._last_id += 1
        self._send({"type": kind, "id": self._last_id, **_without_none(**fields)})
        while True:
            answer = self._receive()
            # An answer to an earlier request, whose caller was interrupted, is nobody's any more.
            if answer.get("id") not in (None, self._last_id):
                continue
            if answer["type"] == "error":
                raise OikosError(answer["message"])
            if answer.get("id") == self._last_id:
                return answer

    def close(self) -> None:
        """Hangs up; it may be called twice."""
        self._resources.close()

    def _send(self, message: Mapping[str, Any]) -> None:
        try:
            self._socket.send(msgpack.packb(message))
        except ConnectionClosed as error:
            raise self._gone(error) from error

    def _receive(self) -> dict[str, Any]:
        try:
            message: dict[str, Any] = msgpack.unpackb(self._socket.recv())
            return message
        except ConnectionClosed as error:
            raise self._gone(error) from error

    def _gone(self, error: ConnectionClosed) -> OikosConnectionError:
        reason = error.rcvd.reason if error.rcvd and error.rcvd.reason else "the server is gone"
        return OikosConnectionError(f"Connection: lost {self._address}: {reason}")


def _without_none(**fields: Any) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value is not None}
