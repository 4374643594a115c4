"""Cases of the rules of the workforce return over rows, tables and years."""

from across_rule_cases.case import Case

HEADER = "ReferenceDate\n2024-09-30"


def _of_posts(part, table, columns, agency, trait, leaving):
    """Cases of roles next to one another, alike in the census and the staff records."""
    worker, start, end, fte = columns
    flag, employed, by_agency = agency
    return [
        Case(
            f"AE-{part}-FULL-TIME",
            "more than one at one time; on the last day of a role another may begin",
            {
                table: f"""
                  {worker} {start}    {end}      {fte}
                  w1       2023-01-01 2024-06-30 1
                  w1       2024-06-30 -          1
                  w2       2023-01-01 -          0.5
                  w2       2024-06-30 -          0.5
                ! w3       2023-01-01 -          0.5
                ! w3       2024-06-30 -          0.6
                ! w4       2023-01-01 2024-07-01 0.6
                ! w4       2024-06-30 -          0.5
                  w4       2020-01-01 2020-06-30 1
                  w5       2023-01-01 -          -
                  w5       2024-06-30 -          1
                """
            },
        ),
        Case(
            f"AE-{part}-TWO-PEOPLE",
            "another person under one registration; an empty cell is no other",
            {
                table: f"""
                  {worker} {trait}
                ! w1       1980-01-01
                ! w1       1980-01-02
                  w2       1980-01-01
                  w2       -
                  w3       1980-01-01
                """
                if part == "CSWW"
                else f"""
                  {worker} {trait}    sex
                ! w1       1980-01-01 F
                ! w1       1980-01-02 F
                ! w2       1980-01-01 F
                ! w2       1980-01-01 M
                  w3       1980-01-01 F
                  w3       -          -
                """
            },
        ),
        Case(
            f"AE-{part}-AGENCY",
            "employed and an agency's at one time",
            {
                table: f"""
                  {worker} {start}    {end}      {flag}
                  w1       2023-01-01 2024-06-30 {by_agency}
                  w1       2024-06-30 -          {employed}
                ! w2       2023-01-01 2024-07-01 {by_agency}
                ! w2       2024-06-30 -          {employed}
                  w3       2023-01-01 -          {employed}
                  w3       2024-06-30 -          {employed}
                  w4       2023-01-01 -          {by_agency}
                  w4       2024-06-30 -          -
                """
            },
        ),
        Case(
            f"AE-{part}-LEFT-AND-STAYS",
            "a leaver who is in another role on the next day; one who comes back later is not",
            {
                table: f"""
                  {worker} {start}    {end}      {leaving[0]} {leaving[1]}
                ! w1       2023-01-01 2024-06-30 1            1
                  w1       2024-07-01 -          -            -
                  w2       2023-01-01 2024-06-30 1            1
                  w2       2024-07-02 -          -            -
                  w3       2023-01-01 2024-06-30 -            -
                  w3       2024-07-01 -          -            -
                  w4       2023-01-01 2024-06-30 1            1
                  w4       2022-01-01 2024-06-30 -            7
                ! w5       2023-01-01 2024-06-30 -            1
                  w5       2022-01-01 2024-07-01 -            -
                """
            },
        ),
    ]


