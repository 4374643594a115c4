"""SSDA903: the children looked after return. Tables, reader and rules."""

from ae_pipeline.facts.history import newest_of_each_year
from ae_pipeline.returns.return_package import ReturnPackage

RETURN = ReturnPackage(__name__, history=newest_of_each_year(4))
