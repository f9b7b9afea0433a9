from __future__ import annotations

from pathlib import Path

import pytest

from benangmerah.flow.read_policy_file import read_policy_file
from benangmerah.kernel.errors import BenangMerahError


def test_without_a_file_nothing_differs() -> None:
    assert read_policy_file(None).differences == ()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("aimed_weight: 0.4\nbobot: 1\n", "kebijakan.yaml, line 2: The policy holds no entry bobot."),
        ("index:\n  statuses: [pns]\n  measurement_year: lunar\n", "kebijakan.yaml, line 3: "),
        ("plan:\n  pins:\n    - employee_id: 1\n", "kebijakan.yaml, line 3: "),
        ("aimed_weight: 1\naimed_weight: 2\n", "kebijakan.yaml"),
    ],
)
def test_a_fault_is_named_with_its_line(tmp_path: Path, text: str, sentence: str) -> None:
    path = tmp_path / "kebijakan.yaml"
    path.write_text(text)
    with pytest.raises(BenangMerahError) as refused:
        read_policy_file(path)
    assert sentence in refused.value.say("en")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(BenangMerahError, match="There is no policy file"):
        read_policy_file(tmp_path / "tiada.yaml")
