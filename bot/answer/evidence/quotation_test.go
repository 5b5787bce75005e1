package evidence

import (
	"testing"

	"sitrep/corpus"
	"sitrep/corpus/split"
)

// TestQuotesShowWholeQuotations asks for the sentence that begins with a word.
func TestQuotesShowWholeQuotations(t *testing.T) {
	t.Parallel()
	const speech = "Orsolya Venn added that “as the flood came down, they let the prisoners go. " +
		"While some of them left, others stayed on,” she said. The ferry was late.\n\n" +
		"” This was plain to see on Sunday, when the bridge burned,” Venn said."
	for _, test := range []struct{ name, text, begins, want string }{
		{"widened to the close", speech, "Orsolya", "Orsolya Venn added that “as the flood came down, they let the prisoners go. While some of them left, others stayed on,” she said."},
		{"widened to the opening", speech, "While", "Orsolya Venn added that “as the flood came down, they let the prisoners go. While some of them left, others stayed on,” she said."},
		{"nothing to widen", speech, "The ferry", "The ferry was late."},
		{"a badly set mark", speech, "” This", "” This was plain to see on Sunday, when the bridge burned,” Venn said."},
		{"straight marks", `He said: "It is over. We go home." The crowd left.`, "He", `He said: "It is over. We go home."`},
		{"never closed", "He said: “It is over. We go home.\n\nThe crowd left.", "He", "He said: “It is over."},
		{"the middle of a speech", "He said: “It is over. We go home. Nobody stays.” The crowd left.", "We", "We go home."},
	} {
		layout := split.Split("", test.text)
		a := &article{Article: &Article{Document: &corpus.Document{Text: test.text}}}
		at := -1
		for i, s := range layout.Sentences {
			a.sentences = append(a.sentences, sentence{Sentence: s, text: test.text[s.Span.Start:s.Span.End]})
			if len(a.sentences[i].text) >= len(test.begins) && a.sentences[i].text[:len(test.begins)] == test.begins {
				at = i
			}
		}
		if at < 0 {
			t.Fatalf("%s: no sentence begins with %q", test.name, test.begins)
		}
		span := a.wholeQuotations(at, a.sentences[at].Span)
		if got := test.text[span.Start:span.End]; got != test.want {
			t.Errorf("%s\n got %q\nwant %q", test.name, got, test.want)
		}
	}
}
