"""Who works where: areas, organizations, teams, professionals, role cards and the city's settings."""
