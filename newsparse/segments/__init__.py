"""Segments: one file a question; `decide.py` alone chooses among what they propose."""
