"""An answer that belongs to another line of the card than the one asked about goes where it belongs."""

from __future__ import annotations

import re

from companion.coaching.heard import Heard
from companion.coaching.visit import clue
from companion.coaching.visit.amending import named
from companion.coaching.visit.card import Card

_ADD = re.compile(r"\b(?:add|put in) (?:a |the |my |this )?question\b[: ,]*(?P<text>.+)$", re.IGNORECASE)
_OUT = re.compile(r"\b(?:take out|remove|delete|leave out)\b.*\bline\b", re.IGNORECASE)
_WISH = re.compile(
    r"^i(?:'d| would) (?:like|want|prefer) (?:them|the dentist|him|her|someone)\b", re.IGNORECASE
)
_DRUG = re.compile(
    r"\b(?:ibuprofen|paracetamol|aspirin|codeine|warfarin|insulin|metformin|amoxicillin|penicillin|inhaler|statins?"
    r"|tablets?|medicines?|medication|steroids?|sertraline|amlodipine|ramipril|omeprazole|levothyroxine)\b",
    re.IGNORECASE,
)

_ILLNESS = re.compile(
    r"\b(?:asthma|diabet\w*|epilep\w*|high blood pressure|low blood pressure|heart (?:disease|problem|attack"
    r"|condition)|stroke|hiv|hepatitis|arthritis|reflux|crohn'?s|coeliac|lupus|copd|cancer|chemo\w*|pregnan\w*"
    r"|thyroid|kidney\w*|liver|anaemi\w*|osteoporosis|dementia|autis\w*|adhd|haemophilia)\b",
    re.IGNORECASE,
)
_ENOUGH = 6  # words; a longer sentence with an illness in it may tell something else


def misplaced(card: Card, step: str, heard: Heard) -> tuple[Card, str] | None:
    """The card with the answer in its own line, and the step whose wording gives it back; or None."""
    said = clue.line(heard.text)
    question = _ADD.search(said)
    if question:
        return card.ask(question["text"]), "own"
    line = named(heard)
    if line and line in card.lines and _OUT.search(said):
        return card.set(line, ""), "concern"
    if step not in ("feel", "own", "concern") and _WISH.search(said):
        return card.add("wishes", said), "feel"
    short = len(heard.words) <= _ENOUGH and not (clue.since(said) or clue.worse(said) or heard.asks)
    if step in ("since", "changes", "medicines", "feel") and short and _ILLNESS.search(said):
        return card.add("health", said), "health"
    if step in ("own", "medicines", "health", "since", "changes") and clue.fears(said) and not heard.asks:
        return card.add("fears", said), "feel"
    if step in ("since", "changes") and _DRUG.search(said) and not (clue.since(said) or clue.better(said)):
        return card.add("medicines", said), "medicines"
    return None
