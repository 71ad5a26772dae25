#!/usr/bin/env python3
"""Measures what generating costs with an earlier revision and with the working tree, in one run.

    bench/revisions/run.py REVISION DOCUMENTS
    bench/revisions/run.py main ../documents --max-ratio 0.6 --max-exponent 1.1 --max-over-fit 3

1. Checks out REVISION below target/bench and builds `xtask` of both in release mode. CARGO names another cargo.
2. Generates every document in the folder DOCUMENTS with both, in turns (old new, new old, ...), each time in a process
   of its own and into a new folder, and compares CPU time and peak memory.
3. Does the same with documents of growing size, made by document.py, and fits CPU = factor * types ^ exponent to them.
4. Fits CPU to the size of the real documents and shows those that exceed the fit most.

CPU is the seconds of all threads, user and system; other programs disturb it less than time by the clock. All figures
are medians of the rounds. A document that one of the two does not generate is in no sum.

Exit codes: 0 within the limits; 1 a limit (--max-...) is exceeded, or the working tree does not generate a document
that the earlier revision generates; 2 usage error, an unknown revision, or a failed build.
"""

import argparse
import json
import os
import platform
import resource
import shlex
import shutil
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path
from statistics import median
from typing import NamedTuple

import report
from report import Cost, Row

ROOT = Path(__file__).resolve().parent.parent.parent
BENCH = ROOT / "target/bench"
MAKE_DOCUMENT = Path(__file__).resolve().parent / "document.py"
# Without and with a schema that typify panics at: see document.py.
SERIES = ["plain", "untyped-format"]
CARGO = shlex.split(os.environ.get("CARGO", "cargo"))
# Much more than any document needs. A limit on CPU time does not depend on other processes.
CPU_SECONDS = 600
MEMORY_BYTES = 12 << 30
# Every file of a client is flushed to disk. For a client of 9,000 files this can take twice the CPU time of generating
# it, and would hide the cost of the generator. A file system in memory has nothing to flush.
WORK = Path("/dev/shm") if Path("/dev/shm").is_dir() else Path(tempfile.gettempdir())


class Side(NamedTuple):
    """One of the two generators. It runs inside its own checkout, whose runtime it copies into a client."""

    name: str
    checkout: Path
    binary: Path


def git(*arguments):
    return subprocess.run(["git", "-C", ROOT, *arguments], check=True, stdout=subprocess.PIPE, text=True).stdout.strip()


def build(checkout, binary):
    """Builds `xtask` of a checkout. All checkouts share a target folder, so that dependencies are compiled once."""
    target = ROOT / "target"
    command = [*CARGO, "build", "--release", "--package", "xtask", "--target-dir", target]
    subprocess.run(command, cwd=checkout, check=True)
    # A copy, because the next build replaces the original.
    shutil.copy2(target / "release/xtask", binary)


def earlier(revision):
    """The generator of a revision: checked out and built in the first run, reused in later ones."""
    commit = git("rev-parse", "--short=12", f"{revision}^{{commit}}")
    checkout, binary = BENCH / commit, BENCH / f"{commit}.xtask"
    if not checkout.exists():
        # `--force`, because git still lists a checkout that was deleted together with target/.
        git("worktree", "add", "--force", "--detach", str(checkout), commit)
    if not binary.exists():
        build(checkout, binary)
    return Side(commit, checkout, binary)


def working_tree():
    binary = BENCH / "working-tree.xtask"
    build(ROOT, binary)
    return Side(git("describe", "--always", "--dirty", "--abbrev=12"), ROOT, binary)


def generate(side, document, folder):
    """Generates a client once: its cost and what its losses.json counts, or `None` if that fails."""
    crate, log = folder / "crate", folder / "log.txt"
    with open(log, "wb") as output:
        child = subprocess.Popen(
            [side.binary, "codegen", "--from", document, "--out", crate, "--name", "measured"],
            cwd=side.checkout, stdin=subprocess.DEVNULL, stdout=output, stderr=output, preexec_fn=limit,
        )
        _, status, usage = os.wait4(child.pid, 0)
    # Its status is collected; otherwise Popen would look for the process again.
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        errors = [line for line in log.read_text(errors="replace").splitlines() if line.startswith("error")]
        print(f"{side.name}: {document.name}: exit code {child.returncode}", *errors[:1], sep="\n  ", file=sys.stderr)
        return None
    cost = Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)
    return cost, json.loads((crate / "losses.json").read_text())


