"""How signs become findings: the rules that apply, raised for people at risk. Pure functions.

A person at higher risk (shared clinical table: pregnancy, under 16, weak immunity, diabetes, heart
valve, blood thinner, bone medicine, radiotherapy) is raised one level for infection, bleeding or
injury.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from companion.reply import LEVELS, Destination, Level
from companion.triage.anchor import Anchors
from companion.triage.case import Finding, Sign
from companion.triage.likeness import View
from companion.triage.rule import LIKE, Condition, Part, Rule

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
_UP: dict[Level, Level] = {"urgent": "emergency", "soon": "urgent", "routine": "soon", "self_care": "routine"}


@dataclass(frozen=True)
class Knowledge:
    """What assessing needs besides the case: the rules, unions of ideas, and the second reader."""

    rules: Mapping[str, Rule]
    unions: Mapping[str, tuple[str, ...]]
    view: Callable[[Sequence[str], Iterable[str]], View] | None  # how (messages, evidence) read
    anchors: Anchors  # words that speak of a danger, by rule

    @cached_property
    def doors(self) -> Mapping[str, Sequence[tuple[str, int]]]:
        """The conditions, as (rule, number), by the ideas without which they cannot hold: of the
        ideas that a condition asks for, those that the fewest conditions ask for."""
        asked = Counter(
            name
            for rule in self.rules.values()
            for condition in rule.when
            for side in _sides(condition)
            for name in side
        )
        doors: dict[str, list[tuple[str, int]]] = defaultdict(list)
        for rule in self.rules.values():
            for number, condition in enumerate(rule.when):
                rarest = min(_sides(condition), key=lambda side: sum(asked[name] for name in side))
                for name in rarest:
                    doors[name].append((rule.name, number))
        return doors

    @cached_property
    def order(self) -> Mapping[str, int]:
        """Where each rule stands: of equal findings the first counts."""
        return {name: number for number, name in enumerate(self.rules)}


def level_of(found: Sequence[Finding]) -> Level:
    """The level of findings that are ordered worst first."""
    return found[0].level if found else "none"


def findings(signs: Sequence[Sign], known: Knowledge) -> list[Finding]:
    """The rules that apply, worst first."""
    by_idea: dict[str, list[Sign]] = {}
    for sign in signs:
        by_idea.setdefault(sign.idea, []).append(sign)
    for name, members in known.unions.items():
        union = [sign for member in members for sign in by_idea.get(member, ())]
        if union:
            by_idea[name] = union
    risk = any(name in by_idea for name in RISKS)
    opened: dict[str, list[int]] = {name.removeprefix(LIKE): [] for name in by_idea if name.startswith(LIKE)}
    for name in by_idea:
        for rule_name, number in known.doors.get(name, ()):
            opened.setdefault(rule_name, []).append(number)
    found = []
    for rule_name, numbers in opened.items():
        rule = known.rules[rule_name]
        matches = (_match(rule.when[number], by_idea) for number in sorted({*numbers}))
        used = next((match for match in matches if match is not None), by_idea.get(LIKE + rule_name))
        if used is not None:
            found.append(_finding(rule, used, risk))
    order = known.order
    found.sort(key=lambda f: (LEVELS.index(f.level), _FIRST.index(f.destination), order[f.rule]))
    return found


def _sides(condition: Condition) -> list[tuple[str, ...]]:
    """The alternatives of which a condition asks for one each."""
    return [side for part in condition.parts for side in part.ideas]


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
    like = used[0].idea == LIKE + rule.name
    raised = risk and not like and rule.kind != "other" and level in _UP  # the reader has heard the risk
    if raised:
        level = _UP[level]
        if level == "emergency":
            destination = "dentist_now"
        elif destination in ("home", "pharmacist"):
            destination = "dentist"
    turn = max(sign.turn for sign in used)
    return Finding(
        rule.name, words, turn, level, destination, rule.entry, rule.why, rule.source, raised, like
    )


def _match(condition: Condition, by_idea: Mapping[str, list[Sign]]) -> list[Sign] | None:
    """The signs that fulfil a condition, or None."""
    known = by_idea.keys()
    for part in condition.parts:
        for names in part.ideas:
            if known.isdisjoint(names):
                return None
    if not known.isdisjoint(condition.without):
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
