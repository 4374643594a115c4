"""Facts of homes and sufficiency: foster homes, searches for a home, places, pupils' support.

Here: names, columns and types. Not here: how they are built (``returns.homes.facts``). A day that
something ended is the first day without it, whatever the return's own column says.
"""

from __future__ import annotations

import sqlalchemy as sa

from ae_pipeline.schema.base import facts, person_id

foster_household = facts(
    "foster_household",
    sa.Column(
        "kind", sa.Text, nullable=False, comment="MAINSTREAM, CONNECTED (a child it knows) …"
    ),
    sa.Column("enquired_on", sa.Date),
    sa.Column("approved_on", sa.Date, comment="null where it is not, or not yet, approved"),
    sa.Column("ended_on", sa.Date, comment="first day it no longer fosters, or asks to"),
    sa.Column("places", sa.Integer, comment="it is approved for"),
    comment="One row is one household that fosters for the authority, or has asked to.",
)

foster_place = facts(
    "foster_place",
    sa.Column("as_at", sa.Date, nullable=False, comment="last day of a month"),
    sa.Column("kind", sa.Text, comment="of its household; null where the household is not told"),
    sa.Column("approved", sa.Integer),
    sa.Column("filled", sa.Integer, nullable=False, comment="can exceed those approved"),
    comment="One row is the places of one approved household at the end of one month.",
)

mockingbird_constellation = facts(
    "mockingbird_constellation",
    sa.Column("launched_on", sa.Date, nullable=False),
    sa.Column("ended_on", sa.Date, comment="first day without it; null while there"),
    comment="One row is one constellation of foster homes around a hub.",
)

mockingbird_placement = facts(
    "mockingbird_placement",
    person_id(nullable=True),
    sa.Column("joined_on", sa.Date, nullable=False),
    sa.Column("left_on", sa.Date, comment="first day elsewhere; null while there"),
    sa.Column("left_reason", sa.Text, comment="MOVED_ON, HOME, ADULT; BREAKDOWN is unplanned"),
    comment="One row is one child's time in a household of a constellation.",
)

placement_request = facts(
    "placement_request",
    person_id(nullable=True),
    sa.Column("requested_on", sa.Date, nullable=False),
    sa.Column("needed_by", sa.Date, comment="day the home is needed"),
    sa.Column("reason", sa.Text, comment="ENTERING_CARE, BREAKDOWN, STEP_DOWN, EMERGENCY …"),
    sa.Column("sought", sa.Text, comment="FOSTER, RESIDENTIAL, SUPPORTED, SECURE, PARENT_CHILD"),
    sa.Column("siblings_together", sa.Boolean, comment="null where there are none, or not told"),
    sa.Column("closed_on", sa.Date, comment="day the search ended; null while it goes on"),
    sa.Column("outcome", sa.Text, comment="PLACED or WITHDRAWN"),
    sa.Column("found", sa.Text, comment="as sought: of the first offer taken; null without one"),
    sa.Column("unregistered", sa.Boolean, comment="its provider is not registered with Ofsted"),
    comment="One row is one search for a home for a child, with the first offer that was taken: "
    "by day of the offer, then by row.",
)

placement_stay = facts(
    "placement_stay",
    person_id(nullable=True),
    sa.Column("started_on", sa.Date, nullable=False),
    sa.Column("ended_on", sa.Date, comment="first day elsewhere; null while it lasts"),
    sa.Column("kind", sa.Text, comment="FOSTER, RESIDENTIAL, SUPPORTED, SECURE, PARENT_CHILD"),
    sa.Column("unregistered", sa.Boolean, comment="the provider is not registered with Ofsted"),
    comment="One row is one stay that came of an offer; its child is that of the request, null "
    "where the search ended too long ago to be told.",
)

care_leaver_home = facts(
    "care_leaver_home",
    person_id(nullable=True),
    sa.Column("moved_in_on", sa.Date, nullable=False),
    sa.Column("moved_out_on", sa.Date, comment="first day elsewhere; null while there"),
    sa.Column("accommodation", sa.Text, nullable=False, comment="STAYING_PUT, COUNCIL …"),
    sa.Column("suitable", sa.Boolean),
    comment="One row is one care leaver's time in one home.",
)

homeless_young_person = facts(
    "homeless_young_person",
    person_id(nullable=True),
    sa.Column("presented_on", sa.Date, nullable=False),
    sa.Column("assessed_on", sa.Date, comment="by housing and social care together"),
    sa.Column("outcome", sa.Text, comment="SECTION_20 (into care), SECTION_17, HOME, FRIENDS …"),
    comment="One row is one time that somebody of 16 or 17 came to the authority as homeless.",
)

