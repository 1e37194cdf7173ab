"""The schema of the library file, as migrations that are applied in order."""

from __future__ import annotations

from annotator.storage.sqlite import Database, Migrations

MIGRATIONS = Migrations("annotator")

# Marks the file as ours ("Anno" in ASCII), so that another program's database is not touched.
APPLICATION_ID = 0x416E6E6F


@MIGRATIONS()
def m001_articles_sets_and_history(db: Database) -> None:
    """Articles with their revisions, annotation sets, and the log of every change."""
    db.executescript(
        """
        CREATE TABLE articles (
            id TEXT PRIMARY KEY,
            title TEXT NOT NULL,
            source TEXT NOT NULL,
            date TEXT NOT NULL,
            created_at TEXT NOT NULL
        ) STRICT;

        CREATE TABLE article_texts (
            sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64),
            article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
            revision INTEGER NOT NULL,
            body TEXT NOT NULL,
            blocks TEXT NOT NULL CHECK (json_valid(blocks)),
            created_at TEXT NOT NULL,
            UNIQUE (article_id, revision)
        ) STRICT;

        CREATE VIEW article_revisions AS
            SELECT a.id, a.title, a.source, a.date, t.body, t.blocks,
                   t.sha256, t.revision, a.created_at AS added_at, a.rowid AS article_rowid
            FROM articles a JOIN article_texts t ON t.article_id = a.id;

        CREATE TABLE codebooks (
            id TEXT NOT NULL,
            version TEXT NOT NULL,
            content TEXT NOT NULL CHECK (json_valid(content)),
            PRIMARY KEY (id, version)
        ) STRICT;

        CREATE TABLE annotation_sets (
            id TEXT PRIMARY KEY,
            sha256 TEXT NOT NULL REFERENCES article_texts (sha256) ON DELETE CASCADE,
            name TEXT NOT NULL,
            role TEXT NOT NULL CHECK (role IN ('learner', 'key')),
            status TEXT NOT NULL CHECK (status IN ('draft', 'submitted')),
            annotator TEXT NOT NULL,
            codebook_id TEXT NOT NULL,
            codebook_version TEXT NOT NULL,
            created_at TEXT NOT NULL,
            submitted_at TEXT NOT NULL,
            UNIQUE (sha256, name),
            FOREIGN KEY (codebook_id, codebook_version) REFERENCES codebooks (id, version)
        ) STRICT;

        CREATE TABLE annotations (
            id TEXT PRIMARY KEY,
            set_id TEXT NOT NULL REFERENCES annotation_sets (id) ON DELETE CASCADE,
            category TEXT NOT NULL,
            subtype TEXT,
            note TEXT NOT NULL,
            confidence REAL CHECK (confidence BETWEEN 0.0 AND 1.0),
            created_at TEXT NOT NULL,
            has_key_details INTEGER NOT NULL CHECK (has_key_details IN (0, 1)),
            difficulty INTEGER CHECK (difficulty BETWEEN 1 AND 3)
        ) STRICT;
        CREATE INDEX annotations_of_set ON annotations (set_id);

        CREATE TABLE passages (
            annotation_id TEXT NOT NULL REFERENCES annotations (id) ON DELETE CASCADE,
            part TEXT NOT NULL CHECK (part IN (
                'passage', 'counterpart',
                'core', 'counterpart_core', 'allowance', 'counterpart_allowance'
            )),
            ordinal INTEGER NOT NULL,
            start_offset INTEGER,
            end_offset INTEGER,
            quote TEXT NOT NULL,
            prefix TEXT NOT NULL,
            suffix TEXT NOT NULL,
            PRIMARY KEY (annotation_id, part, ordinal),
            CHECK ((start_offset IS NULL) = (end_offset IS NULL)),
            CHECK (start_offset >= 0 AND end_offset > start_offset)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE revisions (
            id INTEGER PRIMARY KEY,
            set_id TEXT NOT NULL REFERENCES annotation_sets (id) ON DELETE CASCADE,
            at TEXT NOT NULL,
            who TEXT NOT NULL,
            action TEXT NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('do', 'undo', 'redo')),
            target INTEGER REFERENCES revisions (id),
            merge_key TEXT,
            edits TEXT NOT NULL CHECK (json_valid(edits)),
            CHECK ((kind = 'do') = (target IS NULL))
        ) STRICT;
        CREATE INDEX revisions_of_set ON revisions (set_id, id);
        -- Without it, deleting a set reads the whole log once for each of its revisions.
        CREATE INDEX revisions_of_target ON revisions (target) WHERE target IS NOT NULL;
        CREATE TRIGGER revisions_stay BEFORE UPDATE ON revisions BEGIN
            SELECT RAISE(ABORT, 'the revision log is never rewritten');
        END;

        CREATE TABLE settings (
            name TEXT PRIMARY KEY,
            value TEXT NOT NULL CHECK (json_valid(value))
        ) STRICT;
        """
    )


