"""LeadPolicy: a message that no rule understands well goes where its words, or the last talk, lead."""

from __future__ import annotations

import re
from dataclasses import replace

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.trackers import DialogueStateTracker

from companion.coaching.answer.angle import angles
from companion.coaching.heard import SURE, Heard
from companion.coaching.lead import Lead, Way, lead
from companion.coaching.memory import Memory
from companion.coaching.said.asking import wants
from companion.coaching.said.belief import FIRM, FITS, LATELY, Scene
from companion.coaching.said.manner import listens, manners
from companion.coaching.said.resuming import resumes
from companion.coaching.session import news
from companion.coaching.session.asked import asked
from companion.coaching.session.request import asks_who
from companion.coaching.session.routine import plans
from companion.coaching.session.speech import TOPIC
from companion.engine import project
from companion.engine.deciding import Deciding
from companion.engine.flow import REMARK, SLOT, begins_again, heard
from companion.engine.recent import aside, named, remark
from companion.engine.turn import actions_since_message
from companion.engine.turn import said as messages
from companion.text import plain

ACTIONS: dict[Way, str] = {
    "looks": "action_looks",
    "coach": "action_coach",
    "feelings": "action_feelings",
    "resume": "action_flow_resume",
    "context": "action_fallback",
}
# Intents about the companion, which have answers of their own when they are clear.
_SELF = frozenset(
    """
    are_you_human who_made_you are_you_sponsored what_do_you_store forget_me forget_this export_data
    remember_me stop_remembering how_sure where_from talk_to_human complain correct_bot stop
    """.split()
)
# "could try a flannel before bed": an idea without a subject, and no question.
_TRIES = re.compile(
    r"(?:maybe |perhaps )?(?:could|might) (?!i\b|we\b|you\b|it\b|they\b|this\b|that\b|a\b|the\b|my\b)"
)
CERTAIN = 0.95  # chance from which what helps with a telling goes before a talk about something heavy
_REFUSED = frozenset(("later", "not_stopping", "fine", "no_point"))  # doubts that are a no
_LEAVE = frozenset("stop goodbye report_symptom report_injury talk_to_human forget_me".split())
_OURS = frozenset(("openness", "handoff", "social", "boundary"))
TALKS = frozenset(("action_looks", "action_coach", "action_feelings"))


def led(tracker: DialogueStateTracker) -> str | None:
    """The action that the latest message leads to, or None where the rules know better."""
    message = tracker.latest_message
    if message is None or tracker.get_slot(SLOT):
        return None
    answered = tracker.get_slot("answered") or ""
    said = replace(heard(message), answered=answered)
    memory = Memory.from_dict(tracker.get_slot("memory"))
    reader = lead(project.root())
    if _listened_to(said, memory):
        return ACTIONS["feelings"]
    if resumes(plain(said.text), memory):
        return ACTIONS["resume"]
    level = (tracker.get_slot("assessment") or {}).get("level", "none")
    if level not in ("emergency", "urgent") and _on_habit(said, memory, reader):
        return ACTIONS["coach"]
    sure = message.intent.get("name") in _SELF and said.confidence >= FIRM
    if not sure and named(said, memory, messages(tracker)):
        return REMARK
    if reader.remarked(said, memory):
        return ACTIONS["looks"]
    if message.parse_data.get("point") and not _own_talk(said, reader):
        ours = aside(said)  # all but word for word about the companion: that is what was meant
        return REMARK if ours and ours.remark.kind in _OURS else None  # else its entry answers
    if angles(project.root()).hears(message.intent.get("name"), message.text or ""):
        return None  # it says what it is about, however unsure its intent
    if remark(said, memory, messages(tracker)):
        return REMARK
    if (message.parse_data.get("leaning") or {}).get("whole"):
        return None  # a follow-up that another entry answers
    if begins_again(said):
        return ACTIONS["context"]
    found = message.parse_data.get("retrieval") or ()
    score = max((hit["score"] for hit in found), default=0.0)
    way = reader.way(said, memory, Scene(score, level))
    if way == "coach" and message.parse_data.get("hint") and wants(said.text):
        return None  # a question; what may help with it is said
    return ACTIONS[way] if way else None


def _on_habit(said: Heard, memory: Memory, reader: Lead) -> bool:
    """Whether a habit that was talked about gets a step of their own, news, or a question on the plan."""
    if said.chosen or memory.notes.get(LATELY) == "looks":
        return False
    coached = memory.notes.get(TOPIC) and memory.notes.get(LATELY) == "coach"
    if coached and (asked(project.root(), said.text) or asks_who(said.text)):
        return True
    if (
        (wants(said.text) and not _TRIES.match(plain(said.text)))
        or said.intent in _LEAVE
        or reader.wishes.read(said.text).procedures
    ):
        return False
    topic = reader.topics.named(said.text) or reader.topics.spoken_of(memory)
    told = news.tells(said.text) if topic else news.lapsed(said.text)
    return told or news.names_plan(said.text) or plans(said, memory, reader.topics)


def _own_talk(said: Heard, reader: Lead) -> bool:
    """Whether a refusal, a moment or a worry is told, which a talk meets better than any entry."""
    wish = reader.wishes.read(said.text)
    if wish.worry or (not said.asks and any(one.harmful for one in wish.procedures)):
        return True
    if said.asks:
        return False
    against, told = reader.talk.read(said.text).against, reader.emotion.moments.opening(said.text)
    if said.pointed < FITS:
        return bool(against or told)
    heavy = told and reader.emotion.themes.called(told.theme).heavy and said.pointed < CERTAIN
    return not _REFUSED.isdisjoint(against) or bool(heavy)


def _listened_to(said: Heard, memory: Memory) -> bool:
    """Whether they asked to be listened to, now or before, and ask for nothing else."""
    if said.chosen or wants(said.text) or (said.intent in _LEAVE and said.confidence >= SURE):
        return False
    if manners(project.root()).named(said.text):
        return True
    return listens(memory) and memory.notes.get(LATELY) == "feelings"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.POLICY_WITHOUT_END_TO_END_SUPPORT, is_trainable=False)
class LeadPolicy(Deciding):
    """Below triage and the open flow, above the rules."""

    priority_by_default = 80  # between FlowPolicy and the rules

    def next_action(self, tracker: DialogueStateTracker) -> str | None:
        """The action that fits once, then listen."""
        done = actions_since_message(tracker)
        if done is None:
            return None
        # A flow that opened in this turn keeps its slot set, so what led here is asked of `done`.
        led_here = done & {REMARK, *ACTIONS.values()}
        return ACTION_LISTEN_NAME if led_here else None if done else led(tracker)
