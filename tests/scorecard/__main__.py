"""`python -m tests.scorecard`: found, right line, mended and false alarms for every rule; exit 1 below 100 %."""

import sys
import tempfile
from collections import defaultdict
from pathlib import Path

from macros.checks import rules
from tests.scorecard import all_plants
from tests.scorecard.plant import judge, untouched


def main() -> int:
    """Judge every plant, print the card, name what failed."""
    with tempfile.TemporaryDirectory() as folder:
        dirty = untouched(Path(folder) / "site")
    if dirty:
        print("the small site itself is not clean:", *dirty, sep="\n")
        return 1
    known, scores, failed = rules(), defaultdict(lambda: [0] * 7), []
    for plant in all_plants():
        with tempfile.TemporaryDirectory() as folder:
            outcome = judge(plant, Path(folder) / "site")
        score = scores[plant.rule]
        if plant.silent:
            score[5] += 1
        else:
            score[0] += 1
            score[1] += outcome.found
            score[2] += outcome.placed
            score[3] += outcome.mended is not None
            score[4] += bool(outcome.mended)
        score[6] += len(outcome.false)
        if not (
            outcome.found and outcome.placed and outcome.mended is not False and not outcome.false
        ):
            what = (
                "not found"
                if not outcome.found
                else "wrong line"
                if not outcome.placed
                else "not mended"
                if outcome.mended is False
                else "false alarm"
            )
            failed.append(
                f"{plant.rule}: {plant.name}: {what}"
                + "".join(f"\n    {diagnostic}" for diagnostic in outcome.false)
            )
    print(
        f"{'rule':24} {'planted':>7} {'found':>7} {'line':>7} {'mended':>9} {'clean':>7} {'false':>7}"
    )
    total = [0] * 7
    for name in [*known, *(name for name in scores if name not in known)]:
        score = scores[name]
        total = [ours + theirs for ours, theirs in zip(total, score, strict=True)]
        print(
            f"{name:24} {_row(score)}"
            + ("" if name in known else "  (no such rule)")
            + ("" if score[0] >= 2 and score[5] else "  (needs 2 faults and a clean neighbour)")
        )
    print(f"{'all':24} {_row(total)}")
    print(
        f"\nfound {_share(total[1], total[0])}, on the right line {_share(total[2], total[0])}, mended {_share(total[4], total[3])}, false alarms {total[6]}"
    )
    for line in failed:
        print(line)
    return 1 if failed else 0


def _row(score: list[int]) -> str:
    mended = f"{score[4]}/{score[3]}" if score[3] else "-"
    return f"{score[0]:7} {score[1]:7} {score[2]:7} {mended:>9} {score[5]:7} {score[6]:7}"


def _share(part: int, whole: int) -> str:
    return f"{part}/{whole} ({100 * part / whole:.1f} %)" if whole else "-"


if __name__ == "__main__":
    sys.exit(main())
