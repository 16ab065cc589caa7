"""What people fill in at the proposals desk."""
