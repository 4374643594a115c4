"""The School Census's tables about pupils: who they are, and what they are entitled to."""

import pandera.pandas as pa
from pandas import Float64Dtype, Int64Dtype
from pandera.typing import Series

from ae_pipeline.returns import formats
from ae_pipeline.returns.codes import TRUE_OR_FALSE
from ae_pipeline.returns.ethnicity import EXTENDED_ETHNIC
from ae_pipeline.returns.school_census import codes
from ae_pipeline.returns.school_census.tables.protections import (
    MOST_SESSIONS,
    OFF_ROLL,
    ON_ROLL,
    of_pupil,
    of_return,
    pupil_key,
    row_key,
)
from ae_pipeline.validation.fields import (
    Protected,
    Protection,
    code,
    day,
    decimal,
    key,
    key_day,
    label,
    text,
    whole_number,
)
from ae_pipeline.validation.findings import Severity

_WEEK = 168.0
_UPN = Protection(Protected.PUPIL)
_NAME = Protection(Protected.NAME)
_LANGUAGE = formats.written_as("[A-Z]{3,4}")
_UPN_EXPECTED = "a UPN of 13 characters with the right check letter"


class PupilOnRoll(pa.DataFrameModel):
    """One row is one pupil on a school's roll on the day of the census."""

    pupil_id: Series[str] = pupil_key(ON_ROLL)
    return_id: Series[str] = of_return()
    native_id: Series[str] = label("NativeId", "Number under which the return was sent.")
    upn: Series[str] = text(
        "upn",
        "Unique pupil number.",
        shape=formats.upn,
        expected=_UPN_EXPECTED,
        required=True,
        protection=_UPN,
    )
    former_upn: Series[str] = text(
        "formerupn",
        "UPN until it was replaced.",
        shape=formats.upn,
        expected=_UPN_EXPECTED,
        protection=_UPN,
    )
    uln: Series[str] = text(
        "uniquelearnernumber",
        "Unique learner number.",
        shape=formats.uln,
        expected="ten digits",
        protection=Protection(Protected.IDENTIFIER, "uln"),
    )
    surname: Series[str] = label("surname", "Family name.", required=True, protection=_NAME)
    forename: Series[str] = label("forename", "First name.", required=True, protection=_NAME)
    born: Series[pa.DateTime] = day(
        "dob", "Date of birth.", required=True, severity=Severity.REJECT
    )
    sex: Series[str] = code("sex", "Sex.", codes.SEX, required=True)
    ethnicity: Series[str] = code("ethnicity", "Ethnic group; in spring.", EXTENDED_ETHNIC)
    language: Series[str] = text(
        "language", "First language.", shape=_LANGUAGE, expected="three or four letters"
    )
    entered: Series[pa.DateTime] = day("entrydate", "Day of entering the school.")
    enrolment: Series[str] = code("enrolstatus", "Kind of registration.", codes.ENROLMENT)
    year_group: Series[str] = code(
        "ncyearactual", "Year group that the pupil is taught in.", codes.YEAR_GROUP
    )
    part_time: Series[str] = code("parttime", "Whether part time.", TRUE_OR_FALSE)
    boarder: Series[str] = code("boarder", "Boarder, nights a week.", codes.BOARDER)
    sen_provision: Series[str] = code(
        "senprovision", "Provision for special educational needs.", codes.SEN_PROVISION
    )
    sen_unit: Series[str] = code("senunitindicator", "In a SEN unit.", TRUE_OR_FALSE)
    resourced: Series[str] = code(
        "resourcedprovisionindicator", "In resourced provision.", TRUE_OR_FALSE
    )
    sessions_possible: Series[Int64Dtype] = whole_number(
        "termlysessionspossible",
        "Sessions the pupil could attend in the term before.",
        lowest=0,
        highest=MOST_SESSIONS,
    )
    sessions_authorised: Series[Int64Dtype] = whole_number(
        "termlysessionsauthorised",
        "Of them, missed with leave; older returns.",
        lowest=0,
        highest=MOST_SESSIONS,
    )
    sessions_unauthorised: Series[Int64Dtype] = whole_number(
        "termlysessionsunauthorised",
        "Of them, missed without leave; older returns.",
        lowest=0,
        highest=MOST_SESSIONS,
    )
    service_child: Series[str] = code(
        "servicechild", "Parent in the armed forces.", codes.SERVICE_CHILD
    )
    post_care: Series[str] = code("plaa", "How the pupil left care.", codes.POST_CARE)
    young_carer: Series[str] = code(
        "youngcarer", "Whether a young carer; in spring.", codes.YOUNG_CARER
    )
    top_up: Series[str] = code("topupfunding", "Whether top-up funded.", TRUE_OR_FALSE)
    lunch: Series[str] = code("schoollunchtaken", "Lunch taken on the day.", TRUE_OR_FALSE)
    hours: Series[Float64Dtype] = decimal(
        "hoursatsetting", "Hours a week, of young children.", lowest=0, highest=_WEEK
    )
    funded_hours: Series[Float64Dtype] = decimal(
        "fundedhours", "Universal funded hours a week.", lowest=0, highest=_WEEK
    )
    extended_hours: Series[Float64Dtype] = decimal(
        "extendedhours", "Further funded hours, of three- and four-year-olds.",
        lowest=0, highest=_WEEK,
    )  # fmt: skip
    expanded_hours: Series[Float64Dtype] = decimal(
        "expandedhours", "Funded hours, of working parents' younger children.",
        lowest=0, highest=_WEEK,
    )  # fmt: skip
    pupil_premium: Series[str] = code("eyppr", "Early years pupil premium.", codes.YES_NO)
    premium_basis: Series[str] = code("eyppbf", "What it is given for.", codes.PREMIUM_BASIS)
    disability_fund: Series[str] = code("dafindicator", "Disability access fund.", TRUE_OR_FALSE)

    class Config:
        """Pandera's settings."""

        name = "PupilOnRoll"


