"""The invented authority through the pipeline: figures it was made to have, faults it was given."""

from __future__ import annotations

from collections import Counter

import pandas as pd
import pytest

import ae_city
from ae_pipeline import returns
from ae_pipeline.periods import Month

MARCH = Month(2025, 3)
HALF = 0.5
SSDA903 = returns.load("ssda903")


@pytest.fixture
def calibrated(home):
    """The city's year-ends and March 2025, run."""
    ae_city.write_landing(home.landing, only={"ssda903"}, first=MARCH, last=MARCH)
    done = home.run("2025-03")
    assert done.succeeded, done
    # The other thirteen returns are not there, which freshness says.
    odd = [check for check in done.failed_checks if not check.name.startswith("freshness_")]
    assert odd == []
    return home


def test_figures_come_out_within_half_a_published_decimal_of_what_they_were_calibrated_to(
    calibrated, capsys
):
    rows = calibrated.query(
        """
        select v.measure_id, v.numerator, v.denominator, v.value, v.published_value,
               b.value, b.period, i.decimals
        from indicator_value v
        join indicator i on i.measure_id = v.measure_id
        join benchmark_value b on b.measure_id = v.measure_id and b.area_code = v.area_code
        where v.breakdown = 'total' and v.period_end = '2025-03-31'
          and v.superseded_at is null and b.superseded_at is null
          and b.period = (select max(period) from benchmark_value x
                          where x.measure_id = v.measure_id and x.area_code = v.area_code
                            and x.superseded_at is null and x.period <= '2025')
        order by v.measure_id
        """
    )
    with capsys.disabled():
        print("\nmeasure                          n / d          value     published (year)")
        for measure, n, d, value, _, published, year, _ in rows:
            print(f"{measure:30} {n:>6} / {d:>6} {float(value):>10.3f} {published:>8} ({year})")
    off = [
        row for row in rows if abs(float(row[3]) - float(row[5])) > HALF * 10 ** -int(row[7]) + 1e-9
    ]
    assert off == []
    assert len(rows) >= 24


def test_the_stock_and_flows_are_the_published_counts(calibrated):
    assert calibrated.figure("cla_rate", "2025-03-31")[0][0] == 527
    assert calibrated.figure("cla_start_rate", "2025-03-31")[0][0] == 168
    assert calibrated.figure("cla_cease_rate", "2025-03-31")[0][0] == 156
    assert calibrated.figure("cla_3plus_placements_pct", "2025-03-31")[0][:2] == (61, 527)
    assert calibrated.figure("cla_long_term_stability_pct", "2025-03-31")[0][:2] == (134, 183)


def judged(folder, month):
    """Findings and rejected rows of a drop, with their file and row."""
    specification = SSDA903.specification(month)
    extract = SSDA903.read(folder, specification)
    verdicts = [
        SSDA903.validate(table, rows, specification) for table, rows in extract.tables.items()
    ]
    findings = pd.concat([verdict.findings for verdict in verdicts])
    rejected = [
        (row["_file"], row["_row"])
        for verdict in verdicts
        for row in verdict.quarantined[["_file", "_row"]].to_dict("records")
    ]
    return findings, rejected


def test_a_clean_city_gives_no_finding_at_all(tmp_path):
    report = ae_city.write_landing(
        tmp_path, only={"ssda903"}, first=Month(2024, 4), last=Month(2025, 9), scale=0.1
    )
    found = {
        str(month): Counter(judged(tmp_path / str(month) / "ssda903", month)[0]["rule"])
        for month in report.months
    }
    assert {month: rules for month, rules in found.items() if rules} == {}


def test_every_planted_fault_is_found_and_nothing_else_is_rejected(tmp_path, capsys):
    report = ae_city.write_landing(
        tmp_path, only={"ssda903"}, first=Month(2025, 1), last=Month(2025, 4), scale=0.5, faults=200
    )
    planted, found, unexpected = Counter(), Counter(), []
    for month in report.months:
        faults = [fault for fault in report.faults if fault.month == month]
        findings, rejected = judged(tmp_path / str(month) / "ssda903", month)
        told = set(zip(findings["file"], findings["row"], findings["rule"], strict=True))
        for fault in faults:
            planted[fault.kind] += 1
            found[fault.kind] += (fault.file, fault.row, fault.rule) in told
        rejecting = {(fault.file, fault.row) for fault in faults if fault.severity == "reject"}
        unexpected += [place for place in rejected if place not in rejecting | partners(findings)]
        missing = rejecting - set(rejected)
        assert missing == set(), (month, missing)
    with capsys.disabled():
        print("\nkind of fault                        planted  found")
        for kind, count in sorted(planted.items()):
            print(f"{kind:36} {count:>6} {found[kind]:>6}")
    assert sum(planted.values()) >= 200
    assert found == planted
    assert unexpected == []


def partners(findings):
    """The row that a planted conflict conflicts with: it is rightly set aside as well."""
    conflicts = findings[findings["rule"].isin(["INT32", "INT33", "AE-KEY-CONFLICT"])]
    return set(zip(conflicts["file"], conflicts["row"], strict=True))
