"""The samples that others publish, all of invented people, judged by the contract."""

from pathlib import Path

import pytest

from ae_pipeline.returns.ssda903.contract import SSDA903

SAMPLES = Path(__file__).parents[4].parent / "shared/samples"
pytestmark = pytest.mark.skipif(not SAMPLES.exists(), reason="the samples are not here")


@pytest.mark.parametrize(
    ("folder", "specification"), [("ssda903", "2023-24"), ("ssda903_2017_2021", "2021-22")]
)
def test_a_published_sample_is_judged_to_the_row(folder, specification):
    extract = SSDA903.read(SAMPLES / folder, specification)
    for table, rows in extract.tables.items():
        verdict = SSDA903.validate(table, rows, specification)
        assert len(verdict.accepted) + len(verdict.quarantined) == len(rows)
        assert verdict.ledger["rows_checked"].max() == len(rows)
