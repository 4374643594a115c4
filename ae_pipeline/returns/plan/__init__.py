"""The plan: what has become of each of its milestones."""

from ae_pipeline.returns.plan.contract import PLAN

__all__ = ["PLAN"]
