"""Pages for staff about permissions, sharing, safety, emergency access and conflicts of interest."""
