import csv
from pathlib import Path

import pytest

from ae_pipeline.identity import Pseudonymiser
from ae_pipeline.periods import Month
from ae_pipeline.returns import extract, load
from ae_pipeline.returns.extract import NoticeKind
from ae_pipeline.returns.ssda903 import codes
from ae_pipeline.returns.ssda903.codes import SPECIFICATIONS
from ae_pipeline.returns.ssda903.contract import SSDA903
from ae_pipeline.validation import findings
from ae_pipeline.validation.findings import Severity

RULES = Path(__file__).parents[4].parent / "shared/reference/codelists/ssda903_rules.csv"


def test_the_return_is_found_by_its_name():
    assert load("ssda903") is SSDA903
    with pytest.raises(LookupError, match="choose from ssda903"):
        load("ssda904")


@pytest.mark.parametrize(
    ("month", "specification"),
    [
        ("2025-04", "2025-26"),
        ("2026-03", "2025-26"),
        ("2026-04", "2026-27"),
        ("2022-04", "2022-23"),
        ("2022-03", "2021-22"),
        ("2017-06", "2021-22"),
        ("2031-01", "2026-27"),
    ],
)
def test_a_submission_is_judged_by_the_collection_year_of_its_month(month, specification):
    assert SSDA903.specification(Month.parse(month)) == specification


def test_tables_come_with_their_year():
    assert "SWEpisodes" not in SSDA903.tables_in("2022-23")
    assert SSDA903.tables_in("2023-24")[-1] == "SWEpisodes"
    assert "DoLo" not in SSDA903.tables_in("2025-26")
    assert SSDA903.tables_in("2026-27") == SSDA903.tables
    assert len(SSDA903.tables) == 12


@pytest.mark.parametrize(
    ("table", "rule", "first", "last"),
    [
        ("Episodes", "148", "2021-22", "2026-27"),
        ("Episodes", "445", "2021-22", "2023-24"),
        ("Episodes", "233", "2025-26", "2026-27"),
        ("Header", "232", "2024-25", "2026-27"),
        ("SWEpisodes", "SW03STG1", "2023-24", "2023-24"),
        ("SWEpisodes", "SW01aSTG1", "2024-25", "2024-25"),
        ("SWEpisodes", "AE-MISSING", "2025-26", "2026-27"),
        ("SWEpisodes", "AE-END-BEFORE-START", "2023-24", "2024-25"),
        ("SWEpisodes", "SW18STG2", "2025-26", "2026-27"),
        ("DoLo", "702", "2026-27", "2026-27"),
    ],
)
def test_rules_come_and_go_with_the_years(table, rule, first, last):
    years = [
        year
        for year in SPECIFICATIONS
        if table in SSDA903.tables_in(year)
        and rule in {info.code for info in SSDA903.rules(table, year)}
    ]
    assert (years[0], years[-1]) == (first, last)
    assert years == [year for year in SPECIFICATIONS if first <= year <= last]


def test_an_unknown_specification_is_refused(judge):
    with pytest.raises(ValueError, match="choose from 2021-22"):
        judge("Header", {}, specification="2019-20")


def test_columns_stand_in_the_order_of_the_files_and_are_described():
    assert " ".join(SSDA903.columns("Episodes")) == (
        "CHILD DECOM RNE LS CIN PLACE PLACE_PROVIDER DEC REC REASON_PLACE_CHANGE HOME_POST "
        "PL_POST URN"
    )
    assert " ".join(SSDA903.columns("Missing")) == "CHILD DOB MISSING MIS_START MIS_END"
    for table in SSDA903.tables:
        assert SSDA903.describe(table).startswith("One row is ")
        assert all(meaning.endswith(".") for meaning in SSDA903.columns(table).values())


@pytest.mark.parametrize("table", SSDA903.tables)
def test_the_catalogue_has_the_columns_that_minimisation_leaves(judge, table):
    pseudonymiser = Pseudonymiser(b"an invented key of some length")
    left = SSDA903.minimise(table, judge(table, {}).accepted, pseudonymiser, {"E06000026"})
    described = [column.name for column in SSDA903.validated_columns(table)]
    assert sorted(described) == sorted(left.columns)


def test_a_severity_for_a_rule_that_does_not_exist_is_refused(rows_of):
    with pytest.raises(ValueError, match="9999X"):
        SSDA903.validate("Header", rows_of("Header", {}), "2025-26", {"9999X": Severity.WARN})


def test_a_severity_of_another_table_or_year_is_no_mistake(rows_of):
    rows = rows_of("Header", {"SEX": "X"})
    severities = {"702": Severity.WARN, "445": Severity.REJECT, "101": Severity.REJECT}
    verdict = SSDA903.validate("Header", rows, "2025-26", severities)
    assert len(verdict.quarantined) == 1


def test_reading_does_not_complain_of_a_column_that_only_xml_has(tmp_path):
    (tmp_path / "header.csv").write_text("CHILD,SEX,DOB,ETHNIC,UPN,MOTHER\nC1,F,01/01/2010,,,\n")
    extract = SSDA903.read(tmp_path, "2025-26")
    missing = [n.column for n in extract.notices if n.kind is NoticeKind.MISSING_COLUMN]
    assert missing == ["MC_DOB"]
    assert extract.tables["Header"]["UASC"].isna().all()


def test_the_names_of_source_columns_are_one():
    assert (findings.FILE_COLUMN, findings.ROW_COLUMN) == (extract.FILE_COLUMN, extract.ROW_COLUMN)


def test_groups_of_placements_do_not_overlap_and_are_on_the_list():
    groups = [
        codes.FOSTER,
        codes.ADOPTION,
        codes.CHILDRENS_HOMES,
        codes.SUPPORTED,
        codes.TEMPORARY,
        codes.PARENTS,
        codes.OTHER_PLACEMENT,
    ]
    ever = frozenset().union(*(codes.PLACE.valid_in(year) for year in SPECIFICATIONS))
    assert sum(len(group) for group in groups) == len(frozenset().union(*groups))
    assert frozenset().union(*groups) <= ever
    assert codes.RELATIVE_OR_FRIEND < codes.FOSTER


@pytest.mark.skipif(not RULES.exists(), reason="the reference list of rules is not here")
def test_official_rules_hold_in_the_years_that_the_collector_has_them():
    with RULES.open(encoding="utf-8") as file:
        official = {row["code"]: row for row in csv.DictReader(file)}
    for specification in SPECIFICATIONS[1:]:
        asked = {
            info.code
            for table in SSDA903.tables_in(specification)
            for info in SSDA903.rules(table, specification)
            if not info.code.startswith("AE-")
        }
        assert asked <= set(official)
        ours = {
            info.code
            for year in SPECIFICATIONS
            for table in SSDA903.tables_in(year)
            for info in SSDA903.rules(table, year)
            if not info.code.startswith("AE-")
        }
        active = {code for code in ours if official[code][specification]}
        assert asked == active, specification
