package discordtest_test

import (
	"context"
	"fmt"
	"log"
	"net/http"
	"net/url"

	"github.com/bwmarrin/discordgo"

	"sitrep/bot/discordtest"
)

// A bot that is made with discordgo, and a user who talks to it. In a test, use
// discordtest.Start instead of New: it closes the server and fails on violations.
func Example() {
	srv, err := discordtest.New(discordtest.Options{BotName: "greeter"})
	if err != nil {
		log.Fatal(err)
	}
	defer srv.Close()
	guild, alice := srv.Guild("Newsroom"), srv.User("alice")
	guild.Join(alice)
	general := guild.Channel("general")

	// The bot: discordgo is sent to the fake by its HTTP transport.
	dg, err := discordgo.New("Bot " + srv.Token())
	if err != nil {
		log.Fatal(err)
	}
	base, err := url.Parse(srv.URL())
	if err != nil {
		log.Fatal(err)
	}
	transport := &http.Transport{}
	defer transport.CloseIdleConnections()
	dg.Client.Transport = redirect{base, transport}
	dg.ShouldReconnectOnError = false
	dg.AddHandler(func(s *discordgo.Session, i *discordgo.InteractionCreate) {
		err := s.InteractionRespond(i.Interaction, &discordgo.InteractionResponse{
			Type: discordgo.InteractionResponseChannelMessageWithSource,
			Data: &discordgo.InteractionResponseData{Content: "Hello, " + i.Member.User.Username + "!"},
		})
		if err != nil {
			log.Print(err)
		}
	})
	if err := dg.Open(); err != nil {
		log.Fatal(err)
	}
	defer dg.Close()
	hello := &discordgo.ApplicationCommand{Name: "hello", Description: "Say hello"}
	if _, err := dg.ApplicationCommandCreate(string(srv.Application()), "", hello); err != nil {
		log.Fatal(err)
	}

	// The user.
	if _, err := alice.Slash(general, "/hello").Reply(context.Background()); err != nil {
		log.Fatal(err)
	}
	fmt.Print(alice.Transcript(general))
	fmt.Println(len(srv.Violations()), "violations")
	// Output:
	// greeter, to alice's /hello
	//   Hello, alice!
	// 0 violations
}
