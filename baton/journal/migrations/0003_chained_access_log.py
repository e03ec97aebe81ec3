"""The access log becomes a chain; a list that shows a family is told apart from its page, and so is who looked at whom."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models

from baton.core.walling import walled


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0003_wall"),
        ("journal", "0002_marks"),
    ]

    operations = [
        migrations.CreateModel(
            name="AccessLink",
            fields=[
                ("entry_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("digest", models.BinaryField()),
            ],
        ),
        walled("journal_accesslink", "false"),
        migrations.AlterField(
            model_name="accessentry",
            name="what",
            field=models.CharField(
                choices=[
                    ("page", "Page"),
                    ("list", "List"),
                    ("search", "Search"),
                    ("export", "Export"),
                    ("file", "File"),
                    ("report", "Report"),
                    ("log", "Who looked"),
                ],
                max_length=10,
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="accessentry",
            trigger=pgtrigger.compiler.Trigger(
                name="mark",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\nIF COALESCE(current_setting('baton.looks_marked', TRUE), '') = '' THEN\n    PERFORM pg_advisory_xact_lock_shared(\n        837968597853667328 + CASE WHEN is_called THEN last_value ELSE last_value - 1 END\n    ) FROM journal_accessentry_id_seq;\n    PERFORM set_config('baton.looks_marked', 'yes', TRUE);\nEND IF;\nRETURN NULL;\n",
                    hash="64de962c6263fc0d0c8f2a573c1eba555dd32397",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_mark_4e3ea",
                    table="journal_accessentry",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.RemoveConstraint(model_name="accessentry", name="journal_access_what"),
        AddConstraintNotValid(
            model_name="accessentry",
            constraint=models.CheckConstraint(
                condition=models.Q(what__in=["page", "list", "search", "export", "file", "report", "log"]),
                name="journal_access_what",
            ),
        ),
    ]
