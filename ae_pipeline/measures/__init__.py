"""The measures of the key indicators of success: who is in the population, and who counts.

One module for each key indicator; ``shapes`` has the few relational shapes they are written
in. The only SQL of the pipeline is built here, and it returns whole numbers: no measure divides.
"""
