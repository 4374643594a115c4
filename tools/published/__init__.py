"""Readers of published statistics: LAIT, Explore Education Statistics, ONS, Ofsted judgements.

``python -m tools.published PUBLISHED_FOLDER config/benchmarks`` writes the library of benchmarks
again from the published files. What reads the library is ``ae_pipeline.indicators.published``.
"""
