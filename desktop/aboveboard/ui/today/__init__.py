"""Today: what is owed, who has not been told, who waits for a word."""
