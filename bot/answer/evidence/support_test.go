package evidence

import (
	"testing"

	"sitrep/bot/answer/question"
	"sitrep/corpus/group"
)

// signalsOf are the signals of a question asked of some articles, by name.
func signalsOf(t *testing.T, asked string, groups *group.Table, texts ...string) map[string]float32 {
	t.Helper()
	articles, known := library(texts...)
	known.Groups = groups
	values := Rank(question.Parse(asked), articles, known, Weights()).Signals(func(string) bool { return true })
	named := map[string]float32{}
	for i, name := range SignalNames() {
		named[name] = values[i]
	}
	return named
}

func TestAGroupIsThereUnderAnyOfItsNames(t *testing.T) {
	t.Parallel()
	g, err := group.NewGroup("salt-brigade", "Salt Brigade", []string{"Tidewater Front"}, group.Provenance{Source: "test"})
	if err != nil {
		t.Fatal(err)
	}
	table, err := group.NewTable([]group.Group{g})
	if err != nil {
		t.Fatal(err)
	}
	const asked = "What has been reported about the Tidewater Front?"
	if got := signalsOf(t, asked, table, harbour, bridge)["name-here"]; got != 1 {
		t.Errorf("with the table the name's share is %v, want 1", got)
	}
	if got := signalsOf(t, asked, nil, harbour, bridge)["name-here"]; got == 1 {
		t.Error("without the table the name is taken to be there")
	}
}

func TestWhatStandsInThePlaceOfWhatWasAskedSpeaksAgainst(t *testing.T) {
	t.Parallel()
	for name, pair := range map[string]struct{ right, trick string }{
		"number-swapped": {"What did armed men set fire to in 2021?", "What did armed men set fire to in 2019?"},
		"contrast":       {"When was the northern bridge reopened?", "When was the southern bridge reopened?"},
		"apart-name":     {"When was the fire in the harbour of Eastport?", "When was the fire in the harbour of Westholm?"},
	} {
		right, trick := signalsOf(t, pair.right, nil, harbour, bridge)[name], signalsOf(t, pair.trick, nil, harbour, bridge)[name]
		if right != 0 || trick == 0 {
			t.Errorf("%s: got %v for %q and %v for %q, want 0 and more", name, right, pair.right, trick, pair.trick)
		}
	}
}

func TestAGroupAskedForHasToBeNamedNearby(t *testing.T) {
	t.Parallel()
	const asked = "Which organisation was responsible for the fire at the grain store?"
	silent := "Fire at the store\nA fire destroyed the grain store at night. Unidentified men were seen running away. Nobody was hurt."
	if got := signalsOf(t, asked, nil, harbour)["actor-near"]; got != 1 {
		t.Errorf("actor-near is %v where a brigade is named, want 1", got)
	}
	got := signalsOf(t, asked, nil, silent)
	if got["actor-near"] != 0 || got["unclaimed"] != 1 {
		t.Errorf("where nobody is named: actor-near %v, unclaimed %v, want 0 and 1", got["actor-near"], got["unclaimed"])
	}
}
