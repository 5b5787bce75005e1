package rest_test

import (
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"

	"sitrep/bot/discord/rest"
	"sitrep/bot/discordtest"
)

// TestSelf reads what a bot can know about itself and the places it is in.
func TestSelf(t *testing.T) {
	r := real(t, discordtest.Options{Shards: 3})
	ctx := within(t, 10*time.Second)
	info, err := r.Gateway(ctx)
	if err != nil || info.Shards != 3 || info.URL == "" || info.Limit.Remaining != 1000 || info.Limit.MaxConcurrency != 1 || info.Reset() <= 0 {
		t.Errorf("gateway %+v, %v", info, err)
	}
	me, err := r.Me(ctx)
	if err != nil || !me.Bot || me.ID == "" {
		t.Errorf("me %+v, %v", me, err)
	}
	app, err := r.Application(ctx)
	if err != nil || app.ID != r.app || len(app.InstallTypes) != 2 || !app.Public {
		t.Errorf("application %+v, %v", app, err)
	}
	guild, err := r.Guild(ctx, rest.GuildID(r.guild.ID))
	if err != nil || guild.Name != "Newsroom" || len(guild.Roles) == 0 {
		t.Errorf("guild %+v, %v", guild, err)
	}
	member, err := r.Member(ctx, rest.GuildID(r.guild.ID), rest.UserID(r.alice.ID))
	if err != nil || member.User.Username != "alice" {
		t.Errorf("member %+v, %v", member, err)
	}
	user, err := r.User(ctx, rest.UserID(r.alice.ID))
	if err != nil || user.Username != "alice" {
		t.Errorf("user %+v, %v", user, err)
	}
	channel, err := r.Channel(ctx, r.channel)
	if err != nil || channel.Name != "general" {
		t.Errorf("channel %+v, %v", channel, err)
	}
	if _, err := r.Channel(ctx, "1"); !rest.HasCode(err, rest.CodeUnknownChannel) {
		t.Errorf("no such channel: %v", err)
	}
	r.clean()
}

// TestCommands makes, changes, lists and removes commands, of a guild and global ones.
func TestCommands(t *testing.T) {
	for _, of := range []string{"everywhere", "a guild"} {
		t.Run(of, func(t *testing.T) {
			r := real(t, discordtest.Options{})
			ctx := within(t, 10*time.Second)
			var guild rest.GuildID
			if of == "a guild" {
				guild = rest.GuildID(r.guild.ID)
			}
			cmd := &discordgo.ApplicationCommand{
				Name: "ask", Description: "Ask", NameLocalizations: &map[discordgo.Locale]string{"de": "frage", "ar": "اسأل"},
			}
			made, err := r.CreateCommand(ctx, r.app, guild, cmd)
			if err != nil || made.ID == "" {
				t.Fatalf("created %+v, %v", made, err)
			}
			changed := *cmd
			changed.Description = "Ask something"
			if made, err = r.EditCommand(ctx, r.app, guild, rest.CommandID(made.ID), &changed); err != nil || made.Description != changed.Description {
				t.Errorf("edited %+v, %v", made, err)
			}
			list, err := r.Commands(ctx, r.app, guild)
			if err != nil || len(list) != 1 || list[0].NameLocalizations == nil || (*list[0].NameLocalizations)["de"] != "frage" {
				t.Errorf("commands %+v, %v", list, err)
			}
			list, err = r.ReplaceCommands(ctx, r.app, guild, []*discordgo.ApplicationCommand{cmd, {Name: "Ask about this", Type: discordgo.MessageApplicationCommand}})
			if err != nil || len(list) != 2 {
				t.Errorf("replaced %+v, %v", list, err)
			}
			if err := r.DeleteCommand(ctx, r.app, guild, rest.CommandID(list[0].ID)); err != nil {
				t.Error(err)
			}
			if err := r.DeleteCommand(ctx, r.app, guild, rest.CommandID(list[0].ID)); !rest.HasCode(err, rest.CodeUnknownCommand) {
				t.Errorf("deleted twice: %v", err)
			}
			if list, err = r.ReplaceCommands(ctx, r.app, guild, nil); err != nil || len(list) != 0 {
				t.Errorf("replaced by none: %+v, %v", list, err)
			}
			r.clean()
		})
	}
}

