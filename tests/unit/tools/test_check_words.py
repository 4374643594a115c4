"""The words that the check finds, and those that it leaves."""

from textwrap import dedent

import pytest

from tools import check_words

WORDS = [
    check_words.Word.parse({"write": "", "because": "", **entry})
    for entry in (
        {"instead_of": "told", "names": ["told"], "prose": ["told"]},
        {
            "instead_of": "drop",
            "names": ["drop", "drops"],
            "prose": ["drops?"],
            "allow": ["drops? rows"],
        },
        {"instead_of": "set aside", "prose": ["set aside"], "except": ["old/*"]},
        {"instead_of": "found", "whole": ["found"]},
    )
]


def findings(path, source):
    return [(one.line, one.text) for one in check_words.check_file(path, dedent(source), WORDS)]


@pytest.mark.parametrize(
    "source",
    [
        "told = 1",
        "def last_drop(): ...",
        "class LastDrop: ...",
        "def f(told): ...",
        "f = lambda told: 1",
        "self.told = 1",
        "import pandas as drop",
        "for told in (): ...",
        "found = 1",
        "_found: int = 1",
    ],
)
def test_an_identifier_is_found_where_it_is_defined(source):
    assert len(findings("a.py", source)) == 1


@pytest.mark.parametrize(
    "source",
    ["frame.drop(columns=['a'])", "print(told)", "found_in = 1", "backdrop = 1", "retold = 1"],
)
def test_a_use_and_a_longer_word_are_not_findings(source):
    assert findings("a.py", source) == []


def test_docstrings_comments_and_messages_are_read_with_their_lines():
    source = '''\
        """A module."""
        # rows are set
        # aside

        def f(name):
            """One row.

            It was told.
            """
            raise ValueError(f"the drop {name} is late")
        '''
    assert findings("a.py", source) == [(2, "set aside"), (8, "told"), (10, "drop")]


@pytest.mark.parametrize(
    "source",
    [
        'key = "drop"',
        'x = "DROP TABLE a; drop rows"',
        '"""Calls ``frame.drop`` and `told`."""',
    ],
)
def test_codes_sql_back_quotes_and_allowed_phrases_are_not_findings(source):
    assert findings("a.py", source) == []


def test_a_page_is_read_without_its_code():
    page = """\
        # A drop

        ```sh
        drop
        ```
        See [drop](drop.md), `drop`.
        """
    assert findings("docs/a.md", page) == [(1, "drop"), (6, "drop")]


def test_of_yaml_values_and_comments_are_read_and_keys_are_not():
    assert findings("a.yaml", "# told\ndrop: 1\ntext: a drop\nx: {drop: 2}\n") == [
        (1, "told"),
        (3, "drop"),
    ]


def test_a_word_is_right_where_the_list_says_so():
    assert findings("old/a.md", "set aside") == []
    assert findings("new/a.md", "set aside") == [(1, "set aside")]


def test_the_page_has_the_table_of_the_word_list():
    page = check_words.PAGE.read_text("utf-8")
    words = check_words.load_words()
    assert page == check_words.page_with_table(page, words)
    assert all(word.instead_of in page for word in words)


@pytest.fixture
def repository(tmp_path, monkeypatch):
    """A repository of two pages and a word list of its own."""
    (tmp_path / "a.md").write_text("a drop\n")
    (tmp_path / "b.md").write_text("clean\n")
    (tmp_path / "naming.md").write_text("<!-- words: begin -->\n<!-- words: end -->\n")
    monkeypatch.setattr(check_words, "ROOT", tmp_path)
    monkeypatch.setattr(check_words, "PAGE", tmp_path / "naming.md")
    monkeypatch.setattr(check_words, "UNCLEAN", tmp_path / "unclean.txt")
    monkeypatch.setattr(check_words, "load_words", lambda: WORDS)
    monkeypatch.setattr(check_words, "tracked_files", lambda: ["a.md", "b.md"])
    assert check_words.main(["--page"]) == 0
    return tmp_path


@pytest.mark.usefixtures("repository")
def test_a_file_outside_the_list_may_not_break_a_rule(capsys):
    assert check_words.main([]) == 1
    assert "a.md:1: 'drop'" in capsys.readouterr().out


def test_the_list_excuses_a_file_until_it_is_clean(repository, capsys):
    (repository / "unclean.txt").write_text("a.md 1\n")
    assert check_words.main([]) == 0
    assert check_words.main(["a.md"]) == 1
    (repository / "a.md").write_text("a submission\n")
    assert check_words.main([]) == 1
    assert "a.md is cleaner or gone" in capsys.readouterr().out
    assert check_words.main(["--write"]) == 0
    assert check_words.main([]) == 0


def test_the_list_may_not_grow(repository):
    (repository / "unclean.txt").write_text("a.md 1\n")
    (repository / "b.md").write_text("told\n")
    assert check_words.main(["--write"]) == 1
    assert (repository / "unclean.txt").read_text() == "a.md 1\n"


def test_a_finding_may_move_with_its_text(repository):
    (repository / "unclean.txt").write_text("gone.md 1\n")
    assert check_words.main(["--write"]) == 0
    assert (repository / "unclean.txt").read_text() == "a.md 1\n"


def test_a_listed_file_may_not_become_worse(repository):
    (repository / "unclean.txt").write_text("a.md 1\n")
    (repository / "a.md").write_text("told of a drop\n")
    assert check_words.main([]) == 1
