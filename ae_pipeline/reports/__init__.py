"""What people read of a month: scorecard, briefing, explanation, revisions, fix lists, consistency.

Tables that leave the restricted side of a home, with disclosure control, are not here.
"""
