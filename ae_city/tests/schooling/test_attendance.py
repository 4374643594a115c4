"""Attendance of the invented city: clean, agreeing with itself, and near what is published."""

from datetime import date

import pandas as pd
import pytest

from ae_city.population import school_days, tell_population
from ae_city.schooling.attendance import Attendance, reason_totals, term_totals
from ae_city.schooling.faults_attendance import ROW_FAULTS
from ae_city.schooling.needs import tell_needs
from ae_pipeline.periods import Month
from ae_pipeline.returns.attendance.contract import ATTENDANCE
from ae_pipeline.returns.marks import COUNTS_AS, Mark
from ae_pipeline.settings import DEFAULT_CONFIG

SCALE, SEED = 0.02, 7
CELLS = ["UPN", "URN", "Date", "Session", "Code"]


@pytest.fixture(scope="module")
def population():
    return tell_population(DEFAULT_CONFIG, SCALE, SEED)


@pytest.fixture(scope="module")
def needs(population):
    return tell_needs(population, DEFAULT_CONFIG)


@pytest.fixture(scope="module")
def system(population, needs):
    return Attendance(population, needs, DEFAULT_CONFIG)


@pytest.fixture(scope="module")
def march(system):
    return system.export(Month(2025, 3))["Marks"]


def marks_of(system, *months):
    return pd.concat([system.export(Month.parse(month))["Marks"] for month in months])


def rates(totals):
    absent = totals["authorised"] + totals["unauthorised"]
    return 100 * absent.sum() / totals["possible"].sum(), absent / totals["possible"]


@pytest.mark.parametrize("month", ["2024-09", "2025-07", "2026-03"])
def test_what_is_sent_is_read_back_row_by_row_with_nothing_to_find(system, tmp_path, month):
    month = Month.parse(month)
    export = system.export(month)
    assert system.write(tmp_path, export) == {}
    specification = ATTENDANCE.specification(month)
    extract = ATTENDANCE.read(tmp_path, specification)
    assert extract.notices == ()
    sent = export["Marks"].sort_values("_file", kind="stable", ignore_index=True)
    read = extract.tables["Marks"]
    pd.testing.assert_frame_equal(read.drop(columns="_row"), sent)
    verdict = ATTENDANCE.validate("Marks", read, specification)
    assert verdict.findings["rule"].unique().tolist() == []
    assert len(verdict.accepted) == len(sent) > 5_000


def test_each_file_is_of_one_school_and_one_week(march):
    assert march.drop_duplicates(["_file", "URN"])["_file"].is_unique
    days = pd.to_datetime(march["Date"])
    assert (
        days.groupby(march["_file"]).agg(lambda each: each.max() - each.min()).dt.days < 5
    ).all()


def test_marks_are_of_the_school_days_of_the_month_and_of_both_sessions(march):
    expected = school_days(date(2025, 3, 1), date(2025, 3, 31)).strftime("%Y-%m-%d")
    assert sorted(march["Date"].unique()) == sorted(expected)
    assert (march.groupby(["UPN", "URN", "Date"])["Session"].nunique() == 2).all()


def test_nobody_has_a_mark_before_entering_or_after_leaving(population, march):
    stays = population.enrolments.reset_index(names="stay")
    people = population.people.loc[stays["person"], ["upn", "former_upn"]].reset_index(drop=True)
    stays["URN"] = population.schools["urn"].to_numpy()[stays["school"]]
    numbers = pd.concat(
        [stays.assign(UPN=people[kind].to_numpy()) for kind in ("upn", "former_upn")]
    ).dropna(subset="UPN")
    sessions = march[["UPN", "URN", "Date", "Session"]].reset_index(names="mark")
    known = sessions.merge(numbers, on=["UPN", "URN"])
    on = pd.to_datetime(known["Date"])
    known = known[(known["entered"] <= on) & ~(known["left"] <= on)]
    assert set(known["mark"]) == set(sessions["mark"])


def test_a_month_comes_out_the_same_alone_and_after_others(population, needs, march):
    again = Attendance(population, needs, DEFAULT_CONFIG)
    again.export(Month(2024, 10))
    pd.testing.assert_frame_equal(again.export(Month(2025, 3))["Marks"], march)


def test_a_drop_is_the_same_to_the_byte(system, tmp_path):
    written = []
    for name in ("one", "other"):
        folder = tmp_path / name
        folder.mkdir()
        system.write(folder, system.export(Month(2024, 10)))
        written.append({path.name: path.read_bytes() for path in folder.iterdir()})
    assert written[0] == written[1]


