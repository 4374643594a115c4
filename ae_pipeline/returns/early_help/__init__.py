"""Early help and targeted help: a local layout, for no department collects it. Tables and rules."""

from ae_pipeline.returns.return_package import ReturnPackage

RETURN = ReturnPackage(__name__)