class PupilNoLongerOnRoll(pa.DataFrameModel):
    """One row is one pupil who left the school and is counted for sessions or exclusions."""

    pupil_id: Series[str] = pupil_key(OFF_ROLL)
    return_id: Series[str] = of_return()
    native_id: Series[str] = label("NativeId", "Number under which the return was sent.")
    upn: Series[str] = text(
        "upn",
        "Unique pupil number.",
        shape=formats.upn,
        expected=_UPN_EXPECTED,
        required=True,
        protection=_UPN,
    )
    former_upn: Series[str] = text(
        "formerupn",
        "UPN until it was replaced.",
        shape=formats.upn,
        expected=_UPN_EXPECTED,
        protection=_UPN,
    )
    uln: Series[str] = text(
        "uniquelearnernumber",
        "Unique learner number.",
        shape=formats.uln,
        expected="ten digits",
        protection=Protection(Protected.IDENTIFIER, "uln"),
    )
    surname: Series[str] = label("surname", "Family name.", required=True, protection=_NAME)
    forename: Series[str] = label("forename", "First name.", required=True, protection=_NAME)
    born: Series[pa.DateTime] = day(
        "dob", "Date of birth.", required=True, severity=Severity.REJECT
    )
    sex: Series[str] = code("sex", "Sex.", codes.SEX, required=True)
    ethnicity: Series[str] = code("ethnicity", "Ethnic group; in spring.", EXTENDED_ETHNIC)
    language: Series[str] = text(
        "language", "First language.", shape=_LANGUAGE, expected="three or four letters"
    )
    entered: Series[pa.DateTime] = day("entrydate", "Day of entering the school.")
    left: Series[pa.DateTime] = day(
        "leavingdate", "Day of leaving it.", required=True, severity=Severity.REJECT
    )
    part_time: Series[str] = code("parttime", "Whether part time.", TRUE_OR_FALSE)
    boarder: Series[str] = code("boarder", "Boarder, nights a week.", codes.BOARDER)
    year_group: Series[str] = code(
        "ncyearleaving", "Year group on leaving; in autumn.", codes.YEAR_GROUP
    )
    sessions_possible: Series[Int64Dtype] = whole_number(
        "termlysessionspossible",
        "Sessions the pupil could attend in the term before.",
        lowest=0,
        highest=MOST_SESSIONS,
    )
    sessions_authorised: Series[Int64Dtype] = whole_number(
        "termlysessionsauthorised",
        "Of them, missed with leave; older returns.",
        lowest=0,
        highest=MOST_SESSIONS,
    )
    sessions_unauthorised: Series[Int64Dtype] = whole_number(
        "termlysessionsunauthorised",
        "Of them, missed without leave; older returns.",
        lowest=0,
        highest=MOST_SESSIONS,
    )

    class Config:
        """Pandera's settings."""

        name = "PupilNoLongerOnRoll"


class AddressesOnRoll(pa.DataFrameModel):
    """One row is one home of a pupil on roll."""

    pupil_id: Series[str] = pupil_key(ON_ROLL)
    postcode: Series[str] = key(
        "postcode",
        "Its postcode.",
        shape=formats.postcode,
        expected="a postcode",
        protection=Protection(Protected.POSTCODE),
    )

    class Config:
        """Pandera's settings."""

        name = "AddressesOnRoll"


class AddressesOffRoll(pa.DataFrameModel):
    """One row is one home of a pupil who left."""

    pupil_id: Series[str] = pupil_key(OFF_ROLL)
    postcode: Series[str] = key(
        "postcode",
        "Its postcode.",
        shape=formats.postcode,
        expected="a postcode",
        protection=Protection(Protected.POSTCODE),
    )

    class Config:
        """Pandera's settings."""

        name = "AddressesOffRoll"


class FSMPeriod(pa.DataFrameModel):
    """One row is one span of time in which a pupil could have free school meals."""

    pupil_id: Series[str] = pupil_key(ON_ROLL)
    started: Series[pa.DateTime] = key_day("fsmstartdate", "First day.")
    ended: Series[pa.DateTime] = day(
        "fsmenddate", "Last day; empty while it lasts.", severity=Severity.REJECT
    )
    country: Series[str] = code("ukcountry", "Country whose rules hold.", codes.COUNTRY)

    class Config:
        """Pandera's settings."""

        name = "FSMPeriod"


class SENNeeds(pa.DataFrameModel):
    """One row is one type of special educational need of a pupil on roll; in spring."""

    need_id: Series[str] = row_key("senneedstableid")
    pupil_id: Series[str] = of_pupil(ON_ROLL)
    need: Series[str] = code(
        "sentype", "Type of need.", codes.SEN_NEED, required=True, severity=Severity.REJECT
    )
    rank: Series[Int64Dtype] = whole_number(
        "sentyperank", "1 the primary need, then the others.", lowest=1, highest=99
    )

    class Config:
        """Pandera's settings."""

        name = "SENNeeds"
