"""What the public pages promise."""
