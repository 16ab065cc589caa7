"""What only a browser can tell: every page of the running demo, and the walks of its roles."""
