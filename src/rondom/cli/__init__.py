"""The `rondom` command: everything an installation needs, from demo to backup."""
