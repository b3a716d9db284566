"""Changes to the users' files: a source and an intention become a new text, by splicing.

No YAML is ever dumped over what somebody wrote. A splice is read back and refused unless exactly the intended
value changed; only `write` touches the disk.
"""

from __future__ import annotations
