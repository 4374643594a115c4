"""What the SEND team and the schools export: clean, of the day, and faulty only on request."""

from pathlib import Path

import pandas as pd
import pytest
from lxml import etree

from ae_city.planting import Planter
from ae_city.schooling import faults_school_census, faults_sen2
from ae_pipeline.periods import Month
from ae_pipeline.returns.school_census.contract import SCHOOL_CENSUS
from ae_pipeline.returns.sen2.contract import SEN2

RETURNS = {"sen2": SEN2, "school_census": SCHOOL_CENSUS}
FAULTS = {"sen2": faults_sen2.ROW_FAULTS, "school_census": faults_school_census.ROW_FAULTS}
CLEAN = [
    ("sen2", "2023-03"),
    ("sen2", "2024-01"),
    ("sen2", "2024-07"),
    ("sen2", "2025-01"),
    ("sen2", "2026-03"),
    ("school_census", "2023-05"),
    ("school_census", "2024-10"),
    ("school_census", "2026-01"),
]


@pytest.fixture
def systems(city):
    return city[2]


@pytest.mark.parametrize(("name", "month"), CLEAN)
def test_what_is_exported_is_read_again_row_by_row_with_nothing_to_find(
    systems, tmp_path, name, month
):
    source, month = RETURNS[name], Month.parse(month)
    export = systems[name].export(month)
    files = systems[name].write(tmp_path, export)
    assert set(files.values()) == {path.name for path in tmp_path.iterdir()}
    specification = source.specification(month)
    extract = source.read(tmp_path, specification)
    assert extract.notices == ()
    for table in source.tables_in(specification):
        rows = extract.tables[table]
        verdict = source.validate(table, rows, specification)
        assert verdict.findings.empty, verdict.findings[["column", "rule"]].drop_duplicates()
        sent = export.get(table)
        if sent is None:
            assert rows.empty
        else:
            pd.testing.assert_frame_equal(rows[list(sent.columns)], sent)
            assert len(verdict.accepted) == len(sent)


@pytest.mark.parametrize(
    ("name", "month"), [("sen2", "2025-02"), ("sen2", "2025-01"), ("school_census", "2025-01")]
)
def test_every_planted_fault_is_found_and_nothing_else(tenth, tmp_path, name, month):
    system, source, month = tenth[2][name], RETURNS[name], Month.parse(month)
    specification = source.specification(month)
    planter = Planter(system, source, 5, FAULTS[name])
    faulty, faults = planter.plant(month, system.export(month), 150)
    assert len(faults) > 60
    system.write(tmp_path, faulty)
    extract = source.read(tmp_path, specification)
    for table in source.tables_in(specification):
        verdict = source.validate(table, extract.tables[table], specification)
        found = set(zip(verdict.findings["row"], verdict.findings["rule"], strict=True))
        planted = {(fault.row, fault.rule) for where, fault in faults if where == table}
        assert planted <= found, (table, planted - found)
        contradicted = {rule for _, rule in found - planted}
        assert contradicted <= {"AE-KEY-CONFLICT"}, (table, found - planted)


@pytest.mark.parametrize("name", RETURNS)
def test_every_listed_fault_can_be_planted_in_some_month(tenth, name):
    system, source = tenth[2][name], RETURNS[name]
    exports = [system.export(Month.parse(month)) for month in ("2024-01", "2025-01", "2026-01")]
    for fault in FAULTS[name]:
        frames = [export[fault.table] for export in exports if fault.table in export]
        assert any(fault.where(frame).any() for frame in frames), (fault.table, fault.rule)
    assert {(fault.table, fault.rule) for fault in FAULTS[name]} <= {
        (info.table, info.code)
        for specification in source.specifications
        for table in source.tables_in(specification)
        for info in source.rules(table, specification)
    }


@pytest.mark.parametrize(
    ("name", "month"), [("sen2", "2024-11"), ("sen2", "2025-01"), ("school_census", "2024-10")]
)
def test_nothing_is_told_that_has_not_happened_yet(systems, name, month):
    source, month = RETURNS[name], Month.parse(month)
    specification = source.specification(month)
    for table, rows in systems[name].export(month).items():
        asked = rows.assign(_file="f", _row=range(1, len(rows) + 1))
        for column in source.columns(table):
            asked[column] = asked[column] if column in asked else pd.Series(None, dtype="str")
        for column, cells in source.validate(table, asked, specification).accepted.items():
            if pd.api.types.is_datetime64_any_dtype(cells):
                assert not (cells > pd.Timestamp(month.end)).any(), (table, column)


def test_the_census_is_in_october_january_and_may_and_sen2_every_month(systems):
    months = [Month(2025, number) for number in range(1, 13)]
    sent = [month.number for month in months if systems["school_census"].sends(month)]
    assert sent == [1, 5, 10]
    assert all(systems["sen2"].sends(month) for month in months)


