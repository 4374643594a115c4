"""No exception leaves a stage with a record's value in it."""

import traceback

import pytest

from ae_pipeline.errors import PipelineError, UnexpectedError, without_values


def test_a_step_that_does_not_fail_is_left_alone():
    @without_values
    def step(last):
        yield from range(last)

    assert list(step(3)) == [0, 1, 2]


def test_an_error_for_people_passes_as_it_is():
    @without_values
    def step():
        yield 1
        raise PipelineError("put it right")

    with pytest.raises(PipelineError, match="put it right"):
        list(step())


def test_any_other_error_states_its_kind_and_place_and_not_its_text():
    @without_values
    def step(text):
        yield int(text)

    with pytest.raises(UnexpectedError) as caught:
        list(step("SENTINEL"))
    assert "ValueError at " in str(caught.value)
    assert "test_errors.py:" in str(caught.value)
    told = "".join(traceback.format_exception(caught.value)).replace('step("SENTINEL")', "")
    assert "SENTINEL" not in told
    assert caught.value.__context__ is None
    assert caught.value.__cause__ is None
