"""Where returns tell of persons and groups: every table and column named is there."""

import pandas as pd
import pytest

from ae_pipeline import returns
from ae_pipeline.people.memberships import spells
from ae_pipeline.people.persons import identities, people_of, persons
from ae_pipeline.periods import Month
from ae_pipeline.schema.groups import Group

MONTH = Month(2025, 9)


def validated(system, table):
    """The columns of a validated table by its asset name."""
    source = returns.load(system)
    (official,) = (name for name in source.tables if source.asset_name(name) == table)
    return {column.name: column.kind for column in source.validated_columns(official)}


def frame(system, table, *rows):
    """Rows of a validated table; what is not given is null."""
    columns = {}
    for name, kind in validated(system, table).items():
        cells = [row.get(name) for row in rows]
        if kind == "date":
            columns[name] = pd.to_datetime(pd.Series(cells, dtype="str")).astype("datetime64[s]")
        else:
            columns[name] = pd.Series(cells, dtype="str")
    return pd.DataFrame(columns)


@pytest.mark.parametrize("system", people_of())
def test_the_columns_that_say_who_somebody_is_are_there(system):
    for identity in people_of()[system].identities:
        assert set(identity.columns) <= set(validated(system, identity.table)), identity.table


@pytest.mark.parametrize("system", people_of())
def test_a_group_is_empty_where_its_tables_have_no_rows(system):
    declared = people_of()[system]
    for each in (*declared.memberships, *declared.states):
        tables = {table: frame(system, table) for table in each.needs}
        assert each.spells(tables).empty, each.needs


@pytest.mark.parametrize("system", people_of())
def test_the_days_that_are_compared_are_there(system):
    for compared in people_of()[system].days:
        kinds = validated(system, compared.table)
        assert kinds[compared.day] == "date"
        assert compared.person in kinds


def test_an_id_is_recorded_once_by_what_was_said_last():
    before = {
        "header": frame("ssda903", "header", {"child": "c1", "child_link": "k1", "sex": "1"}),
    }
    after = {
        "header": frame(
            "ssda903", "header", {"child": "c1", "child_link": "k1", "sex": "F", "upn": "u1"}
        ),
        "oc2": frame("ssda903", "oc2", {"child": "c2", "child_link": "k2"}),
    }
    told = identities({"ssda903": [(Month(2025, 3), before), (MONTH, after)]})
    assert told["local_id"].tolist() == ["c1", "c2"]
    assert told["sex"].tolist()[:1] == ["F"]
    assert told["upn"].tolist()[:1] == ["u1"]
    assert told["last_seen"].tolist() == ["2025-09", "2025-09"]


def test_nobody_gives_no_rows():
    assert identities({}).empty


def found(group, system, tables, ids):
    index = pd.MultiIndex.from_tuples(
        [(system, local) for local in ids], names=["system", "local_id"]
    )
    people = pd.Series([f"p{number}" for number in range(len(ids))], index=index, dtype="str")
    rows = pd.concat(spells({system: [(MONTH, tables)]}, people)[group])
    return [
        (
            row.person_id,
            f"{row.start:%Y-%m-%d}",
            None if pd.isna(row.end) else f"{row.end:%Y-%m-%d}",
        )
        for row in rows.itertuples()
    ]


def test_a_referral_without_further_action_puts_nobody_in_need():
    tables = {
        "cin_details": frame(
            "cin",
            "cin_details",
            {"la_child_id": "a", "cin_referral_date": "2025-01-02", "referral_nfa": "0"},
            {"la_child_id": "b", "cin_referral_date": "2025-01-02", "referral_nfa": "1"},
        )
    }
    assert found(Group.CIN, "cin", tables, ["a", "b"]) == [("p0", "2025-01-02", None)]


def test_a_short_break_is_not_being_looked_after():
    tables = {
        "episodes": frame(
            "ssda903",
            "episodes",
            {"child": "a", "decom": "2025-01-02", "dec": "2025-02-01", "ls": "V4"},
            {"child": "a", "decom": "2025-03-02", "ls": "C2"},
        )
    }
    assert found(Group.LOOKED_AFTER, "ssda903", tables, ["a"]) == [("p0", "2025-03-02", None)]


def test_a_free_meals_period_holds_its_last_day():
    tables = {
        "fsm_period": frame(
            "school_census",
            "fsm_period",
            {"pupil_id": "a", "started": "2024-09-02", "ended": "2025-01-31"},
        )
    }
    assert found(Group.FSM, "school_census", tables, ["a"]) == [("p0", "2024-09-02", "2025-02-01")]


