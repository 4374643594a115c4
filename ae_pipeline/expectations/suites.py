"""The suites in ``config/expectations``: what is expected of each table of a profile, as data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ae_pipeline.settings import ConfigurationError, read_yaml

if TYPE_CHECKING:
    from pathlib import Path

FOLDER = "expectations"


class Expectation(BaseModel):
    """One expectation of a suite.

    Attributes:
        id: its name, unique in the suite.
        type: of Great Expectations, such as ``expect_column_values_to_be_between``.
        kwargs: what that type takes, ``row_condition`` included.
        why: what it would mean if it failed, and what to do.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(pattern="^[a-z0-9_]+$")
    type: str = Field(pattern="^expect_[a-z_]+$")
    kwargs: dict[str, Any] = {}
    why: str


class Suite(BaseModel):
    """A file of ``config/expectations``: what is expected of one table of a profile.

    Attributes:
        name: of the file, without its ending; also that of its table.
        about: what a row of the table is.
        watch: what to compare, where that is a choice: columns by table.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    about: str
    watch: dict[str, tuple[str, ...]] = {}
    expectations: tuple[Expectation, ...]


def read_suites(config: Path) -> dict[str, Suite]:
    """Every suite, by name.

    Raises:
        ConfigurationError: if a file is not a suite, or has an expectation twice.
    """
    suites = {}
    for path in sorted((config / FOLDER).glob("*.yaml")):
        content = read_yaml(config / FOLDER, path.name)
        try:
            suite = Suite.model_validate({"name": path.stem, **content})
        except (ValidationError, TypeError) as error:
            raise ConfigurationError(f"{path} is not a suite of expectations: {error}") from None
        ids = [each.id for each in suite.expectations]
        if twice := sorted({each for each in ids if ids.count(each) > 1}):
            raise ConfigurationError(f"{path} has {', '.join(twice)} more than once")
        suites[suite.name] = suite
    return suites
