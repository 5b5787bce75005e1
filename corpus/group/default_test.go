package group_test

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"sitrep/corpus/group"
)

var update = flag.Bool("update", false, "rewrite golden files")

func defaultTable(t testing.TB) *group.Table {
	t.Helper()
	tab, err := group.Default()
	if err != nil {
		t.Fatal(err)
	}
	return tab
}

// The counts of the default table stand in a file, so that a change of its sources or of
// the rules by which they are joined shows.
func TestDefaultCounts(t *testing.T) {
	const path = "testdata/default_counts.golden"
	got := counts(defaultTable(t))
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("counts changed; rerun with -update if that is meant\n got:\n%s\nwant:\n%s", got, want)
	}
}

func counts(tab *group.Table) string {
	kinds, sources := map[string]int{}, map[string]int{}
	names, disputed := 0, 0
	holders := map[string]map[group.ID]bool{}
	for _, g := range tab.Groups() {
		for _, a := range g.Aliases {
			names++
			kinds[a.Kind.String()]++
			if a.Disputed {
				disputed++
				continue
			}
			key := group.Key(a.Name)
			if holders[key] == nil {
				holders[key] = map[group.ID]bool{}
			}
			holders[key][g.ID] = true
			for _, p := range a.Sources {
				sources[p.Source]++
			}
		}
	}
	ambiguous := 0
	for _, ids := range holders {
		if len(ids) > 1 {
			ambiguous++
		}
	}
	var out strings.Builder
	fmt.Fprintf(&out, "groups %d\nnames %d\ndisputed %d\nambiguous keys %d\n", tab.Len(), names, disputed, ambiguous)
	for _, kind := range slices.Sorted(maps.Keys(kinds)) {
		fmt.Fprintf(&out, "kind %s %d\n", kind, kinds[kind])
	}
	for _, source := range slices.Sorted(maps.Keys(sources)) {
		fmt.Fprintf(&out, "undisputed names of %s %d\n", source, sources[source])
	}
	return out.String()
}

// The names that our readers use lead to one group each.
func TestDefaultKnowsTheField(t *testing.T) {
	tab := defaultTable(t)
	for _, c := range []struct {
		id    group.ID
		names string
	}{
		{"islamic-state-khorasan-province", "IS-KP, ISKP, ISIS-K, ISIS K, isisk, IS-K, Daesh Khorasan, Wilayat Khorasan, Wilayah Khurasan, Islamic State Khorasan, Islamic State – Khorasan Province, ISIL-K, ISIL Khorasan"},
		{"tehrik-e-taliban-pakistan", "TTP, Tehrik-e-Taliban, Tehreek-e-Taliban Pakistan, Tehrik-i-Taliban, Pakistani Taliban"},
		{"al-qaida", "al-Qaida, al-Qaeda, Al Qa'ida, AQ, Usama Bin Ladin Network"},
		{"al-qaida-in-the-indian-subcontinent", "AQIS, Al-Qaeda in the Indian Subcontinent"},
		{"haqqani-network", "Haqqani network, HQN"},
		{"balochistan-liberation-army", "BLA, Baluchistan Liberation Army, Baloch Liberation Army"},
		{"lashkar-e-tayyiba", "LeT, Lashkar-e-Taiba, Lashkar e Toiba, Jamaat-ud-Dawa"},
		{"jaish-e-mohammed", "JeM, Jaish-i-Mohammed, Jaysh-e-Muhammad"},
		{"apt28", "APT28, APT 28, Fancy Bear, Sofacy, STRONTIUM, Forest Blizzard, Tsar Team"},
		{"apt29", "Cozy Bear, The Dukes, CozyDuke"},
		{"lazarus-group", "Lazarus, HIDDEN COBRA, Diamond Sleet"},
		{"sandworm-team", "Sandworm, Voodoo Bear, Seashell Blizzard, APT44"},
		{"farabundo-marti-national-liberation-front", "FMLN, Frente Farabundo Marti para la Liberacion Nacional"},
		{"sendero-luminoso", "Shining Path, Sendero Luminoso, SENDERISTAS"},
		{"tupac-amaru-revolutionary-movement", "MRTA, Movimiento Revolucionario Tupac Amaru"},
		{"hizballah", "Hezbollah, Hizbullah"},
	} {
		for name := range strings.SplitSeq(c.names, ", ") {
			if got, _ := tab.Lookup(name); !slices.Equal(got, []group.ID{c.id}) {
				t.Errorf("Lookup(%q) = %q, want %q", name, got, c.id)
			}
		}
	}
}

func TestDefaultFindsNothingInOrdinaryProse(t *testing.T) {
	tab := defaultTable(t)
	for _, text := range []string{
		"What is the set of rules that the team has to play by, and who is it for?",
		"THE GROUP IS SAID TO BE AT SEA. IT HAS SET THE ANCHOR AND LET THE CREW PLAY.",
		"The youth of the village took part in the combat; unity and liberty were their words.",
		"Patients with raised calcium and zinc were snakes in the grass, the equation said.",
		"Is the base of the triangle set? I say so. It has a red edge.",
		"The Islamic group met the revolutionary council in a holy place.",
	} {
		checkFind(t, tab, text)
	}
}

// Every name of the table is found when it is asked for by itself.
func TestDefaultResolvesItsOwnNames(t *testing.T) {
	tab := defaultTable(t)
	for _, g := range tab.Groups() {
		for _, a := range g.Aliases {
			if group.Key(a.Name) == "" {
				t.Errorf("%s has a name without letters: %q", g.ID, a.Name)
			}
			groups, disputed := tab.Lookup(a.Name)
			if !slices.Contains(groups, g.ID) && !slices.Contains(disputed, g.ID) {
				t.Errorf("Lookup(%q) = %q, %q, want %q among them", a.Name, groups, disputed, g.ID)
			}
			if len(a.Sources) == 0 {
				t.Errorf("%s: nobody attests %q", g.ID, a.Name)
			}
		}
	}
}
