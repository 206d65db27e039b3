"""A running process of one tool, told over its standard input how many editions to make.

It answers on what was its standard output; whatever the tool itself says goes to
standard error.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
import time
from pathlib import Path

from benchmarks.clock import own_peak_memory
from benchmarks.corpus import load_story, vary

EDITION = "edition.pdf"
"""The file that each edition is written to, over the last."""


def main(peer: str, folder: Path) -> None:
    """Make editions of the story in *folder* with the tool *peer* until the input ends."""
    with os.fdopen(os.dup(1), "w", encoding="utf-8") as answers:
        os.dup2(2, 1)
        story = load_story(folder / "story.json")
        press = importlib.import_module(peer).Press(folder)
        for asked in sys.stdin:
            wish = json.loads(asked)
            editions = range(wish["first"], wish["first"] + wish["count"])
            stories = [vary(story, edition) if wish["vary"] else story for edition in editions]
            seconds = []
            for each in stories:
                start = time.perf_counter()
                press.make(each, folder / EDITION)
                seconds.append(time.perf_counter() - start)
            print(json.dumps({"seconds": seconds, "memory_mb": own_peak_memory()}), file=answers, flush=True)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
