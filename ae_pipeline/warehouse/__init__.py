"""The serving warehouse: tables and views that analysts read, on SQLite or PostgreSQL.

Here: the tables, their migrations, and rows in and out. Not here: how a figure is made or judged
(``indicators``), nor any row about a person: the warehouse holds counts only.
"""

from ae_pipeline.warehouse.connection import open_engine, upgrade
from ae_pipeline.warehouse.judgement_tables import indicator_assessment
from ae_pipeline.warehouse.schema import metadata
from ae_pipeline.warehouse.tables import indicator_value

# The modules of both tables are imported here, so that the metadata has every table.
__all__ = ["indicator_assessment", "indicator_value", "metadata", "open_engine", "upgrade"]
