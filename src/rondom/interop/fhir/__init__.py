"""FHIR R4 without a database: reading, checking and writing resources.

A partner sends a referral as FHIR: a Task about a ServiceRequest for a Patient. `parse_json`
reads the bytes, `validate` checks one resource, `read_transaction` a Bundle of them, and
`mapping.read_referral` turns the set into an `IncomingReferral` that a command can take. On the
way back `mapping.build_task` and its sisters write what the partner may see, and `states` holds
the table of who may move a Task where. Everything that goes wrong is a `FhirRefusal`, which the
door answers as an OperationOutcome. Nothing here touches the database or Django.
"""
