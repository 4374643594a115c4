"""What asset checks say: from what a step found to passed or failed, and in which words.

The step that has the rows evaluates its checks; nothing is judged twice.
"""
