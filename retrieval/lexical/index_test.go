package lexical_test

import (
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sitrep/corpus"
	"sitrep/retrieval/lexical"
)

// harbour, market and bridge are three short reports; the first has two passages.
func reports() []lexical.Document {
	return []lexical.Document{
		{
			Title: "Harbour attacked", Source: "Coast Herald",
			Text: "Gunmen attacked the harbour at dawn. The North-Shore Front claimed it.",
			Passages: []corpus.Span{
				{Start: 0, End: 36},
				{Start: 37, End: 70},
			},
		},
		{Title: "Market", Source: "Valley News", Text: "A bomb wounded 1,200 in the market, the market police said.", Passages: []corpus.Span{{Start: 0, End: 59}}},
		{Title: "", Source: "", Text: "", Passages: nil},
		{Title: "Bridge", Source: "Valley News", Text: "The bridge stayed open.", Passages: []corpus.Span{{Start: 0, End: 23}}},
	}
}

func TestIndexNumbersPassages(t *testing.T) {
	t.Parallel()
	ix := lexical.Build(slices.Values(reports()))
	if got, want := ix.Documents(), 4; got != want {
		t.Errorf("Documents() = %d, want %d", got, want)
	}
	if got, want := ix.Passages(), 4; got != want {
		t.Errorf("Passages() = %d, want %d", got, want)
	}
	var first, owner []int
	for doc := range ix.Documents() + 1 {
		first = append(first, ix.FirstPassage(doc))
	}
	for p := range ix.Passages() {
		owner = append(owner, ix.PassageDocument(p))
	}
	if diff := cmp.Diff([]int{0, 2, 3, 3, 4}, first); diff != "" {
		t.Errorf("FirstPassage (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]int{0, 0, 1, 3}, owner); diff != "" {
		t.Errorf("PassageDocument (-want +got):\n%s", diff)
	}
}

func TestScoreMatchesTheFormula(t *testing.T) {
	t.Parallel()
	ix := lexical.Build(slices.Values(reports()))
	got := ix.Score(lexical.TermsOf("Which market?"), nil)

	// Four passages of 4, 4, 7 and 3 indexed words; "market" is in one of them, twice.
	const n, df, tf, length, mean = 4, 1, 2, 7, 18. / 4
	want := math.Log(1+(n-df+.5)/(df+.5)) * tf * 1.9 / (tf + .9*(1-.4+.4*length/mean))
	if score := float64(got.Passages[2]); math.Abs(score-want) > 1e-5 {
		t.Errorf("the market passage scores %v, want %v", score, want)
	}
	for _, p := range []int{0, 1, 3} {
		if got.Passages[p] != 0 {
			t.Errorf("passage %d scores %v without the word", p, got.Passages[p])
		}
	}
	if got.Titles[1] == 0 || got.Documents[1] == 0 || got.Sources[1] != 0 {
		t.Errorf("document 1 scores title %v, document %v, source %v; want the first two only",
			got.Titles[1], got.Documents[1], got.Sources[1])
	}
}

func TestScoreFields(t *testing.T) {
	t.Parallel()
	ix := lexical.Build(slices.Values(reports()))
	for _, test := range []struct {
		name, question  string
		passages        []int
		titles, sources []int
	}{
		{"nothing asked", "", nil, nil, nil},
		{"only function words", "What was it?", nil, nil, nil},
		{"unknown word", "zeppelin", nil, nil, nil},
		{"closed spelling", "northshore", []int{1}, nil, nil},
		{"open spelling", "north shore", []int{1}, nil, nil},
		{"stemmed", "attacks on harbours", []int{0}, []int{0}, nil},
		{"number without separator", "1200 wounded", []int{2}, nil, nil},
		{"publisher", "Valley News on bridges", []int{3}, []int{3}, []int{1, 3}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			got := ix.Score(lexical.TermsOf(test.question), nil)
			for _, field := range []struct {
				name   string
				want   []int
				scores []float32
			}{
				{"passages", test.passages, got.Passages},
				{"titles", test.titles, got.Titles},
				{"sources", test.sources, got.Sources},
			} {
				if diff := cmp.Diff(field.want, matched(field.scores)); diff != "" {
					t.Errorf("%s (-want +got):\n%s", field.name, diff)
				}
			}
		})
	}
}

