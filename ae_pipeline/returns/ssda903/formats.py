"""How the identifiers of SSDA903 are written: UPN, URN, postcode, worker id and the like.

Here: functions from a text column to the cells that are well formed. Not here: whether what is
written exists (a postcode, a provider), which needs reference data.
"""

from __future__ import annotations

from ae_pipeline.returns.formats import postcode, upn_or, written_as
from ae_pipeline.returns.ssda903 import codes

__all__ = ["partial_date", "postcode", "previous_authority", "upn", "urn", "worker_id"]

upn = upn_or(codes.UNKNOWN_UPN)
"""UPNs whose check letter is right, and the codes for an unknown one, ``UN1`` to ``UN5``."""

urn = written_as(rf"SC[0-9]{{6}}|[0-9]{{7}}|{codes.UNREGISTERED_URN}")
"""Ofsted's number of a provider, or seven X where there is none."""

worker_id = written_as(r"(SW|XX).+")
"""Social Work England's number (SW), or an agency's or local one (XX)."""

previous_authority = written_as(r"[0-9]{3}|[ENSW][0-9]{8}|[A-Z]{3}")
"""A DfE number, an ONS code, or three letters for a place outside England (SCO, WAL, NIR …)."""

partial_date = written_as(
    r"(?i)(zz|0[1-9]|[12][0-9]|3[01])/(zz|0[1-9]|1[0-2])/(zzzz|(19|20)[0-9]{2})"
)
"""DD/MM/YYYY with ``zz`` for what is not known."""
