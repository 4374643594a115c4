"""The documentation against the code: generated pages, queries, links."""

import re
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine

from ae_pipeline import returns, settings
from ae_pipeline.measures.catalogue import all_measures
from ae_pipeline.returns.ssda903.contract import SSDA903
from tools.reference import markdown as md
from tools.reference.pages import pages
from tools.reference.rules import when

REPOSITORY = Path(__file__).parents[3]
CONFIG = REPOSITORY / "config"
REFERENCE = REPOSITORY / "docs" / "reference"
WRITTEN = [REPOSITORY / "README.md", *sorted((REPOSITORY / "docs").rglob("*.md"))]
PAGES = [
    *(f"{kind}/{name}.md" for kind in ("rules", "tables") for name in returns.NAMES),
    *("measures.md", "tables.md", "settings.md", "cli.md"),
]
OVER_TABLES = "## Rules over rows, tables and years"
YEARS = ["2021-22", "2022-23", "2023-24", "2024-25"]


@pytest.fixture(scope="module")
def generated() -> dict[str, str]:
    return pages(CONFIG)


def test_the_repository_has_the_generated_pages_and_no_other(generated: dict[str, str]) -> None:
    written = {
        path.relative_to(REFERENCE).as_posix()
        for path in REFERENCE.rglob("*.md")
        if path.read_text(encoding="utf-8").startswith("<!-- Written")
    }
    assert written == set(generated)


@pytest.mark.parametrize("name", PAGES)
def test_a_generated_page_in_the_repository_is_what_the_code_says_now(
    generated: dict[str, str], name: str
) -> None:
    kept = (REFERENCE / name).read_text(encoding="utf-8")
    assert kept == generated[name], f"docs/reference/{name} is out of date: run `make docs`"


def test_every_measure_has_its_section_with_definition_and_target(
    generated: dict[str, str],
) -> None:
    page = generated["measures.md"]
    sections = re.findall(r"^## `(\w+)`$", page, re.MULTILINE)
    assert sections == [measure.id for measure in all_measures()]
    foster = page.split("## `cla_foster_pct`")[1].split("\n## ")[0]
    assert "those in foster care (U1 to U6)" in foster
    assert "| Key indicator | 7 More children in care living in foster homes" in foster
    assert (
        "| Target | increase: better than the authority's own published figure of 2024." in foster
    )


def test_every_rule_of_every_year_is_on_the_page(generated: dict[str, str]) -> None:
    asked = {
        (table, info.code, info.message)
        for year in SSDA903.specifications
        for table in SSDA903.tables_in(year)
        for info in SSDA903.rules(table, year)
    }
    by_contract, _, _ = generated["rules/ssda903.md"].partition(OVER_TABLES)
    sections = re.split(r"^## (\w+)$", by_contract, flags=re.MULTILINE)
    told = {
        (table, cells[1].strip().strip("`"), cells[6].strip())
        for table, text in zip(sections[1::2], sections[2::2], strict=True)
        for cells in (row.split("|") for row in text.splitlines() if row.startswith("| `"))
    }
    assert told == asked


def test_every_rule_over_tables_is_on_the_page_with_its_years(generated: dict[str, str]) -> None:
    page = generated["rules/ssda903.md"]
    over_tables, _, not_asked = page.partition(OVER_TABLES)[2].partition("## Not evaluated")
    told = {row.split("|")[1].strip().strip("`") for row in rows_of(over_tables)}
    years = SSDA903.specifications
    assert told == {code for year in years for code in SSDA903.cross_rules(year)}
    (row,) = [row for row in rows_of(over_tables) if row.startswith("| `230` |")]
    assert "| error | warn | completeness | Episodes: `PLACE`, `DEC`, `URN` |  | 2023-24 |" in row
    (row,) = [row for row in rows_of(over_tables) if row.startswith("| `203` |")]
    assert "| Header: `CHILD`; last year's Header: `CHILD`, `DOB` | all |" in row
    assert [row.split("|")[1].strip() for row in rows_of(not_asked)] == ["`231`", "`709`"]


def rows_of(text: str) -> list[str]:
    return [row for row in text.splitlines() if row.startswith("| `")]


def test_a_rule_that_ended_says_until_when(generated: dict[str, str]) -> None:
    (freeing,) = [
        row for row in generated["rules/ssda903.md"].splitlines() if row.startswith("| `445` |")
    ]
    assert "| to 2023-24 |" in freeing


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (YEARS, "all"),
        (YEARS[2:], "from 2023-24"),
        (YEARS[:2], "to 2022-23"),
        (YEARS[1:2], "2022-23"),
        (YEARS[1:3], "2022-23 to 2023-24"),
        ([YEARS[0], YEARS[2]], "2021-22, 2023-24"),
        (YEARS[-1:], "from 2024-25"),
        (YEARS[:1], "to 2021-22"),
    ],
)
def test_years_are_told_in_as_few_words_as_say_them(asked: list[str], told: str) -> None:
    assert when(asked, YEARS) == told


def test_every_setting_is_on_the_page_and_no_path_of_this_machine(
    generated: dict[str, str],
) -> None:
    page = generated["settings.md"]
    for name in settings.Settings.model_fields:
        assert f"| `AE_{name.upper()}` |" in page
    assert str(REPOSITORY) not in page
    assert "One of `duckdb`, `postgresql`." in page


def test_a_default_of_nought_is_told(generated: dict[str, str]) -> None:
    assert "| `--faults INT` | 0 |" in generated["cli.md"]


def test_views_are_told_with_their_columns(generated: dict[str, str]) -> None:
    after = generated["tables.md"].split("### View `priority_04_right_homes`")[1]
    assert after.lstrip().startswith("Columns: `area_code`, `month`, `measure_id`")


def test_a_cell_with_a_bar_or_line_breaks_stays_one_cell() -> None:
    assert md.table(("a",), [("x|y\nz",)]) == "| a |\n| --- |\n| x\\|y z |"


def _blocks(language: str) -> list[tuple[str, str]]:
    fence = re.compile(rf"^ *```{language}\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
    return [
        (str(path.relative_to(REPOSITORY)), text)
        for path in WRITTEN
        for text in fence.findall(path.read_text(encoding="utf-8"))
    ]


QUERIES = [block for block in _blocks("sql") if "grant" not in block[1]]


def test_the_documentation_has_queries() -> None:
    assert len(QUERIES) >= 10


@pytest.mark.parametrize(
    "query",
    [text for _, text in QUERIES],
    ids=[f"{page}-{n}" for n, (page, _) in enumerate(QUERIES)],
)
def test_a_documented_query_runs_on_the_warehouse(warehouse: Engine, query: str) -> None:
    statement = sa.text(query)
    wanted = dict.fromkeys(statement.compile().params, "2025-08-01")
    with warehouse.connect() as connection:
        assert connection.execute(statement, wanted).keys()


def test_documented_python_is_python() -> None:
    examples = _blocks("python")
    assert examples
    for page, text in examples:
        compile(text, page, "exec")


@pytest.mark.parametrize("page", WRITTEN, ids=lambda path: str(path.relative_to(REPOSITORY)))
def test_a_link_leads_to_a_page_that_is_there(page: Path) -> None:
    links = re.findall(r"(?<!!)\[[^\]]+\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
    here = [link for link in links if not link.startswith("http")]
    assert [link for link in here if not (page.parent / link).exists()] == []


def test_every_decision_is_listed() -> None:
    folder = REPOSITORY / "docs" / "decisions"
    listed = (folder / "README.md").read_text(encoding="utf-8")
    assert [path.name for path in sorted(folder.glob("0*.md")) if path.name not in listed] == []
