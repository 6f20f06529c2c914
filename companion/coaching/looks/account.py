"""What a person has told about looks so far: read from each message, kept in the memory's notes."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from companion.coaching.heard import Heard
from companion.coaching.looks.procedure import Procedure, spoken_of
from companion.coaching.looks.telling import NOTES, UNDER_18
from companion.coaching.looks.wish import Wish, WishReader
from companion.coaching.memory import Memory
from companion.text import plain

_LONE_AGE = re.compile(r"(?:im |i am )?(1[0-7]|[89])(?: now| years old| yrs)?")
_YOUNG = re.compile(r"\b(?:1[0-7]|[2-9]|year (?:[7-9]|1[01])|school|teen\w*)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Account:
    """Reads wishes and remembers them."""

    reader: WishReader

    def read(self, heard: Heard, memory: Memory) -> tuple[Wish, Memory]:
        """The message read, and what it told about the person remembered."""
        wish = self.reader.read(heard.text)
        if heard.intent == "worry_about_looks" and wish.reason not in ("teased", "said", "compare"):
            wish = replace(wish, reason=wish.reason or "hide")
        looks: dict[str, Any] = dict(memory.notes.get(NOTES, {}))
        ours = memory.notes.get("lately") == NOTES  # the entry stands behind our own last reply
        about = None if ours else spoken_of(heard.answered, self.reader.procedures)
        # It names none, or an occasion or a promise: what was talked about stays.
        vague = about is not None and about.rank < 2 and "procedure" in looks
        if about and not vague and about.id != looks.get("procedure"):
            # Read out, so its first facts are known.
            looks |= {"procedure": about.id, "told": [*looks.get("told", ()), about.id]}
        if heard.answered == UNDER_18[0] and not ours:
            looks.setdefault("young", True)
        if "young" not in looks and _YOUNG.search(memory.facts.get("under-16", "")):
            looks["young"] = True
        lone = _LONE_AGE.fullmatch(plain(heard.text))
        if lone and ours:  # an age, without a word around it
            wish = replace(wish, young=True, age=int(lone[1]))
        if wish.young is not None:
            looks["young"] = wish.young
        if wish.who == "child":
            looks["child"] = True
        if wish.reason:
            looks["reason"] = wish.reason
        if heard.country:
            looks["country"] = heard.country
        return wish, memory.note(**{NOTES: looks}) if looks else memory

    def known(self, memory: Memory) -> Procedure:
        """The procedure talked about last, or the one for any wish."""
        found = self.reader.procedure(memory.notes.get(NOTES, {}).get("procedure"))
        found = found or self.reader.procedure("any")
        assert found is not None  # content/coaching/procedures/any.yml
        return found
