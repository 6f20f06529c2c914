"""Suggesting: ways to what else a message may have meant, beside whatever was said to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from rasa.shared.core.events import BotUttered
from rasa.shared.core.trackers import DialogueStateTracker

from companion.coaching.said.asking import wants
from companion.content import Store
from companion.engine.card import WHERE_FROM
from companion.entries import FIRST_AID
from companion.reply import Reply

MOST, OFFERED = 6, 3  # buttons of a reply at all, and those among them that lead to entries
NEAR, SHARE = 0.15, 0.4  # score from which an entry is near, and the share of the first one's
SURE = 0.5  # score from which what asks nothing is about an entry all the same
NAMED = 0.9  # score from which first aid is what was asked for, and no alarm
_KINDS = frozenset("answer card boundary openness handoff fallback reflection".split())
_AWAY = frozenset(("out_of_scope", "gibberish"))  # intents that are about no entry
_GRAVE = frozenset(("emergency", "crisis"))  # flows in which nothing else is offered


def suggest(replies: list[Reply], tracker: DialogueStateTracker, store: Store) -> None:
    """Give the last reply of a turn buttons to the search's next best entries, also in the tracker.

    Where an entry answered, what was found stands there already; a question of ours has buttons of its own.
    """
    message = tracker.latest_message
    flow = (tracker.get_slot("flow") or {}).get("flow")
    if not replies or message is None or flow in _GRAVE or replies[-1].kind not in _KINDS:
        return
    if (message.intent or {}).get("name") in _AWAY:
        return
    if tracker.get_slot("answered") and not store.named(message.text or ""):
        return  # in a talk, what names nothing tells nothing of other entries
    if any(reply.level == "emergency" for reply in replies) or (message.metadata or {}).get("choice"):
        return
    last, said = replies[-1], {reply.entry for reply in replies}
    shown = [title for reply in replies for title in reply.buttons]
    led = len({entry.title for entry in store.entries()}.intersection(shown))
    found = (store.entry(name) for name in _near(message.parse_data, store) if name not in said)
    new = [entry for entry in found if entry.title not in shown]
    new = new[: max(0, min(OFFERED - led, MOST - len(last.buttons)))]
    if not new:
        return
    replies[-1] = replace(last, buttons=_before_sources(last.buttons, [one.title for one in new]))
    uttered = next(event for event in reversed(tracker.events) if isinstance(event, BotUttered))
    offered = [{"title": one.title, "payload": one.title, "entry": one.id} for one in new]
    uttered.data["buttons"] = [*(uttered.data.get("buttons") or ()), *offered]


def _near(message: Mapping[str, Any], store: Store) -> list[str]:
    """The entries that a message may be about, the likeliest first."""
    found = message.get("retrieval") or ()
    best = max((hit["score"] for hit in found), default=0.0)
    if not wants(message.get("text") or "") and best < SURE:
        return []
    near = [hit for hit in found if hit["score"] >= max(NEAR, SHARE * best)]
    return [
        hit["entry"] for hit in near if hit["score"] >= NAMED or store.entry(hit["entry"]).topic != FIRST_AID
    ]


def _before_sources(buttons: Sequence[str], titles: Sequence[str]) -> tuple[str, ...]:
    """All of them, the one to the sources last."""
    last = buttons[-1:] if buttons[-1:] == (WHERE_FROM,) else ()
    return (*buttons[: len(buttons) - len(last)], *titles, *last)
