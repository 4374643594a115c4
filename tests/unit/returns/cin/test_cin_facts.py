from __future__ import annotations

from datetime import date

import pandas as pd

from ae_pipeline.facts.coverage import Span
from ae_pipeline.facts.declaration import SubmissionRows
from ae_pipeline.periods import Month
from ae_pipeline.returns.cin import RETURN
from ae_pipeline.returns.cin.facts import FACTS, pre_proceedings_covered

_WHO = {"c1": "p1", "c2": "p2", "c3": "p3"}


def _drop(month, aside=None, **tables):
    """A drop of some rows; cells not given are empty."""
    frames = {}
    for name, columns in FACTS.reads.items():
        rows = [
            {"source_file": f"{month}/cin/census.xml", "source_row": number, **row}
            for number, row in enumerate(tables.get(name, []), start=1)
        ]
        frame = pd.DataFrame(rows, columns=[*columns, "source_file", "source_row"])
        frames[name] = frame.astype({column: _dtype(column) for column in frame.columns})
    return SubmissionRows(
        Month.parse(month), frames, lambda ids: ids.map(_WHO).astype("str"), aside or {}
    )


def _dtype(column):
    if "_date" in column or column == "date_of_initial_cpc":
        return "datetime64[ms]"
    return "Int64" if column in {"source_row", "number_of_previous_cpp"} else "str"


def _made(*drops):
    made = FACTS.build(drops)
    for table in (made.table for made in FACTS.makes):
        assert {column.name for column in table.columns} <= set(made[table.name].columns)
        for column in table.columns:
            assert column.nullable or made[table.name][column.name].notna().all()
    return made


def _episode(child="c1", number="1", on=date(2024, 5, 1), closed=None, **columns):
    return {
        "la_child_id": child,
        "cin_details_id": number,
        "cin_referral_date": on,
        "cin_closure_date": closed,
        "referral_nfa": "0",
        **columns,
    }


def _days(column):
    return [None if pd.isna(each) else each.date() for each in column]


def test_without_rows_there_are_no_fact_tables():
    made = _made(_drop("2024-03"), _drop("2025-03"))
    assert {name: len(frame) for name, frame in made.items()} == {
        table.name: 0 for table in (made.table for made in FACTS.makes)
    }


def test_the_newest_file_is_believed_of_an_episode_that_two_years_state():
    before = _drop(
        "2025-03",
        cin_details=[
            _episode(number="1", primary_need_code="N0"),
            _episode("c2", "2", closed=date(2024, 9, 1), reason_for_closure="RC7"),
        ],
    )
    # The numbers count anew in every file.
    now = _drop("2025-09", cin_details=[_episode(number="7", closed=date(2025, 6, 1),
                                                 primary_need_code="N1")])  # fmt: skip
    made = _made(before, now)["referral"].sort_values("person_id")
    assert made["person_id"].tolist() == ["p1", "p2"]
    assert made["primary_need"].tolist()[0] == "N1"
    assert _days(made["closed_on"]) == [date(2025, 6, 1), date(2024, 9, 1)]
    assert made["source_file"].tolist() == ["2025-09/cin/census.xml", "2025-03/cin/census.xml"]
    assert not made["closed_imputed"].any()


def test_what_the_next_years_file_does_not_mention_ended_on_the_first_day_after_the_year():
    plan = {"la_child_id": "c1", "cpp_id": "1", "cpp_start_date": date(2024, 6, 1)}
    need = {"la_child_id": "c1", "cin_plan_start_date": date(2024, 6, 1)}
    rows = {
        "cin_details": [_episode(), _episode("c2", "2", referral_nfa="1")],
        "child_protection_plans": [plan],
        "cin_plan_dates": [need],
    }
    alone = _made(_drop("2025-03", **rows))
    assert alone["protection_plan"]["ended_on"].isna().all()
    assert not alone["referral"]["closed_imputed"].any()
    followed = _made(_drop("2025-03", **rows), _drop("2025-09"))
    for table, ended in (("protection_plan", "ended"), ("cin_plan", "ended")):
        assert _days(followed[table][f"{ended}_on"]) == [date(2025, 4, 1)]
        assert followed[table][f"{ended}_imputed"].all()
    # A referral that led to nothing was never open.
    referrals = followed["referral"].sort_values("person_id")
    assert _days(referrals["closed_on"]) == [date(2025, 4, 1), None]
    assert referrals["closed_imputed"].tolist() == [True, False]


