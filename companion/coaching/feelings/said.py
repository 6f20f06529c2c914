"""What a message in a talk about feelings asks for: a step, words to say, quiet, or no plan at all."""

from __future__ import annotations

import re

from companion.text import plain

_BETTER = re.compile(
    r"\b(?:(?<!thing )(?:that|this|it|you) help(?:s|ed)"
    r"|(?:^|i |im |i am |thanks |thank you |and )feel(?:ing)? (?:a bit |a little |much |lots )?better"
    r"|relieved)\b"
)
_LOST = re.compile(
    r"\b(?:what (?:can|should|do|could|would|shall) (?:i|we)(?: even)? (?:do|try|start)(?! (?:about|with|if"
    r"|when|after|for))|know what to do"
    r"|help me"
    r"|(?:where|how) (?:do|can|should|would|could) (?:i|we)(?: even)? (?:start|begin)"
    r"|where to (?:even )?(?:start|begin)"
    r"|to even start|how to start|how start|what now|now what|what next|(?:whats|what is"
    r"|what would be) (?:the|a|one|my) "
    r"(?:first |next |small |tiny )?(?:step|thing|idea)|a small thing|one small thing|make (?:it|this|that"
    r"|\w+day|tomorrow|the (?:visit|day|wait|appointment))(?: be)? (?:a bit |a little |any )?"
    r"(?:easier|better|bearable|less (?:scary|awful|bad))|"
    r"smallest (?:thing|step)|my rights|what helped|how (?:do|can) (?:people|others|i"
    r"|you) cope|one thing then"
    r"|just (?:one|1) (?:small |tiny |easy )?thing|only one thing"
    r"|one (?:small |tiny )?thing (?:i|we) (?:can|could)|tonight"
    r"|what (?:helps|works|would help|might help)|any (?:ideas|tips|advice|suggestions|tricks?)"
    r"|tell me what to do"
    r"|so what|what else can i)\b"
)
_NOW = re.compile(r"\b(?:tonight|today|right now|this evening)\b")
_WORDS = re.compile(
    r"\b(?:what (?:do|should|can|would|to|could) (?:i )?(?:even )?(?:say|tell|write|bring)|how (?:do|can"
    r"|should) i "
    r"(?:say|tell|word|put|ask)|(?:a|the|some) (?:note|letter|script|email|e mail|message|card)"
    r"|write (?:it|this|that|them|one) (?:down|out|for me)"
    r"|write (?:something|a (?:note|line|message|few lines|script))|something (?:i can|to) (?:email|show|hand"
    r"|give|send|text)"
    r"|make (?:them|him|her) (?:listen|believe|understand|hear|stop|take)|hand over|something to (?:say"
    r"|show|give)|what to (?:bring|say|tell|write)|could (?:do"
    r"|send) an email)\b"
)
_HUSH = re.compile(
    r"\b(?:rather not|dont want to (?:say|talk)(?! (?:it )?out loud)|not (?:ready|now) to|leave it"
    r"|never ?mind)\b"
)
_NO_PLAN = re.compile(
    r"\b(?:(?:no|dont want|not|without) (?:a |any |more )?(?:plan|plans|tips|advice|ideas|steps|solution"
    r"|suggestions)"
    r"|just (?:want|need|wanted) (?:to (?:talk|vent|moan|rant)|someone to listen))\b"
)
_SMALL = re.compile(
    r"\bmaybe$|^(?:(?:ok|okay|well|yes|yeah|hm+|i suppose|i guess) )*(?:(?:maybe|perhaps) (?:just"
    r"|i (?:could|can"
    r"|will|try)|a|at|in|only|after|before)"
    r"|i (?:could|can|will|might|ll) (?:try|do|maybe|start|just|at least|manage|brush|call|ring|send|ask"
    r"|go|book|write|tell)|ill (?:try|do|start|just|brush|call|ring|send|ask|go|book|write|tell|give it))"
)
_TAKES = re.compile(
    r"^(?:(?:ok|okay|yes|yeah|yep|right|alright|fine|sure|good|thats|nice|thanks|thank you) )*"
    r"(?:i can do (?:that|it)|(?:ill|i will|i could|i might|i can|will) (?:try|do) (?:that|it)|will do"
    r"|ok|okay|yes|yeah|yep|alright|good idea|sure|fine)"
    r"(?: (?:then|thanks|thank you|please|perhaps|maybe|i think))*$"
)
_RATES = re.compile(
    r"\b(?:importance|important|confidence|confident|doing it|matters)\b.*\b(?:10|\d)\b|^(?:a |an |maybe "
    r"|about |like )*(?:10|\d)(?: out of 10)?$"
)
_BARE_NO = frozenset(
    "no nah na nope not really thanks thank you just listen now i dont want that it sorry im good ok "
    "okay".split()
)
_SELF = re.compile(r"\b(?:i|im|its|thats|me|my)\b")
_YOU = re.compile(r"\b(?:you|youre|u|ur|your|bot)\b")


def better(text: str) -> bool:
    """Whether they feel a little better."""
    return bool(_BETTER.search(plain(text)))


def lost(text: str) -> bool:
    """Whether they ask what to do."""
    return bool(_LOST.search(plain(text)))


def now(text: str) -> bool:
    """Whether that is meant for tonight."""
    return bool(_NOW.search(plain(text)))


def wants_words(text: str) -> bool:
    """Whether they ask for words to say, or for a note to hand over."""
    return bool(_WORDS.search(plain(text)))


def hushes(text: str) -> bool:
    """Whether they would rather not talk about it."""
    return bool(_HUSH.search(plain(text)))


def no_plan(text: str) -> bool:
    """Whether they want no ideas, only someone who listens."""
    return bool(_NO_PLAN.search(plain(text)))


def rates(text: str) -> int | None:
    """The last number on a scale from 0 to 10 that a message names, or None."""
    found = _RATES.search(plain(text))
    return int(re.findall(r"\b(?:10|\d)\b", plain(text))[-1]) if found else None


def declines(text: str) -> bool:
    """Whether a message is a bare no."""
    words = plain(text).split()
    return bool({"no", "nah", "nope", "not", "na"} & set(words)) and set(words) <= _BARE_NO


def takes_it(text: str) -> bool:
    """Whether they say yes to what was just proposed, and nothing of their own."""
    first = re.split(r"[.!?;]\s", text.strip(), maxsplit=1)[0]
    return bool(_TAKES.search(plain(first)))


def small_step(text: str) -> bool:
    """Whether they name a small step of their own."""
    return bool(_SMALL.search(plain(text)))


def about_self(text: str) -> bool:
    """Whether a hard word is meant for themselves, not for the companion."""
    words = plain(text)
    return bool(_SELF.search(words)) and not _YOU.search(words)
