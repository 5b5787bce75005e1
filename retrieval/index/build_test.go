package index

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
	"math"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"sitrep/corpus"
	"sitrep/corpus/source"
	"sitrep/corpus/store"
)

func TestBuildAndLoad(t *testing.T) {
	t.Parallel()
	st, e := newStore(t), &fakeEmbedder{}
	docs := []corpus.Document{long("b", 5), long("a", 3), article("c", ""), article("d", "All of it is unreadable.")}
	if _, err := Load(t.Context(), noWarnings(t), st, 0, e); !errors.Is(err, corpus.ErrNotFound) {
		t.Errorf("load before the first build: %v, want ErrNotFound", err)
	}
	report := mustBuild(t, st, e, docs)
	if report.Generation != 1 || report.Unchanged || report.Added != 4 || report.Changed+report.Removed+report.Kept != 0 ||
		report.Documents != 4 || report.Passages == 0 || report.Embedded != report.Passages || report.FromCache != 0 || report.Took <= 0 {
		t.Errorf("report is %+v", report)
	}
	live := mustLoad(t, st, e)
	if err := serves(t.Context(), live, docs); err != nil {
		t.Error(err)
	}
	if want := []string{"articles"}; !slices.Equal(live.Generation.Sources, want) {
		t.Errorf("sources are %v, want %v", live.Generation.Sources, want)
	}
	if _, err := Load(t.Context(), noWarnings(t), st, 1, e); err != nil {
		t.Errorf("load by number: %v", err)
	}
	if _, err := Load(t.Context(), noWarnings(t), st, 2, e); !errors.Is(err, corpus.ErrNotFound) {
		t.Errorf("load a generation that is not there: %v, want ErrNotFound", err)
	}
}

func TestUnchangedCorpusEmbedsNothing(t *testing.T) {
	t.Parallel()
	st, e := newStore(t), &fakeEmbedder{}
	docs := []corpus.Document{long("a", 3), long("b", 2), article("c", "This is unreadable.")}
	first := mustBuild(t, st, e, docs)
	slices.Reverse(docs)
	docs[0].Fetched = time.Now() // when it was fetched is not what it says
	second, err := Build(t.Context(), noWarnings(t), st, e, reading(docs), Options{Sources: []string{"moved"}})
	if err != nil {
		t.Fatal(err)
	}
	if !second.Unchanged || second.Generation != 1 || second.Kept != 3 || second.Embedded != 0 ||
		second.FromCache != first.Passages || second.Passages != first.Passages || second.Documents != 3 {
		t.Errorf("report is %+v", second)
	}
	if got := e.texts.Load(); got != int64(first.Embedded) {
		t.Errorf("%d texts were embedded, %d at first", got, first.Embedded)
	}
	if live := mustLoad(t, st, e); !slices.Equal(live.Generation.Sources, []string{"moved"}) {
		t.Errorf("sources are %v", live.Generation.Sources)
	}
}

func TestReportCountsWhatHappened(t *testing.T) {
	t.Parallel()
	st, e := newStore(t), &fakeEmbedder{}
	mustBuild(t, st, e, []corpus.Document{long("kept", 2), long("shortened", 4), long("removed", 2)})
	report := mustBuild(t, st, e, []corpus.Document{long("kept", 2), long("shortened", 1), long("added", 3)})
	if report.Added != 1 || report.Changed != 1 || report.Removed != 1 || report.Kept != 1 || report.Generation != 2 {
		t.Errorf("report is %+v", report)
	}
	if report.FromCache == 0 || report.FromCache+report.Embedded != report.Passages {
		t.Errorf("%d of %d passages from the cache, %d embedded", report.FromCache, report.Passages, report.Embedded)
	}
}

