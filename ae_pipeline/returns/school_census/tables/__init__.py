"""The tables of the School Census as Pandera models: columns, types, codes and keys.

One module per subject. Columns have the names of COLLECT's export. Pupils are known by the id that
COLLECT gave their row, to which rows of other tables point; in XML it is the row's number in the
drop. Not here: rules about more than one cell (``rules``), or columns left out knowingly
(``left_out``).

A row is rejected where it cannot be told whose it is, a pupil without a usable date of birth,
sessions without a number or reason, a suspension without its day or category, a need without its
type, and where the end of a span of time cannot be read. Everywhere else the cell is blanked in
the row that is kept.
"""

from ae_pipeline.returns.school_census.tables.pupils import (
    AddressesOffRoll,
    AddressesOnRoll,
    FSMPeriod,
    PupilNoLongerOnRoll,
    PupilOnRoll,
    SENNeeds,
)
from ae_pipeline.returns.school_census.tables.schools import School, SchoolCensus
from ae_pipeline.returns.school_census.tables.sessions import (
    APProvisionDetailOffRoll,
    APProvisionDetailOnRoll,
    SchoolArrangedAPDetailOffRoll,
    SchoolArrangedAPDetailOnRoll,
    TermlyExclusionsOffRoll,
    TermlyExclusionsOnRoll,
    TermlySessionDetailsOffRoll,
    TermlySessionDetailsOnRoll,
)

__all__ = [
    "APProvisionDetailOffRoll",
    "APProvisionDetailOnRoll",
    "AddressesOffRoll",
    "AddressesOnRoll",
    "FSMPeriod",
    "PupilNoLongerOnRoll",
    "PupilOnRoll",
    "SENNeeds",
    "School",
    "SchoolArrangedAPDetailOffRoll",
    "SchoolArrangedAPDetailOnRoll",
    "SchoolCensus",
    "TermlyExclusionsOffRoll",
    "TermlyExclusionsOnRoll",
    "TermlySessionDetailsOffRoll",
    "TermlySessionDetailsOnRoll",
]
