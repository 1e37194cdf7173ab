"""Holding a set against a key: outcomes and scores."""
