"""The systems of the city by the return each makes, and how each comes out of the lives told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ae_city import learning
from ae_city.early_help import early_help_system
from ae_city.early_help import faults_early_help as early_help
from ae_city.schooling import faults_attendance as attendance
from ae_city.schooling import faults_school_census as school_census
from ae_city.schooling import faults_sen2 as sen2
from ae_city.schooling.attendance import Attendance
from ae_city.schooling.figures import read_schooling
from ae_city.schooling.school_census import SchoolCensus
from ae_city.schooling.sen2 import Sen2
from ae_city.services import (
    faults_homes,
    faults_plan,
    faults_quality_assurance,
    faults_workforce,
)
from ae_city.services.homes import homes
from ae_city.services.plan import plan
from ae_city.services.quality_assurance import quality_assurance
from ae_city.services.workforce import Workforce
from ae_city.social_care import faults_annex_a as annex_a
from ae_city.social_care import faults_cin as cin
from ae_city.social_care.annex_a import annex_a_system
from ae_city.social_care.cin import CinSystem
from ae_pipeline.settings import authority

if TYPE_CHECKING:
    from collections.abc import Callable

    from ae_city.lives import Lives
    from ae_city.row_faults import RowFault
    from ae_city.systems import System


def _number(lives: Lives) -> str:
    """The authority's number, as schools and the SEND team write it."""
    return str(authority(lives.config).la_number)


SYSTEMS: dict[str, Callable[[Lives], System]] = {
    "cin": lambda lives: CinSystem(lives.social_care, lives.config),
    "annex_a": lambda lives: annex_a_system(lives.social_care, lives.early_help, lives.config),
    "early_help": lambda lives: early_help_system(lives.early_help),
    "epep": lambda lives: learning.Epep(lives.learning, lives.config),
    "sen2": lambda lives: Sen2(
        lives.population, lives.needs, read_schooling(lives.config), _number(lives)
    ),
    "school_census": lambda lives: SchoolCensus(
        lives.population, lives.needs, read_schooling(lives.config), _number(lives), lives.config
    ),
    "attendance": lambda lives: Attendance(lives.population, lives.needs, lives.config),
    "attainment": lambda lives: learning.Attainment(lives.learning),
    "nccis": lambda lives: learning.Nccis(lives.learning),
    "workforce": lambda lives: Workforce(lives.services),
    "quality_assurance": lambda lives: quality_assurance(lives.services),
    "homes": lambda lives: homes(lives.services),
    "plan": lambda lives: plan(lives.services),
}
"""By return, in the order in which they are written. SSDA903 is written by ``landing`` itself."""

ROW_FAULTS: dict[str, tuple[RowFault, ...]] = {
    **learning.ROW_FAULTS,
    "cin": cin.ROW_FAULTS,
    "annex_a": annex_a.ROW_FAULTS,
    "early_help": early_help.ROW_FAULTS,
    "sen2": sen2.ROW_FAULTS,
    "school_census": school_census.ROW_FAULTS,
    "attendance": attendance.ROW_FAULTS,
    "workforce": faults_workforce.ROW_FAULTS,
    "quality_assurance": faults_quality_assurance.ROW_FAULTS,
    "homes": faults_homes.ROW_FAULTS,
    "plan": faults_plan.ROW_FAULTS,
}
"""By return, the rows that contradict themselves which can be planted."""