def limit():
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))


def measure(old, new, document, options, first):
    """Generates a document with both, in turns. The older one begins if `first` is even."""
    costs, counts = ([], []), {"types": 0, "operations": 0}
    for number in range(first, first + options.rounds):
        for side in (0, 1) if number % 2 == 0 else (1, 0):
            with tempfile.TemporaryDirectory(prefix="moored-bench-", dir=options.work) as folder:
                if generated := generate((old, new)[side], document, Path(folder)):
                    costs[side].append(generated[0])
                    counts = generated[1]
    medians = (median_cost(each, options.rounds) for each in costs)
    return Row(document.name, document.stat().st_size, counts["types"], counts["operations"], *medians)


def median_cost(costs, rounds):
    """The median cost; `None` if a round failed."""
    if len(costs) < rounds:
        return None
    return Cost(*(median(values) for values in zip(*costs)))


def synthetic(series, types):
    """Creates a document, in another process: the peak memory of a child includes that of this process at its start."""
    path = BENCH / f"synthetic/{series}-{types}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "wb") as file:
        subprocess.run([sys.executable, MAKE_DOCUMENT, str(types), series], check=True, stdout=file)
    return path


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("revision", help="the earlier revision, as git resolves it")
    parser.add_argument("documents", type=Path, help="a folder of OpenAPI documents")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 300, 1000, 3000, 10000], metavar="TYPES")
    parser.add_argument("--work", type=Path, default=WORK, help=f"clients are written below it; default: {WORK}")
    parser.add_argument("--shown", type=int, default=10, help="rows of each table; target/bench/rows.json has all")
    parser.add_argument("--max-ratio", type=float, help="CPU of all real documents, new / old")
    parser.add_argument("--max-exponent", type=float, help="of the working tree, for each series of synthetic documents")
    parser.add_argument("--max-over-fit", type=float, help="CPU / fit of each real document, in the working tree")
    options = parser.parse_args()
    if options.rounds < 1 or len(options.sizes) < 2 or min(options.sizes) < 10:
        parser.error("expected at least one round, and two sizes of at least 10 types")
    if not options.documents.is_dir():
        parser.error(f"{options.documents} is not a folder")
    return options


def main():
    options = arguments()
    BENCH.mkdir(parents=True, exist_ok=True)
    files = sorted(options.documents.resolve().iterdir())
    documents = [file for file in files if file.suffix in (".json", ".yaml", ".yml")]
    try:
        old, new = earlier(options.revision), working_tree()
    except subprocess.CalledProcessError as error:
        print(f"nothing was measured: {shlex.join(map(str, error.cmd))} failed", file=sys.stderr)
        return 2
    print(f"old: {old.name}; new: {new.name} (working tree)\n")
    print(f"{date.today()}, {platform.system()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the start.")
    print(f"Rounds: {options.rounds}; figures are their medians. Clients are written below {options.work}.")
    print("Seconds are CPU time of all threads, not time by the clock: other programs may be running.")

    to_measure = [*documents, *(synthetic(series, size) for series in SERIES for size in options.sizes)]
    rows = []
    for number, document in enumerate(to_measure):
        rows.append(measure(old, new, document, options, number))
        print(f"{number + 1}/{len(to_measure)} {document.name}", file=sys.stderr, flush=True)
    (BENCH / "rows.json").write_text(json.dumps([row.as_dict() for row in rows], indent=1))

    both = {row.document: row for row in rows if row.old and row.new}
    real = [both[document.name] for document in documents if document.name in both]
    results = [("CPU of all real documents, new / old", report.totals(real, options.shown), options.max_ratio)]
    for series in SERIES:
        name = "exponent on synthetic documents, " + series
        grown = [(size, both[f"{series}-{size}.json"]) for size in options.sizes if f"{series}-{size}.json" in both]
        results.append((name, report.scaling(series, grown), options.max_exponent))
    results.append(("highest CPU / fit of a real document", report.over_fit(real, options.shown), options.max_over_fit))
    within = report.limits(results)
    return 0 if report.complete(rows) and within else 1


if __name__ == "__main__":
    sys.exit(main())
