"""Early help and targeted help: a local layout, for no department collects it. Tables and rules."""

from ae_pipeline.returns.early_help.contract import EARLY_HELP

__all__ = ["EARLY_HELP"]
