package uselite

import (
	"math"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"sitrep/retrieval/embed/uselite/internal/weights"
)

func testVocabulary(t testing.TB) (*vocabulary, []weights.Piece) {
	t.Helper()
	content, err := weights.Decode(file)
	if err != nil {
		t.Fatal(err)
	}
	return newVocabulary(content.Pieces), content.Pieces
}

// naive cuts text into pieces as testdata/reference.py does, with one pass over the whole
// text and a map.
type naive struct {
	ids     map[string]int32
	scores  []float64
	longest int // piece, in runes
}

func newNaive(pieces []weights.Piece) *naive {
	n := &naive{ids: make(map[string]int32)}
	for id, p := range pieces {
		n.scores = append(n.scores, p.Score)
		if !math.IsNaN(p.Score) {
			n.ids[p.Text] = int32(id)
			n.longest = max(n.longest, utf8.RuneCountInString(p.Text))
		}
	}
	return n
}

func (n *naive) pieces(text string) []int32 {
	text = norm.NFKC.String(strings.ToValidUTF8(text, "\uFFFD"))
	words := strings.FieldsFunc(text, unicode.IsSpace)
	if len(words) == 0 {
		return nil
	}
	s := []rune("▁" + strings.Join(words, "▁"))
	type place struct {
		score float64
		from  int
		id    int32
	}
	best := make([]place, len(s)+1)
	for i := range best[1:] {
		best[i+1].score = -1e30
	}
	for i := range s {
		hit := false
		for j := i + 1; j <= min(len(s), i+n.longest); j++ {
			id, ok := n.ids[string(s[i:j])]
			if !ok {
				continue
			}
			hit = true
			if score := best[i].score + n.scores[id]; score >= best[j].score {
				best[j] = place{score, i, id}
			}
		}
		if !hit || best[i+1].score <= -1e29 {
			if score := best[i].score - 20; score > best[i+1].score {
				best[i+1] = place{score, i, 0}
			}
		}
	}
	var ids []int32
	for k := len(s); k > 0; k = best[k].from {
		ids = append(ids, best[k].id)
	}
	slices.Reverse(ids)
	// Of a run of unknown characters the first stands for all.
	return slices.CompactFunc(ids, func(a, b int32) bool { return a == 0 && b == 0 })
}

func TestPieces(t *testing.T) {
	v, pieces := testVocabulary(t)
	spell := func(text string) string {
		var parts []string
		for _, id := range v.pieces(text) {
			parts = append(parts, pieces[id].Text)
		}
		return strings.Join(parts, " ")
	}
	for text, want := range map[string]string{
		"":                    "",
		" \t\r\n\u00a0\u2003": "",
		"the":                 "▁the",
		"  the\n\tbridge ":    "▁the ▁bridge",
		"漢字":                  "▁ �",
		"漢字 漢":                "▁ � ▁ �",
		"\xff\xfe":            "▁ �",
		"ﬁle":                 "▁file",
		"the " + strings.Repeat("漢", 1<<16) + " bridge": "▁the ▁ � ▁bridge",
	} {
		if got := spell(text); got != want {
			t.Errorf("pieces of %.40q are %q, want %q", text, got, want)
		}
	}
}

// TestPiecesOfLongText checks that time and memory stay in proportion to the text.
func TestPiecesOfLongText(t *testing.T) {
	v, _ := testVocabulary(t)
	for _, unit := range []string{"a", "word ", " ", "漢", "\xff", "e\u0301", ":30"} {
		text := strings.Repeat(unit, 1<<18/len(unit))
		if got := len(v.pieces(text)); got > len(text) {
			t.Errorf("a long row of %q has %d pieces", unit, got)
		}
	}
}

func TestPiecesMatchNaive(t *testing.T) {
	v, pieces := testVocabulary(t)
	n := newNaive(pieces)
	for _, g := range readGolden(t, "testdata/golden.jsonl") {
		if got, want := v.pieces(g.Text), n.pieces(g.Text); !slices.Equal(got, want) {
			t.Errorf("pieces of %q are %v, the naive search finds %v", g.Text, got, want)
		}
	}
}

func FuzzPieces(f *testing.F) {
	v, pieces := testVocabulary(f)
	n := newNaive(pieces)
	for _, seed := range []string{
		"", " ", "The convoy left at 10:30.", "漢字 mixed with words", "\xff\xc3(", "aaaa!!!!----",
		"İstanbul'da ２０ kişi", "a\u0300\u0301b", "x▁y", "�", "<s>", "://:)", "\u200b\u2028\u0085",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		got := v.pieces(text)
		if want := n.pieces(text); !slices.Equal(got, want) {
			t.Errorf("pieces are %v, the naive search finds %v", got, want)
		}
	})
}
