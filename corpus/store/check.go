package store

import (
	"errors"
	"fmt"
	"runtime"
	"sync"

	"sitrep/corpus"
)

// storedMember is a member as it was read, not yet checked.
type storedMember struct {
	document        corpus.Document
	layout, vectors []byte
	err             error
}

// checkAll decodes and checks members over all cores and keeps their order.
func checkAll(stored []storedMember) (members []Member, damaged []Damage) {
	checked := make([]Member, len(stored))
	var group sync.WaitGroup
	workers := runtime.GOMAXPROCS(0)
	for worker := range workers {
		group.Go(func() {
			for i := worker; i < len(stored); i += workers {
				if stored[i].err == nil {
					checked[i], stored[i].err = stored[i].check()
				}
			}
		})
	}
	group.Wait()
	members = checked[:0]
	for i, m := range checked {
		if err := stored[i].err; err != nil {
			damaged = append(damaged, Damage{Document: stored[i].document.ID, Err: err})
			continue
		}
		members = append(members, m)
	}
	return members, damaged
}

func (m *storedMember) check() (Member, error) {
	if !m.document.Intact() {
		return Member{}, errors.New("the stored article is not the one that was indexed")
	}
	layout, err := decodeLayout(m.document.ID, m.layout)
	if err == nil {
		err = fits(layout, m.document.Text)
	}
	if err != nil {
		return Member{}, fmt.Errorf("layout: %w", err)
	}
	vectors, err := decodeVectorIDs(m.vectors)
	if err == nil && len(vectors) != len(layout.Passages) {
		err = fmt.Errorf("%d vectors for %d passages", len(vectors), len(layout.Passages))
	}
	return Member{Document: m.document, Layout: layout, Vectors: vectors}, err
}

// fits reports whether every span of a layout cuts text, and every passage and repeat
// names sentences that there are.
func fits(l corpus.Layout, text string) error {
	for i, s := range l.Sentences {
		if _, err := s.Span.Cut(text); err != nil {
			return fmt.Errorf("sentence %d: %w", i, err)
		}
		if s.Repeats < corpus.NoSentence || s.Repeats >= len(l.Sentences) {
			return fmt.Errorf("sentence %d repeats sentence %d of %d", i, s.Repeats, len(l.Sentences))
		}
	}
	for i, p := range l.Passages {
		if _, err := p.Span.Cut(text); err != nil {
			return fmt.Errorf("passage %d: %w", i, err)
		}
		if p.First < 0 || p.End < p.First || p.End > len(l.Sentences) {
			return fmt.Errorf("passage %d holds sentences %d to %d of %d", i, p.First, p.End, len(l.Sentences))
		}
	}
	return nil
}
