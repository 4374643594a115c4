"""The real Dagster UI in a real browser: the lineage, and a check that failed."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from submissions import child, land

from ae_pipeline import execution
from ae_pipeline.periods import Month
from ae_pipeline.settings import Settings

playwright = pytest.importorskip("playwright.sync_api")

BROWSER = shutil.which("chromium") or shutil.which("google-chrome") or shutil.which("chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE = 120

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(
        BROWSER is None, reason="no Chromium on this machine (make test needs none)"
    ),
]


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """A home in which one month is done and the next was stopped by a check."""
    home = tmp_path_factory.mktemp("browser") / "home"
    landing = home / "landing"
    landing.mkdir(parents=True)
    (landing / "INVENTED").touch()
    land(landing, "2025-02", *(child(number) for number in range(40)))
    bad = [child(number, DECOM="31/02/2023") for number in range(20, 40)]
    land(landing, "2025-03", *(child(number) for number in range(20)), *bad)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AE_HOME", str(home))
        patch.setenv("AE_RETURNS", "ssda903")
        *_, done, stopped = execution.run_months(Settings(), [Month(2025, 2), Month(2025, 3)])
        assert done.succeeded
        assert not stopped.succeeded
    return home


@pytest.fixture(scope="module")
def address(home):
    """``ae ui`` on a free port, ended with all its children."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    ae = Path(sys.executable).with_name("ae")
    log = (home / "ui.log").open("w")
    server = subprocess.Popen(  # noqa: S603 - our own program
        [ae, "ui", "--port", str(port)],
        env={**os.environ, "AE_HOME": str(home), "AE_RETURNS": "ssda903"},
        stdout=log,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    url = f"http://127.0.0.1:{port}"
    try:
        wait_for(f"{url}/server_info", server, home)
        yield url
    finally:
        end(server)
        log.close()


def end(server):
    """Ask the server and all its children to stop, and make sure of it."""
    os.killpg(server.pid, signal.SIGINT)
    with contextlib.suppress(subprocess.TimeoutExpired):
        server.wait(timeout=30)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(server.pid, signal.SIGKILL)


def wait_for(url, server, home):
    for _ in range(PATIENCE):
        try:
            with urllib.request.urlopen(url, timeout=2):  # noqa: S310 - this machine
                return
        except OSError:
            assert server.poll() is None, (home / "ui.log").read_text()
            time.sleep(1)
    raise AssertionError(f"no UI after {PATIENCE} s: {(home / 'ui.log').read_text()}")


@pytest.fixture
def page(address):
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=BROWSER, args=FLAGS)
        page = browser.new_page(viewport={"width": 1800, "height": 1000}, base_url=address)
        page.set_default_timeout(PATIENCE * 1000)
        yield page
        browser.close()


def picture(page, name):
    """Keep a screenshot where one is wanted, for the documentation."""
    if folder := os.environ.get("AE_SCREENSHOTS"):
        page.wait_for_timeout(3000)
        page.screenshot(path=Path(folder) / f"{name}.png")


def test_the_lineage_page_shows_the_way_of_the_data(page):
    page.goto("/asset-groups")
    for group in ("ssda903", "people", "key_indicator_07", "warehouse"):
        page.get_by_text(group, exact=True).first.wait_for()
    picture(page, "lineage")


def test_a_tables_lineage_shows_where_it_comes_from_and_goes(page):
    page.goto("/assets/people/care_episode?view=lineage")
    page.get_by_text("care_episode", exact=True).first.wait_for()
    page.get_by_text("ki07_foster_homes", exact=True).first.wait_for()
    page.get_by_text("episodes", exact=True).first.wait_for()
    picture(page, "care-episode-lineage")


def test_a_failed_check_is_shown_as_failed_with_its_counts(page):
    page.goto("/assets/validated/ssda903/episodes?view=checks")
    page.get_by_text("fit_for_figures").first.click()
    page.get_by_text("Failed").first.wait_for()
    page.get_by_text("rows_quarantined").first.wait_for()
    body = page.inner_text("body")
    assert "31/02/2023" not in body
    picture(page, "failed-check")
