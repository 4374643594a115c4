"""The order and number of elements that the census asks for: what its schema says of structure.

Here: which elements stand in which, how often, in which order, and telling where a file's do not.
Such a file is read all the same, for nothing in it is in doubt; the collector would refuse it.
Not here: what stands in an element (``tables``).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from ae_pipeline.returns.extract import NoticeKind
from ae_pipeline.returns.reading.recognition import folded
from ae_pipeline.returns.reading.xml_records import local_name

if TYPE_CHECKING:
    from ae_pipeline.returns.reading.drop import OpenFile
    from ae_pipeline.returns.reading.gathering import Gathering


@dataclass(frozen=True)
class _Part:
    """An element within another: whether it must be there, and may stand more than once."""

    name: str
    needed: bool
    many: bool


def _sequence(written: str) -> tuple[_Part, ...]:
    """Names in order; ``!`` must be there, ``*`` any number of times, ``+`` at least once."""
    return tuple(
        _Part(name.rstrip("!*+"), name.endswith(("!", "+")), name.endswith(("*", "+")))
        for name in written.split()
    )


_SEQUENCES = {
    folded(name): (name, _sequence(written))
    for name, written in {
        "Header": "CollectionDetails Source*",
        "CollectionDetails": "Collection Year ReferenceDate",
        "Source": "SourceLevel LEA! SoftwareCode Release SerialNo DateTime",
        "Child": "ChildIdentifiers! ChildCharacteristics! CINdetails+",
        "ChildIdentifiers": "LAchildID! UPN FormerUPN UPNunknown PersonBirthDate "
        "ExpectedPersonBirthDate Sex! PersonDeathDate",
        "ChildCharacteristics": "Ethnicity! Disabilities",
        "Disabilities": "Disability+",
        "CINdetails": "CINreferralDate! ReferralSource! PrimaryNeedCode CINclosureDate "
        "ReasonForClosure DateOfInitialCPC Assessments* CINPlanDates* Section47* ReferralNFA! "
        "ChildProtectionPlans* PreProceedingsandFGDM*",
        "Assessments": "AssessmentActualStartDate! AssessmentInternalReviewDate "
        "AssessmentAuthorisationDate FactorsIdentifiedAtAssessment",
        "FactorsIdentifiedAtAssessment": "AssessmentFactors+",
        "CINPlanDates": "CINPlanStartDate! CINPlanEndDate",
        "Section47": "S47ActualStartDate! InitialCPCtarget DateOfInitialCPC ICPCnotRequired!",
        "ChildProtectionPlans": "CPPstartDate! CPPendDate InitialCategoryOfAbuse! "
        "LatestCategoryOfAbuse! NumberOfPreviousCPP! Reviews",
        "Reviews": "CPPreviewDate+",
    }.items()
}
_GENDER, _SEX = "GENDERCURRENT", "SEX"
"""Stood where sex does. Which of them a year asks for, its codes tell."""
_FIELDS = {folded(part.name) for _, sequence in _SEQUENCES.values() for part in sequence} | {
    _GENDER
}
"""Elements that the schema knows; those without a structure of their own hold text."""


def inspect(record: Any, file: OpenFile, gathering: Gathering) -> None:
    """Look at a record's structure: note each way in which it is not as asked, once a file.

    An element that the schema does not have is told of where it is left out, and not here.
    """
    for message in _problems(record):
        known = any(
            notice.message == message and notice.file == file.name for notice in gathering.notices
        )
        if not known:
            gathering.note(NoticeKind.STRUCTURE, file, None, None, message)


def _problems(element: Any) -> list[str]:
    parts = list(element)
    problems, further = _looked_at(element.tag, tuple([part.tag for part in parts]))
    found = [*problems]
    for place in further:
        found += _problems(parts[place])
    return found


@lru_cache(maxsize=10_000)
def _looked_at(tag: str, tags: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """What is wrong with the elements in an element, and which of them have a structure to look at.

    By their tags, since the same few combinations come again and again. In an element that the
    schema does not know there may be one that it does; in a field there is none.
    """
    names = tuple(local_name(part) for part in tags)
    further = [
        place for place, name in enumerate(names) if name in _SEQUENCES or name not in _FIELDS
    ]
    return _amiss(local_name(tag), names), tuple(further)


def _amiss(name: str, names: tuple[str, ...]) -> tuple[str, ...]:
    """What is wrong with the elements in an element."""
    known = _SEQUENCES.get(name)
    if known is None:
        return ()
    title, sequence = known
    place = {folded(part.name): number for number, part in enumerate(sequence)}
    met = [place[each] for each in (_SEX if n == _GENDER else n for n in names) if each in place]
    problems = [
        f"{title} lacks {part.name}, which the collector's schema asks for."
        for number, part in enumerate(sequence)
        if part.needed and number not in met
    ]
    problems += [
        f"{title} has {part.name} more than once, which the collector's schema does not allow."
        for number, part in enumerate(sequence)
        if not part.many and met.count(number) > 1
    ]
    if met != sorted(met):
        problems.append(f"The elements of {title} are not in the order of the collector's schema.")
    return tuple(problems)
