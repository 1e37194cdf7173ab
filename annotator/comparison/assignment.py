"""One-to-one assignment of the highest total gain."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

Pair = tuple[int, int]

_FEW = 8
"""With so many indices on one side every subset of them can be looked at: 256."""


def assign(gains: Mapping[Pair, float]) -> dict[int, int]:
    """Pair left with right indices so that the sum of ``gains`` over the pairs is the highest.

    ``gains`` holds the pairs that may be made, each with a gain above 0 (no unit). Every index is
    used once at most, and not every one need be used. The result maps left to right, in the order
    of the left indices. Of several pairs with one index in common that gain the same, the one with
    the lowest indices is made.

    This is the linear assignment problem (Kuhn 1955, "The Hungarian method for the assignment
    problem"). Each group of connected pairs is solved by itself. Most are a single pair, or several
    on one index, where the best is taken; small ones are solved by dynamic programming over the
    subsets of their smaller side (Held and Karp 1962, "A dynamic programming approach to sequencing
    problems"), and only the rest by SciPy, which is not imported before that.
    """
    chosen: list[Pair] = []
    for group in connected(gains):
        chosen += best_of(group, gains)
    return dict(sorted(chosen))


def best_of(group: Sequence[Pair], gains: Mapping[Pair, float]) -> list[Pair]:
    """The pairs to make of one group of connected pairs, as told at :func:`assign`."""
    lefts, rights = {i for i, _ in group}, {j for _, j in group}
    if len(lefts) == 1 or len(rights) == 1:
        return [max(group, key=lambda pair: (gains[pair], -pair[0], -pair[1]))]
    if len(rights) <= _FEW:
        return _by_subsets(group, gains)
    if len(lefts) <= _FEW:
        turned = {(j, i): gains[i, j] for i, j in group}
        return [(i, j) for j, i in _by_subsets(sorted(turned), turned)]
    return _by_scipy(group, gains)


def connected(pairs: Iterable[Pair]) -> Iterator[list[Pair]]:
    """The pairs in groups that have no index in common, each group sorted."""
    by_left: dict[int, list[Pair]] = {}
    by_right: dict[int, list[Pair]] = {}
    for pair in sorted(pairs):
        by_left.setdefault(pair[0], []).append(pair)
        by_right.setdefault(pair[1], []).append(pair)
    while by_left:
        _, group = by_left.popitem()
        for i, j in group:  # grows while it is gone through
            for other, _ in by_right.pop(j, ()):
                if other != i:
                    group += by_left.pop(other, ())
        yield sorted(group)


def _by_subsets(group: Sequence[Pair], gains: Mapping[Pair, float]) -> list[Pair]:
    """The best pairs, by the best total for every set of right indices that may be in use."""
    bits = {j: 1 << n for n, j in enumerate(sorted({j for _, j in group}))}
    by_left: dict[int, list[Pair]] = {}
    for pair in group:
        by_left.setdefault(pair[0], []).append(pair)
    best: dict[int, tuple[float, tuple[Pair, ...]]] = {0: (0, ())}
    for pairs in by_left.values():
        for used, (gain, made) in list(best.items()):
            for pair in pairs:
                bit = bits[pair[1]]
                total = gain + gains[pair]
                if not used & bit and (used | bit not in best or best[used | bit][0] < total):
                    best[used | bit] = total, (*made, pair)
    return list(max(best.values(), key=lambda entry: entry[0])[1])


def _by_scipy(group: Sequence[Pair], gains: Mapping[Pair, float]) -> list[Pair]:
    """LAPJVsp (Jonker and Volgenant 1987) on the sparse graph: memory grows with the pairs.

    A dense matrix would not do: a chain of overlaps through a whole article is one group.
    """
    import numpy as np  # noqa: PLC0415 (rarely needed, and slow to import)
    from scipy.sparse import csr_array  # noqa: PLC0415
    from scipy.sparse.csgraph import min_weight_full_bipartite_matching  # noqa: PLC0415

    pairs = np.array(group, dtype=np.int64)
    lefts, rows = np.unique(pairs[:, 0], return_inverse=True)
    rights, columns = np.unique(pairs[:, 1], return_inverse=True)
    # The solver leaves no row unassigned, so every row gets a column of its own that stands for
    # "none". The 1 that it weighs is added to every pair: the solver takes a weight of 0 as no
    # pair, and adding the same to every choice of a row changes nothing.
    own = np.arange(len(lefts))
    values = np.array([gains[pair] for pair in group], float)
    weights = np.concatenate([values + 1.0, np.ones(len(lefts))])
    graph = csr_array(
        (weights, (np.concatenate([rows, own]), np.concatenate([columns, len(rights) + own]))),
        shape=(len(lefts), len(rights) + len(lefts)),
    )
    chosen_rows, chosen_columns = min_weight_full_bipartite_matching(graph, maximize=True)
    return [
        (int(lefts[row]), int(rights[column]))
        for row, column in zip(chosen_rows, chosen_columns, strict=True)
        if column < len(rights)
    ]
