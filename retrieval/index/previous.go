package index

import (
	"context"
	"errors"

	"sitrep/corpus"
	"sitrep/corpus/split"
	"sitrep/corpus/store"
)

// previous is the live generation that a build starts from; the zero value stands for none.
type previous struct {
	generation store.Generation
	members    map[corpus.DocumentID]store.Member
	damaged    map[corpus.DocumentID]bool
	faulty     bool // something is damaged or missing
}

// readPrevious reads the live generation, and checks it: what is damaged is made anew.
func (b *builder) readPrevious(ctx context.Context, vectors map[store.VectorKey]store.VectorID) (previous, error) {
	before := previous{members: map[corpus.DocumentID]store.Member{}, damaged: map[corpus.DocumentID]bool{}}
	err := b.store.View(ctx, func(v *store.View) (err error) {
		before.generation, err = v.Live(ctx)
		if errors.Is(err, corpus.ErrNotFound) {
			return nil
		}
		if err != nil {
			return err
		}
		members, damaged, err := v.Members(ctx, before.generation)
		if err != nil {
			return err
		}
		for _, m := range members {
			before.members[m.Document.ID] = m
		}
		for _, d := range damaged {
			before.damaged[d.Document] = true
			b.lg.WarnContext(ctx, "a stored document is damaged and is written anew", "doc", d.Document, "err", d.Err)
		}
		before.faulty = len(damaged) > 0 || !allStored(members, vectors)
		if _, err := readLexical(ctx, v, before.generation); err != nil {
			before.faulty = true
		}
		return ctx.Err()
	})
	return before, err
}

// allStored reports whether the vectors of all members are among those stored.
func allStored(members []store.Member, vectors map[store.VectorKey]store.VectorID) bool {
	stored := make(map[store.VectorID]struct{}, len(vectors))
	for _, id := range vectors {
		stored[id] = struct{}{}
	}
	for _, m := range members {
		for _, id := range m.Vectors {
			if _, ok := stored[id]; !ok {
				return false
			}
		}
	}
	return true
}

// compare counts what became of the documents since the generation before.
func (b *builder) compare(before previous, documents []corpus.Document) {
	r := &b.report
	for _, doc := range documents {
		stored, known := before.members[doc.ID]
		switch {
		case known && stored.Document.Hash == doc.Hash:
			r.Kept++
		case known || before.damaged[doc.ID]:
			r.Changed++
		default:
			r.Added++
		}
	}
	r.Removed = len(before.members) + len(before.damaged) - r.Kept - r.Changed
}

// unchanged reports whether the live generation is what this build would make.
func (b *builder) unchanged(before previous) bool {
	want := b.plan()
	have := before.generation
	return have.Number != 0 && !before.faulty &&
		have.Fingerprint == want.Fingerprint && have.SplitVersion == want.SplitVersion && have.TextVersion == want.TextVersion &&
		b.report.Added+b.report.Changed+b.report.Removed == 0
}

// layoutOf returns the stored layout of a document, if the present splitter made it.
func (p previous) layoutOf(doc *corpus.Document) (corpus.Layout, bool) {
	stored, known := p.members[doc.ID]
	usable := known && stored.Document.Hash == doc.Hash && p.generation.SplitVersion == split.Version
	return stored.Layout, usable
}
