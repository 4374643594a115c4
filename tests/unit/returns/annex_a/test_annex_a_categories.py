"""What authorities write for the categories of Annex A, and what it means."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ae_pipeline.returns.annex_a import categories
from ae_pipeline.returns.annex_a.contract import CONTRACTS
from ae_pipeline.returns.annex_a.matching import canonical, meaning
from ae_pipeline.returns.annex_a.tables.columns import CategoryList


@pytest.mark.parametrize(
    ("known", "written", "means"),
    [
        (categories.GENDER, "M", "a) Male"),
        (categories.GENDER, "male", "a) Male"),
        (categories.GENDER, "b) Female", "b) Female"),
        (categories.GENDER, "1 - Male", "a) Male"),
        (categories.GENDER, "Unborn/Unknown", "c) Not stated/recorded"),
        (categories.ETHNICITY, "a) WBRI", "a) White"),
        (categories.ETHNICITY, "MWBC - White and Black Caribbean", "b) Mixed"),
        (categories.ETHNICITY, "White and Black Caribbean", "b) Mixed"),
        (categories.ETHNICITY, "Black Caribbean", "d) Black or black British"),
        (categories.ETHNICITY, "Any other Asian background", "c) Asian or Asian British"),
        (categories.ETHNICITY, "s) NOBT", "f) Not stated"),
        (categories.SOURCE, "q) 6: Police", "g) Police"),
        (categories.SOURCE, "3B", "d) Health services"),
        (categories.SOURCE, "10: Unknown", "k) Unknown"),
        (categories.SOURCE, "Nursery School", "b) Schools"),
        (categories.NEED, "N1 - Abuse or Neglect", "a) Abuse or neglect"),
        (categories.NEED, "N1SB : Neglect", "a) Abuse or neglect"),
        (categories.NEED, "Family Dysfunction [N5]", "e) Family dysfunction"),
        (categories.CLOSURE, "RC6 - Adult care", "f) Transfer to Adult Social Services"),
        (categories.CLOSURE, "Deceased", "b) Died"),
        (categories.LEGAL_STATUS, "C2: FCO", "b) Full care orders"),
        (categories.LEGAL_STATUS, "V2 - Single period of accommodation under section 20",
         "e) Accommodated under S20"),
        (categories.PLACEMENT, "f) U6: Foster placement - not FFA", "a) Foster placement"),
        (categories.PLACEMENT, "K3: Supported accommodation", "f) Residential accommodation"),
        (categories.PROVIDER, "e) PR4 - Private provision", "b) Private"),
        (categories.ACCOMMODATION, "U: Independent living", "k) Independent living"),
        (categories.ACCOMMODATION, "B1", "a) With parents or relatives"),
        (categories.ABUSE, "Neglect; Physical abuse", "e) Multiple"),
        (categories.ABUSE, "Physical abuse", "b) Physical Abuse"),
        (categories.YES_NO, "a) Yes", "Yes"),
        (categories.YES_NO, "0", "No"),
        (categories.DISABILITY, "AUT", "Yes"),
        (categories.DISABILITY, "No disability", "No"),
        (categories.IN_TOUCH, "a) Yes", "a) In touch"),
        (categories.IN_TOUCH, "RHOM", "d) Exclude"),
        (categories.REVERSAL, "RD3", "c) Prospective adopters cannot be found"),
    ],
)  # fmt: skip
def test_a_text_means_its_category(known, written, means):
    assert meaning(written, known) == means


@pytest.mark.parametrize("written", ["31/02/2021", "?!", "-98765", "", "zz", "#N/A"])
def test_texts_that_say_nothing_mean_nothing(written):
    for known in _every_list():
        assert meaning(written, known) is None


def test_short_breaks_are_no_legal_status_of_the_list():
    assert meaning("V4: Agreed series of short-term breaks", categories.LEGAL_STATUS) is None


def _every_list():
    return {
        cell.codes.categories
        for contract in CONTRACTS.values()
        for cell in contract.cells.values()
        if isinstance(cell.codes, CategoryList)
    }


def test_every_category_means_itself():
    for known in _every_list():
        for category in known:
            assert meaning(category.text, known) == category.text


def test_every_code_of_a_list_means_one_category():
    for known in _every_list():
        codes = [code for category in known for code in category.codes.split()]
        assert len(codes) == len(set(codes))


@given(st.lists(st.one_of(st.none(), st.text(max_size=20)), max_size=8))
def test_cells_become_a_category_or_stay_as_they_are(cells):
    text = pd.Series(cells, dtype="str")
    made = canonical(text, categories.SOURCE)
    known = {category.text for category in categories.SOURCE}
    for before, after in zip(text, made, strict=True):
        assert (pd.isna(before) and pd.isna(after)) or after == before or after in known
