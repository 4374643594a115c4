from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from ae_pipeline.indicators.judging import GapRule, JudgingError, read_judging
from ae_pipeline.measures.catalogue import all_measures

CONFIG = Path(__file__).parents[3] / "config"
PLAN = {"a plan": ["ehc_plan"]}
GOOD = {
    "gaps": [{"breakdown": "sen", "group": PLAN, "against": {"no SEN": ["none"]}}],
    "seasonal": ["m"],
    "least_points": 6,
}


def _read(tmp_path, **changed):
    told = {**GOOD, **changed}
    (tmp_path / "assessment.yaml").write_text(yaml.safe_dump(told), encoding="utf-8")
    return read_judging(tmp_path, {"m"})


def test_the_councils_own_file_is_read():
    found = read_judging(CONFIG, {measure.id for measure in all_measures()})
    assert found.least_points >= 3
    assert ("fsm", ("fsm",), ("not_fsm",)) in {
        (gap.breakdown, gap.group, gap.against) for gap in found.gaps
    }
    assert {"sen", "fsm", "social_care", "ethnic_group"} <= {gap.breakdown for gap in found.gaps}


def test_a_group_is_named_with_its_categories_or_is_each(tmp_path):
    each = {
        "breakdown": "locality",
        "group": "each",
        "against": "others",
        "key_indicators": [2, 11],
    }
    assert _read(tmp_path, gaps=[*GOOD["gaps"], each]).gaps == (
        GapRule("sen", "a plan", ("ehc_plan",), "no SEN", ("none",)),
        GapRule("locality", "", (), "all others", (), frozenset({2, 11})),
    )


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"extra": 1}, "nothing else"),
        ({"seasonal": ["nothing_of_ours"]}, "nothing_of_ours"),
        ({"least_points": 2}, "least_points"),
        ({"gaps": [{"breakdown": "shoe", "group": "each", "against": "others"}]}, "gap 1"),
        ({"gaps": [{"breakdown": "sen", "group": "each"}]}, "against"),
        ({"gaps": [{"breakdown": "sen", "group": {"x": []}, "against": "others"}]}, "group"),
        ({"gaps": [{"breakdown": "sen", "group": PLAN, "against": PLAN}]}, "itself"),
        ({"gaps": [{**GOOD["gaps"][0], "key_indicators": "all"}]}, "key_indicators"),
    ],
)
def test_what_is_wrong_is_recorded_with_its_place(tmp_path, changed, told):
    with pytest.raises(JudgingError, match=told):
        _read(tmp_path, **changed)
