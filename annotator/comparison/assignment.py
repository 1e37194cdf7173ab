"""One-to-one assignment of the highest total gain."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import min_weight_full_bipartite_matching


def assign(gains: Mapping[tuple[int, int], float]) -> dict[int, int]:
    """Pair left with right indices so that the sum of ``gains`` over the pairs is the highest.

    ``gains`` holds the pairs that may be made, each with a gain above 0 (no unit). Every index is
    used once at most, and not every one need be used. The result maps left to right, in the order
    of the left indices.

    This is the linear assignment problem (Kuhn 1955, "The Hungarian method for the assignment
    problem"), solved on the sparse graph by the LAPJVsp algorithm (Jonker and Volgenant 1987) of
    SciPy, so that memory grows with the number of pairs. A dense matrix for each connected group
    would not do: a chain of overlaps through a whole article is one group.
    """
    if not gains:
        return {}
    pairs = np.array(list(gains), dtype=np.int64)
    lefts, rows = np.unique(pairs[:, 0], return_inverse=True)
    rights, columns = np.unique(pairs[:, 1], return_inverse=True)
    # The solver leaves no row unassigned, so every row gets a column of its own that stands for
    # "none". The 1 that it weighs is added to every pair: the solver takes a weight of 0 as no
    # pair, and adding the same to every choice of a row changes nothing.
    own = np.arange(len(lefts))
    weights = np.concatenate([np.array(list(gains.values()), float) + 1.0, np.ones(len(lefts))])
    graph = csr_array(
        (weights, (np.concatenate([rows, own]), np.concatenate([columns, len(rights) + own]))),
        shape=(len(lefts), len(rights) + len(lefts)),
    )
    chosen_rows, chosen_columns = min_weight_full_bipartite_matching(graph, maximize=True)
    return {
        int(lefts[row]): int(rights[column])
        for row, column in zip(chosen_rows, chosen_columns, strict=True)
        if column < len(rights)
    }
