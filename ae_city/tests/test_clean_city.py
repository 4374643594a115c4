"""A city without faults breaks none of the collector's rules that a return can be asked by itself
or against the year before. Each test names the rules it stands for."""

from datetime import date
from itertools import pairwise

import pytest

from ae_city.people import check_letter
from ae_pipeline.periods import CollectionYear, months_before

from .conftest import age, day

TEMPORARY = {"T0", "T1", "T2", "T3", "T4"}
SHORT_BREAKS = {"V3", "V4"}
WITHOUT_NUMBER = {"P1", "P3", "R1", "R2", "R5", *TEMPORARY, "Z1", "Z11", "Z12", "Z13", "Z14"}
WITHOUT_PROVIDER = {"T0", "T1", "T2", "T3", "Z1", "Z11", "Z12", "Z13", "Z14"}


def episodes(drops):
    for drop in drops:
        for row in drop.tables["episodes"]:
            yield drop, row


def test_dates_are_dates_within_the_year_so_far_141_147_354(drops):
    for drop, row in episodes(drops):
        assert day(row["DECOM"]) <= drop.month.end
        if row["DEC"]:
            assert drop.year.start <= day(row["DEC"]) <= drop.month.end


def test_one_row_a_child_and_no_episode_twice_int31_to_int36(drops):
    for drop in drops:
        for name in ("header", "oc2", "oc3", "ad1", "previous_permanence", "uasc"):
            children = [row["CHILD"] for row in drop.tables[name]]
            assert len(children) == len(set(children)), name
        keys = [(row["CHILD"], row["DECOM"]) for row in drop.tables["episodes"]]
        assert len(keys) == len(set(keys))


def test_every_child_is_in_the_header_with_the_same_birth_int01_to_int18(drops):
    for drop in drops:
        born = {row["CHILD"]: row["DOB"] for row in drop.tables["header"]}
        for rows in drop.tables.values():
            assert all(row["CHILD"] in born for row in rows)
            assert all(row.get("DOB", born[row["CHILD"]]) == born[row["CHILD"]] for row in rows)


def test_an_end_and_its_reason_come_together_148(drops):
    assert all(bool(row["DEC"]) == bool(row["REC"]) for _, row in episodes(drops))


def test_an_episode_lasts_a_night_355_356(drops):
    assert all(day(row["DECOM"]) < day(row["DEC"]) for _, row in episodes(drops) if row["DEC"])


def test_episodes_follow_each_other_without_gap_or_overlap_142_388_432_433_501(drops):
    for drop in drops:
        for chain in drop.chains():
            assert all(row["DEC"] for row in chain[:-1])
            assert chain[-1]["REC"] != "X1"
            for one, other in pairwise(chain):
                assert (one["REC"] == "X1") == (other["RNE"] != "S")
                if other["RNE"] == "S":
                    assert day(one["DEC"]) < day(other["DECOM"])
                else:
                    assert one["DEC"] == other["DECOM"]


def test_the_reason_for_a_new_episode_is_what_changed_434_435_436(drops):
    where = ("PLACE", "PL_POST", "URN", "PLACE_PROVIDER")
    for drop in drops:
        for one, other in drop.steps():
            legal = one["LS"] != other["LS"]
            moved = any(one[name] != other[name] for name in where)
            assert (legal, moved) == {
                "L": (True, False),
                "P": (False, True),
                "T": (False, True),
                "B": (True, True),
                "U": (True, True),
            }[other["RNE"]]
            if other["RNE"] in {"T", "U"}:
                assert one["PL_POST"] == other["PL_POST"]


def test_the_category_of_need_stays_in_a_period_of_care_504(drops):
    assert all(one["CIN"] == other["CIN"] for drop in drops for one, other in drop.steps())


def test_a_reason_for_change_is_told_where_a_placement_ended_225_226_233(drops):
    for drop in drops:
        for one, other in drop.steps():
            temporary = {one["PLACE"], other["PLACE"]} & TEMPORARY
            assert bool(one["REASON_PLACE_CHANGE"]) == (other["RNE"] != "L" and not temporary)
        for chain in drop.chains():
            assert not chain[-1]["REASON_PLACE_CHANGE"]


