import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ae_pipeline.returns.ssda903 import formats

LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"


def text(*cells):
    return pd.Series(cells, dtype="str")


@pytest.mark.parametrize("upn", ["H801200001001", "B801200005001"])
def test_the_examples_that_are_published_of_a_upn_have_the_right_check_letter(upn):
    """H: 2*8 + 4*1 + 5*2 + 10*1 + 13*1 = 53, 7 over 46. B: 93 with a 5 for the 1, 1 over 92."""
    assert formats.upn(text(upn)).tolist() == [True]


@given(st.text("0123456789", min_size=11, max_size=11), st.sampled_from([*"0123456789", *LETTERS]))
def test_exactly_one_check_letter_is_right(digits, last):
    candidates = text(*(letter + digits + last for letter in LETTERS))
    assert formats.upn(candidates).sum() == 1


@pytest.mark.parametrize(
    "upn", ["UN0", "UN6", "un1", "H80120000100", "H8012000010011", "h801200001001", "H80120000100É"]
)
def test_what_is_not_written_like_a_upn_is_none(upn):
    assert formats.upn(text(upn)).tolist() == [False]


def test_an_empty_column_has_no_formats_to_judge():
    for shape in (
        formats.upn,
        formats.postcode,
        formats.urn,
        formats.worker_id,
        formats.previous_authority,
        formats.partial_date,
    ):
        assert shape(text()).tolist() == []
        assert shape(text(None)).tolist() == [False]


@pytest.mark.parametrize(
    "postcode",
    ["M1 1AA", "M60 1NW", "CR2 6XH", "DN55 1PT", "W1A 1HQ", "EC1A 1BB", "PL12AA", "GIR 0AA"],
)
def test_the_six_forms_of_a_postcode_are_known(postcode):
    assert formats.postcode(text(postcode, postcode.lower())).tolist() == [True, True]


@pytest.mark.parametrize(
    "postcode",
    ["PL1", "1AA PL1", "PL1-2AA", "QL1 2AA", "PL1 2CA", "PLY1 2AA", "PL1 2AAA", "PL1 AA"],
)
def test_other_forms_are_no_postcode(postcode):
    assert formats.postcode(text(postcode)).tolist() == [False]
