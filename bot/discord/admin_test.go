package discord_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"sitrep/bot/desk"
	"sitrep/bot/discordtest"
	"sitrep/bot/render/message"
	"sitrep/corpus/added"
)

// slowLibrarian is a re-index that takes as long as the test wants.
type slowLibrarian struct {
	desk.Librarian

	proceed chan struct{}
}

func (l *slowLibrarian) Absences(context.Context) ([]added.Absence, error) { return nil, nil }

func (l *slowLibrarian) Reindex(ctx context.Context, progress func(message.Progress)) (message.Outcome, error) {
	progress(message.Progress{Stage: "embedding", Done: 3, Total: 12})
	select {
	case <-l.proceed:
		return message.Outcome{Generation: 2, Added: 4, Kept: 13, Took: 1500 * time.Millisecond}, nil
	case <-ctx.Done():
		return message.Outcome{}, context.Cause(ctx)
	}
}

// office is a room with an admin in it.
func office(t *testing.T) (*room, *discordtest.User, *slowLibrarian) {
	t.Helper()
	h := newHouse(t, discordtest.Options{})
	work := &slowLibrarian{proceed: make(chan struct{})}
	h.admin = work
	r := &room{house: h, running: h.start(), guild: h.srv.Guild("Newsroom"), alice: h.srv.User("alice")}
	r.channel = r.guild.Channel("general")
	r.guild.Join(r.alice)
	chief := h.srv.User("chief")
	r.guild.Join(chief, r.guild.Role("editors", discordtest.ManageGuild))
	return r, chief, work
}

func TestTranscriptOfAdmins(t *testing.T) {
	t.Parallel()
	r, chief, work := office(t)
	opt := discordtest.Opt
	close(work.proceed)
	settled(t, chief.Slash(r.channel, "/corpus status"))
	settled(t, chief.Slash(r.channel, "/corpus reindex"))
	settled(t, chief.Slash(r.channel, "/settings channels", opt("channel", r.channel), opt("allow", true)))
	settled(t, chief.Slash(r.channel, "/settings roles", opt("role", r.guild.Role("helpers", 0)), opt("allow", true)))
	settled(t, chief.Slash(r.channel, "/settings scope", opt("marking", "TLP:GREEN"), opt("channel", r.channel), opt("collections", "sample, reports")))
	settled(t, chief.Slash(r.channel, "/settings language", opt("language", "de")))
	settled(t, chief.Slash(r.channel, "/settings privacy", opt("private", true)))
	settled(t, chief.Slash(r.channel, "/settings limits", opt("per-user", 5)))
	settled(t, chief.Slash(r.channel, "/settings show"))
	settled(t, chief.Slash(r.channel, "/settings language", opt("language", "asker")))
	settled(t, chief.Slash(r.channel, "/corpus history"))
	r.alice = chief // whose eyes the transcript is read with
	r.golden(t, "admins")
}

func TestReindexShowsProgressAndCanBeCancelled(t *testing.T) {
	t.Parallel()
	r, chief, _ := office(t)
	x := chief.Slash(r.channel, "/corpus reindex")
	progress, err := x.Until(t.Context(), func(m discordtest.Seen) bool {
		return strings.Contains(m.Content, "25") || strings.Contains(m.Content, "3")
	})
	if err != nil {
		t.Fatal(err)
	}
	if !progress.Ephemeral {
		t.Error("the progress is public")
	}
	if second := settled(t, chief.Slash(r.channel, "/corpus reindex")); !strings.Contains(second.Content, "already running") {
		t.Errorf("a second re-index: %q", second.Content)
	}
	if m := settled(t, r.alice.Slash(r.channel, "/ask", discordtest.Opt("question", sampleQuestion))); !answered(m) {
		t.Errorf("asked meanwhile: %q", m.Content)
	}
	settled(t, chief.Press(progress, "Cancel"))
	if _, err := x.Until(t.Context(), func(m discordtest.Seen) bool { return strings.Contains(m.Content, "Cancelled") }); err != nil {
		t.Error(err)
	}
	acts, err := r.state.Acts(t.Context(), string(r.guild.ID), 0, 1)
	if err != nil || len(acts) != 1 || acts[0].Result != "cancelled" || acts[0].Who != string(chief.ID) {
		t.Errorf("audit log %+v, error %v", acts, err)
	}
}

