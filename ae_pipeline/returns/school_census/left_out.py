"""What COLLECT exports of the School Census and nobody here needs.

Here: columns of tables that are read, and whole tables, of which nobody is told; and tables that
need not come. Not here: COLLECT's own columns (``returns.reading.collect_export``).
"""

from __future__ import annotations

from ae_pipeline.returns.codes import codes

_NAMES = "middlenames preferredsurname formersurname"
_AFTER_16 = (
    "qualhrs nonqualhrs qualhrspreviousyear nonqualhrspreviousyear tlevelqualhrs tlevelnonqualhrs "
    "mathsgcsehighestpriorattainment mathsgcsehighestpriorattainmentpreviousyear "
    "mathsgcsepriorattainmentyear11 mathsgcsefundingexemption englishgcsehighestpriorattainment "
    "englishgcsehighestpriorattainmentpreviousyear englishgcsepriorattainmentyear11 "
    "englishgcsefundingexemption"
)
_SUMMER = (
    "summerhalfterm2sessionspossible summerhalfterm2sessionsauthorised "
    "summerhalfterm2sessionsunauthorised summerhalfterm2sessionseducational "
    "summerhalfterm2sessionsexceptional summerhalfterm2sessionscoronavirus"
)
_TERM = "termlysessionseducational termlysessionsexceptional termlysessionscoronavirus"
_ADDRESS = (
    "addressestableid addressesonrolltableid addressesoffrolltableid addressesorderseqcolumn "
    "addressesonrollorderseqcolumn addressesoffrollorderseqcolumn saon paon street locality town "
    "administrativearea posttown addressline1 addressline2 addressline3 addressline4 addressline5 "
    "uniquepropertyreferencenumber"
)
_PLACEMENT = "applacementpostcode companynumber"

COLUMNS: dict[str, frozenset[str]] = {
    "SchoolCensus": codes("collection datetime release serialno softwarecode sourcelevel xversion"),
    "School": codes(
        "accommodation childcareplaces childmothers email fecollege freemealstaken infantsheard "
        "infantslodged infantsrejected infantsupheld infantswithdrawn maxboarders maxdaypupils "
        "maxfemaleage maxmaleage minfemaleage minmaleage parttimenotin phoneno privatestudy "
        "pupilsatotherschool secondaryheard secondarylodged secondaryrejected secondaryupheld "
        "secondarywithdrawn teenmotherplaces workexperience"
    ),
    "PupilOnRoll": codes(
        f"{_NAMES} {_AFTER_16} {_SUMMER} {_TERM} ftemp moveoffrollflag missingaddress classtype "
        "duplicatenotfunded eligibilitycode yssa unitcontacttime"
    ),
    "PupilNoLongerOnRoll": codes(
        f"{_NAMES} {_AFTER_16} {_SUMMER} {_TERM} moveonrollflag missingaddress"
    ),
    "AddressesOnRoll": codes(_ADDRESS),
    "AddressesOffRoll": codes(_ADDRESS),
    "FSMPeriod": codes("fsmperiodtableid fsmperiodsonrolltableid fsmperiodsonrollorderseqcolumn"),
    "SchoolArrangedAPDetailOnRoll": codes(_PLACEMENT),
    "SchoolArrangedAPDetailOffRoll": codes(_PLACEMENT),
}
"""By table, columns that are left out."""
TABLES = codes(
    "learnerfamonroll learnerfamoffroll learningaimsonroll learningaimsoffroll "
    "programmeaimsonroll programmeaimsoffroll workplaceentityonroll workplaceentityoffroll "
    "learnersupportonroll learnersupportoffroll fundingbasisitems provisions classes childcare "
    "summerhalfterm2sessiondetailsonroll summerhalfterm2sessiondetailsoffroll"
)
"""Tables that are left out, by the stem of their rows' id."""

NOT_IN_EVERY_TERM = frozenset(
    {
        "SENNeeds",
        "AddressesOffRoll",
        "APProvisionDetailOnRoll",
        "APProvisionDetailOffRoll",
        "SchoolArrangedAPDetailOnRoll",
        "SchoolArrangedAPDetailOffRoll",
    }
)
"""Tables that a term may not ask for, or of which no school has a row: that one is absent is no
news."""