def test_providers_fit_placements_178_213_526_to_530_550_1015(drops):
    for _, row in episodes(drops):
        provider, place = row["PLACE_PROVIDER"], row["PLACE"]
        assert bool(provider) == (place not in WITHOUT_PROVIDER)
        assert (provider == "PR0") == (place == "P1")
        if provider in {"PR1", "PR2"}:
            assert place not in {"P1", "R2", "R5"}


def test_ofsted_numbers_are_there_where_required_218_222_230(drops):
    for drop, row in episodes(drops):
        if row["LS"] in SHORT_BREAKS or row["PLACE"] in {"H5", *WITHOUT_NUMBER}:
            assert not row["URN"]
        else:
            assert row["URN"], (drop.month, row["PLACE"])
        if row["PLACE"] == "H5" and drop.year.start_year >= 2023:
            assert row["DEC"]
            assert day(row["DEC"]) <= date(2023, 10, 28)


def test_postcodes_are_there_but_for_the_unaccompanied_and_short_breaks_392_398(drops):
    for drop in drops:
        alone = {row["CHILD"] for row in drop.tables["uasc"]}
        for row in drop.tables["episodes"]:
            breaks = row["LS"] in SHORT_BREAKS
            assert bool(row["PL_POST"]) != breaks
            assert bool(row["HOME_POST"]) != (breaks or row["CHILD"] in alone)
            if row["PLACE"] != "P1" and not breaks:
                assert row["HOME_POST"] != row["PL_POST"]


def test_codes_belong_to_the_specification_146_101(drops):
    for drop in drops:
        places = {row["PLACE"] for row in drop.tables["episodes"]}
        sexes = {row["SEX"] for row in drop.tables["header"]}
        year = drop.year.start_year
        assert sexes == ({"M", "F"} if year >= 2024 else {"1", "2"})
        assert ("K3" in places) == (year >= 2023)
        assert ("H5" in places) == (year <= 2023)
        assert not places & ({"Z1"} if year >= 2025 else {"Z11", "Z12", "Z13", "Z14"})
        assert ("sw_episodes" in drop.tables) == (year >= 2023)


@pytest.mark.parametrize(("place", "youngest"), [("K3", 16), ("H5", 16), ("R5", 10), ("S1", 4)])
def test_placements_fit_ages_371_to_374(drops, place, youngest):
    for drop in drops:
        born = drop.born
        for row in drop.tables["episodes"]:
            if row["PLACE"] == place:
                assert age(born[row["CHILD"]], day(row["DECOM"])) >= youngest


@pytest.mark.parametrize(
    ("column", "code", "most"),
    [
        ("LS", "L1", 3), ("LS", "L2", 21), ("PLACE", "T1", 42), ("PLACE", "T3", 21),
        ("PLACE", "T4", 7),
    ],
)  # fmt: skip
def test_time_limits_are_kept_361_362_375_376_379(drops, column, code, most):
    lasting = [
        (day(row["DEC"]) - day(row["DECOM"])).days
        for _, row in episodes(drops)
        if row[column] == code and row["DEC"]
    ]
    assert lasting
    assert max(lasting) <= most


def test_a_temporary_placement_ends_where_it_began_380_381_383(drops):
    for drop in drops:
        for chain in drop.chains():
            for number, row in enumerate(chain):
                if row["PLACE"] in TEMPORARY:
                    assert row["RNE"] != "S"
                    assert row["REC"] in {"X1", ""}
                    if 0 < number < len(chain) - 1:
                        before, after = chain[number - 1], chain[number + 1]
                        for name in ("PLACE", "PL_POST", "URN"):
                            assert before[name] == after[name]


def test_nobody_lives_with_parents_by_agreement_378(drops):
    assert not any(row["PLACE"] == "P1" and row["LS"] == "V2" for _, row in episodes(drops))


def test_care_begins_under_18_and_ends_by_18_352_437_460(drops):
    for drop in drops:
        born = drop.born
        for row in drop.tables["episodes"]:
            eighteenth = born[row["CHILD"]].replace(year=born[row["CHILD"]].year + 18)
            assert born[row["CHILD"]] < day(row["DECOM"]) < eighteenth
            assert day(row["DEC"]) <= eighteenth if row["DEC"] else drop.month.end < eighteenth
            if row["REC"] in {"E17", "E7"}:
                assert day(row["DEC"]) == eighteenth
            if row["REC"] in {"E5", "E6"}:
                assert age(born[row["CHILD"]], day(row["DEC"])) >= 14


