"""CPU time of starting the tool, as a ratio to a click hello-world that is measured in the same run.

Both are started as `python -c`, so that no launcher script counts.

    python benchmarks/cold_start.py [--rounds N]
"""

from __future__ import annotations

import argparse
import compileall
import resource
import statistics
import subprocess
import sys
from pathlib import Path

import pathingest

HELLO = """
import click
@click.command()
@click.version_option("1.0", prog_name="hello", message="%(prog)s %(version)s")
def hello():
    pass
hello(["--version"])
"""
PAGE = next((Path(__file__).resolve().parent.parent / "raw").glob("*.txt"))
TOOL = "import sys; sys.argv[1:] = {!r}; from pathingest.cli import main; main()"
CASES = {
    "python -c pass": "pass",
    "click hello-world": HELLO,
    "pathingest --version": TOOL.format(["--version"]),
    "pathingest lint PAGE": TOOL.format(["lint", str(PAGE)]),
}


def _cpu(code: str) -> float:
    """User and system seconds of one process."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", code], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def measure(rounds: int) -> dict[str, list[float]]:
    """Milliseconds of each case in each round, the cases in turn."""
    times: dict[str, list[float]] = {name: [] for name in CASES}
    for _ in range(rounds):
        for name, code in CASES.items():
            times[name].append(_cpu(code) * 1000)
    return times


def main() -> None:
    """Print a row for each case: milliseconds, and the ratio to the hello-world."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=20)
    rounds = parser.parse_args().rounds
    compileall.compile_dir(Path(pathingest.__file__).parent, quiet=1)  # as an installation has it
    times = measure(rounds)
    hello = times["click hello-world"]
    print(f"median of {rounds} rounds, CPU time")
    for name, taken in times.items():
        ratio = statistics.median(a / b for a, b in zip(taken, hello, strict=True))
        print(f"{name:24}{statistics.median(taken):8.1f} ms {ratio:7.2f} x hello-world")


if __name__ == "__main__":
    main()
