"""Files that can be read, and those that cannot."""

from __future__ import annotations

import os
import random

import pytest

from annotator.domain.errors import ArticleError, ExchangeError
from annotator.exchange import reading
from annotator.exchange.article_file import import_article
from annotator.exchange.reading import read_bytes, read_text

ENGLISH = "The café’s owner said the “naïve” plan cost £5 – a résumé of a long day. " * 3
GERMAN = "Der Bürgermeister erklärte, daß die Stadt größere Maßnahmen für die Bürger plane. " * 3
POLISH = "Wicepremier powiedział, że rząd będzie wspierał małe firmy również w przyszłym roku. " * 3
RUSSIAN = "Президент заявил, что новые меры вступят в силу на следующей неделе. " * 3
JAPANESE = "政府は昨日、新しい経済対策を発表した。専門家はこれを歓迎している。" * 3
EMOJI = "Emoji 🙂, combining e\u0301 and שלום."


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        *(
            (t, e)
            for t in (ENGLISH, RUSSIAN, EMOJI)
            for e in ("utf-8", "utf-8-sig", "utf-16", "utf-32")
        ),
        *((t, e) for t in (ENGLISH, GERMAN, RUSSIAN) for e in ("utf-16-le", "utf-16-be")),
        (ENGLISH, "cp1252"),
        (GERMAN, "latin-1"),
        (POLISH, "cp1250"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (JAPANESE, "shift_jis"),
    ],
)
def test_encodings(text, encoding):
    assert read_text(text.encode(encoding), "a.txt") == text


def test_a_single_accent_in_a_long_english_text_decides_nothing_else():
    text = "It was a plain day. " * 500 + "The café was shut."
    assert read_text(text.encode("cp1252"), "a.txt") == text


@pytest.mark.parametrize("size", [64, 300, 5000])
@pytest.mark.parametrize("seed", range(20))
def test_random_bytes_are_refused(size, seed):
    with pytest.raises(ExchangeError, match=r"not text|damaged"):
        read_text(b"\xfb" + random.Random(seed).randbytes(size), "a.txt")


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"\x89PNG\r\n\x1a\n....", "PNG"),
        (b"%PDF-1.7 text", "PDF"),
        (b"PK\x03\x04docx", "zip"),
        (b"some text\x00with a zero byte and more text behind it", "not text"),
        (b"\xff\xfea", "not text"),
    ],
)
def test_binary_files_are_refused_in_words(tmp_path, data, what):
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    with pytest.raises(ArticleError, match=what) as caught:
        import_article(path)
    assert "a.txt" in str(caught.value)


def test_damaged_utf_8_is_not_guessed_at():
    data = "Ĉu vi ŝatas la ĝardenon? Jes, ĉar ĝi estas bela.".encode()
    with pytest.raises(ExchangeError, match="damaged at byte 50"):
        read_text(data[:50] + b"\xff" + data[50:], "a.txt")


def test_an_empty_file(tmp_path):
    path = tmp_path / "a.txt"
    path.touch()
    with pytest.raises(ArticleError, match="is empty"):
        import_article(path)


def test_a_missing_file(tmp_path):
    with pytest.raises(ArticleError, match="no file"):
        import_article(tmp_path / "missing.txt")


def test_a_folder(tmp_path):
    with pytest.raises(ArticleError, match="is a folder"):
        import_article(tmp_path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(ExchangeError, match="not an ordinary file"):
        read_bytes(tmp_path / "pipe")


def test_a_file_that_may_not_be_read(tmp_path, monkeypatch):
    path = tmp_path / "a.txt"
    path.write_text("text")

    def refuse(*_args, **_kwargs):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(type(path), "open", refuse)
    with pytest.raises(ExchangeError, match="may not be read"):
        read_bytes(path)


def test_a_file_of_200_mb_is_refused_unread(tmp_path, monkeypatch):
    path = tmp_path / "big.txt"
    with path.open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    monkeypatch.setattr(type(path), "open", lambda *_a, **_k: pytest.fail("it was opened"))
    with pytest.raises(ArticleError, match="200 MB, where 50 MB"):
        import_article(path)


def test_a_file_that_grows_while_it_is_read(tmp_path, monkeypatch):
    path = tmp_path / "a.txt"
    path.write_bytes(b"x" * 100)
    real = type(path).stat
    monkeypatch.setattr(reading, "LARGEST_FILE", 50)

    def smaller(self, **kwargs):
        found = list(real(self, **kwargs))
        found[6] = 10
        return os.stat_result(found)

    monkeypatch.setattr(type(path), "stat", smaller)
    with pytest.raises(ExchangeError, match="too large"):
        read_bytes(path)


@pytest.mark.parametrize("name", ["a.docx", "a.html", "a.csv"])
def test_other_extensions_are_refused_with_what_is_read(tmp_path, name):
    path = tmp_path / name
    path.write_text("text")
    with pytest.raises(ArticleError, match=r"\.txt, \.md"):
        import_article(path)


def test_a_name_with_a_zero_byte(tmp_path):
    with pytest.raises(ExchangeError):
        read_bytes(tmp_path / "a\x00b")


def test_the_bundled_article_opens_through_the_same_door(tmp_path):
    path = tmp_path / "A.MD"
    path.write_bytes(b"\xef\xbb\xbf# Title\r\n\r\nText.\r\n\r\n")
    draft = import_article(path)
    assert draft.text == "# Title\n\nText."
    assert draft.source == "A.MD"
