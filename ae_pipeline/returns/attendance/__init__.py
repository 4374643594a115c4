"""Daily attendance: one mark a pupil, school and session, as schools share it with the authority.

The files are a CSV a school and week; a year has 15 million sessions, so a drop is read and
validated school by school. Not here: rates of absence (``measures``).
"""

from ae_pipeline.facts.history import every_submission
from ae_pipeline.returns.return_package import ReturnPackage

RETURN = ReturnPackage(__name__, history=every_submission(13))
