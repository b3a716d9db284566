"""Parts of a directed graph whose nodes all lead to each other. Knows nothing of people or files."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field


@dataclass(slots=True)
class _Walk:
    """How far Tarjan's search has come."""

    order: dict[str, int] = field(default_factory=dict)
    """When each node was met."""
    low: dict[str, int] = field(default_factory=dict)
    """The earliest node that each one leads back to, as far as is known."""
    open: list[str] = field(default_factory=list)
    """Nodes of the parts that are not finished."""
    held: set[str] = field(default_factory=set)
    """The same, to ask for one."""

    def meet(self, node: str) -> None:
        self.order[node] = self.low[node] = len(self.order)
        self.open.append(node)
        self.held.add(node)

    def finished(self, node: str) -> tuple[str, ...]:
        """The part that ends with a node, empty where the node leads further back."""
        if self.low[node] != self.order[node]:
            return ()
        part: list[str] = []
        while not part or part[-1] != node:
            part.append(self.open.pop())
        self.held.difference_update(part)
        return tuple(sorted(part))


def components(nodes: Iterable[str], onward: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """Strongly connected parts, each sorted, every part behind all that it leads to.

    Tarjan's search with a stack of its own instead of calls in calls: a chain may be longer than Python
    calls deep. The order follows from the order of what is given.
    """
    walk = _Walk()
    for start in nodes:
        if start in walk.order:
            continue
        walk.meet(start)
        path = [(start, iter(onward.get(start, ())))]
        while path:
            node, rest = path[-1]
            for other in rest:
                if other not in walk.order:
                    walk.meet(other)
                    path.append((other, iter(onward.get(other, ()))))
                    break
                if other in walk.held:
                    walk.low[node] = min(walk.low[node], walk.order[other])
            else:
                path.pop()
                if path:
                    walk.low[path[-1][0]] = min(walk.low[path[-1][0]], walk.low[node])
                if part := walk.finished(node):
                    yield part
