package store

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"sitrep/corpus"
)

func TestBuildIsReadBack(t *testing.T) {
	t.Parallel()
	st := newStore(t)
	if _, err := st.Live(t.Context()); !errors.Is(err, corpus.ErrNotFound) {
		t.Errorf("live generation of a new store: %v, want ErrNotFound", err)
	}
	docs := []corpus.Document{article("a", "One. Two. Three."), article("b", ""), article("c", "Two. Vier. Fünf. \x00 and more.")}
	live, _ := mustBuild(t, st, docs...)
	if live.Number != 1 || live.Documents != 3 || live.Passages != 7 || live.Fingerprint != testFingerprint ||
		!slices.Equal(live.Sources, []string{"articles"}) || live.Created.IsZero() {
		t.Errorf("live generation is %+v", live)
	}
	c, err := read(t.Context(), st)
	if err != nil {
		t.Fatal(err)
	}
	if diff := c.matches(docs); diff != "" {
		t.Error(diff)
	}
	doc, err := st.Document(t.Context(), 1, "c")
	if err != nil || doc != docs[2] {
		t.Errorf("document c is %+v, %v", doc, err)
	}
	for _, missing := range []struct {
		generation int64
		id         corpus.DocumentID
	}{{1, "d"}, {2, "a"}, {0, "a"}} {
		if _, err := st.Document(t.Context(), missing.generation, missing.id); !errors.Is(err, corpus.ErrNotFound) {
			t.Errorf("document %s of generation %d: %v, want ErrNotFound", missing.id, missing.generation, err)
		}
	}
}

// The state after any history of builds is that of the last one, and no byte of an article
// that has gone is left in any of the files.
func TestHistoryLeavesNothingBehind(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	rapid.Check(t, func(rt *rapid.T) {
		sub, err := os.MkdirTemp(dir, "")
		if err != nil {
			rt.Fatal(err)
		}
		defer os.RemoveAll(sub)
		path := sub + "/sitrep.db"
		st, err := Open(t.Context(), path, Options{})
		if err != nil {
			rt.Fatal(err)
		}
		defer func() { _ = st.Close() }()
		history := &history{texts: map[string]string{}, marks: map[string][]string{}}
		for range rapid.IntRange(1, 6).Draw(rt, "builds") {
			history.edit(rt)
			docs := history.documents()
			_, gone, err := build(t.Context(), st, docs...)
			if err != nil {
				rt.Fatal(err)
			}
			if gone.LogKept {
				rt.Fatal("the write-ahead log was not emptied")
			}
			c, err := read(t.Context(), st)
			if err != nil {
				rt.Fatal(err)
			}
			if diff := c.matches(docs); diff != "" {
				rt.Fatal(diff)
			}
			if left := marksInFiles(rt, sub, history.gone); len(left) > 0 {
				rt.Fatalf("deleted text is still in %v", left)
			}
		}
	})
}

// history is a corpus that changes. Every sentence carries a mark that occurs nowhere else.
type history struct {
	next  int
	texts map[string]string
	marks map[string][]string // by id, of the text as it is
	gone  []string            // marks of what has been deleted
}

func (h *history) edit(t *rapid.T) {
	for range rapid.IntRange(1, 25).Draw(t, "edits") {
		ids := slices.Sorted(maps.Keys(h.texts))
		kinds := []string{"add", "add many"}
		if len(ids) > 0 {
			kinds = append(kinds, "remove", "remove", "replace", "shorten")
		}
		kind := rapid.SampledFrom(kinds).Draw(t, "kind")
		id := fmt.Sprintf("article-%d", h.next)
		if !strings.HasPrefix(kind, "add") {
			id = rapid.SampledFrom(ids).Draw(t, "id")
		}
		switch kind {
		case "add", "replace":
			h.gone = append(h.gone, h.marks[id]...)
			h.write(id, rapid.IntRange(1, 12).Draw(t, "sentences"), rapid.IntRange(0, 400).Draw(t, "filler"))
		case "add many": // enough for trees of several levels
			sizes := rand.New(rand.NewPCG(0, rapid.Uint64().Draw(t, "seed")))
			for range rapid.IntRange(1, 60).Draw(t, "articles") {
				h.write(fmt.Sprintf("article-%d", h.next), 1, sizes.IntN(3000))
			}
		case "remove":
			h.gone = append(h.gone, h.marks[id]...)
			delete(h.texts, id)
			delete(h.marks, id)
		case "shorten":
			last := len(h.marks[id]) - 1
			h.gone = append(h.gone, h.marks[id][last])
			h.marks[id] = h.marks[id][:last]
			h.texts[id] = h.texts[id][:strings.LastIndex(h.texts[id], "<")]
		}
		if len(h.marks[id]) == 0 {
			delete(h.texts, id)
			delete(h.marks, id)
		}
	}
}

func (h *history) write(id string, sentences, filler int) {
	h.texts[id], h.marks[id] = "", nil
	for range sentences {
		h.next++
		mark := fmt.Sprintf("<%07d>", h.next)
		h.marks[id] = append(h.marks[id], mark)
		h.texts[id] += mark + strings.Repeat("x", filler) + ". "
	}
}

func (h *history) documents() (docs []corpus.Document) {
	for _, id := range slices.Sorted(maps.Keys(h.texts)) {
		docs = append(docs, article(id, h.texts[id]))
	}
	return docs
}

