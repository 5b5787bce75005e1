package source

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"iter"
	"net/url"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/net/html/charset"

	"sitrep/corpus"
	"sitrep/corpus/source/page"
)

// Origin is where the bytes of a file come from, as far as the file does not say so itself.
type Origin struct {
	URL         string // address that it was fetched from, or empty
	ContentType string // as a server named it, "text/html; charset=iso-8859-1", or empty
}

// Parse reads the documents in the bytes of one file, such as an upload, as [ReadWith] reads
// a file of that name. Where the data gives no id, that of an HTML page is the address it is
// from, and any other is derived from the name.
func Parse(ctx context.Context, name string, data []byte, from Origin, opts Options) iter.Seq2[corpus.Document, error] {
	return func(yield func(corpus.Document, error) bool) {
		r := newReader(ctx, opts, yield)
		id := corpus.DocumentID(oneLine(name))
		f := file{name: name, path: name, id: id, given: true, from: from}
		switch {
		case !r.alive():
		case formatOf(name) == jsonLines:
			r.readJSONLines(f, bytes.NewReader(data))
		case int64(len(data)) > r.opts.MaxBytes:
			r.problem(f.path, 0, errTooLarge(r.opts.MaxBytes))
		default:
			r.readText(f, data)
		}
	}
}

// readPage turns an HTML page into a document of its main text.
func (r *reader) readPage(f file, data []byte) bool {
	markup, note, err := decodePage(data, f.from.ContentType)
	if err != nil {
		return r.problem(f.path, 0, err)
	}
	if note != nil && !r.note(f.path, 0, note) {
		return false
	}
	address, err := url.Parse(f.from.URL)
	if err != nil {
		return r.problem(f.path, 0, err)
	}
	found, err := page.Extract(markup, address)
	if err != nil {
		return r.problem(f.path, 0, err)
	}
	var from fields
	for name, value := range map[string]string{
		"title": found.Title, "publisher": found.Publisher, "author": found.Author,
		"url": ownAddress(address, found.Canonical),
	} {
		from.set(name, value)
	}
	if !found.Published.IsZero() && isPlausibleYear(found.Published) {
		from.set("published", found.Published.UTC().Format(time.RFC3339))
	}
	if tag, err := languageTag(oneLine(found.Language)); err == nil {
		from.language = tag // pages often name something else than a language there
	}
	if from.publisher == "" {
		from.set("publisher", strings.TrimPrefix(address.Hostname(), "www."))
	}
	id := f.id
	if f.from.URL != "" && from.url != "" && len(from.url) <= maxIDBytes {
		id = corpus.DocumentID(from.url)
	}
	text := Normalise(found.Text)
	return r.document(from, textTitle(text, f.name), text, f.path, 0, id)
}

// ownAddress is the address that a page gives as its own, if it is one of the same host: a
// page could claim any. Else it is the one the page was fetched from. Neither holds a
// fragment, so that one page has one address.
func ownAddress(address *url.URL, canonical string) string {
	own, err := address.Parse(strings.TrimSpace(canonical))
	if err != nil || canonical == "" || address.Host != "" && bareHost(own) != bareHost(address) {
		plain := *address
		own = &plain
	}
	if own.Scheme != "http" && own.Scheme != "https" || own.Host == "" {
		return ""
	}
	own.Fragment, own.RawFragment, own.User = "", "", nil
	return own.String()
}

func bareHost(u *url.URL) string { return strings.TrimPrefix(strings.ToLower(u.Host), "www.") }

// decodePage turns the bytes of a page into a string: in the encoding that its byte order
// mark, its server or the page itself names, as browsers do
// (https://html.spec.whatwg.org/multipage/parsing.html#determining-the-character-encoding),
// else as other texts are decoded.
func decodePage(data []byte, contentType string) (markup string, note, err error) {
	encoding, name, certain := charset.DetermineEncoding(data[:min(len(data), 1024)], contentType)
	if name == "utf-8" && utf8.Valid(data) || !certain {
		return decode(data)
	}
	decoded, err := io.ReadAll(encoding.NewDecoder().Reader(bytes.NewReader(data)))
	if err != nil {
		return "", nil, fmt.Errorf("%w: it is not %s, as it says", ErrEncoding, name)
	}
	return string(decoded), nil, nil
}
