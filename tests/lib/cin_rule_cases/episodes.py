"""Cases of the rules about referrals and episodes, and what may be in them."""

from cin_rule_cases.case import Case


def details(rule, text, specification="2025-26"):
    return Case(rule, {"CINdetails": text}, specification)


CASES = [
    Case(
        "8555Q",
        {
            "CINdetails": "child CINreferralDate\nC1 2025-06-01\n! C2 2025-06-02\nC3 2025-06-02",
            "ChildIdentifiers": "child PersonDeathDate\nC1 2025-06-01\n! C2 2025-06-01\nC3 -",
        },
    ),
    details(
        "8568",
        "ReferralNFA\n0\n1\ntrue\nfalse\n! 2\n! no\n! -",
    ),
    # 1 April 2025 is a Tuesday, so that 31 March is the working day before.
    details(
        "8569Q",
        """
          CINreferralDate ReferralNFA
          2025-03-31      1
        ! 2025-03-30      1
        ! 2025-03-30      true
          2025-03-30      0
          2025-03-30      -
          -               1
        """,
    ),
    # 1 April 2024 is Easter Monday: the working day before is Thursday 28 March.
    details("8569Q", "CINreferralDate ReferralNFA\n2024-03-28 1\n! 2024-03-27 1", "2024-25"),
    # 1 April 2023 is a Saturday: the working day before is Friday 31 March.
    details("8569Q", "CINreferralDate ReferralNFA\n2023-03-31 1\n! 2023-03-30 1", "2023-24"),
    Case(
        "8585Q",
        {
            "CINdetails": "child ReasonForClosure\nC1 RC2\n! C2 RC2\nC3 RC7\nC3 -",
            "ChildIdentifiers": "child PersonDeathDate\nC1 2025-06-01\n! C2 -\nC3 -",
        },
    ),
    details("8600", "CINreferralDate\n2026-03-31\n! 2026-04-01\n! -\n! 2025-02-30\n2010-01-01"),
    # 40 weeks before 7 October 2025 is 31 December 2024.
    Case(
        "8606",
        {
            "CINdetails": """
              child CINreferralDate
              C1    2024-12-31
            ! C2    2024-12-30
              C3    2024-12-31
            ! C4    2024-12-30
              C5    2024-12-30
            """,
            "ChildIdentifiers": """
              child PersonBirthDate ExpectedPersonBirthDate
              C1    2025-10-07      -
            ! C2    2025-10-07      -
              C3    -               2025-10-07
            ! C4    -               2025-10-07
              C5    -               -
            """,
        },
    ),
    details(
        "8610",
        """
          ReferralNFA PrimaryNeedCode
          0           N1
        ! 0           -
        ! false       -
          1           -
          -           -
        """,
    ),
    details("8620", "CINclosureDate\n! 2025-03-31\n2025-04-01\n2026-03-31\n! 2026-04-01\n-"),
    details(
        "8630",
        """
          CINreferralDate CINclosureDate
          2025-06-01      2025-06-01
        ! 2025-06-01      2025-05-31
          2025-06-01      2025-06-02
          2025-06-01      -
          -               2025-06-01
        """,
    ),
    details("8640", "ReasonForClosure\nRC1\nRC9\n! RC10\n! 7\n-"),
    details("8650", "PrimaryNeedCode\nN0\nN9\n! N10\n! 1\n-"),
    details(
        "8805",
        "CINclosureDate ReasonForClosure\n2025-06-01 RC7\n! 2025-06-01 -\n- RC7\n- -",
    ),
    details(
        "8810",
        "CINclosureDate ReasonForClosure\n2025-06-01 RC7\n2025-06-01 -\n! - RC7\n- -",
    ),
    details(
        "8815",
        """
          child CINclosureDate ReferralNFA
        ! C1    -              0
        ! C1    -              false
          C1    2025-06-01     0
          C2    -              0
          C2    -              1
          C3    -              0
          C3    2025-06-01     0
          -     -              0
          -     -              0
        """,
    ),
    details(
        "8816",
        """
          child CINreferralDate CINclosureDate ReferralNFA
        ! C1    2025-06-01      -              0
          C1    2025-06-02      -              0
          C2    2025-06-01      2025-06-02     0
          C2    2025-06-03      -              0
          C3    2025-06-01      -              1
          C3    2025-06-03      -              0
          C4    2025-06-01      -              0
          C4    2025-06-01      -              0
        ! C5    2025-06-01      -              0
          C5    2025-06-03      -              1
        """,
    ),
    details(
        "8820",
        """
          child CINreferralDate CINclosureDate ReferralNFA
          C1    2025-06-01      2025-07-01     0
          C1    2025-07-01      2025-08-01     0
        ! C2    2025-06-01      2025-07-02     0
        ! C2    2025-07-01      2025-08-01     0
        ! C3    2025-06-01      -              0
        ! C3    2025-07-01      2025-08-01     0
          C4    2025-06-01      -              1
          C4    2025-07-01      2025-08-01     0
        ! C5    2025-05-01      2025-09-01     0
        ! C5    2025-06-01      2025-06-10     0
        ! C5    2025-08-31      -              0
          C6    2025-06-01      2025-07-02     0
          C7    2025-07-01      2025-08-01     0
          -     2025-06-01      -              0
          -     2025-06-01      -              0
        ! C8    2025-06-01      2025-07-01     0
        ! C8    2025-06-01      2025-07-01     0
        """,
    ),
    details(
        "8820",
        "child CINreferralDate CINclosureDate\n! C1 2025-06-01 -\n! C1 2025-07-01 2025-08-01",
    ),
    details(
        "8866",
        """
          CINreferralDate ReferralSource
          2025-06-01      1A
          2025-06-01      10
        ! 2025-06-01      2C
        ! 2025-06-01      -
        ! 2013-04-01      -
          2013-03-31      -
        ! -               -
        """,
    ),
    Case(
        "2990",
        {
            "CINdetails": """
              child episode ReasonForClosure DateOfInitialCPC
              C1    1       RC8              -
            ! C2    2       RC8              -
            ! C3    3       RC9              -
            ! C4    4       RC8              -
            ! C5    5       RC9              2025-06-01
              C6    6       RC7              2025-06-01
              C7    7       -                2025-06-01
            """,
            "Section47": """
              child episode S47ActualStartDate DateOfInitialCPC
            ! C2    2       2025-05-01         -
              C6    6       2025-05-01         -
            """,
            "CINPlanDates": "child episode CINPlanStartDate\n! C3 3 2025-05-01\nC6 6 2025-05-01",
            "ChildProtectionPlans": "child episode CPPstartDate\n! C4 4 2025-05-01\nC4 9 -",
        },
    ),
    Case(
        "2990",
        {
            "CINdetails": "child episode ReasonForClosure\nC1 1 RC8\n! C2 2 RC8",
            "CINPlanDates": "child episode CINPlanStartDate\n! C2 2 2025-05-01",
        },
    ),
    Case(
        "4000",
        {
            "CINdetails": "child episode ReferralNFA\nC1 1 1\n! C2 2 1\nC3 3 0\n! C4 5 true",
            "CINPlanDates": """
              child episode CINPlanStartDate CINPlanEndDate
            ! C2    2       2025-05-01       -
              C3    3       2025-05-01       -
            ! C4    5       -                -
            """,
        },
    ),
    Case(
        "8832",
        {
            "CINdetails": "child episode ReferralNFA\nC1 1 1\n! C2 2 true\nC3 3 0\n! C4 5 1",
            "ChildProtectionPlans": """
              child episode CPPstartDate
            ! C2    2       2025-05-01
              C3    3       2025-05-01
            ! C4    5       -
            """,
        },
    ),
    Case(
        "8831",
        {
            "CINdetails": """
              child episode ReferralNFA DateOfInitialCPC
              C1    1       1           -
            ! C2    2       1           -
            ! C3    3       true        -
            ! C4    4       1           2025-06-01
              C5    5       0           2025-06-01
              C6    6       1           -
            """,
            "Assessments": """
              child episode AssessmentActualStartDate AssessmentAuthorisationDate
            ! C2    2       2025-05-01                -
              C5    5       2025-05-01                2025-05-30
              C6    6       -                         -
            """,
            "Section47": """
              child episode S47ActualStartDate DateOfInitialCPC
            ! C3    3       -                  2025-05-01
              C5    5       2025-05-01         -
            """,
        },
    ),
    Case(
        "8565",
        {
            "CINdetails": """
              child episode CINclosureDate DateOfInitialCPC
              C1    1       2025-06-30     2025-06-30
            ! C2    2       2025-06-30     2025-07-01
            ! C3    3       2025-06-30     -
            ! C4    4       2025-06-30     -
            ! C5    5       2025-06-30     -
            ! C6    6       2025-06-30     -
              C7    7       -              2025-07-01
            """,
            "Assessments": """
              child episode AssessmentActualStartDate AssessmentAuthorisationDate
              C1    1       2025-06-30                2025-06-30
            ! C3    3       2025-06-30                2025-07-01
              C7    7       2025-07-01                -
            """,
            "Section47": """
              child episode S47ActualStartDate DateOfInitialCPC
              C1    1       2025-06-30         -
            ! C4    4       2025-07-01         -
            ! C4    4       2025-06-01         2025-07-01
            """,
            "CINPlanDates": """
              child episode CINPlanStartDate CINPlanEndDate
              C1    1       2025-06-01       2025-06-30
            ! C5    5       2025-06-01       2025-07-01
            """,
            "ChildProtectionPlans": """
              child episode CPPstartDate CPPendDate
              C1    1       2025-06-01   2025-06-30
            ! C6    6       2025-06-01   2025-07-01
            ! C6    6       2025-07-01   -
            """,
        },
    ),
    Case(
        "8825Q",
        {
            "CINdetails": "child episode ReasonForClosure\nC1 1 RC8\n! C2 2 RC8\n! C3 3 RC9\n"
            "C4 4 RC7\nC5 5 -",
            "Assessments": "child episode\nC1 1\nC2 1",
        },
    ),
    Case(
        "8867",
        {
            "CINdetails": "child episode CINclosureDate\nC1 1 2025-06-30\n! C2 2 2025-06-30\n"
            "C3 3 -",
            "Assessments": """
              child episode AssessmentAuthorisationDate
              C1    1       2025-06-30
            ! C2    2       -
              C2    2       2025-06-01
              C3    3       -
            """,
        },
    ),
    Case(
        "8868",
        {
            "CINdetails": """
              child episode CINclosureDate
              C1    1       2025-06-30
            ! C2    2       2025-06-30
              C3    3       -
              C4    4       2025-06-30
            """,
            "Section47": """
              child episode DateOfInitialCPC ICPCnotRequired
              C1    1       2025-06-30       0
            ! C2    2       -                0
              C3    3       -                0
              C4    4       -                true
            """,
        },
    ),
]
