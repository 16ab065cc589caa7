"""What everybody can read: pages across all apps, the life line, search. Calls selectors only."""