def test_special_guardians_who_fostered_had_fostered_516(drops):
    for _, row in episodes(drops):
        if row["REC"] in {"E45", "E46"}:
            assert row["PLACE"].startswith("U")


def test_adoptions_have_their_order_decision_and_record_390_408_551_to_554_601_602(drops):
    for drop in drops:
        placed = {row["CHILD"]: row for row in drop.tables["placed_for_adoption"]}
        adopted = {row["CHILD"]: row for row in drop.tables["ad1"]}
        ended = set()
        for row in drop.tables["episodes"]:
            if row["PLACE"].startswith("A"):
                assert row["LS"] == "E1"
                assert row["RNE"] in ({"S", "T", "U"} if row["PLACE"] == "A5" else {"P", "B", "L"})
            if row["PLACE"].startswith("A") or row["LS"] == "E1":
                assert day(placed[row["CHILD"]]["DATE_PLACED"]) <= day(row["DECOM"])
            if row["REC"] in {"E11", "E12"}:
                ended.add(row["CHILD"])
                told = adopted[row["CHILD"]]
                assert row["PLACE"] == ("A5" if told["FOSTER_CARE"] == "1" else "A6")
                assert told["DATE_INT"] == placed[row["CHILD"]]["DATE_PLACED"]
                assert day(told["DATE_INT"]) <= day(told["DATE_MATCH"]) < day(row["DEC"])
        assert ended == set(adopted)


def test_a_decision_reversed_is_dated_with_its_reason_118_119_522(drops):
    reversals = 0
    for drop in drops:
        for row in drop.tables["placed_for_adoption"]:
            assert bool(row["DATE_PLACED_CEASED"]) == bool(row["REASON_PLACED_CEASED"])
            if row["DATE_PLACED_CEASED"]:
                reversals += 1
                assert day(row["DATE_PLACED"]) <= day(row["DATE_PLACED_CEASED"])
                assert drop.year.start <= day(row["DATE_PLACED_CEASED"]) <= drop.month.end
    assert reversals


def test_the_unaccompanied_cease_to_be_so_by_18_303_304(drops):
    for drop in drops:
        for row in drop.tables["uasc"]:
            born = day(row["DOB"])
            assert day(row["DUC"]) <= born.replace(year=born.year + 18)


def test_reviews_are_in_the_year_and_coded_by_age_440_441(drops):
    for drop in drops:
        for row in drop.tables["reviews"]:
            held = day(row["REVIEW"])
            assert drop.year.start <= held <= drop.month.end
            assert (row["REVIEW_CODE"] == "PN0") == (age(day(row["DOB"]), held) < 4)


def test_outcomes_are_asked_by_age_157_186_188_189_197_542_to_546(drops):
    for drop in drops:
        for row in drop.tables["oc2"]:
            years = age(day(row["DOB"]), drop.year.end)
            assert bool(row["SDQ_SCORE"]) + bool(row["SDQ_REASON"]) == (4 <= years <= 17)
            assert row["SDQ_REASON"] != "SDQ1"
            assert row["CONVICTED"] in ({"0", "1"} if years >= 10 else {""})
            assert row["HEALTH_CHECK"] in ({"0", "1"} if years < 5 else {""})


def test_substance_misuse_and_intervention_agree_158_159_192_193(drops):
    patterns = {
        (row["SUBSTANCE_MISUSE"], row["INTERVENTION_RECEIVED"], row["INTERVENTION_OFFERED"])
        for drop in drops
        for row in drop.tables["oc2"]
    }
    assert ("0", "", "") in patterns
    assert patterns <= {("0", "", ""), ("1", "1", ""), ("1", "0", "1"), ("1", "0", "0")}


def test_outcomes_are_of_children_looked_after_for_twelve_months_185_190_191(drops):
    for drop in drops:
        year_ago = months_before(drop.month.end, 12)
        started = {
            row["CHILD"]: day(row["DECOM"])
            for chain in drop.chains()
            for row in chain
            if row["RNE"] == "S"
        }
        looked_after = {
            chain[-1]["CHILD"]
            for chain in drop.chains()
            if not chain[-1]["DEC"] and chain[-1]["LS"] not in SHORT_BREAKS
        }
        long = {child for child in looked_after if started.get(child, date.min) <= year_ago}
        told = {row["CHILD"] for row in drop.tables["oc2"]}
        # A start that the return does not show was in an earlier year, so less than a year ago
        # only where the month is before March.
        assert told <= looked_after
        assert all(child in told for child in long if child in started)
        if drop.month.number == 3:
            assert told == long


