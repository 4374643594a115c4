"""Cases of the rules about several cells of Episodes."""

from ssda903_rule_cases.case import REJECT, WARN, Case

OPEN = {"DEC": None, "REC": None, "REASON_PLACE_CHANGE": None}
BREAK = {"LS": "V3", "HOME_POST": None, "PL_POST": None, "URN": None}
CASES = [
    Case(
        "148", "Episodes", REJECT, [{"DEC": None}, {"REC": None}], [{}, OPEN, {"DEC": "31/02/2024"}]
    ),
    Case(
        "356",
        "Episodes",
        REJECT,
        [{"DEC": "30/04/2024"}],
        [{"DEC": "01/05/2024"}, OPEN, {"DECOM": "x"}],
    ),
    Case("355", "Episodes", WARN, [{"DEC": "01/05/2024"}], [{"DEC": "02/05/2024"}, OPEN]),
    Case("353", "Episodes", WARN, [{"DECOM": "13/10/1991"}], [{"DECOM": "14/10/1991"}]),
    Case(
        "445",
        "Episodes",
        WARN,
        [{"LS": "D1", "DECOM": "01/01/2006"}],
        [{"LS": "D1", "DECOM": "31/12/2005"}, {"DECOM": "01/01/2006"}],
        "2023-24",
    ),
    Case(
        "446",
        "Episodes",
        WARN,
        [{"LS": "E1", "DECOM": "30/11/2005"}],
        [{"LS": "E1", "DECOM": "01/12/2005"}, {"DECOM": "30/11/2005"}],
    ),
    Case("233", "Episodes", WARN, [{**OPEN, "REASON_PLACE_CHANGE": "CARPL"}], [{}, OPEN]),
    Case(
        "516",
        "Episodes",
        WARN,
        [{"REC": "E45", "PLACE": "K2"}, {"REC": "E46", "PLACE": "A3"}],
        [{"REC": "E45"}, {"REC": "E47", "PLACE": "K2"}],
    ),
    Case(
        "378",
        "Episodes",
        WARN,
        [{"LS": "V2", "PLACE": "P1"}],
        [{"LS": "V2"}, {"PLACE": "P1"}],
    ),
    Case("380", "Episodes", WARN, [{"PLACE": "T0"}], [{"PLACE": "T0", "RNE": "P"}, {}]),
    Case(
        "381",
        "Episodes",
        WARN,
        [{"PLACE": "T4", "REC": "E8"}],
        [{"PLACE": "T4"}, {"PLACE": "T4", **OPEN}, {"REC": "E8"}],
    ),
    Case("382", "Episodes", WARN, [{**BREAK, "PLACE": "T1"}], [BREAK, {"PLACE": "T1"}]),
    Case(
        "384",
        "Episodes",
        WARN,
        [{**BREAK, "PLACE": "U1"}, {**BREAK, "LS": "V4", "PLACE": "U4"}],
        [BREAK, {"PLACE": "U4"}],
    ),
    Case(
        "398",
        "Episodes",
        WARN,
        [{**BREAK, "HOME_POST": "PL1 2AA"}, {**BREAK, "PL_POST": "PL1 2AA"}],
        [BREAK, {}],
    ),
    Case(
        "214",
        "Episodes",
        WARN,
        [{**BREAK, "PL_POST": "PL1 2AA"}, {**BREAK, "URN": "SC123456"}],
        [BREAK, {**BREAK, "HOME_POST": "PL1 2AA"}, {}],
    ),
    Case(
        "213",
        "Episodes",
        WARN,
        [{"PLACE": "T0"}, {"PLACE": "T3"}, {"PLACE": "Z11"}],
        [{"PLACE": "T3", "PLACE_PROVIDER": None}, {"PLACE": "T4"}],
    ),
    Case(
        "526",
        "Episodes",
        WARN,
        [{"PLACE_PROVIDER": None}, {"PLACE": "T4", "PLACE_PROVIDER": None}],
        [{"PLACE": "T3", "PLACE_PROVIDER": None}, {"PLACE": "Z14", "PLACE_PROVIDER": None}],
    ),
    Case(
        "550",
        "Episodes",
        WARN,
        [{"PLACE_PROVIDER": "PR0"}],
        [{"PLACE_PROVIDER": "PR0", "PLACE": "P1"}, {}],
    ),
    *(
        Case(
            rule,
            "Episodes",
            WARN,
            [{"PLACE_PROVIDER": provider, "PLACE": place} for place in wrong],
            [{"PLACE_PROVIDER": provider, "PLACE": place} for place in right],
        )
        for rule, provider, wrong, right in (
            ("527", "PR1", ["P1", "R2", "R5"], ["U1", "R1"]),
            ("528", "PR2", ["P1", "R2", "R5"], ["U1", "R3"]),
            ("529", "PR3", ["P1", "A3", "A6", "K1", "K2", "U1", "U6"], ["K3", "R1", "S1"]),
            ("530", "PR4", ["P1"], ["U6", "K1"]),
            ("531", "PR5", ["P1"], ["U6", "K2"]),
        )
    ),
    Case(
        "218",
        "Episodes",
        WARN,
        [{"URN": None}, {"URN": None, "PLACE": "K3"}],
        [{"URN": None, "PLACE": "P1"}, {"URN": "XXXXXXX"}, BREAK, {"URN": None, "PLACE": "Z12"}],
    ),
    Case("218", "Episodes", WARN, [{"URN": None}], [{"URN": None, "PLACE": "H5"}], "2023-24"),
    Case(
        "222",
        "Episodes",
        WARN,
        [{"PLACE": "P3"}, {"PLACE": "T4"}],
        [{"PLACE": "P3", "URN": "XXXXXXX"}, {"PLACE": "R3"}, {"PLACE": "P3", "URN": None}],
    ),
    Case("222", "Episodes", WARN, [{"PLACE": "H5"}], [{"PLACE": "K2"}], "2022-23"),
    Case("222", "Episodes", WARN, [{"PLACE": "Z1"}], [{"PLACE": "H5"}], "2023-24"),
]
