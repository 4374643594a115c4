"""Cases of the rules of SEN2 over rows, tables and years."""

from across_rule_cases.case import Case

PERSONS = """
  persontableid UPN
  p1            U1
  p2            U2
  p3            -
"""
NAMES = """
  persontableid UPN UniqueLearnerNumber Surname Forename PersonBirthDate
  p1            U1  -                   Able    Ann      2010-01-01
  p2            -   1000000001          Baker   Ben      2011-01-01
  p3            -   -                   Cole    Cat      2012-01-01
  p4            -   -                   Cole    Cat      2012-01-02
"""
REQUESTS = """
  requeststableid persontableid
  r1              p1
  r2              p2
  r3              p3
"""
BORN = """
  persontableid PersonBirthDate
  p1            2000-02-29
  p2            1999-09-01
  p3            1999-08-31
"""
ASSESSMENTS = """
  assessmenttableid requeststableid
  a1                r1
  a2                r2
  a3                r3
"""
PLANS = """
  assessmenttableid StartDate  CeaseDate
  a1                2024-03-01 -
  a2                2024-03-01 2024-06-30
  a3                2024-03-01 2024-04-30
  a3                2024-05-01 -
"""

CASES = [
    Case(
        "AE-SEN2-NO-PERSON",
        "a request of a person who is not there; one without an id is another rule's",
        {
            "Person": "persontableid\np1",
            "Requests": """
              persontableid
              p1
            ! p2
              -
            """,
        },
    ),
    Case(
        "AE-SEN2-NO-REQUEST",
        "an assessment or plan in force whose request is not there",
        {
            "Requests": "requeststableid\nr1",
            "Assessment": "requeststableid\nr1\n! r2\n-",
            "ActivePlans": "requeststableid\n! r3\nr1",
        },
    ),
    Case(
        "AE-SEN2-NO-ASSESSMENT",
        "a plan whose assessment is not there",
        {
            "Assessment": "assessmenttableid\na1",
            "NamedPlan": "assessmenttableid\na1\n! a2\n-",
        },
    ),
    Case(
        "AE-SEN2-NOT-ASSESSED",
        "agreed and no assessment; a historical request may have none",
        {
            "Requests": """
              requeststableid RequestOutcome
              r1              Y
            ! r2              Y
              r3              H
              r4              -
              -               Y
            """,
            "Assessment": "requeststableid\nr1",
        },
    ),
    Case(
        "AE-SEN2-ASSESSED-REFUSED",
        "assessed though refused, awaited or withdrawn, unless contested",
        {
            "Requests": """
              requeststableid RequestOutcome RequestMediation RequestTribunal
              r1              Y              0                0
              r2              N              0                0
              r3              N              1                0
              r4              N              0                true
              r5              A              -                -
              r6              W              false            0
              r7              H              -                -
            """,
            "Assessment": """
              requeststableid
              r1
            ! r2
              r3
              r4
            ! r5
            ! r6
              r7
              r8
            """,
        },
    ),
    Case(
        "AE-SEN2-ASSESSED-REFUSED",
        "flags of mediation and appeal that a file does not have are not set",
        {
            "Requests": "requeststableid RequestOutcome\nr1 N\nr2 Y",
            "Assessment": "requeststableid\n! r1\nr2",
        },
    ),
    Case(
        "AE-SEN2-ISSUED-NO-PLAN",
        "a plan that has no day is decided on and not issued",
        {
            "Assessment": """
              assessmenttableid AssessmentOutcome AssessmentOutcomeDate
              a1                Y                 2024-05-01
            ! a2                Y                 2024-05-01
              a3                Y                 -
              a4                N                 2024-05-01
            """,
            "NamedPlan": "assessmenttableid\na1",
        },
    ),
    Case(
        "AE-SEN2-PLAN-REFUSED",
        "a plan though none was to be issued, unless contested",
        {
            "Assessment": """
              assessmenttableid AssessmentOutcome AssessmentTribunal
              a1                Y                 0
              a2                N                 0
              a3                N                 1
              a4                A                 0
              a5                H                 0
            """,
            "NamedPlan": "assessmenttableid\na1\n! a2\na3\n! a4\na5",
        },
    ),
    Case(
        "AE-SEN2-UPN-TWICE",
        "two persons of one number; two without one are not alike",
        {"Person": "persontableid UPN\n! p1 U1\np2 U2\n! p3 U1\np4 -\np5 -\np6 UN1\np7 UN1"},
    ),
    Case(
        "AE-SEN2-REQUEST-TWICE",
        "one person and day",
        {
            "Requests": """
              persontableid ReceivedDate
            ! p1            2024-03-04
            ! p1            2024-03-04
              p1            2024-03-05
              p2            2024-03-04
              p3            -
              p3            -
            """
        },
    ),
    Case(
        "AE-SEN2-DECISION-CHANGED",
        "what was decided stays, or is called historical; what was awaited may be decided",
        {
            "Person": NAMES,
            "Requests": """
              requeststableid persontableid ReceivedDate RequestOutcome RequestOutcomeDate
            ! r1              p1            2024-01-08   Y              2024-02-01
              r2              p1            2024-01-09   H              -
              r3              p1            2024-01-10   Y              2024-02-01
              r4              p1            2024-01-11   N              2024-02-01
            ! r5              p1            2024-01-12   N              2024-02-02
            ! r6              p2            2024-01-08   A              -
            ! r7              p3            2024-01-08   W              -
              r8              p4            2024-01-08   W              -
              r9              p1            2024-01-13   -              -
            """,
        },
        previous={
            "Person": """
              persontableid UPN UniqueLearnerNumber Surname Forename PersonBirthDate
              q1            U1  -                   Other   Name     2010-01-01
              q2            -   1000000001          Baker   Ben      2011-01-01
              q3            -   -                   COLE    cat      2012-01-01
            """,
            "Requests": """
              requeststableid persontableid ReceivedDate RequestOutcome RequestOutcomeDate
              s1              q1            2024-01-08   N              2024-02-01
              s2              q1            2024-01-09   Y              2024-02-01
              s3              q1            2024-01-10   A              -
              s4              q1            2024-01-11   N              2024-02-01
              s5              q1            2024-01-12   N              2024-02-01
              s6              q2            2024-01-08   Y              2024-02-01
              s7              q3            2024-01-08   N              2024-02-01
              s9              q1            2024-01-13   Y              2024-02-01
            """,
        },
    ),
    Case(
        "AE-SEN2-OUTCOME-CHANGED",
        "an outcome stays; a plan that was not issued yet may get its day",
        {
            "Person": PERSONS,
            "Requests": """
              requeststableid persontableid ReceivedDate
              r1              p1            2024-01-08
              r2              p2            2024-01-08
              r3              p2            2024-01-09
              r4              p2            2024-01-10
            """,
            "Assessment": """
              requeststableid AssessmentOutcome AssessmentOutcomeDate
            ! r1              Y                 2024-05-01
              r2              Y                 2024-05-01
              r3              H                 -
            ! r4              N                 -
            """,
        },
        previous={
            "Person": PERSONS,
            "Requests": """
              requeststableid persontableid ReceivedDate
              s1              p1            2024-01-08
              s2              p2            2024-01-08
              s3              p2            2024-01-09
              s4              p2            2024-01-10
            """,
            "Assessment": """
              requeststableid AssessmentOutcome AssessmentOutcomeDate
              s1              N                 2024-05-01
              s2              Y                 -
              s3              N                 2024-05-01
              s4              N                 2024-05-01
            """,
        },
    ),
    Case(
        "AE-SEN2-6-WEEKS",
        "42 days are in time; what is awaited is judged on the day of the return",
        {
            "SEN2": "ReferenceDate\n2025-01-16",
            "Requests": """
              ReceivedDate RequestOutcome RequestOutcomeDate
              2024-03-01   Y              2024-04-12
            ! 2024-03-01   Y              2024-04-13
            ! 2024-03-01   N              2024-04-13
              2024-03-01   W              2024-04-13
              2024-12-05   A              -
            ! 2024-12-04   A              -
              -            Y              2024-04-13
              2024-03-01   Y              -
            """,
        },
    ),
    Case(
        "AE-SEN2-6-WEEKS",
        "what is awaited is not checked where the day of the return is not recorded",
        {"Requests": "ReceivedDate RequestOutcome RequestOutcomeDate\n2020-03-01 A -"},
    ),
    Case(
        "AE-SEN2-20-WEEKS",
        "140 days are in time, and an exception excuses",
        {
            "SEN2": "ReferenceDate\n2025-01-16",
            "Requests": """
              requeststableid ReceivedDate
              r1              2024-01-01
              r2              2024-08-29
              r3              2024-08-28
              r4              -
            """,
            "Assessment": """
              requeststableid AssessmentOutcome AssessmentOutcomeDate Week20
              r1              Y                 2024-05-20            0
            ! r1              Y                 2024-05-21            0
            ! r1              Y                 2024-05-21            -
              r1              Y                 2024-05-21            1
              r1              N                 2024-05-21            0
              r1              Y                 -                     0
              r2              A                 -                     0
            ! r3              A                 -                     0
              r3              A                 -                     true
              r4              Y                 2024-05-21            0
            """,
        },
    ),
    Case(
        "AE-SEN2-EXCEPTION",
        "an exception for a plan within 140 days",
        {
            "Requests": "requeststableid ReceivedDate\nr1 2024-01-01\nr2 -",
            "Assessment": """
              requeststableid AssessmentOutcome AssessmentOutcomeDate Week20
            ! r1              Y                 2024-05-20            1
              r1              Y                 2024-05-21            1
              r1              Y                 2024-05-20            0
              r1              N                 2024-05-20            1
              r2              Y                 2024-05-20            1
            """,
        },
    ),
    Case(
        "AE-SEN2-ASSESSED-EARLY",
        "on the day of the decision is not before it",
        {
            "Requests": """
              requeststableid ReceivedDate RequestOutcomeDate
              r1              2024-03-01   2024-04-01
              r2              2024-03-01   -
              r3              -            -
            """,
            "Assessment": """
              requeststableid AssessmentOutcomeDate
              r1              2024-04-01
            ! r1              2024-03-31
              r1              -
              r2              2024-03-01
            ! r2              2024-02-29
              r3              2024-02-29
            """,
        },
    ),
    Case(
        "AE-SEN2-PLAN-EARLY",
        "a plan begins on the day it is issued at the earliest",
        {
            "Requests": """
              requeststableid ReceivedDate RequestOutcomeDate
              r1              2024-01-08   2024-02-05
              r2              2023-01-09   2023-02-06
            """,
            "Assessment": """
              assessmenttableid requeststableid AssessmentOutcome AssessmentOutcomeDate
              a1                r1              Y                 2024-05-01
              a2                r2              H                 2024-05-01
            """,
            "NamedPlan": """
              assessmenttableid StartDate
              a1                2024-05-01
            ! a1                2024-04-30
              a2                2023-02-06
            ! a2                2023-02-05
              a3                2020-01-01
            """,
        },
    ),
    Case(
        "AE-SEN2-REVIEW-DATES",
        "from the first day of the first plan to the end of the last",
        {
            "Assessment": ASSESSMENTS,
            "NamedPlan": PLANS,
            "ActivePlans": """
              requeststableid ReviewMeeting LastReview
              r1              2024-03-01    2024-03-01
            ! r1              2024-02-29    2024-03-20
            ! r1              -             2024-02-29
              r1              2030-01-01    -
              r2              2024-06-30    -
            ! r2              2024-06-30    2024-07-01
              r3              2024-07-01    -
              r4              2020-01-01    -
              r1              -             -
            """,
        },
    ),
    Case(
        "AE-SEN2-REVIEW-DATES",
        "before 2024 no meeting is recorded",
        {
            "Assessment": ASSESSMENTS,
            "NamedPlan": PLANS,
            "ActivePlans": "requeststableid LastReview\n! r1 2024-02-29\nr1 2024-03-01",
        },
    ),
    Case(
        "AE-SEN2-CEASED-IN-FORCE",
        "in force and ceased on the day or before; a later plan of the request counts",
        {
            "SEN2": "ReferenceDate\n2024-06-30",
            "Assessment": ASSESSMENTS,
            "NamedPlan": PLANS,
            "ActivePlans": "requeststableid\nr1\n! r2\nr3\nr4",
        },
    ),
    Case(
        "AE-SEN2-CEASED-IN-FORCE",
        "a plan that ceases on the day after is in force",
        {
            "SEN2": "ReferenceDate\n2024-06-29",
            "Assessment": ASSESSMENTS,
            "NamedPlan": PLANS,
            "ActivePlans": "requeststableid\nr1\nr2",
        },
    ),
    Case(
        "AE-SEN2-PLACED-OUTSIDE",
        "a placement may begin before the plan, and may not end before it or last after it",
        {
            "Assessment": ASSESSMENTS,
            "NamedPlan": PLANS,
            "ActivePlans": """
              activeplanstableid requeststableid
              c1                 r1
              c2                 r2
            """,
            "PlacementDetail": """
              activeplanstableid EntryDate  LeavingDate
              c1                 2020-09-01 -
              c1                 2020-09-01 2024-03-01
            ! c1                 2020-09-01 2024-02-29
              c2                 2024-03-01 2024-06-30
            ! c2                 2024-03-01 2024-07-01
            ! c2                 2024-03-01 -
            ! c2                 2024-07-01 -
              c2                 -          -
              c9                 2030-01-01 -
            """,
        },
    ),
    Case(
        "AE-SEN2-PLACED-UNBORN",
        "on the day of birth is not before it",
        {
            "Person": BORN,
            "Requests": REQUESTS,
            "ActivePlans": "activeplanstableid requeststableid\nc1 r1",
            "PlacementDetail": """
              activeplanstableid EntryDate
              c1                 2000-02-29
            ! c1                 2000-02-28
              c1                 -
            """,
        },
    ),
    Case(
        "AE-SEN2-REQUEST-AGE",
        "born on 29 February, 25 on 28 February; a request is made until the day before",
        {
            "Person": BORN,
            "Requests": """
              requeststableid persontableid ReceivedDate
              r1              p1            2025-02-27
            ! r2              p1            2025-02-28
              r3              p1            2000-02-29
            ! r4              p1            2000-02-28
              r5              p9            2025-02-28
              r6              p1            -
            """,
        },
    ),
    Case(
        "AE-SEN2-PLAN-AGE",
        "until 31 August of the academic year of the 25th birthday",
        {
            "SEN2": "ReferenceDate\n2025-01-16",
            "Person": BORN,
            "Requests": REQUESTS,
            "Assessment": ASSESSMENTS,
            "NamedPlan": """
              assessmenttableid StartDate  CeaseDate
              a1                2015-01-01 -
            ! a1                2000-02-28 -
              a2                2015-01-01 2025-08-31
            ! a2                2015-01-01 2025-09-01
              a2                2015-01-01 -
              a3                2015-01-01 2024-08-31
            ! a3                2015-01-01 2024-09-01
            ! a3                2015-01-01 -
              a9                2015-01-01 -
            """,
        },
    ),
    Case(
        "AE-SEN2-TWO-PLANS",
        "two plans in force of one person, on one request or two",
        {
            "Requests": "requeststableid persontableid\nr1 p1\nr2 p1\nr3 p2\nr4 p3",
            "ActivePlans": "requeststableid\n! r1\n! r2\nr3\n! r4\n! r4\nr9\nr9",
        },
    ),
    Case(
        "AE-SEN2-PLANS-OVERLAP",
        "one may begin as the other ceases",
        {
            "Requests": REQUESTS,
            "Assessment": ASSESSMENTS,
            "NamedPlan": """
              assessmenttableid StartDate  CeaseDate
              a1                2023-01-01 2024-01-01
              a1                2024-01-01 -
            ! a2                2023-01-01 2024-01-02
            ! a2                2024-01-01 -
            ! a3                2023-01-01 -
            ! a3                2024-01-01 2024-02-01
            ! a3                2024-03-01 2024-04-01
            """,
        },
    ),
    Case(
        "AE-SEN2-PLAN-UNKNOWN",
        "a placement or need of no plan in force",
        {
            "ActivePlans": "activeplanstableid\nc1",
            "PlacementDetail": "activeplanstableid\nc1\n! c2\n-",
            "SENneed": "activeplanstableid\n! c3\nc1",
        },
    ),
    Case(
        "AE-SEN2-DETAIL-UNKNOWN",
        "a setting of no plan",
        {
            "NamedPlan": "namedplantableid\nn1",
            "PlanDetail": "namedplantableid\nn1\n! n2\n-",
        },
    ),
    Case(
        "AE-SEN2-NO-NEED",
        "a plan in force without any need",
        {
            "ActivePlans": "activeplanstableid\nc1\n! c2",
            "SENneed": "activeplanstableid\nc1\n-",
        },
    ),
    Case(
        "AE-SEN2-PRIMARY-NEED",
        "none of rank 1, or two",
        {
            "SENneed": """
              activeplanstableid SENtypeRank
              c1                 1
              c1                 2
            ! c2                 2
            ! c3                 1
            ! c3                 1
            ! c4                 -
              -                  2
            """
        },
    ),
    Case(
        "AE-SEN2-MAIN-SETTING",
        "none of rank 1, or two; a single setting may go without a rank",
        {
            "PlanDetail": """
              namedplantableid PlacementRank
              n1               1
              n1               2
              n2               -
            ! n3               2
            ! n4               -
            ! n4               2
            ! n5               1
            ! n5               1
            """
        },
    ),
    Case(
        "AE-SEN2-NO-PLACEMENT",
        "no main placement that lasts",
        {
            "ActivePlans": "activeplanstableid\nc1\n! c2\n! c3\n! c4",
            "PlacementDetail": """
              activeplanstableid PlacementRank LeavingDate
              c1                 1             2024-07-31
              c1                 1             -
              c2                 2             -
              c3                 1             2024-07-31
            """,
        },
    ),
    Case(
        "AE-SEN2-MAIN-PLACEMENT",
        "two of rank 1 at one time; one may begin on the day the other ends",
        {
            "PlacementDetail": """
              activeplanstableid PlacementRank EntryDate  LeavingDate
              c1                 1             2023-09-01 2024-09-02
              c1                 1             2024-09-02 -
              c1                 2             2024-09-02 -
            ! c2                 1             2023-09-01 2024-09-03
            ! c2                 1             2024-09-02 -
            ! c3                 1             2023-09-01 -
            ! c3                 1             2024-09-02 -
              c4                 1             -          -
              c4                 1             2024-09-02 -
            """
        },
    ),
]
