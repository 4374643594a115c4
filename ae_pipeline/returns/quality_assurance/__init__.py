"""Quality assurance: audits and what follows from them, and what children and families say."""

from ae_pipeline.returns.return_package import ReturnPackage

RETURN = ReturnPackage(__name__)
