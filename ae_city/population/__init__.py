"""Everybody of the invented city aged 0 to 25: who they are, where they live and go to school.

The looked-after lives of ``city.care`` are persons among them; brothers and sisters, neighbours,
classmates and students are added so that the number of children is ONS's at every mid-year. Social
care, services and the returns of schools build on it.

Not here: what happens to people beyond being born, moving, and being on a school's roll; and
anything that a system writes down.
"""

from ae_city.population.population import Population, tell_population
from ae_city.population.terms import academic_year, school_days, year_group

__all__ = ["Population", "academic_year", "school_days", "tell_population", "year_group"]
