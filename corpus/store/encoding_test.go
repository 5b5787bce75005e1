package store

import (
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"sitrep/corpus"
)

func drawLayout(t *rapid.T, id corpus.DocumentID) corpus.Layout {
	layout := corpus.Layout{Sentences: []corpus.Sentence{}, Passages: []corpus.Passage{}}
	number := rapid.IntRange(0, 1<<20)
	for range rapid.IntRange(0, 20).Draw(t, "sentences") {
		start := number.Draw(t, "start")
		layout.Sentences = append(layout.Sentences, corpus.Sentence{
			Span: corpus.Span{Start: start, End: start + number.Draw(t, "length")},
			Kind: corpus.SentenceKind(rapid.IntRange(0, 3).Draw(t, "kind")), Paragraph: number.Draw(t, "paragraph"),
			Repeats: rapid.IntRange(-1, 300).Draw(t, "repeats"),
		})
	}
	for n := range rapid.IntRange(0, 20).Draw(t, "passages") {
		start, first := number.Draw(t, "start"), number.Draw(t, "first")
		layout.Passages = append(layout.Passages, corpus.Passage{
			ID: corpus.NewPassageID(id, n), Span: corpus.Span{Start: start, End: start + number.Draw(t, "length")},
			First: first, End: first + rapid.IntRange(0, 30).Draw(t, "sentences"),
		})
	}
	return layout
}

func TestLayoutRoundTrip(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		id := corpus.DocumentID(rapid.String().Draw(t, "id"))
		want := drawLayout(t, id)
		got, err := decodeLayout(id, encodeLayout(want))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatal(diff)
		}
	})
}

func TestVectorRoundTrip(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		want := rapid.SliceOf(rapid.Float32()).Draw(t, "values")
		got, err := decodeVector(encodeVector(want), make([]float32, len(want)))
		if err != nil || !slices.EqualFunc(got, want, func(a, b float32) bool { return math.Float32bits(a) == math.Float32bits(b) }) {
			t.Fatalf("got %v, %v; want %v", got, err, want)
		}
		if len(want) > 0 {
			if _, err := decodeVector(encodeVector(want), make([]float32, len(want)-1)); err == nil {
				t.Fatal("a vector that is too long was read")
			}
		}
	})
}

func TestVectorIDsRoundTrip(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		want := rapid.SliceOf(rapid.Custom(func(t *rapid.T) VectorID { return VectorID(rapid.Int64().Draw(t, "id")) })).Draw(t, "ids")
		got, err := decodeVectorIDs(encodeVectorIDs(want))
		if err != nil || !slices.Equal(got, want) {
			t.Fatalf("got %v, %v; want %v", got, err, want)
		}
	})
}

// A single flipped bit anywhere is noticed: CRC-32C finds every error of up to 32 bits in
// a row.
func TestFlippedBitIsNoticed(t *testing.T) {
	t.Parallel()
	layout := corpus.Layout{
		Sentences: []corpus.Sentence{{Span: corpus.Span{Start: 3, End: 90}, Repeats: corpus.NoSentence}},
		Passages:  []corpus.Passage{{Span: corpus.Span{Start: 3, End: 90}, End: 1}},
	}
	for name, c := range map[string]struct {
		data   []byte
		decode func([]byte) error
	}{
		"layout": {encodeLayout(layout), func(b []byte) error { _, err := decodeLayout("a", b); return err }},
		"ids":    {encodeVectorIDs([]VectorID{1, 2, 900}), func(b []byte) error { _, err := decodeVectorIDs(b); return err }},
		"vector": {encodeVector([]float32{.6, .8}), func(b []byte) error { _, err := decodeVector(b, make([]float32, 9)); return err }},
	} {
		if err := c.decode(c.data); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		for bit := range 8 * len(c.data) {
			flipped := slices.Clone(c.data)
			flipped[bit/8] ^= 1 << (bit % 8)
			if c.decode(flipped) == nil {
				t.Errorf("%s: bit %d flipped and not noticed", name, bit)
			}
		}
		for n := range c.data {
			if c.decode(c.data[:n]) == nil {
				t.Errorf("%s: cut to %d bytes and not noticed", name, n)
			}
		}
	}
}

// What has a valid checksum but was not written here is an error, never a panic nor a huge
// allocation.
func FuzzDecodeLayout(f *testing.F) {
	sealed := encodeLayout(corpus.Layout{
		Sentences: []corpus.Sentence{{Span: corpus.Span{End: 4}}, {Span: corpus.Span{Start: 5, End: 9}, Repeats: 0}},
		Passages:  []corpus.Passage{{Span: corpus.Span{End: 9}, End: 2}},
	})
	f.Add(sealed[:len(sealed)-4], "text text")
	f.Add([]byte{layoutVersion, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1}, "")
	f.Fuzz(func(t *testing.T, body []byte, text string) {
		layout, err := decodeLayout("a", seal(slices.Clone(body)))
		if err != nil || fits(layout, text) != nil {
			return
		}
		for _, s := range layout.Sentences {
			_ = text[s.Span.Start:s.Span.End]
		}
		for _, p := range layout.Passages {
			_ = text[p.Span.Start:p.Span.End]
			_ = layout.Sentences[p.First:p.End]
		}
		_, _ = decodeVectorIDs(seal(slices.Clone(body)))
	})
}
