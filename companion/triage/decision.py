"""How a message is folded into a case: what is kept, what is believed, and the level. Pure functions.

The worst matching rule wins; the second reader raises and weighs what the rules found. Only the
person takes something back.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence

from companion.language.mark import Mark
from companion.reply import LEVELS, Level
from companion.triage.anchor import LASTLY, SURE, SURELY, anchored
from companion.triage.case import Assessment, Case, Finding, Sign
from companion.triage.likeness import (
    BACK,
    CALM,
    DOUBT,
    FRAMED,
    GONE,
    HARMLESS,
    HUSHED,
    MILD,
    PEACE,
    RAISE,
    URGENT,
    View,
)
from companion.triage.matching import RISKS, Knowledge, findings, level_of
from companion.triage.rule import LIKE

TAKE_BACKS = frozenset(("false-alarm", "joke", "animal-told"))
NEVER_LOWERED = frozenset(("suicidal", "overdose-on-purpose", "abuse"))
_PLAINLY_SAID = frozenset(("suicidal", "overdose-on-purpose"))
MESSAGE = "message"  # the mark that carries a message's own text
_BELIEVED = frozenset(("crisis_line", "safeguarding"))
_PERSONAL = frozenset(
    ("first-person", "owner", "person", "person-own", "present", "again")
)  # cues of "me, now"
_FRAMES = frozenset(
    """past far far-over fiction study animal false-alarm joke
    dying-for no-blow blood-words no-self-harm""".split()
)  # marks that may put an earlier message in another light
_APART = frozenset(("past", "hypothetical", "elsewhere"))  # states of another time, place or meaning
_TELLING = ("first-person", "owner", "person", "person-own", "present")
_BARE = frozenset(("owner-word", "mouth-word"))
_FEW = 4
_NEAR = 4  # rules with the nearest sentences, one of which a word of the message has to speak of
_PLAIN, _LONG = 10, 80  # words of a message: it says one thing, it says so much that its dangers are faint
_ANSWERED = 99  # the "sentence" of what an answer brought: in none that the person wrote
_KEPT_SIGNS = 60
_KEPT_MESSAGES = 4
REMEMBERED = 600  # characters of a message


def assess(case: Case, marks: Sequence[Mark], known: Knowledge) -> Assessment:
    """Fold one message into a case."""
    turn = case.turns
    text = next((mark.words for mark in marks if mark.idea == MESSAGE), "")
    new = [Sign(mark.idea, mark.words, turn, mark.sentence) for mark in marks if _counts(mark)]
    matters = case.signs or any(mark.idea in TAKE_BACKS for mark in marks)
    calm = not matters or level_of(findings(new, known)) != "emergency"
    kept = _kept(case.signs, marks, calm)
    back = calm and (len(kept) < len(case.signs) or any(mark.idea in TAKE_BACKS for mark in marks))
    said = (*(() if back else case.said), text[:REMEMBERED])[-_KEPT_MESSAGES:]  # not what was taken back
    signs = [*kept, *new]
    found = findings(signs, known)
    if known.view and _tells(text, new):
        signs, found = _reread(signs, found, marks, said, back, known, turn)
        fell = any(sign not in signs for sign in (*kept, *new))
        if fell and not any(sign.turn < turn for sign in signs):
            said = said[-1:]
    level = level_of(found)
    raised = any(f.turn == turn and (f.rule not in case.rules or f.level == "emergency") for f in found)
    lowered = LEVELS.index(level) > LEVELS.index(case.level)
    rules = tuple(sorted(finding.rule for finding in found))
    after = Case(turn + 1, tuple(signs[-_KEPT_SIGNS:]), level, rules, said)
    return Assessment(level, found[0].destination if found else None, tuple(found), raised, lowered, after)


def _reread(
    signs: list[Sign],
    found: list[Finding],
    marks: Sequence[Mark],
    said: Sequence[str],
    back: bool,
    known: Knowledge,
    turn: int,
) -> tuple[list[Sign], list[Finding]]:
    """The signs and findings when the second reader has read what was `said`."""
    assert known.view is not None
    heard = [sign for sign in signs if not sign.idea.startswith(LIKE)]
    plain = findings(heard, known) if len(heard) < len(signs) else found
    view = known.view(said, evidence_of(heard, marks, plain))
    weighed = _weighed(signs, found, marks, view, said[-1], turn, back, known)
    if len(weighed) < len(signs):
        found = findings(weighed, known)
        if view.danger < HUSHED and view.quiet >= CALM:
            return weighed, found  # what has just been taken for no trouble is not raised again
    like = _like(view, level_of(found), said[-1], turn, known)
    return (weighed + like, findings(weighed + like, known)) if like else (weighed, found)


def told(case: Case, ideas: Iterable[tuple[str, str]], known: Knowledge) -> Assessment:
    """The case with what the answer to a question of ours brought: (idea, words for it).

    It belongs to the turn just folded. `raised` holds where anything is found, so that the card is shown.
    """
    turn = max(case.turns - 1, 0)
    signs = (*case.signs, *(Sign(idea, words, turn, _ANSWERED) for idea, words in ideas))
    found = findings(signs, known)
    level, rules = level_of(found), tuple(sorted(finding.rule for finding in found))
    after = Case(case.turns, signs[-_KEPT_SIGNS:], level, rules, case.said)
    return Assessment(level, found[0].destination if found else None, tuple(found), bool(found), False, after)


def _tells(text: str, new: Sequence[Sign]) -> bool:
    """Whether a message says enough to be read: an idea of trouble, or more than a few words."""
    return any(sign.idea not in _BARE for sign in new) or len(text.split()) > _FEW


def _weighed(
    signs: list[Sign],
    found: Sequence[Finding],
    marks: Sequence[Mark],
    view: View,
    text: str,
    turn: int,
    back: bool,
    known: Knowledge,
) -> list[Sign]:
    """The signs that stay when the second reader has weighed what the rules `found` in them.

    It drops what was just told where it reads like no danger, and what was told before where this message
    puts that in another light, unless the person has just said what to take `back`; of an emergency that
    reads like something less, the lesser findings stay. A danger told in a few plain words is believed, and
    so is one in a very long message, which dilutes it; so are despair and violence: of these it only drops
    what all but surely tells of no trouble ("she did THIS face"), and no wish to die said as one.
    """
    if not found:
        return signs
    words = len(text.split())
    long = words > _LONG
    if found[0].destination in _BELIEVED:
        at_peace = found[0].turn == turn and view.quiet >= PEACE and not long
        mild = at_peace and not any(sign.idea in _PLAINLY_SAID for sign in signs)
        return [sign for sign in signs if sign.words not in found[0].words] if mild else signs
    believed = {words for one in found if one.destination in _BELIEVED for words in one.words}
    cued = any(mark.state != "present" and mark.idea not in _PERSONAL for mark in marks)
    framed = any(mark.state in _APART or mark.idea in _FRAMES for mark in marks)
    if found[0].turn < turn:
        if back or not any(mark.idea in _FRAMES for mark in marks):
            return signs
        if view.quiet >= BACK:
            return _since(signs, 0, believed)
        return _lessened(signs, found, 0, known) if view.danger < GONE else signs  # "that was in 2021"
    if found[0].level != "emergency":  # less is lost where a lesser trouble is heard in vain
        enough = view.quiet >= (URGENT if found[0].level == "urgent" else MILD)
        return _since(signs, turn, believed) if cued and enough else signs
    plain = words <= _PLAIN and view.quiet < HARMLESS
    if (not framed and (plain or long)) or view.danger >= (FRAMED if framed else DOUBT):
        return signs
    return _since(signs, turn, believed) if view.quiet >= CALM else _lessened(signs, found, turn, known)


def _since(signs: Sequence[Sign], turn: int, believed: Container[str]) -> list[Sign]:
    """The signs without those told since `turn`; what is `believed`, risks and despair stay."""
    return [
        sign
        for sign in signs
        if sign.turn < turn or sign.words in believed or sign.idea in RISKS or sign.idea in NEVER_LOWERED
    ]


def _lessened(signs: list[Sign], found: Sequence[Finding], turn: int, known: Knowledge) -> list[Sign]:
    """The signs without those told since `turn` that make an emergency, unless a risk of this person does."""
    left = signs
    while found and found[0].level == "emergency" and found[0].turn >= turn and not found[0].raised:
        words = found[0].words
        fewer = [sign for sign in left if sign.turn < turn or sign.words not in words]
        if len(fewer) == len(left) or found[0].destination in _BELIEVED:
            break
        left = fewer
        found = findings(left, known)
    return left


def _like(view: View, level: Level, text: str, turn: int, known: Knowledge) -> list[Sign]:
    """A sign for the rule that the conversation reads like, where that is worse than what was found.

    An emergency needs a word that speaks of one, or a reader that is very sure; anything less a message of
    more than a few words.
    """
    told = view.level == "emergency" or len(text.split()) > _FEW
    worse = told and view.chance >= RAISE and LEVELS.index(view.level) < LEVELS.index(level)
    near = view.nearest() if worse else []
    if near and view.level == "emergency":
        named = anchored(text, near[:_NEAR], known.anchors)
        enough = view.put >= (SURE if named else SURELY) and (turn == 0 or view.last >= LASTLY)
        near = (named or near) if enough else []
    return [Sign(LIKE + near[0], text[:REMEMBERED], turn, 0)] if near else []


def evidence_of(signs: Sequence[Sign], marks: Sequence[Mark], found: Sequence[Finding]) -> Iterator[str]:
    """What was found so far, by name: for the second reader."""
    yield from (f"{sign.idea}:present" for sign in signs)
    yield from (f"{mark.idea}:{mark.state}" for mark in marks if not mark.holds)
    yield from (f"rule:{finding.rule}" for finding in found)
    level = level_of(found)
    yield f"level:{level}"
    cues = {mark.idea for mark in marks if mark.state == "cue"}
    yield from (f"{level} with {cue}" for cue in cues)
    yield from (f"{level} without {cue}" for cue in _TELLING if cue not in cues)


def _counts(mark: Mark) -> bool:
    return mark.idea != MESSAGE and (mark.holds or mark.idea in TAKE_BACKS)


def _kept(signs: Sequence[Sign], marks: Sequence[Mark], calm: bool) -> list[Sign]:
    """What stays of earlier turns. A take-back only counts when nothing in it is an emergency."""
    holding = {mark.idea for mark in marks if mark.holds}
    denied = {mark.idea for mark in marks if mark.state == "negated"} - holding
    over = {mark.idea for mark in marks if mark.state in ("past", "elsewhere")} - holding
    said = {mark.idea for mark in marks}
    takes_back = calm and bool(said & TAKE_BACKS)
    corrects = calm and "mistake" in said
    return [
        sign
        for sign in signs
        if sign.idea in NEVER_LOWERED
        or not (sign.idea in denied or takes_back or (corrects and sign.idea in over))
    ]
