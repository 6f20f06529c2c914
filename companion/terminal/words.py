"""Levels and destinations in words, and what the terminal itself says."""

from __future__ import annotations

from companion.reply import Destination, Level, Reply

LEVELS: dict[Level, str] = {
    "emergency": "Emergency",
    "urgent": "Urgent: see someone today or tomorrow",
    "soon": "Soon: see someone this week",
    "routine": "Routine: raise it at your next check-up",
    "self_care": "Self-care: you can look after this at home",
    "none": "No sign of danger",
}
DESTINATIONS: dict[Destination, str] = {
    "ambulance": "an ambulance or an emergency department",
    "dentist_now": "an emergency dentist, within the hour",
    "crisis_line": "someone to talk to, now",
    "poison_line": "the poison line, now",
    "safeguarding": "someone who can keep you safe",
    "dentist": "a dentist",
    "pharmacist": "a pharmacist",
    "home": "care at home",
}
_EMERGENCIES: dict[Destination, str] = {
    "ambulance": "ACT NOW: CALL AN AMBULANCE",
    "dentist_now": "ACT NOW: EMERGENCY DENTIST",
    "crisis_line": "PLEASE TALK TO SOMEONE NOW",
    "poison_line": "ACT NOW: CALL THE POISON LINE",
    "safeguarding": "YOU DESERVE TO BE SAFE",
}
_CARDS: dict[Level, str] = {
    "emergency": "ACT NOW",
    "urgent": "TODAY OR TOMORROW",
    "soon": "THIS WEEK",
    "routine": "At your next check-up",
    "self_care": "Care at home",
    "none": "Good to know",
}
BUILDING = (
    "First start, or something has changed: I prepare the answers and learn from the examples. "
    "This takes a few minutes, happens once, and stays on this computer."
)
STAGES = {
    "triage": "Learning what is urgent",
    "content": "Preparing the answers",
    "questions": "Learning which answer fits",
    "model": "Learning to understand",
}
HOW_TO = "Type a number to pick a suggestion. Ctrl-D leaves."
REPLACED = "Some signs in your message were not readable. I left them out."
CHOOSE = "You can pick one:"


def title(card: Reply) -> str:
    """The headline of a card."""
    if card.level == "emergency" and card.destination in _EMERGENCIES:
        return _EMERGENCIES[card.destination]
    return _CARDS[card.level]


def status(level: Level, destination: Destination | None) -> str:
    """Level and destination as one line of words."""
    where = f" Where to go: {DESTINATIONS[destination]}." if destination else ""
    return f"{LEVELS[level]}.{where}"


def goodbye(ambulance: str) -> str:
    """The last words; `ambulance` is the number to call, in words that fit a sentence."""
    return f"Take care. In an emergency, call {ambulance}. For pain, call a dentist."