// Whatever came before, an index is the one that the same documents make from nothing, and
// no word of what has gone is left in the files.
func TestHistoryMakesNoDifference(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	rapid.Check(t, func(rt *rapid.T) {
		sub, err := os.MkdirTemp(dir, "")
		if err != nil {
			rt.Fatal(err)
		}
		defer os.RemoveAll(sub)
		st, err := store.Open(t.Context(), sub+"/sitrep.db", store.Options{})
		if err != nil {
			rt.Fatal(err)
		}
		defer func() { _ = st.Close() }()
		lengths, ever := map[string]int{}, map[string]int{} // paragraphs, by id
		var docs []corpus.Document
		for range rapid.IntRange(1, 4).Draw(rt, "builds") {
			for range rapid.IntRange(1, 6).Draw(rt, "edits") {
				id := rapid.SampledFrom([]string{"ant", "bee", "cat", "dog", "eel", "fox"}).Draw(rt, "id")
				lengths[id] = rapid.IntRange(0, 4).Draw(rt, "paragraphs")
				ever[id] = max(ever[id], lengths[id])
			}
			docs = nil
			for _, id := range slices.Sorted(maps.Keys(lengths)) {
				if lengths[id] > 0 {
					docs = append(docs, long(id, lengths[id]))
				}
			}
			if _, err := Build(t.Context(), noWarnings(t), st, &fakeEmbedder{}, reading(docs), Options{AllowEmpty: true}); err != nil {
				rt.Fatal(err)
			}
			gone := marksOfGone(lengths, ever)
			for _, suffix := range []string{"", "-wal"} {
				raw, err := os.ReadFile(sub + "/sitrep.db" + suffix)
				if err != nil {
					rt.Fatal(err)
				}
				for _, mark := range gone {
					if bytes.Contains(raw, []byte(mark)) {
						rt.Fatalf("%s is still in the file%s", mark, suffix)
					}
				}
			}
		}
		live, err := Load(t.Context(), noWarnings(t), st, 0, &fakeEmbedder{})
		if err != nil {
			rt.Fatal(err)
		}
		if err := serves(t.Context(), live, docs); err != nil {
			rt.Fatal(err)
		}
		sameAsFromNothing(rt, t, live, docs)
	})
}

// marksOfGone lists the marks of paragraphs that were once there. The lexical index stores
// words by their stems, and a mark is its own.
func marksOfGone(lengths, ever map[string]int) (marks []string) {
	for id, most := range ever {
		for i := lengths[id]; i < most; i++ {
			marks = append(marks, fmt.Sprintf("mark%sx%d", id, i))
		}
	}
	return marks
}

func sameAsFromNothing(rt *rapid.T, t *testing.T, live *Live, docs []corpus.Document) {
	st := newStore(t)
	if _, err := Build(t.Context(), noWarnings(t), st, &fakeEmbedder{}, reading(docs), Options{AllowEmpty: true}); err != nil {
		rt.Fatal(err)
	}
	fresh, err := Load(t.Context(), noWarnings(t), st, 0, &fakeEmbedder{})
	if err != nil {
		rt.Fatal(err)
	}
	var a, b bytes.Buffer
	_, errA := live.Lexical.WriteTo(&a)
	_, errB := fresh.Lexical.WriteTo(&b)
	if errA != nil || errB != nil || !bytes.Equal(a.Bytes(), b.Bytes()) {
		rt.Fatal("the lexical index differs from one made from nothing")
	}
	for d := range live.Documents {
		if fmt.Sprint(live.Documents[d]) != fmt.Sprint(fresh.Documents[d]) {
			rt.Fatalf("document %d differs from one made from nothing", d)
		}
	}
}

