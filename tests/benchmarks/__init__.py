"""The input of the measurements and the truth they are judged by; no times."""
