"""Why the page does not get what it asked for."""

from __future__ import annotations


class Fault(Exception):
    """Told to the page with an HTTP status: what is wrong, and how to mend it."""

    def __init__(self, status: int, error: str, advice: str = "") -> None:
        super().__init__(error)
        self.status = status
        self.error = error
        self.advice = advice

    def as_data(self) -> dict[str, object]:
        """What the page is told."""
        return {"error": self.error, "help": self.advice}


class Conflict(Fault):
    """A file has changed since the page read it; carries what it holds now."""

    def __init__(self, name: str, text: str, version: str) -> None:
        super().__init__(409, f"{name} has changed meanwhile", "compare the two texts; nothing has been written")
        self.text = text
        self.version = version

    def as_data(self) -> dict[str, object]:
        """With what is on disk now."""
        return {**super().as_data(), "text": self.text, "version": self.version}


def mistake() -> Fault:
    """What is told of an error of ours."""
    return Fault(500, "this is a mistake in quizgen, not in your files", "the terminal that runs the studio says more")
