package group_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sitrep/corpus/group"
)

func TestWriteReadsBack(t *testing.T) {
	want := groups(t, "ttp: Tehrik-e-Taliban Pakistan, TTP, ?Play", "b: B")
	want[0].Aliases[1].Kind = group.Acronym
	want[0].Aliases[2].Sources = append(want[0].Aliases[2].Sources, group.Provenance{Source: "UN Security Council", Ref: "QDe.132"})
	want[1].Aliases[0].Sources = nil
	var stored bytes.Buffer
	if err := group.Write(&stored, want, map[string]string{"test": "t", "UN Security Council": "un"}); err != nil {
		t.Fatal(err)
	}
	got, err := group.Read(&stored)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("read back (-want +got):\n%s", diff)
	}
}

func TestWriteRefuses(t *testing.T) {
	unknown := groups(t, "a: Alpha")
	comma := groups(t, "a: Alpha")
	comma[0].Aliases[0].Sources[0].Ref = "a,b"
	if err := group.Write(&bytes.Buffer{}, unknown, nil); err == nil || !strings.Contains(err.Error(), "no code") {
		t.Errorf("got %v, want an error on the missing code", err)
	}
	if err := group.Write(&bytes.Buffer{}, comma, map[string]string{"test": "t"}); err == nil || !strings.Contains(err.Error(), "comma") {
		t.Errorf("got %v, want an error on the comma", err)
	}
}

func TestReadReportsTheLine(t *testing.T) {
	for stored, want := range map[string]string{
		"#source\tt\ttest\na\tAlpha\tx\n": "line 2: the source \"x\"",
		"-\tAlpha\t\n":                    "line 1: an alias before",
		"a\n":                             "line 1: a line needs",
		"a\tAlpha\t\tsilly\n":             "line 1: kind \"silly\"",
		"#source\tt\n":                    "line 1: a #source line",
		"a\tAlpha\n\n# comment\nb\tBeta\t\tword,x": "line 4: kind \"x\"",
	} {
		if _, err := group.Read(strings.NewReader(stored)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("Read(%q): error %v, want %q", stored, err, want)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add("#source\tt\ttest\na\tAlpha\tt:1\n-\tBeta\tt\tdisputed,word\n")
	f.Fuzz(func(t *testing.T, stored string) {
		read, err := group.Read(strings.NewReader(stored))
		if err != nil {
			return
		}
		if tab, err := group.NewTable(read); err == nil {
			tab.Find(stored)
		}
	})
}
