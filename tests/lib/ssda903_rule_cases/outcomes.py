"""Cases of the rules of OC2 and OC3."""

from ssda903_rule_cases.case import REJECT, WARN, Case, bad_birth, no_child

FLAGS = (
    "CONVICTED",
    "HEALTH_CHECK",
    "IMMUNISATIONS",
    "TEETH_CHECK",
    "HEALTH_ASSESSMENT",
    "SUBSTANCE_MISUSE",
    "INTERVENTION_RECEIVED",
    "INTERVENTION_OFFERED",
)
NO_HEALTH = {"SDQ_SCORE": None, **dict.fromkeys(FLAGS)}
CASES = [
    no_child("OC2"),
    bad_birth("OC2"),
    Case(
        "180",
        "OC2",
        WARN,
        [{"SDQ_SCORE": "41"}, {"SDQ_SCORE": "-1"}, {"SDQ_SCORE": "3.5"}, {"SDQ_SCORE": "ten"}],
        [{"SDQ_SCORE": "0"}, {"SDQ_SCORE": "40"}, {"SDQ_SCORE": "40.0"}, {"SDQ_SCORE": None}],
    ),
    Case(
        "196",
        "OC2",
        WARN,
        [{"SDQ_REASON": "SDQ6"}],
        [{"SDQ_REASON": "SDQ5", "SDQ_SCORE": None}],
    ),
    Case(
        "181",
        "OC2",
        WARN,
        [{flag: bad} for flag in FLAGS for bad in ("2", "Y")],
        [{flag: value} for flag in FLAGS for value in ("0", "1", "1.0")],
    ),
    Case(
        "197a",
        "OC2",
        WARN,
        [{"SDQ_REASON": "SDQ2"}],
        [{"SDQ_REASON": "SDQ2", "SDQ_SCORE": None}, {}],
    ),
    Case(
        "158",
        "OC2",
        WARN,
        [
            {"SUBSTANCE_MISUSE": "1", "INTERVENTION_RECEIVED": "1", "INTERVENTION_OFFERED": offered}
            for offered in "01"
        ],
        [
            {"SUBSTANCE_MISUSE": "1", "INTERVENTION_RECEIVED": "1"},
            {"SUBSTANCE_MISUSE": "1", "INTERVENTION_RECEIVED": "0", "INTERVENTION_OFFERED": "1"},
        ],
    ),
    Case(
        "159",
        "OC2",
        WARN,
        [{"SUBSTANCE_MISUSE": "1", "INTERVENTION_RECEIVED": "0"}],
        [
            {"SUBSTANCE_MISUSE": "1", "INTERVENTION_RECEIVED": "0", "INTERVENTION_OFFERED": "0"},
            {"SUBSTANCE_MISUSE": "1", "INTERVENTION_RECEIVED": "1"},
            {},
        ],
    ),
    Case(
        "192",
        "OC2",
        WARN,
        [{"SUBSTANCE_MISUSE": "1"}],
        [{"SUBSTANCE_MISUSE": "1", "INTERVENTION_RECEIVED": "0"}, {}],
    ),
    Case(
        "193",
        "OC2",
        WARN,
        [{"INTERVENTION_RECEIVED": "0"}, {"INTERVENTION_OFFERED": "0"}],
        [{}, {"SUBSTANCE_MISUSE": None, "INTERVENTION_OFFERED": "1"}],
    ),
    Case(
        "182",
        "OC2",
        WARN,
        [{"TEETH_CHECK": None}, {**NO_HEALTH, "CONVICTED": "0"}],
        [{}, NO_HEALTH, {**NO_HEALTH, "SDQ_SCORE": "3"}],
    ),
    Case(
        "544",
        "OC2",
        WARN,
        [{"IMMUNISATIONS": None}],
        [{}, {"IMMUNISATIONS": None, "CONVICTED": None}],
    ),
    Case(
        "547",
        "OC2",
        WARN,
        [{"HEALTH_CHECK": "1", "HEALTH_ASSESSMENT": None}],
        [{"HEALTH_CHECK": "1"}, {"HEALTH_ASSESSMENT": None}],
    ),
    no_child("OC3"),
    bad_birth("OC3"),
    Case("131", "OC3", REJECT, [{"IN_TOUCH": "MAYBE"}], [{"IN_TOUCH": "NREQ"}]),
    Case("132", "OC3", REJECT, [{"ACTIV": "F3"}, {"ACTIV": "1"}], [{"ACTIV": "G6"}]),
    Case("132", "OC3", REJECT, [{"ACTIV": "F6"}], [{"ACTIV": "P3"}], "2021-22"),
    Case(
        "133",
        "OC3",
        REJECT,
        [{"ACCOM": "S1"}, {"ACCOM": "X1"}, {"ACCOM": "B"}, {"ACCOM": "01"}],
        [{"ACCOM": "S2"}, {"ACCOM": "X2"}, {"ACCOM": "B1"}, {"ACCOM": "Z2"}],
    ),
    Case(
        "153",
        "OC3",
        WARN,
        [{"ACCOM": None}, {"IN_TOUCH": None}, {"IN_TOUCH": None, "ACTIV": None}],
        [
            {},
            {"IN_TOUCH": None, "ACTIV": None, "ACCOM": None},
            {"IN_TOUCH": "RHOM", "ACTIV": None, "ACCOM": None},
        ],
    ),
    Case(
        "344",
        "OC3",
        WARN,
        [{"IN_TOUCH": "DIED"}, {"IN_TOUCH": "RHOM", "ACTIV": None}],
        [{"IN_TOUCH": "DIED", "ACTIV": None, "ACCOM": None}, {"IN_TOUCH": "NO"}],
    ),
    Case(
        "345",
        "OC3",
        WARN,
        [{"ACTIV": "0"}, {"ACCOM": "0"}],
        [{}, {"IN_TOUCH": "NO", "ACTIV": "0", "ACCOM": "0"}],
    ),
]