func TestInterruptedBuildKeepsItsVectors(t *testing.T) {
	t.Parallel()
	before := []corpus.Document{long("old", 2)}
	var docs []corpus.Document
	for i := range 60 {
		docs = append(docs, long(fmt.Sprintf("new%d", i), 3))
	}
	failed := errors.New("the model broke")
	for name, interrupt := range map[string]func(cancel func()) error{
		"cancelled": func(cancel func()) error { cancel(); return nil },
		"failed":    func(func()) error { return failed },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			st := newStore(t)
			mustBuild(t, st, &fakeEmbedder{}, before)
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			breaking := &fakeEmbedder{before: func(call int) error {
				if call == 4 {
					return interrupt(cancel)
				}
				return nil
			}}
			report, err := Build(ctx, noWarnings(t), st, breaking, reading(docs), Options{})
			if !errors.Is(err, failed) && !errors.Is(err, context.Canceled) {
				t.Fatalf("got %v", err)
			}
			if report.Embedded == 0 {
				t.Error("nothing was embedded before the interruption")
			}
			if err := serves(t.Context(), mustLoad(t, st, breaking), before); err != nil {
				t.Errorf("the old generation: %v", err)
			}
			again := &fakeEmbedder{}
			second := mustBuild(t, st, again, docs)
			if second.Generation != 2 || second.Embedded+report.Embedded != second.Passages {
				t.Errorf("%d texts embedded, then %d of %d", report.Embedded, second.Embedded, second.Passages)
			}
			if err := serves(t.Context(), mustLoad(t, st, again), docs); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestNothingRead(t *testing.T) {
	t.Parallel()
	st, e := newStore(t), &fakeEmbedder{}
	docs := []corpus.Document{long("a", 2)}
	mustBuild(t, st, e, docs)
	problem := &source.Problem{Path: "broken.txt", Err: source.ErrBinary}
	report, err := Build(t.Context(), noWarnings(t), st, e, reading(nil, problem), Options{Sources: []string{"here", "there"}})
	oneLine(t, err, ErrEmpty, "nothing was read from here, there", "stays as it was")
	if len(report.Problems) != 1 {
		t.Errorf("problems are %v", report.Problems)
	}
	if err := serves(t.Context(), mustLoad(t, st, e), docs); err != nil {
		t.Error(err)
	}
	emptied, err := Build(t.Context(), noWarnings(t), st, e, reading(nil), Options{AllowEmpty: true})
	if err != nil || emptied.Removed != 1 || emptied.Documents != 0 {
		t.Errorf("emptied: %+v, %v", emptied, err)
	}
	if err := serves(t.Context(), mustLoad(t, st, e), nil); err != nil {
		t.Error(err)
	}
}

func TestProblemsWhileReading(t *testing.T) {
	t.Parallel()
	st, e := newStore(t), &fakeEmbedder{}
	docs := []corpus.Document{long("a", 2), long("b", 1), long("a", 3)}
	problem := &source.Problem{Path: "b.txt", Line: 3, Err: source.ErrNoText}
	report, err := Build(t.Context(), noWarnings(t), st, e, reading(docs, problem), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if len(report.Problems) != 2 || !errors.Is(report.Problems[0], source.ErrDuplicate) || report.Problems[1] != error(problem) {
		t.Errorf("problems are %v", report.Problems)
	}
	if err := serves(t.Context(), mustLoad(t, st, e), docs[:2]); err != nil {
		t.Error(err)
	}
	broken := errors.New("the disk broke")
	_, err = Build(t.Context(), noWarnings(t), st, e, reading([]corpus.Document{long("c", 1)}, broken), Options{})
	oneLine(t, err, broken, "read the sources")
	if err := serves(t.Context(), mustLoad(t, st, e), docs[:2]); err != nil {
		t.Error(err)
	}
}

func TestAnotherEmbedder(t *testing.T) {
	t.Parallel()
	st, e := newStore(t), &fakeEmbedder{}
	docs := []corpus.Document{long("a", 2)}
	first := mustBuild(t, st, e, docs)
	other := &fakeEmbedder{version: "b"}
	_, err := Load(t.Context(), noWarnings(t), st, 0, other)
	mismatch, ok := errors.AsType[*MismatchError](err)
	if !ok || mismatch.Have != "fake@1/16" || mismatch.Want != "fake@1b/16" || !strings.Contains(err.Error(), `run "sitrep index"`) {
		t.Errorf("got %v", err)
	}
	second := mustBuild(t, st, other, docs)
	if second.Unchanged || second.Kept != 1 || second.Embedded != first.Embedded {
		t.Errorf("report is %+v", second)
	}
	if err := serves(t.Context(), mustLoad(t, st, other), docs); err != nil {
		t.Error(err)
	}
	if _, err := Load(t.Context(), noWarnings(t), st, 0, e); !errors.As(err, &mismatch) {
		t.Errorf("the first embedder still loads: %v", err)
	}
}

func TestVectorsThatAreWrongAreRefused(t *testing.T) {
	t.Parallel()
	for name, after := range map[string]func([][]float32) [][]float32{
		"too few":         func(v [][]float32) [][]float32 { return v[1:] },
		"dimensions":      func(v [][]float32) [][]float32 { v[0] = v[0][1:]; return v },
		"length":          func(v [][]float32) [][]float32 { v[0][0] += 3; return v },
		"not a number":    func(v [][]float32) [][]float32 { v[0][2] = float32(math.NaN()); return v },
		"zeros":           func(v [][]float32) [][]float32 { clear(v[0]); return v },
		"infinite values": func(v [][]float32) [][]float32 { v[0][2] = float32(math.Inf(1)); return v },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			st := newStore(t)
			_, err := Build(t.Context(), noWarnings(t), st, &fakeEmbedder{after: after}, reading([]corpus.Document{long("a", 2)}), Options{})
			if err == nil || !strings.Contains(err.Error(), "embedder fake@1/16") {
				t.Errorf("got %v", err)
			}
			if _, err := st.Live(t.Context()); !errors.Is(err, corpus.ErrNotFound) {
				t.Errorf("a generation is live: %v", err)
			}
		})
	}
}

func TestProgress(t *testing.T) {
	t.Parallel()
	st, e := newStore(t), &fakeEmbedder{}
	var docs []corpus.Document
	for i := range 40 {
		docs = append(docs, long(fmt.Sprint("d", i), 3))
	}
	var all []Progress
	report, err := Build(t.Context(), noWarnings(t), st, e, reading(docs), Options{Progress: func(p Progress) { all = append(all, p) }})
	if err != nil {
		t.Fatal(err)
	}
	last := map[string]Progress{}
	var order []string
	for _, p := range all {
		before, known := last[p.Stage]
		if !known {
			order = append(order, p.Stage)
			if p.Done != 0 {
				t.Errorf("%s starts at %d", p.Stage, p.Done)
			}
		}
		if p.Done < before.Done || p.Took < before.Took || known && p.Total != before.Total || p.Total > 0 && p.Done > p.Total {
			t.Errorf("%+v comes after %+v", p, before)
		}
		last[p.Stage] = p
	}
	if want := []string{StageReading, StageEmbedding, StageWriting}; !slices.Equal(order, want) {
		t.Errorf("stages are %v, want %v", order, want)
	}
	if p := last[StageEmbedding]; p.Done != report.Embedded || p.Total != report.Embedded {
		t.Errorf("embedding ends with %+v of %d", p, report.Embedded)
	}
	if p := last[StageWriting]; p.Done != 40 || p.Total != 40 {
		t.Errorf("writing ends with %+v", p)
	}
	if p := last[StageReading]; p.Done != 40 || p.Total != 0 {
		t.Errorf("reading ends with %+v", p)
	}
}

// The text that is embedded decides which stored vectors can be used again, so a change to
// it must come with a new textVersion.
func TestPassageText(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ title, passage, want string }{
		{"A title", "A passage.", "A title. A passage."},
		{"", "A passage.", "A passage."},
		{"THE WIRE", "TROOPS CROSSED THE RIVER ON MONDAY, A SPOKESMAN SAID.", "the wire. troops crossed the river on monday, a spokesman said."},
	} {
		if got := passageText(c.title, c.passage); got != c.want || textVersion != "2" {
			t.Errorf("version %s gives %q; with a new text, raise textVersion and this test", textVersion, got)
		}
	}
}
