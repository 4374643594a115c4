"""From whole numbers to judged figures: values, revisions, benchmarks, targets, words.

Pure Python. No SQL, no table of people, and no writing: the warehouse stores what is made here.
"""
