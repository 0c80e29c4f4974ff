"""Files in, files out: what is read, where it goes, and who does the work."""
