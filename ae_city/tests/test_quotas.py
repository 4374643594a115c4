import pytest
from hypothesis import given
from hypothesis import strategies as st

from ae_city.care.health import score_list
from ae_city.chance import Chance
from ae_city.people import check_letter
from ae_city.quotas import (
    QuotaError,
    apportion,
    attainable,
    bounded,
    choose,
    lowest,
    scaled,
)


@pytest.mark.parametrize(
    ("total", "weights", "expected"),
    [
        (10, [1, 1], [5, 5]),
        (10, [1, 1, 1], [4, 3, 3]),  # 3.33 each: what is over goes to the first
        (7, [5, 2, 1], [4, 2, 1]),  # 4.375, 1.75, 0.875: the largest remainders
        (0, [3, 4], [0, 0]),
        (5, [0, 0], [0, 0]),
    ],
)
def test_a_number_is_divided_by_largest_remainder(total, weights, expected):
    assert apportion(total, weights) == expected


@given(
    st.integers(0, 5000),
    st.lists(st.floats(0.01, 100), min_size=1, max_size=12),
)
def test_what_is_divided_adds_up_and_no_part_is_off_by_one(total, weights):
    parts = apportion(total, weights)
    assert sum(parts) == total
    exact = [total * weight / sum(weights) for weight in weights]
    assert all(abs(part - share) < 1.000001 for part, share in zip(parts, exact, strict=True))


@given(st.integers(0, 30), st.lists(st.integers(), max_size=30), st.integers(0, 9))
def test_exactly_so_many_are_chosen_or_the_quota_is_refused(count, population, seed):
    chance = Chance(seed, "test")
    if count > len(population):
        with pytest.raises(QuotaError):
            choose(count, population, chance)
    else:
        assert len(choose(count, population, chance)) == count


@pytest.mark.parametrize(
    ("wanted", "most", "expected"), [(3, 5, 3), (5, 5, 5), (6, 5, 5), (-2, 5, 0), (1, 0, 0)]
)
def test_a_quota_that_cannot_be_met_gives_way_as_little_as_it_can(wanted, most, expected):
    assert attainable(wanted, most, "places", exact=False) == expected


@pytest.mark.parametrize(("wanted", "most"), [(6, 5), (-2, 5), (1, 0)])
def test_a_quota_that_cannot_be_met_is_refused_where_figures_are_exact(wanted, most):
    with pytest.raises(QuotaError, match="places"):
        attainable(wanted, most, "places", exact=True)


def test_where_figures_are_not_exact_all_who_could_be_are_chosen():
    weight = {"a": 1.0, "b": 0.0, "c": 0.5}.get
    assert choose(3, ["a", "b", "c"], Chance(1, "test"), weight, exact=False) == ["a", "c"]


def test_so_many_are_chosen_and_they_are_the_same_whether_figures_are_exact_or_not():
    people = list(range(20))
    exact = choose(7, people, Chance(5, "test"))
    assert exact == choose(7, people, Chance(5, "test"), exact=False)
    assert len(exact) == 7


@pytest.mark.parametrize(
    ("parts", "limits", "least", "most", "expected"),
    [
        ([1, 2, 3], [5, 5, 5], 0, 9, [1, 2, 3]),
        ([1, 2, 3], [5, 5, 5], 0, 4, [1, 2, 1]),  # two too many: from the last
        ([1, 2, 3], [5, 5, 5], 0, 2, [1, 1, 0]),  # and from the one before it
        ([1, 2, 3], [5, 5, 5], 10, 12, [1, 4, 5]),  # four too few: two to the last, two before
        ([4, -1, 3], [3, 5, 5], 0, 9, [3, 0, 3]),  # within limits first
    ],
)
def test_parts_out_of_bounds_give_way_from_the_last(parts, limits, least, most, expected):
    assert bounded(parts, limits, least, most) == expected


@given(st.data())
def test_bounded_parts_are_within_every_bound_that_can_be_kept(data):
    limits = data.draw(st.lists(st.integers(0, 40), min_size=1, max_size=6))
    parts = [data.draw(st.integers(-10, 60)) for _ in limits]
    least = data.draw(st.integers(0, sum(limits)))
    most = data.draw(st.integers(least, sum(limits)))
    found = bounded(parts, limits, least, most)
    assert all(0 <= part <= limit for part, limit in zip(found, limits, strict=True))
    assert least <= sum(found) <= most


def test_who_weighs_nothing_is_never_chosen():
    chosen = choose(2, ["a", "b", "c"], Chance(1, "test"), lambda item: float(item != "b"))
    assert chosen == ["a", "c"]


def test_a_larger_quota_keeps_who_a_smaller_one_had():
    people = [0.5, 0.1, 0.9, 0.3]
    assert lowest(2, people, lambda key: key) == [0.1, 0.3]
    assert lowest(3, people, lambda key: key) == [0.1, 0.3, 0.5]


@pytest.mark.parametrize(
    ("count", "of", "to", "expected"), [(70, 305, 305, 70), (1, 2, 5, 3), (1, 0, 5, 0)]
)
def test_a_share_is_carried_over_and_rounded_half_up(count, of, to, expected):
    assert scaled(count, of, to) == expected


def test_streams_of_one_seed_do_not_move_each_other():
    one, other = Chance(7, "one"), Chance(7, "other")
    first = [one.uniform() for _ in range(3)]
    other.uniform()
    again = Chance(7, "one")
    assert [again.uniform() for _ in range(3)] == first
    assert other.uniform() not in first


def test_scores_are_in_their_bands_and_have_the_published_mean():
    scores = score_list(43, 18, 70, 2384)
    assert sum(score <= 13 for score in scores) == 43
    assert sum(14 <= score <= 16 for score in scores) == 18
    assert sum(17 <= score <= 40 for score in scores) == 70
    assert sum(scores) == 2384
    assert round(2384 / 131, 1) == 18.2


def test_the_check_letter_of_a_school_number():
    # 8*2 + 7*3 + 9*4 + 2*5 + 2*9 + 4*10 + 1*13 = 154 = 6*23 + 16, and the 17th letter is T
    assert check_letter("879200024001") == "T"
