"""Cases of the rules about children: identifiers, births, deaths, disabilities."""

from cin_rule_cases.case import Case

UPN = "U879201402001"
"""2*8 + 3*7 + 4*9 + 5*2 + 7*1 + 8*4 + 10*2 + 13*1 = 155 = 6*23 + 17, and U is letter 17 from A 0
without I, O and S."""


def identifiers(rule, text, specification="2025-26"):
    return Case(rule, {"ChildIdentifiers": text}, specification)


CASES = [
    Case("100", {"Header": "ReferenceDate\n2026-03-31\n31/03/2026"}),
    Case("100", {"Header": "ReferenceDate\n! 2026-03-30\n! 2025-03-31\n! -\n! 2026"}),
    Case("100", {"Header": "ReferenceDate\n2023-03-31"}, "2022-23"),
    identifiers("1510", f"UPN\n{UPN}\n! A879201402001\n! U87920140200\n-"),
    identifiers(
        "1520",
        f"""
          UPN
        ! {UPN}
        ! {UPN}
          A879201402001
          -
          -
        """,
    ),
    identifiers("1530", "UPN\nA879201402001\nA943201402001\n! A999201402001\n! A8\n-"),
    identifiers("1530", "UPN\nA941201402001\n! A942201402001\n! A943201402001", "2022-23"),
    identifiers("1530", "UPN\nA942201402001", "2023-24"),
    identifiers(
        "1540",
        "UPN\nA879201402001\nAXXX201402001\n! A879X01402001\n! A87920140X001\n"
        "A87920140200X\n! A87920140X0\n! A8792014\n-",
    ),
    identifiers(
        "1550",
        "UPN\nA879201402001\nA87920140200Z\n! A87920140200I\n! A87920140200O\n! A87920140200S\n"
        "! A87920140200\n-",
    ),
    identifiers("1560Q", "FormerUPN\nA879201402001\nA87920140200B\n! I879201402001\n! X1\n-"),
    identifiers("1570", f"child\n{'A' * 20}\n! {'A' * 21}\n-"),
    identifiers("1580", "child\nA1\n! A/1\n! A-1\n-"),
    identifiers("4180", "Sex\nM\nF\nU\n! 1\n! m\n! -"),
    identifiers("4180", "Sex\n0\n1\n2\n9\n! M\n! 3\n! -", "2023-24"),
    identifiers("4180", "GenderCurrent\n1\n! M", "2022-23"),
    Case("4220", {"ChildCharacteristics": "child Ethnicity\nC1 WBRI\nC2 NOBT\n! C3 WHIT\n! C4 -"}),
    identifiers("8500", "child\nC1\n! -"),
    identifiers("8510", "child\nC1\n! C2\n! C2\n-\n-"),
    identifiers("8520", "PersonBirthDate\n2026-03-31\n! 2026-04-01\n2010-01-01\n-"),
    identifiers(
        "8525Q",
        """
          PersonBirthDate ExpectedPersonBirthDate
          2015-01-01      -
          -               2026-06-01
        ! -               -
        ! 2015-01-01      2026-06-01
        """,
    ),
    identifiers(
        "8530Q",
        "ExpectedPersonBirthDate\n! 2026-02-28\n2026-03-01\n2026-12-31\n! 2027-01-01\n-",
    ),
    identifiers(
        "8535Q",
        """
          PersonBirthDate PersonDeathDate
          2025-06-01      2025-06-01
        ! 2025-06-01      2025-05-31
          2025-06-01      2025-06-02
          2025-06-01      -
          -               2025-06-01
        """,
    ),
    identifiers("8545Q", "PersonDeathDate\n! 2025-03-31\n2025-04-01\n2026-03-31\n! 2026-04-01\n-"),
    Case(
        "8590",
        {"ChildIdentifiers": "child\nC1\n! C2\n-", "CINdetails": "child\nC1\nC3\n-"},
    ),
    identifiers(
        "8750",
        """
          PersonBirthDate ExpectedPersonBirthDate Sex
          -               2026-06-01              U
        ! -               2026-06-01              M
        ! -               2026-06-01              -
          2015-01-01      -                       M
          2015-01-01      2026-06-01              F
          -               -                       F
        """,
    ),
    identifiers(
        "8750",
        """
          PersonBirthDate ExpectedPersonBirthDate Sex
          -               2024-06-01              0
        ! -               2024-06-01              9
          2015-01-01      -                       1
        """,
        "2023-24",
    ),
    identifiers(
        "8770Q",
        f"""
          PersonBirthDate UPN   UPNunknown
          2015-01-01      {UPN} -
          2015-01-01      -     UN2
        ! 2015-01-01      -     UN1
        ! 2015-01-01      -     -
        ! 2021-03-31      -     -
          2021-04-01      -     -
        ! 2010-04-01      -     -
          2010-03-31      -     -
          -               -     -
        """,
    ),
    identifiers(
        "8770Q",
        """
          PersonBirthDate UPN UPNunknown
          2012-01-01      -   UN1
        ! 2012-01-01      -   -
        """,
        "2023-24",
    ),
    Case(
        "8772",
        {
            "ChildIdentifiers": "child UPNunknown\n! C1 UN7\nC2 UN7\nC3 UN6\nC4 UN7",
            "CINdetails": "child ReferralNFA\n! C1 0\nC1 1\nC2 true\nC3 0\nC4 -\n! C1 false",
        },
    ),
    Case(
        "8775Q",
        {
            "ChildIdentifiers": """
              child PersonBirthDate
            ! C1    2001-03-30
              C2    2001-03-31
            ! C3    2000-06-01
              C4    2000-06-01
              C5    -
            """,
            "CINdetails": """
              child CINclosureDate
            ! C1    -
              C2    -
            ! C3    2025-06-02
              C4    2025-06-01
              C5    -
            """,
        },
    ),
    Case(
        "2886Q",
        {
            "ChildIdentifiers": "Sex PersonBirthDate ExpectedPersonBirthDate\n"
            + "M 2015-01-01 -\n" * 98
            + "U 2015-01-01 -\nU 2015-01-01 -"
        },
    ),
    Case(
        "2886Q",
        {
            "ChildIdentifiers": "Sex PersonBirthDate ExpectedPersonBirthDate\n"
            + "M 2015-01-01 -\n" * 97
            + "! U 2015-01-01 -\n! U 2015-01-01 -\nU - 2026-06-01"
        },
    ),
    Case("2886Q", {"ChildIdentifiers": "Sex ExpectedPersonBirthDate\n! 0 -\n9 -"}, "2023-24"),
    Case("2886Q", {"ChildIdentifiers": "Sex ExpectedPersonBirthDate\n! - -\nF -"}),
    Case(
        "2887Q",
        {
            "Disabilities": "Disability\n! NONE\n! MOB\n! HAND\n! PC\n! INC\n! COMM\n! LD\n! LD\n"
            "! XX"
        },
    ),
    Case("2887Q", {"Disabilities": "Disability\nNONE\nMOB\nHAND\nPC\nINC\nCOMM\nLD\nHEAR"}),
    Case("2888Q", {"Disabilities": "child Disability\n! C1 MOB\n! C2 LD\n! C1 MOB\n! C3 -"}),
    Case("2888Q", {"Disabilities": "child Disability\nC1 MOB\nC2 LD\nC1 LD"}),
    Case(
        "8540",
        {
            "Disabilities": "child Disability\nC1 MOB\nC2 NONE\n! C3 LAME\n! C3 -",
            "ChildIdentifiers": """
              child PersonBirthDate
              C1    2015-01-01
              C2    2015-01-01
              C3    2015-01-01
            ! C4    2015-01-01
              C5    -
              C6    2015-01-01
            """,
            "CINdetails": "child ReferralNFA\nC1 0\nC2 0\nC3 0\n! C4 0\nC4 1\nC5 0\nC6 1",
        },
    ),
    Case("8540", {"Disabilities": "Disability\nMOB\n! LAME\n! -"}),
    Case(
        "8790",
        {
            "Disabilities": "child Disability\nC1 NONE\n! C2 NONE\n! C2 LD\nC3 LD\nC3 MOB\n"
            "C4 NONE\nC4 -\n- NONE\n- LD"
        },
    ),
    Case(
        "8794",
        {
            "Disabilities": "child Disability\n! C1 LD\n! C1 LD\nC1 MOB\nC2 LD\n- LD\n- LD\n"
            "C3 -\nC3 -"
        },
    ),
]
