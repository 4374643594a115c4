"""Early and targeted help in plain Python: episodes, programmes, hubs and conferences."""

from __future__ import annotations

from oracle.areas import Area
from oracle.early_help.episodes import EPISODES
from oracle.early_help.inventing import invent
from oracle.early_help.programmes import PROGRAMMES

AREA = Area(measures={**EPISODES, **PROGRAMMES}, invent=invent)
