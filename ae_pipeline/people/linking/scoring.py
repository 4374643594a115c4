"""How probable it is that two people are one: the one place that Splink is used in.

Here: the model in Splink's terms, and running it on DuckDB in memory. Splink and DuckDB take a
second to import, so that happens on use. Nothing is estimated from the data but how frequent
names are: with m and u fixed, the same two people compare the same whoever else is there, and a
result does not hang on the order of rows. Not here: whom to compare (``candidates``) or what is
a link (``probable``).
"""

from __future__ import annotations

import logging
import warnings
from contextlib import contextmanager
from math import log2
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from ae_pipeline.errors import PipelineError
from ae_pipeline.people.linking.identities import DATE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ae_pipeline.people.linking.candidates import Sides
    from ae_pipeline.people.linking.settings import Chance, LinkageSettings

WEIGHTED_NAMES = {"forename": "forename_key", "surname": "surname_key"}
_FLAT = {"sex": "sex", "postcode_district": "postcode_district"}
_BLOCKS = (
    (DATE, "sex"),
    (DATE, "postcode_district"),
    ("surname_key", "forename_sound"),
    ("forename_key", "surname_sound"),
)
"""Two people are compared where all columns of one of these agree."""
_EVEN = 0.5
"""The share of those compared that is expected to be on the other side at all."""
_NEGLIGIBLE = 0.001
_DIGITS = "%Y%m%d"
_SWAPPED = "%Y%d%m"


class ScoringError(PipelineError):
    """Splink or DuckDB failed. Its own message is withheld, since it may quote a record."""


def best_possible(people: Sides, settings: LinkageSettings) -> float:
    """The probability that two people would have who agree in all that both sides know.

    Zero where there is nothing by which to find pairs.
    """
    known = _known(people)
    if not any(known.issuperset(block) for block in _BLOCKS):
        return 0.0
    chances = {DATE: settings.evidence.date_of_birth.exact}
    chances |= {column: getattr(settings.evidence, name).same for name, column in _FLAT.items()}
    names = {column: getattr(settings.evidence, name) for name, column in WEIGHTED_NAMES.items()}
    weight = _odds(_prior(people, settings))
    weight += sum(_weight(chance) for column, chance in chances.items() if column in known)
    for column, name in names.items():
        if column in known:
            rarest = _frequencies(people, column, name.exact.u, settings.name_strength).min()
            weight += log2(name.exact.m / min(rarest, name.exact.u))
    return 1 / (1 + 2**-weight)


def scores(people: Sides, settings: LinkageSettings) -> pd.DataFrame:
    """All pairs that are worth a thought.

    Returns:
        ``left``, ``right``: numbers of people; ``weight``: log2 of the odds that they are one.

    Raises:
        ScoringError: if Splink or DuckDB fails.
    """
    import duckdb  # noqa: PLC0415 - loading the definitions must not cost it
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on  # noqa: PLC0415
    from splink.internals.exceptions import SplinkException  # noqa: PLC0415

    known = _known(people)
    model = SettingsCreator(
        link_type="link_only",
        comparisons=_comparisons(known, settings),
        blocking_rules_to_generate_predictions=[
            block_on(*block) for block in _BLOCKS if known.issuperset(block)
        ],
        probability_two_random_records_match=_prior(people, settings),
        retain_matching_columns=False,
    )
    with _quiet(), duckdb.connect(config={"autoinstall_known_extensions": "false"}) as connection:
        database = DuckDBAPI(connection)
        failed = None
        try:
            linker = Linker(
                [
                    database.register(_prepared(people.left), dataset_display_name="people_left"),
                    database.register(_prepared(people.right), dataset_display_name="people_right"),
                ],
                model,
                log_level=None,
            )
            for name, column in WEIGHTED_NAMES.items():
                if column in known:
                    usual = getattr(settings.evidence, name).exact.u
                    told = _frequencies(people, column, usual, settings.name_strength)
                    lookup = told.rename_axis(column).rename(f"tf_{column}").reset_index()
                    linker.table_management.register_term_frequency_lookup(
                        database.register(lookup), column
                    )
            found = (
                linker.inference.predict(
                    threshold_match_probability=_NEGLIGIBLE, warning_mode="never"
                )
                .as_duckdbpyrelation()
                .df()
            )
        except (SplinkException, duckdb.Error) as error:
            failed = type(error).__name__
    if failed:
        raise ScoringError(
            f"Probable links could not be made: {failed}. Its message is withheld, since it may "
            "quote a record. To go on without them, empty passes in config/linkage.yaml."
        )
    return pd.DataFrame(
        {
            "left": found["unique_id_l"],
            "right": found["unique_id_r"],
            "weight": found["match_weight"],
        }
    ).sort_values(["left", "right"], ignore_index=True)


