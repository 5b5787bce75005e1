package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"sitrep/corpus"
)

// brokenDocuments is content large enough for trees of several levels and overflow pages.
func brokenDocuments() (docs []corpus.Document) {
	for i := range 40 {
		docs = append(docs, article(fmt.Sprintf("article-%02d", i), strings.Repeat(fmt.Sprintf("Sentence of article %d. ", i), 1+i*i/8)))
	}
	return docs
}

// pristine is the bytes of a closed database that holds brokenDocuments.
func pristine(t *testing.T) []byte {
	t.Helper()
	path := filepath.Join(t.TempDir(), "pristine.db")
	st, err := Open(t.Context(), path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	mustBuild(t, st, brokenDocuments()...)
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// Whatever is damaged: no panic, no wrong document, and an error of one line; and the file
// is never removed.
func TestDamagedFile(t *testing.T) {
	t.Parallel()
	raw := pristine(t)
	docs := map[corpus.DocumentID]corpus.Document{}
	for _, doc := range brokenDocuments() {
		docs[doc.ID] = doc
	}
	cases := 80
	if slow() {
		cases = 1500
	}
	path := filepath.Join(t.TempDir(), "sitrep.db")
	outcomes := map[string]int{}
	for seed := range cases {
		rng := rand.New(rand.NewPCG(1, uint64(seed)))
		broken, what := damage(rng, raw)
		if err := os.WriteFile(path, broken, 0o600); err != nil {
			t.Fatal(err)
		}
		outcome, err := useDamaged(t.Context(), path, docs, seed%2 == 0)
		if err != nil {
			t.Errorf("seed %d, %s: %v", seed, what, err)
		}
		outcomes[outcome]++
		if _, err := os.Stat(path); err != nil {
			t.Fatalf("seed %d, %s: %v", seed, what, err)
		}
		for _, suffix := range []string{"-wal", "-shm"} {
			_ = os.Remove(path + suffix)
		}
	}
	t.Log(outcomes)
	if outcomes["refused"] == 0 || outcomes["left out"] == 0 {
		t.Errorf("the damage was not of every kind: %v", outcomes)
	}
}

// damage flips bytes of a copy of raw, or cuts it short, and says what it did.
func damage(rng *rand.Rand, raw []byte) (broken []byte, what string) {
	if rng.IntN(5) == 0 {
		size := rng.IntN(len(raw))
		return raw[:size], fmt.Sprintf("cut to %d of %d bytes", size, len(raw))
	}
	broken = append([]byte{}, raw...)
	first := rng.IntN(len(raw))
	if rng.IntN(4) == 0 {
		first = rng.IntN(300) // the header and the root of the schema
	}
	for range 1 + rng.IntN(4) {
		at := first + rng.IntN(64)
		if at < len(broken) {
			broken[at] ^= byte(1 + rng.IntN(255))
		}
	}
	return broken, fmt.Sprintf("flipped from byte %d", first)
}

// useDamaged does all that a reader does, and then builds again. It returns an error if
// something came out that was never put in, or an error is not clear.
func useDamaged(ctx context.Context, path string, docs map[corpus.DocumentID]corpus.Document, readOnly bool) (outcome string, wrong error) {
	st, err := Open(ctx, path, Options{ReadOnly: readOnly})
	if err != nil {
		return "refused", unclear(err)
	}
	defer st.Close()
	c, err := read(ctx, st)
	if err != nil {
		outcome, wrong = "refused", unclear(err)
	} else {
		outcome, wrong = "unharmed", c.onlyHolds(docs)
		if len(c.Members) != len(docs) {
			outcome = "left out"
		}
	}
	for id, want := range docs {
		got, err := st.Document(ctx, 1, id)
		if err != nil {
			wrong = errors.Join(wrong, unclear(err))
		} else if got.Fetched = want.Fetched; got.Intact() && got != want {
			wrong = errors.Join(wrong, fmt.Errorf("document %s is %+v", id, got))
		}
	}
	if readOnly {
		return outcome, wrong
	}
	all := brokenDocuments()
	if _, _, err := build(ctx, st, all...); err != nil {
		return outcome, errors.Join(wrong, unclear(err))
	}
	if c, err := read(ctx, st); err != nil {
		wrong = errors.Join(wrong, unclear(err))
	} else {
		wrong = errors.Join(wrong, c.onlyHolds(docs))
	}
	return outcome, wrong
}

// onlyHolds fails if contents hold a document, span or vector that was not put in. Fetched
// is not part of what a document's hash covers.
func (c contents) onlyHolds(docs map[corpus.DocumentID]corpus.Document) error {
	for _, m := range c.Members {
		want := docs[m.Document.ID]
		got := m.Document
		got.Fetched = want.Fetched
		if got != want {
			return fmt.Errorf("document %s is %+v", m.Document.ID, m.Document)
		}
		if layout := layOut(&want); fmt.Sprint(m.Layout) != fmt.Sprint(layout) {
			return fmt.Errorf("layout of %s is %v", got.ID, m.Layout)
		}
	}
	return nil
}

func unclear(err error) error {
	for _, known := range []error{ErrCorrupt, ErrForeign, ErrNewer, corpus.ErrNotFound} {
		if errors.Is(err, known) && !strings.ContainsAny(err.Error(), "\n\r") {
			return nil
		}
	}
	if strings.Contains(err.Error(), "sitrep index") {
		return nil
	}
	return fmt.Errorf("unclear: %w", err)
}

// One changed byte of an article: it is left out of what is searched, and who asks for it
// can see that it is not intact; everything else goes on. Building again mends it.
func TestChangedArticle(t *testing.T) {
	t.Parallel()
	st := newStore(t)
	docs := brokenDocuments()
	mustBuild(t, st, docs...)
	err := st.Write(t.Context(), func(tx *sql.Tx) error {
		_, err := tx.ExecContext(t.Context(), "UPDATE documents SET text = replace(text, '7. ', '8. ') WHERE id = 'article-07'")
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	c, err := read(t.Context(), st)
	if err != nil {
		t.Fatal(err)
	}
	if len(c.Damaged) != 1 || c.Damaged[0].Document != "article-07" || len(c.Members) != 39 {
		t.Errorf("%d members, damaged %v", len(c.Members), c.Damaged)
	}
	doc, err := st.Document(t.Context(), 1, "article-07")
	if err != nil || doc.Intact() {
		t.Errorf("document is intact: %v, %v", doc.Intact(), err)
	}
	mustBuild(t, st, docs...)
	if c, err = read(t.Context(), st); err != nil {
		t.Fatal(err)
	}
	if diff := c.matches(docs); diff != "" {
		t.Errorf("not mended: %s", diff)
	}
}
