"""Aboveboard: a client-relations journal for developers who work for clients."""

__version__ = "0.1.0"
