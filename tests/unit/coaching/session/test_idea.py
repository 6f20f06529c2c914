"""A message that looks like a question may put an idea of the person's own, or name a need."""

from __future__ import annotations

from companion.coaching.session.idea import needs, questions, states


def test_a_question_beside_an_idea_is_one() -> None:
    assert questions("could brush then? with no sink?")
    assert questions("what if i only did it at night. would that count")
    assert not questions("what if i did it while the game loads")
    assert not questions("kettle on, then brush. what if i'm tired")


def test_a_need_is_no_question_and_a_fact_is_no_offer() -> None:
    assert needs("what i'd need is a minute before work")
    assert not needs("what do i need")
    assert states("the physio says i clench")
    assert not states("a brush in the car")
