"""Virtual School: personal education plans and school moves of looked-after children."""

from ae_pipeline.returns.return_package import ReturnPackage

RETURN = ReturnPackage(__name__)
