"""Taking: whether a message answers the open question of a flow, or is about something else."""

from __future__ import annotations

import re

from companion.coaching.flow import Flow, State
from companion.coaching.heard import SURE, Heard

# Intents that are about something else, whatever was asked.
INTERRUPTS = frozenset(
    """
    ask where_from how_sure ask_reason are_you_human who_made_you are_you_sponsored what_can_you_do
    what_do_you_store forget_me forget_this export_data remember_me stop_remembering talk_to_human
    complain ask_diagnosis ask_dose ask_medicine ask_guarantee ask_recommendation repeat simplify
    override_instructions find_dentist insult_bot tell_joke other_language out_of_scope
    """.split()
)
# Short answers and requests of these kinds are never free text to write down.
NOT_TEXT = INTERRUPTS | frozenset(("greet", "thank", "goodbye", "ask_how_bot_is", "gibberish"))

# What an open talk leaves to others: it takes everything else, thanks and pressing included.
_LEFT = (NOT_TEXT - {"thank", "ask_guarantee", "ask_recommendation", "gibberish"}) | frozenset(
    """
    report_symptom report_injury ask_more self_check prepare_visit set_goal report_progress
    report_setback compliment correct_bot
    """.split()
)

EXPLAINS = frozenset(("looks", "self_check", "check", "consent", "coach"))  # they say themselves why they ask
REWORDS = frozenset(("consent",))  # flows that put their question in plainer words themselves

# Intents that plain statements are taken for at times: a list of medicines, a fear, a name.
_TOLD = frozenset(
    """
    ask ask_medicine ask_dose ask_diagnosis ask_guarantee ask_recommendation find_dentist out_of_scope
    other_language gibberish tell_joke
    """.split()
)
_PASSES = re.compile(r"\b(?:skip|pass|(?:rather|prefer) not|don'?t want to (?:answer|say))\b", re.IGNORECASE)
SKIP = "Skip"  # the title with which a question can be passed over


def option(state: State, heard: Heard) -> str | None:
    """The option a message picks: by title or number, or by holding all words of one title."""
    plain = " ".join(heard.words)
    for title in state.options:
        if plain == " ".join(re.findall(r"[a-z0-9']+", title.lower())):
            return title
    picked = re.fullmatch(r"(?:number |option )?(\d{1,2})", plain)
    if picked and 1 <= int(picked[1]) <= len(state.options):
        return state.options[int(picked[1]) - 1]
    held = [title for title in state.options if set(_key(title)) <= set(heard.words) and _key(title)]
    return held[0] if len(held) == 1 else None


def _key(title: str) -> list[str]:
    words = re.findall(r"[a-z0-9']+", title.lower())
    return [word for word in words if len(word) > 3 and word not in ("please", "thank")]


def passes(state: State, heard: Heard) -> bool:
    """Whether a message picks an option or passes over the question, so that it is no "stop"."""
    picked = option(state, heard)
    if picked is not None:
        return "stop" not in picked.lower()
    return SKIP in state.options and bool(_PASSES.search(heard.text))


def takes(state: State, heard: Heard) -> bool:
    """Whether a message answers the open question, so that nothing else has to answer it."""
    if option(state, heard) is not None:
        return True
    if heard.chosen or (heard.intent in state.yields and heard.confidence >= SURE):
        return False
    if heard.intent in ("simplify", "what_do_you_store") and state.flow in REWORDS:
        return True
    if heard.intent == "ask_reason" and state.flow in EXPLAINS:
        return True
    if state.expects == "talk":
        return not (heard.intent in _LEFT and heard.confidence >= SURE)
    if passes(state, heard):
        return True
    about_else = heard.intent in INTERRUPTS and heard.confidence >= SURE
    if state.expects in ("words", "question"):
        told = heard.intent in _TOLD and (state.expects == "question" or not heard.asks)
        return told or not (heard.intent in NOT_TEXT and heard.confidence >= SURE)
    if state.expects == "number":
        return heard.number is not None or heard.unsure or not about_else
    if state.expects == "yes_no":
        return heard.yes or heard.no or heard.unsure or not about_else
    if state.expects in ("choice", "choices"):
        return heard.unsure or heard.yes or heard.no or not about_else
    return not (heard.intent in NOT_TEXT and heard.confidence >= SURE)


def taken(flow: Flow, state: State, heard: Heard) -> bool:
    """As `takes`, unless the flow has a judgement of its own."""
    own = getattr(flow, "takes", None)
    return bool(own(state, heard)) if own else takes(state, heard)


def kept(flow: Flow, state: State, heard: Heard) -> bool:
    """Whether a message that sounds like "stop" is an answer all the same."""
    own = getattr(flow, "keeps", None)
    return passes(state, heard) or bool(own and own(state, heard))
