"""``python -m pamphlet`` is the command ``pamphlet``."""

from __future__ import annotations

from pamphlet.cli.main import main

if __name__ == "__main__":
    main()
