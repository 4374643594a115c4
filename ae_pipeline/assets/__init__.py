"""Dagster assets: one module a stage, in the order the data flows.

Thin wrappers only: load, call one function of a pure package, attach metadata, return.
"""
