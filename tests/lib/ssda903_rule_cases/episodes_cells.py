"""Cases of the rules about one cell of Episodes."""

from ssda903_rule_cases.case import REJECT, WARN, Case, no_child, not_a_date

OPEN = {"DEC": None, "REC": None, "REASON_PLACE_CHANGE": None}
CASES = [
    no_child("Episodes"),
    not_a_date("141", "Episodes", "DECOM", REJECT),
    Case("AE-KEY-MISSING", "Episodes", REJECT, [{"DECOM": None}], [{"DECOM": "x"}]),
    Case("143", "Episodes", REJECT, [{"RNE": "X"}, {"RNE": None}], [{"RNE": "B"}]),
    Case("144", "Episodes", REJECT, [{"LS": "V1"}, {"LS": None}, {"LS": "D1"}], [{"LS": "J3"}]),
    Case("144", "Episodes", REJECT, [{"LS": "c2"}], [{"LS": "D1"}], "2023-24"),
    Case("145", "Episodes", WARN, [{"CIN": "N9"}, {"CIN": None}], [{"CIN": "N8"}]),
    Case("146", "Episodes", REJECT, [{"PLACE": "Z1"}, {"PLACE": None}], [{"PLACE": "Z14"}]),
    Case(
        "146", "Episodes", REJECT, [{"PLACE": "H5"}, {"PLACE": "Z11"}], [{"PLACE": "Z1"}], "2024-25"
    ),
    Case(
        "146", "Episodes", REJECT, [{"PLACE": "A1"}], [{"PLACE": "K3"}, {"PLACE": "P2"}], "2023-24"
    ),
    Case("146", "Episodes", REJECT, [{"PLACE": "K3"}], [{"PLACE": "H5"}], "2022-23"),
    Case("178", "Episodes", WARN, [{"PLACE_PROVIDER": "PR6"}], [{"PLACE_PROVIDER": "PR5"}]),
    not_a_date("147", "Episodes", "DEC", REJECT, [{}, OPEN]),
    Case("149", "Episodes", REJECT, [{"REC": "E4"}, {"REC": "E43"}], [{"REC": "E4A"}]),
    Case("149", "Episodes", REJECT, [{"REC": "E43"}], [{"REC": "E45"}], "2022-23"),
    Case("149", "Episodes", REJECT, [{"REC": "E42"}], [{"REC": "E43"}], "2021-22"),
    Case(
        "1009",
        "Episodes",
        WARN,
        [{"REASON_PLACE_CHANGE": "MOVED"}],
        [{"REASON_PLACE_CHANGE": "OTHER"}, {"REASON_PLACE_CHANGE": None}],
    ),
    Case(
        "392c",
        "Episodes",
        WARN,
        [{"HOME_POST": "PL1"}, {"PL_POST": "PL4 8A"}, {"PL_POST": "V20 4KI"}, {"PL_POST": "12345"}],
        [
            {"HOME_POST": "pl12aa"},
            {"PL_POST": "EC1A 1BB"},
            {"PL_POST": None},
            {"PL_POST": "W1A 0AX"},
        ],
    ),
    Case(
        "1008",
        "Episodes",
        WARN,
        [{"URN": "SC12345"}, {"URN": "12345678"}, {"URN": "XXXXXX"}],
        [{"URN": "1234567"}, {"URN": "XXXXXXX"}],
    ),
]
