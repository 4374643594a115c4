"""Whom the return names: pupils, by UPN alone."""

from __future__ import annotations

from ae_pipeline.returns.people import IdentityColumns, People

PEOPLE = People(identities=(IdentityColumns("marks", local_id="upn", upn="upn"),), several_ids=True)