@MIGRATIONS()
def m002_passages_in_other_articles(db: Database) -> None:
    """A passage may lie in another article, which need not be in this library."""
    db.execute("ALTER TABLE passages ADD COLUMN source TEXT CHECK (length(source) = 64)")


@MIGRATIONS()
def m003_alternatives(db: Database) -> None:
    """An item of a key may have other answers that are as right, in the revision log's form."""
    db.execute(
        "ALTER TABLE annotations ADD COLUMN alternatives TEXT "
        "CHECK (alternatives IS NULL OR json_valid(alternatives))"
    )


@MIGRATIONS()
def m004_exercises_and_hints(db: Database) -> None:
    """What a teacher sets for articles, and the hints that readers were given.

    ``revision`` is the last one before a hint that changed marks, 0 where there was none.
    """
    db.executescript(
        """
        CREATE TABLE exercises (
            id TEXT PRIMARY KEY,
            title TEXT NOT NULL,
            instructions TEXT NOT NULL,
            feedback TEXT NOT NULL CHECK (
                feedback IN ('at_once', 'after_submission', 'by_teacher')
            ),
            hints INTEGER NOT NULL CHECK (hints IN (0, 1)),
            opened_at TEXT NOT NULL,
            created_at TEXT NOT NULL
        ) STRICT;

        CREATE TABLE exercise_articles (
            exercise_id TEXT NOT NULL REFERENCES exercises (id) ON DELETE CASCADE,
            ordinal INTEGER NOT NULL,
            article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
            PRIMARY KEY (exercise_id, ordinal),
            UNIQUE (exercise_id, article_id)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX exercises_of_article ON exercise_articles (article_id);

        CREATE TABLE hints (
            id INTEGER PRIMARY KEY,
            set_id TEXT NOT NULL REFERENCES annotation_sets (id) ON DELETE CASCADE,
            at TEXT NOT NULL,
            revision INTEGER NOT NULL,
            told TEXT NOT NULL CHECK (json_valid(told))
        ) STRICT;
        CREATE INDEX hints_of_set ON hints (set_id, id);
        """
    )


@MIGRATIONS()
def m005_arguments(db: Database) -> None:
    """A learner may say to the teacher why a mark that the key does not bear out is right."""
    db.execute("ALTER TABLE annotations ADD COLUMN argument TEXT NOT NULL DEFAULT ''")


@MIGRATIONS()
def m006_reconciling(db: Database) -> None:
    """A key may be made of two sets: of which, and what was decided of each pair of their marks.

    Neither the sets nor their marks are references: a key in the making outlives them.
    """
    db.executescript(
        """
        CREATE TABLE reconciliations (
            key_id TEXT PRIMARY KEY REFERENCES annotation_sets (id) ON DELETE CASCADE,
            first_id TEXT NOT NULL,
            second_id TEXT NOT NULL
        ) STRICT;

        CREATE TABLE pair_decisions (
            key_id TEXT NOT NULL REFERENCES reconciliations (key_id) ON DELETE CASCADE,
            first_mark TEXT NOT NULL,
            second_mark TEXT NOT NULL,
            decision TEXT CHECK (decision IN ('first', 'second', 'merged', 'rejected')),
            item_id TEXT NOT NULL,
            note TEXT,
            number INTEGER NOT NULL,
            at TEXT NOT NULL,
            who TEXT NOT NULL,
            PRIMARY KEY (key_id, first_mark, second_mark)
        ) STRICT, WITHOUT ROWID;
        """
    )


@MIGRATIONS()
def m007_learners_and_results(db: Database) -> None:
    """Several learners may share a library; what came of a comparison is kept for their progress.

    A set without a learner came from a file, or from before there were profiles.
    """
    db.executescript(
        """
        CREATE TABLE learners (
            id TEXT PRIMARY KEY,
            name TEXT NOT NULL UNIQUE,
            created_at TEXT NOT NULL
        ) STRICT;

        ALTER TABLE annotation_sets
            ADD COLUMN learner_id TEXT REFERENCES learners (id) ON DELETE CASCADE;
        CREATE INDEX sets_of_learner ON annotation_sets (learner_id);

        CREATE TABLE results (
            set_id TEXT PRIMARY KEY REFERENCES annotation_sets (id) ON DELETE CASCADE,
            key_id TEXT NOT NULL REFERENCES annotation_sets (id) ON DELETE CASCADE,
            items TEXT NOT NULL CHECK (json_valid(items))
        ) STRICT;
        CREATE INDEX results_of_key ON results (key_id);
        """
    )


