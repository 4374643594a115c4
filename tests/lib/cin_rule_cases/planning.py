"""Cases of the rules about child in need plans, child protection plans and their reviews."""

from cin_rule_cases.case import Case


def plans(rule, text):
    return Case(rule, {"CINPlanDates": text})


def protection(rule, text):
    return Case(rule, {"ChildProtectionPlans": text})


REFERRED_IN_JUNE = "child episode CINreferralDate\nC1 1 2025-06-01\n! C2 2 2025-06-01\nC3 3 -"
DIED_IN_JUNE = "child PersonDeathDate\nC1 2025-06-01\n! C2 2025-06-01\nC3 -"
OVERLAPPING = """
  child {start}      {end}
  C1    2025-06-01 2025-07-01
  C1    2025-07-01 2025-08-01
! C2    2025-06-01 2025-07-02
! C2    2025-07-01 2025-08-01
! C3    2025-06-01 -
! C3    2025-07-01 -
! C4    2025-05-01 2025-09-01
! C4    2025-06-01 2025-06-10
! C4    2025-08-31 -
  C5    -          -
  C5    2025-06-01 -
  C6    2025-06-01 2025-06-01
  C6    2025-06-01 2025-07-01
"""
OPEN = "child {end}\n! C1 -\n! C1 -\nC1 2025-06-01\nC2 -\nC2 2025-06-01\n- -\n- -"

