"""Socket.IO with the events of Rasa's own channel, so that its widgets connect unchanged."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Any

import socketio

from companion.server import measures
from companion.server.desk import Desk
from companion.server.line import News
from companion.server.message import Message
from companion.server.record import Session
from companion.server.refusal import Refusal, bad
from companion.server.rest import as_number, country_of, language_of, rows
from companion.server.settings import Settings
from companion.server.web import BODY, Origins

_log = logging.getLogger(__name__)
PATH = "socket.io"


@dataclass
class Seat:
    """A socket's place in a conversation. While what it missed is on its way it is not in the room
    yet, and what is new is `held`: (event, data, number of the message)."""

    key: str
    session: Session
    held: list[tuple[str, dict[str, Any], int]] | None = None


class Sockets:
    """One room a conversation: every connected page of a person sees the same."""

    def __init__(self, desk: Desk, settings: Settings, origins: Origins) -> None:
        self._desk, self._most = desk, settings.sockets
        self._open: dict[str, str] = {}  # socket to the address it comes from
        self._seats: dict[str, Seat] = {}  # by socket
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
        return any(seat.session.conversation == conversation for seat in self._seats.values())

    async def spread(self, news: News) -> None:
        """Something new, to all who are connected."""
        room = news.conversation
        if news.typing:
            await self.server.emit("typing", {"on": True}, room=room)
        for message in news.messages:
            await self._show(room, "bot_uttered", as_uttered(message), message.seq)
        if news.late:
            await self.server.emit("bot_uttered", {"text": news.late}, room=room)
        if news.typing is False or news.late:
            await self.server.emit("typing", {"on": False}, room=room)

    async def hang_up(self, conversation: str) -> None:
        """The conversation is erased or its token changed: its sockets have nothing more to hear."""
        for sid, seat in list(self._seats.items()):
            if seat.session.conversation == conversation:
                del self._seats[sid]
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
        self._seats.pop(sid, None)
        measures.SOCKETS.set(len(self._open))

    async def _session_request(self, sid: str, data: Any = None) -> dict[str, Any] | None:
        try:
            row = data if isinstance(data, dict) else {}
            seat, messages = await self._enter(sid, row)
        except Refusal as refusal:
            await self.server.emit("session_error", refusal.as_dict(), to=sid)
            return refusal.as_dict()
        await self.server.emit("session_confirm", seat.key, to=sid)
        if "after" in row:
            state = {"token": seat.key, "expires": seat.session.expires, "messages": rows(messages)}
            await self.server.emit("session_state", state, to=sid)
        else:
            for message in messages:
                await self.server.emit("bot_uttered", as_uttered(message), to=sid)
        await self._join(sid, seat, messages[-1].seq if messages else 0)
        return None

    async def _enter(self, sid: str, row: dict[str, Any]) -> tuple[Seat, list[Message]]:
        """A seat first, then what was missed: nothing can fall between, and nothing comes twice."""
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
            return await self._sit(sid, key, session), found
        seat = await self._sit(sid, str(key), session)
        missed = await self._desk.missed(session)
        return seat, missed if after is None else await self._desk.messages(session, after)

    async def _sit(self, sid: str, key: str, session: Session) -> Seat:
        before = self._seats.get(sid)
        if before:
            await self.server.leave_room(sid, before.session.conversation)
        seat = self._seats[sid] = Seat(key, session, [])
        return seat

    async def _join(self, sid: str, seat: Seat, seen: int) -> None:
        """Into the room, after what came up while the messages up to `seen` were on their way."""
        while seat.held:
            event, data, seq = seat.held.pop(0)
            if seq > seen:
                await self.server.emit(event, data, to=sid)
        seat.held = None
        if self._seats.get(sid) is seat:  # neither gone nor told to leave in the meantime
            await self.server.enter_room(sid, seat.session.conversation)

    async def _show(
        self, conversation: str, event: str, data: dict[str, Any], seq: int, but: str | None = None
    ) -> None:
        """A message, to all who are in the room and to those on their way into it."""
        for sid, seat in self._seats.items():
            if seat.held is not None and seat.session.conversation == conversation and sid != but:
                seat.held.append((event, data, seq))
        await self.server.emit(event, data, room=conversation, skip_sid=but)

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
        seat = self._seats.get(sid)
        key = data.get("session_id") or (seat.key if seat else "")
        sender = self._open.get(sid, "unknown")
        session, kept = await self._desk.tell(
            key, data.get("message"), data.get("id"), country_of(data), sender
        )
        if sid not in self._seats:
            await self._join(sid, await self._sit(sid, key, session), kept.seq)
        if kept.fresh:
            echo = Message(kept.seq, "person", kept.at, data["message"], kept.client)
            await self._show(session.conversation, "user_echo", echo.as_dict(), kept.seq, but=sid)
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
