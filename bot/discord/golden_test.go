package discord_test

import (
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"sitrep/bot/discordtest"
)

var update = flag.Bool("update", false, "write the golden transcripts anew")

// room is a channel with somebody in it, and the bot.
type room struct {
	*house
	*running
	guild   *discordtest.Guild
	channel *discordtest.Channel
	alice   *discordtest.User
}

func newRoom(t *testing.T) *room {
	t.Helper()
	return roomIn(newHouse(t, discordtest.Options{}))
}

// roomIn starts the bot of a house and opens a room there.
func roomIn(h *house) *room {
	r := &room{house: h, running: h.start(), guild: h.srv.Guild("Newsroom"), alice: h.srv.User("alice")}
	r.channel = r.guild.Channel("general")
	r.guild.Join(r.alice)
	return r
}

// settled waits until a response has stopped changing.
func settled(t *testing.T, x *discordtest.Interaction) discordtest.Seen {
	t.Helper()
	if _, err := x.Reply(t.Context()); err != nil {
		t.Fatal(err)
	}
	seen, err := x.Settled(t.Context(), 100*time.Millisecond)
	if err != nil {
		t.Fatal(err)
	}
	return seen
}

// passing is what differs from run to run: moments, durations and ids.
var passing = regexp.MustCompile(`\d+ \w+ \d{4}, \d\d:\d\d UTC|\d{17,20}|took [\d.]+m?s`)

// golden compares what alice reads with a file.
func (r *room) golden(t *testing.T, name string) {
	t.Helper()
	got := passing.ReplaceAllString(r.alice.Transcript(r.channel), "…")
	path := filepath.Join("testdata", name+".txt")
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
		t.Errorf("the transcript has changed (-want +got), -update writes it anew:\n%s", diff)
	}
}

// commandExample is a command as somebody uses it.
type commandExample struct {
	name    string
	command string
	options []discordtest.Option
}

// commandExamples are all commands that anybody may use.
func commandExamples() []commandExample {
	opt := discordtest.Opt
	return []commandExample{
		{"ask", "/ask", []discordtest.Option{opt("question", sampleQuestion)}},
		{"ask_private", "/ask", []discordtest.Option{opt("question", "Who leads the Haqqani network?"), opt("private", true)}},
		{"ask_narrowed", "/ask", []discordtest.Option{opt("question", "Which attacks were claimed?"), opt("group", "IS-KP"), opt("since", "2020"), opt("until", "2026-01-31")}},
		{"ask_refused", "/ask", []discordtest.Option{opt("question", "How long should I boil an egg?")}},
		{"ask_bad_date", "/ask", []discordtest.Option{opt("question", "What happened?"), opt("since", "soonish")}},
		{"group", "/group", []discordtest.Option{opt("name", "ISKP")}},
		{"group_unknown", "/group", []discordtest.Option{opt("name", "Haqq")}},
		{"groups", "/groups", nil},
		{"sources", "/sources", nil},
		{"about", "/about", nil},
		{"help", "/help", nil},
	}
}

func TestTranscripts(t *testing.T) {
	for _, tc := range commandExamples() {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			r := newRoom(t)
			settled(t, r.alice.Slash(r.channel, tc.command, tc.options...))
			r.golden(t, tc.name)
			if pings := r.srv.Pings(); len(pings) > 0 {
				t.Errorf("somebody was pinged: %v", pings)
			}
		})
	}
}

func TestTranscriptOfEveryButton(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	answer := settled(t, r.alice.Slash(r.channel, "/ask", discordtest.Opt("question", sampleQuestion)))
	settled(t, r.alice.Press(answer, "More quotes"))
	settled(t, r.alice.Press(answer, "Sources"))
	chosen := settled(t, r.alice.Press(answer, "In context"))
	settled(t, r.alice.Select(chosen, "Which quote?", "1"))
	settled(t, r.alice.Press(answer, "Helpful"))
	which := settled(t, r.alice.Press(answer, "Wrong"))
	settled(t, r.alice.Select(which, "Which part is wrong?", "1"))
	form, err := r.alice.Press(answer, "Follow up").Modal(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	settled(t, form.Submit(discordtest.Fill("Your question", "Where was it active?")))
	r.golden(t, "buttons")
}

func TestTranscriptOfMentions(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	asked := r.alice.Mention(r.channel, sampleQuestion)
	answer, err := asked.Answer(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	again := r.alice.Reply(answer.Message, "Who leads it?", true)
	if _, err := again.Answer(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := r.alice.Mention(r.channel, "").Answer(t.Context()); err != nil {
		t.Fatal(err)
	}
	r.golden(t, "mentions")
}

func TestTranscriptOfMessageCommands(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	said := r.alice.Say(r.channel, "ISKP claimed a suicide attack on a bank branch in Kunduz in February 2025. "+
		"IS-KP is regrouping on Afghan soil. Penguins were seen in Kabul on Tuesday.")
	if err := said.Err(); err != nil {
		t.Fatal(err)
	}
	settled(t, r.alice.UseOnMessage(said.Message, "Check against sources"))
	wondered := r.alice.Say(r.channel, "Big news. Who claimed the attack on the bank branch in Kunduz?")
	settled(t, r.alice.UseOnMessage(wondered.Message, "Ask about this"))
	r.golden(t, "message_commands")
}
