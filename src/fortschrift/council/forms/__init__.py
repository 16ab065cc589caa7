"""What people fill in on the pages of the council; each module belongs to one group of pages."""
