"""The archive as tables: what it knows, in rows that other programs read, ask and count."""
