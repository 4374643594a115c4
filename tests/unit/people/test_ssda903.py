"""From several years' returns to one history per child. Everyone here is invented."""

import pandas as pd
import pytest

from ae_pipeline.people import tables
from ae_pipeline.people.ssda903 import YearReturn, build, origins
from ae_pipeline.periods import CollectionYear

TEXT = "str"


def dates(values):
    """ISO text as a column of days, also where there is none."""
    return pd.to_datetime(pd.Series(values, dtype=TEXT)).astype("datetime64[s]")


def episodes(*rows):
    """(child, decom, dec) rows of an otherwise ordinary episodes table."""
    return pd.DataFrame(
        {
            "child": pd.Series([row[0] for row in rows], dtype=TEXT),
            "decom": dates([row[1] for row in rows]),
            "rne": pd.Series(["S"] * len(rows), dtype=TEXT),
            "ls": pd.Series(["C2"] * len(rows), dtype=TEXT),
            "cin": pd.Series(["N1"] * len(rows), dtype=TEXT),
            "place": pd.Series([row[3] if len(row) > 3 else "U6" for row in rows], dtype=TEXT),
            "place_provider": pd.Series(["PR1"] * len(rows), dtype=TEXT),
            "dec": dates([row[2] for row in rows]),
            "rec": pd.Series([None] * len(rows), dtype=TEXT),
            "reason_place_change": pd.Series([None] * len(rows), dtype=TEXT),
            "urn": pd.Series([None] * len(rows), dtype=TEXT),
            "pl_la": pd.Series([None] * len(rows), dtype=TEXT),
            "pl_location": pd.Series([None] * len(rows), dtype=TEXT),
            "pl_distance": pd.Series([None] * len(rows), dtype="float64"),
            "source_file": pd.Series(["episodes.csv"] * len(rows), dtype=TEXT),
            "source_row": range(1, len(rows) + 1),
        }
    )


def header(*rows):
    """(child, sex, dob, ethnic, upn) rows."""
    return pd.DataFrame(
        {
            "child": pd.Series([row[0] for row in rows], dtype=TEXT),
            "sex": pd.Series([row[1] for row in rows], dtype=TEXT),
            "dob": dates([row[2] for row in rows]),
            "ethnic": pd.Series([row[3] for row in rows], dtype=TEXT),
            "upn": pd.Series([row[4] for row in rows], dtype=TEXT),
            "source_file": pd.Series(["header.csv"] * len(rows), dtype=TEXT),
            "source_row": range(1, len(rows) + 1),
        }
    )


def empty(*columns):
    return pd.DataFrame({name: pd.Series(dtype=TEXT) for name in columns})


def year(start, *, header_rows, episode_rows, uasc=()):
    outcomes = [column.name for column in tables.health_outcome.columns]
    leavers = [column.name for column in tables.care_leaver.columns]
    return YearReturn(
        CollectionYear(start),
        {
            "header": header(*header_rows),
            "episodes": episodes(*episode_rows),
            "uasc": pd.DataFrame(
                {
                    "child": pd.Series([row[0] for row in uasc], dtype=TEXT),
                    "duc": dates([row[1] for row in uasc]),
                    "source_file": pd.Series(["uasc.csv"] * len(uasc), dtype=TEXT),
                    "source_row": range(1, len(uasc) + 1),
                }
            ),
            "oc2": empty("child", *outcomes[2:]),
            "oc3": empty("child", *leavers[2:]),
        },
    )


def made(*returns):
    return build(returns, person_id=lambda child: "person-" + child)


ANN = ("ann", "2", "2012-05-01", "WBRI", "A1")
BEN = ("ben", "M", "2014-02-28", "REFU", None)


def test_a_later_years_report_of_an_episode_replaces_the_earlier():
    people = made(
        year(2023, header_rows=[ANN], episode_rows=[("ann", "2023-05-01", None)]),
        year(2024, header_rows=[ANN], episode_rows=[("ann", "2023-05-01", "2024-06-01")]),
    )
    history = people.tables["care_episode"]
    assert history["dec"].dt.strftime("%Y-%m-%d").tolist() == ["2024-06-01"]
    assert history["collection_year"].tolist() == [2024]
    assert people.vanished == 0


def test_an_episode_that_ended_before_the_newest_year_stays_in_the_history():
    people = made(
        year(2023, header_rows=[ANN], episode_rows=[("ann", "2022-01-01", "2023-05-01")]),
        year(2024, header_rows=[ANN], episode_rows=[("ann", "2023-05-01", None)]),
    )
    assert len(people.tables["care_episode"]) == 2


def test_an_open_episode_that_the_next_return_does_not_mention_is_ended_and_flagged():
    people = made(
        year(2023, header_rows=[ANN, BEN], episode_rows=[("ann", "2023-05-01", None)]),
        year(2024, header_rows=[BEN], episode_rows=[("ben", "2024-05-01", None)]),
    )
    history = people.tables["care_episode"].set_index("person_id")
    assert history.loc["person-ann", "dec"] == pd.Timestamp("2024-04-01")
    assert history["dec_imputed"].to_dict() == {"person-ann": True, "person-ben": False}
    assert people.vanished == 1


def test_sex_and_ethnicity_are_told_alike_whatever_the_years_codes():
    people = made(year(2024, header_rows=[ANN, BEN], episode_rows=[]))
    person = people.tables["person"].set_index("person_id")
    assert person["sex"].to_dict() == {"person-ann": "F", "person-ben": "M"}
    assert person["ethnic_group"].to_dict() == {"person-ann": "white", "person-ben": "not_known"}


def test_a_child_whose_header_was_set_aside_is_still_a_person():
    people = made(year(2024, header_rows=[ANN], episode_rows=[("ben", "2024-05-01", None)]))
    person = people.tables["person"].set_index("person_id")
    assert sorted(person.index) == ["person-ann", "person-ben"]
    assert person.loc["person-ben", ["sex", "date_of_birth"]].isna().all()


def test_an_asylum_seeking_child_is_marked_with_the_day_the_status_ceases():
    people = made(year(2024, header_rows=[ANN, BEN], episode_rows=[], uasc=[("ben", "2032-02-28")]))
    person = people.tables["person"].set_index("person_id")
    assert person["uasc"].to_dict() == {"person-ann": False, "person-ben": True}
    assert person.loc["person-ben", "uasc_until"] == pd.Timestamp("2032-02-28")


def test_two_children_with_one_upn_are_counted_as_a_conflict():
    twin = ("cat", "2", "2012-05-01", "WBRI", "A1")
    assert made(year(2024, header_rows=[ANN, twin, BEN], episode_rows=[])).shared_upns == 1


def test_years_without_social_worker_episodes_give_an_empty_table():
    people = made(year(2022, header_rows=[ANN], episode_rows=[]))
    workers = people.tables["social_worker_episode"]
    assert workers.empty
    assert list(workers.columns) == [c.name for c in tables.social_worker_episode.columns]


@pytest.mark.parametrize("table", tables.metadata.sorted_tables, ids=lambda table: table.name)
def test_every_column_of_a_table_says_where_it_comes_from(table):
    assert all(isinstance(origins(table.name, column.name), list) for column in table.columns)
