package split

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"pgregory.net/rapid"

	"sitrep/corpus"
)

// checkLayout fails t unless layout keeps every promise of [Split] about text.
func checkLayout(t interface {
	Helper()
	Fatalf(string, ...any)
}, text string, layout corpus.Layout,
) {
	t.Helper()
	end := 0
	for i, s := range layout.Sentences {
		said, err := s.Span.Cut(text)
		switch {
		case err != nil:
			t.Fatalf("sentence %d: %v", i, err)
		case said == "" || strings.TrimSpace(said) != said:
			t.Fatalf("sentence %d has white space around it or nothing in it: %q", i, said)
		case s.Span.Start < end:
			t.Fatalf("sentence %d starts at %d, before %d", i, s.Span.Start, end)
		case strings.ContainsFunc(text[end:s.Span.Start], unicode.IsLetter):
			t.Fatalf("letters in no sentence before sentence %d: %q", i, text[end:s.Span.Start])
		case i > 0 && s.Paragraph < layout.Sentences[i-1].Paragraph:
			t.Fatalf("sentence %d goes back to paragraph %d", i, s.Paragraph)
		case countWords(said) > maxSentenceWords:
			t.Fatalf("sentence %d has %d words", i, countWords(said))
		}
		if r := s.Repeats; r != corpus.NoSentence && (r < 0 || r >= len(layout.Sentences) || r == i ||
			layout.Sentences[r].Repeats != corpus.NoSentence) {
			t.Fatalf("sentence %d repeats %d", i, r)
		}
		end = s.Span.End
	}
	if strings.ContainsFunc(text[end:], unicode.IsLetter) {
		t.Fatalf("letters behind the last sentence: %q", text[end:])
	}
	checkPassages(t, text, layout)
}

func checkPassages(t interface {
	Helper()
	Fatalf(string, ...any)
}, text string, layout corpus.Layout,
) {
	t.Helper()
	covered := make([]bool, len(layout.Sentences))
	for i, p := range layout.Passages {
		if p.First < 0 || p.End <= p.First || p.End > len(layout.Sentences) {
			t.Fatalf("passage %d holds sentences %d to %d", i, p.First, p.End)
		}
		span := corpus.Span{Start: layout.Sentences[p.First].Span.Start, End: layout.Sentences[p.End-1].Span.End}
		if p.Span != span {
			t.Fatalf("passage %d spans %v, its sentences %v", i, p.Span, span)
		}
		if n := countWords(text[span.Start:span.End]); n > MaxPassageWords && p.End > p.First+1 {
			t.Fatalf("passage %d has %d words", i, n)
		}
		if i > 0 && (p.First < layout.Passages[i-1].End-1 || p.End <= layout.Passages[i-1].End) {
			t.Fatalf("passage %d, sentences %d to %d, follows one that ends at %d", i, p.First, p.End, layout.Passages[i-1].End)
		}
		new := false
		for j := p.First; j < p.End; j++ {
			covered[j] = true
			s := layout.Sentences[j]
			new = new || s.Repeats == corpus.NoSentence
			if j > p.First && s.Kind == corpus.Heading && layout.Sentences[j-1].Kind != corpus.Heading {
				t.Fatalf("passage %d goes across the heading %d", i, j)
			}
		}
		if !new {
			t.Fatalf("passage %d only repeats", i)
		}
	}
	for j, s := range layout.Sentences {
		if s.Repeats == corpus.NoSentence && !covered[j] {
			t.Fatalf("sentence %d is in no passage", j)
		}
	}
}

// TestLayoutsKeepTheirPromises splits texts put together from what real ones are made of.
func TestLayoutsKeepTheirPromises(t *testing.T) {
	t.Parallel()
	piece := rapid.OneOf(
		rapid.SampledFrom([]string{
			" ", " ", " ", "\n", "\n\n", ". ", ".", "? ", "! ", "...", "…", ".”", "” ", "“", "\"", "'", "(", ")", "[", "]",
			"; ", ", ", ": ", " -- ", "— ", "- ", "* ", "1. ", "2) ", "## ", "| ", "**", "U.S.", "Gen.", "a.m.", "e.g.", "No. 5",
			"The", "He", "said", "al-Qaida", "KABUL", "REPORT", "袭击。", "هل؟", "é", "\u00a0", "\ufffd", "said.The", "http://a.b/C.D",
			"The northern route has been closed for eleven weeks", "wordswordswordswordswordswordswords",
		}),
		rapid.StringMatching(`[A-Za-z]{1,9}`),
		rapid.String(),
	)
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(piece, rapid.SampledFrom([]int{0, 50, 300}).Draw(t, "least"), 400).Draw(t, "pieces"), "")
		title := rapid.SampledFrom([]string{"", "The", "KABUL"}).Draw(t, "title")
		checkLayout(t, text, Split(title, text))
	})
}

func FuzzSplit(f *testing.F) {
	f.Add("A title", "QUETTA (AP) — Gen. Khan spoke. “We go on,” he said.\n\n- one\n- two; three\n")
	f.Add("", "[TEXT] THE U.S. AND OTHERS... (SEE NO. 5.) \"WHY?\" HE ASKED.")
	f.Add("", "## Heading\n**Bold**\n| a | b |\n1. x\n\xff\xfe.")
	f.Fuzz(func(t *testing.T, title, text string) {
		layout := Split(title, text)
		if utf8.ValidString(text) {
			checkLayout(t, text, layout)
		}
	})
}

// TestHostileTextsTakeNoQuadraticTime would take hours if one of them did.
func TestHostileTextsTakeNoQuadraticTime(t *testing.T) {
	t.Parallel()
	for _, piece := range []string{
		"(", "[a", "? ", ". ", "a.", "a.B", "“", "”. ", "- ", "\n", "\n\n- ", "| ", "## ", "x. (", ". —",
		"The northern route has been closed for eleven weeks by the men of the eastern front and nobody uses it.\n",
	} {
		text := strings.Repeat(piece, (1<<20)/len(piece))
		checkLayout(t, text, Split("", text))
	}
}