def test_a_child_of_whom_a_row_was_quarantined_did_not_vanish():
    plan = {"la_child_id": "c1", "cpp_id": "1", "cpp_start_date": date(2024, 6, 1)}
    before = _drop("2025-03", child_protection_plans=[plan])
    now = _drop("2025-09", {"child_protection_plans": frozenset({"c1"})})
    made = _made(before, now)["protection_plan"]
    assert made["ended_on"].isna().all()
    assert not made["ended_imputed"].any()


def test_of_two_referrals_on_a_day_one_that_led_to_action_is_believed():
    rows = [_episode(number="1"), _episode(number="2", referral_nfa="1")]
    made = _made(_drop("2025-03", cin_details=rows))["referral"]
    assert made["no_further_action"].tolist() == [False]
    assert made["source_row"].tolist() == [1]


def test_flags_are_read_as_numbers_and_words_and_null_where_they_are_neither():
    rows = [
        _episode("c1", "1", referral_nfa="true"),
        _episode("c2", "2", referral_nfa="False"),
        _episode("c3", "3", referral_nfa=None),
    ]
    made = _made(_drop("2025-03", cin_details=rows))["referral"].sort_values("person_id")
    assert made["no_further_action"].tolist()[:2] == [True, False]
    assert made["no_further_action"].isna().tolist() == [False, False, True]


def test_a_child_nobody_knows_stays():
    made = _made(_drop("2025-03", cin_details=[_episode("unknown")]))["referral"]
    assert made["person_id"].isna().tolist() == [True]


def test_the_birth_is_the_expected_one_until_it_is_recorded():
    expected = {"la_child_id": "c1", "expected_person_birth_date": date(2024, 9, 1)}
    told = {"la_child_id": "c1", "person_birth_date": date(2024, 9, 8)}
    first = _drop("2024-08", cin_details=[_episode()], child_identifiers=[expected])
    assert _days(_made(first)["referral"]["born_on"]) == [date(2024, 9, 1)]
    both = _made(first, _drop("2025-09", child_identifiers=[told]))
    assert _days(both["referral"]["born_on"]) == [date(2024, 9, 8)]


def test_what_is_in_an_episode_knows_its_referral_by_its_own_file():
    def assessment(number, start, child="c1"):
        return {
            "la_child_id": child,
            "cin_details_id": number,
            "assessment_actual_start_date": start,
        }

    first, second = date(2024, 5, 1), date(2025, 5, 1)
    before = _drop(
        "2025-03",
        cin_details=[_episode(number="1", on=first, closed=date(2024, 8, 1))],
        assessments=[assessment("1", first)],
        section47=[{"la_child_id": "c1", "cin_details_id": "1", "s47_actual_start_date": first}],
    )
    now = _drop(
        "2025-09",
        cin_details=[_episode(number="1", on=second)],
        assessments=[assessment("1", second), assessment("9", second, "c2")],
    )
    made = _made(before, now)
    numbers = made["referral"].set_index("referred_on")["referral_no"]
    found = made["assessment"].sort_values(["person_id", "started_on"])
    wanted = [numbers[pd.Timestamp(first)], numbers[pd.Timestamp(second)]]
    assert found["referral_no"].tolist()[:2] == wanted
    assert found["referral_no"].isna().tolist() == [False, False, True]
    assert made["section_47_enquiry"]["referral_no"].tolist() == wanted[:1]


def test_a_child_is_disabled_by_the_newest_file_that_states():
    def told(child, *codes):
        return [{"la_child_id": child, "disability": code} for code in codes]

    def assessment(child):
        return {"la_child_id": child, "assessment_actual_start_date": date(2024, 5, 1)}

    before = _drop(
        "2025-03",
        assessments=[assessment(child) for child in _WHO],
        disabilities=[*told("c1", "AUT", "LD"), *told("c2", "AUT")],
    )
    made = _made(before, _drop("2025-09", disabilities=told("c2", "NONE")))["assessment"]
    assert made.set_index("person_id")["disabled"].to_dict() == {
        "p1": True,
        "p2": False,
        "p3": False,
    }


