"""What linking is set to, told so that a process after another finds it unchanged."""

import json
import subprocess
import sys
from pathlib import Path

from ae_pipeline.people.linking.settings import linkage

CONFIG = Path(__file__).parents[4] / "config"
_TELL = (
    "import sys; from pathlib import Path; from ae_pipeline import fingerprint; "
    "from ae_pipeline.people.linking.settings import linkage; "
    "print(fingerprint.of(settings=linkage(Path(sys.argv[1])).told))"
)


def test_all_settings_are_recorded_as_plain_data():
    settings = linkage(CONFIG)
    told = json.loads(json.dumps(settings.told))
    assert set(told) == set(type(settings).model_fields)
    for name, one in settings.passes.items():
        assert told["passes"][name] == {"left": sorted(one.left), "right": sorted(one.right)}


def test_settings_are_the_same_to_every_process():
    said = {
        subprocess.run(  # noqa: S603 - our own interpreter
            [sys.executable, "-c", _TELL, str(CONFIG)],
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(said) == 1
