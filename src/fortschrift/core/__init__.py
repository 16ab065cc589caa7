"""What is hard, in plain Python: frozen values in and out, no clock, no randomness, no I/O."""