def test_care_leavers_are_not_looked_after_on_their_birthday_187_391_1007(drops):
    for drop in drops:
        born = drop.born
        outcomes = {row["CHILD"] for row in drop.tables["oc2"]}
        periods = {}
        for row in drop.tables["episodes"]:
            periods.setdefault(row["CHILD"], []).append(row)
        for row in drop.tables["oc3"]:
            turned = age(born[row["CHILD"]], drop.month.end)
            birthday = born[row["CHILD"]].replace(year=born[row["CHILD"]].year + turned)
            assert 17 <= turned <= 21
            assert drop.year.start <= birthday <= drop.month.end
            assert row["CHILD"] not in outcomes
            for each in periods.get(row["CHILD"], []):
                covers = day(each["DECOM"]) <= birthday and (
                    not each["DEC"] or birthday < day(each["DEC"])
                )
                assert not covers


def test_care_leavers_records_are_whole_131_133_153_344_345_347_3001(drops):
    for drop in drops:
        for row in drop.tables["oc3"]:
            if row["IN_TOUCH"] == "RHOM":
                assert (row["ACTIV"], row["ACCOM"]) == ("", "")
            elif row["IN_TOUCH"] == "YES":
                assert row["ACTIV"] != "0"
                assert row["ACCOM"] != "0"
            else:
                assert (row["ACTIV"], row["ACCOM"]) == ("0", "0")
            assert row["ACCOM"] not in {"S1", "X1"}
            turned = age(day(row["DOB"]), drop.month.end)
            assert not (turned < 18 and row["ACCOM"][:1] == "T")
            assert not (turned == 17 and row["ACCOM"][:1] == "Z")


def test_those_long_gone_have_nothing_else_1012_628(drops):
    for drop in drops:
        present = {row["CHILD"] for row in drop.tables["episodes"]}
        for name, rows in drop.tables.items():
            if name not in {"header", "oc3"}:
                assert all(row["CHILD"] in present for row in rows), name
        for row in drop.tables["header"]:
            if row["CHILD"] not in present:
                assert row["MOTHER"] == ""


def test_mothers_are_told_of_young_women_only_165_174_393_611_612(drops):
    for drop in drops:
        women = {"F", "2"}
        asked = {row["CHILD"] for row in drop.tables["episodes"] if row["LS"] not in SHORT_BREAKS}
        for row in drop.tables["header"]:
            expected = row["SEX"] in women and row["CHILD"] in asked
            assert (row["MOTHER"] in {"0", "1"}) == expected
            assert bool(row["MC_DOB"]) == (row["MOTHER"] == "1")


def test_school_numbers_are_unique_and_check_168_209_444(drops):
    for drop in drops:
        known = [row["UPN"] for row in drop.tables["header"] if not row["UPN"].startswith("UN")]
        assert len(known) == len(set(known))
        assert all(upn[0] == check_letter(upn[1:]) for upn in known)
        for row in drop.tables["header"]:
            if age(day(row["DOB"]), drop.month.end) >= 5:
                assert row["UPN"] != "UN1"


def test_the_missing_were_in_care_and_found_567_574_577_581(drops):
    for drop in drops:
        spans = {}
        for row in drop.tables["episodes"]:
            end = day(row["DEC"]) if row["DEC"] else date.max
            spans.setdefault(row["CHILD"], []).append((day(row["DECOM"]), end))
        last = {}
        for row in sorted(drop.tables["missing"], key=lambda row: day(row["MIS_START"])):
            start = day(row["MIS_START"])
            end = day(row["MIS_END"]) if row["MIS_END"] else start
            assert start <= end <= drop.month.end
            for when in (start, end):
                assert any(since <= when < until for since, until in spans[row["CHILD"]])
            assert last.get(row["CHILD"], date.min) <= start
            last[row["CHILD"]] = end