def test_no_census_is_made_of_another_month(systems):
    with pytest.raises(ValueError, match="no School Census is in 2025-02"):
        systems["school_census"].export(Month(2025, 2))


def test_rows_of_sen2_hang_on_rows_of_sen2(systems):
    for month in ("2025-01", "2025-03"):
        export = systems["sen2"].export(Month.parse(month))
        for child, parent, column in (
            ("Requests", "Person", "persontableid"),
            ("Assessment", "Requests", "requeststableid"),
            ("NamedPlan", "Assessment", "assessmenttableid"),
            ("PlanDetail", "NamedPlan", "namedplantableid"),
            ("ActivePlans", "Requests", "requeststableid"),
            ("PlacementDetail", "ActivePlans", "activeplanstableid"),
            ("SENneed", "ActivePlans", "activeplanstableid"),
        ):
            assert export[child][column].isin(export[parent][column]).all(), (month, child)
            assert export[parent][column].is_unique


def test_pupils_of_the_census_are_told_once_a_school_and_rows_hang_on_them(systems):
    export = systems["school_census"].export(Month.parse("2025-01"))
    for side, pupil in (("PupilOnRoll", "pupilonrolltableid"),):
        assert export[side][pupil].is_unique
        for table in ("FSMPeriod", "SENNeeds", "TermlySessionDetailsOnRoll"):
            assert export[table][pupil].isin(export[side][pupil]).all(), table
    main = export["PupilOnRoll"][export["PupilOnRoll"]["enrolstatus"].isin(["C", "M"])]
    assert main["upn"].is_unique
    assert (
        export["PupilOnRoll"]["schoolcensustableid"]
        .isin(export["SchoolCensus"]["schoolcensustableid"])
        .all()
    )


def test_a_request_in_sen2_keeps_its_id_from_month_to_month(systems):
    def received(month):
        rows = systems["sen2"].export(Month.parse(month))["Requests"]
        return rows.set_index("requeststableid")["ReceivedDate"]

    before, after = received("2025-03"), received("2025-04")
    common = before.index.intersection(after.index)
    assert len(common) > 20
    pd.testing.assert_series_equal(before.loc[common], after.loc[common])


def test_pupils_with_plans_in_sen2_are_flagged_in_the_census_but_for_late_entries(tenth):
    month = Month.parse("2025-01")
    sen2, census = (tenth[2][name].export(month) for name in ("sen2", "school_census"))
    persons = sen2["Person"].merge(sen2["Requests"], on="persontableid")
    planned = persons[persons["requeststableid"].isin(sen2["ActivePlans"]["requeststableid"])]
    main = census["PupilOnRoll"][census["PupilOnRoll"]["enrolstatus"] != "S"]
    pupils = main.set_index("upn")["senprovision"]
    flagged = pupils.reindex(planned["UPN"].dropna().unique()).dropna()
    assert len(flagged) > 100
    assert 0.97 < flagged.eq("E").mean() <= 1


def test_another_telling_from_the_same_seed_writes_the_same_bytes(systems, city_again, tmp_path):
    again = city_again[2]
    for name, month in (("sen2", "2025-01"), ("sen2", "2025-02"), ("school_census", "2025-05")):
        written = []
        for number, system in enumerate((systems[name], again[name])):
            folder = tmp_path / name / month / str(number)
            system.write(folder, system.export(Month.parse(month)))
            written.append({path.name: path.read_bytes() for path in folder.iterdir()})
        assert written[0] == written[1]


SCHEMAS = Path(__file__).parents[4].parent / "shared" / "samples" / "sen2"
ONLY_OF_LONDON = ("'TransferLA'", "'LEA'")
"""The public schemas know the authorities of London alone."""


@pytest.mark.skipif(not SCHEMAS.is_dir(), reason="the public schemas are not here")
@pytest.mark.parametrize("year", ["2024", "2025"])
def test_the_january_return_has_its_elements_where_the_public_schema_has_them(
    systems, tmp_path, year
):
    text = (SCHEMAS / f"sen2_schema_{year}.xsd").read_text(encoding="utf-8")
    # Its patterns have anchors, which XML Schema takes for characters; and that of 2024 has a
    # learner number of eight digits.
    text = (
        text.replace('value="^', 'value="').replace('$"/>', '"/>').replace("[0-9]{7}", "[0-9]{9}")
    )
    schema = etree.XMLSchema(etree.fromstring(text.encode()))
    systems["sen2"].write(tmp_path, systems["sen2"].export(Month(int(year), 1)))
    schema.validate(etree.parse(tmp_path / "sen2.xml"))
    problems = [str(error.message) for error in schema.error_log]
    assert [each for each in problems if not any(name in each for name in ONLY_OF_LONDON)] == []
