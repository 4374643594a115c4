"""Rules of the house over rows, tables and years, for returns whose collector publishes none.

``joining`` is what such rules join tables with, ``house`` the kind of ``Return`` that asks them.
Not here: any return's rules (``returns/<return>/across``), nor what every rule over tables is and
sees (``returns.statutory``).
"""
