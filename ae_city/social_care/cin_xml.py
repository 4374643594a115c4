"""The CIN Census as XML, nested from its tables.

Here: the order of elements and which must be there though they are empty. Not here: what the
tables say (``cin``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    import pandas as pd

    from ae_city.systems import Export

FILE = "cin_census.xml"
_COLLECTION = ("Collection", "Year", "ReferenceDate")
_SOURCE = ("SourceLevel", "LEA", "SoftwareCode", "Release", "SerialNo", "DateTime")
_IDENTIFIERS = (
    "LAchildID", "UPN", "FormerUPN", "UPNunknown", "PersonBirthDate", "ExpectedPersonBirthDate",
    "Sex", "PersonDeathDate",
)  # fmt: skip
_BEFORE_MODULES = (
    "CINreferralDate", "ReferralSource", "PrimaryNeedCode", "CINclosureDate", "ReasonForClosure",
    "DateOfInitialCPC",
)  # fmt: skip
_ASSESSMENT = (
    "AssessmentActualStartDate", "AssessmentInternalReviewDate", "AssessmentAuthorisationDate",
)  # fmt: skip
_SECTION47 = ("S47ActualStartDate", "InitialCPCtarget", "DateOfInitialCPC", "ICPCnotRequired")
_PLAN = (
    "CPPstartDate", "CPPendDate", "InitialCategoryOfAbuse", "LatestCategoryOfAbuse",
    "NumberOfPreviousCPP",
)  # fmt: skip
_NEEDED = frozenset(
    {
        "LEA", "LAchildID", "Sex", "Ethnicity", "CINreferralDate", "ReferralSource", "ReferralNFA",
        "AssessmentActualStartDate", "CINPlanStartDate", "S47ActualStartDate", "ICPCnotRequired",
        "CPPstartDate", "InitialCategoryOfAbuse", "LatestCategoryOfAbuse", "NumberOfPreviousCPP",
    }
)  # fmt: skip
_GENDERS = frozenset({"0", "1", "2", "9"})


def write_census(folder: Path, export: Export) -> None:
    """Write the tables of an export as one file."""
    with (folder / FILE).open("w", encoding="utf-8", newline="\n") as file:
        file.write('<?xml version="1.0" encoding="UTF-8"?>\n<Message>\n')
        file.writelines(_header(export["Header"]))
        file.write("<Children>\n")
        file.writelines(_children(export))
        file.write("</Children>\n</Message>\n")


def _children(export: Export) -> Iterator[str]:
    episodes = _episodes(export)
    disabilities = _joined(
        export["Disabilities"]["LAchildID"],
        _elements("Disability", export["Disabilities"]["Disability"]),
    )
    identifiers = export["ChildIdentifiers"]
    asks_gender = bool(identifiers["Sex"].isin(_GENDERS).any())
    characteristics = export["ChildCharacteristics"]
    for identity, told, child, person in zip(
        _fields(identifiers, _IDENTIFIERS, {"Sex": "GenderCurrent"} if asks_gender else {}),
        _fields(characteristics, ("Ethnicity",)),
        identifiers["LAchildID"],
        characteristics["LAchildID"],
        strict=True,
    ):
        yield (
            f"<Child><ChildIdentifiers>{identity}</ChildIdentifiers>\n"
            f"<ChildCharacteristics>{told}"
            f"{_wrapped('Disabilities', disabilities.get(person, ''))}</ChildCharacteristics>\n"
            f"{episodes.get(child, '')}</Child>\n"
        )


def _episodes(export: Export) -> dict[str, str]:
    """The elements of every episode, by child."""
    rows = export["CINdetails"]
    modules = [
        _modules(export, "Assessments", _ASSESSMENT, _factors(export)),
        _modules(export, "CINPlanDates", ("CINPlanStartDate", "CINPlanEndDate")),
        _modules(export, "Section47", _SECTION47),
    ]
    after = [_modules(export, "ChildProtectionPlans", _PLAN, _reviews(export))]
    if "PreProceedings" in export:
        columns = tuple(export["PreProceedings"].columns[2:])
        after.append(_modules(export, "PreProceedings", columns, name="PreProceedingsandFGDM"))
    written = [
        f"<CINdetails>{first}{''.join(each.get(number, '') for each in modules)}{flag}"
        f"{''.join(each.get(number, '') for each in after)}</CINdetails>\n"
        for first, flag, number in zip(
            _fields(rows, _BEFORE_MODULES),
            _fields(rows, ("ReferralNFA",)),
            rows["CINdetailsID"],
            strict=True,
        )
    ]
    return _joined(rows["LAchildID"], written)


def _modules(
    export: Export,
    table: str,
    columns: Sequence[str],
    within: Sequence[str] | None = None,
    name: str | None = None,
) -> dict[str, str]:
    """The elements of a table, by episode; ``within`` stands at the end of each."""
    rows, name = export[table], name or table
    inner = within if within is not None else [""] * len(rows)
    written = [
        f"<{name}>{fields}{more}</{name}>\n"
        for fields, more in zip(_fields(rows, columns), inner, strict=True)
    ]
    return _joined(rows["CINdetailsID"], written)


def _factors(export: Export) -> list[str]:
    """What was found in each assessment."""
    rows = export["AssessmentFactors"]
    found = _joined(rows["AssessmentID"], _elements("AssessmentFactors", rows["AssessmentFactors"]))
    return [
        _wrapped("FactorsIdentifiedAtAssessment", found.get(number, ""))
        for number in export["Assessments"]["AssessmentID"]
    ]


def _reviews(export: Export) -> list[str]:
    """The reviews of each plan."""
    rows = export["Reviews"]
    held = _joined(rows["CPPID"], _elements("CPPreviewDate", rows["CPPreviewDate"]))
    return [
        _wrapped("Reviews", held.get(number, ""))
        for number in export["ChildProtectionPlans"]["CPPID"]
    ]


def _header(rows: pd.DataFrame) -> Iterator[str]:
    for collection, source in zip(_fields(rows, _COLLECTION), _fields(rows, _SOURCE), strict=True):
        yield (
            f"<Header><CollectionDetails>{collection}</CollectionDetails>"
            f"<Source>{source}</Source></Header>\n"
        )


def _fields(
    rows: pd.DataFrame, columns: Sequence[str], names: Mapping[str, str] | None = None
) -> list[str]:
    """The elements of some columns for every row; an empty cell has none unless it is needed.

    Args:
        rows: of a table.
        columns: in the order of the elements.
        names: of elements that are not called as their column is.
    """
    names = names or {}
    parts = [
        _elements(names.get(column, column), rows[column], needed=column in _NEEDED)
        for column in columns
    ]
    return ["".join(each) for each in zip(*parts, strict=True)]


def _elements(name: str, cells: pd.Series[str], *, needed: bool = True) -> list[str]:
    empty = f"<{name}></{name}>" if needed else ""
    return [
        f"<{name}>{escape(cell)}</{name}>" if filled else empty
        for cell, filled in zip(cells.tolist(), cells.notna().tolist(), strict=True)
    ]


def _wrapped(name: str, inner: str) -> str:
    return f"<{name}>{inner}</{name}>" if inner else ""


def _joined(keys: Iterable[str], written: Iterable[str]) -> dict[str, str]:
    """Pieces put together by key, in their order."""
    pieces: dict[str, list[str]] = {}
    for key, piece in zip(keys, written, strict=True):
        pieces.setdefault(key, []).append(piece)
    return {key: "".join(each) for key, each in pieces.items()}
