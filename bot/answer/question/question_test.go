package question

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestKind(t *testing.T) {
	for text, want := range map[string]Kind{
		"Who warned about the northern route?":                     Who,
		"By whom was the bridge attacked?":                         Who,
		"Which group claimed the attack on the lighthouse?":        Group,
		"What organization was behind the kidnapping?":             Group,
		"Where did the boat sink?":                                 Where,
		"In which province is the training camp?":                  Where,
		"When was the bridge closed?":                              When,
		"In what year was the group founded?":                      When,
		"How many people were hurt?":                               HowMany,
		"How long is the bridge?":                                  HowMany,
		"What did Lindqvist say about the lorries?":                Said,
		"What was Lindqvist's warning about the route?":            Said,
		"Why was the ferry late?":                                  Why,
		"How did the smugglers cross the border?":                  How,
		"Is the group regrouping?":                                 YesNo,
		"Did the ministry deny the report?":                        YesNo,
		"What is a suicide vest?":                                  Definition,
		"Who or what is the Kestrel Front?":                        Definition,
		"Who or what is behind the fire at the mill in Ostrand?":   Who,
		"What weapon was used in the attack on the lighthouse?":    Weapon,
		"What kind of explosive was found in the boat?":            Weapon,
		"What bridge was attacked?":                                Thing,
		"List the towns that were attacked.":                       Where,
		"northern route":                                           Open,
		"":                                                         Open,
		"The man who sank the boat, where did he come from?":       Where,
		"Is the man who sank the boat a member of the coast guard": YesNo,
	} {
		if got := Parse(text).Kind; got != want {
			t.Errorf("%q asks for %v, want %v", text, got, want)
		}
	}
}

func TestParts(t *testing.T) {
	q := Parse("According to the Harbour Post, what did Mara Lindqvist say about the 40 lorries on 11 February 2025?")
	if q.Kind != Said || q.Speaker != "Mara Lindqvist" {
		t.Errorf("kind %v, speaker %q, want what Mara Lindqvist said", q.Kind, q.Speaker)
	}
	if !slices.Contains(q.Names, "Mara Lindqvist") {
		t.Errorf("names %q, want Mara Lindqvist among them", q.Names)
	}
	if !cmp.Equal(q.Numbers, []string{"40"}) {
		t.Errorf("numbers %q, want 40 without those of the date", q.Numbers)
	}
	if len(q.Dates) != 1 || q.Dates[0].First.Format("2006-01-02") != "2025-02-11" {
		t.Errorf("dates %v, want 11 February 2025", q.Dates)
	}
	if !cmp.Equal(q.Outlets, []string{"Harbour Post"}) {
		t.Errorf("outlets %q, want the Harbour Post", q.Outlets)
	}
	if q := Parse(`Who said "we know of nine lorries"?`); !cmp.Equal(q.Quoted, []string{"we know of nine lorries"}) {
		t.Errorf("quoted %q, want the words between the marks", q.Quoted)
	}
}

func TestNames(t *testing.T) {
	for text, want := range map[string][]string{
		"Why did al-Qaida bomb the Grain Market?":      {"al-Qaida", "Grain Market"},
		"Where is Ali al-Rashid from?":                 {"Ali al-Rashid"},
		"Who joined the Army of National Deliverance?": {"Army of National Deliverance"},
		"Which x-ray room was as-yet closed?":          nil,
	} {
		if got := Parse(text).Names; !slices.Equal(got, want) {
			t.Errorf("%q names %q, want %q", text, got, want)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add("According to X, what did Y's spokesman say about “Z” on 3 May?")
	f.Add("which who when's")
	f.Fuzz(func(t *testing.T, text string) {
		q := Parse(text)
		if int(q.Kind) >= Kinds {
			t.Errorf("kind %d", q.Kind)
		}
		for _, pair := range q.Pairs {
			if pair[0] >= len(q.Terms) || pair[1] >= len(q.Terms) {
				t.Errorf("pair %v of %d terms", pair, len(q.Terms))
			}
		}
	})
}
