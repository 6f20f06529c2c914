"""action_triage: the card for what this turn found. TriagePolicy calls it, in every state."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActiveLoop, EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.danger import crisis, emergency, guessed, kept_in_force, opens_crisis, second, without_handled
from actions.flow import MEMORY, OUTER, listened, memory, play
from actions.found import may_mean, meant, near
from actions.reflection import reflected
from actions.say import ANSWERED, CHOICES, country, hits, say, several
from actions.symptom import check, due
from companion.coaching.answer.delivery import delivery
from companion.coaching.answer.told import told
from companion.coaching.danger.emergency import HANDLED
from companion.coaching.heard import Heard
from companion.coaching.memory import Memory
from companion.engine import project
from companion.engine.card import CLOSER, MILD
from companion.engine.flow import SLOT as FLOW
from companion.engine.policy import ENDS, LEAD
from companion.reply import Reply
from companion.triage import Assessment

_ASKS = re.compile(
    r"\b(?:what (?:can|should|do|could|is|to)|how (?:do|can|long|to|should)|should i|is (?:it|that|this)"
    r"|can i|do i|why)\b",
    re.IGNORECASE,
)
_CALM = ("soon", *MILD)  # levels whose card suggests what else was meant
_OWN = re.compile(r"\b(?:i|i'?m|i'?ve|me|my|mine|our|we|he|she|his|her|hers|him)\b", re.IGNORECASE)


class ActionTriage(Action):
    """Ends an open flow or form and shows the card."""

    def name(self) -> str:
        """As in the domain."""
        return "action_triage"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Danger comes before whatever was going on."""
        kept, row = memory(tracker), tracker.get_slot(FLOW)
        assessment = without_handled(Assessment.from_dict(tracker.get_slot("assessment")), kept)
        message = replace(listened(tracker), level=assessment.level, finding=assessment.newest)
        finding = assessment.newest
        assert finding is not None  # TriagePolicy calls this for a finding alone
        ended = [ActiveLoop(None), SlotSet("requested_slot", None)] if tracker.active_loop.get("name") else []
        if opens_crisis(finding):
            move = crisis().begin(message, kept)
            if row and row["flow"] == "emergency" and move.state:
                move = replace(move, state=replace(move.state, answers={**move.state.answers, OUTER: row}))
            return [*ended, *play(dispatcher, move, "crisis")]
        if finding.level == "emergency" and finding.rule in kept.notes.get(HANDLED, ()):
            return [*ended, *play(dispatcher, emergency().begin(message, kept), "emergency")]
        asks = _asks_on(tracker, message)
        if asks and assessment.level not in ENDS:
            return play(dispatcher, check().begin(_about(tracker, message), kept), "check")
        card, choices, kept = _composed(tracker, assessment)
        also = second(assessment, finding) if finding.level == "emergency" else None
        if also:
            line, kept = crisis().also(also, message, kept)
            card = replace(card, text=f"{card.text}\n\n{line}")
        guess = finding.level == "emergency" and guessed(assessment, kept)
        if guess:
            line, kept = emergency().guess(finding.rule, message, kept)
            card = replace(card, text=f"{card.text}\n\n{line}")
        say(dispatcher, card, [*CHOICES, *choices])
        events = [*([SlotSet(ANSWERED, card.entry)] if card.entry else []), *ended]
        events.append(SlotSet(MEMORY, kept.as_dict()))
        if finding.level == "emergency" and not guess:
            return [*events, SlotSet(FLOW, kept_in_force(card, assessment, message, row, also))]
        if asks and card.level == "urgent":
            return [*events, *play(dispatcher, check().begin(message, kept), "check")]
        return [*events, SlotSet(FLOW, None)] if _ends(row, card) else events


