"""The words of the format: Rasa's keys under Rasa's names, and ours beside them."""

from __future__ import annotations

from pathlib import Path

# Where a project keeps them.
TESTS = Path("tests") / "conversations"
RULES = Path("content") / "triage"

FILE_KEYS = frozenset(("fixtures", "metadata", "stub_custom_actions", "test_cases"))
# Rasa Pro configures its language-model judge in conftest.yml; there is none to configure here.
_OF_THE_JUDGE = ("llm_judge", "llm_e2e_test_conversion")
SETTINGS_KEYS = frozenset(
    (
        "fixtures",
        "metadata",
        "stub_custom_actions",
        "invariants",
        "coverage",
        "transcripts",
        *_OF_THE_JUDGE,
    )
)
CASE_KEYS = frozenset(("test_case", "fixtures", "metadata", "steps"))

# Step style: keys of their own after a `user` step.
STEP_CHECKS = ("bot", "utter", "slot_was_set", "slot_was_not_set")
STEP_KEYS = frozenset(("user", "metadata", "assertions", "assertion_order_enabled", *STEP_CHECKS))

# Assertion style: items of `assertions`.
RASA_ASSERTIONS = (
    "slot_was_set",
    "slot_was_not_set",
    "action_executed",
    "bot_uttered",
    "bot_did_not_utter",
)
OWN_ASSERTIONS = (
    "level",
    "destination",
    "entry",
    "kind",
    "intent",
    "sources",
    "reading_grade_at_most",
)
ASSERTIONS = (*RASA_ASSERTIONS, *OWN_ASSERTIONS)

# Of Rasa's CALM: they look at flows and generated text, which Rasa Open Source does not have.
CALM = ("flow_started", "flow_completed", "flow_cancelled", "pattern_clarification_contains")
CALM_PREFIX = "generative_response_"

UTTERED_KEYS = frozenset(("utter_name", "text_matches", "buttons"))
BUTTON_KEYS = frozenset(("title", "payload"))
STUB_KEYS = frozenset(("events", "responses"))
STUB_SCOPE = "::"  # `test case::action` stubs the action in that test case alone
MOMENT = "mocked_datetime"  # a fixture slot that sets the clock


def is_calm(name: str) -> bool:
    """Whether an assertion needs CALM and so can never be checked here."""
    return name in CALM or name.startswith(CALM_PREFIX)


INVARIANTS = (
    "no_error",
    "no_empty_reply",
    "no_forbidden_claim",
    "no_dead_end",
    "no_wrong_country_number",
    "one_question",
    "emergency_first",
    "reading_grade",
    "sentence_words",
)
