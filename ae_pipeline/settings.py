"""Where this deployment keeps things and what it is configured to do.

Here: environment variables (``AE_…``) and the typed contents of ``config/``. Not here: anything
that is computed.
"""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, SecretStr
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from ae_pipeline import yaml_file
from ae_pipeline.errors import PipelineError
from ae_pipeline.periods import Month
from ae_pipeline.validation.findings import Severity

_PACKAGE = Path(__file__).parent
_SHIPPED = _PACKAGE / "config"
DEFAULT_CONFIG = _SHIPPED if _SHIPPED.is_dir() else _PACKAGE.parent / "config"
"""The configuration that is read where ``AE_CONFIG`` names no other folder.

It is inside the package in a wheel, and next to it in a checkout.
"""


class ConfigurationError(PipelineError):
    """A setting or configuration file that cannot be used. Says which and what to do."""


class EngineName(StrEnum):
    """Where measures run."""

    DUCKDB = "duckdb"
    POSTGRESQL = "postgresql"


def _names(value: object) -> object:
    return tuple(value.replace(",", " ").split()) if isinstance(value, str) else value


class Settings(BaseSettings):
    """The environment of one deployment.

    Attributes:
        home: holds landing, lake, warehouse, publications and Dagster's own files.
        warehouse_url: SQLAlchemy URL of the serving warehouse; an SQLite file in home if unset.
        engine: where measures run.
        engine_url: PostgreSQL URL for the ``postgresql`` engine; the warehouse's if unset.
        pseudonym_key: secret from which all pseudonyms derive. Required unless the landing
            folder is marked as invented.
        config: folder of configuration files.
        returns: names of the returns that this council has; all where none is named. Measures of
            others are left out.
    """

    model_config = SettingsConfigDict(env_prefix="AE_", env_ignore_empty=True, extra="ignore")

    home: Path = Path("ae_home")
    warehouse_url: SecretStr | None = None
    engine: EngineName = EngineName.DUCKDB
    engine_url: SecretStr | None = None
    pseudonym_key: SecretStr | None = None
    config: Path = DEFAULT_CONFIG
    returns: Annotated[tuple[str, ...], NoDecode, BeforeValidator(_names)] = ()

    @property
    def landing(self) -> Path:
        """Files as systems exported them."""
        return self.home / "landing"

    @property
    def lake(self) -> Path:
        """Restricted rows of every stage."""
        return self.home / "lake"

    @property
    def database_url(self) -> str:
        """The warehouse's URL, the default included."""
        if self.warehouse_url is not None:
            return self.warehouse_url.get_secret_value()
        return f"sqlite:///{(self.home / 'warehouse.db').absolute()}"


def _month(value: object) -> object:
    return Month.parse(value) if isinstance(value, str) else value


class Authority(BaseModel):
    """``config/authority.yaml``: the one place that names the authority."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)

    name: str
    code: str
    la_number: int
    region: str
    country: str
    districts: tuple[str, ...] = ()
    localities: dict[str, tuple[str, ...]] = {}
    first_month: Annotated[Month, BeforeValidator(_month)]
    statistical_neighbours_2021: tuple[int, ...]
    statistical_neighbours_2025: tuple[int, ...]

    @property
    def neighbour_models(self) -> dict[str, tuple[int, ...]]:
        """DfE's numbers of the statistical neighbours, by the year of its model."""
        return {
            "2021": self.statistical_neighbours_2021,
            "2025": self.statistical_neighbours_2025,
        }

    @property
    def locality_of(self) -> dict[str, str]:
        """The locality that homes of a postcode district are in, by district (``PL1``)."""
        return {
            district: name for name, districts in self.localities.items() for district in districts
        }

    @property
    def areas(self) -> frozenset[str]:
        """Codes by which the postcode directory knows places inside the authority."""
        return frozenset({self.code, *self.districts})


class RejectionThreshold(BaseModel):
    """Percent of a table's rows that may be quarantined, by ``return/table``."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    default: float = Field(ge=0, le=100)
    tables: dict[str, float] = {}

    def of(self, return_name: str, table: str) -> float:
        """The threshold of one table, by its asset name."""
        return self.tables.get(f"{return_name}/{table}", self.default)


class QualityConfig(BaseModel):
    """``config/quality.yaml``: thresholds and severities that a deployment may change."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    rejection_threshold: RejectionThreshold
    severity: dict[str, dict[str, Severity]] = {}
    score_warning: float = Field(ge=0, le=100)


class ReturnCalendar(BaseModel):
    """How one return comes: an entry of ``config/returns.yaml``.

    Attributes:
        required: whether the return's steps fail where none has ever landed.
        months: calendar months at whose end the system exports.
        late_by: months after an expected export at which its absence is reported.
        cumulative_from: calendar month in which an export starts afresh, if it grows until then:
            its size is compared with a year before where there is none of the same year.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    required: bool = False
    months: tuple[Annotated[int, Field(ge=1, le=12)], ...] = tuple(range(1, 13))
    late_by: int = Field(default=1, ge=0)
    cumulative_from: Annotated[int, Field(ge=1, le=12)] | None = None

    def expected_by(self, month: Month) -> Month | None:
        """The newest export that should have landed by the end of a month, late ones allowed for.

        None where the return never comes.
        """
        last = month.plus(-self.late_by)
        for back in range(12):
            if (candidate := last.plus(-back)).start.month in self.months:
                return candidate
        return None


def read_yaml(folder: Path, name: str) -> Any:
    """Read a configuration file.

    Raises:
        ConfigurationError: if it is absent or not YAML.
    """
    path = folder / name
    try:
        return yaml_file.load(path)
    except FileNotFoundError:
        raise ConfigurationError(
            f"{path} is missing. Restore it, or point AE_CONFIG at the folder that has it."
        ) from None
    except yaml.YAMLError as error:
        raise ConfigurationError(f"{path} is not valid YAML: {error}") from error


@lru_cache
def authority(folder: Path) -> Authority:
    """The authority this deployment serves."""
    return Authority.model_validate(read_yaml(folder, "authority.yaml"))


@lru_cache
def calendars(folder: Path) -> dict[str, ReturnCalendar]:
    """How each return comes, by name; one that is not named comes every month."""
    named: dict[str, Any] = read_yaml(folder, "returns.yaml") or {}
    return {name: ReturnCalendar.model_validate(entry) for name, entry in named.items()}


@lru_cache
def quality(folder: Path) -> QualityConfig:
    """Thresholds and severities."""
    return QualityConfig.model_validate(read_yaml(folder, "quality.yaml"))
