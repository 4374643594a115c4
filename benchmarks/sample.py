"""The invented SSDA903 return that the measurements of reading and validating repeat.

Here: what its rows say, and how many of each table there are to a child. Faults are planted as in
the invented authority. Its mix of rows is that of a large return, with reviews the most; the
authority's own (``city``) is made to meet published figures instead.
"""

from __future__ import annotations

from datetime import date, timedelta

from ae_city.care.faults import plant
from ae_city.care.ssda903 import COLUMNS, Table, written
from ae_city.people import check_letter
from ae_pipeline.periods import Month

SPECIFICATION = "2025-26"
"""The year that the sample's codes are of, and that it is validated by."""
CHILDREN = 500
"""Children of the sample before it is repeated."""
_MONTH = Month(2026, 3)
_START = date(2025, 4, 1)
_FAULTS, _SEED = 120, 903
_EPISODES_OF_TEN = (1, 1, 2, 2, 1, 3, 2, 2, 4, 1)
_REVIEWS_OF_TEN = (4, 5, 5, 4, 5, 5, 4, 5, 5, 5)
_ETHNIC = ("WBRI", "WBRI", "WBRI", "WBRI", "WOTH", "MOTH", "BAFR")
_PLACES = (("U6", "PR1"), ("U4", "PR1"), ("U6", "PR4"), ("U1", "PR1"), ("K2", "PR4"))
_ENDS = (("X1", "CARPL"), ("X1", "LAREQ"), ("E4A", ""), ("E11", ""))
_LETTERS = "ABDEFGHJLN"


def invented_sample() -> dict[str, list[list[str]]]:
    """The files of the sample, by name: each a header and rows of text cells.

    To a child there is one row of Header, OC2 and PrevPerm, 1.9 Episodes and 4.7 Reviews; the
    other tables have a row to every fifty children or fewer. About one row in forty has a fault
    of the kinds that the invented authority knows. The same call gives the same cells.
    """
    tables = {name: Table(name) for name in COLUMNS}
    for number in range(CHILDREN):
        for name, rows in _child(number).items():
            tables[name].rows.extend(rows)
    plant([(_MONTH, list(tables.values()))], _FAULTS, _SEED)
    return {f"{name}.csv": [list(COLUMNS[name]), *table.rows] for name, table in tables.items()}


def _child(number: int) -> dict[str, list[list[str]]]:
    """The rows of one child by table."""
    child = f"{100_000 + number}"
    born = date(2009 + number % 13, 1 + number % 12, 1 + number % 28)
    child_cells = [child, written(born)]
    sex = "MF"[number % 2]
    digits = f"8792{number % 1000:03d}14{number % 1000:03d}"
    header = [
        child,
        sex,
        child_cells[1],
        _ETHNIC[number % len(_ETHNIC)],
        check_letter(digits) + digits,
    ]
    rows = {
        "header": [[*header, "0" if sex == "F" else "", ""]],
        "episodes": _episodes(number, child, born),
        "reviews": [
            [*child_cells, _day(number, 20 + 70 * place), "PN0" if born.year > 2021 else "PN1"]  # noqa: PLR2004
            for place in range(_REVIEWS_OF_TEN[number % 10])
        ],
        "oc2": [[*child_cells, str(number % 41), "", "0", "", "1", "1", "1", "0", "", ""]],
        "previous_permanence": [[*child_cells, "Z1", "", ""]],
    }
    if number % 20 == 0:
        rows["uasc"] = [[child, sex, child_cells[1], written(born.replace(year=born.year + 18))]]
    if number % 50 == 0:
        worker = f"SW{1000 + number}"
        rows["sw_episodes"] = [[*child_cells, worker, written(_START), _day(number, 200), "ORGRST"]]
        rows["missing"] = [[*child_cells, "M", _day(number, 100), _day(number, 102)]]
        rows["oc3"] = [[*child_cells, "YES", "F1", "U1"]]
    if number % 100 == 0:
        decided = _day(number, 10)
        rows["placed_for_adoption"] = [[*child_cells, decided, "", ""]]
        rows["ad1"] = [[*child_cells, decided, _day(number, 60), "0", "2", "MF", "L11"]]
    return rows


def _episodes(number: int, child: str, born: date) -> list[list[str]]:
    """Placements one after the other; every other child is still in the last of them."""
    count = _EPISODES_OF_TEN[number % 10]
    home, away = _postcode(number), _postcode(number * 7 + 3)
    rows = []
    for place in range(count):
        kind, provider = _PLACES[(number + place) % len(_PLACES)]
        last = place == count - 1
        begun = _day(number, 80 * place)
        ended, why, reason = "", "", ""
        if not (last and number % 2):
            ended = _day(number, 80 * (place + 1))
            why, reason = _ENDS[2 + number % 2] if last else _ENDS[number % 2]
        new = "S" if place == 0 else "P"
        urn = f"SC{100_000 + number % 900}"
        care = "C2" if born.year % 2 else "V2"
        rows.append([
            child, begun, new, care, "N1", kind, provider, ended, why, reason, home, away, urn,
        ])  # fmt: skip
    return rows


def _day(number: int, days: int) -> str:
    """So many days into the year, some later by child so that dates differ."""
    return written(_START + timedelta(days=days + number % 30))


def _postcode(number: int) -> str:
    first, second = _LETTERS[number % 10], _LETTERS[number // 10 % 10]
    return f"PL{1 + number % 9} {number % 10}{first}{second}"
