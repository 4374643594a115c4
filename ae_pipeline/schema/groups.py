"""The vulnerable groups whose outcomes are compared: the values of ``person_group.group``."""

from __future__ import annotations

from enum import StrEnum


class Group(StrEnum):
    """The groups whose outcomes are shown apart."""

    SEN_SUPPORT = "sen_support"
    EHC_PLAN = "ehc_plan"
    FSM = "fsm"
    CIN = "cin"
    CPP = "cpp"
    LOOKED_AFTER = "looked_after"
    EVER_SOCIAL_WORKER = "ever_social_worker"
    YOUNG_CARER = "young_carer"
    CARE_LEAVER = "care_leaver"
    UASC = "uasc"