// marksInFiles lists which files of a folder contain any of marks.
func marksInFiles(t interface{ Fatal(...any) }, dir string, marks []string) (found []string) {
	files, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		raw, err := os.ReadFile(dir + "/" + file.Name())
		if err != nil {
			t.Fatal(err)
		}
		for _, mark := range marks {
			if bytes.Contains(raw, []byte(mark)) {
				found = append(found, file.Name()+" "+mark)
			}
		}
	}
	return found
}

func TestNothingIsSeenBeforePublish(t *testing.T) {
	t.Parallel()
	st := newStore(t)
	before := []corpus.Document{article("a", "One. Two.")}
	mustBuild(t, st, before...)
	b, err := st.BeginBuild(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := stage(t.Context(), b, []corpus.Document{article("a", "One."), article("b", "Three.")}); err != nil {
		t.Fatal(err)
	}
	live, err := st.Live(t.Context())
	if err != nil || live.Number != 1 {
		t.Errorf("live is %d, %v; want 1", live.Number, err)
	}
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	// The next build discards what was staged, finds the vectors, and takes the number.
	b, err = st.BeginBuild(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	vectors, damaged, err := b.Vectors(t.Context(), testFingerprint, testDims)
	if err != nil || damaged != 0 {
		t.Fatalf("%d damaged, %v", damaged, err)
	}
	for _, text := range []string{"One. ", "Two.", "One.", "Three."} {
		if _, ok := vectors[vectorOf(text).Key]; !ok {
			t.Errorf("the vector of %q was not kept", text)
		}
	}
	if number, err := b.Stage(t.Context(), testPlan()); err != nil || number != 2 {
		t.Errorf("staged %d, %v; want 2", number, err)
	}
}

func TestAbandonedBuildIsDeletedByTheNext(t *testing.T) {
	t.Parallel()
	st := newStore(t)
	docs := []corpus.Document{article("a", "One. Two.")}
	mustBuild(t, st, docs...)
	b, err := st.BeginBuild(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := stage(t.Context(), b, []corpus.Document{article("secret", "Mark <abandoned>.")}); err != nil {
		t.Fatal(err)
	}
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	b, err = st.BeginBuild(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	live, err := b.Keep(t.Context(), []string{"elsewhere"})
	if err != nil || live.Number != 1 || !slices.Equal(live.Sources, []string{"elsewhere"}) {
		t.Errorf("kept %+v, %v", live, err)
	}
	gone, err := b.Collect(t.Context())
	if err != nil || gone != (Collected{Documents: 1, Vectors: 1}) {
		t.Errorf("collected %+v, %v", gone, err)
	}
	c, err := read(t.Context(), st)
	if err != nil {
		t.Fatal(err)
	}
	if diff := c.matches(docs); diff != "" {
		t.Error(diff)
	}
	if left := marksInFiles(t, strings.TrimSuffix(st.Path(), "/sitrep.db"), []string{"<abandoned>"}); len(left) > 0 {
		t.Error(left)
	}
}

// A reader that is a few generations behind can check quotes of articles that are still
// there, and only of those.
func TestOlderGenerationsKeepWhatIsStillThere(t *testing.T) {
	t.Parallel()
	st := newStore(t)
	stays, goes := article("stays", "One. Two."), article("goes", "Three.")
	mustBuild(t, st, stays, goes)
	for i := range keptGenerations + 1 {
		mustBuild(t, st, stays, article("other", fmt.Sprintf("Text %d.", i)))
		doc, err := st.Document(t.Context(), 1, "stays")
		if i < keptGenerations && (err != nil || doc != stays) {
			t.Errorf("after %d builds: %v", i+1, err)
		}
		if i == keptGenerations && !errors.Is(err, corpus.ErrNotFound) {
			t.Errorf("after %d builds: %v, want ErrNotFound", i+1, err)
		}
		if _, err := st.Document(t.Context(), 1, "goes"); !errors.Is(err, corpus.ErrNotFound) {
			t.Errorf("a deleted article is still there: %v", err)
		}
	}
}

func TestSnapshotOfManyChunks(t *testing.T) {
	t.Parallel()
	st := newStore(t)
	b, err := st.BeginBuild(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	number, err := b.Stage(t.Context(), testPlan())
	if err != nil {
		t.Fatal(err)
	}
	for name, size := range map[string]int{"none": 0, "small": 10, "exact": chunkSize, "large": 3*chunkSize + 5} {
		want := bytes.Repeat([]byte("0123456789abcde"), size/15+1)[:size]
		err := b.WriteSnapshot(t.Context(), name, func(w io.Writer) error {
			for rest := want; len(rest) > 0; {
				n, err := w.Write(rest[:min(len(rest), 70_000)])
				if err != nil {
					return err
				}
				rest = rest[n:]
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		var got []byte
		err = st.View(t.Context(), func(v *View) error {
			return v.Snapshot(t.Context(), number, name, func(r io.Reader) (err error) {
				got, err = io.ReadAll(r)
				return err
			})
		})
		if err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s: read %d of %d bytes, %v", name, len(got), len(want), err)
		}
	}
	failed := errors.New("out of ideas")
	if err := b.WriteSnapshot(t.Context(), "failed", func(io.Writer) error { return failed }); !errors.Is(err, failed) {
		t.Errorf("got %v", err)
	}
	err = st.View(t.Context(), func(v *View) error {
		return v.Snapshot(t.Context(), number, "absent", func(io.Reader) error { return nil })
	})
	if !errors.Is(err, corpus.ErrNotFound) {
		t.Errorf("absent snapshot: %v", err)
	}
}