early_years_provider = facts(
    "early_years_provider",
    sa.Column("counted_on", sa.Date, nullable=False),
    sa.Column("kind", sa.Text, comment="NURSERY, CHILDMINDER, PRESCHOOL, SCHOOL …"),
    sa.Column("ofsted", sa.Text, comment="1 outstanding, 2 good, 3, 4; N not inspected yet"),
    sa.Column("funded_at_2", sa.Integer, comment="children; one in two settings is in both"),
    sa.Column("funded_at_3_4", sa.Integer, comment="likewise"),
    comment="One row is one early years provider on one day of counting; three days a year.",
)

early_years_take_up = facts(
    "early_years_take_up",
    sa.Column("counted_on", sa.Date, nullable=False),
    sa.Column("eligible_at_2", sa.Integer, comment="of families with a right to a funded place"),
    sa.Column("taking_up_at_2", sa.Integer),
    sa.Column("children_at_3_4", sa.Integer),
    sa.Column("taking_up_at_3_4", sa.Integer),
    comment="One row is the city on one day of counting, each child once; three days a year.",
)

school_capacity = facts(
    "school_capacity",
    sa.Column("counted_on", sa.Date, nullable=False),
    sa.Column("phase", sa.Text, comment="code of the register: PS, MP, SS, MS, AT, SP …"),
    sa.Column("capacity", sa.Integer, nullable=False),
    sa.Column("on_roll", sa.Integer, nullable=False, comment="from reception on"),
    comment="One row is one school on one day of counting; three days a year.",
)

school_offer = facts(
    "school_offer",
    sa.Column("starts_on", sa.Date, nullable=False, comment="1 September of the year of entry"),
    sa.Column("phase", sa.Text, nullable=False, comment="primary (reception), secondary (Year 7)"),
    sa.Column("applicants", sa.Integer),
    sa.Column("first_preference", sa.Integer, comment="of them offered it"),
    comment="One row is the offers for one point of entry of one year; two to a row of the file.",
)

specialist_provision = facts(
    "specialist_provision",
    sa.Column("kind", sa.Text, comment="SPECIAL_SCHOOL, RESOURCED, TARGETED_FUNDING, ALTERNATIVE"),
    sa.Column("opened_on", sa.Date, nullable=False),
    sa.Column("ended_on", sa.Date, comment="first day without it; null while there"),
    sa.Column("places", sa.Integer, nullable=False),
    sa.Column("filled", sa.Integer, comment="of them, at the end of the newest drop's month"),
    comment="One row is places of one sort that one school opened on one day for SEND.",
)

targeted_funding = facts(
    "targeted_funding",
    person_id(nullable=True),
    sa.Column("granted_on", sa.Date, nullable=False),
    sa.Column("ended_on", sa.Date, comment="first day without it; null while it is paid"),
    sa.Column("annual_pence", sa.BigInteger),
    comment="One row is one pupil's time with funding for early support in a mainstream school.",
)

high_needs_placement = facts(
    "high_needs_placement",
    person_id(nullable=True),
    sa.Column("sector", sa.Text, comment="INDEPENDENT_SPECIAL, NON_MAINTAINED, POST_16 …"),
    sa.Column("started_on", sa.Date, nullable=False),
    sa.Column("ended_on", sa.Date, comment="first day elsewhere; null while it lasts"),
    sa.Column("annual_pence", sa.BigInteger, comment="price to the High Needs Block"),
    comment="One row is one pupil's time at an independent or non-maintained provider.",
)

short_break = facts(
    "short_break",
    person_id(nullable=True),
    sa.Column("kind", sa.Text, comment="OVERNIGHT, DAY, COMMUNITY, DIRECT_PAYMENT, HOLIDAY"),
    sa.Column("assessed_on", sa.Date, nullable=False, comment="day the need was agreed"),
    sa.Column("started_on", sa.Date, comment="day of the first; null while the family waits"),
    sa.Column("ended_on", sa.Date, comment="first day without them, or of waiting no longer"),
    comment="One row is one disabled child's short breaks of one sort, waited for or had.",
)

school_transport = facts(
    "school_transport",
    person_id(nullable=True),
    sa.Column("mode", sa.Text, comment="TAXI, MINIBUS, BUS_PASS, MILEAGE, TRAVEL_TRAINING"),
    sa.Column("reason", sa.Text, comment="SEND, DISTANCE, LOW_INCOME, UNSAFE_ROUTE, CARE, POST_16"),
    sa.Column("alone", sa.Boolean, comment="in a vehicle without other pupils"),
    sa.Column("started_on", sa.Date, nullable=False),
    sa.Column("ended_on", sa.Date, comment="first day without it; null while it goes on"),
    sa.Column("annual_pence", sa.BigInteger),
    comment="One row is one pupil's transport to school that the authority pays for.",
)
