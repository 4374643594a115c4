"""How the child was looked after: episodes, reviews, going missing, social workers, liberty."""

import pandera.pandas as pa
from pandera.typing import Series

from ae_pipeline.returns.ssda903 import codes, formats
from ae_pipeline.validation.fields import code, day, key, key_day, text
from ae_pipeline.validation.findings import Severity

_CHILD = "The authority's own identifier of the child."
_DOB = "Date of birth, as in Header."


class Episodes(pa.DataFrameModel):
    """One row is one episode: a time under one legal status in one placement."""

    child: Series[str] = key("CHILD", _CHILD)
    decom: Series[pa.DateTime] = key_day("DECOM", "Date the episode began.", rule="141")
    rne: Series[str] = code(
        "RNE",
        "Reason for the new episode: S start of care, else what changed.",
        codes.RNE,
        rule="143",
        required=True,
        severity=Severity.REJECT,
    )
    ls: Series[str] = code(
        "LS", "Legal status.", codes.LS, rule="144", required=True, severity=Severity.REJECT
    )
    cin: Series[str] = code(
        "CIN", "Category of need when care began.", codes.CIN, rule="145", required=True
    )
    place: Series[str] = code(
        "PLACE",
        "Type of placement.",
        codes.PLACE,
        rule="146",
        required=True,
        severity=Severity.REJECT,
    )
    place_provider: Series[str] = code(
        "PLACE_PROVIDER", "Who provides the placement.", codes.PLACE_PROVIDER, rule="178"
    )
    dec: Series[pa.DateTime] = day(
        "DEC",
        "Date the episode ceased; empty while it lasts. The child is not in it on this day.",
        rule="147",
        severity=Severity.REJECT,
    )
    rec: Series[str] = code(
        "REC",
        "Reason the episode ceased: X1 another began, else how care ended.",
        codes.REC,
        rule="149",
        severity=Severity.REJECT,
    )
    reason_place_change: Series[str] = code(
        "REASON_PLACE_CHANGE",
        "Why the placement changed, on the episode that ends.",
        codes.REASON_PLACE_CHANGE,
        rule="1009",
    )
    home_post: Series[str] = text(
        "HOME_POST",
        "Postcode of the home the child came from.",
        rule="392c",
        shape=formats.postcode,
        expected="a whole postcode",
    )
    pl_post: Series[str] = text(
        "PL_POST",
        "Postcode of the placement.",
        rule="392c",
        shape=formats.postcode,
        expected="a whole postcode",
    )
    urn: Series[str] = text(
        "URN",
        "Ofsted's number of the provider.",
        rule="1008",
        shape=formats.urn,
        expected="SC and 6 digits, 7 digits, or XXXXXXX",
    )

    class Config:
        """Pandera's settings."""

        name = "Episodes"


class Reviews(pa.DataFrameModel):
    """One row is one review of a child's care plan."""

    child: Series[str] = key("CHILD", _CHILD)
    dob: Series[pa.DateTime] = day("DOB", _DOB, required=True)
    review: Series[pa.DateTime] = key_day(
        "REVIEW", "Date of the review.", rule="166", missing="166"
    )
    review_code: Series[str] = code(
        "REVIEW_CODE",
        "How the child took part.",
        codes.REVIEW_CODE,
        rule="167",
        required=True,
    )

    class Config:
        """Pandera's settings."""

        name = "Reviews"


class Missing(pa.DataFrameModel):
    """One row is one time that a child was missing, or away without authorisation."""

    child: Series[str] = key("CHILD", _CHILD)
    dob: Series[pa.DateTime] = day("DOB", _DOB, required=True)
    missing: Series[str] = code(
        "MISSING", "M missing, A away without authorisation.", codes.MISSING, rule="1006"
    )
    mis_start: Series[pa.DateTime] = key_day("MIS_START", "Date it began.", rule="1004")
    mis_end: Series[pa.DateTime] = day(
        "MIS_END",
        "Date the child came back; empty while missing.",
        rule="1005",
        severity=Severity.REJECT,
    )

    class Config:
        """Pandera's settings."""

        name = "Missing"


class SWEpisodes(pa.DataFrameModel):
    """One row is the time that one social worker was responsible for a child. From 2023-24."""

    child: Series[str] = key("CHILD", _CHILD)
    dob: Series[pa.DateTime] = day("DOB", _DOB, required=True)
    sw_id: Series[str] = text(
        "SW_ID",
        "Social Work England's number of the worker, or another that begins with XX.",
        rule="SW02STG1",
        shape=formats.worker_id,
        expected="an identifier that begins with SW or XX",
    )
    sw_decom: Series[pa.DateTime] = key_day("SW_DECOM", "Date it began.", rule="SW04STG1")
    sw_dec: Series[pa.DateTime] = day(
        "SW_DEC", "Date it ended; empty while it lasts.", rule="SW05STG1", severity=Severity.REJECT
    )
    sw_reason: Series[str] = code(
        "SW_REASON", "Why the worker changed.", codes.SW_REASON, rule="SW13STG1"
    )

    class Config:
        """Pandera's settings."""

        name = "SWEpisodes"


class DoLo(pa.DataFrameModel):
    """One row is one deprivation of liberty order. From 2026-27."""

    child: Series[str] = key("CHILD", _CHILD)
    dob: Series[pa.DateTime] = day("DOB", _DOB, required=True)
    dolo_start: Series[pa.DateTime] = key_day("DOLO_START", "Date the order began.", rule="700")
    dolo_end: Series[pa.DateTime] = day(
        "DOLO_END",
        "Date the order ended; empty while it lasts.",
        rule="701",
        severity=Severity.REJECT,
    )

    class Config:
        """Pandera's settings."""

        name = "DoLo"