def test_a_plan_is_found_through_its_assessment_and_request():
    tables = {
        "named_plan": frame("sen2", "named_plan", {"assessment_id": "s", "started": "2024-05-01"}),
        "assessment": frame("sen2", "assessment", {"assessment_id": "s", "request_id": "r"}),
        "requests": frame("sen2", "requests", {"request_id": "r", "person_id": "a"}),
    }
    assert found(Group.EHC_PLAN, "sen2", tables, ["a"]) == [("p0", "2024-05-01", None)]


def test_a_pupils_need_counts_from_the_day_of_the_census():
    tables = {
        "school_census": frame(
            "school_census", "school_census", {"return_id": "t", "reference_date": "2025-01-16"}
        ),
        "pupil_on_roll": frame(
            "school_census",
            "pupil_on_roll",
            {"pupil_id": "a", "return_id": "t", "sen_provision": "K", "young_carer": "N"},
            {"pupil_id": "b", "return_id": "t", "sen_provision": "E", "young_carer": "S"},
        ),
    }
    assert found(Group.SEN_SUPPORT, "school_census", tables, ["a", "b"]) == [
        ("p0", "2025-01-16", None)
    ]
    assert found(Group.YOUNG_CARER, "school_census", tables, ["a", "b"]) == [
        ("p1", "2025-01-16", None)
    ]


def told(group, *drops):
    """Spells of a looked-after child by the drops (month, start, end) of its return."""
    rows = [
        (
            Month.parse(month),
            {"episodes": frame("ssda903", "episodes", {"child": "c", "decom": start, "dec": end})},
        )
        for month, start, end in drops
    ]
    index = pd.MultiIndex.from_tuples([("ssda903", "c")], names=["system", "local_id"])
    found = pd.concat(spells({"ssda903": rows}, pd.Series(["p"], index=index))[group])
    days = (found[name].dt.strftime("%Y-%m-%d").fillna("open") for name in ("start", "end"))
    return sorted(zip(*days, strict=True))


def test_a_later_submission_is_believed_of_a_spell_that_was_open():
    assert told(
        Group.LOOKED_AFTER,
        ("2024-03", "2023-05-01", None),
        ("2025-03", "2023-05-01", "2024-06-01"),
    ) == [("2023-05-01", "2024-06-01")]


def test_an_open_spell_that_no_later_submission_mentions_ends_with_its_submission():
    assert told(
        Group.LOOKED_AFTER, ("2024-03", "2023-05-01", None), ("2025-03", "2024-07-01", None)
    ) == [("2023-05-01", "2024-04-01"), ("2024-07-01", "open")]


@pytest.mark.parametrize(
    ("told", "group"),
    [
        ("WBRI", "white"),
        ("WENG", "white"),  # a finer code, as a school census may have
        ("MWBC", "mixed"),
        ("AAFR", "asian"),
        ("CHNE", "asian"),
        ("CHKC", "asian"),
        ("BSLN", "black"),
        ("OOTH", "other"),
        ("a) White", "white"),
        ("d) Black or black British", "black"),
        ("f) Not stated", "not_known"),
        ("REFU", "not_known"),
        ("NOBT", "not_known"),
        (None, "not_known"),
    ],
)
def test_ethnicity_is_grouped_as_the_census_groups_it(told, group):
    known = pd.DataFrame(
        {
            "person_id": pd.Series(["p1"], dtype="str"),
            "date_of_birth": pd.Series([pd.NaT], dtype="datetime64[s]"),
            "sex": pd.Series(["F"], dtype="str"),
            "ethnicity": pd.Series([told], dtype="str"),
            "postcode_district": pd.Series([None], dtype="str"),
        }
    )
    nobody = pd.DataFrame(
        {"person_id": pd.Series(dtype="str"), "end": pd.Series(dtype="datetime64[s]")}
    )
    assert persons(known, nobody, {})["ethnic_group"].tolist() == [group]


def test_annex_a_says_sex_in_its_own_words():
    told = frame(
        "annex_a",
        "children_in_need",
        {"child_unique_id": "c1", "gender": "a) Male"},
        {"child_unique_id": "c2", "gender": "b) Female"},
        {"child_unique_id": "c3", "gender": "c) Not stated/recorded"},
    )
    known = identities({"annex_a": [(MONTH, {"children_in_need": told})]}).set_index("local_id")
    assert known["sex"].fillna("").to_dict() == {"c1": "M", "c2": "F", "c3": ""}
