"""Names that our Web Annotation files use.

What the standard has no word for stands under full IRIs of our own. They need no entry in the
JSON-LD context, so the context of the standard is the only one, and other tools pass over them.
"""

from __future__ import annotations

CONTEXT = "http://www.w3.org/ns/anno.jsonld"

_OWN = "urn:annotator:"
PART = _OWN + "part"
"""On a target: ``passage``, or ``counterpart`` for what an inconsistency clashes with."""
ID = _OWN + "id"
"""On an annotation: its id, where that is no UUID and cannot be its IRI."""
SUBTYPE = _OWN + "subtype"
CONFIDENCE = _OWN + "confidence"
KEY = _OWN + "key"
"""On an annotation of a reference key: the parts below and the difficulty."""
CORE = _OWN + "core"
COUNTERPART_CORE = _OWN + "counterpart-core"
ALLOWANCE = _OWN + "allowance"
COUNTERPART_ALLOWANCE = _OWN + "counterpart-allowance"
DIFFICULTY = _OWN + "difficulty"
ALTERNATIVES = _OWN + "alternatives"
"""In a key's details: other answers that are as right, with a category or targets of their own."""
CATEGORY = _OWN + "category"
"""On an alternative: its category, where it is another than the annotation's."""
SET = _OWN + "set"
"""On a page: the id of the set."""
ROLE = _OWN + "role"
STATUS = _OWN + "status"
SUBMITTED = _OWN + "submitted"
CODEBOOK = _OWN + "codebook"
CODEBOOK_VERSION = _OWN + "codebook-version"
ARTICLE = _OWN + "article"
"""On a page: the article's revision, as an IRI made of its SHA-256."""

REPLYING = "replying"
"""The purpose of the body in which a learner argues a mark with the teacher."""

PASSAGE = "passage"
COUNTERPART = "counterpart"

REVISION = "urn:sha256:"
UUID = "urn:uuid:"
INCLUDED = "@included"
