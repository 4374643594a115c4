"""SEN2: education, health and care plans, person by person. Tables, reader and rules."""

from ae_pipeline.returns.sen2.contract import SEN2

__all__ = ["SEN2"]
