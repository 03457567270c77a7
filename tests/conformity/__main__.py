"""`python -m tests.conformity`: the figures. `--differences` prints every difference that is not written down, as YAML."""

from __future__ import annotations

import sys

import yaml

from tests.conformity import kit


def share(same: int, count: int) -> str:
    return f"{same:4d} of {count} identical ({100 * same / count:.1f} %)"


def main() -> int:
    count = len(kit.references())
    found = kit.differences(kit.judged())
    named = [key for key in kit.references() if "-" not in key]
    singular = sum(difference.key in named for difference in found)
    unwritten = [difference for difference in found if difference.key not in kit.written()]
    print(
        f"AMA 11th, {count} entries; white space, quotes and dashes folded; words, punctuation and styles compared"
    )
    print(
        f"  ours, judged by pandoc's citeproc        {share(count - len(found), count)}; {len(found) - len(unwritten)} differences written down, {len(unwritten)} not"
    )
    print(f"    of these the single hard cases         {share(len(named) - singular, len(named))}")
    print(
        f"    of these every kind x every input      {share(count - len(named) - len(found) + singular, count - len(named))}"
    )
    raw = kit.differences(kit.judged("official"))
    print(f"  ours, the judge's label fault unmended   {share(count - len(raw), count)}")
    theirs = kit.judged()
    second = kit.second_opinion()
    print(
        f"  citeproc-py, judged by the same          {share(sum(second.get(key) == text for key, text in theirs.items()), count)}"
    )
    cases = kit.cases()
    marks = [
        (ours, judged, want)
        for case in cases
        for ours, judged, want in zip(
            kit.our_marks(case), kit.judged_marks(case), case["marks"], strict=True
        )
    ]
    print(
        f"  marks in the text, {len(cases)} cases              {share(sum(ours == judged for ours, judged, _ in marks), len(marks))}"
    )
    if "--differences" in sys.argv and unwritten:
        print(
            yaml.safe_dump(
                [
                    {"key": one.key, "ours": one.ours, "judge": one.judge, "reason": ""}
                    for one in unwritten
                ],
                sort_keys=False,
                allow_unicode=True,
                width=200,
            )
        )
    return 1 if unwritten else 0


if __name__ == "__main__":
    sys.exit(main())
