"""The plan: what has become of each of its milestones."""

from ae_pipeline.returns.return_package import ReturnPackage

RETURN = ReturnPackage(__name__)
