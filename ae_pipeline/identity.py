"""Keyed pseudonyms: how a system's own identifier becomes one that only the key holder can redo.

HMAC-SHA-256 under a key derived for each domain, so that identifiers of two systems never join
by accident: a child id of SSDA903 and a UPN with the same characters differ. Not here: which
columns are identifiers (each return says so) or who is the same person (``people``).
"""

from __future__ import annotations

import hashlib
import hmac
import math
from typing import TYPE_CHECKING, Any

from ae_pipeline.errors import PipelineError

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd
    from pydantic import SecretStr

INVENTED_MARKER = "INVENTED"
"""A file of this name in the landing folder says that all people in it are invented."""
_INVENTED_KEY = b"everyone in this landing folder is invented"
_PSEUDONYM_LENGTH = 32
_KEY_CHECK = "key_check"
_SHORTEST_KEY = 16


class PseudonymKeyError(PipelineError):
    """No key, a weak key, or another key than the lake was made with. Says what to do."""


class Pseudonymiser:
    """Turns identifiers into pseudonyms under one secret key.

    A pseudonym is the first 32 hexadecimal digits (128 bits) of
    ``HMAC-SHA-256(HMAC-SHA-256(key, domain), identifier)``.
    """

    def __init__(self, key: bytes) -> None:
        self._key = key
        self._domains: dict[str, _Pseudonyms] = {}

    def _domain_key(self, domain: str) -> bytes:
        return hmac.digest(self._key, domain.encode(), hashlib.sha256)

    def one(self, identifier: str, domain: str) -> str:
        """The pseudonym of one identifier."""
        digest = hmac.digest(self._domain_key(domain), identifier.encode(), hashlib.sha256)
        return digest.hex()[:_PSEUDONYM_LENGTH]

    def column(self, identifiers: pd.Series[str], domain: str) -> pd.Series[str]:
        """The pseudonyms of a column; null stays null. Each value of a domain is keyed once."""
        pseudonyms = self._domains.setdefault(domain, _Pseudonyms(self._domain_key(domain)))
        factorized: Any = identifiers.astype("str").factorize()
        places, distinct = factorized
        if distinct.empty:
            return identifiers.astype("str")
        keyed = distinct.map(pseudonyms.__getitem__)
        # The place of a null is -1, which is filled.
        column: pd.Series[str] = keyed.take(places, fill_value=math.nan).to_series(
            index=identifiers.index, name=identifiers.name
        )
        return column

    @property
    def check_value(self) -> str:
        """Shows whether two keys are the same, without showing either."""
        return self.one("key check", "ae_pipeline")


class _Pseudonyms(dict[str, str]):
    """The pseudonyms of one domain by identifier, each made when it is first looked up."""

    def __init__(self, key: bytes) -> None:
        super().__init__()
        self._key = key

    def __missing__(self, identifier: str) -> str:
        digest = hmac.digest(self._key, identifier.encode(), hashlib.sha256)
        pseudonym = self[identifier] = digest.hex()[:_PSEUDONYM_LENGTH]
        return pseudonym


def pseudonymiser(secret: SecretStr | None, landing: Path, lake: Path) -> Pseudonymiser:
    """The pseudonymiser of a deployment; remembers its key's check value in the lake.

    Raises:
        PseudonymKeyError: if there is no key and the landing data is not marked as invented, if
            the key is short, or if the lake was made with another key.
    """
    if secret is not None:
        key = secret.get_secret_value().encode()
        if len(key) < _SHORTEST_KEY:
            raise PseudonymKeyError(
                f"AE_PSEUDONYM_KEY has fewer than {_SHORTEST_KEY} characters. Set a long random "
                "secret, for example from: python -c 'import secrets; print(secrets.token_hex())'"
            )
    elif (landing / INVENTED_MARKER).is_file():
        key = _INVENTED_KEY
    else:
        raise PseudonymKeyError(
            "AE_PSEUDONYM_KEY is not set. It is required, since the landing folder is not marked "
            f"as invented (by a file named {INVENTED_MARKER}). Set it to this deployment's secret."
        )
    pseudonyms_by_key = Pseudonymiser(key)
    check = lake / _KEY_CHECK
    if not check.is_file():
        check.write_text(pseudonyms_by_key.check_value, encoding="ascii")
    elif check.read_text(encoding="ascii") != pseudonyms_by_key.check_value:
        raise PseudonymKeyError(
            "The pseudonym key is not the one this lake was made with, so people would no longer "
            "be linked to their history. Restore the old key, or start with an empty AE_HOME."
        )
    return pseudonyms_by_key
