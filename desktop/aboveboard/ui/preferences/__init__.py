"""The writer: the first run, the profile, and what stands there where the journal cannot be opened."""
