"""What real Anki makes of a package: `verify`. Adding a check is a function, a line in `CHECKS`, and its page.

All of it happens in a process and a folder of its own (`quizgen.verification.process`), as the package may be a
stranger's. The user's own Anki is never touched.
"""

from __future__ import annotations

from quizgen.verification.outcome import Verified
from quizgen.verification.process import verify

__all__ = ("Verified", "verify")
