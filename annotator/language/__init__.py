"""Tokens and sentences, by spaCy."""
