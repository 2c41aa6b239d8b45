"""What can go wrong."""


class OikosError(RuntimeError):
    """The server refused a request; the message is the server's own sentence."""


class OikosConnectionError(OikosError, ConnectionError):
    """The server cannot be started or reached, or is gone."""
