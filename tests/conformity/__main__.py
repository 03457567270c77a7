"""`python -m tests.conformity`: the figures. `--differences` prints every difference that is not written down, as YAML."""

import sys

import yaml

from tests.conformity import kit

NAMES = {"ama": "AMA 11th", "vancouver": "NLM, Citing Medicine", "elsevier": "Elsevier, numbered"}


def share(same: int, count: int) -> str:
    return f"{same:4d} of {count} identical ({100 * same / count:.1f} %)"


def figures(style: str) -> list[kit.Difference]:
    """Print a style's figures. Out: the differences that are not written down."""
    found, written = kit.differences(style), kit.written(style)
    hand, everything = len(kit.by_hand()), len(kit.references())
    ours = hand - sum(difference.key in kit.by_hand() for difference in found)
    told = [case for case in kit.special() if style in case]
    right = sum(kit.printed(case, style) == case[style] for case in told)
    scripted = everything - len(found) - ours
    print(f"{NAMES[style]}")
    print(f"  hard cases by hand, all                  {share(ours + right, hand + len(told))}")
    print(f"    judged by the official CSL             {share(ours, hand)}")
    if told:
        print(f"    by the manual, where CSL has no rule   {share(right, len(told))}")
    print(f"  every kind x every input, by script      {share(scripted, everything - hand)}")
    unwritten = [difference for difference in found if difference.key not in written]
    print(f"  {len(found) - len(unwritten)} differences written down, {len(unwritten)} not")
    return unwritten


def main() -> int:
    print("Words, punctuation and styles compared; white space, quotes and dashes folded.")
    unwritten = {style: figures(style) for style in NAMES}
    theirs, second = kit.judged(), kit.second_opinion()
    raw = len(theirs) - len(kit.differences("ama", "official"))
    print(f"AMA, the official CSL unmended             {share(raw, len(theirs))}")
    same = sum(second.get(key) == text for key, text in theirs.items())
    print(f"AMA by citeproc-py, judged by the same     {share(same, len(theirs))}")
    marks = [
        ours == judged
        for case in kit.cases()
        for ours, judged in zip(kit.our_marks(case), kit.judged_marks(case), strict=True)
    ]
    print(f"AMA, marks in the text                     {share(sum(marks), len(marks))}")
    left = {
        style: [
            {"key": one.key, "ours": one.ours, "judge": one.judge, "reason": ""} for one in found
        ]
        for style, found in unwritten.items()
        if found
    }
    if "--differences" in sys.argv and left:
        print(yaml.safe_dump(left, sort_keys=False, allow_unicode=True, width=200))
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main())
