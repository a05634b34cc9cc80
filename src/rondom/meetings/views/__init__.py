"""Doors of the meetings: translate, one call, translate."""
