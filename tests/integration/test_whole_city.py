"""The invented city in every return: clean files have no finding, planted faults are all found."""

from __future__ import annotations

from collections import Counter

import pandas as pd
import pytest

import ae_city
from ae_city.registry import SYSTEMS
from ae_pipeline import returns
from ae_pipeline.landing import drops
from ae_pipeline.periods import Month

SCALE = 0.05
FIRST, LAST = Month(2025, 4), Month(2025, 5)
FAULTS = 150
PARTNERS = {"AE-KEY-CONFLICT"}
"""Rules that rightly set aside the row, too, which a planted one contradicts."""


@pytest.fixture(scope="module")
def clean(tmp_path_factory):
    landing = tmp_path_factory.mktemp("clean")
    return landing, ae_city.write_landing(landing, first=FIRST, last=LAST, scale=SCALE)


@pytest.fixture(scope="module")
def faulty(tmp_path_factory):
    landing = tmp_path_factory.mktemp("faulty")
    report = ae_city.write_landing(
        landing, first=FIRST, last=LAST, scale=SCALE, faults=FAULTS, only=SYSTEMS
    )
    return landing, report


def judged(landing, name):
    """Of every drop of a return: rows read, notices, findings, and places of rows set aside."""
    source = returns.load(name)
    for drop in drops(landing, name):
        specification = source.specification(drop.month)
        extract = source.read(drop.folder, specification)
        verdicts = {
            table: source.validate(table, rows, specification)
            for table, rows in extract.tables.items()
        }
        findings = pd.concat([verdict.findings for verdict in verdicts.values()])
        aside = {
            (table, row["_file"], row["_row"])
            for table, verdict in verdicts.items()
            for row in verdict.quarantined[["_file", "_row"]].to_dict("records")
        }
        rows = sum(len(table) for table in extract.tables.values())
        yield drop.month, rows, extract.notices, findings, aside


@pytest.mark.parametrize("name", returns.NAMES)
def test_what_a_clean_city_sends_is_read_whole_and_found_good(clean, name):
    landing, report = clean
    told = list(judged(landing, name))
    assert told
    assert {month: notices for month, _, notices, _, _ in told if notices} == {}
    assert {
        str(month): Counter(findings["rule"]) for month, _, _, findings, _ in told if len(findings)
    } == {}
    assert sum(rows for _, rows, _, _, _ in told) == report.rows_of[name]


def test_every_kind_of_fault_of_every_return_is_found_and_no_clean_row_rejected(faulty, capsys):
    landing, report = faulty
    planted, found, unexpected, lines = Counter(), Counter(), [], []
    for name in SYSTEMS:
        faults = [fault for fault in report.faults if fault.return_name == name]
        for month, _, _, findings, aside in judged(landing, name):
            told = set(zip(findings["file"], findings["row"], findings["rule"], strict=True))
            wrong = set()
            for fault in (each for each in faults if each.month == month):
                planted[name] += 1
                found[name] += (fault.file, fault.row, fault.rule) in told
                wrong.add((fault.file, fault.row))
            partners = findings[findings["rule"].isin(PARTNERS)]
            fine = wrong | set(zip(partners["file"], partners["row"], strict=True))
            unexpected += [place for place in aside if place[1:] not in fine]
        kinds = {(fault.kind, fault.rule) for fault in faults}
        lines.append((name, len(kinds), planted[name], found[name]))
    with capsys.disabled():
        print(f"\n{'return':20} {'kinds':>6} {'planted':>8} {'found':>6}")
        for name, kinds, count, hits in lines:
            print(f"{name:20} {kinds:>6} {count:>8} {hits:>6}")
    assert found == planted
    assert unexpected == []
    assert min(planted.values()) >= 12
