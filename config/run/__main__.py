"""`./run COMMAND …`, inside the environment that `bootstrap` made."""

from __future__ import annotations

import argparse
import os
import sys
from typing import NoReturn

from config.run import bench, check, demo, manage, test
from config.run.home import home
from config.run.processes import Stopped, stop_when_asked
from config.run.trouble import CalledWrongly, Trouble

USAGE = """\
usage: ./run COMMAND

  demo [--port 8000] [--fresh]     serve the demonstration partnership: synthetic people only
  test [--allow-missing THINGS] [pytest arguments]
                                   every check and test; THINGS: browser,pdf,spark
  check                            the static checks alone; changes nothing
  fix                              repair what can be repaired
  manage COMMAND …                 an administration command; `./run manage help` lists them
  bench [NAME …] [--json]          the benchmarks
"""


class Parser(argparse.ArgumentParser):
    """A parser whose complaint is a `CalledWrongly`."""

    def error(self, message: str) -> NoReturn:
        """Complain with the usage."""
        raise CalledWrongly(f"{message}\n{self.format_usage().strip()}")


def main(arguments: list[str]) -> int:
    """Do what the arguments ask for and return the exit status: 0, 1, 2 or 3 as `docs/reference` says."""
    stop_when_asked()
    os.environ["BATON_HOME"] = str(home())
    try:
        return _dispatch(arguments)
    except Trouble as trouble:
        print(trouble, file=sys.stderr)
        return trouble.status
    except Stopped as stopped:
        return int(str(stopped.code))


def _dispatch(arguments: list[str]) -> int:
    command, rest = (arguments or [""])[0], arguments[1:]
    if command in ("-h", "--help", "help"):
        print(USAGE, end="")
        return 0
    if command == "demo":
        parser = Parser(prog="./run demo")
        parser.add_argument("--port", type=_port, default=8000)
        parser.add_argument("--fresh", action="store_true")
        return demo.main(**vars(parser.parse_args(rest)))
    if command == "test":
        return test.main(rest)
    if command == "manage":
        return manage.main(rest)
    if command == "bench":
        parser = Parser(prog="./run bench")
        parser.add_argument("names", nargs="*", metavar="NAME")
        parser.add_argument("--json", action="store_true", dest="as_json")
        return bench.main(**vars(parser.parse_args(rest)))
    if command in ("check", "fix"):
        Parser(prog=f"./run {command}").parse_args(rest)
        return check.main() if command == "check" else check.fix()
    raise CalledWrongly((f"There is no command {command!r}.\n" if command else "") + USAGE.strip())


def _port(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is no port: a port is a number from 1 to 65535")
    return int(text)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
