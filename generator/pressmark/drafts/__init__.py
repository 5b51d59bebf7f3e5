"""Drafts: what comes from elsewhere, read into articles to be."""
