package eval

import (
	"strings"
	"testing"
)

func TestStripFirstParagraphs(t *testing.T) {
	lines := []struct{ name, in, want string }{
		{
			"the first goes",
			`{"_id":"a","title":"Northshore Front","text":"Also known as: Quietwater.\n\nA front.\n\nIt has \"boats\"."}`,
			`{"_id":"a","text":"A front.\n\nIt has \"boats\".","title":"Northshore Front"}`,
		},
		{"a line end is none of a paragraph", `{"_id":"b","text":"One line.\nAnother."}`, `{"_id":"b","text":"One line.\nAnother."}`},
		{"an only one stays", `{"_id":"c","text":"Nothing follows.\n\n \n"}`, `{"_id":"c","text":"Nothing follows.\n\n \n"}`},
		{"empty lines before the first", `{"id":"d","text":"\n\nAlso: x.\n\nRest."}`, `{"id":"d","text":"Rest."}`},
	}
	var in, want strings.Builder
	for _, line := range lines {
		in.WriteString(line.in + "\n\n") // empty lines between articles are none
		want.WriteString(line.want + "\n")
	}
	var got strings.Builder
	if err := StripFirstParagraphs(&got, strings.NewReader(in.String())); err != nil {
		t.Fatal(err)
	}
	gotLines, wantLines := strings.Split(got.String(), "\n"), strings.Split(want.String(), "\n")
	if len(gotLines) != len(wantLines) {
		t.Fatalf("got %d lines, want %d:\n%s", len(gotLines), len(wantLines), got.String())
	}
	for i, line := range lines {
		if gotLines[i] != wantLines[i] {
			t.Errorf("%s: got %s, want %s", line.name, gotLines[i], wantLines[i])
		}
	}
}

func TestStripFirstParagraphsNamesTheLine(t *testing.T) {
	for name, line := range map[string]string{"no JSON": `{"text":`, "no text": `{"_id":"b","title":"Quietwater"}`} {
		err := StripFirstParagraphs(&strings.Builder{}, strings.NewReader(`{"_id":"a","text":"x"}`+"\n"+line))
		if err == nil || !strings.HasPrefix(err.Error(), "2: ") {
			t.Errorf("%s: got %v, want an error at line 2", name, err)
		}
	}
}
