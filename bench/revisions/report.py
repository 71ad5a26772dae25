"""What run.py prints: tables in Markdown, the fits, and the limits."""

import math
from typing import NamedTuple


class Cost(NamedTuple):
    """What a process needed: seconds of CPU, and peak resident memory in MB."""

    cpu: float
    memory: float


class Row(NamedTuple):
    """A document with the median cost of both generators; `None` where it was not generated."""

    document: str
    bytes: int
    types: int
    operations: int
    old: Cost | None
    new: Cost | None

    def ratio(self):
        return self.new.cpu / self.old.cpu

    def size(self):
        return [self.document, f"{self.bytes:,}", f"{self.types:,}", f"{self.operations:,}"]

    def costs(self):
        cpu = [f"{self.old.cpu:.2f}", f"{self.new.cpu:.2f}", f"{self.ratio():.2f}"]
        return [*cpu, f"{self.old.memory:.0f}", f"{self.new.memory:.0f}"]

    def as_dict(self):
        costs = {side: cost and cost._asdict() for side, cost in (("old", self.old), ("new", self.new))}
        return {**self._asdict(), **costs}


SIZE = ["document", "bytes", "types", "operations"]
COSTS = ["old, s", "new, s", "new / old", "old, MB", "new, MB"]


def table(head, lines):
    """A table whose first column is text and whose others are numbers."""
    print("| " + " | ".join(head) + " |\n| --- |" + " ---: |" * (len(head) - 1))
    for line in lines:
        print("| " + " | ".join(line) + " |")


def totals(rows, shown):
    """Prints the documents with the highest ratios, and all together. Returns the ratio of the sums of CPU."""
    if not rows:
        return None
    sums = (sum(getattr(row, name) for row in rows) for name in ("bytes", "types", "operations"))
    costs = (
        Cost(sum(cost.cpu for cost in side), max(cost.memory for cost in side))
        for side in ([row.old for row in rows], [row.new for row in rows])
    )
    together = Row(f"all {len(rows)}: sums, and the highest memory", *sums, *costs)
    worst = sorted(rows, key=Row.ratio, reverse=True)[:shown]
    print(f"\n## Real documents: the {len(worst)} with the highest ratio, and all\n")
    table([*SIZE, *COSTS], [[*row.size(), *row.costs()] for row in [*worst, together]])
    return together.ratio()


def scaling(series, grown):
    """Prints CPU over the number of named schemas. Returns the exponent of the working tree."""
    print(f"\n## Documents of growing size: {series}\n")
    if len(grown) < 2:
        print("Too few of them were generated.")
        return None
    table([*SIZE, *COSTS], [[*row.size(), *row.costs()] for _, row in grown])
    print("\nCPU = factor * (types named in the document) ^ exponent, by least squares of the logarithms:\n")
    for side in ("old", "new"):
        points = [(math.log(size), math.log(getattr(row, side).cpu)) for size, row in grown]
        # The costs of the smallest documents are mostly start-up time, which lowers the exponent. The last step shows
        # it.
        print(f"- {side}: exponent {slope(points):.2f}; between the last two {slope(points[-2:]):.2f}")
    return slope(points)


def slope(points):
    """The slope of the line through the points, by least squares."""
    mean_x, mean_y = (sum(values) / len(points) for values in zip(*points))
    return sum((x - mean_x) * (y - mean_y) for x, y in points) / sum((x - mean_x) ** 2 for x, _ in points)


def over_fit(rows, shown):
    """Prints the real documents that exceed a fit most. Returns the highest factor of the working tree.

    CPU = start + a * bytes + b * types + c * operations. The squares of the relative errors are minimized, because a
    document of 5 kB counts as much as one of 5 MB. Size in bytes or types alone would not do: there are documents with
    many operations and few types, and vice versa.
    """
    if len(rows) < 10:
        print("\nToo few real documents for a fit.")
        return None
    for side in ("old", "new"):
        cpu = [getattr(row, side).cpu for row in rows]
        sizes = [[1, row.bytes, row.types, row.operations] for row in rows]
        factors = least_squares([[size / cost for size in each] for each, cost in zip(sizes, cpu)], [1] * len(rows))
        fits = [sum(factor * size for factor, size in zip(factors, each)) for each in sizes]
        over = sorted(zip(cpu, fits, rows), key=lambda entry: entry[0] / entry[1], reverse=True)
        start, of_bytes, of_types, of_operations = (factor * 1e3 for factor in factors)
        print(f"\n## Real documents against a fit: {side}\n")
        print(f"Milliseconds of CPU = {start:.1f} + {of_bytes * 1e6:.1f} per MB of the document + "
              f"{of_types:.3f} per type + {of_operations:.3f} per operation\n")
        lines = ([*row.size(), f"{cost:.2f}", f"{fit:.2f}", f"{cost / fit:.2f}"] for cost, fit, row in over[:shown])
        table([*SIZE, "CPU, s", "fit, s", "CPU / fit"], lines)
    return over[0][0] / over[0][1]


def least_squares(rows, values):
    """The factors x that minimize the squares of rows * x - values: the normal equations, solved by elimination."""
    width = range(len(rows[0]))
    rows = [[*row, value] for row, value in zip(rows, values)]
    matrix = [[sum(row[i] * row[j] for row in rows) for j in range(len(width) + 1)] for i in width]
    for i in width:
        # The matrix is symmetric and positive definite unless the sizes depend on each other: no pivot is needed.
        matrix[i] = [value / matrix[i][i] for value in matrix[i]]
        for j in width:
            if j != i:
                matrix[j] = [value - matrix[j][i] * pivot for value, pivot in zip(matrix[j], matrix[i])]
    return [row[-1] for row in matrix]


def limits(results):
    """Prints each result with its limit. Returns whether all are within their limits; a missing result is not."""
    print("\n## Limits\n")
    within = True
    for name, value, maximum in results:
        verdict = "no limit given"
        if maximum is not None:
            is_within = value is not None and value <= maximum
            within = within and is_within
            verdict = f"limit {maximum:g}, " + ("met" if is_within else "EXCEEDED")
        print(f"- {name}: {'unknown' if value is None else f'{value:.2f}'}; {verdict}")
    return within


def complete(rows):
    """Prints what was not generated. Returns whether the working tree generates all that the earlier revision does."""
    for row in rows:
        if not (row.old and row.new):
            failed = " and ".join(side for side in ("old", "new") if not getattr(row, side))
            print(f"- not generated, and in no sum: {row.document} ({failed})")
    return all(row.new or not row.old for row in rows)
