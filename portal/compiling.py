"""Templates -> their compiled code: what one language or an earlier build has compiled, the others take."""

from __future__ import annotations

import sys
from importlib.metadata import version

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from portal.remembering import Memory, key_of

_MADE_WITH = (sys.version, version("jinja2"))


class CompiledTemplates(BytecodeCache):
    """Keeps compiled templates in memory, and in `memory` for the next build."""

    def __init__(self, memory: Memory | None = None) -> None:
        self._code: dict[str, bytes] = {}
        self._memory = memory

    def load_bytecode(self, bucket: Bucket) -> None:
        """Gives Jinja what was compiled before."""
        code = self._code.get(bucket.key)
        if code is None and self._memory is not None:
            code = self._memory.recall(_key_of(bucket))
        if code is not None:
            self._code[bucket.key] = code
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Takes what was compiled now."""
        self._code[bucket.key] = bucket.bytecode_to_string()
        if self._memory is not None:
            self._memory.keep(_key_of(bucket), self._code[bucket.key])


def _key_of(bucket: Bucket) -> str:
    """The name and the source of the template, and who compiled it."""
    return key_of([*_MADE_WITH, bucket.key, bucket.checksum])
