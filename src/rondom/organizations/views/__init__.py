"""Pages about colleagues and settings."""
