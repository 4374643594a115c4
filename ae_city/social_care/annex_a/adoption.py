"""Lists 10 and 11: children for whom adoption was decided, and the adopters.

Adopters are told here, backwards from the children who were matched with them, and a few who
leave on the way.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from ae_city.chance import Chance
from ae_city.social_care.annex_a import wording
from ae_city.social_care.annex_a.scene import yes_no

if TYPE_CHECKING:
    from datetime import date

    from ae_city.care.lives import Period
    from ae_city.social_care.annex_a.figures import AdopterFigures
    from ae_city.social_care.annex_a.scene import Known, Scene

_PLACEMENT_ORDER, _FOSTERING_FOR_ADOPTION = "E1", "U5"
_COUPLE = "MF"


def adoption(scene: Scene) -> pd.DataFrame:
    """List 10: decisions that stand, and those that ended in the last twelve months."""
    on, year = scene.on.date(), scene.year.date()
    found: list[tuple[int, dict[str, Any]]] = []
    for person, life in enumerate(scene.known.population.care.lives):
        for period in life.periods:
            decision = period.decision
            if decision is None or decision.made > on:
                continue
            over = decision.reversed_on or period.stay.end
            if over is None or over >= year:
                found.append((person, _decided(period, on)))
    found.sort(key=lambda each: (each[1]["decided"], each[0]))
    person_of = np.array([person for person, _ in found], dtype=np.int64)
    rows = pd.DataFrame([row for _, row in found], columns=_DECIDED)

    def day(name: str) -> pd.Series[Any]:
        return rows[name].astype("datetime64[s]")

    people = scene.people(person_of)
    child = people.pop("Child Unique ID")
    return pd.DataFrame(
        {
            "Child Unique ID": child,
            "Family identifier": pd.Series(
                [_family_of(person) for person in person_of], dtype="str"
            ).where(day("matched").notna()),
            **people,
            "Date the Child Entered Care": day("entered"),
            "Date of Decision that Child Should be Placed for Adoption": day("decided"),
            "Date of Placement Order": day("ordered"),
            "Date of Matching Child and Prospective Adopters": day("matched"),
            "Date Placed for Adoption": day("placed"),
            "Date of Adoption Order": day("adopted"),
            "Date of Decision that Child Should No Longer be Placed for Adoption": day("reversed"),
            "Reason Why Child No Longer Placed for Adoption": rows["why"]
            .map(wording.REVERSAL)
            .astype("str"),
            "Date the child was placed for fostering in FFA or concurrent planning placement": day(
                "fostered"
            ),
        }
    )


_DECIDED = (
    "entered", "decided", "ordered", "matched", "placed", "adopted", "reversed", "why", "fostered",
)  # fmt: skip


def _decided(period: Period, on: date) -> dict[str, Any]:
    stay, decision = period.stay, period.decision

    def told(day: date | None) -> date | None:
        return day if day is not None and day <= on else None

    ordered = [each.start for each in period.episodes if each.ls == _PLACEMENT_ORDER]
    fostered = [each.start for each in period.episodes if each.place == _FOSTERING_FOR_ADOPTION]
    adopted = stay.end if period.adoption is not None else None
    over = told(decision.reversed_on) if decision is not None else None
    return {
        "entered": stay.start,
        "decided": decision.made if decision is not None else None,
        "ordered": told(min(ordered, default=None)),
        "matched": told(_matched(period)),
        "placed": told(stay.placed_for_adoption),
        "adopted": told(adopted),
        "reversed": over,
        "why": decision.why_reversed if decision is not None and over is not None else None,
        "fostered": told(min(fostered, default=None)),
    }


def _matched(period: Period) -> date | None:
    """The match, which is told of adoptions alone; else a week before going to the adopters."""
    if period.adoption is not None:
        return period.adoption.matched
    placed, decision = period.stay.placed_for_adoption, period.decision
    if placed is None or decision is None:
        return None
    return max(placed - timedelta(days=7), decision.made)


def _family_of(person: int) -> str:
    return f"AF{20_000 + person}"


@dataclass(frozen=True)
class Adopter:
    """One adopter, with all the days that come; ``left`` with why, for who leaves."""

    number: str
    family: str
    gender: str
    ethnic: str
    disabled: bool
    fosters: bool
    days: dict[str, date]
    children: int = 0
    why: str | None = None


def tell_adopters(known: Known) -> list[Adopter]:
    """Everybody, by day of the enquiry."""
    population = known.population
    chance = Chance(population.seed, "annex a: adopters")
    figures = known.figures.adopters
    told: list[Adopter] = []
    for person, life in enumerate(population.care.lives):
        for period in life.periods:
            told += _adopters_of(person, period, len(told), figures, chance)
    years = (population.last - population.first).days / 365
    for number in range(int(figures.leaving * years * population.scale + 0.5)):
        enquiry = chance.day(population.first, population.last - timedelta(days=200))
        days = _stages(enquiry, chance)
        cut = chance.pick(["stage 1 end", "stage 2 start", "approved"])
        kept = {name: day for name, day in days.items() if day < days[cut]}
        left = max(kept.values()) + timedelta(days=chance.number(5, 60))
        told.append(
            Adopter(
                f"AD{70_000 + number}", f"AF{90_000 + number}", chance.pick("MF"),
                chance.weighted(figures.ethnicity), chance.happens(figures.disabled), fosters=False,
                days={**kept, "left": left}, why=chance.weighted(figures.reasons),
            )
        )  # fmt: skip
    return sorted(told, key=lambda each: (each.days["enquiry"], each.number))


def _adopters_of(
    person: int, period: Period, known: int, figures: AdopterFigures, chance: Chance
) -> list[Adopter]:
    matched, stay = _matched(period), period.stay
    placed = stay.placed_for_adoption
    if matched is None or placed is None:
        return []
    sexes = period.adoption.adopters[1] if period.adoption is not None else _COUPLE
    adults = [letter for letter in sexes if letter in "MF"]
    approved = matched - timedelta(days=chance.number(30, 210))
    days = _backwards(approved, chance)
    days |= {"matched": matched, "placed": placed}
    if period.adoption is not None and stay.end is not None:
        days["adopted"] = stay.end
    fosters = any(each.place == _FOSTERING_FOR_ADOPTION for each in period.episodes)
    ethnic = chance.weighted(figures.ethnicity)
    return [
        Adopter(
            f"AD{10_000 + known + place}", _family_of(person), letter, ethnic,
            chance.happens(figures.disabled), fosters, days, children=1,
        )
        for place, letter in enumerate(adults)
    ]  # fmt: skip


def _backwards(approved: date, chance: Chance) -> dict[str, date]:
    def before(day: date, low: int, high: int) -> date:
        return day - timedelta(days=chance.number(low, high))

    second = before(approved, 105, 130)
    first_end = before(second, 0, 40)
    first = before(first_end, 55, 70)
    return {
        "enquiry": before(first, 8, 40),
        "stage 1 start": first,
        "stage 1 end": first_end,
        "stage 2 start": second,
        "submitted": before(approved, 20, 45),
        "stage 2 end": approved,
        "approved": approved,
    }


def _stages(enquiry: date, chance: Chance) -> dict[str, date]:
    days = _backwards(enquiry + timedelta(days=400), chance)
    shift = enquiry - days["enquiry"]
    return {name: day + shift for name, day in days.items()}


def adopters(scene: Scene, told: list[Adopter]) -> pd.DataFrame:
    """List 11: in the process on the day, or out of it since less than twelve months."""
    on, year = scene.on.date(), scene.year.date()
    found = [
        each
        for each in told
        if each.days["enquiry"] <= on
        and each.days.get("adopted", each.days.get("left", on)) >= year
    ]

    def day(name: str) -> pd.Series[Any]:
        days = [each.days.get(name) for each in found]
        return scene.told(pd.Series(days, dtype="datetime64[s]"))

    def text(values: list[str]) -> pd.Series[str]:
        return pd.Series(values, dtype="str")

    left, placed = day("left"), day("placed")
    return pd.DataFrame(
        {
            "Individual adopter identifier": text([each.number for each in found]),
            "Family identifier": text([each.family for each in found]),
            "Gender": text([wording.GENDER[each.gender] for each in found]),
            "Ethnicity": text([wording.ETHNICITY[each.ethnic] for each in found]),
            "Disability": yes_no(np.array([each.disabled for each in found], dtype=bool)),
            "Is the (prospective) adopter fostering for adoption?": text(
                ["Yes" if each.fosters else "No" for each in found]
            ),
            "Date enquiry received": day("enquiry"),
            "Date Stage 1 started": day("stage 1 start"),
            "Date Stage 1 ended": day("stage 1 end"),
            "Date Stage 2 started": day("stage 2 start"),
            "Date Stage 2 ended": day("stage 2 end"),
            "Date application submitted": day("submitted"),
            "Date application approved": day("approved"),
            "Date adopter matched with child(ren)": day("matched"),
            "Date child/children placed with adopter(s)": placed,
            "No. of children placed": pd.Series(
                [each.children for each in found], dtype="Int64"
            ).where(placed.notna()),
            "Date of Adoption Order": day("adopted"),
            "Date of leaving adoption process": left,
            "Reason for leaving adoption process": text([each.why or "" for each in found]).where(
                left.notna()
            ),
        }
    )
