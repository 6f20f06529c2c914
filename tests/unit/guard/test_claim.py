"""The guard: every sentence in the pattern files, and what lies between them."""

from __future__ import annotations

import pytest

from companion.guard import claims
from companion.guard.claim import KINDS, rules
from companion.guard.template import compile_template

SAYS = [(rule.kind, sentence) for rule in rules() for sentence in rule.says]
NEVER = [sentence for rule in rules() for sentence in rule.never]


@pytest.mark.parametrize(("kind", "sentence"), SAYS)
def test_a_claim_is_seen(kind: str, sentence: str) -> None:
    assert kind in [claim.kind for claim in claims(sentence)]


@pytest.mark.parametrize("sentence", NEVER)
def test_an_honest_sentence_passes_every_rule(sentence: str) -> None:
    assert claims(sentence) == []


def test_every_kind_has_enough_sentences() -> None:
    assert [rule.kind for rule in rules()] == list(KINDS)
    for rule in rules():
        assert len(rule.says) >= 12
        assert len(rule.never) >= 12


def test_claims_come_in_the_order_of_the_text_with_their_words() -> None:
    found = claims("You have gingivitis.\nTake 2 tablets. It is guaranteed to work.")
    assert [(claim.kind, claim.words) for claim in found] == [
        ("diagnosis", "You have gingivitis"),
        ("dose", "Take 2 tablets"),
        ("guarantee", "guaranteed"),
    ]
    assert all(claim.why for claim in found)


def test_a_negation_excuses_its_own_clause_only() -> None:
    assert claims("If you have pain, this is an abscess.")
    assert claims("No pain, guaranteed.")
    assert claims("Nobody can promise that. It is guaranteed.")
    assert not claims("Nobody can promise that it is guaranteed.")


def test_orders_are_allowed_in_an_emergency_and_blame_never() -> None:
    assert not claims("You must not drive. Don't panic.", emergency=True)
    assert claims("You must not drive.")
    assert claims("You should have called sooner.", emergency=True)


@pytest.mark.parametrize("text", ["", " \n ", "\x00", "🦷" * 1000, "a" * 100_000, "£ % '", "ß’İ"])
def test_any_text_can_be_read(text: str) -> None:
    assert claims(text) == []


def test_spaces_and_curly_quotes_do_not_hide_a_claim() -> None:
    assert claims("You’ve   got\u00a0an  abscess")
    assert claims("DON’T WORRY")


def test_a_template_knows_its_options_and_gaps() -> None:
    template = compile_template("[so] best ... <who> (in|near by) town [now]", {"who": ["dentist"]})
    for phrase in ("best dentist in town", "so best ever known dentist near by town now"):
        assert template.pattern.fullmatch(phrase)
    assert not template.pattern.search("best one two three four dentist in town")
    assert not template.pattern.search("best. Dentist in town")


def test_a_template_with_an_unknown_list_says_so() -> None:
    with pytest.raises(ValueError, match='no list is called "brand"'):
        compile_template("<brand>", {})
