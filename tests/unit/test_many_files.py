"""``--previous`` takes every file up to the next option."""

import pytest

from ae_pipeline.commands.many_files import named_each


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("ssda903 a.csv b.csv --output f", "ssda903 a.csv b.csv --output f"),
        ("--previous a", "--previous a"),
        ("x --previous a b c --output f", "x --previous a --previous b --previous c --output f"),
        ("x --previous a --previous b c", "x --previous a --previous b --previous c"),
        ("--previous --output f g", "--previous --output f g"),
        ("", ""),
    ],
)
def test_the_option_stands_before_each_of_its_files(written, read):
    assert list(named_each(written.split())) == read.split()
