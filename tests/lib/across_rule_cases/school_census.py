"""Cases of the rules of the School Census over rows, tables, schools and terms."""

from across_rule_cases.case import Case

RETURNS = """
  schoolcensustableid urn    term year
  s1                  170001 SPR  2025
  s2                  170002 SPR  2025
  s3                  170002 SUM  2025
"""
ON_ROLL = """
  pupilonrolltableid upn
  p1                 A
  p2                 B
  p3                 A
  p4                 C
"""
OFF_ROLL = """
  pupilnolongeronrolltableid upn
  l1                         A
  l2                         C
"""
EXCLUDED_LEFT = """
  pupilnolongeronrolltableid startdate  sessions category
  l1                         2024-11-04 10       SUSP
"""
STAYS = """
  pupilonrolltableid entrydate
  p1                 2024-09-02
  p2                 -
"""
STAYS_LEFT = """
  pupilnolongeronrolltableid entrydate  leavingdate
  l1                         2023-09-04 2024-12-20
  l2                         -          2024-12-20
"""


def _of_no_pupil(code, table, roll, key):
    return Case(
        code,
        f"a row of {table} whose pupil is not there",
        {roll: f"{key}\np1", table: f"{key}\np1\n! p2\n-"},
    )


def _suspended(suffix, table, key, roll, stays, outside):
    """Cases of suspensions that are alike for pupils on roll and those who left."""
    return [
        Case(
            f"AE-SC-SUSPENDED-TWICE{suffix}",
            "one pupil, day and category",
            {
                table: f"""
                  {key} startdate  category
                ! p1    2024-11-04 SUSP
                ! p1    2024-11-04 SUSP
                  p1    2024-11-04 LNCH
                  p1    2024-11-05 SUSP
                  p2    2024-11-04 SUSP
                """
            },
        ),
        Case(
            f"AE-SC-SUSPENDED-OUTSIDE{suffix}",
            "the days of entering and leaving are days at the school",
            {roll: stays, table: outside},
        ),
        Case(
            f"AE-SC-AFTER-EXCLUSION{suffix}",
            "suspended after being excluded; on that day is not after it",
            {
                table: f"""
                  {key} startdate  category
                  p1    2024-11-04 PERM
                  p1    2024-11-04 SUSP
                ! p1    2024-11-05 SUSP
                  p1    2024-10-01 SUSP
                  p2    2024-11-05 SUSP
                """
            },
        ),
    ]


