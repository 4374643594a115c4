"""Early help of the invented city: families helped, programmes, hubs, family group conferences.

Not here: social care, which these lives know of and which knows of them (``city.social_care``).
"""

from ae_city.early_help.lives import EarlyHelp, tell_early_help
from ae_city.early_help.system import early_help_system

__all__ = ["EarlyHelp", "early_help_system", "tell_early_help"]
