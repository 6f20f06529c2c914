"""Which wording of a response is said: one that this conversation has heard least often."""

from __future__ import annotations

import re
from typing import Any

from rasa.core.nlg import TemplatedNaturalLanguageGenerator
from rasa.shared.core.events import BotUttered
from rasa.shared.core.trackers import DialogueStateTracker

_SLOT = re.compile(r"\\\{\w+\\\}")


class Wording(TemplatedNaturalLanguageGenerator):
    """Rasa's choice of a wording, among those that were used least so far."""

    async def generate(
        self, utter_action: str, tracker: DialogueStateTracker, output_channel: str, **kwargs: Any
    ) -> dict[str, Any] | None:
        """The filled response, or None for a name that is not in the domain."""
        said = [event.text or "" for event in tracker.events if isinstance(event, BotUttered)]
        known = self.responses.get(utter_action, [])
        uses = [_uses(response.get("text") or "", said) for response in known]
        left = [one for one, count in zip(known, uses, strict=True) if count == min(uses)]
        fewer = TemplatedNaturalLanguageGenerator({utter_action: left})
        return fewer.generate_from_slots(
            utter_action, tracker.current_slot_values(), output_channel, **kwargs
        )


def _uses(wording: str, said: list[str]) -> int:
    """How often a wording was said, whatever its slots were filled with."""
    pattern = re.compile(_SLOT.sub(".*?", re.escape(wording.strip())), re.DOTALL)
    return sum(1 for text in said if pattern.fullmatch(text.strip()))
