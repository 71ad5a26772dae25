#!/usr/bin/env python3
"""Runs moored and four other generators on the same documents, and prints the results as a table in Markdown.

    bench/peers/install.sh
    cargo build --release --package xtask
    bench/peers/run.py DOCUMENTS --compile NAME… > table.md

DOCUMENTS is a folder. Only documents of version 3.x are used, because the other generators support no other version.
Each generator processes each document in its own process, with limits on time and memory. A document counts as
generated if the exit status is 0 and there is Rust code on disk. Operations are counted in the document, and as
methods in the generated code; if there are more methods than operations, all operations count. With `--compile`, the
crates of the documents whose name contains one of the arguments are checked with cargo. Their dependencies are checked
before, so that the time is that of the crate alone.
"""

import argparse
import json
import os
import re
import resource
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent.parent
TOOLS = ROOT / "target/peers/bin"
GENERATE = {"seconds": 120, "bytes": 12 << 30}
CHECK = {"seconds": 600, "bytes": 20 << 30}
OPERATION = re.compile(r'^ {2,8}"?(get|put|post|delete|options|head|patch|trace)"?:\s*(\{.*)?$', re.M)


class Cost(NamedTuple):
    """The cost of a process: elapsed time and CPU time in seconds, and peak memory in MB. CPU time does not depend on
    other processes."""

    wall: float
    cpu: float
    memory: float


def limited(command, folder, seconds, bytes, env=()):
    """Runs `command` in `folder`. Returns its exit code, and its cost including child processes."""
    with open(folder / "log.txt", "ab") as log:
        started = time.monotonic()
        child = subprocess.Popen(
            [str(argument) for argument in command], cwd=folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            env={**os.environ, **dict(env)}, start_new_session=True,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (bytes, bytes)),
        )
        while True:
            ended, status, usage = os.wait4(child.pid, os.WNOHANG)
            if ended:
                break
            if time.monotonic() - started > seconds:
                os.killpg(child.pid, 9)
                _, status, usage = os.wait4(child.pid, 0)
                break
            time.sleep(0.01)
    cost = Cost(time.monotonic() - started, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)
    return os.waitstatus_to_exitcode(status), cost


class Moored:
    """This generator, in a release build."""

    name = "moored"
    binary = Path(os.environ.get("MOORED_XTASK", ROOT / "target/release/xtask"))

    def generate(self, document, folder):
        # It must run inside the project, because it copies the runtime from there.
        return limited(["env", "-C", ROOT, self.binary, "codegen", "--from", document, "--out", folder / "crate"], folder, **GENERATE)

    def sources(self, crate):
        return crate.glob("src/**/*.rs")

    def operations(self, crate):
        return matches(crate.glob("src/operations/*.rs"), r"static OPERATION: Operation")


class Progenitor:
    """A crate by `cargo progenitor`."""

    name = "progenitor"

    def generate(self, document, folder):
        command = [TOOLS / "cargo-progenitor", "progenitor", "-i", document, "-o", folder / "crate", "-n", "peer", "-v", "0.1.0"]
        return limited(command, folder, **GENERATE)

    def sources(self, crate):
        return crate.glob("src/**/*.rs")

    def operations(self, crate):
        return matches(crate.glob("src/lib.rs"), r"pub async fn ")


class Ploidy:
    """A crate by `ploidy generate rust`."""

    name = "ploidy"

    def generate(self, document, folder):
        return limited([TOOLS / "ploidy", "generate", "rust", document, "-o", folder / "crate", "--name", "peer"], folder, **GENERATE)

    def sources(self, crate):
        return crate.glob("src/**/*.rs")

    def operations(self, crate):
        return matches(crate.glob("src/client/**/*.rs"), r"pub async fn ")


class Oas3Gen:
    """A crate by `oas3-gen generate client-mod --workspace`."""

    name = "oas3-gen"

    def generate(self, document, folder):
        command = [TOOLS / "oas3-gen", "generate", "client-mod", "--workspace", "-i", document, "-o", folder / "crate"]
        result = limited(command, folder, **GENERATE)
        manifest = folder / "crate/Cargo.toml"
        if manifest.exists() and "[workspace]" not in manifest.read_text():
            manifest.write_text(manifest.read_text() + "\n[workspace]\n")
        return result

    def sources(self, crate):
        return crate.glob("src/**/*.rs")

    def operations(self, crate):
        return matches(crate.glob("src/**/client.rs"), r"pub async fn ")


class OpenapiToRust:
    """A module by `openapi-to-rust generate`, in a crate that is written here, with the dependencies it requires."""

    name = "openapi-to-rust"

    def generate(self, document, folder):
        crate = folder / "crate"
        crate.mkdir()
        # It uses the current folder as the folder of the crate.
        result = limited(["env", "-C", crate, TOOLS / "openapi-to-rust", "generate", document], folder, **GENERATE)
        needs = crate / "src/generated/REQUIRED_DEPS.toml"
        if needs.exists():
            text = needs.read_text()
            text = text if "[dependencies]" in text else f"[dependencies]\n{text}"
            head = '[package]\nname = "peer"\nversion = "0.1.0"\nedition = "2024"\n\n[workspace]\n\n'
            (crate / "Cargo.toml").write_text(head + text)
            (crate / "src/lib.rs").write_text("pub mod generated;\n")
        return result

    def sources(self, crate):
        return crate.glob("src/**/*.rs")

    def operations(self, crate):
        return matches(crate.glob("src/generated/client.rs"), r"pub async fn ")


