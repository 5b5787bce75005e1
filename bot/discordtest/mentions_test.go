package discordtest_test

import (
	"net/http"
	"testing"

	"sitrep/bot/discordtest"
)

func TestPings(t *testing.T) {
	tests := []struct {
		name    string
		content string // A is alice's mention, R that of a role
		allowed any
		may     discordtest.Permissions
		want    string
	}{
		{name: "a channel's message pings by default", content: "A", want: "user "},
		{name: "not with parse []", content: "A R @everyone", allowed: object{"parse": []string{}}, may: discordtest.MentionEveryone, want: ""},
		{name: "only what is parsed", content: "A @everyone", allowed: object{"parse": []string{"users"}}, may: discordtest.MentionEveryone, want: "user "},
		{name: "@everyone needs the permission", content: "@everyone", want: ""},
		{name: "@everyone", content: "@here", may: discordtest.MentionEveryone, want: "everyone "},
		{name: "a role that is not mentionable", content: "R", want: ""},
		{name: "a role with the permission", content: "R", may: discordtest.MentionEveryone, want: "role "},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := newCounter(t, 0)
			d.guild.BotRole().Permit(discordtest.DefaultBot | tt.may)
			role := d.guild.Role("analysts", 0)
			content := ""
			for _, r := range tt.content {
				switch r {
				case 'A':
					content += "<@" + string(d.alice.ID) + ">"
				case 'R':
					content += "<@&" + string(role.ID) + ">"
				default:
					content += string(r)
				}
			}
			body := object{"content": content}
			if tt.allowed != nil {
				body["allowed_mentions"] = tt.allowed
			}
			d.c.want(http.StatusOK, "POST", "/channels/"+string(d.general.ID)+"/messages", body)
			if got := pinged(d.srv); got != tt.want {
				t.Errorf("pinged %q, want %q", got, tt.want)
			}
		})
	}
}

// pinged is who was pinged so far, in words.
func pinged(srv *discordtest.Server) string {
	out := ""
	for _, p := range srv.Pings() {
		for range p.Users {
			out += "user "
		}
		for range p.Roles {
			out += "role "
		}
		if p.Everyone {
			out += "everyone "
		}
		if p.Replied != "" {
			out += "replied "
		}
		if p.Edit {
			out += "by edit "
		}
	}
	return out
}

func TestPingsOfRepliesAndInteractions(t *testing.T) {
	d := newCounter(t, 0)
	said := d.alice.Say(d.general, "hello")
	reference := object{"message_id": string(said.Message.ID)}
	messages := "/channels/" + string(d.general.ID) + "/messages"
	d.c.want(http.StatusOK, "POST", messages, object{"content": "x", "message_reference": reference})
	d.c.want(http.StatusOK, "POST", messages, object{"content": "x", "message_reference": reference, "allowed_mentions": object{"parse": []string{}}})
	if got := pinged(d.srv); got != "replied " {
		t.Errorf("pinged by replies: %q", got)
	}
	d.guild.BotRole().Permit(discordtest.DefaultBot | discordtest.MentionEveryone)
	in := d.ask()
	d.c.want(http.StatusNoContent, "POST", callback(in), object{"type": 5})
	d.c.want(http.StatusOK, "PATCH", d.webhook(in)+"/messages/@original", object{"content": "@everyone"})
	d.c.want(http.StatusOK, "PATCH", d.webhook(in)+"/messages/@original", object{"content": d.srv.Bot() + " <@" + string(d.alice.ID) + ">"})
	// Answers to interactions ping users only, unless told otherwise; here the bot and alice.
	if got := pinged(d.srv); got != "replied user user by edit " {
		t.Errorf("pinged by an interaction: %q", got)
	}
}

func TestMessageContentRule(t *testing.T) {
	intents := discordtest.IntentGuilds | discordtest.IntentGuildMessages | discordtest.IntentDirectMessages
	for _, tt := range []struct {
		name    string
		content bool // whether the bot has the intent
	}{{"without the intent", false}, {"with the intent", true}} {
		t.Run(tt.name, func(t *testing.T) {
			at := intents
			if tt.content {
				at |= discordtest.IntentMessageContent
			}
			d := newCounter(t, at)
			messages := "/channels/" + string(d.general.ID) + "/messages"
			var regular discordtest.Message
			d.c.want(http.StatusOK, "POST", messages, object{"content": "regular"}).into(t, &regular)
			heard := func(name string, want bool) {
				t.Helper()
				var m discordtest.Message
				for m.Author.Username != "alice" {
					d.wire.event("MESSAGE_CREATE", &m)
				}
				if got := m.Content != ""; got != (want || tt.content) {
					t.Errorf("%s: content %q", name, m.Content)
				}
			}
			plain := d.alice.Say(d.general, "to nobody")
			heard("plain", false)
			d.alice.Mention(d.general, "question")
			heard("mention", true)
			d.alice.Say(d.alice.DM(), "question")
			heard("direct message", true)
			d.alice.Reply(regular, "and then?", true)
			heard("reply with ping", true)
			d.alice.Reply(regular, "and then?", false)
			heard("reply without ping", false)
			in := d.ask()
			d.c.want(http.StatusNoContent, "POST", callback(in), message("answer"))
			d.alice.Reply(must(in.Reply(t.Context())).Message, "and then?", true)
			heard("reply to the answer of a command", false)

			var m discordtest.Message
			d.c.want(http.StatusOK, "GET", messages+"/"+string(plain.Message.ID), nil).into(t, &m)
			if got := m.Content != ""; got != tt.content {
				t.Errorf("over REST: content %q", m.Content)
			}
			d.c.want(http.StatusOK, "GET", messages+"/"+string(regular.ID), nil).into(t, &m)
			if m.Content != "regular" {
				t.Errorf("the bot's own message: %q", m.Content)
			}
		})
	}
}
