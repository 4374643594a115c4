"""Facts about people, posts, places and audits: one module a return that tells them.

Here: from validated drops to the tables of ``schema``. Not here: who is the same person in
two systems (``linking``), or what is counted (``measures``).
"""
