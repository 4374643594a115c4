"""From Pandera's verdict to boolean masks: the only place that touches its failures.

Pandera's exceptions can hold the values that failed; nothing of them leaves this module but
which rows failed which question.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pandera.config import ValidationDepth, config_context
from pandera.errors import SchemaErrorReason, SchemaErrors

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray
    from pandera.errors import SchemaError

    from ae_pipeline.validation.contract import YearContract


class ContractError(Exception):
    """Rows that are not of the form that a contract's rules can be asked of: a fault of ours."""


def failing_rows(contract: YearContract, rows: pd.DataFrame) -> dict[str, NDArray[np.bool_]]:
    """Ask every question of a contract of typed rows.

    Args:
        contract: of one table and year.
        rows: typed columns of the table, with ``_file`` and ``_row``.

    Returns:
        By question, which rows fail it; questions that no row fails are left out. An unreadable
        cell is null by now and counts as empty.

    Raises:
        ContractError: if a column is absent or of the wrong type, or a rule fails to answer.
    """
    errors: list[SchemaError] = []
    # Whatever Pandera's environment variables say: a contract that is not asked passes everything.
    with config_context(validation_enabled=True, validation_depth=ValidationDepth.SCHEMA_AND_DATA):
        try:
            contract.schema.validate(rows, lazy=True, inplace=True)
        except SchemaErrors as failures:
            errors = failures.schema_errors
    return dict(_failing(contract, rows, error) for error in errors)


def _failing(
    contract: YearContract, rows: pd.DataFrame, error: SchemaError
) -> tuple[str, NDArray[np.bool_]]:
    if error.reason_code is SchemaErrorReason.SERIES_CONTAINS_NULLS:
        column = error.schema.name
        return contract.missing[column], rows[column].isna().to_numpy(dtype=bool)
    name = getattr(error.check, "name", None)
    if error.reason_code is not SchemaErrorReason.DATAFRAME_CHECK or name is None:
        # Pandera's own message can quote cells; where and what kind is as much as may be said.
        reason = error.reason_code.value if error.reason_code else "unknown"
        where = name or error.schema.name
        raise ContractError(f"{contract.schema.name}: {reason} at {where!r}")
    return name, ~error.check_output.to_numpy(dtype=bool)
