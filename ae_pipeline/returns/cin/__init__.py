"""CIN Census: children in need, from referral to closure. Tables, reader and rules."""

from ae_pipeline.returns.cin.contract import CIN

__all__ = ["CIN"]
