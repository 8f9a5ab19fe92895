"""The ways in and out: person files, FHIR, the command line."""
