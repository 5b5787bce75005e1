package labelled

import (
	"fmt"
	"slices"
	"strings"

	"sitrep/bot/answer/attribution"
	"sitrep/corpus"
	"sitrep/corpus/split"
)

// Figures count the sentences whose labels were met.
type Figures struct {
	Sentences int
	Speaker   int // the right speaker, or rightly none
	Nature    int
	Form      int
	Named     int // sentences whose labelled speaker has a role and was found
	Role      int // of those, with the right role
}

// String is the figures as shares, "speaker 93.1% · nature ...".
func (f Figures) String() string {
	return fmt.Sprintf("%d sentences · speaker %s · nature %s · direct or reported %s · role %s of %d", f.Sentences,
		share(f.Speaker, f.Sentences), share(f.Nature, f.Sentences), share(f.Form, f.Sentences), share(f.Role, f.Named), f.Named)
}

func share(part, whole int) string {
	if whole == 0 {
		return "–"
	}
	return fmt.Sprintf("%.1f%%", 100*float64(part)/float64(whole))
}

// Miss is a sentence that was read otherwise than labelled.
type Miss struct {
	Snippet  Snippet
	Sentence Sentence
	Got      attribution.Speaker
	Found    bool
	Wrong    []string // "speaker", "role", "nature", "form"
}

// Measure splits and reads each snippet as an article is read and counts what is right.
// Misses are handed to visit, unless it is nil.
func Measure(snippets []Snippet, visit func(Miss)) Figures {
	var f Figures
	for _, snippet := range snippets {
		text, spans := snippet.text()
		layout := split.Split("", text)
		read := attribution.Read(text, layout.Sentences)
		for i, want := range snippet.Sentences {
			got, found := read.Speaker(sentenceAt(layout.Sentences, spans[i]))
			if wrong := f.count(want, got, found); len(wrong) > 0 && visit != nil {
				visit(Miss{snippet, want, got, found, wrong})
			}
		}
	}
	return f
}

// count adds one sentence to the figures and names the labels it misses.
func (f *Figures) count(want Sentence, got attribution.Speaker, found bool) (wrong []string) {
	f.Sentences++
	who := got.Name
	if who == "" {
		who = got.Role
	}
	rightSpeaker := anyAlike(want.Speaker, who)
	tally(&f.Speaker, rightSpeaker, "speaker", &wrong)
	tally(&f.Nature, slices.Contains(want.Nature, got.Nature), "nature", &wrong)
	tally(&f.Form, slices.Contains(want.Form, formOf(got, found)), "form", &wrong)
	if rightSpeaker && got.Name != "" && !slices.Contains(want.Role, "") {
		f.Named++
		tally(&f.Role, anyAlike(want.Role, got.Role), "role", &wrong)
	}
	return wrong
}

func tally(count *int, right bool, label string, wrong *[]string) {
	if right {
		*count++
		return
	}
	*wrong = append(*wrong, label)
}

func formOf(s attribution.Speaker, found bool) Form {
	switch {
	case !found:
		return None
	case s.Direct:
		return Direct
	}
	return Reported
}

// sentenceAt is the number of the sentence that holds the middle of a span, or -1.
func sentenceAt(sentences []corpus.Sentence, span [2]int) int {
	middle := (span[0] + span[1]) / 2
	return slices.IndexFunc(sentences, func(s corpus.Sentence) bool { return s.Span.Start <= middle && middle < s.Span.End })
}

// anyAlike reports whether one of the right readings is the one found, whatever the case,
// the punctuation and an article in front.
func anyAlike(right []string, got string) bool {
	return slices.ContainsFunc(right, func(s string) bool { return plain(s) == plain(got) })
}

func plain(s string) string {
	words := strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return strings.ContainsRune(" .,'’“”\"", r) })
	if len(words) > 1 && (words[0] == "the" || words[0] == "a" || words[0] == "an") {
		words = words[1:]
	}
	return strings.Join(words, " ")
}
