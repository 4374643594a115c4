"""What the systems of the services export is clean, and says nothing that has not happened."""

from pathlib import Path

import pandas as pd
import pytest

from ae_pipeline.periods import Month
from ae_pipeline.returns.homes.contract import HOMES
from ae_pipeline.returns.plan.contract import PLAN
from ae_pipeline.returns.quality_assurance.contract import QUALITY_ASSURANCE
from ae_pipeline.returns.workforce.contract import WORKFORCE

from .conftest import services_at, systems_of

RETURNS = {each.name: each for each in (WORKFORCE, QUALITY_ASSURANCE, HOMES, PLAN)}
XSD = Path(__file__).parents[4].parent / "shared/samples/workforce"
AHEAD = {
    "planned_on",
    "action_due_on",
    "answer_due_on",
    "needed_by",
    "due_on",
}
"""Days that are set in advance."""


@pytest.mark.parametrize("name", RETURNS)
@pytest.mark.parametrize("month", ["2023-03", "2024-11", "2026-03"])
def test_an_export_comes_back_row_by_row_without_a_finding(hamlet, tmp_path, name, month):
    system, source, month = systems_of(hamlet)[name], RETURNS[name], Month.parse(month)
    if not system.sends(month):
        assert (name, str(month)) == ("plan", "2023-03")
        return
    export = system.export(month)
    files = system.write(tmp_path, export)
    specification = source.specification(month)
    extract = source.read(tmp_path, specification)
    assert extract.notices == ()
    assert set(files) == set(export) == set(source.tables)
    for table, rows in extract.tables.items():
        assert set(rows["_file"]) <= {files[table]}
        pd.testing.assert_frame_equal(
            rows[list(export[table].columns)], export[table], check_index_type=False
        )
        assert source.validate(table, rows, specification).findings.empty, table


@pytest.mark.parametrize("name", RETURNS)
def test_no_export_tells_of_a_day_to_come(town, name):
    month = Month.parse("2025-02")
    for table, rows in systems_of(town)[name].export(month).items():
        for column in rows.columns.difference(list(AHEAD)):
            cells = rows[column].dropna()
            days = cells[cells.str.fullmatch(r"\d\d/\d\d/\d{4}|\d{4}-\d\d-\d\d")]
            told = pd.to_datetime(days, format="mixed", dayfirst=True)
            assert not (told > pd.Timestamp(month.end)).any(), (table, column)


def test_the_same_seed_writes_the_same_bytes(hamlet, tmp_path):
    month = Month.parse("2025-03")
    written = []
    for number, services in enumerate((hamlet, services_at(0.02))):
        folder = tmp_path / str(number)
        for name, system in systems_of(services).items():
            system.write(folder / name, system.export(month))
        written.append(
            {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*.*")}
        )
    assert written[0] == written[1]
    assert len(written[0]) == 5 + 1 + 9 + 17 + 1


def test_a_month_says_what_earlier_months_said_of_what_was_over(town):
    system = systems_of(town)["quality_assurance"]
    early, late = (system.export(Month.parse(month)) for month in ("2025-01", "2025-02"))
    closed = early["Complaints"].dropna(subset="answered_on").set_index("complaint_id")
    again = late["Complaints"].set_index("complaint_id")
    both = closed.index.intersection(again.index)
    assert len(both) > 10
    pd.testing.assert_frame_equal(closed.loc[both], again.loc[both])


def test_the_census_comes_from_november_on(hamlet):
    system = systems_of(hamlet)["workforce"]
    years = {
        month: system.export(Month.parse(month))["Header"]["Year"].item()
        for month in ("2023-03", "2024-10", "2024-11")
    }
    assert years == {"2023-03": "2022", "2024-10": "2023", "2024-11": "2024"}


@pytest.mark.skipif(not XSD.exists(), reason="the schema is not here")
def test_the_census_is_valid_by_its_schema(town, tmp_path):
    from lxml import etree  # noqa: PLC0415

    system = systems_of(town)["workforce"]
    system.write(tmp_path, system.export(Month.parse("2024-12")))
    schema = etree.XMLSchema(etree.parse(XSD / "social_work_workforce_schema_2022.xsd"))
    schema.assertValid(etree.parse(tmp_path / "workforce_census_2024.xml"))
