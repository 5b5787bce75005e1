package corpus

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"hash"
	"io"
	"time"
)

// DocumentID names a document for as long as its source does: the id its data gives it,
// or its path. Unique in a corpus.
type DocumentID string

// Document is one article and what is known about it. Text is valid UTF-8 in Unicode
// normalisation form C with "\n" line ends. Strings are empty, and times zero, where
// nothing is known; times are UTC.
type Document struct {
	ID          DocumentID
	Title       string
	Publisher   string
	Author      string
	URL         string
	Published   time.Time
	Fetched     time.Time
	Language    string // BCP 47, "en"
	Marking     Marking
	Collection  string
	Reliability Reliability
	Origin      string // where a digest's facts come from, in words; empty for an article
	Text        string
	Hash        Hash // set by Seal
}

// Hash is the SHA-256 of a document's content, see [Document.ContentHash].
type Hash [sha256.Size]byte

// String is the hash in lower-case hexadecimal.
func (h Hash) String() string { return hex.EncodeToString(h[:]) }

// ParseHash reads what [Hash.String] prints.
func ParseHash(s string) (Hash, error) {
	var h Hash
	b, err := hex.DecodeString(s)
	if err != nil || len(b) != len(h) {
		return h, fmt.Errorf("hash %q is not %d hexadecimal digits", s, 2*len(h))
	}
	copy(h[:], b)
	return h, nil
}

// ContentHash is the SHA-256 over every field but Fetched and Hash, each preceded by its
// length. Two documents with one hash say the same, down to the byte.
func (d *Document) ContentHash() Hash {
	sum := sha256.New()
	for _, field := range []string{
		string(d.ID), d.Title, d.Publisher, d.Author, d.URL, formatTime(d.Published),
		d.Language, d.Marking.String(), d.Collection, string(d.Reliability), d.Origin, d.Text,
	} {
		writeField(sum, field)
	}
	return Hash(sum.Sum(nil))
}

// Seal sets Hash to the hash of the content as it stands.
func (d *Document) Seal() { d.Hash = d.ContentHash() }

// Intact reports whether the content still has the hash it was sealed with.
func (d *Document) Intact() bool { return d.Hash == d.ContentHash() }

func formatTime(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339Nano)
}

func writeField(sum hash.Hash, field string) {
	var size [8]byte
	binary.LittleEndian.PutUint64(size[:], uint64(len(field)))
	sum.Write(size[:])
	_, _ = io.WriteString(sum, field) // a hash.Hash never returns an error
}
