"""The WSGI application that the server runs."""

import os
import sys

from django.core.wsgi import get_wsgi_application

from baton.core.rubbish import look_seldom
from baton.operations import tracing
from config.run.powers import refuse_powers
from config.run.trouble import Trouble

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")
application = get_wsgi_application()
tracing.start()
try:
    refuse_powers(os.environ["DATABASE_URL"])
except Trouble as trouble:
    sys.stderr.write(f"{trouble}\n")
    sys.exit(trouble.status)
look_seldom()
