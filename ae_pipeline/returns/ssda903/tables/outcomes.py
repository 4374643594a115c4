"""How the child fares: health in care (OC2), and life after care (OC3)."""

from typing import Any

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from ae_pipeline.returns.ssda903 import codes
from ae_pipeline.validation.fields import code, day, key, whole_number
from ae_pipeline.validation.findings import Severity

_CHILD = "The authority's own identifier of the child."
_DOB = "Date of birth, as in Header."
HIGHEST_SDQ_SCORE = 40


def _flag(column: str, description: str) -> Any:
    return whole_number(column, description, rule="181", lowest=0, highest=1)


class OC2(pa.DataFrameModel):
    """One row is one child looked after without a break for the twelve months to 31 March."""

    child: Series[str] = key("CHILD", _CHILD)
    dob: Series[pa.DateTime] = day("DOB", _DOB, required=True)
    sdq_score: Series[pd.Int64Dtype] = whole_number(
        "SDQ_SCORE",
        "Strengths and Difficulties Questionnaire, total difficulties.",
        rule="180",
        lowest=0,
        highest=HIGHEST_SDQ_SCORE,
    )
    sdq_reason: Series[str] = code(
        "SDQ_REASON", "Why there is no score.", codes.SDQ_REASON, rule="196"
    )
    convicted: Series[pd.Int64Dtype] = _flag(
        "CONVICTED", "1 if convicted or given a youth caution in the year."
    )
    health_check: Series[pd.Int64Dtype] = _flag(
        "HEALTH_CHECK", "1 if development checks are up to date; children under 5."
    )
    immunisations: Series[pd.Int64Dtype] = _flag(
        "IMMUNISATIONS", "1 if immunisations are up to date."
    )
    teeth_check: Series[pd.Int64Dtype] = _flag(
        "TEETH_CHECK", "1 if a dentist saw the child in the year."
    )
    health_assessment: Series[pd.Int64Dtype] = _flag(
        "HEALTH_ASSESSMENT", "1 if the annual health assessment was made."
    )
    substance_misuse: Series[pd.Int64Dtype] = _flag(
        "SUBSTANCE_MISUSE", "1 if a substance misuse problem was identified."
    )
    intervention_received: Series[pd.Int64Dtype] = _flag(
        "INTERVENTION_RECEIVED", "1 if the child had help with it."
    )
    intervention_offered: Series[pd.Int64Dtype] = _flag(
        "INTERVENTION_OFFERED", "1 if help was offered and not taken."
    )

    class Config:
        """Pandera's settings."""

        name = "OC2"


class OC3(pa.DataFrameModel):
    """One row is one care leaver, around the 17th to 21st birthday that falls in the year."""

    child: Series[str] = key("CHILD", _CHILD)
    dob: Series[pa.DateTime] = day("DOB", _DOB, required=True)
    in_touch: Series[str] = code(
        "IN_TOUCH",
        "Whether the authority is in touch with the young person.",
        codes.IN_TOUCH,
        rule="131",
        severity=Severity.REJECT,
    )
    activ: Series[str] = code(
        "ACTIV",
        "What the young person does: education, training, work or none.",
        codes.ACTIV,
        rule="132",
        severity=Severity.REJECT,
    )
    accom: Series[str] = code(
        "ACCOM",
        "Where the young person lives; 1 suitable, 2 not.",
        codes.ACCOM,
        rule="133",
        severity=Severity.REJECT,
    )

    class Config:
        """Pandera's settings."""

        name = "OC3"
