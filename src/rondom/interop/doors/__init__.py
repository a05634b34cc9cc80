"""The FHIR doors: one address, a table of interactions, and every error as an OperationOutcome."""
