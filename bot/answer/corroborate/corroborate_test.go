package corroborate_test

import (
	"strings"
	"testing"

	"sitrep/bot/answer/corroborate"
	"sitrep/corpus"
)

// Two accounts of one invented fire, written apart, and the first in an editor's hands.
const (
	fire = "A fire broke out in the grain store of Ostervik shortly before dawn and burned for six hours, the harbour master said. " +
		"Two crews fought it from the quay while a third kept the ferry berths wet. Nobody was hurt, but the store and its winter stock are lost. " +
		"The insurer has sent an assessor, who is expected to spend the week going through the ruins with the town's engineer."
	fireEdited = "OSTERVIK: A fire broke out in the grain store of Ostervik shortly before dawn and burned for six hours. " +
		"Two crews fought it from the quay while a third kept the ferry berths wet, the paper has learned."
	fireApart = "Ostervik lost its winter grain on Monday. Flames were seen from the lighthouse at five, and by noon the roof had come down. " +
		"Our reporter counted three engines. The mayor promised bread for everyone until spring, and asked who had left a lamp burning."
	other = "The council of Ostervik meets on Thursdays. Its next meeting is about the new breakwater, for which stone will be brought from the quarry at Hallen by barge."
)

// doc makes a sealed document.
func doc(id, publisher, author, text string) *corpus.Document {
	d := &corpus.Document{ID: corpus.DocumentID(id), Publisher: publisher, Author: author, Text: text}
	d.Seal()
	return d
}

func judge(t *testing.T, own ...corroborate.Entry) *corroborate.Judge {
	t.Helper()
	p, err := corroborate.NewPublishers(own)
	if err != nil {
		t.Fatal(err)
	}
	return corroborate.NewJudge(p)
}

// of cites the first sentence of each document.
func of(docs ...*corpus.Document) []corroborate.Source {
	var list []corroborate.Source
	for _, d := range docs {
		sentence, _, _ := strings.Cut(d.Text, ". ")
		list = append(list, corroborate.Source{Document: d, Quote: sentence})
	}
	return list
}

func TestOrigins(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		sources []corroborate.Source
		own     []corroborate.Entry
		want    []int
	}{
		"written apart by two publishers": {of(doc("a", "Harbour Post", "", fire), doc("b", "Valley Wire", "", fireApart)), nil, []int{1, 2}},
		"one document twice":              {of(doc("a", "Harbour Post", "", fire), doc("a", "Harbour Post", "", fire)), nil, []int{1, 1}},
		"a reprint":                       {of(doc("a", "Harbour Post", "", fire), doc("b", "Valley Wire", "", fire)), nil, []int{1, 1}},
		"an edited, shortened reprint":    {of(doc("a", "Harbour Post", "", fire), doc("b", "Valley Wire", "", fireEdited)), nil, []int{1, 1}},
		"a paragraph of another article":  {of(doc("a", "Harbour Post", "", fire), doc("b", "Valley Wire", "", other+"\n\n"+fire+"\n\n"+strings.Repeat(other+" ", 2))), nil, []int{1, 1}},
		"one family by the table":         {of(doc("a", "BBC News", "", fire), doc("b", "BBC Persian", "", fireApart)), nil, []int{1, 1}},
		"editions of a name":              {of(doc("a", "The Harbour Post", "", fire), doc("b", "harbour post online", "", fireApart)), nil, []int{1, 1}},
		"name and address":                {of(doc("a", "Ostervik", "", fire), doc("b", "www.ostervik.com", "", fireApart)), nil, []int{1, 1}},
		"one family by own setting": {
			of(doc("a", "Harbour Post", "", fire), doc("b", "Valley Wire", "", fireApart)),
			[]corroborate.Entry{{Names: []string{"Harbour Post", "Valley Wire"}}},
			[]int{1, 1},
		},
		"credit in brackets":     {of(doc("a", "Harbour Post", "", "OSTERVIK (AP) - "+fire), doc("b", "Valley Wire", "", "(AP) "+fireApart)), nil, []int{1, 1}},
		"datelines":              {of(doc("a", "Harbour Post", "", "OSTERVIK, Feb 11 (Reuters) - "+fire), doc("b", "Valley Wire", "", "OSTERVIK, Feb 12 (Reuters) - "+fireApart)), nil, []int{1, 1}},
		"credit line and agency": {of(doc("a", "Reuters", "", fire), doc("b", "Valley Wire", "", fireApart+"\n\nReporting by Lena Orm for Reuters; editing by Jon Falk")), nil, []int{1, 1}},
		"credit behind a dash":   {of(doc("a", "Harbour Post", "", fire+" — Xinhua"), doc("b", "Valley Wire", "", fireApart+"\n— Xinhua")), nil, []int{1, 1}},
		"author is an agency":    {of(doc("a", "Harbour Post", "AFP", fire), doc("b", "Valley Wire", "Staff and AFP", fireApart)), nil, []int{1, 1}},
		"two agencies":           {of(doc("a", "Harbour Post", "EFE", fire), doc("b", "Valley Wire", "AFP", fireApart)), nil, []int{1, 2}},
		"one author":             {of(doc("a", "Harbour Post", "Lena Orm", fire), doc("b", "Valley Wire", "Lena Orm", fireApart)), nil, []int{1, 1}},
		"sentences lean on one agency": {[]corroborate.Source{
			{Document: doc("a", "Harbour Post", "", fire), Quote: "The harbour master told Reuters that the store was lost."},
			{Document: doc("b", "Valley Wire", "", fireApart), Quote: "Reuters reported that the mayor promised bread."},
		}, nil, []int{1, 1}},
		"one speaker's one statement": {[]corroborate.Source{
			{Document: doc("a", "Harbour Post", "", fire), Quote: "The winter stock is lost, Edda Strom said.", Speaker: "Edda Strom, the harbour master"},
			{Document: doc("b", "Valley Wire", "", fireApart), Quote: "Strom, the harbour master, said all the winter stock had been lost.", Speaker: "Edda Strom"},
		}, nil, []int{1, 1}},
		"one speaker, two statements": {[]corroborate.Source{
			{Document: doc("a", "Harbour Post", "", fire), Quote: "The winter stock is lost, Edda Strom said.", Speaker: "Edda Strom"},
			{Document: doc("b", "Valley Wire", "", fireApart), Quote: "Strom wants a new breakwater from quarried stone before autumn.", Speaker: "Edda Strom"},
		}, nil, []int{1, 2}},
		"unknown publishers are one":              {of(doc("a", "", "", fire), doc("b", "", "", fireApart)), nil, []int{1, 1}},
		"an author is no publisher":               {of(doc("a", "", "Lena Orm", fire), doc("b", "", "Jon Falk", fireApart)), nil, []int{1, 1}},
		"an unknown one beside a known":           {of(doc("a", "Harbour Post", "", fire), doc("b", "", "", fireApart)), nil, []int{1, 1}},
		"an unknown one first":                    {of(doc("b", "", "", fireApart), doc("a", "Harbour Post", "", fire)), nil, []int{1, 1}},
		"an unknown one does not join two others": {of(doc("a", "Harbour Post", "", fire), doc("b", "", "", fire), doc("c", "Valley Wire", "", fireApart)), nil, []int{1, 1, 2}},
		"an unknown one goes to its kin":          {of(doc("a", "Harbour Post", "", fire), doc("c", "Valley Wire", "", fireApart), doc("b", "", "", fireApart)), nil, []int{1, 2, 2}},
		"an agency that is not named": {[]corroborate.Source{
			{Document: doc("a", "Harbour Post", "", fire), Quote: "The store is lost."},
			{Document: doc("b", "Valley Wire", "", fireApart), Quote: "According to the news agency, bread was promised."},
		}, nil, []int{1, 1}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var got []int
			for _, f := range judge(t, tc.own...).Origins(tc.sources) {
				got = append(got, f.Origin)
			}
			if len(got) != len(tc.want) {
				t.Fatalf("%d findings for %d sources", len(got), len(tc.sources))
			}
			for i := range got {
				if got[i] != tc.want[i] {
					t.Fatalf("origins %v, want %v", got, tc.want)
				}
			}
		})
	}
}