CASES = [
    Case(
        "AE-SC-SCHOOL-TWICE",
        "one school, term and year",
        {
            "SchoolCensus": """
              urn    term year
            ! 170001 SPR  2025
            ! 170001 SPR  2025
              170001 SUM  2025
              170001 SPR  2024
              170002 SPR  2025
            """
        },
    ),
    Case(
        "AE-SC-NO-RETURN",
        "a pupil of a return that is not there",
        {
            "SchoolCensus": "schoolcensustableid\ns1",
            "PupilOnRoll": "schoolcensustableid\ns1\n! s2\n-",
            "PupilNoLongerOnRoll": "schoolcensustableid\n! s3\ns1",
        },
    ),
    _of_no_pupil("AE-SC-NO-PUPIL-NEED", "SENNeeds", "PupilOnRoll", "pupilonrolltableid"),
    _of_no_pupil(
        "AE-SC-NO-PUPIL-SESSIONS",
        "TermlySessionDetailsOnRoll",
        "PupilOnRoll",
        "pupilonrolltableid",
    ),
    _of_no_pupil(
        "AE-SC-NO-PUPIL-SESSIONS-LEFT",
        "TermlySessionDetailsOffRoll",
        "PupilNoLongerOnRoll",
        "pupilnolongeronrolltableid",
    ),
    _of_no_pupil(
        "AE-SC-NO-PUPIL-EXCLUSION", "TermlyExclusionsOnRoll", "PupilOnRoll", "pupilonrolltableid"
    ),
    _of_no_pupil(
        "AE-SC-NO-PUPIL-EXCLUSION-LEFT",
        "TermlyExclusionsOffRoll",
        "PupilNoLongerOnRoll",
        "pupilnolongeronrolltableid",
    ),
    Case(
        "AE-SC-UPN-TWICE",
        "one school's return",
        {
            "PupilOnRoll": """
              schoolcensustableid upn
            ! s1                  A
            ! s1                  A
              s2                  A
              s1                  B
              s1                  -
              s1                  -
            """
        },
    ),
    Case(
        "AE-SC-DUAL",
        "one main and one subsidiary in a term, recorded by school and not by return",
        {
            "SchoolCensus": RETURNS,
            "PupilOnRoll": """
              schoolcensustableid upn enrolstatus
              s1                  A   M
              s2                  A   S
            ! s1                  B   C
            ! s2                  B   C
            ! s1                  C   M
            ! s2                  C   M
            ! s1                  D   S
            ! s2                  D   S
            ! s1                  E   M
            ! s2                  E   C
              s1                  F   C
              s3                  F   C
              s1                  G   C
              s2                  G   F
            ! s1                  H   M
            ! s2                  H   -
              s2                  I   C
              s3                  I   C
            """,
        },
    ),
    Case(
        "AE-SC-DUAL-ALONE",
        "main or subsidiary, and no other school of the term has the pupil",
        {
            "SchoolCensus": RETURNS,
            "PupilOnRoll": """
              schoolcensustableid upn enrolstatus
              s1                  A   M
              s2                  A   S
            ! s1                  B   S
            ! s1                  C   M
            ! s3                  C   S
              s1                  D   C
              s1                  -   M
              s9                  E   M
              s1                  F   M
              s2                  F   C
            """,
        },
    ),
    Case(
        "AE-SC-ONE-UPN-TWO-PUPILS",
        "another date of birth or sex; an empty one is no other",
        {
            "PupilOnRoll": """
              upn dob        sex
            ! A   2015-01-01 F
            ! A   2015-01-02 F
            ! B   2015-01-01 F
            ! B   2015-01-01 M
              C   2015-01-01 F
              C   2015-01-01 -
              D   2015-01-01 F
              -   2015-01-01 F
              -   2015-01-02 M
            """
        },
    ),
    Case(
        "AE-SC-ONE-PUPIL-TWO-UPNS",
        "the same names and birth in one term",
        {
            "SchoolCensus": RETURNS,
            "PupilOnRoll": """
              schoolcensustableid upn surname forename dob
            ! s1                  A   Able    Ann      2015-01-01
            ! s2                  B   ABLE    Ann      2015-01-01
              s3                  C   Able    Ann      2015-01-01
              s1                  D   Able    Ann      2015-01-02
              s1                  E   Baker   Ben      2015-01-01
              s2                  E   Baker   Ben      2015-01-01
              s1                  F   -       Cat      2015-01-01
              s2                  G   -       Cat      2015-01-01
            """,
        },
    ),
    Case(
        "AE-SC-LEFT-ON-ROLL",
        "who enters on the day of leaving or later came back",
        {
            "PupilOnRoll": """
              schoolcensustableid upn entrydate
            ! s1                  A   2020-09-01
              s1                  B   2024-12-20
              s2                  C   2020-09-01
              s1                  D   -
              s1                  -   2020-09-01
            """,
            "PupilNoLongerOnRoll": """
              schoolcensustableid upn leavingdate
            ! s1                  A   2024-12-20
              s1                  B   2024-12-20
              s1                  C   2024-12-20
              s1                  D   2024-12-20
              s1                  -   2024-12-20
            """,
        },
    ),
    Case(
        "AE-SC-LATER",
        "on the day of the census is not after it",
        {
            "SchoolCensus": "schoolcensustableid referencedate\ns1 2025-01-16\ns2 -",
            "PupilOnRoll": """
              schoolcensustableid entrydate
              s1                  2025-01-16
            ! s1                  2025-01-17
              s2                  2025-01-17
              s1                  -
            """,
            "PupilNoLongerOnRoll": """
              schoolcensustableid leavingdate
              s1                  2025-01-16
            ! s1                  2025-01-17
            """,
        },
    ),
    Case(
        "AE-SC-NEED-MISSING",
        "a plan or support without a need, in spring",
        {
            "SchoolCensus": RETURNS,
            "PupilOnRoll": """
              pupilonrolltableid schoolcensustableid senprovision
              p1                 s1                  E
            ! p2                 s1                  E
            ! p3                 s2                  K
              p4                 s3                  K
              p5                 s1                  N
              p6                 s1                  -
              p7                 s9                  E
            """,
            "SENNeeds": "pupilonrolltableid\np1",
        },
    ),
    Case(
        "AE-SC-NEED-WITHOUT-SEN",
        "a need of a pupil with none",
        {
            "PupilOnRoll": "pupilonrolltableid senprovision\np1 N\np2 K\np3 -",
            "SENNeeds": "pupilonrolltableid\n! p1\np2\np3\np4",
        },
    ),
    Case(
        "AE-SC-NEED-RANK",
        "none of rank 1, or two",
        {
            "SENNeeds": """
              pupilonrolltableid sentyperank
              p1                 1
              p1                 2
            ! p2                 2
            ! p2                 3
            ! p3                 1
            ! p3                 1
            ! p4                 -
              -                  2
            """
        },
    ),
    Case(
        "AE-SC-NEED-TWICE",
        "one pupil and type",
        {"SENNeeds": "pupilonrolltableid sentype\n! p1 ASD\n! p1 ASD\np1 MLD\np2 ASD\n- V\n- V"},
    ),
    *(
        Case(
            f"AE-SC-SESSIONS-POSSIBLE{suffix}",
            "all marks of a session together, those that are no session of the school left out",
            {
                roll: f"""
                  {key} termlysessionspossible
                  p1    120
                ! p2    119
                  p3    -
                  p4    0
                ! p5    0
                """,
                table: f"""
                  {key} attendancereason sessions
                  p1    I                100
                  p1    U                20
                ! p2    I                100
                ! p2    \\                20
                  p2    D                50
                  p3    I                900
                  p4    X                10
                ! p5    C1               1
                  p9    I                900
                """,
            },
        )
        for suffix, roll, table, key in (
            ("", "PupilOnRoll", "TermlySessionDetailsOnRoll", "pupilonrolltableid"),
            (
                "-LEFT",
                "PupilNoLongerOnRoll",
                "TermlySessionDetailsOffRoll",
                "pupilnolongeronrolltableid",
            ),
        )
    ),
    *(
        Case(
            f"AE-SC-MARK-TWICE{suffix}",
            "one pupil and mark",
            {table: f"{key} attendancereason\n! p1 I\n! p1 I\np1 U\np2 I\np2 -\np2 -"},
        )
        for suffix, table, key in (
            ("", "TermlySessionDetailsOnRoll", "pupilonrolltableid"),
            ("-LEFT", "TermlySessionDetailsOffRoll", "pupilnolongeronrolltableid"),
        )
    ),
    Case(
        "AE-SC-45-DAYS",
        "90 sessions are allowed, over schools, on roll and left, lunchtimes counted",
        {
            "PupilOnRoll": ON_ROLL,
            "PupilNoLongerOnRoll": OFF_ROLL,
            "TermlyExclusionsOnRoll": """
              pupilonrolltableid startdate  sessions category
            ! p1                 2024-09-02 60       SUSP
            ! p3                 2025-08-31 20       FIXD
            ! p3                 2025-01-20 1        LNCH
              p1                 2025-09-01 90       SUSP
              p1                 2024-12-02 90       PERM
              p2                 2024-11-04 90       SUSP
              p4                 2024-11-04 80       SUSP
            """,
            "TermlyExclusionsOffRoll": """
              pupilnolongeronrolltableid startdate  sessions category
            ! l1                         2024-11-04 10       SUSP
              l2                         2024-12-02 10       SUSP
            """,
        },
    ),
    Case(
        "AE-SC-45-DAYS",
        "what two returns cover one day counts once, and what an earlier one recorded counts",
        {
            "PupilOnRoll": ON_ROLL,
            "PupilNoLongerOnRoll": OFF_ROLL,
            "TermlyExclusionsOnRoll": """
              pupilonrolltableid startdate  sessions category
              p1                 2024-09-02 60       SUSP
              p3                 2024-09-02 60       SUSP
            ! p2                 2025-01-20 31       SUSP
              p4                 2025-01-20 30       SUSP
            """,
            "TermlyExclusionsOffRoll": EXCLUDED_LEFT,
        },
        previous={
            "PupilOnRoll": ON_ROLL,
            "PupilNoLongerOnRoll": OFF_ROLL,
            "TermlyExclusionsOnRoll": """
              pupilonrolltableid startdate  sessions category
              p1                 2024-09-02 60       SUSP
              p2                 2024-10-02 60       SUSP
              p4                 2024-10-02 60       SUSP
              p4                 2024-08-31 60       SUSP
            """,
            "TermlyExclusionsOffRoll": EXCLUDED_LEFT,
        },
    ),
    Case(
        "AE-SC-45-DAYS",
        "those who left may have no table",
        {
            "PupilOnRoll": ON_ROLL,
            "TermlyExclusionsOnRoll": """
              pupilonrolltableid startdate  sessions category
            ! p1                 2024-09-02 60       SUSP
            ! p3                 2024-10-02 31       SUSP
              p2                 2024-09-02 90       SUSP
            """,
        },
    ),
    Case(
        "AE-SC-EXCLUDED-TWICE",
        "two days of one academic year; one that two returns state is one",
        {
            "PupilOnRoll": ON_ROLL,
            "PupilNoLongerOnRoll": OFF_ROLL,
            "TermlyExclusionsOnRoll": """
              pupilonrolltableid startdate  sessions category
            ! p1                 2024-09-02 0        PERM
              p2                 2024-09-02 0        PERM
              p2                 2025-09-01 0        PERM
              p4                 2024-11-04 0        PERM
              p4                 2024-11-05 2        SUSP
            """,
            "TermlyExclusionsOffRoll": """
              pupilnolongeronrolltableid startdate  sessions category
            ! l1                         2025-08-31 0        PERM
              l2                         2024-11-04 0        PERM
            """,
        },
    ),
    *_suspended(
        "",
        "TermlyExclusionsOnRoll",
        "pupilonrolltableid",
        "PupilOnRoll",
        STAYS,
        """
          pupilonrolltableid startdate
          p1                 2024-09-02
        ! p1                 2024-09-01
          p2                 2010-09-01
          p9                 2010-09-01
        """,
    ),
    *_suspended(
        "-LEFT",
        "TermlyExclusionsOffRoll",
        "pupilnolongeronrolltableid",
        "PupilNoLongerOnRoll",
        STAYS_LEFT,
        """
          pupilnolongeronrolltableid startdate
          l1                         2023-09-04
        ! l1                         2023-09-03
          l1                         2024-12-20
        ! l1                         2024-12-21
        ! l2                         2024-12-21
          l2                         2010-01-01
        """,
    ),
]
