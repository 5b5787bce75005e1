// Package librarian changes the corpus at the word of admins: it reads all articles again,
// adds files and web pages, removes articles and brings them back. Every change is kept
// first and then made part of the index, so that nothing is lost where indexing fails.
package librarian

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"

	"sitrep/bot/desk"
	"sitrep/bot/render/message"
	"sitrep/corpus"
	"sitrep/corpus/added"
	"sitrep/corpus/source"
	"sitrep/corpus/source/web"
	"sitrep/retrieval/index"
)

// Build makes what the sources hold, merged with the shelf, the live index, and has it
// answer from then on. With empty set, an index without one article is none to refuse.
type Build func(ctx context.Context, empty bool, progress func(index.Progress)) (index.Report, error)

// Librarian is the desk's. It is safe for concurrent use, while builds exclude each other.
type Librarian struct {
	shelf *added.Shelf
	pages *web.Fetcher
	build Build
}

var _ desk.Librarian = (*Librarian)(nil)

// New makes a librarian.
func New(shelf *added.Shelf, pages *web.Fetcher, build Build) *Librarian {
	return &Librarian{shelf: shelf, pages: pages, build: build}
}

// Reindex reads all sources again.
func (l *Librarian) Reindex(ctx context.Context, progress func(message.Progress)) (message.Outcome, error) {
	return l.index(ctx, false, progress)
}

// Add reads a file or a page, keeps the documents in it, and indexes them.
func (l *Librarian) Add(ctx context.Context, a desk.Addition, progress func(message.Progress)) ([]corpus.Document, message.Outcome, error) {
	progress(message.Progress{Stage: "fetching"})
	docs, problems, err := l.read(ctx, a)
	if err != nil {
		return nil, message.Outcome{}, err
	}
	if err := l.shelf.Add(ctx, a.Who, docs); err != nil {
		return nil, message.Outcome{}, err
	}
	outcome, err := l.index(ctx, false, progress)
	if err != nil {
		return docs, outcome, &desk.PendingError{Err: err}
	}
	for _, p := range problems {
		outcome.Problems = append(outcome.Problems, oneLine(p))
		if !p.Kept {
			outcome.Skipped++
		}
	}
	return docs, outcome, nil
}

// Remove takes an article out of the corpus for good, and out of the index.
func (l *Librarian) Remove(ctx context.Context, who string, id corpus.DocumentID, title string, progress func(message.Progress)) (message.Outcome, error) {
	if err := l.shelf.Remove(ctx, who, id, title); err != nil {
		return message.Outcome{}, err
	}
	return l.pending(ctx, progress)
}

// Restore lets an article that was removed come back from its source.
func (l *Librarian) Restore(ctx context.Context, id corpus.DocumentID, progress func(message.Progress)) (message.Outcome, error) {
	if err := l.shelf.Restore(ctx, id); err != nil {
		return message.Outcome{}, err
	}
	return l.pending(ctx, progress)
}

// Absences lists the articles of the sources that were removed.
func (l *Librarian) Absences(ctx context.Context) ([]added.Absence, error) {
	return l.shelf.Absences(ctx)
}

// pending indexes after a change that is kept whatever comes.
func (l *Librarian) pending(ctx context.Context, progress func(message.Progress)) (message.Outcome, error) {
	outcome, err := l.index(ctx, true, progress)
	if err != nil {
		return outcome, &desk.PendingError{Err: err}
	}
	return outcome, nil
}

func (l *Librarian) index(ctx context.Context, empty bool, progress func(message.Progress)) (message.Outcome, error) {
	report, err := l.build(ctx, empty, func(p index.Progress) {
		progress(message.Progress{Stage: p.Stage, Done: p.Done, Total: p.Total})
	})
	if err != nil {
		return message.Outcome{}, err
	}
	outcome := message.Outcome{
		Generation: report.Generation, Unchanged: report.Unchanged, Added: report.Added, Changed: report.Changed,
		Removed: report.Removed, Kept: report.Kept, Took: report.Took,
	}
	for _, problem := range report.Problems {
		outcome.Problems = append(outcome.Problems, oneLine(problem))
		if p, ok := errors.AsType[*source.Problem](problem); !ok || !p.Kept {
			outcome.Skipped++
		}
	}
	return outcome, nil
}

