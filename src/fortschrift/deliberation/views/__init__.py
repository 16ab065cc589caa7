"""Pages on which a body's proposals are prepared, decided and merged."""
