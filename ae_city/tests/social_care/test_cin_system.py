"""The CIN Census that the city's system makes: clean, the same every time, wrong where planted."""

import pytest

from ae_city.planting import Planter
from ae_city.population import tell_population
from ae_city.social_care import tell_social_care
from ae_city.social_care.cin import CinSystem
from ae_city.social_care.faults_cin import ROW_FAULTS
from ae_pipeline.periods import Month, months_between
from ae_pipeline.returns.cin.contract import CIN

MONTHS = [Month(2023, 3), Month(2023, 4), Month(2024, 12), Month(2025, 3), Month(2026, 3)]


@pytest.fixture(scope="module")
def system(hamlet, config):
    return CinSystem(hamlet, config)


def read_back(system, export, month, folder):
    folder.mkdir(exist_ok=True)
    system.write(folder, export)
    return CIN.read(folder, CIN.specification(month))


@pytest.mark.parametrize("month", MONTHS, ids=str)
def test_what_is_exported_is_read_back_and_nothing_is_found(system, tmp_path, month):
    export = system.export(month)
    extract = read_back(system, export, month, tmp_path)
    assert not extract.notices
    for table, rows in extract.tables.items():
        said = rows.drop(columns=["_file", "_row"])
        assert said.to_dict("list") == export[table][list(said)].to_dict("list"), table
        verdict = CIN.validate(table, rows, CIN.specification(month))
        assert verdict.findings.empty, table


def test_a_system_exports_every_month_that_is_told(system):
    assert all(system.sends(month) for month in months_between(Month(2021, 4), Month(2026, 3)))
    assert not system.sends(Month(2026, 4))


def test_the_same_seed_writes_the_same_bytes(hamlet, config, system, tmp_path):
    again = tell_social_care(tell_population(config, 0.02, 2024), config)
    month = Month(2025, 3)
    for name, each in (("one", system), ("two", CinSystem(again, config))):
        (tmp_path / name).mkdir()
        each.write(tmp_path / name, each.export(month))
    one, two = ((tmp_path / name / "cin_census.xml").read_bytes() for name in ("one", "two"))
    assert one == two
    assert hamlet is not again


def test_nothing_of_the_months_to_come_is_exported(system):
    for month in MONTHS:
        for table, frame in system.export(month).items():
            for column in frame:
                told = frame[column].dropna()
                days = told[told.str.fullmatch(r"\d{4}-\d{2}-\d{2}")]
                if column not in {"ExpectedPersonBirthDate", "InitialCPCtarget", "ReferenceDate"}:
                    assert (days <= month.end.isoformat()).all(), (table, column)


def test_the_system_differs_from_what_is_so_as_often_as_configured(social_care, config):
    export = CinSystem(social_care, config).export(Month(2025, 3))
    people = social_care.population.people.set_index("child_id")
    said = export["ChildIdentifiers"].set_index("LAchildID")
    pupils = people["upn"].notna() & (people["upn_from"] < "2025-01-01")
    lacking = said["UPN"].isna()[pupils.reindex(said.index)]
    assert 0.01 < lacking.mean() < 0.06
    ethnic = export["ChildCharacteristics"].set_index("LAchildID")["Ethnicity"]
    other = (ethnic != people["ethnic"].reindex(ethnic.index)).mean()
    assert 0.005 < other < 0.06


@pytest.mark.parametrize("month", [Month(2023, 3), Month(2025, 3), Month(2026, 3)], ids=str)
def test_every_planted_fault_is_found_and_no_clean_row_rejected(
    social_care, config, tmp_path, month
):
    system = CinSystem(social_care, config)
    clean = system.export(month)
    export, faults = Planter(system, CIN, 7, ROW_FAULTS).plant(month, clean, 300)
    extract = read_back(system, export, month, tmp_path)
    assert not [each for each in extract.notices if each.kind != "structure"]
    specification = CIN.specification(month)
    verdicts = {
        table: CIN.validate(table, rows, specification) for table, rows in extract.tables.items()
    }
    wrong = {(table, fault.row) for table, fault in faults}
    for table, verdict in verdicts.items():
        found = set(zip(verdict.findings["row"], verdict.findings["rule"], strict=True))
        planted = {(fault.row, fault.rule) for name, fault in faults if name == table}
        assert planted <= found, (table, planted - found)
    possible = {
        fault.rule
        for fault in ROW_FAULTS
        if fault.since <= specification
        and fault.table in clean
        and fault.where(clean[fault.table]).any()
    }
    assert possible <= {fault.rule for _, fault in faults}
    assert len(possible) >= 18
    kept = sum(len(verdict.quarantined) for verdict in verdicts.values())
    assert kept <= 2 * len(wrong)
