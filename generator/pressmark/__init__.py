"""Pressmark: a folder of annotated Markdown articles becomes a searchable static archive."""

__version__ = "0.1.0"
