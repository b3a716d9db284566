"""Two files trade places in one step, where the system can do that.

Linux has it since 3.15, and Python does not offer it. Looking at what came out afterwards closes the moment
between the last look at a file and its replacement, in which an editor may save.
"""

from __future__ import annotations

import ctypes
import errno
import functools
import os
import sys
from collections.abc import Callable
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_CANNOT = frozenset({errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP})
"""How a kernel or a file system says that it does not know the call."""

Call = Callable[[int, bytes, int, bytes, int], int]


@functools.cache
def _call() -> Call | None:
    """The C library's function, None where there is none."""
    if sys.platform != "linux":
        return None
    try:
        function = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return None
    function.argtypes = (ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_uint)
    found: Call = function
    return found


def swap(one: Path, other: Path) -> bool:
    """Exchange two files; False where this cannot be done and nothing happened.

    Raises:
        OSError: the disk failed, or one of them is not there.
    """
    function = _call()
    if function is None:
        return False
    if function(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0:
        return True
    number = ctypes.get_errno()
    if number in _CANNOT:
        return False
    raise OSError(number, os.strerror(number), str(other))
