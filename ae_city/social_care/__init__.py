"""Social care of the invented city: referrals and what comes of them, and the systems that tell.

Not here: being looked after and leaving care (``city.care``), which these lives enclose, or early
help (``city.early_help``).
"""

from ae_city.social_care.lives import SocialCare
from ae_city.social_care.telling import tell_social_care

__all__ = ["SocialCare", "tell_social_care"]
