package discordtest_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"

	"sitrep/bot/discordtest"
)

// commands is what the bot of these tests offers.
func commands() []*discordgo.ApplicationCommand {
	return []*discordgo.ApplicationCommand{
		{Name: "ask", Description: "Ask a question", Options: []*discordgo.ApplicationCommandOption{
			{Type: discordgo.ApplicationCommandOptionString, Name: "question", Description: "What you want to know", Required: true},
			{Type: discordgo.ApplicationCommandOptionBoolean, Name: "private", Description: "Only for you"},
		}},
		{Name: "group", Description: "About a group", Options: []*discordgo.ApplicationCommandOption{
			{Type: discordgo.ApplicationCommandOptionString, Name: "name", Description: "Its name", Required: true, Autocomplete: true},
		}},
		{Name: "Ask about this", Type: discordgo.MessageApplicationCommand},
	}
}

func register(t *testing.T, dg *discordgo.Session, srv *discordtest.Server) {
	t.Helper()
	if _, err := dg.ApplicationCommandBulkOverwrite(string(srv.Application()), "", commands()); err != nil {
		t.Fatal(err)
	}
}

// desk is a bot with one of everything.
func desk(s *discordgo.Session, i *discordgo.InteractionCreate) {
	respond := func(kind discordgo.InteractionResponseType, data *discordgo.InteractionResponseData) {
		if err := s.InteractionRespond(i.Interaction, &discordgo.InteractionResponse{Type: kind, Data: data}); err != nil {
			panic(err)
		}
	}
	buttons := []discordgo.MessageComponent{discordgo.ActionsRow{Components: []discordgo.MessageComponent{
		discordgo.Button{Label: "More", Style: discordgo.PrimaryButton, CustomID: "more"},
		discordgo.Button{Label: "Follow up", Style: discordgo.SecondaryButton, CustomID: "follow"},
	}}}
	switch i.Type {
	case discordgo.InteractionApplicationCommandAutocomplete:
		typed := i.ApplicationCommandData().Options[0].StringValue()
		respond(discordgo.InteractionApplicationCommandAutocompleteResult, &discordgo.InteractionResponseData{
			Choices: []*discordgo.ApplicationCommandOptionChoice{{Name: typed + "one", Value: "g1"}},
		})
	case discordgo.InteractionApplicationCommand:
		data := i.ApplicationCommandData()
		if data.Name == "Ask about this" {
			respond(discordgo.InteractionResponseChannelMessageWithSource, &discordgo.InteractionResponseData{
				Content: "You mean: " + data.Resolved.Messages[data.TargetID].Content,
			})
			return
		}
		flags := discordgo.MessageFlags(0)
		if len(data.Options) > 1 && data.Options[1].BoolValue() {
			flags = discordgo.MessageFlagsEphemeral
		}
		respond(discordgo.InteractionResponseDeferredChannelMessageWithSource, &discordgo.InteractionResponseData{Flags: flags})
		for _, text := range []string{"searching…", "Answer to " + data.Options[0].StringValue()} {
			if _, err := s.InteractionResponseEdit(i.Interaction, &discordgo.WebhookEdit{Content: &text, Components: &buttons}); err != nil {
				panic(err)
			}
		}
		if _, err := s.FollowupMessageCreate(i.Interaction, true, &discordgo.WebhookParams{Content: "sources"}); err != nil {
			panic(err)
		}
	case discordgo.InteractionMessageComponent:
		if i.MessageComponentData().CustomID == "follow" {
			respond(discordgo.InteractionResponseModal, &discordgo.InteractionResponseData{
				CustomID: "follow-form", Title: "Follow up", Components: []discordgo.MessageComponent{
					discordgo.ActionsRow{Components: []discordgo.MessageComponent{
						discordgo.TextInput{CustomID: "q", Label: "Question", Style: discordgo.TextInputShort, Required: true, MaxLength: 50},
					}},
				},
			})
			return
		}
		respond(discordgo.InteractionResponseUpdateMessage, &discordgo.InteractionResponseData{Content: "more of it"})
	case discordgo.InteractionModalSubmit:
		row := i.ModalSubmitData().Components[0].(*discordgo.ActionsRow)
		respond(discordgo.InteractionResponseChannelMessageWithSource, &discordgo.InteractionResponseData{
			Content: "followed: " + row.Components[0].(*discordgo.TextInput).Value,
		})
	}
}

// newsroom is a fake with a guild, a channel, a user and the bot "desk" connected to it.
func newsroom(t *testing.T) (*discordtest.Server, *discordgo.Session, *discordtest.Channel, *discordtest.User) {
	t.Helper()
	srv := discordtest.Start(t, options())
	guild := srv.Guild("Newsroom")
	alice := srv.User("alice")
	guild.Join(alice)
	general := guild.Channel("general")
	dg := connect(t, srv, desk)
	register(t, dg, srv)
	return srv, dg, general, alice
}

