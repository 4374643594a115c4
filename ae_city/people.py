"""The invented people: who they are, apart from what happens to them.

Here: persons, families, and the identities given to them. Not here: care (``stays``).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from ae_city.chance import ordinary
from ae_pipeline.periods import years_before

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ae_city.chance import Chance
    from ae_city.postcodes import Gazetteer, Place

CHECK_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
"""What a UPN begins with: the alphabet without I, O and S."""
_SCHOOL_STARTS_AT = 4
_SEPTEMBER = 9
_ETHNICITY = {
    "WBRI": 83.0, "WOTH": 3.5, "WIRT": 0.4, "WROM": 0.8, "MWBC": 1.6, "MWBA": 1.2, "MWAS": 1.4,
    "MOTH": 2.2, "AIND": 0.4, "APKN": 0.2, "ABAN": 0.5, "AOTH": 0.9, "BCRB": 0.3, "BAFR": 1.3,
    "BOTH": 0.4, "CHNE": 0.1, "OOTH": 1.2, "REFU": 0.2, "NOBT": 0.4,
}  # fmt: skip
_ETHNICITY_OF_THE_UNACCOMPANIED = {"BAFR": 38.0, "OOTH": 34.0, "AOTH": 22.0, "WOTH": 6.0}


@dataclass(eq=False)
class Family:
    """A household that children come from."""

    home: Place | None = None


@dataclass(eq=False)
class Person:
    """An invented child or young person.

    Attributes:
        unaccompanied: came to the country without a family, and to care from nowhere else.
        child_id: the social care system's number.
        school_id: UPN, once at school; ``None`` for who was never given one here.
        child_born: when she had a child of her own.
        leanings: stable numbers from 0 to 1, by subject: what makes the same child be seen by
            the dentist, or be settled, or be in touch, year after year.
    """

    born: date
    unaccompanied: bool = False
    family: Family = field(default_factory=Family)
    child_id: str = ""
    sex: str = ""
    ethnic: str = ""
    school_id: str | None = None
    child_born: date | None = None
    leanings: dict[str, float] = field(default_factory=dict)

    def birthday(self, age: int) -> date:
        """The day a person turns an age."""
        return self.born.replace(year=self.born.year + age)

    def age(self, on: date) -> int:
        """Age in completed years."""
        return on.year - self.born.year - ((on.month, on.day) < (self.born.month, self.born.day))

    @property
    def school_starts(self) -> date:
        """1 September after the fourth birthday."""
        fourth = self.birthday(_SCHOOL_STARTS_AT)
        return date(fourth.year + (fourth.month >= _SEPTEMBER), _SEPTEMBER, 1)

    @property
    def home(self) -> Place | None:
        """Where the family lives; unknown for the unaccompanied."""
        return None if self.unaccompanied else self.family.home

    def leaning(self, subject: str) -> float:
        """One of the stable numbers."""
        return self.leanings[subject]


SUBJECTS = (
    "settled", "restless", "teeth_check", "health_assessment", "immunisations", "convicted",
    "substance_misuse", "questionnaire", "difficulties", "refusal", "contact", "employed",
    "accommodation", "staying_put",
)  # fmt: skip
"""What people lean to, one way or the other."""


def check_letter(digits: str) -> str:
    """The letter that makes twelve digits a UPN: weights 2 to 13, modulo 23."""
    total = sum(weight * int(digit) for weight, digit in zip(range(2, 14), digits, strict=True))
    return CHECK_LETTERS[total % len(CHECK_LETTERS)]


def name_people(
    people: Sequence[Person],
    gazetteer: Gazetteer,
    upn_authorities: Sequence[int],
    chance: Chance,
) -> None:
    """Give everyone what was not told yet: number, sex, ethnicity, school number, home, leanings.

    Numbers are unique; they are dealt from a random order, so that they tell nothing.
    """
    numbers = _distinct(len(people), 100_000, 999_999, chance)
    for place, person in enumerate(people):
        person.child_id = str(numbers[place])
        male = 0.92 if person.unaccompanied else 0.54
        person.sex = "M" if chance.happens(male) else "F"
        codes = _ETHNICITY_OF_THE_UNACCOMPANIED if person.unaccompanied else _ETHNICITY
        person.ethnic = chance.weighted(codes)
        if not person.unaccompanied or chance.happens(0.4):
            person.school_id = _school_id(person, place, upn_authorities, chance)
        if person.family.home is None and not person.unaccompanied:
            person.family.home = gazetteer.draw("inside", chance)
        person.leanings = {subject: chance.uniform() for subject in SUBJECTS}


def _school_id(person: Person, serial: int, upn_authorities: Sequence[int], chance: Chance) -> str:
    school = 2000 + serial // 1000
    digits = (
        f"{chance.pick(upn_authorities)}{school:04d}{person.school_starts.year % 100:02d}"
        f"{serial % 1000:03d}"
    )
    return check_letter(digits) + digits


def _distinct(count: int, low: int, high: int, chance: Chance) -> list[int]:
    seen: dict[int, None] = {}
    while len(seen) < count:
        seen[chance.number(low, high)] = None
    return list(seen)


def born_shortly_before(day: date, most: int, chance: Chance) -> date:
    """A birth a few days to so many days before a day."""
    return ordinary(day - timedelta(days=chance.number(2, most)))


def birth_range(youngest: int, oldest: int, on: date) -> tuple[date, date]:
    """First and last day of birth of those aged from the youngest to the oldest on a day."""
    return years_before(on, oldest + 1) + timedelta(days=1), years_before(on, youngest)
