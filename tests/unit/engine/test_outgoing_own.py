"""The guard leaves the person's own quoted words alone, and nothing else."""

from __future__ import annotations

from companion.engine.outgoing import guarded
from companion.reply import Reply

DOSE = "Take 400 mg of ibuprofen three times a day."


def test_own_words_in_a_card_stay() -> None:
    reply = Reply(f'- Medicines: "{DOSE}"\nIs it right?', data={"own": (DOSE,)})
    assert DOSE in guarded(reply).text


def test_the_same_words_as_ours_do_not() -> None:
    assert DOSE not in guarded(Reply(f"{DOSE} Is it right?", data={"own": ("something else",)})).text
