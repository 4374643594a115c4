"""The tables that measures read: who people are, and facts, by the subject they are of.

SQLAlchemy Core tables, so that a measure is written against them, an engine creates them and a
test can fill them. Not here: how they are built (``facts``).
"""

from importlib import import_module

from ae_pipeline.schema.base import metadata

__all__ = ["metadata"]

_SUBJECTS = (
    "calendar",
    "care",
    "early_help",
    "homes",
    "learning",
    "person",
    "plan",
    "post16",
    "quality_assurance",
    "schooling",
    "send",
    "social_care",
    "workforce",
)

for _subject in _SUBJECTS:
    # Whoever asks for the metadata gets every table, whatever else has been imported.
    import_module(f"{__name__}.{_subject}")
