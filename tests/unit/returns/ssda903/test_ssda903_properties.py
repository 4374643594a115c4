"""What holds of every table whatever the rows are."""

from functools import cache

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ae_pipeline.returns.ssda903.codes import SPECIFICATIONS
from ae_pipeline.returns.ssda903.contract import CONTRACTS, SSDA903
from ae_pipeline.validation.cells import write

SENTINELS = ("Zzyzx", "Qwrtp 9", "77177")
CELLS = st.one_of(
    st.none(),
    st.sampled_from(
        "1 0 2 1.0 F M U1 P1 T0 A3 H5 S L C2 V3 N1 X1 E11 PR1 PR0 UN1 PN0 PN1 PN8 YES DIED F1 0 "
        "B1 RD1 Z1 M A SW1 MANAGE SDQ1 L0 MF 1234567 WBRI PL1#2AA 31/02/2024 01/01/2024 "
        "02/01/2024 2024-01-01 01/01/2010 1/1/24 zz/01/2020".replace("#", " ").split(" ")
    ),
    st.sampled_from(SENTINELS),
    st.text(max_size=6),
)


@cache
def rows_of_text(table, specification):
    """Rows of a table by column: mostly sensible cells, some keys shared."""
    columns = {}
    for name, cell in CONTRACTS[table].cells.items():
        cells = CELLS
        if name == "CHILD":
            cells = st.sampled_from(["C1", "C2", "C2 ", None])
        elif cell.codes is not None:
            good = st.sampled_from(sorted(cell.codes.valid_in(specification)))
            cells = st.one_of(good, good, good, CELLS)
        elif cell.cell_type == "date":
            good = st.sampled_from(["01/01/2024", "2024-01-02", "03/01/2024", "01/01/2012"])
            cells = st.one_of(good, good, good, CELLS)
        columns[name] = cells
    return st.lists(st.fixed_dictionaries(columns), max_size=6)


@st.composite
def tables_of_text(draw):
    """Some rows of some table in some year."""
    specification = draw(st.sampled_from(SPECIFICATIONS))
    table = draw(st.sampled_from(SSDA903.tables_in(specification)))
    rows = draw(rows_of_text(table, specification))
    columns = {
        name: pd.array([row[name] for row in rows], dtype="str") for name in CONTRACTS[table].cells
    }
    source = {
        "_file": pd.array([draw(st.sampled_from(["a.csv", "b.csv"]))] * len(rows), dtype="str"),
        "_row": np.arange(1, len(rows) + 1, dtype="int64"),
    }
    return table, specification, pd.DataFrame({**columns, **source})


many = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.mark.slow
@many
@given(tables_of_text())
def test_a_verdict_accounts_for_every_row_counts_what_it_names_and_holds_no_value(drawn):
    table, specification, rows = drawn
    verdict = SSDA903.validate(table, rows, specification)
    assert_every_row_is_accepted_or_quarantined(verdict, rows)
    assert_the_ledger_counts_the_rows_that_the_findings_name(verdict, rows)
    assert_no_finding_and_no_ledger_line_holds_a_value(verdict, table)


def assert_every_row_is_accepted_or_quarantined(verdict, rows):
    accepted, quarantined = set(verdict.accepted["_row"]), set(verdict.quarantined["_row"])
    assert len(verdict.accepted) + len(verdict.quarantined) == len(rows)
    assert accepted | quarantined == set(rows["_row"])
    rejecting = verdict.findings[verdict.findings["severity"] == "reject"]
    assert quarantined == set(rejecting["row"])


def assert_the_ledger_counts_the_rows_that_the_findings_name(verdict, rows):
    assert not verdict.findings.duplicated(["row", "rule", "column"]).any()
    named = verdict.findings.groupby("rule")["row"].nunique()
    failed = verdict.ledger.set_index("rule")["rows_failed"]
    assert failed[failed > 0].to_dict() == named.to_dict()
    assert (verdict.ledger["rows_failed"] <= verdict.ledger["rows_checked"]).all()
    assert (verdict.ledger["rows_checked"] <= len(rows)).all()


def assert_no_finding_and_no_ledger_line_holds_a_value(verdict, table):
    written = verdict.findings.to_csv() + verdict.ledger.to_csv()
    assert not any(sentinel in written for sentinel in SENTINELS)
    assert set(verdict.findings["column"]) <= set(SSDA903.columns(table))


@pytest.mark.slow
@many
@given(tables_of_text())
def test_accepted_rows_written_back_are_accepted_as_they_are(drawn):
    table, specification, rows = drawn
    accepted = SSDA903.validate(table, rows, specification).accepted
    text = accepted.assign(
        **{name: write(accepted[name]) for name in accepted.columns if name != "_row"}
    )
    again = SSDA903.validate(table, text, specification)
    assert again.quarantined.empty
    pd.testing.assert_frame_equal(again.accepted, accepted)


@pytest.mark.slow
@many
@given(tables_of_text(), st.randoms())
def test_the_order_of_rows_does_not_matter_to_the_findings(drawn, random):
    table, specification, rows = drawn
    order = list(range(len(rows)))
    random.shuffle(order)
    straight = SSDA903.validate(table, rows, specification).findings
    shuffled = SSDA903.validate(table, rows.iloc[order], specification).findings
    assert set(straight.itertuples(index=False, name=None)) == set(
        shuffled.itertuples(index=False, name=None)
    )


@pytest.mark.parametrize("specification", SPECIFICATIONS)
def test_every_table_of_every_year_can_be_empty(specification):
    for table in SSDA903.tables_in(specification):
        columns = {name: pd.array([], dtype="str") for name in SSDA903.columns(table)}
        source = {"_file": pd.array([], dtype="str"), "_row": np.array([], dtype="int64")}
        verdict = SSDA903.validate(table, pd.DataFrame({**columns, **source}), specification)
        assert verdict.accepted.empty
        assert verdict.findings.empty
        assert verdict.ledger["rows_checked"].sum() == 0
