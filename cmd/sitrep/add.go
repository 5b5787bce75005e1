package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"sitrep/bot/desk"
	"sitrep/bot/librarian"
	"sitrep/bot/render/message"
	"sitrep/corpus"
	"sitrep/corpus/source"
	"sitrep/corpus/source/web"
	"sitrep/corpus/store"
)

// terminalUser is who changes the corpus here, as the record names them.
const terminalUser = "terminal"

// changeReport is what `sitrep add`, `remove` and `restore` print with --json.
type changeReport struct {
	Documents  []changedDocument `json:"documents"`
	Generation int64             `json:"generation"`
	Added      int               `json:"added"`
	Changed    int               `json:"changed"`
	Removed    int               `json:"removed"`
	Problems   []string          `json:"problems"`
}

type changedDocument struct {
	ID    corpus.DocumentID `json:"id"`
	Title string            `json:"title"`
}

func newAdd(a *app) *cobra.Command {
	var collection, publisher, marking, date string
	cmd := &cobra.Command{
		Use:   "add URL|FILE",
		Short: "Add a web page or a file to the corpus",
		Long: `Add puts one web page, or the articles in one file, into the corpus beside what
"sitrep index" reads: they stay through every later index until "sitrep remove". The
same page or file again replaces what it gave before.

Of a page the main text is taken. Pages of private and local addresses are not fetched;
save them as files.`,
		Example: `  sitrep add https://news.example/2025/ferry
  sitrep add report.html --collection reports --date 2025-02-11`,
		Args: takes(cobra.ExactArgs(1), "add takes one address or file"),
	}
	flags := cmd.Flags()
	flags.StringVar(&collection, "collection", "", "`NAME` of the collection they belong to")
	flags.StringVar(&publisher, "publisher", "", "`NAME` of who published them")
	flags.StringVar(&date, "date", "", "`DAY` they were published")
	flags.StringVar(&marking, "mark", "", "TLP `LABEL` they are marked with at least (default: clear)")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if err := a.configure(cmd); err != nil {
			return err
		}
		addition := desk.Addition{Collection: collection, Publisher: publisher, Who: terminalUser, At: time.Now().UTC()}
		var err error
		if addition.Marking, err = corpus.ParseMarking(marking); err != nil {
			return usageError{err}
		}
		if date != "" {
			if addition.Published, err = source.ParseDate(date); err != nil {
				return usageError{err}
			}
		}
		if strings.Contains(args[0], "://") {
			addition.Address = args[0]
		} else {
			addition.File = &desk.File{Name: args[0], Open: func(context.Context) (io.ReadCloser, error) { return os.Open(args[0]) }}
			if !source.Reads(args[0]) {
				return usageError{fmt.Errorf("%s: only files that end in %s are read", args[0], strings.Join(source.Extensions(), ", "))}
			}
		}
		return a.change(cmd.Context(), func(l *librarian.Librarian, _ *store.Store, progress func(message.Progress)) ([]changedDocument, message.Outcome, error) {
			docs, outcome, err := l.Add(cmd.Context(), addition, progress)
			var changed []changedDocument
			for i := range docs {
				changed = append(changed, changedDocument{docs[i].ID, docs[i].Title})
			}
			if web.IsFetchError(err) {
				err = fmt.Errorf("%s: %s", args[0], web.Reason(err))
			}
			return changed, outcome, err
		})
	}
	return cmd
}

func newRemove(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "remove ID",
		Short: "Remove an article from the corpus",
		Long: `Remove takes an article out of the corpus by its id, as --json of ask and search shows
it. One that was added is deleted; one that a file holds stays out of every later index,
until "sitrep restore ID".`,
		Example: "  sitrep remove news/ferry.txt",
		Args:    takes(cobra.ExactArgs(1), "remove takes one id"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := a.configure(cmd); err != nil {
				return err
			}
			id := corpus.DocumentID(args[0])
			return a.change(cmd.Context(), func(l *librarian.Librarian, record *store.Store, progress func(message.Progress)) ([]changedDocument, message.Outcome, error) {
				live, err := record.Live(cmd.Context())
				if err != nil {
					return nil, message.Outcome{}, err
				}
				doc, err := record.Document(cmd.Context(), live.Number, id)
				if errors.Is(err, corpus.ErrNotFound) {
					return nil, message.Outcome{}, fmt.Errorf("%q is not in the corpus; --json of ask and search shows the ids of articles", id)
				}
				if err != nil {
					return nil, message.Outcome{}, err
				}
				outcome, err := l.Remove(cmd.Context(), terminalUser, id, doc.Title, progress)
				return []changedDocument{{id, doc.Title}}, outcome, err
			})
		},
	}
}

func newRestore(a *app) *cobra.Command {
	return &cobra.Command{
		Use:     "restore ID",
		Short:   "Bring back an article that was removed",
		Long:    `Restore lets an article come back that was removed although a file of the corpus holds it.`,
		Example: "  sitrep restore news/ferry.txt",
		Args:    takes(cobra.ExactArgs(1), "restore takes one id"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := a.configure(cmd); err != nil {
				return err
			}
			id := corpus.DocumentID(args[0])
			return a.change(cmd.Context(), func(l *librarian.Librarian, _ *store.Store, progress func(message.Progress)) ([]changedDocument, message.Outcome, error) {
				outcome, err := l.Restore(cmd.Context(), id, progress)
				if errors.Is(err, corpus.ErrNotFound) {
					err = fmt.Errorf("nobody has removed an article with the id %q", id)
				}
				return []changedDocument{{ID: id}}, outcome, err
			})
		},
	}
}

// change changes the corpus and says what came of it.
func (a *app) change(ctx context.Context, do func(*librarian.Librarian, *store.Store, func(message.Progress)) ([]changedDocument, message.Outcome, error)) error {
	live, err := a.liveGeneration(ctx)
	if err != nil && !errors.Is(err, corpus.ErrNotFound) {
		return err
	}
	model, err := a.openEmbedder(ctx, live.Fingerprint)
	if err != nil {
		return err
	}
	record, err := store.Open(ctx, a.database(), store.Options{})
	if err != nil {
		return err
	}
	defer record.Close()
	l, err := a.librarian(ctx, record, model, func(context.Context) error { return nil })
	if err != nil {
		return err
	}
	bar := a.newProgress(map[string]string{"reading": "articles", "embedding": "passages", "writing": "articles"})
	docs, outcome, err := do(l, record, func(p message.Progress) {
		if p.Stage != "fetching" {
			bar.show(p.Stage, p.Done, p.Total)
		}
	})
	bar.close()
	if err != nil {
		return interrupted(ctx, err, "the index is as it was")
	}
	for _, problem := range outcome.Problems {
		a.warn("%s", problem)
	}
	if a.asJSON {
		return writeJSON(a.stdout, changeReport{
			Documents: docs, Generation: outcome.Generation, Added: outcome.Added, Changed: outcome.Changed, Removed: outcome.Removed,
			Problems: append([]string{}, outcome.Problems...),
		})
	}
	return a.printChange(docs, outcome)
}

func (a *app) printChange(docs []changedDocument, o message.Outcome) error {
	for _, doc := range docs {
		if _, err := fmt.Fprintln(a.stdout, strings.TrimSpace(doc.Title+"  ["+string(doc.ID)+"]")); err != nil {
			return err
		}
	}
	_, err := fmt.Fprintf(a.stdout, "%d added, %d changed, %d removed (index %d)\n", o.Added, o.Changed, o.Removed, o.Generation)
	return err
}
