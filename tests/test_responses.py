"""What a response says, whatever its form."""

from __future__ import annotations

from typing import get_args

from quizgen.model import Response, TrueFalse
from quizgen.responses import key_text, texts
from tests.samples import sample_quiz


def test_every_form_of_response_has_an_answer() -> None:
    """One line each, never empty; and but for true or false it is among the texts shown or accepted."""
    responses = {type(item.response): item.response for item in sample_quiz().items}
    assert set(responses) == set(get_args(Response))
    for response in responses.values():
        assert key_text(response).strip()
        assert "\n" not in key_text(response)
        assert any(text in key_text(response) for text in texts(response)) or isinstance(response, TrueFalse)
