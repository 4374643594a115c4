"""The commands of ``ae``, a module each: arguments, and words for what is done elsewhere.

A command imports what it needs when it runs, so that ``ae --help`` waits for none of it.
"""
