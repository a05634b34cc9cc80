"""Pages of the plan: one noun per file."""
