"""A program that is killed while it annotates has lost nothing that it acknowledged.

The long version is ``tests/benchmarks/kill_trial.py``.
"""

from __future__ import annotations

from benchmarks.kill_trial import look, run_round


def test_every_acknowledged_change_is_there_after_a_kill(tmp_path):
    path = tmp_path / "library.annotator"
    found = 0
    for seed, acknowledgements in enumerate((0, 57, 101)):
        result = run_round(path, seed, acknowledgements=acknowledgements)
        assert result.problem == ""
        assert result.before == found  # it went on where the last one was killed
        assert result.acknowledged >= found + acknowledgements
        assert result.found - result.acknowledged in (0, 1)
        found = result.found


def test_the_trial_notices_what_is_missing(tmp_path):
    path = tmp_path / "library.annotator"
    result = run_round(path, 1, acknowledgements=10)
    lost = look(path, 0, result.found + 2, 0)
    assert lost.lost == 2
    assert lost.problem
    assert look(path, 0, result.found, 0).problem
    assert look(tmp_path / "another", 0, 5, 0).lost == 5
