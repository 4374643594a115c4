"""How names are compared: by letters and by sound."""

import pandas as pd
import pytest

from ae_pipeline.returns.sounding import sound_of, spelling_of


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Robert", "R163"),
        ("Rupert", "R163"),
        ("Rubin", "R150"),
        ("Ashcraft", "A261"),
        ("Tymczak", "T522"),
        ("Pfister", "P236"),
        ("Lee", "L000"),
        ("O'Brien", "O165"),
    ],
)
def test_a_name_sounds_as_the_national_archives_say(name, code):
    assert sound_of(pd.Series([name], dtype="str")).tolist() == [code]


def test_accents_spaces_and_hyphens_do_not_part_two_spellings():
    names = pd.Series(["Zoë-Mae", "ZOE MAE", "zoe mae"], dtype="str")
    assert set(spelling_of(names)) == {"ZOEMAE"}


def test_a_name_without_letters_is_no_name():
    names = pd.Series(["--", None], dtype="str")
    assert spelling_of(names).isna().all()
    assert sound_of(names).isna().all()
