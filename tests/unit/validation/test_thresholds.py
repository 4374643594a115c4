import pytest

from ae_pipeline.validation.thresholds import exceeds


@pytest.mark.parametrize(
    ("threshold", "read", "quarantined", "expected"),
    [
        (5, 200, 10, False),
        (5, 200, 11, True),
        (0, 200, 0, False),
        (0, 200, 1, True),
        (100, 7, 7, False),
        (0.1, 1000, 1, False),  # 0.1 as a float is a little more than a tenth
        (0.7, 1000, 7, False),
        (0.7, 1000, 8, True),
        (0, 0, 0, False),
    ],
)
def test_more_than_the_threshold_exceeds_it_and_exactly_as_much_does_not(
    threshold, read, quarantined, expected
):
    assert exceeds(threshold, read, quarantined) is expected


@pytest.mark.parametrize(("read", "quarantined"), [(1, 2), (5, -1)])
def test_counts_that_cannot_be_are_refused(read, quarantined):
    with pytest.raises(ValueError, match="cannot have been quarantined"):
        exceeds(5, read, quarantined)
