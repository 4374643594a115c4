"""The log of revisions: every report, revision and withdrawal of a figure, with its reason.

Revision ID: 0004
"""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

# A figure's rows in order: one that is reported at the moment its predecessor was superseded
# revises it; one that is superseded and has no such successor is withdrawn; one that comes after
# a withdrawal is restored. A revising row has the reason. A category that went or came back has
# none of its own: it did so for the reason of the step that wrote at that moment, which the
# figures that the step revised carry. All measures of a step read the same returns, so they have
# one reason between them, but for a new version of a measure. A row superseded at the very moment
# it was reported never held, and is left out.
#
# The window is the same on both sides and has the figure's key, so that a condition on a measure
# or a breakdown is applied below it.
_FIGURE = "area_code, measure_id, period_start, period_end, breakdown, category"
_IN_ORDER = f"OVER (PARTITION BY {_FIGURE} ORDER BY reported_at, id)"
_HELD = "(superseded_at IS NULL OR superseded_at > reported_at)"
REVISION_LOG = """
CREATE VIEW revision_log AS
SELECT e.area_code, e.measure_id, e.period_start, e.period_end, e.breakdown, e.category,
       e.reported_for, e.revised_at, coalesce(e.run_id, s.run_id) AS run_id, e.event,
       CASE WHEN e.own_reason IS NOT NULL THEN e.own_reason
            WHEN r.measure_id IS NOT NULL THEN 'definition_change'
            WHEN s.reason = 1 THEN 'late_data'
            WHEN s.reason = 2 THEN 'corrected_data'
            WHEN s.reason = 3 THEN 'rules_changed' END AS reason,
       e.version_before, e.measure_version, e.numerator_before, e.numerator,
       e.denominator_before, e.denominator, e.value_before, e."value", e.published_before,
       e.published_value, e.status_before, e.status
FROM (
    SELECT {figure}, reported_for, reported_at AS revised_at, run_id,
           CASE WHEN ended = reported_at THEN 'revised'
                WHEN ended IS NOT NULL THEN 'restored'
                ELSE 'first' END AS event,
           CASE WHEN ended IS NULL OR ended = reported_at THEN revision_reason END AS own_reason,
           CASE WHEN ended = reported_at THEN version_before END AS version_before,
           measure_version,
           CASE WHEN ended = reported_at THEN numerator_before END AS numerator_before,
           numerator,
           CASE WHEN ended = reported_at THEN denominator_before END AS denominator_before,
           denominator,
           CASE WHEN ended = reported_at THEN value_before END AS value_before,
           "value",
           CASE WHEN ended = reported_at THEN published_before END AS published_before,
           published_value,
           CASE WHEN ended = reported_at THEN status_before END AS status_before,
           status
    FROM (
        SELECT {figure}, reported_for, reported_at, run_id, revision_reason, measure_version,
               numerator, denominator, "value", published_value, status,
               lag(superseded_at) {in_order} AS ended,
               lag(measure_version) {in_order} AS version_before,
               lag(numerator) {in_order} AS numerator_before,
               lag(denominator) {in_order} AS denominator_before,
               lag("value") {in_order} AS value_before,
               lag(published_value) {in_order} AS published_before,
               lag(status) {in_order} AS status_before
        FROM indicator_value
        WHERE {held}
    ) reports
    UNION ALL
    SELECT {figure}, reported_for, superseded_at, NULL, 'withdrawn', NULL, measure_version, NULL,
           numerator, NULL, denominator, NULL, "value", NULL, published_value, NULL,
           status, NULL
    FROM (
        SELECT {figure}, reported_for, superseded_at, measure_version, numerator, denominator,
               "value", published_value, status, lead(reported_at) {in_order} AS next_at
        FROM indicator_value
        WHERE {held}
    ) endings
    WHERE superseded_at IS NOT NULL AND (next_at IS NULL OR next_at > superseded_at)
) e
LEFT JOIN (
    SELECT area_code, reported_at AS at, min(run_id) AS run_id,
           min(CASE revision_reason WHEN 'late_data' THEN 1
                                    WHEN 'corrected_data' THEN 2
                                    WHEN 'rules_changed' THEN 3 END) AS reason
    FROM indicator_value
    WHERE revision_reason <> 'first'
    GROUP BY area_code, reported_at
) s ON s.area_code = e.area_code AND s.at = e.revised_at
LEFT JOIN (
    SELECT DISTINCT measure_id, area_code, reported_at AS at
    FROM indicator_value
    WHERE revision_reason = 'definition_change'
) r ON r.measure_id = e.measure_id AND r.area_code = e.area_code AND r.at = e.revised_at
""".format(figure=_FIGURE, in_order=_IN_ORDER, held=_HELD)


def upgrade() -> None:
    op.execute(REVISION_LOG)


def downgrade() -> None:
    op.execute("DROP VIEW revision_log")
