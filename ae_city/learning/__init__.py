"""What young people reach and where they go: results, destinations, activity, education plans.

Each story is told once over the whole span for those of ``city.population`` whom it concerns, with
the needs of ``city.schooling``; three systems project their exports from them: attainment, NCCIS
and the Virtual School's records. Not here: attendance and suspensions (``schooling``).
"""

from ae_city.learning.attainment import Attainment
from ae_city.learning.epep import Epep
from ae_city.learning.faults_attainment import ROW_FAULTS as OF_ATTAINMENT
from ae_city.learning.faults_epep import ROW_FAULTS as OF_EPEP
from ae_city.learning.faults_nccis import ROW_FAULTS as OF_NCCIS
from ae_city.learning.lives import Learning
from ae_city.learning.nccis import Nccis

ROW_FAULTS = {"attainment": OF_ATTAINMENT, "nccis": OF_NCCIS, "epep": OF_EPEP}
"""By return, the rows that contradict themselves which can be planted."""

__all__ = ["ROW_FAULTS", "Attainment", "Epep", "Learning", "Nccis"]
