"""The databases of the store's own tests: what stands at the door must hold on both."""

from tests.store.conftest import cluster, database, database_url, noon

__all__ = ["cluster", "database", "database_url", "noon"]
