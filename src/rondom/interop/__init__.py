"""The doors for other systems. Nothing is decided here: each door translates and makes one call."""
