"""The measures, one module a key indicator of success and subject: ``ki04_referrals``.

A measure is one decorated function; a module lists them in the order they are read in. Not here:
populations (``populations``) or shapes (``shapes``).
"""
