"""Pure questions about plans: no database, no request, no clock."""
