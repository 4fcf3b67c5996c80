"""Anki's own image occlusion: how it writes a mask, and which field it finds what in."""

from __future__ import annotations

from collections.abc import Mapping

from quizgen.model import Mark

STOCK_KIND = 6
"""By which Anki knows the note type as its own, and lets learners edit the masks."""

ROLES: Mapping[str, int] = {"Occlusion": 0, "Image": 1, "Question": 2, "Rationale": 3, "My notes": 4}
"""Our fields by what they are to Anki: masks, picture, header, what the back adds, comments."""


def mask(mark: Mark) -> str:
    """The cloze that hides an area."""
    box = f"left={_share(mark.left)}:top={_share(mark.top)}"
    if _is_rectangle(mark):
        shape = f"rect:{box}:width={_share(mark.width)}:height={_share(mark.height)}"
    else:
        shape = f"polygon:{box}:points={' '.join(f'{_share(x)},{_share(y)}' for x, y in mark.corners)}"
    return f"{{{{c1::image-occlusion:{shape}}}}}"


def _is_rectangle(mark: Mark) -> bool:
    xs, ys = ({corner[axis] for corner in mark.corners} for axis in (0, 1))
    return len(mark.corners) == 4 and len(set(mark.corners)) == 4 and len(xs) == len(ys) == 2


def _share(share: float) -> str:
    """As Anki itself writes it: .25, and no digit more than tell on a screen."""
    return f"{share:.4f}".rstrip("0").rstrip(".").lstrip("0") or ".0"
