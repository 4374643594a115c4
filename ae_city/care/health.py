"""Health, conviction and difficulties of children looked after for twelve months.

Here: who had what in which year, dealt out so that the published counts come out exactly. A value
of last year stands until a day in the new one on which it is renewed, so that the months go over
from one year's figure to the next. Not here: how a return writes it (``ssda903``).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ae_city.care.stays import Stay, days
from ae_city.care.targets import YEARS, Targets, first_day, last_day
from ae_city.chance import Chance
from ae_city.quotas import apportion, attainable, lowest, scaled
from ae_pipeline.periods import years_before

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from ae_city.people import Person

FLAGS = ("immunisations", "teeth_check", "health_assessment", "substance_misuse", "convicted")
RESPONSIBLE_FROM = 10
DEVELOPMENT_BELOW = 5
_SCORED_FROM, _SCORED_TO = 5, 16
_ASKED_FROM, _ASKED_TO = 4, 17
_ADDICTED_FROM = 13
_REFUSALS = {"SDQ2": 45.0, "SDQ4": 30.0, "SDQ5": 20.0, "SDQ3": 5.0}
_NOT_BEFORE = {"convicted": RESPONSIBLE_FROM, "substance_misuse": _ADDICTED_FROM}
_USUALLY_PERSISTENT = 0.8
_PERSISTENT = {"convicted": 0.2, "substance_misuse": 0.3}
_NORMAL, _BORDERLINE, _CONCERN = (2, 13), (14, 16), (17, 40)
_OUTSIDE_SCORED = 0.4


@dataclass
class Outcome:
    """What is known of a child's year.

    Attributes:
        renewed: day from which it is known; before it, last year's stands.
        score: of the Strengths and Difficulties Questionnaire, 0 to 40.
        refusal: why there is no score.
        helped: ``None``, or whether an intervention for substance misuse was received.
    """

    renewed: date
    flags: dict[str, bool] = field(default_factory=dict)
    score: int | None = None
    refusal: str | None = None
    helped: bool | None = None


def twelve_months(stay: Stay, on: date) -> bool:
    """Looked after continuously for at least twelve months on a day."""
    return stay.covers(on) and not stay.short_breaks and stay.start <= years_before(on, 1)


class Health:
    """The outcomes of everyone, by year."""

    def __init__(self, targets: Targets, stays: Sequence[Stay], seed: int) -> None:
        self._outcomes: dict[int, dict[int, Outcome]] = {}
        for year in YEARS:
            chance = Chance(seed, f"health {year}")
            present = [
                stay
                for stay in stays
                if not stay.short_breaks
                and stay.start <= last_day(year)
                and stay.ended > first_day(year)
            ]
            self._outcomes[year] = _tell_year(targets, year, present, chance)

    def outcome(self, person: Person, year: int, on: date) -> Outcome:
        """What a return of the year knows on a day: this year's, or still last year's."""
        now = self._outcomes[year][id(person)]
        before = self._outcomes.get(year - 1, {}).get(id(person))
        if on >= now.renewed or before is None:
            return now
        scored = before.score is not None or before.refusal is not None
        wanted = now.score is not None or now.refusal is not None
        source = before if scored and wanted else now
        return Outcome(
            now.renewed,
            {flag: before.flags.get(flag, False) for flag in FLAGS},
            source.score if wanted else None,
            source.refusal if wanted else None,
            before.helped,
        )


def _tell_year(
    targets: Targets, year: int, present: list[Stay], chance: Chance
) -> dict[int, Outcome]:
    closing = last_day(year)
    people = list({id(stay.person): stay.person for stay in present}.values())
    cohort = list(
        {id(stay.person): stay.person for stay in present if twelve_months(stay, closing)}.values()
    )
    outcomes = {
        id(person): Outcome(first_day(year) + days(chance.number(8, 355))) for person in people
    }
    whole = targets.count("twelve_months", "all", year)
    for flag in FLAGS:
        able = {id(person) for person in people if person.age(closing) >= _NOT_BEFORE.get(flag, 0)}
        base = [person for person in cohort if id(person) in able]
        count = min(scaled(targets.count("health", flag, year), whole, len(cohort)), len(base))
        there = _who_has(flag, count, base, people, chance) & able
        for person in people:
            outcomes[id(person)].flags[flag] = id(person) in there
    for person in people:
        outcome = outcomes[id(person)]
        outcome.helped = chance.happens(0.4) if outcome.flags["substance_misuse"] else None
    _tell_difficulties(targets, year, people, cohort, outcomes, chance)
    return outcomes


def _who_has(
    flag: str, count: int, base: list[Person], people: list[Person], chance: Chance
) -> set[int]:
    """Exactly so many of those counted at the year's end; of the others, who leans as far."""
    steady = _PERSISTENT.get(flag, _USUALLY_PERSISTENT)
    keys = {
        id(person): steady * person.leaning(flag) + (1 - steady) * chance.uniform()
        for person in people
    }
    chosen = lowest(count, base, lambda person: keys[id(person)])
    limit = max((keys[id(person)] for person in chosen), default=-1.0)
    return {person for person, key in keys.items() if key <= limit}


