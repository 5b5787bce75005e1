package index

import (
	"context"
	"fmt"
	"runtime"

	"golang.org/x/sync/errgroup"

	"sitrep/corpus"
	"sitrep/corpus/split"
	"sitrep/corpus/store"
)

// laidOut is a document of the new generation and the keys of its passages' vectors.
type laidOut struct {
	store.Member
	keys []store.VectorKey
}

// layOut takes documents apart over all cores, those that are new or that the splitter now
// reads differently.
func (b *builder) layOut(ctx context.Context, before previous, documents []corpus.Document) ([]laidOut, error) {
	out := make([]laidOut, len(documents))
	workers := runtime.GOMAXPROCS(0)
	group, ctx := errgroup.WithContext(ctx)
	for worker := range workers {
		group.Go(func() error {
			for i := worker; i < len(documents) && ctx.Err() == nil; i += workers {
				layout, known := before.layoutOf(&documents[i])
				if !known {
					layout = split.Split(documents[i].Title, documents[i].Text)
				}
				var err error
				if out[i], err = newLaidOut(documents[i], layout); err != nil {
					return fmt.Errorf("take apart %s: %w", documents[i].ID, err)
				}
			}
			return ctx.Err()
		})
	}
	return out, group.Wait()
}

func newLaidOut(doc corpus.Document, layout corpus.Layout) (laidOut, error) {
	for n := range layout.Passages {
		p := &layout.Passages[n]
		if _, err := p.Span.Cut(doc.Text); err != nil {
			return laidOut{}, err
		}
		p.ID = corpus.NewPassageID(doc.ID, n)
	}
	d := laidOut{Member: store.Member{Document: doc, Layout: layout}}
	for _, text := range passageTexts(&doc, layout) {
		d.keys = append(d.keys, vectorKey(text))
	}
	return d, nil
}
