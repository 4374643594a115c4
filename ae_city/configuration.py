"""Where the city's own configuration files are found.

Each figure that lives are aimed at is in a file of ``ae_city/config``; the authority's name, number
and population are the pipeline's configuration and are read there.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ae_pipeline.settings import read_yaml

DEFAULTS = Path(__file__).parent / "config"
"""The folder of the configuration that the city ships."""


def read_city_yaml(config: Path, name: str) -> Any:
    """Read a file of the city's configuration.

    Args:
        config: the deployment's configuration folder: a file of the name there is read instead of
            the one that the city ships.
        name: for example ``city_services.yaml``.

    Raises:
        ConfigurationError: if the file is not YAML.
    """
    return read_yaml(config if (config / name).is_file() else DEFAULTS, name)
