"""The package as a wheel, installed where no checkout is: its command runs a month."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

import ae_city
from ae_pipeline.periods import Month

REPOSITORY = Path(__file__).parents[2]
MONTH = Month(2025, 9)


@pytest.fixture(scope="module")
def installed(tmp_path_factory) -> Path:
    """The folder of programs of an environment that has the wheel and the libraries it needs.

    The libraries are this environment's own, so that nothing is downloaded; what the checkout has
    installed of itself is left out.
    """
    uv = shutil.which("uv") or REPOSITORY / ".uv" / "bin" / "uv"
    if not Path(uv).is_file():
        pytest.skip("uv is not installed here (make install installs it)")
    folder = tmp_path_factory.mktemp("wheel")
    _run([uv, "build", "--quiet", "--wheel", REPOSITORY, "--out-dir", folder / "dist"], folder)
    (wheel,) = (folder / "dist").glob("*.whl")
    environment = folder / "environment"
    _run([uv, "venv", "--quiet", "--python", sys.executable, environment], folder)
    python = environment / "bin" / "python"
    _run([uv, "pip", "install", "--quiet", "--no-deps", "--python", python, wheel], folder)
    (packages,) = environment.glob("lib/python3*/site-packages")
    for library in Path(sysconfig.get_path("purelib")).iterdir():
        own = library.name.startswith(("ae_", "_editable_impl_ae_"))
        if not own and not (packages / library.name).exists():
            (packages / library.name).symlink_to(library)
    return environment / "bin"


def test_the_wheel_runs_a_month_from_landing_files(installed, tmp_path):
    landing = tmp_path / "home" / "landing"
    ae_city.write_landing(landing, first=MONTH, last=MONTH, scale=0.01, only={"ssda903"})
    done = _run([installed / "ae", "run", "--period", str(MONTH)], tmp_path, AE_RETURNS="ssda903")
    assert f"{MONTH} done" in done.stdout
    assert (tmp_path / "home" / "warehouse.db").is_file()


def test_the_wheel_reads_the_configuration_that_it_ships(installed, tmp_path):
    script = "from ae_pipeline import settings; print(settings.Settings().config)"
    shipped = _run([installed / "python", "-c", script], tmp_path).stdout.strip()
    assert Path(shipped).is_relative_to(installed.parent)
    names = {path.relative_to(shipped) for path in Path(shipped).rglob("*") if path.is_file()}
    ours = REPOSITORY / "config"
    assert names == {path.relative_to(ours) for path in ours.rglob("*") if path.is_file()}


def test_another_configuration_can_be_named(installed, tmp_path):
    script = "from ae_pipeline import settings; print(settings.Settings().config)"
    done = _run([installed / "python", "-c", script], tmp_path, AE_CONFIG=str(tmp_path))
    assert done.stdout.strip() == str(tmp_path)


def test_without_the_invented_authority_the_demo_names_what_to_install(installed, tmp_path):
    done = _run([installed / "ae", "demo"], tmp_path, check=False)
    assert done.returncode == 2
    assert "ae-city" in done.stderr


def _run(
    command: list[str | Path], folder: Path, *, check: bool = True, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run a program in a folder that is not the checkout, with no setting but the home."""
    others = {key: value for key, value in os.environ.items() if not key.startswith("AE_")}
    done = subprocess.run(  # noqa: S603 - uv, and what it has installed
        [str(part) for part in command],
        cwd=folder,
        env={**others, "AE_HOME": str(folder / "home"), **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert not check or done.returncode == 0, done.stdout + done.stderr
    return done
