"""The services around children: staff, quality assurance, homes and places, and the plan.

Each is told once, over the population and its needs, and exported by a system of its own:
``workforce.Workforce``, ``quality_assurance.quality_assurance``, ``homes.homes``, ``plan.plan``,
all of the ``services.Services`` that ``services.tell_services`` gives. Not here: what happens to
children in care (``city.care``) or at school (``city.schooling``).
"""
