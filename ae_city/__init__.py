"""The invented authority: people, their journeys, and the extracts they leave in each system.

It stands in for a council's records, which nobody outside may see: the demonstration runs on it,
and the tests know from it what the pipeline should find. Its people are lives, not rows; the
return is what a system would export of those lives on a day. It meets the authority's published
figures by construction (``config/city.yaml``), and is clean unless faults are planted.

Not here: anything of the pipeline, of which it knows only the months and the shape of a finding.
"""

from ae_city.landing import CityReport, write_landing

__all__ = ["CityReport", "write_landing"]
