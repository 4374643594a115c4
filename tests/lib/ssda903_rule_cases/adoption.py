"""Cases of the rules of AD1, PlacedAdoption and PrevPerm."""

from ssda903_rule_cases.case import REJECT, WARN, Case, bad_birth, no_child, not_a_date

NO_ADOPTION = dict.fromkeys(
    ["DATE_INT", "DATE_MATCH", "FOSTER_CARE", "NB_ADOPTR", "SEX_ADOPTR", "LS_ADOPTR"]
)
CASES = [
    no_child("AD1"),
    bad_birth("AD1"),
    not_a_date("112", "AD1", "DATE_INT", WARN),
    not_a_date("113", "AD1", "DATE_MATCH", WARN),
    Case("114", "AD1", WARN, [{"FOSTER_CARE": "2"}], [{"FOSTER_CARE": "1.0"}]),
    Case("175", "AD1", WARN, [{"NB_ADOPTR": "0"}, {"NB_ADOPTR": "3"}], [{"NB_ADOPTR": "1"}]),
    Case("176", "AD1", WARN, [{"SEX_ADOPTR": "FM"}], [{"SEX_ADOPTR": "F1"}]),
    Case("177", "AD1", WARN, [{"LS_ADOPTR": "L1"}], [{"LS_ADOPTR": "L0"}]),
    Case(
        "151",
        "AD1",
        WARN,
        [{"DATE_MATCH": None}, {**NO_ADOPTION, "NB_ADOPTR": "1"}],
        [{}, NO_ADOPTION, {"DATE_MATCH": "31/02/2024"}],
    ),
    Case("333", "AD1", WARN, [{"DATE_INT": "02/06/2024"}], [{"DATE_INT": "01/06/2024"}]),
    Case(
        "511",
        "AD1",
        WARN,
        [{"SEX_ADOPTR": "M1"}, {"SEX_ADOPTR": "F1"}],
        [{}, {"NB_ADOPTR": "1", "SEX_ADOPTR": "M1"}, {"SEX_ADOPTR": None}],
    ),
    *(
        Case(
            rule,
            "AD1",
            WARN,
            [{"LS_ADOPTR": status, "SEX_ADOPTR": sexes} for sexes in wrong.split()],
            [{"LS_ADOPTR": status, "SEX_ADOPTR": sexes} for sexes in right.split()],
        )
        for rule, status, wrong, right in (
            ("514", "L0", "MM FF MF", "M1 F1"),
            ("517", "L3", "MM FF M1 F1", "MF"),
            ("518", "L4", "MF M1 F1", "MM FF"),
            ("519", "L2", "M1 F1", "MM FF MF"),
            ("520", "L11", "MM FF", "MF"),
            ("524", "L12", "MF M1 F1", "MM FF"),
        )
    ),
    Case(
        "AE-BEFORE-BIRTH",
        "AD1",
        WARN,
        [{"DATE_INT": "14/06/2022"}, {"DATE_MATCH": "14/06/2022"}],
        [{"DATE_INT": "15/06/2022"}],
    ),
    no_child("PlacedAdoption"),
    bad_birth("PlacedAdoption"),
    not_a_date("115", "PlacedAdoption", "DATE_PLACED", REJECT, [{}]),
    Case("AE-KEY-MISSING", "PlacedAdoption", REJECT, [{"DATE_PLACED": None}], [{}]),
    not_a_date("116", "PlacedAdoption", "DATE_PLACED_CEASED", REJECT),
    Case("120", "PlacedAdoption", WARN, [{"REASON_PLACED_CEASED": "RD5"}], [{}]),
    Case(
        "119",
        "PlacedAdoption",
        WARN,
        [{"DATE_PLACED_CEASED": None}, {"REASON_PLACED_CEASED": None}],
        [{}, {"DATE_PLACED_CEASED": None, "REASON_PLACED_CEASED": None}],
    ),
    Case(
        "522",
        "PlacedAdoption",
        REJECT,
        [{"DATE_PLACED_CEASED": "29/02/2024"}],
        [{"DATE_PLACED_CEASED": "01/03/2024"}],
    ),
    Case(
        "563",
        "PlacedAdoption",
        WARN,
        [
            {"DATE_PLACED": None},
            {"DATE_PLACED": None, "DATE_PLACED_CEASED": None},
            {"DATE_PLACED": None, "REASON_PLACED_CEASED": None},
        ],
        [{}, {"DATE_PLACED": None, "DATE_PLACED_CEASED": None, "REASON_PLACED_CEASED": None}],
    ),
    Case(
        "184",
        "PlacedAdoption",
        WARN,
        [{"DATE_PLACED": "14/06/2022"}],
        [{"DATE_PLACED": "15/06/2022"}],
    ),
    Case(
        "AE-BEFORE-BIRTH",
        "PlacedAdoption",
        WARN,
        [{"DATE_PLACED_CEASED": "14/06/2022"}],
        [{"DATE_PLACED_CEASED": "15/06/2022"}],
    ),
    no_child("PrevPerm"),
    bad_birth("PrevPerm"),
    Case("631", "PrevPerm", WARN, [{"PREV_PERM": "P5"}], [{"PREV_PERM": "P4"}]),
    Case(
        "633",
        "PrevPerm",
        WARN,
        [{"LA_PERM": "Plymouth"}, {"LA_PERM": "87"}],
        [{"LA_PERM": "E06000026"}, {"LA_PERM": "SCO"}],
    ),
    Case(
        "632",
        "PrevPerm",
        WARN,
        [{"DATE_PERM": "32/01/2015"}, {"DATE_PERM": "2015"}, {"DATE_PERM": "01/13/2015"}],
        [{"DATE_PERM": "zz/zz/zzzz"}, {"DATE_PERM": "ZZ/ZZ/2015"}, {"DATE_PERM": "31/01/2015"}],
    ),
    Case(
        "635",
        "PrevPerm",
        WARN,
        [{"PREV_PERM": "Z1", "DATE_PERM": None}, {"PREV_PERM": "Z1", "LA_PERM": None}],
        [{"PREV_PERM": "Z1", "DATE_PERM": None, "LA_PERM": None}, {}],
    ),
]