func TestAdminCommandsAreCheckedInCode(t *testing.T) {
	t.Parallel()
	r, chief, work := office(t)
	close(work.proceed)
	if err := r.alice.Slash(r.channel, "/corpus status").Err(); err == nil {
		t.Error("alice's client offers her /corpus")
	}
	for _, command := range []string{"/corpus", "/settings"} { // as a guild's owner can by mistake
		if err := r.guild.Grant(command, r.alice.ID); err != nil {
			t.Fatal(err)
		}
	}
	for _, command := range []string{"/corpus status", "/corpus reindex", "/corpus history", "/settings show"} {
		if reply := settled(t, r.alice.Slash(r.channel, command)); !reply.Ephemeral || !strings.Contains(reply.Content, "Only admins") {
			t.Errorf("%s by alice: %q", command, reply.Content)
		}
	}
	helpers := r.guild.Role("helpers", 0)
	r.guild.Join(r.alice, helpers)
	settled(t, chief.Slash(r.channel, "/settings roles", discordtest.Opt("role", helpers), discordtest.Opt("allow", true)))
	if reply := settled(t, r.alice.Slash(r.channel, "/corpus status")); strings.Contains(reply.Content, "Only admins") {
		t.Errorf("with a role that administers: %q", reply.Content)
	}
}

func TestSettingsAreObeyed(t *testing.T) {
	t.Parallel()
	r, chief, _ := office(t)
	elsewhere := r.guild.Channel("elsewhere")
	settled(t, chief.Slash(r.channel, "/settings channels", discordtest.Opt("channel", r.channel), discordtest.Opt("allow", true)))
	settled(t, chief.Slash(r.channel, "/settings privacy", discordtest.Opt("private", true)))
	settled(t, chief.Slash(r.channel, "/settings language", discordtest.Opt("language", "fr")))
	question := discordtest.Opt("question", sampleQuestion)
	if m := settled(t, r.alice.Slash(r.channel, "/ask", question)); !answered(m) || !m.Ephemeral || !strings.Contains(m.Text(), "Citations") && strings.Contains(m.Text(), "More quotes") {
		t.Errorf("in a chosen channel: only for her %t, %q", m.Ephemeral, m.Text())
	}
	if m := settled(t, r.alice.Slash(elsewhere, "/ask", question)); answered(m) || !m.Ephemeral {
		t.Errorf("in another channel: %q", m.Content)
	}
	if m := settled(t, r.alice.Slash(elsewhere.Thread(r.alice, "talk"), "/ask", question)); answered(m) {
		t.Errorf("in a thread of another channel: %q", m.Content)
	}
	if m := settled(t, r.alice.Slash(r.channel.Thread(r.alice, "talk"), "/ask", question)); !answered(m) {
		t.Errorf("in a thread of a chosen channel: %q", m.Content)
	}
}

// TestTheCorpusIsForChosenGuilds has admins of several guilds ask for one corpus.
func TestTheCorpusIsForChosenGuilds(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name            string
		others, named   bool // guilds beside the newsroom; is it named in the options?
		here, elsewhere bool // may admins look after the corpus?
	}{
		{"the only guild", false, false, true, false},
		{"one of two, none named", true, false, false, false},
		{"one of two, named", true, true, true, false},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			h := newHouse(t, discordtest.Options{})
			work := &slowLibrarian{proceed: make(chan struct{})}
			close(work.proceed)
			h.admin = work
			guilds := []*discordtest.Guild{h.srv.Guild("Newsroom")}
			if tc.others {
				guilds = append(guilds, h.srv.Guild("Book club"))
			}
			if tc.named {
				h.options.AdminGuilds = []string{string(guilds[0].ID)}
			}
			h.start()
			chief := h.srv.User("chief")
			for i, guild := range guilds {
				guild.Join(chief, guild.Role("editors", discordtest.ManageGuild))
				may := tc.here
				if i > 0 {
					may = tc.elsewhere
				}
				for _, command := range []string{"/corpus status", "/corpus reindex"} {
					reply := settled(t, chief.Slash(guild.Channel("general"), command))
					if refused := strings.Contains(reply.Content, "another server"); refused == may {
						t.Errorf("guild %d, %s: %q", i+1, command, reply.Content)
					}
				}
				if reply := settled(t, chief.Slash(guild.Channel("general"), "/settings show")); strings.Contains(reply.Content, "another server") {
					t.Errorf("guild %d: its own settings are refused: %q", i+1, reply.Content)
				}
			}
		})
	}
}
