"""`./run manage highlight_report`: the figures of a period on the command line. Source: contracts/reports.md."""

import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.template.loader import render_to_string
from django.utils import timezone

from baton.insight.asking import period_of
from baton.insight.presenters import present
from baton.insight.report import highlight_report
from baton.insight.rules.period import WrongPeriod
from baton.insight.scope import AGENCY, LOCALITY
from baton.partnership import profiles


class Command(BaseCommand):
    """Print the highlight report as json or html."""

    help = "Print the figures of a period, each with its definition and what it was computed from."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the period, the moment of view, the breakdown and the format."""
        parser.add_argument("--from", dest="from_on", required=True, help="first day, like 2016-06-01")
        parser.add_argument("--to", dest="to_on", required=True, help="last day, like 2016-06-30")
        parser.add_argument("--as-of", default="", help="moment of view; a date means the end of that day")
        parser.add_argument(
            "--by", choices=[LOCALITY, AGENCY], default="", help="repeat every figure for each"
        )
        parser.add_argument("--format", choices=["json", "html"], default="json")

    def handle(self, *args: Any, **options: Any) -> None:
        """Compute and print; exit 2 where the period is none."""
        try:
            period = period_of(
                from_on=options["from_on"],
                to_on=options["to_on"],
                as_of=options["as_of"],
                now=timezone.now(),
            )
        except WrongPeriod as wrong:
            raise CommandError(str(wrong), returncode=2) from None
        report = highlight_report(period=period, profile=profiles.current(), by=options["by"])
        if options["format"] == "json":
            json.dump(report.as_json(), sys.stdout, indent=1, ensure_ascii=False)
            sys.stdout.write("\n")
        else:
            sys.stdout.write(render_to_string("insight/report/alone.jinja", {"report": present(report)}))
