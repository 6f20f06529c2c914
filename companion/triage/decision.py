"""How signs become findings, and findings a level. Pure functions.

The worst matching rule wins. A person at higher risk (shared clinical table: pregnancy, under
16, weak immunity, diabetes, heart valve, blood thinner, bone medicine, radiotherapy) is raised
one level for infection, bleeding or injury. Only the person takes something back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from companion.language.mark import Mark
from companion.reply import LEVELS, Destination, Level, worse
from companion.triage.case import Assessment, Case, Finding, Sign
from companion.triage.rule import Condition, Part, Rule

RISKS = (
    "pregnant",
    "under-16",
    "weak-immunity",
    "diabetes",
    "heart-valve",
    "blood-thinner",
    "bone-medicine",
    "radiotherapy",
)
TAKE_BACKS = frozenset(("false-alarm", "joke", "animal-told"))
NEVER_LOWERED = frozenset(("suicidal", "overdose-on-purpose", "abuse"))
_KEPT_SIGNS = 60
_UP: dict[Level, Level] = {"urgent": "emergency", "soon": "urgent", "routine": "soon", "self_care": "routine"}


def assess(
    case: Case, marks: Sequence[Mark], rules: Mapping[str, Rule], unions: Mapping[str, tuple[str, ...]]
) -> Assessment:
    """Fold one message into a case. `unions` maps an idea to the ideas it is the union of."""
    turn = case.turns
    new = [
        Sign(mark.idea, mark.words, turn, mark.sentence)
        for mark in marks
        if mark.holds or mark.idea in TAKE_BACKS
    ]
    found = _findings(new, rules, unions)
    calm = not any(finding.level == "emergency" for finding in found)
    if turn:
        signs = (*_kept(case.signs, marks, calm), *new)[-_KEPT_SIGNS:]
        found = _findings(signs, rules, unions)
    else:
        signs = tuple(new)[-_KEPT_SIGNS:]
    level: Level = "none"
    for finding in found:
        level = worse(level, finding.level)
    raised = any(f.turn == turn and (f.rule not in case.rules or f.level == "emergency") for f in found)
    lowered = LEVELS.index(level) > LEVELS.index(case.level)
    after = Case(turn + 1, signs, level, tuple(sorted(f.rule for f in found)), case.elsewhere)
    destination = found[0].destination if found else None
    return Assessment(level, destination, tuple(found), raised, lowered, after)


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


def _findings(
    signs: Sequence[Sign], rules: Mapping[str, Rule], unions: Mapping[str, tuple[str, ...]]
) -> list[Finding]:
    by_idea: dict[str, list[Sign]] = {}
    for sign in signs:
        by_idea.setdefault(sign.idea, []).append(sign)
    for name, members in unions.items():
        union = [sign for member in members for sign in by_idea.get(member, ())]
        if union:
            by_idea[name] = union
    risk = any(name in by_idea for name in RISKS)
    found = []
    for rule in rules.values():
        for condition in rule.when:
            used = _match(condition, by_idea)
            if used is not None:
                found.append(_finding(rule, used, risk))
                break
    found.sort(key=lambda f: (LEVELS.index(f.level), _FIRST.index(f.destination)))
    return found


_FIRST: tuple[Destination, ...] = (
    "ambulance",
    "crisis_line",
    "poison_line",
    "safeguarding",
    "dentist_now",
    "dentist",
    "pharmacist",
    "home",
)  # of two findings of one level, the more pressing destination is shown


def _finding(rule: Rule, used: list[Sign], risk: bool) -> Finding:
    words = tuple(dict.fromkeys(sign.words for sign in sorted(used, key=lambda s: (s.turn, s.sentence))))
    level, destination = rule.level, rule.destination
    raised = risk and rule.kind != "other" and level in _UP
    if raised:
        level = _UP[level]
        if level == "emergency":
            destination = "dentist_now"
        elif destination in ("home", "pharmacist"):
            destination = "dentist"
    turn = max(sign.turn for sign in used)
    return Finding(rule.name, words, turn, level, destination, rule.entry, rule.why, rule.source, raised)


def _match(condition: Condition, by_idea: Mapping[str, list[Sign]]) -> list[Sign] | None:
    if any(name in by_idea for name in condition.without):
        return None
    used: list[Sign] = []
    for part in condition.parts:
        signs = _together(part, by_idea)
        if not signs:
            return None
        used += signs
    return used


def _together(part: Part, by_idea: Mapping[str, list[Sign]]) -> list[Sign]:
    """The signs of one part: for each idea one sign, all in the same sentence, latest first."""
    options = [[s for name in names for s in by_idea.get(name, ())] for names in part.ideas]
    if not all(options):
        return []
    if len(options) == 1:
        return [max(options[0], key=lambda s: s.turn)]
    places = set.intersection(*({(s.turn, s.sentence) for s in signs} for signs in options))
    if not places:
        return []
    place = max(places)
    return [next(s for s in signs if (s.turn, s.sentence) == place) for signs in options]


def names(conditions: Iterable[Condition]) -> set[str]:
    """Every idea that conditions mention."""
    return {
        name
        for condition in conditions
        for name in (
            *condition.without,
            *(n for part in condition.parts for side in part.ideas for n in side),
        )
    }
