"""Find: any client, incident, promise, letter, page and act, and any word of the record, as one types."""
