"""How a database comes from any older schema to the present one (Alembic)."""
