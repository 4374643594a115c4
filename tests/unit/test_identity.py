"""Pseudonyms: the same in, the same out; nothing in common across domains or keys."""

import hashlib
import hmac

import pandas as pd
import pytest
from pydantic import SecretStr

from ae_pipeline.identity import Pseudonymiser, PseudonymKeyError, pseudonymiser

KEY = b"a key of more than sixteen characters"


def test_a_pseudonym_is_the_hmac_under_its_domains_key():
    domain_key = hmac.new(KEY, b"upn", hashlib.sha256).digest()
    by_hand = hmac.new(domain_key, b"A123", hashlib.sha256).hexdigest()[:32]
    assert Pseudonymiser(KEY).one("A123", "upn") == by_hand


def test_a_column_is_keyed_value_by_value_and_null_stays_null():
    made = Pseudonymiser(KEY).column(pd.Series(["x", None, "x", "y"], dtype="str"), "child")
    assert made[0] == made[2] == Pseudonymiser(KEY).one("x", "child")
    assert made[3] != made[0]
    assert made.isna().tolist() == [False, True, False, False]


def test_domains_and_keys_do_not_join():
    one = Pseudonymiser(KEY)
    assert one.one("x", "child") != one.one("x", "upn")
    assert one.one("x", "child") != Pseudonymiser(KEY + b"!").one("x", "child")


@pytest.fixture
def places(tmp_path):
    landing, lake = tmp_path / "landing", tmp_path / "lake"
    landing.mkdir()
    lake.mkdir()
    return landing, lake


def test_real_data_needs_a_key(places):
    with pytest.raises(PseudonymKeyError, match="AE_PSEUDONYM_KEY is not set"):
        pseudonymiser(None, *places)


def test_invented_data_needs_none(places):
    (places[0] / "INVENTED").touch()
    assert pseudonymiser(None, *places).one("x", "child")


def test_a_short_key_is_refused(places):
    with pytest.raises(PseudonymKeyError, match="fewer than 16"):
        pseudonymiser(SecretStr("short"), *places)


def test_a_changed_key_is_noticed_and_refused(places):
    first, second = SecretStr("first long secret key"), SecretStr("second long secret key")
    kept = pseudonymiser(first, *places).one("x", "child")
    assert pseudonymiser(first, *places).one("x", "child") == kept
    with pytest.raises(PseudonymKeyError, match="not the one this lake was made with"):
        pseudonymiser(second, *places)


def test_the_lake_does_not_hold_the_key(places):
    pseudonymiser(SecretStr("first long secret key"), *places)
    assert "first long" not in (places[1] / "key_check").read_text()