func TestScoreCoverage(t *testing.T) {
	t.Parallel()
	ix := lexical.Build(slices.Values(reports()))
	got := ix.Score(lexical.TermsOf("Was the harbour market bombed by zeppelins?"), nil)
	harbour, bomb, unknown := ix.IDF("harbour"), ix.IDF("bomb"), ix.IDF("zeppelin")
	all := harbour + ix.IDF("market") + bomb + unknown
	want := []float64{harbour / all, (ix.IDF("market") + bomb) / all, 0, 0}
	for doc := range want {
		if math.Abs(float64(got.Coverage[doc])-want[doc]) > 1e-6 {
			t.Errorf("document %d covers %v of the question, want %v", doc, got.Coverage[doc], want[doc])
		}
	}
	if diff := cmp.Diff([]float32{.5, 1, 0, 0}, got.TitleShare); diff != "" {
		t.Errorf("title share (-want +got):\n%s", diff)
	}
}

func TestTitleShareOfAHyphenatedName(t *testing.T) {
	t.Parallel()
	ix := lexical.Build(slices.Values([]lexical.Document{{Title: "North-Shore"}}))
	for question, want := range map[string]float32{"north-shore": 1, "northshore": .5, "shore": .5} {
		if got := ix.Score(lexical.TermsOf(question), nil).TitleShare[0]; got != want {
			t.Errorf("%q holds %v of the title, want %v", question, got, want)
		}
	}
}

func TestScoreFilters(t *testing.T) {
	t.Parallel()
	ix := lexical.Build(slices.Values(reports()))
	question := lexical.TermsOf("harbour market bridge Herald News")
	all := ix.Score(question, nil)
	got := ix.Score(question, func(doc int) bool { return doc == 1 })
	if diff := cmp.Diff([]int{2}, matched(got.Passages)); diff != "" {
		t.Errorf("passages (-want +got):\n%s", diff)
	}
	for name, scores := range map[string][]float32{
		"documents": got.Documents, "titles": got.Titles, "sources": got.Sources,
		"coverage": got.Coverage, "title share": got.TitleShare,
	} {
		if diff := cmp.Diff([]int{1}, matched(scores)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
	if got.Passages[2] != all.Passages[2] {
		t.Errorf("the filter changed a score from %v to %v", all.Passages[2], got.Passages[2])
	}
}

func TestTermsOf(t *testing.T) {
	t.Parallel()
	got := lexical.TermsOf("Did the police say that IS-KP fired on police?")
	want := lexical.Terms{
		{Stem: "polic", Weight: 1},
		{Stem: "say", Weight: 1},
		{Stem: "iskp", Weight: .5},
		{Stem: "is", Weight: 1},
		{Stem: "kp", Weight: 1},
		{Stem: "fire", Weight: 1},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("TermsOf (-want +got):\n%s", diff)
	}
}

func TestStatistics(t *testing.T) {
	t.Parallel()
	ix := lexical.Build(slices.Values(reports()))
	for stem, want := range map[string]int{"market": 1, "bridg": 1, "harbour": 1, "valley": 0, "zeppelin": 0} {
		if got := ix.DocumentFrequency(stem); got != want {
			t.Errorf("DocumentFrequency(%q) = %d, want %d", stem, got, want)
		}
	}
	if ix.IDF("zeppelin") <= ix.IDF("market") || ix.IDF("market") <= 0 {
		t.Errorf("IDF of an unknown word is %v, of a known one %v", ix.IDF("zeppelin"), ix.IDF("market"))
	}
	term, known := ix.Term("market")
	if !known || ix.Stem(term) != "market" {
		t.Errorf("Term(market) = %v, %v, whose stem is %q", term, known, ix.Stem(term))
	}
	if term, known := ix.Term("zeppelin"); known {
		t.Errorf("Term(zeppelin) = %v, want none", term)
	}
}

func TestAppendWords(t *testing.T) {
	t.Parallel()
	ix := lexical.Build(slices.Values(reports()))
	type word struct {
		Stem     string
		Position int
	}
	var got []word
	for _, w := range ix.AppendWords(nil, 1) {
		got = append(got, word{ix.Stem(w.Term), w.Position})
	}
	// "Gunmen attacked the harbour at dawn." are words 0 to 5, "The" is 6.
	want := []word{{"northshor", 7}, {"north", 7}, {"shore", 8}, {"front", 9}, {"claim", 10}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("words (-want +got):\n%s", diff)
	}
}

func TestEmptyIndex(t *testing.T) {
	t.Parallel()
	ix := lexical.Build(slices.Values([]lexical.Document(nil)))
	if ix.Documents() != 0 || ix.Passages() != 0 || ix.FirstPassage(0) != 0 {
		t.Errorf("an empty index has %d documents and %d passages", ix.Documents(), ix.Passages())
	}
	if got := ix.Score(lexical.TermsOf("anything"), nil); len(got.Passages) != 0 || len(got.Documents) != 0 {
		t.Errorf("an empty index scores %v", got)
	}
}

func matched(scores []float32) []int {
	var at []int
	for i, score := range scores {
		if score != 0 {
			at = append(at, i)
		}
	}
	return at
}
