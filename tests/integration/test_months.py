"""Months run through the whole graph, from files to the warehouse. Everyone is invented."""

from submissions import child, land

FOSTERED, IN_A_HOME = {}, {"PLACE": "K2", "PLACE_PROVIDER": "PR4"}


def tables_of(home):
    names = [name for (name,) in home.query("select name from sqlite_master where type = 'table'")]
    return {name: home.query(f'select count(*) from "{name}"')[0][0] for name in names}  # noqa: S608


def test_a_month_goes_from_files_to_figures(home):
    land(home.landing, "2025-03", child(1), child(2), child(3, **IN_A_HOME))
    done = home.run("2025-03")
    assert done.succeeded, done
    assert home.figure("cla_foster_pct", "2025-03-31") == [(2, 3, "first")]
    assert home.figure("cla_rate", "2025-03-31") == [(3, 52113, "first")]
    assert home.query(
        'select "table", rows from extract where superseded_at is null and rows > 0 order by 1'
    ) == [("episodes", 3), ("header", 3)]
    in_view = home.query("select measure_id from priority_04_right_homes")
    assert ("cla_foster_pct",) in in_view


def test_the_same_files_again_change_nothing(home):
    land(home.landing, "2025-03", child(1), child(2))
    assert home.run("2025-03").succeeded
    before = tables_of(home)
    again = home.run("2025-03")
    assert again.succeeded
    assert tables_of(home) == before


def test_corrected_files_supersede_figures_and_keep_the_old_ones_with_a_reason(home):
    land(home.landing, "2025-03", child(1), child(2))
    home.run("2025-03")
    land(home.landing, "2025-03", child(1), child(2, **IN_A_HOME))
    assert home.run("2025-03").succeeded
    assert home.figure("cla_foster_pct", "2025-03-31") == [(1, 2, "corrected_data")]
    history = home.query(
        "select numerator, superseded_at is null from indicator_value "
        "where measure_id = 'cla_foster_pct' and breakdown = 'total' order by id"
    )
    assert history == [(2, 0), (1, 1)]
    untouched = home.figure("cla_rate", "2025-03-31")
    assert untouched == [(2, 52113, "first")]


def test_a_month_without_a_submission_carries_the_last_one_and_says_how_old_it_is(home):
    land(home.landing, "2025-01", child(1))
    home.run("2025-01")
    assert home.run("2025-03").succeeded
    assert home.figure("cla_rate", "2025-03-31") == [(1, 52113, "first")]
    ages = home.query(
        "select month, drop_month, age_months from extract where \"table\" = 'header' order by 1"
    )
    assert ages == [("2025-01", "2025-01", 0), ("2025-03", "2025-01", 2)]


def test_a_submission_that_comes_late_is_late_data(home):
    land(home.landing, "2025-02", child(1))
    home.run("2025-02")
    home.run("2025-03")
    land(home.landing, "2025-03", child(1), child(2))
    assert home.run("2025-03").succeeded
    assert home.figure("cla_rate", "2025-03-31") == [(2, 52113, "late_data")]


def test_an_earlier_years_return_gives_the_history(home):
    long = {"DECOM": "01/04/2022"}
    land(home.landing, "2024-03", child(1, **long))
    land(home.landing, "2025-03", child(1, **long), child(2, DECOM="01/09/2024"))
    home.run("2024-03")
    assert home.run("2025-03").succeeded
    assert home.figure("cla_long_term_stability_pct", "2025-03-31") == [(1, 1, "first")]


def test_history_that_no_run_has_read_is_taken_by_the_month_that_needs_it(home):
    long = {"DECOM": "01/04/2022"}
    land(home.landing, "2024-03", child(1, **long))
    land(home.landing, "2025-03", child(1, **long), child(2, DECOM="01/09/2024"))
    assert home.run("2025-03").succeeded
    assert home.figure("cla_long_term_stability_pct", "2025-03-31") == [(1, 1, "first")]
    assert home.query("select distinct month, drop_month from extract order by 1") == [
        ("2024-03", "2024-03"),
        ("2025-03", "2025-03"),
    ]


def test_a_month_in_which_nothing_has_changed_runs_no_step(home):
    land(home.landing, "2025-03", child(1))
    assert home.run("2025-03").executed
    again = home.run("2025-03")
    assert again.plan.steps == again.executed == ()
    assert again.succeeded


def test_a_correction_runs_what_depends_on_it_and_says_why(home):
    land(home.landing, "2025-03", child(1), child(2))
    home.run("2025-03")
    land(home.landing, "2025-03", child(1), child(2, **IN_A_HOME))
    corrected = home.run("2025-03")
    assert [(each.step, each.reasons) for each in corrected.plan.out_of_date] == [
        ("extracts/ssda903", ("2025-03/ssda903: episodes.csv changed",))
    ]
    assert "people/ssda903" in corrected.executed


def test_too_many_rejected_rows_stop_what_is_downstream_and_are_recorded(home):
    land(home.landing, "2025-02", child(1), child(2))
    assert home.run("2025-02").succeeded
    land(home.landing, "2025-03", child(1), child(2, DECOM="31/02/2023"))
    done = home.run("2025-03")
    assert not done.succeeded
    assert [(c.asset, c.name) for c in done.failed_checks if c.blocking] == [
        ("validated/ssda903/episodes", "fit_for_figures")
    ]
    assert home.figure("cla_rate", "2025-03-31") == []
    assert home.figure("cla_rate", "2025-02-28") == [(2, 52113, "first")]
    assert home.query("select rule, rows from quarantine_summary where month = '2025-03'") == [
        ("141", 1)
    ]
    failed = home.query(
        "select rows_checked, rows_failed from quality_result "
        "where month = '2025-03' and \"table\" = 'episodes' and rule = '141'"
    )
    assert failed == [(2, 1)]


def test_an_unreadable_file_is_named_and_leaves_the_last_good_month_untouched(home):
    folder = land(home.landing, "2025-03", child(1))
    assert home.run("2025-03").succeeded
    before = tables_of(home)
    text = (folder / "episodes.csv").read_text()
    (folder / "episodes.csv").write_text(text + '"100001,01/06/2023')
    done = home.run("2025-03")
    assert not done.succeeded
    assert any("episodes.csv, line 3" in error for error in done.errors), done.errors
    assert tables_of(home) == before
    assert home.figure("cla_rate", "2025-03-31") == [(1, 52113, "first")]


def test_a_month_before_any_submission_says_where_to_put_the_files(home):
    done = home.run("2025-03")
    assert not done.succeeded
    assert any("Put its files into" in error for error in done.errors)


def test_a_month_in_which_nobody_is_looked_after_has_counts_of_nought(home):
    land(home.landing, "2025-03", child(1, DEC="10/03/2025", REC="E4A"))
    assert home.run("2025-03").succeeded
    assert home.figure("cla_rate", "2025-03-31") == [(0, 52113, "first")]
    assert home.query(
        "select status, value from indicator_value "
        "where measure_id = 'cla_foster_pct' and breakdown = 'total'"
    ) == [("z", None)]


def test_an_empty_submission_of_headers_only_runs(home):
    land(home.landing, "2025-03")
    done = home.run("2025-03")
    assert done.succeeded, done
    assert home.figure("cla_rate", "2025-03-31") == [(0, 52113, "first")]