def test_workers_hand_over_on_the_day_sw02_to_sw19(drops):
    for drop in drops:
        workers = {}
        for row in drop.tables.get("sw_episodes", []):
            workers.setdefault(row["CHILD"], []).append(row)
        looked_after = {row["CHILD"] for row in drop.tables["episodes"] if not row["DEC"]}
        if workers:
            assert looked_after <= set(workers)
        for rows in workers.values():
            rows.sort(key=lambda row: day(row["SW_DECOM"]))
            for one, other in pairwise(rows):
                assert one["SW_DEC"] == other["SW_DECOM"]
                assert one["SW_ID"] != other["SW_ID"]
                assert other["SW_REASON"] != "FCONTA"
                assert day(one["SW_DECOM"]) < day(one["SW_DEC"])
            assert rows[-1]["SW_DEC"] == ""
            assert all(row["SW_ID"].startswith("SW") for row in rows)
            assert all(not row["SW_DEC"] or day(row["SW_DEC"]) >= drop.year.start for row in rows)


def year_ends(drops):
    ends = [drop for drop in drops if drop.month.number == 3]
    for one, other in pairwise(ends):
        if other.year == CollectionYear(one.year.start_year + 1):
            yield one, other
    yield ends[-1], drops[-1]


def test_what_was_open_at_the_year_end_goes_on_as_it_was_502_503_562(drops):
    same = (
        "DECOM", "RNE", "LS", "CIN", "PLACE", "PLACE_PROVIDER", "URN", "HOME_POST", "PL_POST",
    )  # fmt: skip
    for last, this in year_ends(drops):
        now = {chain[0]["CHILD"]: chain[0] for chain in this.chains()}
        were_open = {row["CHILD"]: row for row in last.tables["episodes"] if not row["DEC"]}
        for child, row in were_open.items():
            assert [now[child][name] for name in same] == [row[name] for name in same]
        for child, row in now.items():
            if day(row["DECOM"]) < this.year.start:
                assert child in were_open


def test_nobody_changes_birth_sex_ethnicity_or_number_202_to_208(drops):
    letter = {"1": "M", "2": "F", "M": "M", "F": "F"}
    for last, this in year_ends(drops):
        before = {row["CHILD"]: row for row in last.tables["header"]}
        for row in this.tables["header"]:
            then = before.get(row["CHILD"], row)
            assert row["DOB"] == then["DOB"]
            assert row["ETHNIC"] == then["ETHNIC"]
            assert letter[row["SEX"]] == letter[then["SEX"]]
            assert row["UPN"] == then["UPN"] or then["UPN"] == "UN1"
            assert not (then["MOTHER"] == "1" and row["MOTHER"] == "0")


def test_a_decision_for_adoption_stays_what_it_was_559_560(drops):
    for last, this in year_ends(drops):
        before = {row["CHILD"]: row for row in last.tables["placed_for_adoption"]}
        for row in this.tables["placed_for_adoption"]:
            if day(row["DATE_PLACED"]) < this.year.start:
                assert before[row["CHILD"]]["DATE_PLACED"] == row["DATE_PLACED"]


def test_who_was_missing_at_the_year_end_is_told_of_again_576(drops):
    for last, this in year_ends(drops):
        now = {(row["CHILD"], row["MIS_START"]) for row in this.tables["missing"]}
        for row in last.tables["missing"]:
            if not row["MIS_END"]:
                assert (row["CHILD"], row["MIS_START"]) in now


def test_previous_permanence_is_told_of_whoever_came_since_2016_630_634(drops):
    for drop in drops:
        told = {row["CHILD"]: row for row in drop.tables["previous_permanence"]}
        for row in drop.tables["episodes"]:
            if row["RNE"] == "S" and day(row["DECOM"]) >= date(2016, 4, 1):
                assert row["CHILD"] in told
        for row in told.values():
            assert (row["PREV_PERM"] == "Z1") == (not row["DATE_PERM"])


def test_nothing_happens_at_the_turn_of_a_month_that_a_count_would_hang_on(drops):
    days = {day(row["DECOM"]).day for _, row in episodes(drops) if row["RNE"] == "S"}
    days |= {day(row["DEC"]).day for _, row in episodes(drops) if row["REC"] not in {"X1", ""}}
    assert not days & {1, 2, 29, 30, 31}
