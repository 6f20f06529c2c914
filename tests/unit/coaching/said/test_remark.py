"""A file of remarks that is broken is told with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from companion.coaching.said.remark import read_remarks
from companion.errors import DataError


def test_a_remark_without_three_wordings_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "content/coaching/remarks/odd"
    folder.mkdir(parents=True)
    (folder / "any.yml").write_text("# x\nremarks:\n  one:\n    says: [a b]\n    answers: [c]\n")
    with pytest.raises(DataError, match="three wordings"):
        read_remarks(tmp_path, "odd")
