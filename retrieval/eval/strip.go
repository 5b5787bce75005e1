package eval

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
)

// StripFirstParagraphs copies a corpus of JSON lines, each article without its first
// paragraph where others follow; an empty line ends a paragraph. Profiles that begin with a
// line of other names then no longer say them, so that a question by another name is
// answered only by who knows it. The other fields are kept.
func StripFirstParagraphs(w io.Writer, r io.Reader) error {
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, longestLine)
	line := 0
	for lines.Scan() {
		line++
		if len(bytes.TrimSpace(lines.Bytes())) == 0 {
			continue
		}
		stripped, err := stripArticle(lines.Bytes())
		if err != nil {
			return lineError(line, err)
		}
		if _, err := w.Write(append(stripped, '\n')); err != nil {
			return err
		}
	}
	if err := lines.Err(); err != nil {
		return lineError(line+1, err)
	}
	return nil
}

// stripArticle takes the first paragraph out of one article.
func stripArticle(line []byte) ([]byte, error) {
	var article map[string]json.RawMessage
	if err := json.Unmarshal(line, &article); err != nil {
		return nil, err
	}
	var text string
	if err := json.Unmarshal(article["text"], &text); err != nil {
		return nil, errors.New("an article without a text")
	}
	_, rest, more := strings.Cut(strings.TrimLeft(text, "\n"), "\n\n")
	if !more || strings.TrimSpace(rest) == "" {
		return line, nil
	}
	encoded, err := json.Marshal(rest)
	if err != nil {
		return nil, fmt.Errorf("write the text again: %w", err)
	}
	article["text"] = encoded
	return json.Marshal(article)
}
