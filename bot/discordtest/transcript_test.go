package discordtest_test

import (
	"flag"
	"net/http"
	"os"
	"path/filepath"
	"testing"

	"sitrep/bot/discordtest"
)

var update = flag.Bool("update", false, "write the golden files anew")

// golden compares text with a file of testdata.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
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
		t.Errorf("%s differs; got:\n%s\nwant:\n%s", path, got, want)
	}
}

func TestTranscript(t *testing.T) {
	d := newCounter(t, 0)
	bob := d.srv.User("bob")
	d.guild.Join(bob)
	respond := func(in *discordtest.Interaction, data object) {
		t.Helper()
		if in.Err() != nil {
			t.Fatal(in.Err())
		}
		d.c.want(http.StatusNoContent, "POST", callback(in), object{"type": 4, "data": data})
	}
	d.register(slash(object{"options": []object{option(object{"name": "question"})}}))

	d.alice.Mention(d.general, "good morning <@"+string(bob.ID)+">,\nsee <#"+string(d.general.ID)+">")
	in := d.alice.Slash(d.general, "/ask", discordtest.Opt("question", "Who met?"))
	respond(in, object{
		"content": "Two delegations met [1].",
		"embeds": []object{
			{
				"author": object{"name": "Example Post"}, "title": "Talks", "url": "https://example.org/a", "description": "> first line\n> second line",
				"fields": []object{{"name": "Published", "value": "2025-02-11"}}, "footer": object{"text": "single source"},
			},
			{"title": "Hidden by Discord: the same URL", "url": "https://example.org/a"},
		},
		"components": append(row(
			object{"type": 2, "style": 1, "label": "More quotes", "custom_id": "1"}, object{"type": 2, "style": 2, "label": "Sources", "emoji": object{"name": "📎"}, "custom_id": "2"},
			object{"type": 2, "style": 3, "label": "Helpful", "custom_id": "3"}, object{"type": 2, "style": 4, "label": "Wrong", "custom_id": "4"},
			object{"type": 2, "style": 5, "label": "Read", "url": "https://example.org/a"},
		), append(row(object{"type": 3, "custom_id": "m", "placeholder": "Which sentence?", "options": []object{{"label": "First", "value": "1", "default": true}, {"label": "Second", "value": "2"}}}),
			row(object{"type": 2, "style": 1, "label": "Gone", "custom_id": "5", "disabled": true})...)...),
	})
	reply := must(in.Reply(t.Context()))
	d.alice.Reply(reply.Message, "and where?", true)
	respond(bob.Press(reply, "Sources"), object{"content": "Only those who asked may do that.", "flags": 64})
	respond(d.alice.Press(reply, "More quotes"), object{"flags": v2, "components": []object{
		{"type": 17, "components": []object{
			{"type": 10, "content": "# Quotes\n> third line"},
			{"type": 14},
			{"type": 9, "components": []object{{"type": 10, "content": "Example Post"}}, "accessory": object{"type": 2, "style": 2, "label": "In context", "custom_id": "c"}},
			{"type": 12, "items": []object{{"media": object{"url": "https://example.org/chart.png"}, "description": "a chart"}}},
		}},
	}})
	d.c.want(http.StatusOK, "PATCH", d.webhook(in)+"/messages/@original", object{"content": "Two delegations met in May [1].", "embeds": []object{}, "components": []object{}})
	pending := d.alice.Slash(d.general, "/ask", discordtest.Opt("question", "Why?"))
	d.c.want(http.StatusNoContent, "POST", callback(pending), object{"type": 5, "data": object{"flags": 64}})

	golden(t, "alice.txt", d.alice.Transcript(d.general))
	golden(t, "bob.txt", bob.Transcript(d.general))
	golden(t, "reply.txt", reply.Text()+"\n")
	d.srv.Check(t)
}