def _composed(tracker: Tracker, assessment: Assessment) -> tuple[Reply, list[dict[str, Any]], Memory]:
    """The card, what its own buttons mean, and the memory of what it says.

    Where an answer in a flow asked for it, the line of that flow comes with it, and what the answer
    sounds like ("none") is no matter of its own.
    """
    said, kept = tracker.latest_message.get("text") or "", memory(tracker)
    lead = kept.notes.get(LEAD)
    if lead is None:
        found = meant(tracker)
        asked = (found[0]["entry"], found[0]["score"]) if found else None
        reflection, kept = reflected(tracker)
        card = project.cards().card(assessment, country(tracker), said, asked, reflection)
    else:
        words, entry = lead["text"], lead["entry"]
        asked = (entry, 1.0) if entry else None
        card = project.cards().card(assessment, country(tracker), said, asked, words)
        kept = kept.note(**{LEAD: None})
        if words and not card.text.startswith(words):
            card = replace(card, text=f"{card.text}\n\n{words}")  # in an emergency nothing comes first
    card, choices, kept = _for_them(card, kept)
    card = _with_others(tracker, card)
    if card.entry:
        kept = delivery(project.root()).note(project.store().entry(card.entry), card.text, kept)
    if lead is not None or card.level not in _CALM or not card.entry:
        return card, choices, kept
    # What is not urgent may have been about something else: the ways there.
    near_by = may_mean(near(hits(tracker)), project.store().entry(card.entry))
    more = [{"title": one.title, "entry": one.id} for one in near_by if one.title not in card.buttons]
    titles = tuple(choice["title"] for choice in more)
    return replace(card, buttons=(*card.buttons[:-1], *titles, *card.buttons[-1:])), [*choices, *more], kept


def _with_others(tracker: Tracker, card: Reply) -> Reply:
    """The answer to something mild, with those to the other questions of the message."""
    narrow = [one.answer for one in several(tracker) if one.answer]
    if card.level not in MILD or not narrow:
        return card
    return replace(card, text="\n\n".join((card.text, *narrow)))


def _asks_on(tracker: Tracker, message: Heard) -> bool:
    """Whether a check of red flags is due: not within a flow, nor for a question out of interest."""
    row = tracker.get_slot(FLOW)
    kept = memory(tracker)
    if (row and row["flow"] != "check") or LEAD in kept.notes or _wonders(message):
        return False
    return due(message, kept)


def _about(tracker: Tracker, message: Heard) -> Heard:
    """With the entry that fits the words best instead of the rule's, as a card would have it.

    What its lead says of something mild comes before the questions.
    """
    found, finding = meant(tracker), message.finding
    if finding and found and found[0]["score"] >= CLOSER[finding.level]:
        finding = replace(finding, entry=found[0]["entry"])
    mild = finding if finding and finding.level in MILD and not message.answer else None
    lead = project.store().entry(mild.entry).lead if mild and mild.entry else message.answer
    return replace(message, finding=finding, answer=lead)


def _wonders(message: Heard) -> bool:
    """A question out of interest, or about something mild: it gets its answer and no more."""
    if message.level in MILD:
        return message.asks or bool(_ASKS.search(message.text))
    return message.asks and message.intent == "ask" and not _OWN.search(message.text)


def _ends(row: dict[str, Any] | None, card: Reply) -> bool:
    """A red flag ends any guided conversation; what can wait a few days only interrupts it.

    A card for a dentist goes on, for someone who has to be seen today needs it most; not for
    someone in despair or in danger at home.
    """
    if row and row["flow"] == "visit" and card.level == "urgent":
        return card.destination not in ("dentist_now", "dentist", "pharmacist")
    return card.level in ENDS


def _for_them(card: Reply, kept: Memory) -> tuple[Reply, list[dict[str, Any]], Memory]:
    """The card with what it means for someone who told of a pregnancy, a medicine and the like."""
    if card.level == "emergency" or not card.entry:
        return card, [], kept
    line, kept = told(project.root()).line(card.entry, kept)
    if line is None:
        return card, [], kept
    title = project.store().entry(line.see).title
    text = f"{card.text}\n\n{line.text}"
    fuller = replace(card, text=text, buttons=(title, *card.buttons))
    return fuller, [{"title": title, "entry": line.see}], kept
