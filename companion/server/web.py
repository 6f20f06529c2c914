"""What surrounds every HTTP request: hosts, origins, body size, security headers."""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from companion.server.refusal import Refusal
from companion.server.settings import Settings

BODY = 16 * 1024  # bytes a request may have
_METHODS = "GET, POST, DELETE, OPTIONS"
_ALLOWED = "authorization, content-type"
_API = ("/api/", "/webhooks/", "/socket.io/")


class Origins:
    """Which pages may use the server from a browser: its own, and the listed ones."""

    def __init__(self, settings: Settings) -> None:
        self.listed = frozenset(origin.lower() for origin in settings.origins)
        self._hosts = settings.known_hosts

    def allow(self, origin: str | None, host: str | None) -> bool:
        """Whether a request with these headers may be answered. No Origin: no browser's page sent it."""
        if origin is None:
            return True
        origin = origin.lower()
        if origin in self.listed:
            return True
        return urlsplit(origin).netloc == (host or "").lower() != ""

    def host(self, host: str | None) -> bool:
        """Whether this is a name of ours: another one may be a page that has its own name point here."""
        return _without_port((host or "").lower()) in self._hosts


class Edge:
    """The outermost ASGI layer. WebSockets are checked as well: they start as HTTP."""

    def __init__(self, app: ASGIApp, origins: Origins) -> None:
        self._app, self._origins = app, origins

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Check, then pass on with headers added to the answer."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        origin, path = headers.get("origin"), scope["path"]
        refusal = self._refusal(headers, path)
        if scope["type"] == "websocket":
            if refusal:
                await receive()
                await send({"type": "websocket.close", "code": 1008})
                return
            await self._app(scope, receive, send)
            return
        send = self._with_headers(send, origin, headers.get("host"), path)
        if refusal:
            await JSONResponse(refusal.as_dict(), refusal.status)(scope, receive, send)
        elif scope["method"] == "OPTIONS" and path.startswith(_API[:2]):
            await Response(status_code=204)(scope, receive, send)
        else:
            await self._app(scope, _Limited(receive), send)

    def _refusal(self, headers: Headers, path: str) -> Refusal | None:
        if not self._origins.host(headers.get("host")):
            return Refusal(
                400, "unknown_host", "This server is not known by that name. See the setting hosts."
            )
        if path.startswith(_API) and not self._origins.allow(headers.get("origin"), headers.get("host")):
            return Refusal(
                403, "unknown_origin", "This page may not use the server. See the setting origins."
            )
        length = headers.get("content-length", "0")
        if not length.isdigit() or int(length) > BODY:
            return too_large()
        return None

    def _with_headers(self, send: Send, origin: str | None, host: str | None, path: str) -> Send:
        cors = path.startswith(_API[:2]) and origin is not None and self._origins.allow(origin, host)

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._security(path).items():
                    headers.setdefault(name, value)
                if cors and origin:
                    headers["Access-Control-Allow-Origin"] = origin
                    headers["Access-Control-Allow-Methods"] = _METHODS
                    headers["Access-Control-Allow-Headers"] = _ALLOWED
                    headers["Access-Control-Max-Age"] = "600"
                headers.add_vary_header("Origin")
            await send(message)

        return sending

    def _security(self, path: str) -> dict[str, str]:
        api = path.startswith(_API)
        frames = " ".join(("'self'", *sorted(self._origins.listed))) if path == "/embed" else "'none'"
        return {
            "Content-Security-Policy": f"{_POLICY}; frame-ancestors {frames}",
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "no-referrer",
            "Permissions-Policy": "camera=(), microphone=(), geolocation=(), interest-cohort=()",
            "Cross-Origin-Opener-Policy": "same-origin",
            "Cross-Origin-Resource-Policy": "same-site" if api else "cross-origin",
            "Cache-Control": "no-store" if api else "no-cache",
        }


_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)


def too_large() -> Refusal:
    """A body beyond BODY."""
    return Refusal(413, "too_large", f"A request may have {BODY // 1024} KB. Send a shorter message.")


class _Limited:
    """Reads a body of unknown length up to the limit, and then no further."""

    def __init__(self, receive: Receive) -> None:
        self._receive, self._left = receive, BODY

    async def __call__(self) -> Message:
        message = await self._receive()
        if message["type"] == "http.request":
            self._left -= len(message.get("body", b""))
            if self._left < 0:
                raise too_large()
        return message


def _without_port(host: str) -> str:
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.partition(":")[0]
