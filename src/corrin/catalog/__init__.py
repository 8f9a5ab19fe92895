"""The entries: declarations only, no logic."""
