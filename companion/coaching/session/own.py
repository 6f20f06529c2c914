"""The person's own words in a plan: shortened, quoted as theirs, never made into a claim."""

from __future__ import annotations

import re

from companion.guard import claims

OWN = "your own step"  # the name of a step that is theirs
LONGEST = 80  # characters that are quoted
_LEAD = re.compile(
    r"^(?:(?:um+|uh+|er+|well|ok(?:ay)?|yes|yeah|no|hmm+|maybe|perhaps|probably|so|like|i think"
    r"|i guess|i suppose|my own idea(?: is)?|my idea(?: is)?|change it to|make it|what about|how about"
    r"|it would be"
    r"|(?:i|we)(?:'ll| will| would|'d| could| can| might| want to|'d like to)"
    r"(?: just| try to| try and| probably| maybe)?|try to|just|then|to|if|can i|can we|could i"
    r"|could we)[,.:\s]+)+(?=\S)",
    re.IGNORECASE,
)
_SWAPS = (
    (r"\bI am\b", "you are"), (r"\bI'm\b", "you are"), (r"\bI\b", "you"), (r"\bmyself\b", "yourself"),
    (r"\bmy\b", "your"), (r"\bme\b", "you"), (r"\bwe\b", "you"),
)  # fmt: skip
_IDLE = frozenset(
    "what huh why eh hm hmm hmmm um uh lol ok okay whatever meh sure who how well so and but pardon".split()
)


def idle(words: list[str]) -> bool:
    """Whether words of a message say nothing that could be written down."""
    return len(words) < 3 and all(word in _IDLE for word in words)


def words_of(text: str) -> str:
    """The core of what was typed, one line, or "" when it cannot be quoted."""
    line = re.split(r"[\n.!?;]", " ".join(text.split()).strip())[0].replace('"', "'").strip(" ,'")
    core = _LEAD.sub("", line + " ").strip(" ,")
    if len(core) > LONGEST:
        core = core[:LONGEST].rsplit(" ", 1)[0]
    if not core or claims(core) or re.search(r"https?:|www\.|[<>{}\[\]@]", core):
        return ""
    return core


def quoted(text: str) -> str:
    """As the person's own words."""
    return f'"{text}"'


def yours(text: str) -> str:
    """Our own first-person wording, turned to the person: "my brush" is "your brush"."""
    for pattern, word in _SWAPS:
        text = re.sub(pattern, word, text)
    return text
