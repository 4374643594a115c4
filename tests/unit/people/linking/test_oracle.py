"""An invented town of 2,000 in five systems, with planted gaps and slips: who is found again?"""

import time

import numpy as np
import pandas as pd

from ae_pipeline.people.linking.linkage import link

from .identity_rows import SETTINGS, row, rows

PEOPLE = 2_000
FORENAMES, SURNAMES = 150, 400
SHARE = {"ssda903": 0.1, "cin": 0.4, "school_census": 0.8, "sen2": 0.15, "attainment": 0.5}
MISSING_UPN = {"ssda903": 0.3, "cin": 0.5, "school_census": 0.0, "sen2": 0.2, "attainment": 0.0}


def a_town(seed):
    """Identity rows and, by row, who it really is. One in thirty people has a twin."""
    chance = np.random.default_rng(seed)
    births = pd.Timestamp("2007-09-01") + pd.to_timedelta(chance.integers(0, 6_500, PEOPLE), "D")
    town = pd.DataFrame(
        {
            "born": births,
            "sex": chance.choice(["F", "M"], PEOPLE),
            "forename": (FORENAMES * chance.random(PEOPLE) ** 2).astype(int),
            "surname": (SURNAMES * chance.random(PEOPLE) ** 2).astype(int),
            "district": chance.integers(1, 10, PEOPLE),
        }
    )
    twins = np.arange(0, PEOPLE - 1, 30)
    for column in ("born", "sex", "surname", "district"):
        town.loc[twins + 1, column] = town.loc[twins, column].to_numpy()
    town.loc[twins + 1, "forename"] = (town.loc[twins, "forename"].to_numpy() + 7) % FORENAMES
    told, truth = [], []
    for system, share in SHARE.items():
        for person in np.flatnonzero(chance.random(PEOPLE) < share):
            told.append(_row(system, int(person), town.loc[person], chance))
            truth.append(int(person))
    return rows(*told), truth


def _row(system, person, life, chance):
    born, forename, surname = life["born"], f"F{life['forename']:03d}", f"S{life['surname']:03d}"
    slip = chance.random()
    if slip < 0.02 and born.day <= 12:
        born = born.replace(month=born.day, day=born.month)
    elif slip < 0.06 and 11 <= born.day <= 19:
        born = born.replace(day=born.day - 10)
    spelt = chance.random()
    if spelt < 0.03:
        forename += "e"
    elif spelt < 0.06:
        surname += "s"
    known = chance.random() >= MISSING_UPN[system]
    return {
        **row(system, f"{forename} {surname}", str(born.date()), life["sex"]),
        "forename_sound": forename[:4],
        "surname_sound": surname[:4],
        "postcode_district": f"PL{life['district']}" if chance.random() > 0.1 else None,
        "child_link": f"c{person}" if system in {"ssda903", "cin"} else None,
        "upn": f"u{person}" if known else None,
    }


def pairs(frame, key):
    """Pairs of rows of one person."""
    held = frame[["row", key]]
    both = held.merge(held, on=key)
    return set(both.loc[both["row_x"] < both["row_y"], ["row_x", "row_y"]].itertuples(index=False))


def test_no_two_people_of_an_invented_town_are_taken_for_one():
    told, truth = a_town(seed=20250901)
    started = time.perf_counter()
    links = link(told, SETTINGS)
    took = time.perf_counter() - started
    found = (
        told.assign(truth=truth, row=range(len(told)))
        .merge(links.people, on=["system", "local_id"])
        .filter(["row", "truth", "person_id"])
    )
    true, made = pairs(found, "truth"), pairs(found, "person_id")
    by_number = link(told, SETTINGS.model_copy(update={"passes": {}})).people
    sure = pairs(found.assign(person_id=found["row"].map(_ids(told, by_number))), "person_id")
    recall, recall_by_number = len(made & true) / len(true), len(sure & true) / len(true)
    print(
        f"\n{len(told)} rows of {PEOPLE} people in {took:.2f} s: precision "
        f"{len(made & true) / len(made):.4f}, recall {recall:.4f} "
        f"({recall_by_number:.4f} by number alone); {links.report.probable} probable links, "
        f"{links.report.ties_refused} ties refused"
    )
    assert made <= true
    assert recall > recall_by_number + 0.05
    assert recall > 0.95


def _ids(told, people):
    order = told[["system", "local_id"]].merge(people, on=["system", "local_id"], how="left")
    return order["person_id"]
