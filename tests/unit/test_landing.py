"""Which drop a month reads."""

import pytest

from ae_pipeline.landing import NoDropError, drop_for, drop_if_any, drops
from ae_pipeline.periods import Month


@pytest.fixture
def landing(tmp_path):
    def land(*months: str):
        for month in months:
            folder = tmp_path / month / "ssda903"
            folder.mkdir(parents=True)
            (folder / "header.csv").write_text(f"CHILD\n{month}\n")
        return tmp_path

    return land


def test_a_month_reads_its_own_submission(landing):
    assert drop_for(landing("2025-08", "2025-09"), "ssda903", Month(2025, 9)).month == Month(
        2025, 9
    )


def test_a_month_without_a_submission_carries_the_newest_before_it(landing):
    drop = drop_for(landing("2025-06", "2025-07", "2025-10"), "ssda903", Month(2025, 9))
    assert drop.month == Month(2025, 7)
    assert drop.age(Month(2025, 9)) == 2


def test_a_month_before_every_submission_is_recorded_what_to_do(landing):
    with pytest.raises(NoDropError, match="Put its files into"):
        drop_for(landing("2025-10"), "ssda903", Month(2025, 9))


def test_a_return_that_may_be_missing_has_a_submission_that_has_not_landed(landing):
    month = Month(2025, 9)
    missing = drop_if_any(landing("2025-10"), "ssda903", month)
    assert not missing.landed
    assert (missing.month, missing.age(month)) == (month, 0)
    assert drop_if_any(landing("2025-08"), "ssda903", month).landed


def test_folders_that_are_not_months_and_empty_submissions_are_passed_over(landing, tmp_path):
    folder = landing("2025-06", "old-2025")
    (tmp_path / "2025-07" / "ssda903").mkdir(parents=True)
    assert [str(drop.month) for drop in drops(folder, "ssda903")] == ["2025-06"]


def test_the_digest_changes_with_a_byte_or_a_name_and_not_with_time(landing):
    folder = landing("2025-06")
    drop = drops(folder, "ssda903")[0]
    before = drop.digest()
    file = drop.folder / "header.csv"
    file.touch()
    assert drop.digest() == before
    file.write_text("CHILD\n2025-07\n")
    changed = drop.digest()
    file.rename(drop.folder / "head.csv")
    assert len({before, changed, drop.digest()}) == 3
