"""Cases of the rules of Header and UASC."""

from ssda903_rule_cases.case import REJECT, WARN, Case, bad_birth, no_child, not_a_date

CASES = [
    no_child("Header"),
    Case("101", "Header", WARN, [{"SEX": "1"}, {"SEX": "X"}, {"SEX": None}], [{}, {"SEX": "U"}]),
    Case("101", "Header", WARN, [{"SEX": "F"}, {"SEX": "3"}], [{"SEX": "2"}], "2023-24"),
    not_a_date("102", "Header", "DOB", REJECT, [{}, {"DOB": "29/02/2012"}]),
    Case("102", "Header", REJECT, [{"DOB": None}, {"DOB": "31/12/1899"}], [{"DOB": "01/01/1900"}]),
    Case("103", "Header", WARN, [{"ETHNIC": "WHITE"}, {"ETHNIC": None}], [{"ETHNIC": "NOBT"}]),
    Case(
        "168",
        "Header",
        WARN,
        [
            {"UPN": "A879120001234"},
            {"UPN": "UN6"},
            {"UPN": "D87912000123"},
            {"UPN": "I879120001234"},
        ],
        [{}, {"UPN": "L87912000123B"}, {"UPN": "UN1"}, {"UPN": "UN5"}, {"UPN": None}],
    ),
    Case("165", "Header", WARN, [{"MOTHER": "2"}, {"MOTHER": "Y"}], [{"MOTHER": "0.0"}]),
    not_a_date("171", "Header", "MC_DOB", WARN),
    Case("105", "Header", WARN, [{"UASC": "2"}, {"UASC": "N"}], [{"UASC": "1"}, {"UASC": None}]),
    Case(
        "174",
        "Header",
        WARN,
        [{"SEX": "M", "MC_DOB": "01/01/2025"}],
        [{"SEX": "F", "MC_DOB": "01/01/2025"}, {"SEX": "M"}],
    ),
    Case("232", "Header", WARN, [{"SEX": "U"}], [{"SEX": "M"}, {"SEX": None}]),
    Case(
        "611",
        "Header",
        WARN,
        [{"MOTHER": "1"}, {"MOTHER": "1.0"}],
        [{"MOTHER": "1", "MC_DOB": "01/01/2025"}, {"MOTHER": None}],
    ),
    Case(
        "612",
        "Header",
        WARN,
        [{"MC_DOB": "01/01/2025"}, {"MC_DOB": "01/01/2025", "MOTHER": None}],
        [{"MC_DOB": "01/01/2025", "MOTHER": "1"}, {"MC_DOB": "01/01/2025", "SEX": "M"}],
    ),
    Case(
        "621",
        "Header",
        WARN,
        [{"MC_DOB": "14/06/2010", "MOTHER": "1"}],
        [{"MC_DOB": "15/06/2010", "MOTHER": "1"}],
    ),
    no_child("UASC"),
    bad_birth("UASC"),
    Case("AE-CODE", "UASC", WARN, [{"SEX": "9"}], [{}, {"SEX": None}]),
    not_a_date("104", "UASC", "DUC", WARN),
    Case(
        "304",
        "UASC",
        WARN,
        [{"DUC": "16/06/2028"}, {"DOB": "29/02/2008", "DUC": "02/03/2026"}],
        [{"DUC": "15/06/2028"}, {"DOB": "29/02/2008", "DUC": "01/03/2026"}, {"DUC": None}],
    ),
    Case("AE-BEFORE-BIRTH", "UASC", WARN, [{"DUC": "14/06/2010"}], [{"DUC": "15/06/2010"}]),
]