CASES = [
    *_of_posts(
        "CSWW",
        "CSWWWorker",
        ("SWENo", "RoleStartDate", "RoleEndDate", "FTE"),
        ("AgencyWorker", "0", "1"),
        "PersonBirthDate",
        ("LeaverDestination", "ReasonLeave"),
    ),
    *_of_posts(
        "WORKER",
        "Workers",
        ("worker_id", "role_start", "role_end", "fte"),
        ("contract", "PERMANENT", "AGENCY"),
        "date_of_birth",
        ("destination", "leaving_reason"),
    ),
    Case(
        "AE-CSWW-YEAR",
        "from 1 October to 30 September",
        {
            "Header": HEADER,
            "CSWWWorker": """
              RoleStartDate RoleEndDate
              2020-01-01    2023-10-01
            ! 2020-01-01    2023-09-30
              2024-09-30    -
            ! 2024-10-01    -
              2020-01-01    2024-09-30
            ! 2020-01-01    2024-10-01
            """,
        },
    ),
    Case(
        "AE-CSWW-DAYS-LOST",
        "working days in role: 2 to 6 September 2024 are five; 26 August was a holiday",
        {
            "Header": HEADER,
            "CSWWWorker": """
              SWENo RoleStartDate RoleEndDate WorkingDaysLost
              w1    2024-09-02    2024-09-08  5
            ! w2    2024-09-02    2024-09-08  5.5
              w3    2024-08-26    2024-08-27  1
            ! w4    2024-08-26    2024-08-27  1.5
              w5    2024-09-02    2024-09-03  5
              w5    2024-09-04    2024-09-06  -
              w6    2020-01-01    -           253
            ! w7    2020-01-01    -           254
              w8    2024-09-26    -           3
            """,
        },
    ),
    Case(
        "AE-CSWW-NOT-TOLD-BEFORE",
        "held on the day of the census before, which does not have the role",
        {
            "CSWWWorker": """
              SWENo RoleStartDate
              w1    2020-01-01
            ! w1    2020-01-02
            ! w2    2023-09-30
              w2    2023-10-01
            """
        },
        previous={
            "Header": "ReferenceDate\n2023-09-30",
            "CSWWWorker": "SWENo RoleStartDate\nw1 2020-01-01",
        },
    ),
    Case(
        "AE-CSWW-END-CHANGED",
        "an end that was recorded and is another or none now",
        {
            "CSWWWorker": """
              SWENo RoleStartDate RoleEndDate
              w1    2020-01-01    2023-06-30
            ! w2    2020-01-01    2023-07-01
            ! w3    2020-01-01    -
              w4    2020-01-01    2024-06-30
              w3    2023-07-01    -
            """
        },
        previous={
            "CSWWWorker": """
              SWENo RoleStartDate RoleEndDate
              w1    2020-01-01    2023-06-30
              w2    2020-01-01    2023-06-30
              w3    2020-01-01    2023-06-30
              w4    2020-01-01    -
            """
        },
    ),
    *(
        case
        for table, day, part in (
            ("Absence", "absence_start", "ABSENCE"),
            ("Caseload", "as_at", "CASELOAD"),
            ("Supervision", "supervision_due", "SUPERVISION"),
        )
        for case in (
            Case(
                f"AE-{part}-WORKER",
                "a row of a worker who is not there",
                {"Workers": "worker_id\nw1", table: "worker_id\nw1\n! w2\n-"},
            ),
            Case(
                f"AE-{part}-IN-POST",
                "first and last day of a role are days in post",
                {
                    "Workers": """
                      worker_id role_start role_end
                      w1        2023-01-01 2023-06-30
                      w1        2024-01-01 -
                    """,
                    table: f"""
                      worker_id {day}
                      w1        2023-01-01
                    ! w1        2022-12-31
                      w1        2023-06-30
                    ! w1        2023-07-01
                      w1        2030-01-01
                      w2        2022-12-31
                      w1        -
                    """,
                },
            ),
        )
    ),
    Case(
        "AE-ABSENCE-OVERLAP",
        "the last day of an absence is one of its days",
        {
            "Absence": """
              worker_id absence_start absence_end
              w1        2024-09-02    2024-09-06
              w1        2024-09-07    -
            ! w2        2024-09-02    2024-09-06
            ! w2        2024-09-06    -
            ! w3        2024-09-02    -
            ! w3        2024-10-02    2024-10-03
              w4        2024-09-02    -
            """
        },
    ),
    Case(
        "AE-ABSENCE-WORKING-DAYS",
        "Saturday to Monday has one, or none with a holiday; beyond all days is not evaluated",
        {
            "Absence": """
              absence_start absence_end days_lost
              2024-09-07    2024-09-09  1
            ! 2024-09-07    2024-09-09  1.5
            ! 2024-08-24    2024-08-26  0.5
              2024-08-24    2024-08-26  0
              2024-09-07    2024-09-09  4
              2024-09-07    -           4
            """
        },
    ),
    Case(
        "AE-ABSENCE-YEAR",
        "October 2023 to September 2024 has 253 working days",
        {
            "Absence": """
              worker_id absence_start absence_end days_lost
            ! w1        2023-10-01    2023-12-31  200
            ! w1        2024-09-30    2024-09-30  54
              w2        2023-10-01    2023-12-31  200
              w2        2024-09-30    2024-09-30  53
              w1        2023-09-30    2024-09-29  250
              w3        2023-10-01    2023-12-31  200
              w3        2024-10-01    2024-10-02  200
              w1        2024-01-01    -           300
            """
        },
    ),
]
