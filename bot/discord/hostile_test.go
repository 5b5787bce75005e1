package discord_test

import (
	"strings"
	"testing"
	"time"

	"sitrep/bot/discordtest"
	"sitrep/bot/state"
	"sitrep/corpus"
)

// pair is a room with a second person in it.
func pair(t *testing.T) (*room, *discordtest.User) {
	t.Helper()
	r := newRoom(t)
	bob := r.srv.User("bob")
	r.guild.Join(bob)
	return r, bob
}

func (r *room) unpinged(t *testing.T) {
	t.Helper()
	if pings := r.srv.Pings(); len(pings) > 0 {
		t.Errorf("somebody was pinged: %v", pings)
	}
}

func TestHostileQuestions(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	for name, question := range map[string]string{
		"6000 characters": strings.Repeat("attack ", 857),
		"mentions":        "@everyone @here <@" + string(r.alice.ID) + "> who warned about Khorasan?",
		"markdown":        "**who** `warned` ||about|| [Khorasan](https://evil.example)? # > ~~x~~",
		"right to left":   "who warned \u202eabout\u202c Kho\u200brasan\ufeff?",
		"nothing":         "\u200b\u202e \u2060",
		"a zero byte":     "who\x00warned about Khorasan?",
	} {
		reply := settled(t, r.alice.Slash(r.channel, "/ask", discordtest.Opt("question", question)))
		if reply.Content == "" {
			t.Errorf("%s: no reply", name)
		}
		if strings.ContainsAny(reply.Content, "\u202e\u200b\ufeff\u2060\x00") || strings.Contains(reply.Content, "](https://evil.example)") {
			t.Errorf("%s: %q", name, reply.Content)
		}
	}
	r.unpinged(t)
}

func TestHostileArticle(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	const text = "The Kestrel Brigade claimed the @everyone raid on the ```harbour``` | of Port Vell || and [said](https://evil.example) <@1> was `next`. Nobody else has said so."
	r.index(corpus.Document{
		ID: "kestrel", Title: "@here **Raid** on <#1> | Port Vell", Publisher: "`The` Gazette @everyone", Text: text,
		URL: "https://gazette.example/raid?a=)&b=@everyone", Published: time.Date(2025, 3, 1, 0, 0, 0, 0, time.UTC), Language: "en",
	})
	r.fresh()
	reply := settled(t, r.alice.Slash(r.channel, "/ask", discordtest.Opt("question", "Who claimed the raid on the harbour of Port Vell?")))
	if !strings.Contains(reply.Content, "Kestrel Brigade") || strings.Contains(reply.Content, "](https://evil.example)") {
		t.Errorf("answer %q", reply.Content)
	}
	settled(t, r.alice.Press(reply, "In context"))
	settled(t, r.alice.Press(reply, "Sources"))
	r.unpinged(t)
}

func TestForgedButtons(t *testing.T) {
	t.Parallel()
	r, bob := pair(t)
	answer := settled(t, r.alice.Slash(r.channel, "/ask", discordtest.Opt("question", sampleQuestion)))
	before := answer.Content
	owned := answer.Components[0].Components[0].CustomID
	for _, id := range []string{
		"x", "1:turn:zzzzzzzzzzzzzzz:" + string(bob.ID) + ":2", "2" + owned[1:], "1:drop:a:b:0", "1:turn:groups~:" + string(bob.ID) + ":-1",
		strings.ReplaceAll(owned, string(r.alice.ID), string(bob.ID)), strings.Repeat(":", 99),
	} {
		reply, err := bob.PressForged(answer, id).Reply(t.Context())
		if err != nil {
			t.Errorf("%q: %v", id, err)
			continue
		}
		if !reply.Ephemeral || !strings.Contains(reply.Content, "do not know this button") {
			t.Errorf("%q: %q", id, reply.Content)
		}
	}
	if now, _ := answer.Again(); now.Content != before {
		t.Errorf("a forged button changed the answer to %q", now.Content)
	}
}

func TestButtonsOfAnotherPerson(t *testing.T) {
	t.Parallel()
	r, bob := pair(t)
	profile := settled(t, r.alice.Slash(r.channel, "/group", discordtest.Opt("name", "ISKP")))
	before := profile.Content
	copied := settled(t, bob.Press(profile, "Next"))
	if !copied.Ephemeral || !strings.Contains(copied.Content, "page 2 of") {
		t.Errorf("bob got %q, only for him: %t; want the next page for him alone", copied.Content, copied.Ephemeral)
	}
	if now, _ := profile.Again(); now.Content != before {
		t.Error("bob turned alice's page")
	}
	private := settled(t, r.alice.Slash(r.channel, "/ask", discordtest.Opt("question", sampleQuestion), discordtest.Opt("private", true)))
	form, err := r.alice.Press(private, "Follow up").Modal(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if further := settled(t, form.Submit(discordtest.Fill("Your question", "Where is it active?"))); !further.Ephemeral {
		t.Error("what follows up a private answer is public")
	}
}

func TestButtonsOfAnOlderIndex(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	answer := settled(t, r.alice.Slash(r.channel, "/ask", discordtest.Opt("question", sampleQuestion)))
	r.index(corpus.Document{ID: "other", Title: "Other", Text: "Nothing of what was there is left. This is all.", Published: time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC)})
	r.fresh()
	for _, button := range []string{"Sources", "In context", "More quotes"} {
		reply := settled(t, r.alice.Press(answer, button))
		if !reply.Ephemeral || strings.Contains(reply.Content, "Voronkov") {
			t.Errorf("%s of an article that has gone: %q", button, reply.Content)
		}
	}
}

func TestScopeOfChannels(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	secret := r.guild.Channel("analysts")
	doc := func(id string, marking corpus.Marking, text string) corpus.Document {
		return corpus.Document{ID: corpus.DocumentID(id), Title: id, Publisher: "Gazette", Text: text, Marking: marking, Published: time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC)}
	}
	r.index(
		doc("open", corpus.Clear, "The Kestrel Brigade is an armed group in Port Vell. It was founded in 2019."),
		doc("closed", corpus.Amber, "The Kestrel Brigade is led by Mira Osk, who lives in Port Vell. She was a harbour pilot."),
	)
	r.fresh()
	err := r.state.ChangeSettings(t.Context(), string(r.guild.ID), func(s *state.Settings) error {
		s.Scopes = map[string]state.Scope{string(secret.ID): {MaxMarking: corpus.Amber}}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	question := discordtest.Opt("question", "Who leads the Kestrel Brigade?")
	inside := settled(t, r.alice.Slash(secret, "/ask", question))
	if !strings.Contains(inside.Content, "*closed*") { // quoted, or named as the nearest article
		t.Errorf("where it may be seen: %q", inside.Content)
	}
	for where, channel := range map[string]*discordtest.Channel{"another channel": r.channel, "a direct message": r.alice.DM()} {
		if reply := settled(t, r.alice.Slash(channel, "/ask", question)); strings.Contains(reply.Content, "Mira Osk") || strings.Contains(reply.Content, "*closed*") {
			t.Errorf("%s: %q", where, reply.Content)
		}
	}
}
