"""The tables that measures read: who people are, and facts, by the subject they are of.

SQLAlchemy Core tables, so that a measure is written against them, an engine creates them and a
test can fill them. Not here: how they are built (``facts``).
"""

from importlib import import_module
from pkgutil import iter_modules

from ae_pipeline.schema.base import metadata

__all__ = ["metadata"]

for _subject in iter_modules(__path__):
    # Whoever uses the metadata gets every table, whatever else has been imported.
    import_module(f"{__name__}.{_subject.name}")
