"""Children's social work workforce: the yearly census (XML) and the monthly staff records (CSV)."""

from ae_pipeline.returns.return_package import ReturnPackage

RETURN = ReturnPackage(__name__)
