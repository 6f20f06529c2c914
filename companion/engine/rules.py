"""Rules: Rasa's RulePolicy with an index, so that a message is compared with the rules it can meet."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from rasa.core.policies.rule_policy import RulePolicy
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.shared.core.constants import PREVIOUS_ACTION, USER
from rasa.shared.core.domain import Domain, State
from rasa.shared.core.generator import TrackerWithCachedStates
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import ACTION_NAME, INTENT, TEXT

_Lookup = dict[str, str]
_Index = dict[tuple[str | None, str | None], _Lookup]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.POLICY_WITHOUT_END_TO_END_SUPPORT, is_trainable=True)
class Rules(RulePolicy):
    """Decides as RulePolicy does: only the search is shorter."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._indexes: dict[int, _Index] = {}
        self._learning = False  # the rules change while they are learned: no index yet
        self._by_text: bool | None = None

    def train(
        self, training_trackers: list[TrackerWithCachedStates], domain: Domain, **kwargs: Any
    ) -> Resource:
        """Learn the rules, and check them against each other, as Rasa does."""
        self._learning = True
        try:
            return super().train(training_trackers, domain, **kwargs)
        finally:
            self._learning = False

    def _find_action_from_rules(
        self, tracker: DialogueStateTracker, domain: Domain, use_text_for_last_user_input: bool
    ) -> tuple[str | None, str | None, bool]:
        """A message's own words are compared only when some rule names words instead of an intent."""
        if use_text_for_last_user_input and not self._learning and not self._names_text():
            return None, None, False
        return super()._find_action_from_rules(tracker, domain, use_text_for_last_user_input)

    def _get_possible_keys(self, lookup: _Lookup, states: list[State]) -> set[str]:
        """Of the rules that end in this intent and last action, those that apply."""
        if self._learning or not lookup:
            return super()._get_possible_keys(lookup, states)
        index = self._indexes.get(id(lookup)) or self._index(lookup)
        intent, action = _end(states[-1])
        near: _Lookup = {}
        for key in {(intent, action), (None, action), (intent, None), (None, None)}:
            near.update(index.get(key, {}))
        return super()._get_possible_keys(near, states)

    def _index(self, lookup: _Lookup) -> _Index:
        """The rules by the intent and the action of their last state; None where they name none."""
        index: _Index = defaultdict(dict)
        for key, action in lookup.items():
            index[_end(self._rule_key_to_state(key)[-1])][key] = action
        self._indexes[id(lookup)] = index
        return index

    def _names_text(self) -> bool:
        if self._by_text is None:
            states = (state for key in self.lookup["rules"] for state in self._rule_key_to_state(key))
            self._by_text = any(TEXT in state.get(USER, {}) for state in states)
        return self._by_text


def _end(state: State) -> tuple[str | None, str | None]:
    return state.get(USER, {}).get(INTENT), state.get(PREVIOUS_ACTION, {}).get(ACTION_NAME)
