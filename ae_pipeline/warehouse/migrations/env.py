"""How Alembic runs a migration here: on the connection that ``warehouse.upgrade`` opened.

There is no command line and no ini file: the warehouse's address is a setting of the pipeline,
and nothing here touches logging.
"""

from __future__ import annotations

from alembic import context

from ae_pipeline.warehouse import metadata

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=metadata, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
