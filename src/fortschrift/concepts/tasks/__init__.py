"""Work on concepts that runs in the background, by subject."""
