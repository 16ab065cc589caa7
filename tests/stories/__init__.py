"""The two stories everything began with, as a newcomer should read them first."""
