"""Finding: which of all answers a message asks for, in the talk it comes up in."""

from companion.coaching.finding.question import Question
from companion.coaching.finding.ranker import Found, Ranker, ranker

__all__ = ["Found", "Question", "Ranker", "ranker"]
