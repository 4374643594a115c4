"""The warehouse's history of tables and views, which ``warehouse.upgrade`` runs."""
