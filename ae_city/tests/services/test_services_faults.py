"""Every listed fault of a whole row can be planted, and is found by its rule and no other."""

import pandas as pd
import pytest

from ae_city.services import (
    faults_homes,
    faults_plan,
    faults_quality_assurance,
    faults_workforce,
)
from ae_pipeline.periods import Month
from ae_pipeline.returns.homes.contract import HOMES
from ae_pipeline.returns.plan.contract import PLAN
from ae_pipeline.returns.quality_assurance.contract import QUALITY_ASSURANCE
from ae_pipeline.returns.workforce.contract import WORKFORCE

from .conftest import systems_of

RETURNS = {
    "workforce": (WORKFORCE, faults_workforce.ROW_FAULTS),
    "quality_assurance": (QUALITY_ASSURANCE, faults_quality_assurance.ROW_FAULTS),
    "homes": (HOMES, faults_homes.ROW_FAULTS),
    "plan": (PLAN, faults_plan.ROW_FAULTS),
}
FAULTS = [(name, fault) for name, (_, faults) in RETURNS.items() for fault in faults]
MONTHS = [Month.parse(month) for month in ("2025-03", "2025-12")]


@pytest.fixture(scope="module")
def exports(town):
    systems = systems_of(town)
    return {name: [systems[name].export(month) for month in MONTHS] for name in RETURNS}


@pytest.mark.parametrize(
    ("name", "fault"), FAULTS, ids=[f"{fault.rule} {fault.column}" for _, fault in FAULTS]
)
def test_a_planted_fault_is_found_by_its_rule_alone(exports, name, fault):
    source = RETURNS[name][0]
    for export in exports[name]:
        rows = export[fault.table]
        able = rows.index[fault.where(rows).to_numpy(dtype=bool, na_value=False)]
        if len(able):
            break
    row = able[len(able) // 2]
    wrong = rows.copy()
    wrong.loc[[row], fault.column] = fault.change(rows.loc[[row]])
    columns = wrong.reindex(columns=list(source.columns(fault.table))).astype("str")
    told = columns.assign(_file="f.csv", _row=range(1, len(rows) + 1))
    findings = source.validate(fault.table, told, source.specifications[-1]).findings
    assert set(findings["rule"]) == {fault.rule}
    assert set(findings["row"]) == {row + 1}


def test_every_rule_about_a_row_has_a_fault_but_the_one_that_takes_ten_cells():
    missing = {
        rule.code
        for source, faults in RETURNS.values()
        for contract in source.contracts.values()
        for rule in contract.rules
        if rule.code not in {fault.rule for fault in faults}
    }
    assert missing == {"AE-WISHES-EMPTY"}


def test_a_fault_changes_no_other_row(exports):
    rows = exports["plan"][0]["Milestones"]
    before = rows.copy()
    for fault in faults_plan.ROW_FAULTS:
        fault.change(rows[fault.where(rows)])
    pd.testing.assert_frame_equal(rows, before)
