"""Socket.IO with the events of Rasa's own channel, so that its widgets connect unchanged."""

from __future__ import annotations

import logging
from typing import Any

import socketio

from companion.server import measures
from companion.server.desk import Desk
from companion.server.journal import Session
from companion.server.line import News
from companion.server.message import Message
from companion.server.refusal import Refusal, bad
from companion.server.rest import as_number, country_of, language_of, rows
from companion.server.settings import Settings
from companion.server.web import BODY, Origins

_log = logging.getLogger(__name__)
PATH = "socket.io"


class Sockets:
    """One room a conversation: every connected page of a person sees the same."""

    def __init__(self, desk: Desk, settings: Settings, origins: Origins) -> None:
        self._desk, self._most = desk, settings.sockets
        self._open: dict[str, str] = {}  # socket to the address it comes from
        self._bound: dict[str, tuple[str, Session]] = {}  # socket to token and session
        self.server = socketio.AsyncServer(
            async_mode="asgi",
            cors_allowed_origins=lambda origin, environ: origins.allow(origin, environ.get("HTTP_HOST")),
            cors_credentials=False,
            max_http_buffer_size=BODY,
            logger=False,
            engineio_logger=False,
        )
        for event in ("connect", "disconnect", "session_request", "user_uttered"):
            self.server.on(event, getattr(self, f"_{event}"))
        desk.show_to(self.spread, self.watched)

    def app(self, other: Any) -> Any:
        """The ASGI app: sockets here, everything else there."""
        return socketio.ASGIApp(self.server, other, socketio_path=PATH)

    def watched(self, conversation: str) -> bool:
        """Whether anyone is connected to the conversation."""
        return any(session.conversation == conversation for _, session in self._bound.values())

    async def spread(self, news: News) -> None:
        """Something new, to all who are connected."""
        room = news.conversation
        if news.typing:
            await self.server.emit("typing", {"on": True}, room=room)
        for message in news.messages:
            await self.server.emit("bot_uttered", as_uttered(message), room=room)
        if news.late:
            await self.server.emit("bot_uttered", {"text": news.late}, room=room)
        if news.typing is False or news.late:
            await self.server.emit("typing", {"on": False}, room=room)

    async def hang_up(self, conversation: str) -> None:
        """The conversation is erased or its token changed: its sockets have nothing more to hear."""
        for sid, (_, session) in list(self._bound.items()):
            if session.conversation == conversation:
                del self._bound[sid]
                await self.server.leave_room(sid, conversation)

    async def _connect(self, sid: str, environ: dict[str, Any], auth: Any = None) -> bool:
        if len(self._open) >= self._most:
            return False
        client = (environ.get("asgi.scope") or {}).get("client")
        self._open[sid] = client[0] if client else "unknown"
        measures.SOCKETS.set(len(self._open))
        return True

    async def _disconnect(self, sid: str, reason: str = "") -> None:
        self._open.pop(sid, None)
        self._bound.pop(sid, None)
        measures.SOCKETS.set(len(self._open))

    async def _session_request(self, sid: str, data: Any = None) -> dict[str, Any] | None:
        try:
            row = data if isinstance(data, dict) else {}
            key, session, messages = await self._enter(sid, row)
        except Refusal as refusal:
            await self.server.emit("session_error", refusal.as_dict(), to=sid)
            return refusal.as_dict()
        await self.server.emit("session_confirm", key, to=sid)
        if "after" in row:
            state = {"token": key, "expires": session.expires, "messages": rows(messages)}
            await self.server.emit("session_state", state, to=sid)
        else:
            for message in messages:
                await self.server.emit("bot_uttered", as_uttered(message), to=sid)
        return None

    async def _enter(self, sid: str, row: dict[str, Any]) -> tuple[str, Session, list[Message]]:
        """Into the room first, then what was missed: nothing can fall between."""
        key = row.get("session_id")
        after = as_number(row["after"] if row["after"] is not None else 0) if "after" in row else None
        try:
            session = await self._desk.session(key)
        except Refusal as refusal:
            if refusal.status != 401:
                raise
            # Whatever a client asks for, only a token of ours opens a conversation.
            sender = self._open.get(sid, "unknown")
            key, session, found = await self._desk.open(country_of(row), language_of(row), sender)
            await self._bind(sid, key, session)
            return key, session, found
        await self._bind(sid, str(key), session)
        missed = await self._desk.missed(session)
        return str(key), session, missed if after is None else await self._desk.messages(session, after)

    async def _bind(self, sid: str, key: str, session: Session) -> None:
        before = self._bound.get(sid)
        if before and before[1].conversation != session.conversation:
            await self.server.leave_room(sid, before[1].conversation)
        self._bound[sid] = (key, session)
        await self.server.enter_room(sid, session.conversation)

    async def _user_uttered(self, sid: str, data: Any = None) -> dict[str, Any]:
        try:
            return await self._tell(sid, data)
        except Refusal as refusal:
            row = refusal.as_dict()
            if not (isinstance(data, dict) and data.get("id")):
                # Rasa's widgets know nothing of acknowledgements; a person must not meet a silence.
                parts = (row.get("emergency"), row["detail"])
                text = "\n\n".join(part for part in parts if part)
                await self.server.emit("bot_uttered", {"text": text}, to=sid)
            return row

    async def _tell(self, sid: str, data: Any) -> dict[str, Any]:
        if not isinstance(data, dict):
            raise bad("The event has no object with a message.")
        key = data.get("session_id") or self._bound.get(sid, ("",))[0]
        sender = self._open.get(sid, "unknown")
        session, kept = await self._desk.tell(
            key, data.get("message"), data.get("id"), country_of(data), sender
        )
        if sid not in self._bound:
            await self._bind(sid, key, session)
        if kept.fresh:
            echo = Message(kept.seq, "person", kept.at, data["message"], kept.client)
            await self.server.emit("user_echo", echo.as_dict(), room=session.conversation, skip_sid=sid)
        return {"seq": kept.seq}


def as_uttered(message: Message) -> dict[str, Any]:
    """A reply as Rasa's widgets know it, with the whole message beside."""
    row: dict[str, Any] = {"text": message.text, "message": message.as_dict()}
    buttons = (message.reply or {}).get("buttons")
    if buttons:
        row["quick_replies"] = [
            {"content_type": "text", "title": title, "payload": title} for title in buttons
        ]
    return row
