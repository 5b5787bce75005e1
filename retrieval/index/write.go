package index

import (
	"context"
	"fmt"
	"io"

	"sitrep/corpus/store"
	"sitrep/retrieval/lexical"
)

// write stages the new generation and checks what was written by reading it back.
func (b *builder) write(ctx context.Context, laid []laidOut) error {
	members := make([]store.Member, len(laid))
	entries := make([]Entry, len(laid))
	for i, d := range laid {
		members[i] = d.Member
		entries[i] = Entry{Document: d.Document, Layout: d.Layout}
	}
	if _, err := b.writer.Stage(ctx, b.plan()); err != nil {
		return err
	}
	if err := b.writeMembers(ctx, members); err != nil {
		return err
	}
	lexicon := lexical.Build(lexicalDocuments(entries))
	err := b.writer.WriteSnapshot(ctx, snapshotName, func(w io.Writer) error {
		_, err := lexicon.WriteTo(w)
		return err
	})
	if err != nil {
		return err
	}
	return b.verify(ctx, members)
}

// membersPerStep is how many documents are written between two calls for progress.
const membersPerStep = 256

func (b *builder) writeMembers(ctx context.Context, members []store.Member) error {
	step := b.stage(StageWriting, len(members))
	for len(members) > 0 {
		part := members[:min(len(members), membersPerStep)]
		if err := b.writer.AddMembers(ctx, part); err != nil {
			return err
		}
		members = members[len(part):]
		step(len(part))
	}
	return nil
}

// verify reads the staged generation as [Load] will: every document must have its hash,
// every span cut, every passage have its vector, and the lexical snapshot be readable.
func (b *builder) verify(ctx context.Context, members []store.Member) error {
	return b.store.View(ctx, func(v *store.View) error {
		staged, err := b.writer.Staged(ctx, v)
		if err != nil {
			return err
		}
		written, faults, err := read(ctx, v, staged, b.embedder.Fingerprint().Dimensions)
		switch {
		case err != nil:
			return fmt.Errorf("read back what was written: %w", err)
		case len(faults) > 0:
			return b.store.Damaged(fmt.Errorf("what was just written does not read back: %w", faults[0]))
		case len(written.Documents) != len(members):
			return b.store.Damaged(fmt.Errorf("%d documents were written and %d read back", len(members), len(written.Documents)))
		}
		for i, m := range members {
			if written.Documents[i].Document.Hash != m.Document.Hash {
				return b.store.Damaged(fmt.Errorf("document %s was written and another read back", m.Document.ID))
			}
		}
		return nil
	})
}
