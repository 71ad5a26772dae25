#!/usr/bin/env python3
"""What cargo-semver-checks says of a regeneration: for each pair of documents in this folder, the client of `old.yaml` is
generated and then regenerated from `new.yaml`, with the names that the first run wrote.

    tests/changes/run.py <folder for the clients> [pair…]

Needs cargo-semver-checks in the path. Exits with 1 if a verdict differs from `expected.toml`. Not part of `.ci/run`,
because the tool has to be compiled first.
"""

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
CRATE = "shop-client"


def run(command, **options):
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, **options)
    if done.returncode != 0:
        sys.exit(f"{' '.join(str(part) for part in command)}\n{done.stdout}{done.stderr}")
    return done.stdout


def rustdoc(crate, target):
    """The public items of `crate` as JSON, which stable Rust writes only if it is told to."""
    environment = {**os.environ, "RUSTC_BOOTSTRAP": "1", "CARGO_TARGET_DIR": str(target)}
    flags = ["-Zunstable-options", "--output-format", "json", "--cap-lints", "allow"]
    run(["cargo", "rustdoc", "--quiet", "--lib", "--", *flags], cwd=crate, env=environment)
    written = target / "doc" / f"{CRATE.replace('-', '_')}.json"
    kept = crate.parent / f"{crate.name}.json"
    shutil.copyfile(written, kept)
    return kept


def verdict(pair, folder):
    """Whether cargo-semver-checks finds a breaking change, and the lints that found it."""
    work = folder / pair
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    client, described = work / "client", []
    for side in ("old", "new"):
        document = HERE / pair / f"{side}.yaml"
        run(["cargo", "xtask", "codegen", "--from", document, "--out", client, "--name", CRATE], cwd=ROOT)
        described.append(rustdoc(client, folder / "target").rename(work / f"{side}.json"))
    check = ["cargo", "semver-checks", "--baseline-rustdoc", described[0], "--current-rustdoc", described[1]]
    done = subprocess.run([*map(str, check), "--release-type", "minor"], capture_output=True, text=True)
    lines = done.stdout.splitlines()
    lints = sorted({line.split()[2].rstrip(":") for line in lines if line.startswith("--- failure ")})
    if (done.returncode != 0) != bool(lints):
        sys.exit(f"{pair}: cargo semver-checks ended with {done.returncode}\n{done.stdout}{done.stderr}")
    return bool(lints), lints


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    folder = Path(sys.argv[1]).resolve()
    expected = tomllib.loads((HERE / "expected.toml").read_text())
    pairs = sorted(path.name for path in HERE.iterdir() if path.is_dir())
    if pairs != sorted(expected):
        sys.exit(f"expected.toml and the folders differ: {sorted(set(pairs) ^ set(expected))}")
    wrong = 0
    for pair in sys.argv[2:] or pairs:
        row = expected[pair]
        seen, lints = verdict(pair, folder)
        agrees = seen == row.get("seen", row["breaking"])
        wrong += not agrees
        print(f"{pair:26} {'breaking' if seen else 'compatible':11} {'' if agrees else 'NOT EXPECTED ':13}{', '.join(lints)}", flush=True)
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
