"""What was imported, behind the second wall: imports read it, nobody's pages do."""

from django.db import migrations

from baton.core.walling import walled


class Migration(migrations.Migration):
    dependencies = [("core", "0003_wall"), ("integrations", "0001_imported_records")]

    operations = [walled("integrations_importedrecord", "false")]
