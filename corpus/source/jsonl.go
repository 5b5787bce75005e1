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
	errNotObject     = errors.New("not a JSON object")
	errTextAbsent    = errors.New(`no "text" in it`)
	errTextNotString = errors.New(`"text" is not a string`)
)

// maxUseless is the number of lines without a document after which a file that has given
// none is taken for something else.
const maxUseless = 1000

// readJSONLines reads a document a line. Lines are read one at a time; one above the limit
// is skipped without being held.
func (r *reader) readJSONLines(f file, from io.Reader) bool {
	buffer := bufio.NewReaderSize(from, 256<<10)
	head, _ := buffer.Peek(512) // an error shows again when the first line is read
	if kind := binaryKind(head); kind != "" {
		return r.problem(f.path, 0, fmt.Errorf("%w (%s)", ErrBinary, kind))
	}
	lines := lineReader{from: buffer, limit: r.opts.MaxBytes}
	good, useless := 0, 0
	for r.alive() && (good > 0 || useless < maxUseless) {
		line, err := lines.next()
		switch {
		case errors.Is(err, io.EOF):
			if good+useless == 0 {
				return r.problem(f.path, 0, ErrNoText)
			}
			return r.alive()
		case errors.Is(err, errLineTooLong):
			useless++
			r.problem(f.path, lines.number, errTooLarge(r.opts.MaxBytes))
		case err != nil:
			return r.problem(f.path, lines.number, reason(err))
		case len(bytes.TrimSpace(line)) == 0:
		case r.readLine(f, line, lines.number):
			good++
		default:
			useless++
		}
	}
	if !r.alive() {
		return false
	}
	return r.problem(f.path, 0, fmt.Errorf("no document in the first %d lines: the rest was not read", useless))
}

// readLine reads the document in one line and reports whether there is one.
func (r *reader) readLine(f file, line []byte, number int) bool {
	from, text, note, err := parseLine(line)
	if err != nil {
		r.problem(f.path, number, err)
		return false
	}
	if note == nil || r.note(f.path, number, note) {
		r.document(from, textTitle(text, f.name), text, f.path, number, lineID(f.id, from, text))
	}
	return true
}

// lineID derives the id of a line that gives none from what it says, so that it stays the
// same when other lines come or go.
func lineID(file corpus.DocumentID, from fields, text string) corpus.DocumentID {
	sum := sha256.Sum256([]byte(from.url + "\n" + from.title + "\n" + text))
	return file + ":" + corpus.DocumentID(hex.EncodeToString(sum[:6]))
}

// fieldNames lists the names of fields in the order in which they are looked up: of two for
// one field, the one that comes first wins.
func fieldNames() []string {
	return []string{
		"id", "_id", "title", "publisher", "source", "author", "url", "published", "date",
		"marking", "tlp", "collection", "reliability", "language", "origin",
	}
}

// parseLine reads one JSON object. The text it returns is normalised. The note says what had
// to be mended.
func parseLine(line []byte) (from fields, text string, note, err error) {
	decoded, note, err := decode(line)
	if err != nil {
		return fields{}, "", nil, err
	}
	var object map[string]json.RawMessage
	if err := json.Unmarshal([]byte(decoded), &object); err != nil {
		if syntax, ok := errors.AsType[*json.SyntaxError](err); ok {
			return fields{}, "", nil, fmt.Errorf("%w: %w", errNotObject, syntax)
		}
		return fields{}, "", nil, errNotObject
	}
	for _, name := range fieldNames() {
		value, given := object[name]
		if !given {
			continue
		}
		s, err := scalar(value)
		if err != nil {
			return fields{}, "", nil, fmt.Errorf("%q %w", name, err)
		}
		from.set(name, s)
	}
	value, given := object["text"]
	if !given || string(value) == "null" {
		return fields{}, "", nil, errTextAbsent
	}
	if err := json.Unmarshal(value, &text); err != nil {
		return fields{}, "", nil, errTextNotString
	}
	if text = Normalise(text); !hasText(text) {
		return fields{}, "", nil, ErrNoText
	}
	return from, text, note, nil
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
