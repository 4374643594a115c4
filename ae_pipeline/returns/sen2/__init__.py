"""SEN2: education, health and care plans, person by person. Tables, reader and rules."""

from ae_pipeline.facts.history import newest_of_each_year
from ae_pipeline.returns.return_package import ReturnPackage

RETURN = ReturnPackage(__name__, history=newest_of_each_year(2))
