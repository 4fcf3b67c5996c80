"""Packages in real Anki: what is found in them, and what an update does."""