@MIGRATIONS()
def m008_search_tags_and_deleted_articles(db: Database) -> None:
    """Articles and notes can be searched and articles tagged; deleted ones can be brought back."""
    db.executescript(
        """
        CREATE TABLE tags (
            article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
            tag TEXT NOT NULL CHECK (tag <> ''),
            PRIMARY KEY (article_id, tag)
        ) STRICT, WITHOUT ROWID;

        ALTER TABLE articles ADD COLUMN deleted_at TEXT;
        DROP VIEW article_revisions;
        CREATE VIEW article_revisions AS
            SELECT a.id, a.title, a.source, a.date, t.body, t.blocks,
                   t.sha256, t.revision, a.created_at AS added_at, a.rowid AS article_rowid
            FROM articles a JOIN article_texts t ON t.article_id = a.id
            WHERE a.deleted_at IS NULL;

        -- The newest revision of every article.
        CREATE VIRTUAL TABLE text_search USING fts5 (
            title, body, article_id UNINDEXED, tokenize = 'unicode61 remove_diacritics 2'
        );
        INSERT INTO text_search (title, body, article_id)
            SELECT title, body, id FROM article_revisions AS r WHERE revision = (
                SELECT max(revision) FROM article_texts WHERE article_id = r.id
            );
        CREATE TRIGGER search_new_text AFTER INSERT ON article_texts BEGIN
            DELETE FROM text_search WHERE article_id = new.article_id;
            INSERT INTO text_search (title, body, article_id)
                SELECT title, new.body, id FROM articles WHERE id = new.article_id;
        END;
        CREATE TRIGGER search_new_title AFTER UPDATE OF title ON articles BEGIN
            UPDATE text_search SET title = new.title WHERE article_id = new.id;
        END;
        CREATE TRIGGER search_no_article AFTER DELETE ON articles BEGIN
            DELETE FROM text_search WHERE article_id = old.id;
        END;

        -- Notes have numbers of their own, since those of rows change when a file is compacted.
        CREATE TABLE notes (
            id INTEGER PRIMARY KEY,
            annotation_id TEXT NOT NULL UNIQUE REFERENCES annotations (id) ON DELETE CASCADE,
            note TEXT NOT NULL
        ) STRICT;
        CREATE VIRTUAL TABLE note_search USING fts5 (
            note, content = 'notes', content_rowid = 'id',
            tokenize = 'unicode61 remove_diacritics 2'
        );
        CREATE TRIGGER search_note_in AFTER INSERT ON notes BEGIN
            INSERT INTO note_search (rowid, note) VALUES (new.id, new.note);
        END;
        CREATE TRIGGER search_note_out AFTER DELETE ON notes BEGIN
            INSERT INTO note_search (note_search, rowid, note) VALUES ('delete', old.id, old.note);
        END;
        CREATE TRIGGER search_new_note AFTER INSERT ON annotations WHEN new.note <> '' BEGIN
            INSERT INTO notes (annotation_id, note) VALUES (new.id, new.note);
        END;
        CREATE TRIGGER search_other_note AFTER UPDATE OF note ON annotations
        WHEN new.note <> old.note BEGIN
            DELETE FROM notes WHERE annotation_id = new.id;
            INSERT INTO notes (annotation_id, note)
                SELECT new.id, new.note WHERE new.note <> '';
        END;
        INSERT INTO notes (annotation_id, note) SELECT id, note FROM annotations WHERE note <> '';
        """
    )


@MIGRATIONS()
def m009_hidden_articles(db: Database) -> None:
    """An article may be there for a lesson only: no list, search or count of a learner has it."""
    db.execute(
        "ALTER TABLE articles ADD COLUMN hidden INTEGER NOT NULL DEFAULT 0 CHECK (hidden IN (0, 1))"
    )


@MIGRATIONS()
def m010_chosen_keys(db: Database) -> None:
    """Of several finished keys an earlier one may be chosen: when, empty where it never was."""
    db.execute("ALTER TABLE annotation_sets ADD COLUMN chosen_at TEXT NOT NULL DEFAULT ''")


@MIGRATIONS()
def m011_counted_words_and_schedules(db: Database) -> None:
    """What takes a while to work out is kept for the next start.

    The number of words of a text is -1 until it is counted. A schedule says when a learner's
    articles are due, and from what it was made: where that has changed, it is made anew.
    """
    db.executescript(
        """
        ALTER TABLE article_texts ADD COLUMN words INTEGER NOT NULL DEFAULT -1;

        CREATE TABLE schedules (
            learner_id TEXT PRIMARY KEY REFERENCES learners (id) ON DELETE CASCADE,
            made_from TEXT NOT NULL,
            due TEXT NOT NULL CHECK (json_valid(due))
        ) STRICT;
        """
    )


@MIGRATIONS()
def m012_marks_that_were_judged(db: Database) -> None:
    """Of which marks it was told what became of them while the set was still a draft."""
    db.executescript(
        """
        CREATE TABLE told_marks (
            set_id TEXT NOT NULL REFERENCES annotation_sets (id) ON DELETE CASCADE,
            annotation_id TEXT NOT NULL,
            PRIMARY KEY (set_id, annotation_id)
        ) STRICT, WITHOUT ROWID;
        """
    )
