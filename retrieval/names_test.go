package retrieval_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"sitrep/corpus"
	"sitrep/corpus/group"
	"sitrep/retrieval"
)

// bands are imagined groups.
func bands(t testing.TB) *group.Table {
	t.Helper()
	from := group.Provenance{Source: "test"}
	var groups []group.Group
	for _, names := range [][]string{
		{"North-Shore Front", "NSHF", "Quietwater", "Mistral Otter"},
		{"Saltback Column", "SBKC", "Granite Heron"},
	} {
		g, err := group.NewGroup(group.Slug(names[0]), names[0], names[1:], from)
		if err != nil {
			t.Fatal(err)
		}
		groups = append(groups, g)
	}
	table, err := group.NewTable(groups)
	if err != nil {
		t.Fatal(err)
	}
	return table
}

func bandReports() []corpus.Document {
	docs := reports()
	for _, doc := range []corpus.Document{
		{ID: "otter", Title: "River raid", Text: "Mistral Otter was seen upriver. Its men burned a mill and left before noon."},
		{ID: "profile", Title: "Saltback Column", Text: "Founded by herdsmen, it collects tolls on the southern road and has never crossed the river."},
	} {
		doc.Seal()
		docs = append(docs, doc)
	}
	return docs
}

func TestGroupsAreFoundByTheirOtherNames(t *testing.T) {
	t.Parallel()
	plain := newSearcher(t, &wordEmbedder{}, bandReports())
	s := plain.WithGroups(bands(t))
	for _, test := range []struct {
		name, question string
		want           []corpus.DocumentID // that must lead, in any order
	}{
		{"a name that nobody uses", "What about Quietwater?", []corpus.DocumentID{"harbour", "otter"}},
		{"a name in a title only", "What is known of Granite Heron?", []corpus.DocumentID{"profile"}},
		{"its own name and another", "What did the North-Shore Front burn?", []corpus.DocumentID{"harbour", "otter"}},
		{"nobody's name", "Who was blamed for the bomb in the market?", []corpus.DocumentID{"market"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			got := found(search(t, s, retrieval.Query{Text: test.question}))
			if len(got) < len(test.want) {
				t.Fatalf("found %v, want %v first", got, test.want)
			}
			if diff := cmp.Diff(sorted(test.want), sorted(got[:len(test.want)])); diff != "" {
				t.Errorf("first documents (-want +got):\n%s\nall: %v", diff, got)
			}
		})
	}
	question := retrieval.Query{Text: "What about Quietwater?"}
	if got := found(search(t, plain, question)); len(got) != 0 {
		t.Errorf("without groups %q finds %v, want nothing", question.Text, got)
	}
}

// TestOtherNamesDoNotDrownTheQuestion asks for one of two places where a group was active,
// under the name that the report of the other place uses.
func TestOtherNamesDoNotDrownTheQuestion(t *testing.T) {
	t.Parallel()
	s := newSearcher(t, &wordEmbedder{}, bandReports()).WithGroups(bands(t))
	question := "Did Mistral Otter attack the old harbour at dawn?"
	if got := found(search(t, s, retrieval.Query{Text: question})); got[0] != "harbour" {
		t.Errorf("%q finds %v, want harbour first", question, got)
	}
}

func TestOtherNamesAreFiltered(t *testing.T) {
	t.Parallel()
	docs := bandReports()
	for i := range docs {
		if docs[i].ID == "otter" {
			docs[i].Marking = corpus.Red
			docs[i].Seal()
		}
	}
	s := newSearcher(t, &wordEmbedder{}, docs).WithGroups(bands(t))
	for _, id := range found(search(t, s, retrieval.Query{Text: "What about Quietwater?"})) {
		if id == "otter" {
			t.Error("a document above the marking was found by another name")
		}
	}
}

