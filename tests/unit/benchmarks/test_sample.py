"""The invented return that ``ae bench`` repeats."""

import pytest

from ae_pipeline.returns import load
from benchmarks.repeating import write_repeated
from benchmarks.sample import CHILDREN, SPECIFICATION, invented_sample


@pytest.fixture(scope="module")
def sample():
    return invented_sample()


def test_rows_of_each_table_to_a_child_are_those_of_a_large_return(sample):
    per_child = {name: (len(rows) - 1) / CHILDREN for name, rows in sample.items()}

    assert per_child["header.csv"] == pytest.approx(1, abs=0.02)
    assert per_child["episodes.csv"] == pytest.approx(1.9, abs=0.03)
    assert per_child["reviews.csv"] == pytest.approx(4.7, abs=0.03)
    assert per_child["oc2.csv"] == pytest.approx(1, abs=0.02)
    assert per_child["previous_permanence.csv"] == pytest.approx(1, abs=0.02)
    assert sum(per_child.values()) == pytest.approx(9.7, abs=0.1)


def test_every_row_has_as_many_cells_as_the_header(sample):
    assert all(len(row) == len(rows[0]) for rows in sample.values() for row in rows)


def test_the_same_sample_is_made_every_time(sample):
    assert invented_sample() == sample


def test_some_rows_of_the_sample_are_quarantined_and_most_are_kept(sample, tmp_path):
    write_repeated(sample, CHILDREN, tmp_path)
    source = load("ssda903")
    extract = source.read(tmp_path, SPECIFICATION)
    verdicts = [
        source.validate(table, rows, SPECIFICATION) for table, rows in extract.tables.items()
    ]
    read = sum(map(len, extract.tables.values()))
    aside = sum(len(verdict.quarantined) for verdict in verdicts)

    assert 0.01 < aside / read < 0.05
    assert len({rule for v in verdicts for rule in v.findings["rule"]}) > 30
