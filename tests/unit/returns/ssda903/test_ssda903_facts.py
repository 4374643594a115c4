"""From several years' returns to one history per child. Everyone here is invented."""

import pandas as pd

from ae_pipeline.facts.declaration import SubmissionRows
from ae_pipeline.periods import Month
from ae_pipeline.returns.ssda903.facts import FACTS

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


def drop(year, *episode_rows, quarantined=()):
    """The last return of the collection year that starts in a year."""
    tables = {
        name: pd.DataFrame(
            {column: pd.Series(dtype=TEXT) for column in (*columns, "source_file", "source_row")}
        )
        for name, columns in FACTS.reads.items()
    }
    return SubmissionRows(
        Month(year + 1, 3),
        {**tables, "episodes": episodes(*episode_rows)},
        lambda child: "person-" + child,
        {"episodes": frozenset(quarantined)},
    )


def history(*drops):
    return FACTS.build(drops)["care_episode"]


def test_a_later_years_report_of_an_episode_replaces_the_earlier():
    known = history(
        drop(2023, ("ann", "2023-05-01", None)), drop(2024, ("ann", "2023-05-01", "2024-06-01"))
    )
    assert known["dec"].dt.strftime("%Y-%m-%d").tolist() == ["2024-06-01"]
    assert known["collection_year"].tolist() == [2024]
    assert not known["dec_imputed"].any()


def test_an_episode_that_ended_before_the_newest_year_stays_in_the_history():
    known = history(
        drop(2023, ("ann", "2022-01-01", "2023-05-01")), drop(2024, ("ann", "2023-05-01", None))
    )
    assert len(known) == 2


def test_an_open_episode_that_the_next_return_does_not_mention_is_ended_and_flagged():
    known = history(
        drop(2023, ("ann", "2023-05-01", None)), drop(2024, ("ben", "2024-05-01", None))
    ).set_index("person_id")
    assert known.loc["person-ann", "dec"] == pd.Timestamp("2024-04-01")
    assert known["dec_imputed"].to_dict() == {"person-ann": True, "person-ben": False}
    (check,) = FACTS.makes[0].checks
    assert check.failing(known) == 1


def test_an_open_episode_stands_where_the_next_returns_row_was_quarantined():
    known = history(
        drop(2023, ("ann", "2023-05-01", None)),
        drop(2024, ("ben", "2024-05-01", None), quarantined=["ann"]),
    ).set_index("person_id")
    assert pd.isna(known.loc["person-ann", "dec"])


def test_years_without_social_worker_episodes_give_an_empty_table():
    assert FACTS.build([drop(2022, ("ann", "2022-05-01", None))])["social_worker_episode"].empty


def test_a_year_of_history_counts_only_with_its_last_month():
    months = [Month(2023, 3), Month(2024, 3), Month(2025, 3), Month(2025, 9)]
    told = FACTS.covers(months)
    assert (str(told.first), str(told.last)) == ("2022-04-01", "2025-09-30")
    short = FACTS.covers([Month(2023, 3), Month(2024, 1), Month(2025, 3), Month(2025, 9)])
    assert str(short.first) == "2024-04-01"
    assert FACTS.covers([]) is None