@contextmanager
def _quiet() -> Iterator[None]:
    """Let Splink neither log nor warn: what it says may quote its SQL or its data."""
    logger = logging.getLogger("splink")
    level = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logger.setLevel(level)


def _known(people: Sides) -> set[str]:
    """Columns that both sides tell something of."""
    return {
        str(column)
        for column in people.left.columns
        if people.left[column].notna().any() and people.right[column].notna().any()
    }


def _prior(people: Sides, settings: LinkageSettings) -> float:
    return _EVEN / max(settings.population, len(people.right))


def _odds(probability: float) -> float:
    return log2(probability / (1 - probability))


def _weight(chance: Chance) -> float:
    return log2(chance.m / chance.u)


def _frequencies(people: Sides, column: str, usual: float, strength: int) -> pd.Series[float]:
    """How frequent each value is, as if so many people with the usual frequency were known.

    Among a few people a name's frequency says little, and the usual one prevails; among many
    the counted one does.
    """
    values = pd.concat([people.left[column], people.right[column]]).dropna()
    counted: pd.Series[float] = values.value_counts().astype("float64")
    return counted.add(strength * usual).div(len(values) + strength)


def _prepared(side: pd.DataFrame) -> pd.DataFrame:
    born = side[DATE]
    swappable = born.dt.day <= 12  # noqa: PLR2004 - months
    return side.assign(
        unique_id=side.index.astype(np.int64),
        **{DATE: born.dt.strftime(_DIGITS)},
        swapped=born.where(swappable).dt.strftime(_SWAPPED),
    )


def _comparisons(known: set[str], settings: LinkageSettings) -> list[Any]:
    evidence = settings.evidence
    made = []
    if DATE in known:
        dates = evidence.date_of_birth
        made.append(
            _comparison(
                DATE,
                _level(f"{DATE}_l = {DATE}_r", dates.exact),
                _level(f"swapped_l = {DATE}_r", dates.swapped),
                _level(f"hamming({DATE}_l, {DATE}_r) = 1", dates.one_digit),
                _level("ELSE", dates.different),
            )
        )
    for name, column in _FLAT.items():
        if column in known:
            cases = getattr(evidence, name)
            equal = _level(f"{column}_l = {column}_r", cases.same)
            made.append(_comparison(column, equal, _level("ELSE", cases.different)))
    for name, column in WEIGHTED_NAMES.items():
        if column in known:
            cases, sound = getattr(evidence, name), f"{name}_sound"
            equal = _level(f"{column}_l = {column}_r", cases.exact)
            made.append(
                _comparison(
                    column,
                    {**equal, "tf_adjustment_column": column},
                    _level(f"{sound}_l = {sound}_r", cases.sound),
                    _level("ELSE", cases.different),
                )
            )
    return made


def _comparison(column: str, *levels: dict[str, Any]) -> dict[str, Any]:
    unknown = {
        "sql_condition": f"{column}_l IS NULL OR {column}_r IS NULL",
        "is_null_level": True,
        "label_for_charts": "not known",
    }
    return {"output_column_name": column, "comparison_levels": [unknown, *levels]}


def _level(condition: str, chance: Chance) -> dict[str, Any]:
    return {
        "sql_condition": condition,
        "m_probability": chance.m,
        "u_probability": chance.u,
        "label_for_charts": condition,
    }
