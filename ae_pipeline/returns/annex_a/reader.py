"""Reading a drop of Annex A: workbooks with a sheet a list, however the columns are called.

Here: what tells each list, what its columns may be called, and the workbook that is mistaken for
this one. Not here: workbooks as such (``returns.reading``), or what a row must be (``tables``).

The names are from Ofsted's guidance, and from how authorities have varied them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ae_pipeline.returns.local import columns_of_one_table
from ae_pipeline.returns.reading.gathering import gather
from ae_pipeline.returns.reading.header_names import official_names, squeezed
from ae_pipeline.returns.reading.recognition import Recognition
from ae_pipeline.returns.reading.workbook_form import WorkbookLayout, workbook_forms
from ae_pipeline.validation.cells import CellType

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from ae_pipeline.returns.extract import Extract
    from ae_pipeline.returns.reading.gathering import Layouts
    from ae_pipeline.validation.contract import TableContract

TITLE = "Ofsted's Annex A"
NUMBERS = {
    name: number
    for number, name in enumerate(
        (
            "Contacts", "EarlyHelpAssessments", "Referrals", "Assessments", "Section47", "CIN",
            "CP", "CLA", "CareLeavers", "Adoption", "Adopters",
        ),
        start=1,
    )
}  # fmt: skip
"""By table, the number of its list."""
PATTERNS: dict[str, tuple[str, ...]] = {
    "Child Unique ID": (
        r"\bchild\b.*\b(id|identifier|number)\b",
        r"\b(id|identifier)\b.*\bchild\b",
        r"^unique (id|identifier)$",
    ),
    "Gender": (r"^(gender|sex)\b",),
    "Ethnicity": (r"^ethnic",),
    "Date of Birth": (r"\bdate\b.*\bbirth\b", r"^d\.?o\.?b\.?$"),
    "Age of Child (Years)": (r"^age\b", r"\bage\b.*\byears\b"),
    "Date of Contact": (r"^date of (the )?contact",),
    "Contact Source": (r"\bcontact\b.*\bsource\b", r"\bsource\b.*\bcontact\b"),
    "Assessment start date": (r"^(early help )?assessment.*\bstart",),
    "Assessment completion date": (r"^(early help )?assessment.*\bcomplet",),
    "Organisation completing assessment": (r"\borganisation\b.*\bassessment\b",),
    "Date of referral": (r"\bdate of\b.*\breferral\b",),
    "Referral Source": (r"\breferral\b.*\bsource\b", r"\bsource\b.*\breferral\b"),
    "Referral NFA?": (r"\breferral\b.*\b(nfa|no further action)\b",),
    "Number of Referrals in Last 12 Months": (r"\bnumber of referrals\b",),
    "Does the Child have a Disability": (r"\bchild\b.*\bdisab",),
    "Continuous Assessment Start Date": (r"\bassessment\b.*\bstart",),
    "Child Seen During Continuous Assessment": (r"\bchild seen\b.*\bassessment\b",),
    "Continuous Assessment Date of Authorisation": (r"\bassessment\b.*\bauthori",),
    "Was the child assessed as requiring LA children's social care support?": (
        r"\bwas the child assessed\b.*\bsupport\b",
    ),
    "Strategy discussion initiating Section 47 Enquiry Start Date": (
        r"\b(section 47|s47)\b.*\bstart",
    ),
    "Was an Initial Child Protection Conference deemed unnecessary?": (
        r"\b(conference|icpc)\b.*\bunnecessary\b",
    ),
    "Date of Initial Child Protection Conference": (
        r"\bdate of\b.*\b(initial child protection conference|icpc)\b",
    ),
    "Did the Initial Child Protection Conference Result in a Child Protection Plan": (
        r"\b(conference|icpc)\b.*\bresult\b.*\bplan\b",
    ),
    "Number of Section 47 Enquiries in the last 12 months": (
        r"\bnumber of\b.*\b(section 47|s47)s?\b",
    ),
    "Number of ICPCs in the last 12 months": (
        r"\bnumber of\b.*\b(icpcs?|initial child protection conferences)\b",
    ),
    "CIN Start Date": (r"^(cin|child in need)\b.*\bstart",),
    "Primary Need Code": (r"\bprimary need\b",),
    "Date Child Was Last Seen": (r"\bchild\b.*\blast seen\b",),
    "CIN Closure Date": (r"^(cin|child in need)\b.*\b(clos|end)",),
    "Reason for Closure": (r"\breason\b.*\bclosure\b",),
    "Case Status": (r"^case status",),
    "Child Protection Plan Start Date": (r"\b(child protection plan|cpp?)\b.*\bstart",),
    "Initial Category of Abuse": (r"\binitial category\b",),
    "Latest Category of Abuse": (r"\b(latest|current) category\b",),
    "Date of the Last Statutory Visit": (r"\blast statutory visit\b",),
    "Was the Child Seen Alone?": (r"\bchild seen alone\b",),
    "Date of latest review conference": (r"\blatest review\b.*\bconference\b",),
    "Child Protection Plan End Date": (r"\b(child protection plan|cpp?)\b.*\bend\b",),
    "Subject to Emergency Protection Order or Protected Under Police Powers in Last Six Months "
    "(Y/N)": (r"\bsubject to emergency protection order\b",),
    "Number of Previous Child Protection Plans": (
        r"\bnumber of previous (child protection plans|cpps?)\b",
    ),
    "Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N)": (
        r"\bunaccompanied asylum.seeking child\b(?!.*\bformerly\b)",
    ),
    "Unaccompanied Asylum Seeking Child (UASC), or formerly UASC if 18 or over (Y/N)": (
        r"\bunaccompanied asylum.seeking child\b.*\bformerly\b",
    ),
    "Date Started to be Looked After": (r"\bstarted to be (looked after|cla|lac)\b",),
    "Child's Category of Need": (r"\bcategory of need\b",),
    "Is this a second or subsequent period of being a Looked After Child within the last 12 months "
    "(Y/N)": (r"\bsecond or subsequent\b.*\blooked.after child\b",),
    "Start date of current legal status": (r"\bstart date\b.*\blegal status\b",),
    "Child's Legal Status": (r"\bchild\W*s?\b.*\blegal status\b", r"^legal status\b"),
    "Date of Latest Statutory Review": (r"\blatest\b.*\bstatutory review\b",),
    "Date of Last Social Work Visit": (r"\blast social work(er)? visit\b",),
    "What is the permanence plan for this child?": (r"\bpermanence plan\b",),
    "Date of Last IRO Visit / Contact to the Child": (r"\blast iro\b",),
    "Date of Last Health Assessment": (r"\blast health assessment\b",),
    "Date of Last Dental Check": (r"\blast dental\b",),
    "Number of Placements in the Last 12 months": (r"\bnumber of placements\b",),
    "Date Ceased to be Looked After": (r"\bdate\b.*\bceased to be\b",),
    "Reason Ceased to be Looked After": (r"\breason\b.*\bceased to be\b",),
    "Start Date of Most Recent Placement": (r"\bstart date\b.*\bplacement\b",),
    "Placement Type": (r"^(placement type|type of placement)",),
    "Placement Provider": (r"^placement provider\b",),
    "Placement postcode": (r"\bplacement\b.*\bpost ?code\b",),
    "URN of Placement": (r"\burn\b.*\bplacement\b", r"\bplacement\b.*\burn\b"),
    "Placement Location": (r"^placement location",),
    "LA of Placement": (r"^(la|local authority) of placement",),
    "Number of Episodes the Child has been 'Missing' from their Placement in the last 12 months": (
        r"\bnumber of\b.*\bmissing\b",
    ),
    "Number of Episodes the Child has been 'Absent' from their Placement in the last 12 months": (
        r"\bnumber of\b.*\babsent\b",
    ),
    "Was the child offered a Return Interview after their last missing episode (Y/N)?": (
        r"\boffered\b.*\breturn(ed)?( home)? interview\b",
    ),
    "Did the child accept a Return Interview after their last missing episode (Y/N)?": (
        r"\baccept(ed)?\b.*\breturn(ed)?( home)? interview\b",
    ),
    "Allocated Team": (r"^(allocated )?team\b",),
    "Allocated Worker": (r"^allocated (social )?worker\b",),
    "Allocated Personal Advisor": (r"\bpersonal advis[eo]r\b",),
    "Eligibility Category": (r"\beligibility\b",),
    "Latest Pathway Plan Review Date": (r"\bpathway plan\b.*\breview\b",),
    "LA in Touch": (r"\bin touch\b",),
    "Latest Date of Contact": (r"\blatest\b.*\bcontact\b",),
    "Type of Accommodation": (r"\btype of accom",),
    "Suitability of Accommodation": (r"\bsuitab\w+\b.*\baccom",),
    "Activity Status": (r"\bactivity status\b",),
    "Family identifier": (r"\bfamily\b.*\b(id|identifier)\b",),
    "Individual adopter identifier": (r"\badopter\b.*\b(id|identifier)\b",),
    "Is the (prospective) adopter fostering for adoption?": (r"\badopter\b.*\bfostering\b",),
    "No. of children placed": (r"\b(no|number)\b.*\bchildren placed\b",),
}
"""By official column, other names that it goes by."""
_NAMED = re.compile(r"\blist[ _]*(\d{1,2})\b", re.IGNORECASE)
_SEND = frozenset(
    squeezed(name)
    for name in (
        "SEN primary need",
        "Main education establishment - URN",
        "Main education establishment - phase",
        "Permanent exclusions",
        "Pupil Premium",
    )
)
_SEND_TITLE = (
    "the SEND Annex A of area inspections (children with an EHC plan or SEN support), which is "
    "another return"
)


def read_drop(contracts: Mapping[str, TableContract], folder: Path, layouts: Layouts) -> Extract:
    """Read all workbooks of a drop.

    A sheet is known by its columns, whatever it is called; its name decides where they do not.

    Raises:
        UnreadableFileError: if a workbook is damaged, protected, has macros, is the SEND Annex A,
            or the drop has no list of Annex A.
    """
    layout = WorkbookLayout(
        recogniser=_Recogniser(contracts),
        patterns=dict.fromkeys(contracts, PATTERNS),
        days={
            table: frozenset(name for name, kind in contract.types.items() if kind is CellType.DATE)
            for table, contract in contracts.items()
        },
        stranger=send_annex,
    )
    return gather(
        folder,
        layouts,
        workbook_forms(layout),
        title=TITLE,
        remedy="Put the workbook with its lists here (.xlsx), a sheet each with a header.",
    )


def send_annex(header: Sequence[str]) -> str | None:
    """What a header of the SEND Annex A is of; none for any other."""
    found = _SEND & {squeezed(name) for name in header}
    return _SEND_TITLE if 2 * len(found) > len(_SEND) else None


class _Recogniser:
    """Tells a list from a sheet's name and header."""

    def __init__(self, contracts: Mapping[str, TableContract]) -> None:
        self._columns = {table: tuple(each.cells) for table, each in contracts.items()}
        self._own = columns_of_one_table(contracts)

    def __call__(self, sheet: str, header: Sequence[str]) -> Recognition:
        """The list with the most of its own columns there.

        At least half of those are wanted, or one where the sheet is called by the list's number.
        """
        numbered = _NAMED.search(sheet)
        number = int(numbered[1]) if numbered else None
        if sum(bool(name) for name in header) < 2:  # noqa: PLR2004 - a title is no header
            return Recognition(None, "none of its rows is a header of a list")
        known = {
            table: set(official_names(header, columns, PATTERNS).values())
            for table, columns in self._columns.items()
        }
        found = {table: len(known[table] & own) for table, own in self._own.items()}
        likeliest = max(found, key=lambda each: (found[each], NUMBERS[each] == number))
        enough = 2 * found[likeliest] >= len(self._own[likeliest])
        named = NUMBERS[likeliest] == number and found[likeliest] > 0
        if enough or named:
            return Recognition(likeliest)
        return Recognition(None, "none of its rows is a header of a list")
