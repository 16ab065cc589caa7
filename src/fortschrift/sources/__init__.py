"""Who says so: sources, claims, dates as precise as their source, media, dated events.

Facts elsewhere point to claims; a claim and an event point to no fact.
"""