func TestAnArticleAboutTheGroupLeads(t *testing.T) {
	t.Parallel()
	docs := bandReports()
	for _, doc := range []corpus.Document{
		{ID: "list", Title: "The Saltback Column (SBKC)", Text: "Herdsmen of the southern road, who levy tolls."},
		{ID: "mention", Title: "Tolls on the southern road", Text: "The Saltback Column collects tolls. Drivers fear the Saltback Column, and the Saltback Column knows it."},
	} {
		doc.Seal()
		docs = append(docs, doc)
	}
	s := newSearcher(t, &wordEmbedder{}, docs).WithGroups(bands(t))
	for _, question := range []string{"What is known of Granite Heron?", "What is known of the Saltback Column?", "What is known of SBKC?"} {
		results := search(t, s, retrieval.Query{Text: question})
		got := found(results)
		if len(got) < 3 || got[0] == "mention" || got[1] == "mention" {
			t.Errorf("%q finds %v, want list and profile before mention", question, got)
		}
		if results.Hits[0].Scores["subject"] <= 0 {
			t.Errorf("%q: the first scores %v, want something for its subject", question, results.Hits[0].Scores)
		}
	}
}

// TestAnUnusedNameFindsWhatTheUsualOneFinds asks by a name that no article has and whose
// words mean something else in one of them.
func TestAnUnusedNameFindsWhatTheUsualOneFinds(t *testing.T) {
	t.Parallel()
	docs := bandReports()
	stone := corpus.Document{ID: "stone", Title: "Granite prices", Text: "The quarry sold granite. A heron stood by the granite."}
	stone.Seal()
	s := newSearcher(t, &wordEmbedder{}, append(docs, stone)).WithGroups(bands(t))
	got := search(t, s, retrieval.Query{Text: "What is known of Granite Heron?"})
	want := search(t, s, retrieval.Query{Text: "What is known of Saltback Column?"})
	if diff := cmp.Diff(found(want), found(got)); diff != "" {
		t.Errorf("documents (-by the usual name +by the unused one):\n%s", diff)
	}
}

// TestHalfANameIsNone asks for a group whose words stand apart, and often, in an article
// about something else.
func TestHalfANameIsNone(t *testing.T) {
	t.Parallel()
	docs := []corpus.Document{
		{ID: "lorries", Title: "Roads", Text: "A column crossed the Saltback. The column left the Saltback by noon."},
		{ID: "founders", Title: "History", Text: "Herdsmen founded the Saltback Column."},
	}
	for i := range docs {
		docs[i].Seal()
	}
	plain := newSearcher(t, &wordEmbedder{}, docs)
	words := func(s *retrieval.Searcher) map[corpus.DocumentID]float64 {
		scores := map[corpus.DocumentID]float64{}
		for _, hit := range search(t, s, retrieval.Query{Text: "What is known of the Saltback Column?"}).Hits {
			scores[hit.Document] = hit.Scores["bm25_document"]
		}
		return scores
	}
	without, with := words(plain), words(plain.WithGroups(bands(t)))
	if with["lorries"] >= .5*without["lorries"] || with["founders"] < without["founders"] {
		t.Errorf("words count %v; without groups %v: want less for half a name only", with, without)
	}
}

// TestNamesDividedOtherwise asks for a name in two words that an article writes as one.
func TestNamesDividedOtherwise(t *testing.T) {
	t.Parallel()
	g, err := group.NewGroup("", "SBK33", []string{"SBK 33"}, group.Provenance{Source: "test"})
	if err != nil {
		t.Fatal(err)
	}
	table, err := group.NewTable([]group.Group{g})
	if err != nil {
		t.Fatal(err)
	}
	docs := bandReports()
	for _, doc := range []corpus.Document{
		{ID: "closed", Title: "Tolls", Text: "Herdsmen say that SBK33 levies them."},
		{ID: "apart", Title: "Fires", Text: "Nobody doubts that SBK 33 lit them."},
	} {
		doc.Seal()
		docs = append(docs, doc)
	}
	s := newSearcher(t, &wordEmbedder{}, docs).WithGroups(table)
	for _, question := range []string{"What about SBK 33?", "What about SBK33?"} {
		got := found(search(t, s, retrieval.Query{Text: question}))
		if len(got) < 2 {
			t.Errorf("%q finds %v, want closed and apart", question, got)
			continue
		}
		if diff := cmp.Diff([]corpus.DocumentID{"apart", "closed"}, sorted(got[:2])); diff != "" {
			t.Errorf("%q, first documents (-want +got):\n%s", question, diff)
		}
	}
}
