"""Results at the end of key stages 2 and 4, and qualifications by 19.

Not here: who is assessed (``pupils``), or what an export says of it (``attainment``).
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ae_city.learning.groups import PLAN, spread, top
from ae_city.learning.pupils import NO_SCHOOL
from ae_city.population.draws import Draws

if TYPE_CHECKING:
    from ae_city.learning.figures import Figures, Subjects
    from ae_city.learning.pupils import Learners, Pupils
    from ae_city.population.draws import Flags, Numbers, Reals

NO_SCORE = -1
_YEAR_6, _YEAR_11, _YEAR_AT_19 = 6, 11, 14
_STANDARD, _HIGHER, _HIGHEST, _LOWEST = 100, 110, 120, 80
_MOST_POINTS, _MOST_EBACC = 90.0, 9.0
_POINTS_A_GRADE = 10.0
_STANDARD_PASS, _STRONG_PASS, _TOP_GRADE = 4, 5, 9


def tell_key_stage_2(learners: Learners, figures: Figures, years: range) -> pd.DataFrame:
    """One row a pupil: year, person, school; outcomes, scores (-1: none), writing; all three."""
    parts = []
    for year in years:
        draws = Draws(learners.population.seed, f"learning: key stage 2 {year}")
        parts.append(_key_stage_2(learners.pupils(year, _YEAR_6), figures, draws))
    return pd.concat(parts, ignore_index=True)


def _key_stage_2(pupils: Pupils, figures: Figures, draws: Draws) -> pd.DataFrame:
    year, count = pupils.year, len(pupils)
    subjects: Subjects = figures.subjects[year]
    expected = pupils.grouping.chosen(
        figures.ks2[year], pupils.ability + 0.5 * draws.uniform(count)
    )
    merit = pupils.merit
    all_high = top(merit + 0.5 * draws.uniform(count), subjects.all_higher, expected)
    reached = spread(expected, merit, subjects.expected, draws.uniform(count * 4).reshape(count, 4))
    noise = draws.uniform(count * 4).reshape(count, 4)
    # Who does not reach a subject cannot be high in it: they are moved to the end of the queue.
    high = np.column_stack(
        [
            spread(all_high, merit - 9.0 * ~reached[:, part], subjects.higher, noise)[:, part]
            for part in range(3)
        ]
    )
    high &= reached
    grammar = top(merit + draws.uniform(count), subjects.grammar)
    grammar_high = top(merit + draws.uniform(count), subjects.grammar_higher, grammar)
    shares = figures.no_score
    untested = np.array([shares.none, shares.support, shares.plan])[pupils.need]
    below = draws.happens(untested, count)
    columns: dict[str, object] = {"year": year, "person": pupils.person, "school": pupils.school}
    for name, passed, higher in (
        ("READ", reached[:, 0], high[:, 0]),
        ("MAT", reached[:, 1], high[:, 1]),
        ("GPS", grammar, grammar_high),
    ):
        outcome, score = _scored(passed, higher, below, draws)
        columns[f"{name}OUTCOME"], columns[f"{name}SCORE"] = outcome, score
    writing = np.select(
        [high[:, 2], reached[:, 2], below], ["GDS", "EXS", _below_writing(count, draws)], "WTS"
    )
    columns["WRITTAOUTCOME"] = pd.Series(writing, dtype="str")
    columns["RWM_EXP"] = pd.Series(np.where(expected, "1", "0"), dtype="str")
    all_three = high.all(axis=1)
    columns["RWM_HIGH"] = pd.Series(np.where(all_three, "1", "0"), dtype="str")
    return pd.DataFrame(columns)


def _below_writing(count: int, draws: Draws) -> Numbers:
    standards = np.array(["PK6", "PK5", "PK4", "PK3", "PK2", "PK1", "EM"])
    return standards[draws.weighted([3, 4, 4, 3, 2, 2, 3], count)]


def _scored(
    passed: Flags, higher: Flags, below: Flags, draws: Draws
) -> tuple[pd.Series[str], Numbers]:
    """Outcome and scaled score of a test; no score for those below the level of it."""
    point = draws.uniform(len(passed))
    low = (_STANDARD - 1) - (point**1.5 * (_STANDARD - _LOWEST)).astype(np.int64)
    middle = _STANDARD + (point * (_HIGHER - _STANDARD)).astype(np.int64)
    high = _HIGHER + (point**2.2 * (_HIGHEST - _HIGHER + 1)).astype(np.int64)
    score = np.select([higher, passed, below], [high, middle, NO_SCORE], low)
    outcome = np.select([passed, below], ["AS", "B"], "NS")
    return pd.Series(outcome, dtype="str"), score


def tell_key_stage_4(learners: Learners, figures: Figures, years: range) -> pd.DataFrame:
    """One row a pupil: year, person, school, points and grades; nulls where there is no score."""
    parts = []
    for year in years:
        draws = Draws(learners.population.seed, f"learning: key stage 4 {year}")
        parts.append(_key_stage_4(learners.pupils(year, _YEAR_11), figures, draws))
    return pd.concat(parts, ignore_index=True)


def _key_stage_4(pupils: Pupils, figures: Figures, draws: Draws) -> pd.DataFrame:
    year, count = pupils.year, len(pupils)
    basics, wanted = figures.basics[year], figures.ks4[year]
    grouping = pupils.grouping
    points = _points(
        grouping.cell, grouping.means(wanted), pupils.ability, figures.spread_of_attainment_8
    )
    lean = points + 8.0 * draws.uniform(count)
    strong = top(lean, basics.strong)
    standard = strong | top(lean + 100.0 * strong, basics.standard)
    english, maths = _grades(points, strong, standard, draws)
    entered = top(points + 35.0 * draws.uniform(count), basics.ebacc_entered)
    share = basics.ebacc_points / wanted.all
    progress = np.full(count, np.nan)
    if basics.progress_8 is not None:
        progress = (points - points.mean()) / _POINTS_A_GRADE * 0.55
        progress += 2.4 * (draws.uniform(count) - 0.5)
        progress += basics.progress_8 - progress.mean()
        progress[draws.happens(figures.no_progress_8, count)] = np.nan
    return pd.DataFrame(
        {
            "year": year,
            "person": pupils.person,
            "school": pupils.school,
            "ATT8": points,
            "P8SCORE": np.round(progress, 2),
            "ENGGRADE": english,
            "MATGRADE": maths,
            "PTL2BASICS_94": standard,
            "PTL2BASICS_95": strong,
            "EBACC_E": entered,
            "EBACCAPS": np.round(np.minimum(points * share, _MOST_EBACC), 2),
        }
    )


def _points(cell: Numbers, means: Reals, ability: Reals, width: float) -> Reals:
    """Attainment 8, from 0 to 90 in quarters, with the mean of every cell as wanted."""
    points = means[cell] + width * ability
    counts = np.maximum(np.bincount(cell, minlength=len(means)), 1)
    for _ in range(12):  # who would be below nothing or beyond the most pulls the mean: again
        points = np.clip(points, 0.0, _MOST_POINTS)
        now = np.bincount(cell, points, minlength=len(means)) / counts
        points = points + np.where(points > 0, (means - now)[cell], 0.0)
    return np.round(np.clip(points, 0.0, _MOST_POINTS) * 4) / 4


def _grades(points: Reals, strong: Flags, standard: Flags, draws: Draws) -> tuple[Numbers, Numbers]:
    """English and mathematics grades: both strong, both standard, or one below at least."""
    grades = []
    below_in = draws.whole(0, 1, len(points))
    for subject in (0, 1):
        usual = np.rint(points / _POINTS_A_GRADE + 2.2 * (draws.uniform(len(points)) - 0.5))
        usual = usual.astype(np.int64).clip(0, _TOP_GRADE)
        misses = below_in == subject
        grade = np.where(strong, usual.clip(_STRONG_PASS), usual)
        only = standard & ~strong
        grade = np.where(only, np.where(misses, _STANDARD_PASS, grade.clip(_STANDARD_PASS)), grade)
        grade = np.where(~standard & misses, grade.clip(0, _STANDARD_PASS - 1), grade)
        grades.append(grade)
    return grades[0], grades[1]


def tell_by_19(learners: Learners, figures: Figures, years: range) -> pd.DataFrame:
    """One row a young person who was schooled here at 15: year turned 19, person, the levels."""
    people = learners.population.people
    parts = []
    for year in years:
        draws = Draws(learners.population.seed, f"learning: by 19 {year}")
        group = learners.year_groups(date(year, 5, 15))
        schooled = ~(people["arrived"] > pd.Timestamp(year - 4, 9, 1))
        schooled &= ~(people["left"] < pd.Timestamp(year - 3, 9, 1)) & people["upn"].notna()
        person = np.flatnonzero((group == _YEAR_AT_19) & schooled.to_numpy())
        pupils = learners.those(year, person, np.full(len(person), NO_SCHOOL))
        parts.append(_by_19(pupils, figures, learners.ever_had_meals[person], draws))
    return pd.concat(parts, ignore_index=True)


def _by_19(pupils: Pupils, figures: Figures, meals: Flags, draws: Draws) -> pd.DataFrame:
    wanted, count = figures.by_19[pupils.year], len(pupils)
    merit = pupils.ability + 0.5 * draws.uniform(count) - 1.5 * (pupils.need == PLAN)
    of_meals = round(wanted.level_2_fsm / 100 * int(meals.sum()))
    others = round(wanted.level_2 / 100 * count) - of_meals
    level_2 = np.zeros(count, dtype=bool)
    for among, quota in ((meals, of_meals), (~meals, others)):
        who = np.flatnonzero(among)
        level_2[who[np.argsort(-merit[who], kind="stable")[: max(quota, 0)]]] = True
    lean = merit - 0.4 * meals
    basics = top(lean + 0.6 * draws.uniform(count), wanted.basics, level_2)
    level_3 = top(lean + 0.6 * draws.uniform(count), wanted.level_3, level_2)
    return pd.DataFrame(
        {
            "year": pupils.year,
            "person": pupils.person,
            "school": pupils.school,
            "LEVEL2": level_2,
            "LEVEL2EM": basics & level_2,
            "LEVEL3": level_3 & level_2,
        }
    )
