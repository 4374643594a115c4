"""Cases of the rules of Reviews, Missing, SWEpisodes and DoLo."""

from ssda903_rule_cases.case import REJECT, WARN, Case, bad_birth, no_child, not_a_date

CASES = [
    no_child("Reviews"),
    bad_birth("Reviews"),
    not_a_date("166", "Reviews", "REVIEW", REJECT),
    Case("166", "Reviews", REJECT, [{"REVIEW": None}], [{}]),
    Case(
        "167",
        "Reviews",
        WARN,
        [{"REVIEW_CODE": "PN8"}, {"REVIEW_CODE": None}],
        [{"REVIEW_CODE": "PN7"}],
    ),
    Case(
        "440",
        "Reviews",
        WARN,
        [{"REVIEW_CODE": "PN0", "REVIEW": "15/06/2014"}],
        [{"REVIEW_CODE": "PN0", "REVIEW": "14/06/2014"}, {"REVIEW": "15/06/2014"}],
    ),
    Case(
        "441",
        "Reviews",
        WARN,
        [{"REVIEW": "14/06/2014"}],
        [{"REVIEW": "15/06/2014"}, {"REVIEW_CODE": "PN0", "REVIEW": "14/06/2014"}],
    ),
    Case(
        "AE-BEFORE-BIRTH", "Reviews", WARN, [{"REVIEW": "14/06/2010"}], [{"REVIEW": "15/06/2010"}]
    ),
    no_child("Missing"),
    bad_birth("Missing"),
    Case("1006", "Missing", WARN, [{"MISSING": "X"}], [{"MISSING": "A"}]),
    not_a_date("1004", "Missing", "MIS_START", REJECT, [{}]),
    not_a_date("1005", "Missing", "MIS_END", REJECT, [{}, {"MIS_END": None}]),
    Case("AE-KEY-MISSING", "Missing", REJECT, [{"MIS_START": None}], [{}]),
    Case("564", "Missing", WARN, [{"MIS_START": None}], [{}, {"MISSING": None, "MIS_START": None}]),
    Case("565", "Missing", WARN, [{"MISSING": None}], [{}, {"MISSING": None, "MIS_START": None}]),
    Case("566", "Missing", WARN, [{"MISSING": None}], [{}, {"MISSING": None, "MIS_END": None}]),
    Case("567", "Missing", REJECT, [{"MIS_END": "31/08/2025"}], [{"MIS_END": "01/09/2025"}]),
    Case(
        "586",
        "Missing",
        WARN,
        [{"MIS_START": "14/06/2010"}, {"MIS_END": "14/06/2010"}],
        [{"MIS_START": "15/06/2010"}],
    ),
    no_child("SWEpisodes"),
    bad_birth("SWEpisodes"),
    Case(
        "SW02STG1",
        "SWEpisodes",
        WARN,
        [{"SW_ID": "AA1234567890"}, {"SW_ID": "SW"}],
        [{"SW_ID": "SW1"}, {"SW_ID": "XX9"}, {"SW_ID": None}],
    ),
    not_a_date("SW04STG1", "SWEpisodes", "SW_DECOM", REJECT),
    not_a_date("SW05STG1", "SWEpisodes", "SW_DEC", REJECT, [{}, {"SW_DEC": None}]),
    Case("SW13STG1", "SWEpisodes", WARN, [{"SW_REASON": "LEFT"}], [{"SW_REASON": "OTHERS"}]),
    *(
        Case(rule, "SWEpisodes", WARN, [{"SW_ID": None}], [{}, {"SW_REASON": "x"}], year)
        for rule, year in (
            ("SW03STG1", "2023-24"),
            ("SW01aSTG1", "2024-25"),
            ("AE-MISSING", "2025-26"),
        )
    ),
    *(
        Case(rule, "SWEpisodes", WARN, [{"SW_REASON": None}], [{}, {"SW_ID": "x"}], year)
        for rule, year in (
            ("SW03STG1", "2023-24"),
            ("SW01bSTG1", "2024-25"),
            ("AE-MISSING", "2026-27"),
        )
    ),
    *(
        Case(
            rule, "SWEpisodes", REJECT, [{"SW_DEC": "31/03/2025"}], [{"SW_DEC": "01/04/2025"}], year
        )
        for rule, year in (("AE-END-BEFORE-START", "2024-25"), ("SW18STG2", "2025-26"))
    ),
    Case("SW09STG2", "SWEpisodes", WARN, [{"SW_DEC": "01/04/2025"}], [{"SW_DEC": "02/04/2025"}]),
    Case(
        "AE-BEFORE-BIRTH",
        "SWEpisodes",
        WARN,
        [{"SW_DECOM": "14/06/2010"}, {"SW_DEC": "14/06/2010"}],
        [{"SW_DECOM": "15/06/2010"}],
    ),
    no_child("DoLo"),
    bad_birth("DoLo"),
    not_a_date("700", "DoLo", "DOLO_START", REJECT, [{}]),
    not_a_date("701", "DoLo", "DOLO_END", REJECT, [{}, {"DOLO_END": None}]),
    Case("702", "DoLo", REJECT, [{"DOLO_END": "30/04/2026"}], [{"DOLO_END": "01/05/2026"}]),
    Case(
        "708",
        "DoLo",
        WARN,
        [{"DOLO_START": "14/06/2010"}, {"DOLO_END": "14/06/2010"}],
        [{"DOLO_START": "15/06/2010"}],
    ),
]
