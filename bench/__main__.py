"""`python -m bench NAME … [--json]`: called by `./run bench` with a database of its own."""

from __future__ import annotations

import importlib
import json
import sys

import django


def main(arguments: list[str]) -> None:
    """Run the benchmarks named and print what they measured."""
    django.setup()
    from baton.core import wall

    wall.whole_process(wall.Purpose.SYSTEM)
    as_json = "--json" in arguments
    names = [name for name in arguments if name != "--json"]
    results = []
    for name in names:
        for measure in importlib.import_module(f"bench.{name}").run():
            results.append(measure)
            if not as_json:
                print(measure.as_line(), flush=True)
    if as_json:
        print(json.dumps([measure.as_json() for measure in results], indent=2))


if __name__ == "__main__":
    main(sys.argv[1:])
