"""Cases of the rules about assessments, their factors, and enquiries under section 47."""

from cin_rule_cases.case import Case


def assessments(rule, text, specification="2025-26"):
    return Case(rule, {"Assessments": text}, specification)


def enquiries(rule, text, specification="2025-26"):
    return Case(rule, {"Section47": text}, specification)


REFERRED_IN_JUNE = "child episode CINreferralDate\nC1 1 2025-06-01\n! C2 2 2025-06-01\nC3 3 -"

CASES = [
    Case(
        "1103",
        {
            "CINdetails": REFERRED_IN_JUNE,
            "Assessments": """
              child episode AssessmentActualStartDate
              C1    1       2025-06-01
            ! C2    2       2025-05-31
              C2    2       2025-06-02
              C3    3       2025-05-31
              C1    2       2025-05-31
            """,
        },
    ),
    assessments(
        "8608",
        """
          AssessmentActualStartDate AssessmentAuthorisationDate
          2025-06-01                2025-06-01
        ! 2025-06-01                2025-05-31
          2025-06-01                2025-06-02
          2025-06-01                -
        """,
    ),
    Case(
        "8614",
        {
            "Assessments": """
              child assessment AssessmentAuthorisationDate
              C1    1          2025-06-01
            ! C2    2          -
              C3    3          -
              C4    4          -
            """,
            "AssessmentFactors": """
              child assessment AssessmentFactors
              C1    1          3B
            ! C2    2          3B
            ! C2    2          16A
              C4    4          -
              C5    5          3B
            """,
        },
    ),
    # Working days back from Tuesday 31 March 2026: 22 in March, 20 in February, and of January
    # Friday 30 is the 43rd and Tuesday 27 the 46th. From Monday 26 January 46 follow.
    assessments(
        "8670Q",
        """
          AssessmentActualStartDate AssessmentAuthorisationDate
        ! 2026-01-26                -
          2026-01-27                -
          2026-01-26                2026-03-31
          -                         -
        """,
    ),
    assessments(
        "8696",
        "AssessmentAuthorisationDate\n! 2025-03-31\n2025-04-01\n2026-03-31\n! 2026-04-01\n-",
    ),
    assessments(
        "8736",
        """
          AssessmentActualStartDate AssessmentAuthorisationDate
        ! 2025-03-31                -
          2025-04-01                -
          2026-03-31                -
        ! 2026-04-01                -
          2025-03-31                2025-05-01
          -                         -
        """,
    ),
    assessments(
        "8863Q",
        """
          child episode AssessmentActualStartDate AssessmentAuthorisationDate
          C1    1       2025-06-01                2025-07-01
          C1    1       2025-07-01                2025-08-01
        ! C2    2       2025-06-01                2025-07-02
        ! C2    2       2025-07-01                2025-08-01
        ! C3    3       2025-06-01                -
        ! C3    3       2025-07-01                2025-08-01
          C4    4       2025-06-01                -
          C4    5       2025-07-01                2025-08-01
          C5    4       2025-07-01                2025-08-01
        """,
    ),
    assessments(
        "8896",
        """
          child episode AssessmentAuthorisationDate
        ! C1    1       -
        ! C1    1       -
          C1    1       2025-06-01
          C2    2       -
          C2    3       -
          C3    2       2025-06-01
          C3    2       -
        """,
    ),
    Case(
        "8897Q",
        {
            "Assessments": """
              child assessment AssessmentAuthorisationDate
              C1    1          2025-06-01
            ! C2    2          2025-06-01
              C3    3          -
            ! C4    4          2025-06-01
            """,
            "AssessmentFactors": "child assessment AssessmentFactors\nC1 1 21\nC4 4 -\nC2 1 3B",
        },
    ),
    Case(
        "8869",
        {
            "AssessmentFactors": """
              child assessment AssessmentFactors
              C1    1          21
            ! C2    2          21
            ! C2    2          3B
              C3    3          3B
              C3    3          16A
              C4    4          21
              C4    5          3B
            """
        },
    ),
    Case(
        "8898",
        {
            "AssessmentFactors": """
              child assessment AssessmentFactors
            ! C1    1          3B
              C1    1          16A
            ! C1    1          3B
              C1    2          3B
              C2    1          3B
              C3    3          -
              C3    3          -
            """
        },
    ),
    Case("8945Q", {"AssessmentFactors": "AssessmentFactors\n! 18A\n18B\n19A\n-"}),
    Case("8950Q", {"AssessmentFactors": "AssessmentFactors\n! 19A\n19C\n18A\n-"}),
    Case(
        "8873Q",
        {
            "CINdetails": """
              child episode ReasonForClosure
              C1    1       RC8
            ! C2    2       RC7
              C3    3       RC7
              C4    4       RC7
            ! C5    5       -
              C6    6       RC9
              C7    7       RC7
            """,
            "Assessments": """
              child episode assessment AssessmentAuthorisationDate
              C1    1       1          2025-06-01
              C2    2       2          2025-06-01
              C3    3       3          2025-06-01
              C3    3       4          2025-07-01
              C4    4       5          -
              C5    5       6          2025-06-01
              C6    6       7          2025-06-01
              C7    7       8          2025-06-01
            """,
            "AssessmentFactors": """
              child episode assessment AssessmentFactors
              C1    1       1          21
            ! C2    2       2          21
              C3    3       3          21
              C4    4       5          21
            ! C5    5       6          21
              C6    6       7          21
              C7    7       8          3B
            """,
        },
    ),
    Case(
        "1104",
        {
            "CINdetails": """
              child episode CINreferralDate DateOfInitialCPC
              C1    1       2025-06-01      2025-06-01
            ! C2    2       2025-06-01      2025-05-31
            ! C3    3       2025-06-01      -
              C4    4       -               2025-05-31
            """,
            "Section47": """
              child episode DateOfInitialCPC
              C1    1       2025-06-02
            ! C3    3       2025-05-31
              C4    4       2025-05-31
            """,
        },
    ),
    Case(
        "1104",
        {"CINdetails": "CINreferralDate DateOfInitialCPC\n! 2025-06-01 2025-05-31\n2025-06-01 -"},
    ),
    Case(
        "2884",
        {
            "CINdetails": """
              child episode DateOfInitialCPC
            ! C1    1       2025-06-02
              C2    2       2025-06-02
              C3    3       -
              C4    4       2025-06-02
            """,
            "Section47": """
              child episode DateOfInitialCPC
            ! C1    1       2025-06-02
              C1    1       2025-08-04
              C2    2       2025-06-03
              C3    3       2025-06-02
              C4    4       -
            """,
        },
    ),
    Case(
        "2889",
        {
            "CINdetails": REFERRED_IN_JUNE,
            "Section47": """
              child episode S47ActualStartDate
              C1    1       2025-06-01
            ! C2    2       2025-05-31
              C3    3       2025-05-31
            """,
        },
    ),
    Case(
        "2991Q",
        {
            "Section47": "child episode\nC1 1\n! C2 2\n! C1 3\n- 4",
            "CINdetails": "child episode\nC1 1\n! C2 2\n! C1 3\nC4 4",
            "Assessments": "child episode\nC1 1\nC4 4",
        },
    ),
    enquiries(
        "8615",
        """
          S47ActualStartDate DateOfInitialCPC
          2025-06-02         2025-06-02
        ! 2025-06-03         2025-06-02
          2025-06-03         -
        ! -                  2025-06-02
        ! -                  -
        """,
    ),
    # Of the working days back from 31 March 2026, Tuesday 10 March is the 16th.
    enquiries(
        "8675Q",
        """
          S47ActualStartDate DateOfInitialCPC ICPCnotRequired
        ! 2026-03-09         -                0
          2026-03-10         -                0
          2026-03-09         2026-03-20       0
          2026-03-09         -                1
        ! 2026-03-09         -                -
          -                  -                0
        """,
    ),
    # 29 March 2024 is Good Friday. Back from Thursday 28, Thursday 7 March is the 16th.
    enquiries(
        "8675Q",
        """
          S47ActualStartDate DateOfInitialCPC ICPCnotRequired
        ! 2024-03-06         -                false
          2024-03-07         -                false
        """,
        "2023-24",
    ),
    Case(
        "8715",
        {
            "CINdetails": "DateOfInitialCPC\n! 2025-03-31\n2025-04-01\n2026-03-31\n! 2026-04-01\n-",
            "Section47": "DateOfInitialCPC\n! 2025-03-31\n2025-04-01\n2026-03-31\n! 2026-04-01\n-",
        },
    ),
    enquiries("8715", "DateOfInitialCPC\n! 2025-03-31\n2025-04-01"),
    enquiries(
        "8740",
        """
          S47ActualStartDate DateOfInitialCPC ICPCnotRequired
        ! 2025-03-31         -                0
          2025-04-01         -                0
          2026-03-31         -                0
        ! 2026-04-01         -                0
          2025-03-31         2025-04-14       0
          2025-03-31         -                1
          -                  -                0
        """,
    ),
    enquiries(
        "8839",
        """
          child episode DateOfInitialCPC ICPCnotRequired
        ! C1    1       -                0
        ! C1    1       -                false
          C1    1       2025-06-02       0
          C2    2       -                0
          C2    2       -                1
          C3    3       -                0
          C3    4       -                0
        """,
    ),
    Case(
        "8875",
        {
            # 2 June 2025 is a Monday.
            "CINdetails": "DateOfInitialCPC\n2025-06-02\n! 2025-06-01\n! 2025-05-31\n2025-05-30\n-",
            "Section47": "DateOfInitialCPC\n2025-06-02\n! 2025-06-01\n-",
        },
    ),
    enquiries("8870Q", "InitialCPCtarget\n2025-06-02\n! 2025-06-01\n! 2025-05-31\n2025-05-30\n-"),
    enquiries(
        "8890",
        """
          child episode S47ActualStartDate DateOfInitialCPC ICPCnotRequired
          C1    1       2025-06-02         2025-06-20       0
          C1    1       2025-06-20         -                0
        ! C2    2       2025-06-02         2025-06-20       0
        ! C2    2       2025-06-19         -                0
        ! C3    3       2025-06-02         -                0
        ! C3    3       2025-06-19         -                1
          C4    4       2025-06-02         -                1
          C4    4       2025-06-19         -                0
          C5    5       2025-06-02         -                0
          C5    6       2025-06-19         -                0
        """,
    ),
]
