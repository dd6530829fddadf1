"""Who stands under whom on a day, and would a move close a circle?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping


class Tree:
    """A forest given by child → parent; small words for walking it."""

    def __init__(self, parents: Mapping[int, int | None]) -> None:
        self._parents = dict(parents)
        self._children: dict[int | None, list[int]] = {}
        for child, parent in self._parents.items():
            self._children.setdefault(parent, []).append(child)

    def ancestors(self, node: int) -> list[int]:
        """From the parent up to the root."""
        chain: list[int] = []
        seen = {node}
        parent = self._parents.get(node)
        while parent is not None and parent not in seen:
            chain.append(parent)
            seen.add(parent)
            parent = self._parents.get(parent)
        return chain

    def descendants(self, node: int) -> Iterator[int]:
        """Every node below, the node itself excluded, parents before children."""
        waiting = list(self._children.get(node, ()))
        while waiting:
            current = waiting.pop()
            yield current
            waiting.extend(self._children.get(current, ()))

    def children(self, node: int | None) -> list[int]:
        return list(self._children.get(node, ()))

    def closes_circle(self, node: int, new_parent: int | None) -> bool:
        """Would placing ``node`` under ``new_parent`` make it its own ancestor?"""
        return new_parent is not None and (new_parent == node or node in self.ancestors(new_parent))

    def roots(self) -> list[int]:
        return [node for node, parent in self._parents.items() if parent is None or parent not in self._parents]


def ordered_depth_first(tree: Tree, roots: Iterable[int]) -> Iterator[tuple[int, int]]:
    """(node, depth) in reading order, children after their parent in the order they were given."""
    waiting = [(root, 0) for root in reversed(list(roots))]
    while waiting:
        node, depth = waiting.pop()
        yield node, depth
        waiting.extend((child, depth + 1) for child in reversed(tree.children(node)))
