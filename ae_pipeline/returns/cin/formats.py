"""How the identifiers of the CIN Census are written, part by part as its rules ask.

Here: functions from a text column to cells of which a part is right. Not here: the whole UPN
(``returns.formats``).
"""

from __future__ import annotations

from ae_pipeline.returns.cin import codes
from ae_pipeline.returns.formats import written_as

LONGEST_ID = 20
anything = written_as("(?s).*")
as_long_as_a_upn = written_as(".{13}")
alphanumeric = written_as("[A-Za-z0-9]+")
digits_in_the_middle = written_as(r".{4}[0-9]{8}.?")
"""Characters 5 to 12 of a UPN."""
last_character = written_as("(?i).{12}[0-9A-HJ-NP-RT-Z]")
"""Character 13: a digit, or a letter of those that temporary ones end in."""
authority = written_as(rf".({'|'.join(sorted(codes.AUTHORITIES))}).*")
"""Characters 2 to 4: an authority."""
