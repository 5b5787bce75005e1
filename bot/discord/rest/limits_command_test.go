package rest_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/bwmarrin/discordgo"

	"sitrep/bot/discord/rest"
	"sitrep/bot/discordtest"
)

// TestCommandLimits holds commands at each limit and beyond against what the fake says of
// them.
func TestCommandLimits(t *testing.T) {
	str := func(name string) *discordgo.ApplicationCommandOption {
		return &discordgo.ApplicationCommandOption{Type: discordgo.ApplicationCommandOptionString, Name: name, Description: "d"}
	}
	with := func(o *discordgo.ApplicationCommandOption, change func(*discordgo.ApplicationCommandOption)) *discordgo.ApplicationCommandOption {
		change(o)
		return o
	}
	slash := func(o ...*discordgo.ApplicationCommandOption) *discordgo.ApplicationCommand {
		return &discordgo.ApplicationCommand{Name: "ask", Description: "d", Options: o}
	}
	sub := func(name string, o ...*discordgo.ApplicationCommandOption) *discordgo.ApplicationCommandOption {
		return &discordgo.ApplicationCommandOption{Type: discordgo.ApplicationCommandOptionSubCommand, Name: name, Description: "d", Options: o}
	}
	group := func(name string, o ...*discordgo.ApplicationCommandOption) *discordgo.ApplicationCommandOption {
		return &discordgo.ApplicationCommandOption{Type: discordgo.ApplicationCommandOptionSubCommandGroup, Name: name, Description: "d", Options: o}
	}
	seven := 7000
	r := real(t, discordtest.Options{GlobalLimit: -1, RateLimits: map[string]discordtest.RateLimit{"POST /applications/{application_id}/commands": {}}})
	c := r.client(rest.Options{GlobalLimit: 1000})
	for name, tt := range map[string]struct {
		ok  bool
		cmd *discordgo.ApplicationCommand
	}{
		"nil":                 {false, nil},
		"name of 32":          {true, &discordgo.ApplicationCommand{Name: x(32), Description: x(100)}},
		"name of 33":          {false, &discordgo.ApplicationCommand{Name: x(33), Description: "d"}},
		"capital":             {false, &discordgo.ApplicationCommand{Name: "Ask", Description: "d"}},
		"space":               {false, &discordgo.ApplicationCommand{Name: "a b", Description: "d"}},
		"no description":      {false, &discordgo.ApplicationCommand{Name: "ask"}},
		"description of 101":  {false, &discordgo.ApplicationCommand{Name: "ask", Description: x(101)}},
		"translated":          {true, &discordgo.ApplicationCommand{Name: "ask", Description: "d", NameLocalizations: &map[discordgo.Locale]string{"ar": "اسأل", "de": "frage"}}},
		"translated badly":    {false, &discordgo.ApplicationCommand{Name: "ask", Description: "d", NameLocalizations: &map[discordgo.Locale]string{"de": "Frage Mal"}}},
		"no such locale":      {false, &discordgo.ApplicationCommand{Name: "ask", Description: "d", DescriptionLocalizations: &map[discordgo.Locale]string{"xx": "d"}}},
		"long translation":    {false, &discordgo.ApplicationCommand{Name: "ask", Description: "d", DescriptionLocalizations: &map[discordgo.Locale]string{"fr": x(101)}}},
		"message command":     {true, &discordgo.ApplicationCommand{Type: discordgo.MessageApplicationCommand, Name: "Ask about this"}},
		"with a description":  {false, &discordgo.ApplicationCommand{Type: discordgo.MessageApplicationCommand, Name: "Ask about this", Description: "d"}},
		"user command":        {true, &discordgo.ApplicationCommand{Type: discordgo.UserApplicationCommand, Name: "Who"}},
		"no such type":        {false, &discordgo.ApplicationCommand{Type: 9, Name: "ask", Description: "d"}},
		"25 options":          {true, slash(repeat(25, func(i int) *discordgo.ApplicationCommandOption { return str(fmt.Sprint("o", i)) })...)},
		"26 options":          {false, slash(repeat(26, func(i int) *discordgo.ApplicationCommandOption { return str(fmt.Sprint("o", i)) })...)},
		"nil option":          {false, slash(nil)},
		"option twice":        {false, slash(str("a"), str("a"))},
		"required last":       {false, slash(str("a"), with(str("b"), func(o *discordgo.ApplicationCommandOption) { o.Required = true }))},
		"required first":      {true, slash(with(str("b"), func(o *discordgo.ApplicationCommandOption) { o.Required = true }), str("a"))},
		"no such option type": {false, slash(with(str("a"), func(o *discordgo.ApplicationCommandOption) { o.Type = 12 }))},
		"26 choices":          {false, slash(with(str("a"), func(o *discordgo.ApplicationCommandOption) { o.Choices = repeat(26, choice) }))},
		"25 choices":          {true, slash(with(str("a"), func(o *discordgo.ApplicationCommandOption) { o.Choices = repeat(25, choice) }))},
		"nil choice": {false, slash(with(str("a"), func(o *discordgo.ApplicationCommandOption) {
			o.Choices = []*discordgo.ApplicationCommandOptionChoice{nil}
		}))},
		"choices, autocomplete": {false, slash(with(str("a"), func(o *discordgo.ApplicationCommandOption) { o.Choices = repeat(1, choice); o.Autocomplete = true }))},
		"autocompleted user": {false, slash(with(str("a"), func(o *discordgo.ApplicationCommandOption) {
			o.Type = discordgo.ApplicationCommandOptionUser
			o.Autocomplete = true
		}))},
		"min_length of 7000": {false, slash(with(str("a"), func(o *discordgo.ApplicationCommandOption) { o.MinLength = &seven }))},
		"subcommands":        {true, slash(sub("a", str("x")), group("b", sub("c", str("x"))))},
		"mixed":              {false, slash(sub("a"), str("b"))},
		"group in a group":   {false, slash(group("a", group("b", sub("c"))))},
		"sub in a sub":       {false, slash(sub("a", sub("b")))},
		"8000 in all": {false, slash(repeat(25, func(i int) *discordgo.ApplicationCommandOption {
			return with(str(fmt.Sprint("o", i)), func(o *discordgo.ApplicationCommandOption) {
				o.Choices = repeat(4, func(n int) *discordgo.ApplicationCommandOptionChoice {
					return &discordgo.ApplicationCommandOptionChoice{Name: fmt.Sprint(n) + strings.Repeat("n", 99), Value: fmt.Sprint(n)}
				})
			})
		})...)},
	} {
		t.Run(name, func(t *testing.T) {
			before := len(r.srv.Requests())
			_, err := c.CreateCommand(t.Context(), r.app, "", tt.cmd)
			sent := len(r.srv.Requests()) - before
			if tt.ok && (err != nil || sent != 1) || !tt.ok && (!is[*rest.LimitError](err) || sent != 0) {
				t.Errorf("got %v, %d requests", err, sent)
			}
		})
	}
	r.clean()
}

func choice(i int) *discordgo.ApplicationCommandOptionChoice {
	return &discordgo.ApplicationCommandOptionChoice{Name: "n", Value: fmt.Sprint(i)}
}
