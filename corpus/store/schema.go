package store

// applicationID marks the file as sitrep's: the letters "sitr" in the database header.
const applicationID = 0x73697472

// pageSize holds seven 512-dimensional vectors a page; at SQLite's usual 4,096 bytes it
// would be one, and half of the file would be empty space.
const pageSize = 16384

// schema is the record's own tables, as steps; PRAGMA user_version counts those that have
// been taken. A step, once released, never changes: a new one is added below it.
//
// Times are RFC 3339 in UTC with nanoseconds as needed, empty where not known. Blobs:
//
//	documents.hash     32 bytes, corpus.Document.Hash
//	layouts.data       see encodeLayout
//	vectors.key        32 bytes, SHA-256 of the embedded text
//	vectors.data       see encodeVector; an empty vector where the model found nothing to read
//	members.vectors    see encodeVectorIDs: the vectors.id of each passage, in order
//	chunks.data        up to chunkSize bytes of a snapshot, which brings its own checksum
func schema() []string {
	return []string{`
CREATE TABLE documents (
	document    INTEGER PRIMARY KEY,
	hash        BLOB NOT NULL UNIQUE,
	id          TEXT NOT NULL,
	title       TEXT NOT NULL,
	publisher   TEXT NOT NULL,
	author      TEXT NOT NULL,
	url         TEXT NOT NULL,
	published   TEXT NOT NULL,
	fetched     TEXT NOT NULL, -- when this content was first seen
	language    TEXT NOT NULL,
	marking     TEXT NOT NULL,
	collection  TEXT NOT NULL,
	reliability TEXT NOT NULL,
	origin      TEXT NOT NULL,
	text        TEXT NOT NULL
) STRICT;
CREATE INDEX documents_id ON documents (id);

CREATE TABLE layouts (
	document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
	splitter TEXT NOT NULL,
	data     BLOB NOT NULL,
	PRIMARY KEY (document, splitter)
) STRICT, WITHOUT ROWID;

CREATE TABLE embedders (
	embedder    INTEGER PRIMARY KEY,
	fingerprint TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE vectors (
	id       INTEGER PRIMARY KEY,
	embedder INTEGER NOT NULL REFERENCES embedders ON DELETE CASCADE,
	key      BLOB NOT NULL,
	data     BLOB NOT NULL,
	UNIQUE (embedder, key)
) STRICT;

CREATE TABLE generations (
	number       INTEGER PRIMARY KEY,
	state        TEXT NOT NULL CHECK (state IN ('building', 'live', 'old')),
	created      TEXT NOT NULL,
	fingerprint  TEXT NOT NULL,
	splitter     TEXT NOT NULL,
	text_version TEXT NOT NULL, -- of the text that is embedded for a passage
	sources      TEXT NOT NULL, -- JSON array of strings
	documents    INTEGER NOT NULL,
	passages     INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX generations_live ON generations (state) WHERE state = 'live';

CREATE TABLE members (
	generation INTEGER NOT NULL REFERENCES generations ON DELETE CASCADE,
	ordinal    INTEGER NOT NULL,
	document   INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
	vectors    BLOB NOT NULL,
	PRIMARY KEY (generation, ordinal),
	UNIQUE (generation, document)
) STRICT, WITHOUT ROWID;
CREATE INDEX members_document ON members (document);

CREATE TABLE snapshots (
	snapshot   INTEGER PRIMARY KEY,
	generation INTEGER NOT NULL REFERENCES generations ON DELETE CASCADE,
	name       TEXT NOT NULL,
	size       INTEGER NOT NULL,
	UNIQUE (generation, name)
) STRICT;

CREATE TABLE chunks (
	snapshot INTEGER NOT NULL REFERENCES snapshots ON DELETE CASCADE,
	number   INTEGER NOT NULL,
	data     BLOB NOT NULL,
	PRIMARY KEY (snapshot, number)
) STRICT;

-- Work that has to be done even if this process dies first: 'compact'.
CREATE TABLE chores (chore TEXT PRIMARY KEY) STRICT;

-- How many steps of each other package's schema have been taken.
CREATE TABLE migrations (
	namespace TEXT PRIMARY KEY,
	steps     INTEGER NOT NULL
) STRICT;
`}
}