GENERATORS = [Moored(), Progenitor(), Ploidy(), Oas3Gen(), OpenapiToRust()]


def matches(files, pattern):
    return sum(len(re.findall(pattern, file.read_text(errors="replace"))) for file in files)


def lines(files):
    return sum(file.read_text(errors="replace").count("\n") for file in files)


def documents(folder):
    for path in sorted(folder.iterdir()):
        text = path.read_text(errors="replace")
        if path.suffix in (".json", ".yaml", ".yml") and re.search(r"""["']?openapi["']?\s*:\s*["']?3""", text[:200_000]):
            yield path, count_operations(text)


def count_operations(text):
    """The number of operations in a document with the usual formatting: an independent, approximate count."""
    try:
        paths = json.loads(text).get("paths") or {}
        verbs = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
        return sum(1 for item in paths.values() if isinstance(item, dict) for verb in item if verb in verbs)
    except ValueError:
        block = re.split(r"^(?=\S)", text, flags=re.M)
        return sum(len(OPERATION.findall(part)) for part in block if re.match(r"""["']?paths["']?:""", part))


def check(crate, folder, target):
    """Checks a crate without its dependencies: they are checked first, then the crate's own sources are touched."""
    env = {"CARGO_TARGET_DIR": str(target), "RUSTFLAGS": "-Awarnings"}
    command = ["cargo", "check", "--quiet", "--manifest-path", crate / "Cargo.toml"]
    first = limited(command, folder, env=env.items(), **CHECK)
    if first[0] != 0:
        return first
    for source in crate.glob("src/**/*.rs"):
        source.touch()
    return limited(command, folder, env=env.items(), **CHECK)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("documents", type=Path)
    parser.add_argument("--compile", nargs="*", default=[], metavar="NAME")
    parser.add_argument("--work", type=Path, default=ROOT / "target/peers/work")
    options = parser.parse_args()
    shutil.rmtree(options.work, ignore_errors=True)
    rows = []
    found = list(documents(options.documents.resolve()))
    for number, (document, operations) in enumerate(found, 1):
        for generator in GENERATORS:
            folder = options.work / generator.name / document.stem
            folder.mkdir(parents=True)
            crate = folder / "crate"
            code, cost = generator.generate(document, folder)
            sources = list(generator.sources(crate)) if crate.exists() else []
            row = {
                "generator": generator.name, "document": document.name, "operations": operations, **cost._asdict(),
                "generated": code == 0 and bool(sources), "code": code,
                "methods": min(operations, generator.operations(crate)) if sources else 0, "lines": lines(sources),
            }
            if row["generated"] and any(name in document.name for name in options.compile):
                code, cost = check(crate, folder, options.work / generator.name / "target")
                row |= {"compiled": code == 0, "check": cost._asdict()}
            if crate.exists():
                shutil.rmtree(crate)
            rows.append(row)
        print(f"{number}/{len(found)} {document.name}", file=sys.stderr, flush=True)
    (options.work / "rows.json").write_text(json.dumps(rows, indent=1))
    print(table(rows))


def table(rows):
    text = ["| generator | generated | operations | crates checked | compile | generating, s | CPU, s | most memory, MB | lines |",
            "| --- | --- | --- | --- | --- | --- | --- | --- | --- |"]
    for generator in GENERATORS:
        of_generator = [row for row in rows if row["generator"] == generator.name]
        generated = [row for row in of_generator if row["generated"]]
        tried = [row for row in generated if "compiled" in row]
        text.append("| {} | {} of {} | {:,} of {:,} | {} | {} | {:.1f} | {:.1f} | {:.0f} | {:,} |".format(
            generator.name, len(generated), len(of_generator), sum(row["methods"] for row in generated), sum(row["operations"] for row in of_generator),
            len(tried), sum(row["compiled"] for row in tried), sum(row["wall"] for row in generated), sum(row["cpu"] for row in generated),
            max((row["memory"] for row in generated), default=0), sum(row["lines"] for row in generated)))
    names = list(dict.fromkeys(row["document"] for row in rows if "compiled" in row))
    if names:
        text += ["", "`cargo check` of the crate alone, seconds of CPU / MB / thousand lines; – is not generated, ✗ does not compile:", "",
                 "| document | operations | " + " | ".join(generator.name for generator in GENERATORS) + " |",
                 "| --- | --- |" + " --- |" * len(GENERATORS)]
        for name in names:
            cells = []
            for generator in GENERATORS:
                row = next(row for row in rows if row["document"] == name and row["generator"] == generator.name)
                cells.append(cell(row))
            text.append(f"| {name} | {row['operations']} | " + " | ".join(cells) + " |")
    return "\n".join(text)


def cell(row):
    if not row["generated"]:
        return "–"
    missing = row["operations"] - row["methods"]
    note = f" ({missing} operations fewer)" if missing > 0 else ""
    if not row["compiled"]:
        return "✗" + note
    return f"{row['check']['cpu']:.1f} / {row['check']['memory']:.0f} / {row['lines'] / 1000:.1f}" + note


if __name__ == "__main__":
    main()
