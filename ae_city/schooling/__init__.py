"""What schooling is like in the invented city: needs, plans, meals, suspensions, attendance.

Each story is told once over the whole span for everybody of ``city.population``; the systems of
schools and of the SEND team project their exports from them. Not here: results and destinations,
or anything of social care.
"""

from ae_city.schooling.needs import Needs, tell_needs

__all__ = ["Needs", "tell_needs"]