CASES = [
    Case(
        "4001",
        {
            "CINPlanDates": "child CINPlanEndDate\n! C1 -\nC1 2025-06-01\nC2 -\nC3 2025-06-01",
            "ChildProtectionPlans": "child CPPendDate\n! C1 -\nC2 2025-06-01\nC3 -\nC1 2025-06-01",
        },
    ),
    Case(
        "4003",
        {
            "CINPlanDates": """
              child CINPlanStartDate CINPlanEndDate
              C1    2025-06-01       2025-07-01
            ! C2    2025-06-01       2025-07-01
            ! C3    2025-06-01       -
              C4    -                -
              C2    2025-08-01       2025-09-01
            """,
            "Reviews": """
              child CPPreviewDate
              C1    2025-06-01
              C1    2025-07-01
            ! C2    2025-06-02
            ! C2    2025-06-30
              C3    2025-06-01
            ! C3    2025-06-02
              C4    2025-06-02
              C5    2025-06-02
            """,
        },
    ),
    plans("4004", OPEN.format(end="CINPlanEndDate")),
    Case(
        "4008",
        {
            "CINPlanDates": "child CINPlanStartDate\nC1 2025-06-01\n! C2 2025-06-02\nC3 2025-06-02",
            "ChildIdentifiers": DIED_IN_JUNE,
        },
    ),
    Case(
        "4009Q",
        {
            "CINPlanDates": "child CINPlanEndDate\nC1 2025-06-01\n! C2 2025-06-02\nC3 2025-06-02",
            "ChildIdentifiers": DIED_IN_JUNE,
        },
    ),
    plans("4010", "CINPlanStartDate\n2026-03-31\n! 2026-04-01\n2010-01-01\n! -\n! soon"),
    plans(
        "4011",
        """
          CINPlanStartDate CINPlanEndDate
          2025-06-01       2025-06-01
        ! 2025-06-01       2025-05-31
          2025-06-01       2025-06-02
          2025-06-01       -
        """,
    ),
    plans(
        "4012Q",
        """
          CINPlanStartDate CINPlanEndDate
        ! 2025-06-01       2025-06-01
          2025-06-01       2025-06-02
          2025-06-01       -
          -                -
        """,
    ),
    plans("4013", "CINPlanEndDate\n! 2025-03-31\n2025-04-01\n2026-03-31\n! 2026-04-01\n-"),
    plans("4014", OVERLAPPING.format(start="CINPlanStartDate", end="CINPlanEndDate")),
    Case(
        "4015",
        {
            "CINdetails": REFERRED_IN_JUNE,
            "CINPlanDates": """
              child episode CINPlanStartDate
              C1    1       2025-06-01
            ! C2    2       2025-05-31
              C3    3       2025-05-31
            """,
        },
    ),
    Case(
        "4016",
        {
            "CINPlanDates": """
              child CINPlanStartDate
            ! C1    2025-06-01
              C1    2025-07-01
            ! C1    2025-06-30
              C1    2025-05-31
            ! C2    2025-09-01
              C3    2025-06-15
              C4    -
            """,
            "ChildProtectionPlans": """
              child CPPstartDate CPPendDate
            ! C1    2025-06-01   2025-07-01
            ! C2    2025-06-01   -
              C3    2025-07-01   -
              C4    2025-06-01   -
            """,
        },
    ),
    Case(
        "4017",
        {
            "ChildProtectionPlans": """
              child CPPstartDate
            ! C1    2025-06-01
              C1    2025-07-01
            ! C1    2025-06-30
            ! C2    2025-09-01
              C3    2025-06-15
            """,
            "CINPlanDates": """
              child CINPlanStartDate CINPlanEndDate
            ! C1    2025-06-01       2025-07-01
            ! C2    2025-06-01       -
              C3    2025-07-01       -
            """,
        },
    ),
    Case(
        "1105",
        {
            "CINdetails": REFERRED_IN_JUNE,
            "ChildProtectionPlans": """
              child episode CPPstartDate
              C1    1       2025-06-01
            ! C2    2       2025-05-31
              C3    3       2025-05-31
            """,
        },
    ),
    Case(
        "2883",
        {
            "ChildProtectionPlans": """
              child episode CPPstartDate
              C1    1       2025-06-02
            ! C2    2       2025-06-02
            ! C2    2       2025-09-01
            ! C3    3       2025-06-02
              C4    4       2025-03-31
              C5    5       2025-06-02
              C5    5       2025-09-01
            """,
            "CINdetails": """
              child episode DateOfInitialCPC
              C1    1       -
              C2    2       -
              C3    3       -
              C5    5       2025-09-01
            """,
            "Section47": """
              child episode DateOfInitialCPC
              C1    1       2025-06-02
            ! C2    2       2025-06-02
              C3    3       -
              C3    9       2025-06-02
              C5    5       2025-06-02
            """,
        },
    ),
    Case(
        "2885",
        {
            "ChildProtectionPlans": """
              child episode CPPstartDate
              C1    1       2025-06-02
            ! C2    2       2025-06-03
              C3    3       2025-06-03
              C4    4       2025-03-31
              C5    5       2025-06-02
            ! C6    6       2025-06-03
            """,
            "CINdetails": """
              child episode DateOfInitialCPC
              C1    1       -
              C5    5       2025-06-02
            ! C6    6       2025-06-02
            """,
            "Section47": """
              child episode DateOfInitialCPC
              C1    1       2025-06-02
            ! C2    2       2025-06-02
              C3    3       -
              C4    4       2025-06-02
              C5    5       2025-09-01
            """,
        },
    ),
    protection("8720", "CPPstartDate\n2026-03-31\n! 2026-04-01\n2010-01-01\n! -\n! soon"),
    protection("8730", "NumberOfPreviousCPP\n0\n3\n! -\n! none"),
    protection(
        "8840",
        """
          CPPstartDate CPPendDate
        ! 2025-06-01   2025-06-01
          2025-06-01   2025-06-02
          2025-06-01   -
          -            -
        """,
    ),
    Case(
        "8841",
        {
            "ChildProtectionPlans": "child plan CPPstartDate\n! C1 1 2025-06-02\nC1 2 2025-06-01\n"
            "! C2 3 2025-06-02\nC3 4 -",
            "Reviews": """
              child plan CPPreviewDate
            ! C1    1    2025-06-02
              C1    1    2025-06-03
              C1    2    2025-06-02
            ! C2    3    2025-06-01
              C3    4    2025-06-01
              C2    3    -
            """,
        },
    ),
    Case("8842Q", {"Reviews": "CPPreviewDate\n2025-06-01\n! -"}),
    protection("8905", "InitialCategoryOfAbuse\nNEG\nMUL\n! EMOT\n! -"),
    protection("8910", "LatestCategoryOfAbuse\nSAB\nPHY\n! XX\n! -"),
    Case(
        "8915",
        {
            "ChildProtectionPlans": "child CPPstartDate\nC1 2025-06-01\n! C2 2025-06-02\nC3 -",
            "ChildIdentifiers": DIED_IN_JUNE,
        },
    ),
    Case(
        "8920",
        {
            "ChildProtectionPlans": "child CPPendDate\nC1 2025-06-01\n! C2 2025-06-02\nC3 -",
            "ChildIdentifiers": DIED_IN_JUNE,
        },
    ),
    protection(
        "8925",
        """
          CPPstartDate CPPendDate
          2025-06-01   2025-06-01
        ! 2025-06-01   2025-05-31
          2025-06-01   -
        """,
    ),
    protection("8930", "CPPendDate\n! 2025-03-31\n2025-04-01\n2026-03-31\n! 2026-04-01\n-"),
    protection("8935", OPEN.format(end="CPPendDate")),
    protection("8940", OVERLAPPING.format(start="CPPstartDate", end="CPPendDate")),
]
