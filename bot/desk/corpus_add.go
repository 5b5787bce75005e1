package desk

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"sitrep/bot/locale"
	"sitrep/bot/render/message"
	"sitrep/corpus"
	"sitrep/corpus/source"
	"sitrep/corpus/source/web"
)

// Addition is what an admin wants to add: a file or a web page, and what is known about it.
type Addition struct {
	File       *File  // nil: the page at Address
	Address    string // of a web page
	Collection string // as are the two below: empty or zero where the document knows best
	Publisher  string
	Published  time.Time
	Marking    corpus.Marking // documents are marked no more openly than this
	Who        string         // user id
	At         time.Time
}

// MaxFileBytes is the size of the largest file that is added.
const MaxFileBytes = 10 << 20

// Reasons why a file is not added.
var (
	// ErrFile says that the file could not be fetched.
	ErrFile = errors.New("the file cannot be fetched")
	// ErrFileSize says that the file is larger than MaxFileBytes, whatever was announced.
	ErrFileSize = errors.New("the file is too large")
)

// File is a file that came with a command.
type File struct {
	Name string
	Size int64 // bytes, as the transport says
	// Open begins to fetch it from where the transport keeps files. It is set by the
	// transport, which vouches for the place.
	Open func(ctx context.Context) (io.ReadCloser, error)
}

// add answers /corpus add.
func add(ctx context.Context, c *call) error {
	a, err := c.addition()
	if err != nil {
		return errors.Join(err, c.audit(ctx, err))
	}
	return c.indexing(ctx, c.Name, c.object(), func(ctx context.Context, progress func(message.Progress)) (message.Page, error) {
		docs, outcome, err := c.desk.library.Admin.Add(ctx, a, progress)
		if err != nil {
			return message.Page{}, err
		}
		return c.renderer().Added(c.desk.addedAs(docs), outcome), nil
	})
}

// addition reads the options of /corpus add, and refuses what needs no look into the file.
func (c *call) addition() (Addition, error) {
	a := Addition{
		File: c.File, Address: strings.TrimSpace(c.Options["url"]), Who: c.User, At: c.At.UTC(),
		Collection: c.Options["collection"], Publisher: c.Options["publisher"],
	}
	var err error
	if a.Marking, err = corpus.ParseMarking(c.Options["marking"]); err != nil {
		return a, c.sorry(locale.SorrySetting, c.Options["marking"])
	}
	if date := c.Options["date"]; date != "" {
		if a.Published, err = source.ParseDate(date); err != nil {
			return a, c.sorry(locale.SorryDate, date)
		}
	}
	switch {
	case (a.File == nil) == (a.Address == ""):
		return a, c.sorry(locale.SorryOneSource)
	case a.File == nil:
	case !source.Reads(a.File.Name):
		return a, c.sorry(locale.SorryFileType, formats())
	case a.File.Size > MaxFileBytes:
		return a, c.sorry(locale.SorryFileSize, fileLimit())
	case a.File.Size == 0:
		return a, c.sorry(locale.SorryFileEmpty)
	}
	return a, nil
}

func formats() string { return strings.Join(source.Extensions(), ", ") }

func fileLimit() string { return fmt.Sprintf("%d MiB", MaxFileBytes>>20) }

// whyNotAdded is the sentence for what is wrong with a file or an address, if it is that.
func (c *call) whyNotAdded(err error) (page message.Page, told bool) {
	r := c.renderer()
	problem, isProblem := errors.AsType[*source.Problem](err)
	switch {
	case errors.Is(err, ErrFileSize):
		return r.Notice(locale.SorryFileSize, fileLimit()), true
	case errors.Is(err, ErrFile):
		return r.Notice(locale.SorryFileFetch), true
	case errors.Is(err, source.ErrNoText):
		return r.Notice(locale.SorryNoText), true
	case errors.Is(err, source.ErrBinary):
		return r.Notice(locale.SorryFileType, formats()), true
	case isProblem:
		return r.Notice(locale.SorryContent, problem.Err.Error()), true
	case errors.Is(err, web.ErrAddress):
		return r.Notice(locale.SorryAddress), true
	case errors.Is(err, web.ErrInside):
		return r.Notice(locale.SorryAddressInside), true
	case web.IsFetchError(err):
		return r.Notice(locale.SorryAddressFetch, web.Reason(err)), true
	}
	return message.Page{}, false
}

// maxAdded is how many of the articles in one file are named.
const maxAdded = 5

// addedAs is how documents that were added stand in the index.
func (d *Desk) addedAs(docs []corpus.Document) message.Addition {
	passages := map[corpus.DocumentID]int{}
	for _, e := range d.library.Live().Documents {
		passages[e.Document.ID] = len(e.Layout.Passages)
	}
	a := message.Addition{Articles: len(docs)}
	for i := range docs[:min(len(docs), maxAdded)] {
		doc := &docs[i]
		a.Shown = append(a.Shown, message.AddedArticle{
			ID: string(doc.ID), Title: doc.Title, Publisher: doc.Publisher, Published: dayOf(doc), Address: doc.URL,
			Collection: doc.Collection, Marking: doc.Marking.String(), Passages: passages[doc.ID],
		})
	}
	return a
}
