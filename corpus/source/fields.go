package source

import (
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"

	"golang.org/x/text/language"

	"sitrep/corpus"
)

// Bounds on what data may say about a document.
const (
	maxIDBytes    = 512  // an id is a key everywhere, and shown in messages
	maxFieldRunes = 2000 // any other field is cut to this
)

// fields are what a document's data says about it, as it says it.
type fields struct {
	id, title, publisher, author, url, published string
	marking, collection, reliability             string
	language, origin                             string
}

// set stores the value of a field by the name data may give it, in any case. Names that
// mean nothing here are ignored. Of two names for one field the one that sets it first wins.
func (f *fields) set(name, value string) {
	target := f.field(strings.ToLower(name))
	if target != nil && *target == "" {
		*target = oneLine(value)
		if runes := []rune(*target); len(runes) > maxFieldRunes {
			*target = string(runes[:maxFieldRunes])
		}
	}
}

func (f *fields) field(name string) *string {
	switch name {
	case "id", "_id":
		return &f.id
	case "title":
		return &f.title
	case "publisher", "source":
		return &f.publisher
	case "author":
		return &f.author
	case "url":
		return &f.url
	case "date", "published":
		return &f.published
	case "marking", "tlp":
		return &f.marking
	case "collection":
		return &f.collection
	case "reliability":
		return &f.reliability
	case "language":
		return &f.language
	case "origin":
		return &f.origin
	}
	return nil
}

// document is a document of the fields without text, sealed by nobody yet. Notes tell of
// fields left out because they cannot be read. A marking that cannot be read is an error
// instead: the document could be shown to people who may not see it.
func (f fields) document() (doc corpus.Document, notes []error, err error) {
	if len(f.id) > maxIDBytes {
		return doc, nil, fmt.Errorf("the id is longer than %d bytes", maxIDBytes)
	}
	doc = corpus.Document{
		ID: corpus.DocumentID(f.id), Title: f.title, Publisher: f.publisher, Author: f.author,
		Collection: f.collection, Origin: f.origin,
	}
	if doc.Marking, err = corpus.ParseMarking(f.marking); err != nil {
		return corpus.Document{}, nil, err
	}
	var note error
	if doc.Reliability, note = corpus.ParseReliability(f.reliability); note != nil {
		notes = append(notes, fmt.Errorf("%w: left out", note))
	}
	if doc.Published, note = publishedOn(f.published); note != nil {
		notes = append(notes, note)
	}
	if doc.URL, note = webAddress(f.url); note != nil {
		notes = append(notes, note)
	}
	if doc.Language, note = languageTag(f.language); note != nil {
		notes = append(notes, note)
	}
	return doc, notes, nil
}

func publishedOn(s string) (time.Time, error) {
	if s == "" {
		return time.Time{}, nil
	}
	t, exact, err := parseDate(s)
	if err != nil {
		return time.Time{}, fmt.Errorf("%w: the document goes in undated", err)
	}
	if !exact {
		return t, fmt.Errorf("the date %q names no day: taken as %s", s, t.Format("2 January 2006"))
	}
	return t, nil
}

var errNoWebAddress = errors.New("is not an http or https address: left out")

func webAddress(s string) (string, error) {
	if s == "" {
		return "", nil
	}
	u, err := url.Parse(s)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return "", fmt.Errorf("the url %q %w", abridge(s), errNoWebAddress)
	}
	u.User = nil // "https://known.example@other.example" leads to the other
	return u.String(), nil
}

func languageTag(s string) (string, error) {
	if s == "" {
		return "", nil
	}
	tag, err := language.Parse(s)
	if err != nil {
		return "", fmt.Errorf("the language %q is not a BCP 47 tag: left out", abridge(s))
	}
	return tag.String(), nil
}
