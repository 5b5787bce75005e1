package source

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"sitrep/corpus"
)

// Reasons why a line is skipped.
var (
	errNotObject  = errors.New("not a JSON object")
	errTextAbsent = errors.New(`no "text" in it`)
)

// readJSONLines reads a document a line. Lines are read one at a time; one above the limit
// is skipped without being held.
func (r *reader) readJSONLines(f file, from io.Reader) bool {
	lines := lineReader{from: bufio.NewReaderSize(from, 256<<10), limit: r.opts.MaxBytes}
	found := false
	for line, err := range lines.all() {
		if !r.alive() {
			return false
		}
		var tooLong *lineTooLongError
		if err != nil && !errors.As(err, &tooLong) {
			return r.problem(f.path, lines.number, reason(err))
		}
		if err == nil && len(bytes.TrimSpace(line)) == 0 {
			continue
		}
		found = true
		if err != nil {
			if !r.problem(f.path, lines.number, errTooLarge(r.opts.MaxBytes)) {
				return false
			}
			continue
		}
		if !r.readLine(f, line, lines.number) {
			return false
		}
	}
	if !found {
		return r.problem(f.path, 0, ErrNoText)
	}
	return r.alive()
}

// readLine reads the document in one line.
func (r *reader) readLine(f file, line []byte, number int) bool {
	decoded, note, err := decode(line)
	if err != nil {
		return r.problem(f.path, number, err)
	}
	from, text, err := parseLine(decoded)
	if err != nil {
		return r.problem(f.path, number, err)
	}
	if note != nil && !r.note(f.path, number, note) {
		return false
	}
	return r.document(from, textTitle(text, f.name), text, f.path, number, lineID(f.id, from, text))
}

// lineID derives the id of a line that gives none from what it says, so that it stays the
// same when other lines come or go.
func lineID(file corpus.DocumentID, from fields, text string) corpus.DocumentID {
	sum := sha256.Sum256([]byte(from.url + "\n" + from.title + "\n" + text))
	return file + ":" + corpus.DocumentID(hex.EncodeToString(sum[:6]))
}

// parseLine reads one JSON object. The text it returns is normalised.
func parseLine(line string) (from fields, text string, err error) {
	var object map[string]json.RawMessage
	if err := json.Unmarshal([]byte(line), &object); err != nil {
		return from, "", fmt.Errorf("%w: %w", errNotObject, err)
	}
	// Not in the order of a map: "id" goes before "_id" where both are given.
	for _, name := range []string{
		"id", "_id", "title", "publisher", "source", "author", "url", "published", "date",
		"marking", "tlp", "collection", "reliability", "language", "origin",
	} {
		value, given := object[name]
		if !given {
			continue
		}
		s, err := scalar(value)
		if err != nil {
			return from, "", fmt.Errorf("%q %w", name, err)
		}
		from.set(name, s)
	}
	value, given := object["text"]
	if !given || string(value) == "null" {
		return from, "", errTextAbsent
	}
	if err := json.Unmarshal(value, &text); err != nil {
		return from, "", fmt.Errorf(`"text" is not a string`)
	}
	return from, Normalise(text), nil
}

var errNotScalar = errors.New("is neither a string, a number nor a list of them")

// scalar is a JSON string, number, or list of them as text; null is empty.
func scalar(value json.RawMessage) (string, error) {
	switch value[0] {
	case '"':
		var s string
		err := json.Unmarshal(value, &s)
		return s, err
	case 'n', 't', 'f':
		return "", nil
	case '[':
		var list []json.RawMessage
		if err := json.Unmarshal(value, &list); err != nil {
			return "", err
		}
		parts := make([]string, 0, len(list))
		for _, element := range list {
			if element[0] == '[' {
				return "", errNotScalar
			}
			s, err := scalar(element)
			if err != nil {
				return "", err
			}
			parts = append(parts, s)
		}
		return strings.Join(parts, ", "), nil
	case '{':
		return "", errNotScalar
	}
	return string(value), nil
}
