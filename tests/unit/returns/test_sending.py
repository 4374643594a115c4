"""What was sent of a return, apart from what its reader filled in."""

import pandas as pd

from ae_pipeline.returns.extract import Notice, NoticeKind
from ae_pipeline.returns.sending import sent
from ae_pipeline.returns.ssda903.contract import SSDA903

HEADER = pd.DataFrame({"CHILD": ["C1", "C2"], "SEX": ["F", None], "UPN": [None] * 2})


def noticed(kind, table, column=None):
    return Notice(kind, None, table, column, "")


def columns(table="Header", *notices, **tables):
    return list(sent(SSDA903, {"Header": HEADER, **tables}, notices)[table].columns)


def test_a_table_that_no_file_holds_was_not_sent():
    absent = noticed(NoticeKind.ABSENT_TABLE, "Header")
    assert sent(SSDA903, {"Header": HEADER}, [absent]) == {}


def test_a_column_that_no_file_has_was_not_sent_and_an_empty_one_was():
    assert columns() == ["CHILD", "SEX", "UPN"]
    assert columns("Header", noticed(NoticeKind.MISSING_COLUMN, "Header", "UPN")) == [
        "CHILD",
        "SEX",
    ]


def test_a_column_that_one_of_two_files_lacks_was_sent():
    lacking = noticed(NoticeKind.MISSING_COLUMN, "Header", "SEX")
    assert columns("Header", lacking) == ["CHILD", "SEX", "UPN"]


def test_a_column_that_only_another_form_has_was_sent_where_it_is_filled():
    assert columns(Header=HEADER.assign(UASC=None)) == ["CHILD", "SEX", "UPN"]
    assert columns(Header=HEADER.assign(UASC=["1", None])) == ["CHILD", "SEX", "UPN", "UASC"]


def test_other_notices_change_nothing():
    assert columns("Header", noticed(NoticeKind.UNKNOWN_COLUMN, "Header", "SEX")) == [
        "CHILD",
        "SEX",
        "UPN",
    ]
