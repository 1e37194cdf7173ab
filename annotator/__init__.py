"""Annotator: read news articles closely, mark what is weak, and compare with a reference key."""

__version__ = "0.1.0"
