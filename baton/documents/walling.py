"""The second wall around documents, for the migrations of the apps that hold them."""

MEANT_FOR = """
    row.audience = 'record'
    OR row.added_by_id = (SELECT public.wall_practitioner())
    OR row.audience = 'organisation' AND row.organisation_id = ANY ((SELECT public.wall_organisations())::uuid[])
    OR row.audience = 'named' AND (SELECT public.wall_practitioner()) = ANY (row.readers)
    OR (SELECT public.wall_every_restricted())
"""
"""Whom a document is meant for: the twin of `models.DocumentQuerySet.shown_to`."""


def document_of(record: str) -> str:
    """Return the condition that a document is seen: its record is (`record`), and it is meant for whoever asks."""
    return f"({record}) AND ({MEANT_FOR})"
