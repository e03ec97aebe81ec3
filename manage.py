"""Django's command line, called by `./run manage` with the database already up."""

import os
import sys


def main(arguments: list[str]) -> int:
    """Run the command; a wrong one, or a database that does not answer, is one line and no traceback."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.demo")
    import django
    from django.core.management import execute_from_command_line, get_commands
    from django.db import OperationalError

    django.setup()
    from baton.core import wall
    from baton.core.stack import roomy

    wall.whole_process(wall.Purpose.SYSTEM)
    name = arguments[1] if len(arguments) > 1 else "help"
    if name not in {*get_commands(), "help", "version"} and not name.startswith("-"):
        sys.stderr.write(f"There is no command {name!r}: `./run manage help` lists them.\n")
        return 2
    try:
        roomy(execute_from_command_line)(arguments)
    except OperationalError as fault:
        sys.stderr.write(f"The database does not answer: {str(fault).strip()}\n")
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
