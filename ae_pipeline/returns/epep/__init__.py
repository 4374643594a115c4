"""Virtual School: personal education plans and school moves of looked-after children."""

from ae_pipeline.returns.epep.contract import EPEP

__all__ = ["EPEP"]