func TestReprintsAreNamed(t *testing.T) {
	t.Parallel()
	found := judge(t).Origins(of(doc("a", "Harbour Post", "", fire), doc("b", "Valley Wire", "", fireApart), doc("c", "Hill Courier", "", fireEdited)))
	for i, want := range []int{-1, -1, 0} {
		if found[i].ReprintOf != want {
			t.Errorf("citation %d is a reprint of %d, want %d", i, found[i].ReprintOf, want)
		}
	}
	if got := corroborate.Count(found); got != 2 {
		t.Errorf("%d origins, want 2", got)
	}
}

// Which citation comes first changes the numbers, never who belongs together.
func TestOrderDoesNotMatter(t *testing.T) {
	t.Parallel()
	j := judge(t)
	sources := of(doc("a", "Harbour Post", "", fire), doc("b", "Valley Wire", "AFP", fireApart), doc("c", "Hill Courier", "", fireEdited), doc("d", "Reuters", "", other))
	for turn := range sources {
		turned := append(sources[turn:len(sources):len(sources)], sources[:turn]...)
		if got := corroborate.Count(j.Origins(turned)); got != 3 {
			t.Errorf("from %d: %d origins, want 3", turn, got)
		}
	}
}

func TestReliability(t *testing.T) {
	t.Parallel()
	p := judge(t, corroborate.Entry{Names: []string{"Harbour Post"}, Reliability: "b"}).Publishers()
	own := doc("a", "Harbour Post", "", fire)
	own.Reliability = "D"
	for _, tc := range []struct {
		doc  *corpus.Document
		want corpus.Reliability
	}{
		{doc("a", "The Harbour Post", "", fire), "B"},
		{own, "D"},
		{doc("a", "Reuters", "", fire), "F"},
		{doc("a", "", "", fire), "F"},
	} {
		if got := p.Reliability(tc.doc); got != tc.want {
			t.Errorf("%q: %s, want %s", tc.doc.Publisher, got, tc.want)
		}
	}
}

func TestParseEntries(t *testing.T) {
	t.Parallel()
	entries, err := corroborate.ParseEntries([]byte("- names: [Harbour Post, Hill Courier]\n  reliability: B\n- {names: [Tolvane], agency: true}\n"))
	if err != nil || len(entries) != 2 || entries[0].Reliability != "B" || !entries[1].Agency {
		t.Errorf("got %+v, %v", entries, err)
	}
	for _, wrong := range []string{"- names: []", "- {names: [X], reliability: H}", "- {name: X}", "names: X", "- names: ['..']"} {
		if _, err := corroborate.ParseEntries([]byte(wrong)); err == nil {
			t.Errorf("%q was accepted", wrong)
		}
	}
}

func BenchmarkOrigins(b *testing.B) {
	p, err := corroborate.NewPublishers(nil)
	if err != nil {
		b.Fatal(err)
	}
	sources := of(doc("a", "Harbour Post", "", strings.Repeat(fire, 15)), doc("b", "Valley Wire", "", strings.Repeat(fireApart, 15)),
		doc("c", "Hill Courier", "", strings.Repeat(other, 30)), doc("d", "", "", fireEdited), doc("e", "Reuters", "", fire))
	for b.Loop() {
		corroborate.NewJudge(p).Origins(sources)
	}
}
