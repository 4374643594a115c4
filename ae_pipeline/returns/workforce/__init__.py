"""Children's social work workforce: the yearly census (XML) and the monthly staff records (CSV)."""

from ae_pipeline.returns.workforce.contract import WORKFORCE

__all__ = ["WORKFORCE"]