// read gives the documents in what is to be added, with what was asked for them filled in.
// Where there is not one, the error is the first problem.
func (l *Librarian) read(ctx context.Context, a desk.Addition) ([]corpus.Document, []*source.Problem, error) {
	name, data, origin, err := l.content(ctx, a)
	if err != nil {
		return nil, nil, err
	}
	var docs []corpus.Document
	var problems []*source.Problem
	for doc, err := range source.Parse(ctx, name, data, origin, source.Options{MaxBytes: desk.MaxFileBytes}) {
		problem, isProblem := errors.AsType[*source.Problem](err)
		switch {
		case isProblem:
			problems = append(problems, problem)
		case err != nil:
			return nil, nil, err
		default:
			docs = append(docs, doc)
		}
	}
	if len(docs) == 0 {
		for _, p := range problems {
			if !p.Kept {
				return nil, nil, p
			}
		}
		return nil, nil, source.ErrNoText
	}
	return docs, problems, l.complete(ctx, docs, a, origin)
}

// shelfPrefix begins the ids of files that were added, which no path of a source does.
const shelfPrefix = "added/"

// content is the bytes to read, and the name that tells their format.
func (l *Librarian) content(ctx context.Context, a desk.Addition) (name string, data []byte, origin source.Origin, err error) {
	if a.File == nil {
		page, err := l.pages.Fetch(ctx, a.Address)
		if err != nil {
			return "", nil, origin, err
		}
		return shelfPrefix + page.Name, page.Data, source.Origin{URL: page.URL, ContentType: page.ContentType}, nil
	}
	opened, err := a.File.Open(ctx)
	if err != nil {
		return "", nil, origin, fmt.Errorf("%w: %w", desk.ErrFile, err)
	}
	defer opened.Close()
	data, err = io.ReadAll(io.LimitReader(opened, desk.MaxFileBytes+1))
	switch {
	case ctx.Err() != nil:
		return "", nil, origin, context.Cause(ctx)
	case err != nil:
		return "", nil, origin, fmt.Errorf("%w: %w", desk.ErrFile, err)
	case len(data) > desk.MaxFileBytes:
		return "", nil, origin, desk.ErrFileSize
	}
	return shelfPrefix + path.Base(strings.ReplaceAll(a.File.Name, `\`, "/")), data, origin, nil
}

// complete fills in what the addition says of its documents. A marking can make them more
// closed than they say themselves, never more open. A page of plain text has its address for
// an id, as HTML pages have; a file keeps its name, unless one of another title has it.
func (l *Librarian) complete(ctx context.Context, docs []corpus.Document, a desk.Addition, origin source.Origin) error {
	shelved, err := l.shelf.Documents(ctx)
	if err != nil {
		return err
	}
	titles := map[corpus.DocumentID]string{}
	for i := range shelved {
		titles[shelved[i].ID] = shelved[i].Title
	}
	for i := range docs {
		doc := &docs[i]
		if a.Collection != "" {
			doc.Collection = a.Collection
		}
		if a.Publisher != "" {
			doc.Publisher = a.Publisher
		}
		if !a.Published.IsZero() {
			doc.Published = a.Published
		}
		doc.Marking = max(doc.Marking, a.Marking)
		doc.Fetched = a.At
		if origin.URL != "" && strings.HasPrefix(string(doc.ID), shelfPrefix) {
			doc.ID, doc.URL = corpus.DocumentID(origin.URL), origin.URL
		}
		if strings.HasPrefix(string(doc.ID), shelfPrefix) {
			doc.ID = free(doc.ID, doc.Title, titles)
		}
		titles[doc.ID] = doc.Title
		doc.Seal()
	}
	return nil
}

// free is the id, with a number where it stands for a document of another title.
func free(id corpus.DocumentID, title string, titles map[corpus.DocumentID]string) corpus.DocumentID {
	candidates := []corpus.DocumentID{id}
	for n := 2; n <= len(titles)+1; n++ {
		candidates = append(candidates, corpus.DocumentID(fmt.Sprintf("%s~%d", id, n)))
	}
	at := slices.IndexFunc(candidates, func(c corpus.DocumentID) bool {
		taken, there := titles[c]
		return !there || taken == title
	})
	return candidates[at]
}

func oneLine(err error) string { return strings.Join(strings.Fields(err.Error()), " ") }