func TestSlashCommandIsDeferredEditedAndFollowedUp(t *testing.T) {
	t.Parallel()
	_, _, general, alice := newsroom(t)
	asked := alice.Slash(general, "/ask", discordtest.Opt("question", "who?"))
	took, err := asked.Ack(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if took <= 0 || took > time.Second {
		t.Errorf("first acknowledgement after %s", took)
	}
	reply, err := asked.Until(t.Context(), func(m discordtest.Seen) bool { return m.Content == "Answer to who?" })
	if err != nil {
		t.Fatal(err)
	}
	if reply.Ephemeral || reply.Edits() != 1 || len(reply.History) != 3 {
		t.Errorf("ephemeral %t, %d edits, %d revisions; want a public message, 1 edit, 3 revisions", reply.Ephemeral, reply.Edits(), len(reply.History))
	}
	more, err := asked.FollowUps(t.Context(), 1)
	if err != nil {
		t.Fatal(err)
	}
	if more[0].Content != "sources" {
		t.Errorf("follow-up %q", more[0].Content)
	}
}

func TestEphemeralAnswerIsSeenByTheAskerOnly(t *testing.T) {
	t.Parallel()
	srv, _, general, alice := newsroom(t)
	bob := srv.User("bob")
	srv.Guild("Newsroom").Join(bob)
	asked := alice.Slash(general, "/ask", discordtest.Opt("question", "who?"), discordtest.Opt("private", true))
	reply := must(asked.Reply(t.Context()))
	must(asked.FollowUps(t.Context(), 1))
	if !reply.Ephemeral {
		t.Error("the answer is public")
	}
	sees := func(u *discordtest.User) bool {
		return slices.ContainsFunc(u.See(general), func(m discordtest.Seen) bool { return m.ID == reply.ID })
	}
	if !sees(alice) || sees(bob) {
		t.Errorf("alice sees it: %t, bob sees it: %t", sees(alice), sees(bob))
	}
}

func TestButtonsModalsAutocompleteAndMessageCommands(t *testing.T) {
	t.Parallel()
	_, _, general, alice := newsroom(t)
	asked := alice.Slash(general, "/ask", discordtest.Opt("question", "who?"))
	reply := must(asked.Until(t.Context(), func(m discordtest.Seen) bool { return strings.HasPrefix(m.Content, "Answer") }))
	must(asked.FollowUps(t.Context(), 1))

	form := must(alice.Press(reply, "Follow up").Modal(t.Context()))
	if form.Title != "Follow up" {
		t.Errorf("modal %q", form.Title)
	}
	followed := must(form.Submit(discordtest.Fill("Question", "and why?")).Reply(t.Context()))
	if followed.Content != "followed: and why?" {
		t.Errorf("after the modal: %q", followed.Content)
	}

	updated := must(alice.Press(reply, "More").Reply(t.Context()))
	if updated.ID != reply.ID || updated.Content != "more of it" {
		t.Errorf("after the button: %q in message %s", updated.Content, updated.ID)
	}
	// discordgo sends the components that were not set as null, which takes them away.
	if err := alice.Press(updated, "More").Err(); err == nil {
		t.Error("a button could be pressed that is gone")
	}

	choices := must(alice.Autocomplete(general, "/group", "name", "IS").Choices(t.Context()))
	if len(choices) != 1 || choices[0].Name != "ISone" || choices[0].Text() != "g1" {
		t.Errorf("choices %+v", choices)
	}

	said := alice.Say(general, "Nobody else claimed it.")
	about := must(alice.UseOnMessage(said.Message, "Ask about this").Reply(t.Context()))
	if about.Content != "You mean: Nobody else claimed it." {
		t.Errorf("message command: %q", about.Content)
	}
}

// reopen connects a session anew, which makes discordgo resume. Its own reconnecting goes on
// after Close, so the tests do without.
func reopen(dg *discordgo.Session) error {
	var err error
	for range 500 {
		if err = dg.Open(); !errors.Is(err, discordgo.ErrWSAlreadyOpen) {
			return err
		}
		time.Sleep(10 * time.Millisecond) // discordgo is still closing
	}
	return err
}

func TestDiscordgoResumes(t *testing.T) {
	t.Parallel()
	srv := discordtest.Start(t, options())
	guild := srv.Guild("Newsroom")
	general := guild.Channel("general")
	alice := srv.User("alice")
	guild.Join(alice)
	dg := session(t, srv)
	heard := make(chan string, 10)
	resumed := make(chan bool, 1)
	dg.AddHandler(func(_ *discordgo.Session, m *discordgo.MessageCreate) { heard <- m.Content })
	dg.AddHandler(func(*discordgo.Session, *discordgo.Resumed) { resumed <- true })
	if err := dg.Open(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = dg.Close() })
	// A first heartbeat that fails because its connection has gone makes discordgo close the
	// connection after it, so that one must be on its way before the strike.
	eventually(t, "the first heartbeat", func() bool { return srv.Stats().Heartbeats == 1 })
	srv.Strike(discordtest.Reconnect())
	// The message comes while discordgo is away; it must be replayed.
	eventually(t, "the connection to go", func() bool { return !srv.Sessions()[0].Connected })
	if sent := alice.Mention(general, "hello"); sent.Err() != nil {
		t.Fatal(sent.Err())
	}
	if err := reopen(dg); err != nil {
		t.Fatal(err)
	}
	select {
	case text := <-heard:
		if !strings.HasSuffix(text, "hello") {
			t.Errorf("heard %q", text)
		}
	case <-time.After(10 * time.Second):
		t.Fatal("the message was not replayed")
	}
	select {
	case <-resumed:
	case <-time.After(5 * time.Second):
		t.Error("RESUMED did not come")
	}
	if stats := srv.Stats(); stats.Identifies != 1 || stats.Resumes != 1 {
		t.Errorf("%d IDENTIFYs and %d resumes, want 1 and 1", stats.Identifies, stats.Resumes)
	}
}
