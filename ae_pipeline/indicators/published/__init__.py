"""Published statistics as they travel with the configuration (``config/benchmarks``).

The library is written by ``tools.published`` from the files that the Department, ONS and Ofsted
publish; what is derived from it is in ``indicators.benchmarks``.
"""
