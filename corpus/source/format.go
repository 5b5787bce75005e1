package source

import (
	"errors"
	"io/fs"
	"net/http"
	"path"
	"strings"
	"unicode"
)

// format is how a file is read.
type format uint8

const (
	unknownFormat format = iota
	plainText
	markdown
	jsonLines
	webPage
)

var (
	errMarkup     = errors.New("markup (HTML or XML), not plain text: name an HTML page .html")
	errNotRegular = errors.New("not a regular file")
)

// formatOf tells the format by the extension of a file's name.
func formatOf(name string) format {
	switch strings.ToLower(path.Ext(name)) {
	case ".txt":
		return plainText
	case ".md", ".markdown":
		return markdown
	case ".jsonl", ".ndjson":
		return jsonLines
	case ".html", ".htm", ".xhtml":
		return webPage
	}
	return unknownFormat
}

// Extensions lists how the names of files end that are read here, for people to read.
func Extensions() []string {
	return []string{".txt", ".md", ".markdown", ".html", ".htm", ".xhtml", ".jsonl", ".ndjson"}
}

// Reads reports whether a file is of a format that is read here, by its name.
func Reads(name string) bool { return formatOf(name) != unknownFormat }

// binaryKind names the kind of data that cannot be text, judged by its first bytes as
// browsers judge it (https://mimesniff.spec.whatwg.org/); empty where it may be text.
func binaryKind(data []byte) string {
	kind, _, _ := strings.Cut(http.DetectContentType(data), ";")
	if strings.HasPrefix(kind, "text/") {
		return ""
	}
	return kind
}

// looksLikeMarkup reports whether a browser would take text for HTML or XML.
func looksLikeMarkup(text string) bool {
	kind := http.DetectContentType([]byte(text[:min(len(text), 512)]))
	return !strings.HasPrefix(kind, "text/plain")
}

// hasText reports whether there is a letter or a digit in text.
func hasText(text string) bool {
	return strings.IndexFunc(text, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) >= 0
}

// reason is what went wrong with a file, without the path that fs errors repeat.
func reason(err error) error {
	var pathError *fs.PathError
	if errors.As(err, &pathError) {
		return pathError.Err
	}
	return err
}
