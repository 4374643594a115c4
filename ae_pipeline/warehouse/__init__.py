"""The serving warehouse: tables and views that analysts read, on SQLite or PostgreSQL.

Here: the tables, their migrations, and rows in and out. Not here: how a figure is made or judged
(``indicators``), nor any row about a person: the warehouse holds counts only.
"""

from ae_pipeline.warehouse.connection import open_engine, upgrade

__all__ = ["open_engine", "upgrade"]
