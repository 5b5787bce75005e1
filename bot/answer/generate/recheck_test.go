package generate

import (
	"testing"

	"sitrep/bot/llm/llmtest"
)

// TestRecheckOnlyTakesAway has the model answer its second question in every way.
func TestRecheckOnlyTakesAway(t *testing.T) {
	for name, c := range map[string]struct {
		second llmtest.Behaviour
		stays  bool
	}{
		"yes":              {llmtest.Saying(`{"follows":true}`), true},
		"no":               {llmtest.Saying(`{"follows":false}`), false},
		"no in prose":      {llmtest.Saying("No. It adds a place."), false},
		"no behind prose":  {llmtest.Saying("I think: {\"follows\": false}"), false},
		"nothing to read":  {llmtest.Saying("Perhaps."), true},
		"broken":           {llmtest.Broken(), true},
		"another sentence": {llmtest.Saying(`{"sentences":[{"text":"The army fled.","cites":["d1s1"]}]}`), true},
	} {
		t.Run(name, func(t *testing.T) {
			server := llmtest.New(t, 7)
			g := gate(t, server)
			question := Question{Text: "What happened?", Evidence: articles()}
			plain, err := g.Write(t.Context(), question)
			if err != nil || len(plain.Sentences) == 0 {
				t.Fatalf("%+v, %v", plain, err)
			}
			said := encode(map[string]any{"sentences": []drafted{{plain.Sentences[0].Text, plain.Sentences[0].Cites}}})
			server.Play(llmtest.Saying(said), c.second)
			g.options.Recheck = true
			out, err := g.Write(t.Context(), question)
			if err != nil {
				t.Fatal(err)
			}
			if stays := out.Verdict == Written; stays != c.stays || stays != (len(out.Sentences) == 1) {
				t.Errorf("%s with %v, want it to stay: %t", out.Verdict, out.Sentences, c.stays)
			}
			if !c.stays && (len(out.Drops) != 1 || out.Drops[0].Reason != NotEntailed) {
				t.Errorf("dropped %v, want one sentence that does not follow", out.Drops)
			}
		})
	}
}
