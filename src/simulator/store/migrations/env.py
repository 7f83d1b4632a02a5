"""Alembic runs this; the connection is handed over by `simulator.store.schema`."""

from alembic import context

from simulator.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,  # SQLite changes a table by making it again
    transactional_ddl=True,
)
context.run_migrations()
