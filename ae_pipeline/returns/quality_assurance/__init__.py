"""Quality assurance: audits and what follows from them, and what children and families say."""

from ae_pipeline.returns.quality_assurance.contract import QUALITY_ASSURANCE

__all__ = ["QUALITY_ASSURANCE"]
