"""A small versioned model and its table, for tests of what any versioned model does."""

import psycopg
from django.db import models
from django.test.utils import isolate_apps

from baton.core.models import VersionedModel

with isolate_apps("baton.core"):

    class Paper(VersionedModel):
        words = models.CharField(max_length=100)

        class Meta:
            app_label = "core"
            db_table = "core_test_paper"


CREATE = """
CREATE TABLE core_test_paper (id uuid PRIMARY KEY, version integer NOT NULL, words varchar(100) NOT NULL);
GRANT SELECT, INSERT, UPDATE, DELETE ON core_test_paper TO PUBLIC
"""


def create_table(owner: psycopg.Connection) -> None:
    """Create the table as the owner of the tests' own database."""
    owner.execute(CREATE)
