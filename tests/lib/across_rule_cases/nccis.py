"""Cases of the rules of NCCIS over rows and tables."""

from across_rule_cases.case import Case

CASES = [
    *(
        Case(
            f"AE-NCCIS-NO-PERSON-{part}",
            "a row of nobody",
            {"YoungPeople": "YPID\n1", table: "YPID\n1\n! 2\n-"},
        )
        for table, part in (
            ("Activities", "ACTIVITY"),
            ("Characteristics", "CHARACTERISTIC"),
            ("SeptemberGuarantee", "GUARANTEE"),
        )
    ),
    *(
        Case(
            f"AE-NCCIS-DOB-{part}",
            "another date of birth; an empty one is no other",
            {
                "YoungPeople": "YPID DOB\n1 2008-05-01\n2 -",
                table: """
                  YPID DOB
                  1    2008-05-01
                ! 1    2008-05-02
                  1    -
                  2    2008-05-02
                  3    2008-05-02
                """,
            },
        )
        for table, part in (("Activities", "ACTIVITY"), ("SeptemberGuarantee", "GUARANTEE"))
    ),
    Case(
        "AE-NCCIS-UPN-TWICE",
        "two young people of one number",
        {"YoungPeople": "UPN\n! A\nB\n! A\n-\n-\nUN1\nUN1"},
    ),
    Case(
        "AE-NCCIS-TWO-CURRENT",
        "two without an end",
        {
            "Activities": """
              YPID STARTDATE  ENDDATE
            ! 1    2024-09-01 -
            ! 1    2025-01-01 -
              1    2023-09-01 2024-09-01
              2    2024-09-01 -
              2    2023-09-01 2024-09-01
              -    2024-09-01 -
              -    2024-09-01 -
            """
        },
    ),
    Case(
        "AE-NCCIS-NO-CURRENT",
        "in the cohort without an activity that lasts",
        {
            "YoungPeople": "YPID COHORTSTATUS\n1 C\n! 2 C\n! 3 C\n4 M\n5 D\n6 -",
            "Activities": "YPID ENDDATE\n1 -\n1 2024-09-01\n2 2024-09-01",
        },
    ),
    Case(
        "AE-NCCIS-DIED",
        "a current activity of one who died",
        {
            "YoungPeople": "YPID COHORTSTATUS\n1 C\n2 D\n3 M",
            "Activities": "YPID ENDDATE\n1 -\n! 2 -\n2 2024-09-01\n3 -\n4 -",
        },
    ),
    Case(
        "AE-NCCIS-OVERLAP",
        "the end is the first day of the next; of two without an end the last takes part",
        {
            "Activities": """
              YPID STARTDATE  ENDDATE
              1    2023-09-01 2024-09-01
              1    2024-09-01 -
            ! 2    2023-09-01 2024-09-02
            ! 2    2024-09-01 -
            ! 3    2023-09-01 -
            ! 3    2024-09-01 2025-01-01
              4    2023-09-01 -
              4    2024-09-01 -
              -    2023-09-01 -
              -    2023-09-01 2024-09-01
            """
        },
    ),
    Case(
        "AE-NCCIS-GAP",
        "a day between an end and the next start",
        {
            "Activities": """
              YPID STARTDATE  ENDDATE
              1    2023-09-01 2024-09-01
              1    2024-09-01 -
              2    2023-09-01 2024-08-31
            ! 2    2024-09-01 -
              3    2022-09-01 2024-12-01
              3    2023-09-01 2024-01-01
              3    2024-11-01 -
              4    2022-09-01 -
              4    2024-11-01 -
            """
        },
    ),
    Case(
        "AE-NCCIS-PREVIOUS",
        "another activity than the row before; the first has none to compare",
        {
            "Activities": """
              YPID STARTDATE  ACTIVITY PREVIOUSACTIVITY
              1    2023-09-01 210      110
              1    2024-09-01 330      210
            ! 1    2025-01-01 619      210
              1    2025-02-01 310      -
              2    2024-09-01 230      210
            """
        },
    ),
    Case(
        "AE-NCCIS-NEET-RUN",
        "since this activity began, or since the unbroken time of being NEET began",
        {
            "Activities": """
              YPID STARTDATE  ENDDATE    ACTIVITY NEETSTART
              1    2023-09-01 2024-09-01 210      -
              1    2024-09-01 2025-01-01 619      2024-09-01
              1    2025-01-01 -          650      2024-09-01
              2    2023-09-01 2024-09-01 210      -
            ! 2    2024-09-01 2025-01-01 619      2024-08-31
            ! 2    2025-01-01 -          650      2025-01-01
              3    2024-09-01 -          619      2024-01-01
              4    2024-01-01 2024-03-01 619      2024-01-01
              4    2024-09-01 -          619      2024-09-01
              5    2023-09-01 2024-09-01 210      -
              5    2024-09-01 -          619      -
            """
        },
    ),
    Case(
        "AE-NCCIS-LAPSED",
        "due on the day of the extract is current still",
        {
            "YoungPeople": "YPID EXTRACTDATE\n1 2025-09-30",
            "Activities": """
              YPID ACTIVITY ENDDATE    REVIEWDUE
              1    619      -          2025-09-30
            ! 1    619      -          2025-09-29
              1    810      -          2025-09-29
              1    619      2025-09-29 2025-09-29
              1    619      -          -
              2    619      -          2025-09-29
            """,
        },
    ),
    Case(
        "AE-NCCIS-LATER",
        "any day after the day of the extract",
        {
            "YoungPeople": "YPID EXTRACTDATE\n1 2025-09-30",
            "Activities": """
              YPID STARTDATE  ENDDATE    ASCERTAINED NEETSTART
              1    2025-09-30 2025-09-30 2025-09-30  2025-09-30
            ! 1    2025-10-01 -          2025-09-30  -
            ! 1    2025-09-01 2025-10-01 2025-09-30  -
            ! 1    2025-09-01 -          2025-10-01  -
            ! 1    2025-09-01 -          -           2025-10-01
              2    2025-10-01 -          -           -
            """,
        },
    ),
    Case(
        "AE-NCCIS-CHARACTERISTIC-LATER",
        "from birth to the day of the extract",
        {
            "YoungPeople": "YPID DOB EXTRACTDATE\n1 2008-05-01 2025-09-30",
            "Characteristics": """
              YPID CHARSTART
              1    2008-05-01
            ! 1    2008-04-30
              1    2025-09-30
            ! 1    2025-10-01
              1    -
            """,
        },
    ),
    Case(
        "AE-NCCIS-OFFER-LATER",
        "an offer after the day of the extract",
        {
            "YoungPeople": "YPID EXTRACTDATE\n1 2025-09-30",
            "SeptemberGuarantee": "YPID OFFERDATE\n1 2025-09-30\n! 1 2025-10-01\n1 -\n2 2025-10-01",
        },
    ),
]