def test_the_totals_of_a_term_are_those_of_the_marks_that_were_sent(population, needs, system):
    sent = marks_of(system, "2025-01", "2025-02", "2025-03")
    first, last = date(2025, 1, 1), date(2025, 3, 31)
    totals = term_totals(population, needs, first, last, DEFAULT_CONFIG)
    kinds = sent["Code"].map(COUNTS_AS)
    absent = kinds.isin([Mark.AUTHORISED, Mark.UNAUTHORISED]).sum()
    assert (totals["authorised"] + totals["unauthorised"]).sum() == absent
    assert totals["possible"].sum() == (kinds != Mark.NOT_POSSIBLE).sum()
    reasons = reason_totals(population, needs, first, last, DEFAULT_CONFIG)
    by_code = reasons.groupby("code")["sessions"].sum()
    # Late entries say N for a while, whatever the absence turns out to be; suspensions are known.
    assert by_code["E"] == (sent["Code"] == "E").sum()
    assert by_code["N"] < (sent["Code"] == "N").sum()
    assert by_code["V"] == (sent["Code"] == "V").sum()
    assert not set(by_code.index) & {"/", "\\", "L"}


def test_a_suspended_pupil_is_marked_so_on_the_days_of_the_suspension(population, needs, system):
    months = ["2024-10", "2024-11", "2024-12"]
    sent = marks_of(system, *months)
    told = needs.suspensions[
        needs.suspensions["start"].between(pd.Timestamp("2024-10-01"), pd.Timestamp("2024-12-01"))
    ]
    assert len(told) > 3
    for row in told.itertuples():
        upns = population.people.loc[row.person, ["upn", "former_upn"]].tolist()
        urn = population.schools["urn"][row.school]
        own = sent[sent["UPN"].isin(upns) & (sent["URN"] == urn)].sort_values(["Date", "Session"])
        since = own[own["Date"] >= f"{row.start:%Y-%m-%d}"].head(row.sessions)
        assert set(since["Code"]) <= {"E", "D"}


def test_a_dually_registered_pupil_is_marked_d_at_the_main_school_only(population, system):
    second = population.enrolments[~population.enrolments["main"]]
    second = second[
        second["entered"].between(pd.Timestamp("2024-09-01"), pd.Timestamp("2026-02-01"))
    ]
    if second.empty:
        pytest.skip("so small a city has nobody at two schools")
    stay = second.iloc[0]
    month = Month.of(stay["entered"].date())
    sent = marks_of(system, str(month))
    own = sent[sent["UPN"] == population.people["upn"][stay["person"]]]
    own = own[own["Date"] >= f"{stay['entered']:%Y-%m-%d}"]
    at_second = own["URN"] == population.schools["urn"][stay["school"]]
    assert set(own.loc[~at_second, "Code"]) <= {"D"}
    assert "D" not in set(own.loc[at_second, "Code"])


def test_absence_is_near_what_is_published_and_autumn_2025_is_better(population, needs):
    phase = population.schools["phase"]

    def autumn(year):
        totals = term_totals(
            population, needs, date(year, 9, 1), date(year, 12, 31), DEFAULT_CONFIG
        )
        return totals[(phase != "PR").to_numpy()[totals["school"]]]

    before, after = autumn(2024), autumn(2025)
    absence, each = rates(before)
    # A hundredth of the city: the published 7.61, 20.8 and 3.3 within what chance allows.
    assert 6.4 < absence < 8.8
    assert 15 < 100 * (each >= 0.1).mean() < 27
    assert 1.5 < 100 * (each >= 0.5).mean() < 5.5
    assert -1.5 < rates(after)[0] - absence < -0.2


def test_nothing_is_sent_in_august_nor_before_september_2024(system):
    assert [m for m in ("2024-07", "2024-08", "2024-09", "2025-08", "2026-03", "2026-04")
            if system.sends(Month.parse(m))] == ["2024-09", "2026-03"]  # fmt: skip
    with pytest.raises(ValueError, match="no marks in 2025-08"):
        system.export(Month(2025, 8))


def test_the_codes_before_august_2024_are_the_old_ones(population, needs):
    reasons = reason_totals(population, needs, date(2023, 9, 1), date(2023, 12, 20), DEFAULT_CONFIG)
    assert not {"C1", "C2", "J1", "K", "Y4"} & set(reasons["code"])


@pytest.mark.parametrize("fault", ROW_FAULTS, ids=lambda fault: fault.rule)
def test_a_planted_fault_breaks_its_rule_and_no_other(march, fault):
    rows = march.reset_index(drop=True)
    rows["_row"] = rows.groupby("_file").cumcount() + 1
    place = rows.index[fault.where(rows)][[100]]
    rows.loc[place, fault.column] = fault.change(rows.loc[place])
    findings = ATTENDANCE.validate("Marks", rows, "2024-25").findings
    assert findings["rule"].unique().tolist() == [fault.rule]
    assert findings["file"].unique().tolist() == rows.loc[place, "_file"].tolist()


def test_a_row_that_was_added_is_written_into_its_file(system, march, tmp_path):
    added = pd.concat([march, march.head(1)], ignore_index=True)
    system.write(tmp_path, {"Marks": added})
    read = ATTENDANCE.read(tmp_path, "2024-25").tables["Marks"]
    verdict = ATTENDANCE.validate("Marks", read, "2024-25")
    assert verdict.findings["rule"].unique().tolist() == ["AE-DUPLICATE"]
    assert verdict.quarantined["_file"].tolist() == [march["_file"].iloc[0]]
