package casing_test

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"sitrep/corpus"
	"sitrep/retrieval/casing"
	"sitrep/retrieval/lexical"
)

// library is articles in memory, with the names and the common words that are known besides.
type library struct{ texts, names, common []string }

func (l library) With(stems []string) []string {
	var found []string
	for _, text := range l.texts {
		held := map[string]bool{}
		for _, t := range lexical.Analyse(text) {
			held[t.Stem] = true
		}
		if !slices.ContainsFunc(stems, func(stem string) bool { return !held[stem] }) {
			found = append(found, text)
		}
	}
	return found
}

func (l library) Known(text string) []corpus.Span {
	var spans []corpus.Span
	for _, name := range l.names {
		if at := strings.Index(text, name); at >= 0 {
			spans = append(spans, corpus.Span{Start: at, End: at + len(name)})
		}
	}
	return spans
}

func (l library) Ordinary(word string) bool { return slices.Contains(l.common, word) }

func harbour() library {
	return library{
		texts: []string{
			"Salt And Smoke On The Quay\nOn Monday the Salt Brigade burnt a crane in Eastport. Cranes stood idle, and salt lay on the quay.",
			"Police in Eastport say that the NSHF, a rival of al-Mazen, warned the dockers. A Watch List has been drawn up in Ördal by the police.",
			"The dockers do not fear the NSHF or Mara Lindqvist’s brigade of guards, say those who work there.",
			"BOMBS WERE FOUND IN WESTMERE BY GUARDS WHO WERE THERE",
		},
		names:  []string{"grey column", "Nickel", "QX28"},
		common: strings.Fields("burn crane salt quay list brigade grey column guard found warn nickel strike bomb come saw ask described police"),
	}
}

func TestNamesGetTheirCapitals(t *testing.T) {
	t.Parallel()
	for asked, want := range map[string]string{
		"why did the salt brigade burn cranes?":      "why did the Salt Brigade burn cranes?",
		"where is salt found":                        "where is salt found",
		"who warned of the nshf's bombs in eastport": "who warned of the NSHF's bombs in Eastport",
		"what is al-mazen":                           "what is al-Mazen",
		"did lindqvist strike ördal?":                "did Lindqvist strike Ördal?",
		"does the police list monday":                "does the police list Monday",
		"which brigade has guards":                   "which brigade has guards",

		// No article has these in running text.
		"who bombed westmere":           "who bombed Westmere",
		"Who bombed westmere?":          "Who bombed westmere?", // who begins large may mean the rest to be small
		"did the grey column come":      "did the Grey Column come",
		"Did the grey column come?":     "Did the Grey Column come?",
		"what did nickel burn":          "what did Nickel burn", // a common word, and a name if large
		"what did qx28 burn":            "what did QX28 burn",
		"who discribed the bombing":     "who discribed the bombing",
		"who has the q9x or the xq":     "who has the q9x or the xq",
		"what are counterproliferators": "what are counterproliferators",

		// These have capitals already.
		"Why did Lindqvist warn eastport?": "Why did Lindqvist warn eastport?",
		"was it menuPass of eastport?":     "was it menuPass of eastport?",
		"TTP in eastport?":                 "TTP in eastport?",
		"why al-Mazen in eastport?":        "why al-Mazen in eastport?",
		"was it so? And who saw eastport":  "was it so? And who saw Eastport",
		"may I ask of eastport":            "may I ask of Eastport",
		"WHY DID THE SALT BRIGADE COME":    "WHY DID THE SALT BRIGADE COME",
		"":                                 "",
	} {
		if got := casing.Restore(asked, harbour()); got != want {
			t.Errorf("%q becomes %q, want %q", asked, got, want)
		}
	}
}

func FuzzRestore(f *testing.F) {
	f.Add("why did the salt brigade’s men burn al-mazen-e-x ıstanbul \xff?", "the Salt Brigade burnt a crane with those who work there")
	f.Add("ﬁre ǆ ß", "there they have seen ﬁre and ǅ with SS")
	f.Fuzz(func(t *testing.T, asked, text string) {
		if len(text) > 4000 {
			t.Skip("longer than passages are")
		}
		got := casing.Restore(asked, library{texts: []string{text}, names: []string{"e"}, common: []string{"the"}})
		if !strings.EqualFold(got, asked) && utf8.ValidString(asked) {
			t.Errorf("%q becomes %q, which differs by more than case", asked, got)
		}
		if utf8.ValidString(asked) && !utf8.ValidString(got) {
			t.Errorf("%q becomes %q, which is no text", asked, got)
		}
	})
}
