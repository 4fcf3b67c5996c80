"""Which of a template's stems an item takes.

Each item ranks them by a hash of its own (rendezvous hashing), so that a stem that is added or
deleted moves only the items that take it. The id does not tell the stem: learners' cards stay.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from hashlib import blake2b

from quizgen.matching import Binding


def as_written(binding: Binding) -> Sequence[Binding]:
    """The binding with each stem that its template has, or with the default one."""
    count = len(binding.prepared.stems)
    return [binding] if count < 2 else [replace(binding, variant=index) for index in range(count)]


def ranked(binding: Binding, seed: str) -> Sequence[Binding]:
    """The same, the one to take first; the others in turn where that one cannot be asked."""
    variants = as_written(binding)
    if len(variants) < 2:
        return variants
    texts = [wording.text for wording in binding.prepared.template.stems]
    return sorted(variants, key=lambda variant: _rank(seed, binding.id, texts[variant.variant]))


def _rank(seed: str, item: str, text: str) -> bytes:
    return blake2b(f"{seed}\0{item}\0{text}".encode(), digest_size=16).digest()
