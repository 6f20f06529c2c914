"""REST: sessions, messages, rights, documents; and Rasa's own webhook."""

from __future__ import annotations

import json
import re
from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from companion.country import as_country
from companion.server.desk import Desk
from companion.server.message import Message
from companion.server.record import Session
from companion.server.refusal import Refusal, bad, unknown_token
from companion.server.rights import Rights

Answer = Callable[[Request], Awaitable[Response]]
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,3}")
_HIGHEST = 2**53  # numbers beyond that are not exact in JSON


def routes(desk: Desk, rights: Rights) -> list[Route]:
    """The routes below /api and /webhooks."""
    api = _Api(desk, rights)
    return [
        Route("/api/sessions", api.open, methods=["POST"]),
        Route("/api/messages", api.messages, methods=["GET", "POST"]),
        Route("/api/session/rotate", api.rotate, methods=["POST"]),
        Route("/api/session", api.erase, methods=["DELETE"]),
        Route("/api/export", api.export, methods=["GET"]),
        Route("/api/documents/{name}", api.document, methods=["GET"]),
        Route("/webhooks/rest/webhook", api.webhook, methods=["POST"]),
        Route("/webhooks/rest/", api.health, methods=["GET"]),
    ]


class _Api:
    def __init__(self, desk: Desk, rights: Rights) -> None:
        self._desk, self._rights = desk, rights

    async def open(self, request: Request) -> Response:
        row = await _body(request)
        key, session, found = await self._desk.open(country_of(row), language_of(row), address(request))
        return JSONResponse({"token": key, "expires": session.expires, "messages": rows(found)}, 201)

    async def tell(self, request: Request) -> Response:
        key = _bearer(request)
        row = await _body(request)
        session, kept = await self._desk.tell(
            key, row.get("text"), row.get("id"), country_of(row), address(request)
        )
        found = await self._desk.answers(session, kept)
        return JSONResponse({"seq": kept.seq, "messages": rows(found)})

    async def messages(self, request: Request) -> Response:
        if request.method == "POST":
            return await self.tell(request)
        session = await self._session(request)
        after = as_number(request.query_params.get("after", "0"))
        return JSONResponse({"messages": rows(await self._desk.messages(session, after))})

    async def rotate(self, request: Request) -> Response:
        key, session = await self._desk.rotate(_bearer(request))
        return JSONResponse({"token": key, "expires": session.expires})

    async def export(self, request: Request) -> Response:
        found = await self._rights.export(await self._session(request))
        text = json.dumps(found, indent=2, ensure_ascii=False)
        return _attached("my-data.json", "application/json", text)

    async def erase(self, request: Request) -> Response:
        await self._rights.erase((await self._session(request)).conversation)
        return Response(status_code=204)

    async def document(self, request: Request) -> Response:
        found = await self._desk.document(await self._session(request), request.path_params["name"])
        if found is None:
            raise Refusal(404, "not_found", "There is no such document in this chat.")
        return _attached(*found)

    async def webhook(self, request: Request) -> Response:
        """As Rasa's: without a `sender` a new session begins, whose token comes back as recipient_id."""
        row = await _body(request)
        key, text = row.get("sender"), row.get("message")
        if key is None:
            if not isinstance(text, str):
                raise bad('"message" is not a text.')
            key, _, _ = await self._desk.open(country_of(row), None, address(request))
        if not isinstance(key, str):
            raise unknown_token()
        session, kept = await self._desk.tell(key, text, None, country_of(row), address(request))
        found = await self._desk.answers(session, kept)
        return JSONResponse([as_rasa(message, key) for message in found])

    async def health(self, request: Request) -> Response:
        return JSONResponse({"status": "ok"})

    async def _session(self, request: Request) -> Session:
        return await self._desk.session(_bearer(request))


def rows(messages: list[Message]) -> list[dict[str, Any]]:
    """Messages as JSON."""
    return [message.as_dict() for message in messages]


def as_rasa(message: Message, recipient: str) -> dict[str, Any]:
    """A reply as Rasa's REST channel has it; choosing a button sends its title."""
    row: dict[str, Any] = {"recipient_id": recipient, "text": message.text}
    buttons = (message.reply or {}).get("buttons")
    return {**row, "buttons": [{"title": title, "payload": title} for title in buttons]} if buttons else row


def country_of(row: dict[str, Any]) -> str | None:
    """The country in a body, or None. Raises Refusal for one that is no code."""
    given = row.get("country")
    if given is None or given == "":
        return None
    found = as_country(given) if isinstance(given, str) else None
    if found is None:
        raise bad('"country" is no code of two letters, such as GB.')
    return found


def language_of(row: dict[str, Any]) -> str | None:
    """The language in a body, or None. The companion answers in English so far."""
    given = row.get("language")
    if given is None:
        return None
    if not isinstance(given, str) or not _LANGUAGE.fullmatch(given):
        raise bad('"language" is no code, such as en.')
    return given


def as_number(given: object) -> int:
    """A message number, 0 for the beginning. Raises Refusal."""
    if isinstance(given, str) and given.isascii() and given.isdigit() and len(given) < 17:
        given = int(given)
    if isinstance(given, bool) or not isinstance(given, int) or not 0 <= given < _HIGHEST:
        raise bad('"after" is not the number of a message.')
    return given


def address(request: Request) -> str:
    """Where a request comes from; the client's own address behind a proxy that is believed."""
    return request.client.host if request.client else "unknown"


def _bearer(request: Request) -> str:
    scheme, _, key = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not key:
        raise unknown_token()
    return key.strip()


async def _body(request: Request) -> dict[str, Any]:
    """The JSON object of a request; nothing counts as an empty one. Raises Refusal."""
    data = await request.body()
    try:
        found = json.loads(data) if data.strip() else {}
    except (ValueError, RecursionError) as error:
        raise bad("The body is not JSON.") from error
    if not isinstance(found, dict):
        raise bad("The body is not a JSON object.")
    return found


def _attached(name: str, kind: str, text: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(text, media_type=kind, headers=headers)
