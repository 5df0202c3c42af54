"""Templates -> their compiled code: what one language or an earlier build has compiled, the others take."""

from __future__ import annotations

import sys
from importlib.metadata import version
from types import CodeType

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from portal.remembering import Memory, key_of

_MADE_WITH = (sys.version, version("jinja2"))


class CompiledTemplates(BytecodeCache):
    """Keeps compiled templates in this process, and in `memory` for the next build, wherever the project then lies."""

    def __init__(self, memory: Memory | None = None) -> None:
        self._code: dict[str, CodeType] = {}
        self._files: dict[str, str] = {}
        self._memory = memory

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """A key for the name of a template; Jinja's own has the whole path in it."""
        key = super().get_cache_key(name)
        self._files[key] = filename or name
        return key

    def load_bytecode(self, bucket: Bucket) -> None:
        """Gives Jinja what was compiled before."""
        key = _key_of(bucket)
        code = self._code.get(key)
        if code is None and self._memory is not None:
            kept = self._memory.recall(key)
            if kept is not None:
                bucket.bytecode_from_string(kept)
                code = bucket.code
        if code is not None:
            # Jinja looks here for the name of the file when it says where a template is wrong.
            bucket.code = self._code[key] = code.replace(co_filename=self._files[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Takes what was compiled now."""
        assert bucket.code is not None
        key = _key_of(bucket)
        self._code[key] = bucket.code
        if self._memory is not None:
            self._memory.keep(key, bucket.bytecode_to_string())


def _key_of(bucket: Bucket) -> str:
    """The name and the source of the template, and who compiled it."""
    return key_of([*_MADE_WITH, bucket.key, bucket.checksum])