def _tell_difficulties(
    targets: Targets,
    year: int,
    people: list[Person],
    cohort: list[Person],
    outcomes: dict[int, Outcome],
    chance: Chance,
) -> None:
    closing = last_day(year)
    for person in people:
        if _ASKED_FROM <= person.age(closing) <= _ASKED_TO:
            outcome = outcomes[id(person)]
            if person.leaning("questionnaire") < _OUTSIDE_SCORED:
                outcome.score = 5 + int(person.leaning("difficulties") * 25)
            else:
                outcome.refusal = chance.weighted(_REFUSALS)
    asked = [person for person in cohort if _SCORED_FROM <= person.age(closing) <= _SCORED_TO]
    whole = targets.count("difficulties", "from_5_to_16", year)
    bands = [
        scaled(targets.count("difficulties", band, year), whole, len(asked))
        for band in ("normal", "borderline", "concern")
    ]
    count = attainable(
        sum(bands), len(asked), f"scores in the year to March {year}", exact=targets.exact
    )
    bands = apportion(count, bands)
    scored = lowest(count, asked, lambda person: person.leaning("questionnaire"))
    for person in asked:
        outcome = outcomes[id(person)]
        outcome.score = None
        outcome.refusal = outcome.refusal or chance.weighted(_REFUSALS)
    total = int(targets.rate("difficulties", "mean", year) * count + 0.5)
    scores = score_list(bands[0], bands[1], bands[2], total)
    by_difficulty = lowest(len(scored), scored, lambda person: person.leaning("difficulties"))
    for person, score in zip(by_difficulty, scores, strict=True):
        outcomes[id(person)].score = score
        outcomes[id(person)].refusal = None


def score_list(normal: int, borderline: int, concern: int, total: int) -> list[int]:
    """So many scores of each band, lowest first, that add up to a total if the bands allow it."""
    limits = [
        limit
        for limit, count in zip(
            (_NORMAL, _BORDERLINE, _CONCERN), (normal, borderline, concern), strict=True
        )
        for _ in range(count)
    ]
    lowest_total = sum(low for low, _ in limits)
    spread = [high - low for low, high in limits]
    over = min(max(total - lowest_total, 0), sum(spread))
    weights: list[float] = []
    for low, high in (_NORMAL, _BORDERLINE, _CONCERN):
        count = limits.count((low, high))
        weights += [(high - low) * (place + 1) / (count + 1) for place in range(count)]
    shares = _within(apportion(over, weights), spread)
    return sorted(low + share for (low, _), share in zip(limits, shares, strict=True))


def _within(shares: list[int], spread: list[int]) -> list[int]:
    """Shares cut to what each may have; what is cut goes to the first that have room."""
    cut = [min(share, most) for share, most in zip(shares, spread, strict=True)]
    missing = sum(shares) - sum(cut)
    for place, most in enumerate(spread):
        more = min(missing, most - cut[place])
        cut[place] += more
        missing -= more
    return cut
