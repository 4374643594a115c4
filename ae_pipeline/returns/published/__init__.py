"""Readers of published statistics: what others' figures are, as the Department publishes them.

Here: LAIT, Explore Education Statistics, ONS population and Ofsted judgements, and the small
library that is made of them (``config/benchmarks``) and travels with the repository. Not here:
means of neighbours and of good authorities (``indicators.benchmarks``).

``python -m ae_pipeline.returns.published PUBLISHED_FOLDER config/benchmarks`` makes the library
again from the published files.
"""
