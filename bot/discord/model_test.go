package discord_test

import (
	"log/slog"
	"strings"
	"testing"
	"time"

	"sitrep/bot/answer/generate"
	"sitrep/bot/discordtest"
	"sitrep/bot/llm"
	"sitrep/bot/llm/llmtest"
	"sitrep/retrieval/endpoint"
)

// withModel is a house whose answers a scripted model words.
func withModel(t *testing.T) (*house, *llmtest.Server) {
	t.Helper()
	server := llmtest.New(t, 60)
	quiet := slog.New(slog.DiscardHandler)
	client := must(llm.New(quiet, llm.Config{
		URL: server.URL, Key: llmtest.Key, Model: llmtest.Model,
		Requests: endpoint.Options{FirstWait: time.Millisecond, Attempts: 2},
	}))
	h := newHouse(t, discordtest.Options{})
	h.lg = quiet
	h.gate = generate.New(quiet, client, generate.Options{Groups: must(shared()).table})
	return h, server
}

// modelRoom is a room in that house.
func modelRoom(t *testing.T) (*room, *llmtest.Server) {
	t.Helper()
	h, server := withModel(t)
	return roomIn(h), server
}

func TestTranscriptsWithAModel(t *testing.T) {
	t.Parallel()
	t.Run("ask", func(t *testing.T) {
		t.Parallel()
		r, _ := modelRoom(t)
		answer := settled(t, r.alice.Slash(r.channel, "/ask", discordtest.Opt("question", sampleQuestion)))
		settled(t, r.alice.Press(answer, "More quotes"))
		settled(t, r.alice.Press(answer, "Sources"))
		settled(t, r.alice.Press(answer, "In context"))
		form, err := r.alice.Press(answer, "Follow up").Modal(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		settled(t, form.Submit(discordtest.Fill("Your question", "Where was it active?")))
		r.golden(t, "model_ask")
	})
	t.Run("mention", func(t *testing.T) {
		t.Parallel()
		r, _ := modelRoom(t)
		answer, err := r.alice.Mention(r.channel, sampleQuestion).Answer(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if _, err := r.alice.Reply(answer.Message, "Who leads it?", true).Answer(t.Context()); err != nil {
			t.Fatal(err)
		}
		r.golden(t, "model_mention")
	})
	t.Run("message commands", func(t *testing.T) {
		t.Parallel()
		r, _ := modelRoom(t)
		wondered := r.alice.Say(r.channel, "Big news. Who claimed the attack on the bank branch in Kunduz?")
		settled(t, r.alice.UseOnMessage(wondered.Message, "Ask about this"))
		r.golden(t, "model_message_commands")
	})
	for _, tc := range commandExamples() {
		if tc.name == "ask" {
			continue // with its buttons, above
		}
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			r, _ := modelRoom(t)
			settled(t, r.alice.Slash(r.channel, tc.command, tc.options...))
			r.golden(t, "model_"+tc.name)
		})
	}
	for name, behaviour := range map[string]llmtest.Behaviour{
		"refusing": llmtest.Refusing(), "broken": llmtest.Broken(), "lying": llmtest.Hostile()[3],
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r, server := modelRoom(t)
			server.Play(behaviour)
			settled(t, r.alice.Slash(r.channel, "/ask", discordtest.Opt("question", sampleQuestion)))
			r.golden(t, "model_"+name)
		})
	}
}

// TestNothingUncheckedIsShownWhileAModelWrites has a slow model tell lies and truths, and
// looks at everything that the channel shows meanwhile.
func TestNothingUncheckedIsShownWhileAModelWrites(t *testing.T) {
	t.Parallel()
	h, server := withModel(t)
	h.options.StageAfter = time.Millisecond
	const lie = "The brigade has surrendered its weapons to the army of Gorvane"
	server.Play(llmtest.Behaviour{Name: "slow liar", Gap: 150 * time.Millisecond, Write: func(p llmtest.Prompt, _ *llmtest.Pen) string {
		return `{"sentences":[{"text":"` + lie + `.","cites":["` + p.Evidence[0].ID + `"]}],"refusal":null}`
	}})
	r := roomIn(h)
	asked := r.alice.Slash(r.channel, "/ask", discordtest.Opt("question", sampleQuestion))
	stages := map[string]bool{}
	for deadline := time.Now().Add(30 * time.Second); time.Now().Before(deadline); time.Sleep(20 * time.Millisecond) {
		text := r.alice.Transcript(r.channel)
		if strings.Contains(text, "surrendered") || strings.Contains(text, "weapons") {
			t.Fatalf("unchecked words are shown:\n%s", text)
		}
		for _, stage := range []string{"Searching", "Writing the answer", "did not pass"} {
			stages[stage] = stages[stage] || strings.Contains(text, stage)
		}
		if stages["did not pass"] {
			break
		}
	}
	settled(t, asked)
	for stage, seen := range stages {
		if !seen {
			t.Errorf("%q was never shown", stage)
		}
	}
}
