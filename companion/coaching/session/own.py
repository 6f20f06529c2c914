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
_MOMENT = re.compile(
    r"\b(?:(?:right |just |straight |directly )?(?:after|before|when|while|during|once)|as soon as"
    r"|first thing"
    r"|last thing|(?:at|in|on|with|every) (?:the |my )?(?:night|bedtime|bed|breakfast|lunch|dinner|morning"
    r"|mornings|evening|evenings|afternoon|shower|bath|way|bus|train|car|coffee|tea|grub|meals?|food|work"
    r"|weekend|sofa"
    r"|alarm|kettle))\b.*",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"\b(?:morning|mornings|night|nights|evening|evenings|afternoon|noon|midday|midnight|bed|bedtime"
    r"|breakfast"
    r"|lunch|dinner|supper|tea ?time|school|work|(?:at |around |about )?\d{1,2}(?::\d\d)? ?(?:am|pm"
    r"|o'?clock)"
    r"|(?:at|around|about) \d{1,2}(?::\d\d)?|wake up|get up|alarm|bath)\b",
    re.IGNORECASE,
)
_SWAPS = (
    (r"\bI am\b", "you are"), (r"\bI'm\b", "you are"), (r"\bI\b", "you"), (r"\bmyself\b", "yourself"),
    (r"\bmy\b", "your"), (r"\bme\b", "you"), (r"\bwe\b", "you"),
)  # fmt: skip


_IDLE = frozenset(
    "what huh why eh hm hmm hmmm um uh lol ok okay whatever meh sure who how well so and but pardon".split()
)


# What a small step is made of: something that can be done, put somewhere or left.
_DOING = re.compile(
    r"\b(?:brush|floss|clean|rinse|spit|put|set|use|using|drink|eat|ask|call|ring|book|write|swap"
    r"|chew|sing|play|game|song|carry|leave|buy|walk|breathe|switch|cut|take|move|place|wear"
    r"|read|stop|start|once|twice|minutes?|seconds?|water|gum|app|alarm|timer|reminder"
    r"|sweets?|sugar|snacks?|patch(?:es)?|guard|bed|phone|note|text|tell|bring|sit|stand"
    r"|instead|wait|try|sticks?|picks?|gel|mouthwash|skip|keep|less|straw|half|apple|nuts|cheese|music"
    r"|story|sticker|chart|toy|hold|squeeze|listen|count)\b",
    re.IGNORECASE,
)


def doing(text: str) -> bool:
    """Whether words tell of something that can be done."""
    return bool(_DOING.search(text))


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


def gist(text: str) -> str:
    """The sentence of a message that says the most, or "" when it cannot be quoted."""
    return words_of(max(re.split(r"[\n.!?;]", text), key=len))


def quoted(text: str) -> str:
    """As the person's own words."""
    return f'"{text}"'


def yours(text: str) -> str:
    """Our own first-person wording, turned to the person: "my brush" is "your brush"."""
    for pattern, word in _SWAPS:
        text = re.sub(pattern, word, text)
    return text


def moment(text: str) -> str:
    """The part of a message that names a moment to tie a step to, or ""."""
    found = _MOMENT.search(text)
    return found[0].strip(" ,.") if found else ""


def tells_time(text: str) -> bool:
    """Whether a moment says what time of day it is."""
    return bool(_TIME.search(text))
