"""What the three systems export: clean, of the day, reproducible, and faulty only on request."""

from pathlib import Path

import pandas as pd
import pytest

from ae_city.learning import ROW_FAULTS
from ae_city.planting import Planter
from ae_pipeline.periods import Month
from ae_pipeline.returns.attainment.contract import ATTAINMENT
from ae_pipeline.returns.epep.contract import EPEP
from ae_pipeline.returns.nccis.contract import NCCIS

RETURNS = {each.name: each for each in (ATTAINMENT, NCCIS, EPEP)}
MONTHS = ("2023-03", "2024-09", "2025-11", "2026-03")
PLANNED = {"REVIEWDUE", "PREDICTEDEND", "PEPDUE"}


@pytest.mark.parametrize("name", RETURNS)
@pytest.mark.parametrize("month", MONTHS)
def test_what_is_exported_is_read_again_row_by_row_with_nothing_to_find(
    systems, tmp_path, name, month
):
    system, source = systems[name], RETURNS[name]
    export = system.export(Month.parse(month))
    files = system.write(tmp_path, export)
    assert sorted(files.values()) == sorted(path.name for path in tmp_path.iterdir())
    specification = source.specification(Month.parse(month))
    extract = source.read(tmp_path, specification)
    assert not extract.notices
    for table in source.tables_in(specification):
        verdict = source.validate(table, extract.tables[table], specification)
        assert verdict.findings.empty, verdict.findings[["column", "rule"]].drop_duplicates()
        assert len(verdict.accepted) == len(export[table])
        read = extract.tables[table][list(export[table].columns)]
        pd.testing.assert_frame_equal(read, export[table], check_like=True)


@pytest.mark.parametrize("name", ["nccis", "epep"])
def test_every_table_has_rows(systems, name):
    export = systems[name].export(Month.parse("2025-03"))
    assert all(len(rows) for rows in export.values())


def test_attainment_is_sent_in_september_and_november_and_the_others_every_month(systems):
    months = [Month.parse(f"2025-{number:02d}") for number in range(1, 13)]
    sent = [month.end.month for month in months if systems["attainment"].sends(month)]
    assert sent == [9, 11]
    assert all(systems[name].sends(month) for name in ("nccis", "epep") for month in months)


def test_attainment_has_the_results_of_three_years_and_none_before_they_are_known(systems):
    def years(month: str, table: str) -> set[str]:
        return set(systems["attainment"].export(Month.parse(month))[table]["ACADYR"])

    assert years("2025-09", "KS4") == {"2022-23", "2023-24", "2024-25"}
    assert years("2024-09", "EYFSP") == {"2021-22", "2022-23", "2023-24"}
    # Levels by 19 are published the April after, destinations the autumn after that year
    assert years("2025-11", "Level23") == {"2022-23", "2023-24"}
    assert years("2025-09", "Destinations") == {"2022-23"}
    assert years("2025-11", "Destinations") == {"2022-23", "2023-24"}


@pytest.mark.parametrize("name", RETURNS)
def test_nothing_is_told_that_has_not_happened_yet(systems, name):
    month = Month.parse("2024-11")
    export = systems[name].export(month)
    for table, rows in export.items():
        types = RETURNS[name].contracts[table].types
        for column in rows:
            if types[column] == "date" and column not in PLANNED:
                latest = pd.to_datetime(rows[column]).max()
                assert pd.isna(latest) or latest.date() <= month.end, (table, column)


def test_a_spell_of_activity_is_told_alike_month_after_month_but_for_its_end(systems):
    def spells(month: str) -> pd.DataFrame:
        told = systems["nccis"].export(Month.parse(month))["Activities"]
        return told[told["STARTDATE"] >= "2023-09-01"].set_index(["YPID", "STARTDATE"])

    before, after = spells("2024-01"), spells("2024-02")
    common = before.index.intersection(after.index)
    assert len(common) > 30
    pd.testing.assert_series_equal(before.loc[common, "ACTIVITY"], after.loc[common, "ACTIVITY"])


def test_everybody_tracked_has_one_current_activity_and_rows_are_of_the_tracked(systems):
    export = systems["nccis"].export(Month.parse("2025-01"))
    tracked = export["YoungPeople"]["YPID"]
    assert tracked.is_unique
    current = export["Activities"].loc[export["Activities"]["ENDDATE"].isna(), "YPID"]
    assert sorted(current) == sorted(tracked)
    for table in ("Activities", "Characteristics", "SeptemberGuarantee"):
        assert set(export[table]["YPID"]) <= set(tracked)


def test_about_so_many_young_people_have_no_upn_as_is_configured(systems, learning):
    upn = systems["nccis"].export(Month.parse("2025-03"))["YoungPeople"]["UPN"]
    configured = learning.figures.disagreement.upn_missing
    assert 0 < upn.isna().mean() < configured + 0.06


def test_another_telling_from_the_same_seed_writes_the_same_bytes(
    systems, systems_told_again, tmp_path
):
    month = Month.parse("2025-11")
    for name in RETURNS:
        written = []
        for number, system in enumerate((systems[name], systems_told_again[name])):
            folder = tmp_path / name / str(number)
            system.write(folder, system.export(month))
            written.append({path.name: path.read_bytes() for path in folder.iterdir()})
        assert written[0] == written[1]


@pytest.mark.parametrize("name", RETURNS)
def test_every_planted_fault_is_found_and_nothing_else(systems, tmp_path, name):
    system, source = systems[name], RETURNS[name]
    month = Month.parse("2025-11")
    specification = source.specification(month)
    planter = Planter(system, source, 5, ROW_FAULTS[name])
    faulty, faults = planter.plant(month, system.export(month), 120)
    assert len(faults) > 30
    system.write(Path(tmp_path), faulty)
    extract = source.read(tmp_path, specification)
    for table in source.tables_in(specification):
        verdict = source.validate(table, extract.tables[table], specification)
        found = set(zip(verdict.findings["row"], verdict.findings["rule"], strict=True))
        planted = {(fault.row, fault.rule) for where, fault in faults if where == table}
        assert planted <= found
        # Of two rows that contradict one another both are found, and one is planted.
        assert {rule for _, rule in found - planted} <= {"AE-KEY-CONFLICT"}


@pytest.mark.parametrize("name", RETURNS)
def test_there_is_a_fault_for_every_row_rule(name):
    source = RETURNS[name]
    row_rules = {
        (table, rule.code)
        for table, contract in source.contracts.items()
        for rule in contract.rules
    }
    assert {(fault.table, fault.rule) for fault in ROW_FAULTS[name]} == row_rules
