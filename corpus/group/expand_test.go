package group_test

import (
	"slices"
	"testing"

	"sitrep/corpus/group"
)

func TestExpand(t *testing.T) {
	tab := table(t, "apt28: APT28, Fancy Bear, Sofacy, Play, X9, 764", "laz: Lazarus Group, Hidden Cobra, ?Andariel", "and: Andariel, Silent Chollima")
	got := tab.Expand("What did Sofacy do with Andariel?")
	want := []struct {
		id       group.ID
		disputed bool
		variants []string
	}{
		{"apt28", false, []string{"APT28", "Fancy Bear", "Play"}},
		{"and", false, []string{"Silent Chollima"}},
		{"laz", true, []string{"Lazarus Group", "Hidden Cobra"}},
	}
	if len(got) != len(want) {
		t.Fatalf("got %+v, want %+v", got, want)
	}
	for i, w := range want {
		var texts []string
		for _, v := range got[i].Variants {
			texts = append(texts, v.Text)
		}
		if got[i].Group != w.id || got[i].Disputed != w.disputed || !slices.Equal(texts, w.variants) {
			t.Errorf("expansion %d: got %+v, want %+v", i, got[i], w)
		}
	}
	if own, shared := got[0].Variants[0].Weight, got[2].Variants[0].Weight; shared >= own {
		t.Errorf("a disputed group's name weighs %v, an undisputed one's %v", shared, own)
	}
}

// Spellings that fold into one key are different words to a search, and all are given.
func TestExpandGivesTransliterations(t *testing.T) {
	tab := table(t, "ttp: Tehrik-e-Taliban, Tehreek-e-Taliban, tehrik e taliban")
	got := tab.Expand("Who leads the Tehreek-e-Taliban?")
	if len(got) != 1 || len(got[0].Variants) != 1 || got[0].Variants[0].Text != "Tehrik-e-Taliban" {
		t.Errorf("got %+v, want the one other transliteration", got)
	}
}

func TestExpandNothing(t *testing.T) {
	tab := table(t, "apt28: APT28")
	if got := tab.Expand("Who played at the theatre?"); got != nil {
		t.Errorf("got %+v, want nothing", got)
	}
	if got := tab.Expand("What is APT28?"); len(got) != 1 || len(got[0].Variants) != 0 {
		t.Errorf("got %+v, want the group without variants", got)
	}
}

// Weights stay between 0 and 1 and descend, for every group of the default table.
func TestExpandWeights(t *testing.T) {
	tab, err := group.Default()
	if err != nil {
		t.Fatal(err)
	}
	for _, g := range tab.Groups() {
		for _, e := range tab.Expand("What is known about " + g.Name + "?") {
			last := 1.0
			for _, v := range e.Variants {
				if v.Weight <= 0 || v.Weight >= 1 || v.Weight > last {
					t.Fatalf("%s: %+v after weight %v", g.ID, v, last)
				}
				last = v.Weight
			}
			if len(e.Variants) > 24 {
				t.Errorf("%s: %d variants", g.ID, len(e.Variants))
			}
		}
	}
}

// A name that is divided into words otherwise is a different word to a search.
func TestExpandGivesOtherDivisions(t *testing.T) {
	tab := table(t, "front: Front 28, Front28, front-28, Quietwater")
	for question, want := range map[string][]string{
		"Who leads Front 28?":             {"Front28", "Quietwater"},
		"Who leads Front28?":              {"Front 28", "Quietwater"},
		"Are Front28 and Front 28 alike?": {"Quietwater"},
	} {
		var got []string
		for _, v := range tab.Expand(question)[0].Variants {
			got = append(got, v.Text)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q: got %q, want %q", question, got, want)
		}
	}
}