// TestMessages writes, reads, changes and deletes messages of a channel.
func TestMessages(t *testing.T) {
	r := real(t, discordtest.Options{})
	ctx := within(t, 10*time.Second)
	if err := r.Typing(ctx, r.channel); err != nil {
		t.Error(err)
	}
	asked := r.alice.Say(r.general, "who?")
	sent, err := r.Send(ctx, r.channel, rest.Post{
		ReplyTo: rest.MessageID(asked.Message.ID),
		Message: rest.Message{
			Content: "nobody <b> & \u2028.", Flags: discordgo.MessageFlagsSuppressEmbeds,
			Embeds: []*discordgo.MessageEmbed{{Title: "t", Fields: []*discordgo.MessageEmbedField{{Name: "n", Value: "v"}}}},
			Components: []discordgo.MessageComponent{discordgo.ActionsRow{Components: []discordgo.MessageComponent{
				discordgo.Button{Label: "More", CustomID: "more", Style: discordgo.PrimaryButton},
			}}},
			Files: []rest.File{{Name: "a \"b\".txt", ContentType: "text/plain", Description: "letters", Data: []byte("abc")}, {Name: "b.txt", Data: []byte("d")}},
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	if sent.Content != "nobody <b> & \u2028." || sent.MessageReference == nil || len(sent.Attachments) != 2 || sent.Attachments[0].Size != 3 || len(sent.Components) != 1 {
		t.Errorf("sent %+v", sent)
	}
	id := rest.MessageID(sent.ID)
	text := "somebody"
	if m, err := r.EditMessage(ctx, r.channel, id, rest.Edit{Content: &text}); err != nil || m.Content != text || len(m.Embeds) != 1 || len(m.Attachments) != 2 {
		t.Errorf("edited %+v, %v", m, err)
	}
	keep := []rest.AttachmentID{rest.AttachmentID(sent.Attachments[1].ID)}
	if m, err := r.EditMessage(ctx, r.channel, id, rest.Edit{Keep: &keep, Files: []rest.File{{Name: "c.txt", Data: []byte("e")}}}); err != nil || len(m.Attachments) != 2 {
		t.Errorf("edited %+v, %v", m, err)
	}
	m, err := r.EditMessage(ctx, r.channel, id, rest.Replace(rest.Message{
		Flags: discordgo.MessageFlagsIsComponentsV2, Components: []discordgo.MessageComponent{discordgo.TextDisplay{Content: "only this"}},
	}))
	if err != nil || m.Content != "" || len(m.Embeds) != 0 || len(m.Attachments) != 0 || len(m.Components) != 1 {
		t.Errorf("replaced %+v, %v", m, err)
	}
	if m, err := r.Message(ctx, r.channel, id); err != nil || m.ID != sent.ID {
		t.Errorf("read %+v, %v", m, err)
	}
	if err := r.DeleteMessage(ctx, r.channel, id); err != nil {
		t.Error(err)
	}
	if _, err := r.Message(ctx, r.channel, id); !rest.HasCode(err, rest.CodeUnknownMessage) {
		t.Errorf("deleted: %v", err)
	}
	if m, err := r.Send(ctx, r.channel, rest.Post{Message: say("to nothing"), ReplyTo: "1"}); err != nil || m.MessageReference != nil {
		t.Errorf("reply to a message that is gone: %+v, %v", m, err)
	}
	r.clean()
}

// TestInteractions answers in every way there is.
func TestInteractions(t *testing.T) {
	r := real(t, discordtest.Options{})
	ctx := within(t, 20*time.Second)

	asked, i := r.ask()
	if err := r.Defer(ctx, i, false); err != nil {
		t.Fatal(err)
	}
	if _, err := r.EditOriginal(ctx, i, rest.Replace(say("answer"))); err != nil {
		t.Error(err)
	}
	if m, err := r.Original(ctx, i); err != nil || m.Content != "answer" {
		t.Errorf("original %+v, %v", m, err)
	}
	further, err := r.FollowUp(ctx, i, rest.Message{Content: "more", Flags: discordgo.MessageFlagsEphemeral})
	if err != nil {
		t.Fatal(err)
	}
	if m, err := r.EditFollowUp(ctx, i, rest.MessageID(further.ID), rest.Replace(say("even more"))); err != nil || m.Content != "even more" {
		t.Errorf("follow-up %+v, %v", m, err)
	}
	if err := r.DeleteFollowUp(ctx, i, rest.MessageID(further.ID)); err != nil {
		t.Error(err)
	}
	if reply, err := asked.Reply(ctx); err != nil || reply.Content != "answer" || reply.Ephemeral {
		t.Errorf("alice sees %+v, %v", reply, err)
	}
	if err := r.DeleteOriginal(ctx, i); err != nil {
		t.Error(err)
	}

	asked, i = r.ask()
	if err := r.Reply(ctx, i, rest.Message{
		Content: "page 1", Flags: discordgo.MessageFlagsEphemeral, Files: []rest.File{{Name: "a.txt", Data: []byte("a")}},
		Components: []discordgo.MessageComponent{discordgo.ActionsRow{Components: []discordgo.MessageComponent{
			discordgo.Button{Label: "Next", CustomID: "next", Style: discordgo.SecondaryButton},
		}}},
	}); err != nil {
		t.Fatal(err)
	}
	reply, err := asked.Reply(ctx)
	if err != nil || !reply.Ephemeral || len(reply.Attachments) != 1 {
		t.Fatalf("alice sees %+v, %v", reply, err)
	}
	pressed := r.alice.Press(reply, "Next")
	text := "page 2"
	if err := r.Update(ctx, r.next(), rest.Edit{Content: &text}); err != nil {
		t.Error(err)
	}
	if got, err := pressed.Reply(ctx); err != nil || got.Content != "page 2" {
		t.Errorf("alice sees %+v, %v", got, err)
	}
	r.alice.Press(reply, "Next")
	i = r.next()
	if err := r.DeferUpdate(ctx, i); err != nil {
		t.Error(err)
	}
	if m, err := r.EditOriginal(ctx, i, rest.Replace(say("page 3"))); err != nil || m.Content != "page 3" {
		t.Errorf("edited %+v, %v", m, err)
	}

	typed := r.alice.Autocomplete(r.general, "/ask", "question", "wh")
	if err := r.Suggest(ctx, r.next(), []rest.Choice{{Name: "who", Value: "who?"}}); err != nil {
		t.Error(err)
	}
	if got, err := typed.Choices(ctx); err != nil || len(got) != 1 {
		t.Errorf("choices %+v, %v", got, err)
	}
	r.alice.Autocomplete(r.general, "/ask", "question", "x")
	if err := r.Suggest(ctx, r.next(), nil); err != nil {
		t.Error(err)
	}

	asked, i = r.ask()
	if err := r.ShowModal(ctx, i, rest.Modal{CustomID: "form", Title: "Tell us", Components: []discordgo.MessageComponent{
		rest.Label{Label: "Why", Description: "in a word", Component: discordgo.TextInput{CustomID: "why", Style: discordgo.TextInputShort}},
		discordgo.ActionsRow{Components: []discordgo.MessageComponent{
			discordgo.TextInput{CustomID: "what", Label: "What", Style: discordgo.TextInputParagraph, MaxLength: 100},
		}},
	}}); err != nil {
		t.Error(err)
	}
	if form, err := asked.Modal(ctx); err != nil || form.Title != "Tell us" {
		t.Errorf("form %+v, %v", form, err)
	}
	r.clean()
}

// TestNobodyIsPinged tries to, by every way in which a message leaves.
func TestNobodyIsPinged(t *testing.T) {
	r := real(t, discordtest.Options{})
	ctx := within(t, 20*time.Second)
	evil := say("@everyone @here <@" + string(r.alice.ID) + "> <@&" + string(r.guild.Everyone().ID) + ">")
	asked := r.alice.Say(r.general, "hello")
	sent, err := r.Send(ctx, r.channel, rest.Post{Message: evil, ReplyTo: rest.MessageID(asked.Message.ID)})
	if err != nil {
		t.Fatal(err)
	}
	_, err = r.EditMessage(ctx, r.channel, rest.MessageID(sent.ID), rest.Replace(evil))
	_, i := r.ask()
	_, j := r.ask()
	err = errors.Join(err, r.Reply(ctx, i, evil))
	_, err2 := r.FollowUp(ctx, i, evil)
	_, err3 := r.EditOriginal(ctx, i, rest.Replace(evil))
	err = errors.Join(err, err2, err3, r.Defer(ctx, j, false))
	_, err2 = r.EditOriginal(ctx, j, rest.Replace(evil))
	if err = errors.Join(err, err2); err != nil {
		t.Fatal(err)
	}
	for _, q := range r.srv.Requests() {
		if strings.Contains(q.Body, "@everyone") && !strings.Contains(q.Body, `"allowed_mentions":{"parse":[],"replied_user":false}`) {
			t.Errorf("%s %s without allowed_mentions: %s", q.Method, q.Path, q.Body)
		}
	}
	r.clean()
}

// TestHeaders shows that each request has the headers it must have and no other secret: what
// is about an interaction does not carry the bot's token.
func TestHeaders(t *testing.T) {
	r := real(t, discordtest.Options{})
	var seen []*http.Request
	spy := roundTripper(func(req *http.Request) (*http.Response, error) {
		seen = append(seen, req)
		return r.transport.RoundTrip(req)
	})
	c, err := rest.New(discard(), rest.Token(r.srv.Token()), rest.Options{BaseURL: r.srv.API() + "/", Transport: spy, UserAgent: "DiscordBot (https://example.org, 2)"})
	if err != nil {
		t.Fatal(err)
	}
	_, i := r.ask()
	if err := errors.Join(c.Defer(t.Context(), i, true), c.Typing(t.Context(), r.channel)); err != nil {
		t.Fatal(err)
	}
	for n, want := range []string{"", "Bot " + r.srv.Token()} {
		if got := seen[n].Header.Get("Authorization"); got != want {
			t.Errorf("Authorization %q, want %q", got, want)
		}
		if got := seen[n].UserAgent(); got != "DiscordBot (https://example.org, 2)" {
			t.Errorf("User-Agent %q", got)
		}
	}
}