def test_conferences_of_every_year_and_one_a_day():
    day = date(2024, 6, 20)
    enquiries = [
        {"la_child_id": "c1", "s47_actual_start_date": start, "date_of_initial_cpc": day}
        for start in (date(2024, 6, 10), date(2024, 6, 3))
    ]
    before = _drop(
        "2025-03",
        cin_details=[
            _episode("c1", "1", date_of_initial_cpc=day),
            _episode("c2", "2", date_of_initial_cpc=day),
            _episode("c3", "3"),
        ],
        section47=[*enquiries, {"la_child_id": "c3", "s47_actual_start_date": day}],
    )
    # The next year's file no longer tells the conference of the year before.
    now = _drop("2025-09", cin_details=[_episode("c2", "2")])
    made = _made(before, now)["initial_conference"].sort_values("person_id")
    assert made["person_id"].tolist() == ["p1", "p2"]
    assert _days(made["held_on"]) == [day, day]
    assert _days(made["enquiry_started_on"]) == [date(2024, 6, 10), None]


def test_reviews_of_every_year_are_of_the_plan_that_started_on_a_day():
    def plan(number, child="c1"):
        return {"la_child_id": child, "cpp_id": number, "cpp_start_date": date(2024, 6, 1)}

    def review(number, on, child="c1"):
        return {"la_child_id": child, "cpp_id": number, "cpp_review_date": on}

    first, second = date(2024, 8, 20), date(2025, 2, 10)
    before = _drop(
        "2025-03",
        child_protection_plans=[plan("1")],
        reviews=[review("1", first), review("8", first)],
    )
    now = _drop(
        "2025-09",
        child_protection_plans=[plan("1", "c2"), plan("2")],
        reviews=[review("2", first), review("2", second), review("2", second)],
    )
    made = _made(before, now)
    plans = made["protection_plan"].set_index("person_id")["plan_no"]
    reviews = made["protection_review"].sort_values("reviewed_on")
    assert reviews["plan_no"].tolist() == [plans["p1"]] * 2
    assert _days(reviews["reviewed_on"]) == [first, second]


def test_pre_proceedings_end_with_the_decision_or_the_court_whichever_is_earlier():
    def began(child, **columns):
        return {"la_child_id": child, "pp_start_date": date(2025, 5, 1), **columns}

    decided, court = {"step_decision_date": date(2025, 8, 1)}, {"court_app_date": date(2025, 8, 4)}
    early = {"court_app_date": date(2025, 7, 1)}
    rows = [
        began("c1", **decided, **court, fgdm_meeting_offer="1", fgdm_meeting_fac="0"),
        began("c2", **decided, **early),
        began("c3", **court),
        {"la_child_id": "c3", "fgdm_meeting_offer": "1"},
    ]
    made = _made(_drop("2025-03"), _drop("2025-09", pre_proceedings=rows))["pre_proceedings"]
    made = made.sort_values("person_id")
    assert _days(made["ended_on"]) == [date(2025, 8, 1), date(2025, 7, 1), date(2025, 8, 4)]
    assert _days(made["court_applied_on"])[0] == date(2025, 8, 4)
    assert made["meeting_offered"].tolist()[0] is True
    assert made["meeting_held"].tolist()[0] is False


def test_the_days_that_files_of_years_state():
    months = [Month.parse(each) for each in ("2024-03", "2025-03", "2025-09")]
    assert FACTS.covers(months) == Span(date(2023, 4, 1), date(2025, 9, 30))
    assert pre_proceedings_covered(months) == Span(date(2025, 4, 1), date(2025, 9, 30))
    assert pre_proceedings_covered(months[:2]) is None
    assert RETURN.history.choose([Month.parse("2025-02"), *months[1:]], months[-1]) == months[1:]
