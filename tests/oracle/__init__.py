"""Slow second implementations, written from the specification alone and never shipped."""
