package retrieval

import (
	"maps"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"sitrep/corpus"
	"sitrep/retrieval/dates"
	"sitrep/retrieval/index"
	"sitrep/retrieval/lexical"
)

func TestPublishersNamedIn(t *testing.T) {
	t.Parallel()
	var documents []index.Entry
	for _, name := range []string{"Coast Herald | Latest", "The Age", "Valley News", "Valley News - Sport", "Times of Estan", "", "|", "The Who", "K-4 Radio"} {
		documents = append(documents, index.Entry{Document: corpus.Document{Publisher: name}})
	}
	publishers := newPublishers(documents)
	for _, test := range []struct {
		question string
		want     []string
		stems    []string
	}{
		{"Who attacked the harbour?", nil, nil},
		{"What does the Coast Herald say?", []string{"Coast Herald | Latest"}, []string{"coast", "herald"}},
		{"what does the coast herald say", []string{"Coast Herald | Latest"}, []string{"coast", "herald"}},
		{"What was at the coast, Herald?", []string{}, nil},
		{"Did The Age report it?", []string{"The Age"}, []string{"age"}},
		{"What is the age of the captives in Estan?", nil, nil},
		{"Do 'Valley News' and the Times of Estan agree?", []string{"Times of Estan", "Valley News", "Valley News - Sport"}, []string{"estan", "news", "of", "time", "valley"}},
		{"Did K-4 Radio report it?", []string{"K-4 Radio"}, []string{"4", "k", "radio"}},
		{"Valley", nil, nil},
	} {
		named, stems := publishers.namedIn(test.question, lexical.Analyse(test.question))
		var got []string
		for i, entry := range documents {
			if named[publishers.of[i]] {
				got = append(got, entry.Document.Publisher)
			}
		}
		slices.Sort(got)
		if !slices.Equal(got, test.want) {
			t.Errorf("%q names %q, want %q", test.question, got, test.want)
		}
		if diff := cmp.Diff(test.stems, slices.Sorted(maps.Keys(stems))); diff != "" {
			t.Errorf("%q: stems (-want +got):\n%s", test.question, diff)
		}
	}
}

func TestPublishersInSmallLetters(t *testing.T) {
	t.Parallel()
	var documents []index.Entry
	for _, name := range []string{"The Age", "Fortune", "Tekcrunch", "Valley News"} {
		documents = append(documents, index.Entry{Document: corpus.Document{Publisher: name}})
	}
	publishers := newPublishers(documents)
	for asked, want := range map[string][]string{
		"what is the age of the captives":                           nil,
		"who lost a fortune by the age of ten":                      nil,
		"what does the age's article say":                           {"age's"},
		"who was named according to fortune, the age and tekcrunch": {"fortune", "age", "tekcrunch"},
		"what did the report from 'the age' say of fortune":         {"age"},
		"what did tekcrunch say of valley news":                     {"tekcrunch"}, // both words of the other are common
		"":                                                          nil,
	} {
		var got []string
		for _, at := range publishers.places(asked) {
			got = append(got, asked[at.Start:at.End])
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q names %q, want %q", asked, got, want)
		}
	}
}

func TestReadQuestion(t *testing.T) {
	t.Parallel()
	ix := lexical.Build(slices.Values([]lexical.Document{
		{Text: "Gunmen attacked the harbour police.", Passages: []corpus.Span{{Start: 0, End: 35}}},
	}))
	publishers := newPublishers(nil)
	q := readQuestion("Did gunmen attack the harbour police on 2 May 2031, or was it in 2030?", time.Time{}, ix, &publishers)

	gunmen, _ := ix.Term("gunmen")
	attack, _ := ix.Term("attack")
	harbour, _ := ix.Term("harbour")
	police, _ := ix.Term("polic")
	want := [][2]lexical.TermID{{gunmen, attack}, {harbour, police}}
	for _, pair := range want {
		if q.pairs[pair] <= 0 {
			t.Errorf("%s %s is no pair", ix.Stem(pair[0]), ix.Stem(pair[1]))
		}
	}
	if len(q.pairs) != len(want) {
		t.Errorf("%d pairs, want %d", len(q.pairs), len(want))
	}
	day := dates.Range{First: 22401, Last: 22401}
	if diff := cmp.Diff([]dates.Range{day}, q.days); diff != "" {
		t.Errorf("days (-want +got):\n%s", diff)
	}
	if len(q.slots) != 4 {
		t.Errorf("%d known terms, want 4", len(q.slots))
	}
}

func TestCloseReader(t *testing.T) {
	t.Parallel()
	texts := []string{
		"The harbour police found a bomb.",
		"Police found it. The harbour is deep and cold, and far from any road that leads there.",
		"Police at some harbour.",
		"Nothing of it.",
		"The North-Shore Front.",
	}
	var docs []lexical.Document
	for _, text := range texts {
		docs = append(docs, lexical.Document{Text: text, Passages: []corpus.Span{{Start: 0, End: len(text)}}})
	}
	ix := lexical.Build(slices.Values(docs))
	publishers := newPublishers(nil)
	read := func(question string, passage int) candidate {
		q := readQuestion(question, time.Time{}, ix, &publishers)
		r := closeReader{index: ix, question: q, seen: map[[2]lexical.TermID]bool{}}
		c := candidate{passage: passage}
		r.read(&c)
		return c
	}
	for _, test := range []struct {
		question          string
		passage           int
		phrase, proximity bool // whether the feature is 1, else it is 0
	}{
		{"harbour police", 0, true, true},
		{"harbour police", 2, false, true},
		{"harbour police", 3, false, false},
		{"north shore front", 4, true, true},
		{"bomb", 0, false, true},
	} {
		c := read(test.question, test.passage)
		for name, got := range map[bool]float64{true: c.features[phrase], false: c.features[proximity]} {
			want := 0.
			if name && test.phrase || !name && test.proximity {
				want = 1
			}
			if got != want {
				t.Errorf("%q in %q: phrase %v, proximity %v", test.question, texts[test.passage], c.features[phrase], c.features[proximity])
			}
		}
	}
	if far := read("harbour road", 1).features[proximity]; far <= 0 || far >= 1 {
		t.Errorf("words far apart have a proximity of %v, want less than 1", far)
	}
}

// TestLongQuestions shows that a pasted article is a question like any other.
func TestLongQuestions(t *testing.T) {
	t.Parallel()
	var text string
	for i := range 500 {
		text += string(rune('a'+i%26)) + string(rune('a'+i/26%26)) + "word "
	}
	ix := lexical.Build(slices.Values([]lexical.Document{{Text: text, Passages: []corpus.Span{{Start: 0, End: len(text)}}}}))
	publishers := newPublishers(nil)
	q := readQuestion(text, time.Time{}, ix, &publishers)
	r := closeReader{index: ix, question: q, seen: map[[2]lexical.TermID]bool{}}
	var c candidate
	r.read(&c)
	if c.features[phrase] < .99 || c.features[proximity] <= 0 || c.features[proximity] > 1 {
		t.Errorf("a passage asked for in full has phrase %v, proximity %v", c.features[phrase], c.features[proximity])
	}
}
