"""Pointer: which answer of the content a message asks for, whatever talk it comes up in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import INTENT
from rasa.shared.nlu.training_data.message import Message

from companion.coaching.feelings.felt import FEELS
from companion.coaching.finding import Found, Question
from companion.engine import project
from companion.engine.nlu.asking import gist_of, question_of
from companion.engine.nlu.component import Reader
from companion.engine.nlu.doubt import ASK, FALLBACK
from companion.entries import FIRST_AID, OURS

POINT = "point"
POINTS = "points"  # the same for each question of a message that holds several
MOST = 3  # of them
HINT = "hint"
_FEW = 2  # words below which a text says too little
# Intents that say clearly what is wanted.
_OWN = frozenset(
    """
    stop start_over goodbye greet talk_to_human forget_me forget_this export_data remember_me
    stop_remembering what_do_you_store override_instructions insult_bot sexual_remark say_hateful
    danger_over take_back repeat simplify where_from ask_more complain are_you_human who_made_you
    ask_dose ask_judgement ask_reason other_language self_check measure_fear what_can_you_do
    are_you_sponsored how_sure ask_medicine
    """.split()
)
# Intents that leave it open whether something told wants an answer.
_OPEN = frozenset((ASK, FALLBACK, "out_of_scope", "report_symptom"))
_FEELING = "express_feeling"
# To open one of these on a guess leaves a question unanswered.
_HANDED = frozenset(("talk_to_human", "prepare_visit", "find_dentist", "complain"))
# In the middle of a talk, a question that is doubtfully one of these is more likely about the mouth.
_DOUBTED = frozenset(
    """
    who_made_you what_do_you_store are_you_human are_you_sponsored how_sure what_can_you_do forget_this
    danger_over take_back ask_guarantee ask_diagnosis ask_judgement
    """.split()
)
_WISHES = frozenset(("want_procedure", "insist_procedure"))  # which many a question about looks resembles


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class Pointer(Reader):
    """Stands after Doubt. The Companion hands over what is talked about."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Limits chosen on data, docs/decisions/0012.

        `clear`: confidence from which an intent that says what is wanted is believed, `ours` the same where
        an entry on the companion itself would answer, `vague` from which a wish for looks or a human is.
        Chances from which an answer is given: `asked` at all, `in_hand` a point of an entry that is talked
        about, `alarm` first aid that was not talked of, `told` where nothing is asked. Chances from which it
        is a hint: `maybe` to a question, `beside` to what is told; `each` where it answers one of several
        questions. A first question that sounds like another field with a confidence of `foreign` is answered
        where that is `certain`.
        """
        return {
            "clear": 0.6,
            "ours": 0.4,
            "vague": 0.5,
            "foreign": 0.4,
            "certain": 0.92,
            "asked": 0.45,
            "in_hand": 0.3,
            "alarm": 0.7,
            "told": 0.6,
            "maybe": 0.12,
            "beside": 0.3,
            "each": 0.4,
        }

    def read(self, message: Message) -> None:
        """Set `point` and read the message as a question; or set `hint`, for whoever answers it."""
        intent, metadata = message.get(INTENT) or {}, message.get("metadata") or {}
        name, confidence = intent.get("name"), intent.get("confidence", 0.0)
        believed = name in _OWN and confidence >= self.config["clear"]
        if believed or metadata.get("choice") or len(gist_of(message).split()) < _FEW:
            return
        question = question_of(message)
        found = project.ranker().rank(question, project.store())
        if name in _OWN and confidence >= self.config["ours"] and _ours(found[0]):
            return
        vague = name in _WISHES and confidence < self.config["vague"]
        foreign = name == "out_of_scope" and confidence >= self.config["foreign"] and not question.focus
        if foreign and found[0].chance < self.config["certain"]:
            return
        doubted = self._doubted(name, confidence, question)
        answers = question.asks or vague or doubted or name in _OPEN
        answers = answers or self._plainly(name, question, found[0])
        if question.asks and doubted:
            message.set(INTENT, {"name": ASK, "confidence": confidence}, add_to_output=True)
        each = self._each(question) if answers else []
        if each:
            message.set(POINTS, [_row(one) for one in each], add_to_output=True)
            found = each[0]
        elif not answers or found[0].chance < self._least(found[0], question):
            if found[0].chance >= self.config["maybe" if question.asks else "beside"]:
                message.set(HINT, _row(found), add_to_output=True)
            return
        message.set(POINT, _row(found), add_to_output=True)
        settled = {"name": ASK, "confidence": 0.9}
        message.set(INTENT, settled, add_to_output=True)
        message.set("intent_ranking", [settled, *(message.get("intent_ranking") or ())], add_to_output=True)

    def _each(self, question: Question) -> list[list[Found]]:
        """What answers each question of a message that holds several; none where that is one answer."""
        rows = [project.ranker().rank(one, project.store()) for one in question.each[:MOST]]
        fit = [row for row in rows if row[0].chance >= self.config["each"] and not _first_aid(row[0])]
        each = list({(row[0].entry, row[0].number): row for row in fit}.values())
        return each if len(each) > 1 else []

    def _doubted(self, name: str | None, confidence: float, question: Question) -> bool:
        """Whether an intent is too unsure to be acted on, in the middle of a talk more so."""
        if name in _HANDED and confidence < self.config["vague"]:
            return True
        handed = name in _HANDED or name in _DOUBTED
        return bool(handed and question.asks and question.focus and confidence < self.config["clear"])

    def _plainly(self, name: str | None, question: Question, found: Found) -> bool:
        """Whether what sounds like a feeling names none, and what helps with it is certain."""
        cold = name == _FEELING and not FEELS.search(question.gist)
        return cold and found.chance >= float(self.config["certain"])

    def _least(self, found: Found, question: Question) -> float:
        """The chance from which an answer is given to a question."""
        if not question.asks:
            return float(self.config["told"])
        if _first_aid(found) and found.entry not in question.focus:
            return float(self.config["alarm"])
        in_hand = found.number is not None and found.entry in question.focus
        return float(self.config["in_hand" if in_hand else "asked"])


def _first_aid(found: Found) -> bool:
    """Whether an answer is first aid."""
    return project.store().entry(found.entry).topic == FIRST_AID


def _ours(found: Found) -> bool:
    """Whether an answer is about the companion itself."""
    return project.store().entry(found.entry).topic == OURS


def _row(found: Sequence[Found]) -> dict[str, Any]:
    """The best answer, with the others in turn."""
    best, *others = ({**vars(one), "chance": round(one.chance, 4)} for one in found)
    return {**best, "others": others}
