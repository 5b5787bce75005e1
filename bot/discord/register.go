package discord

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/bwmarrin/discordgo"

	"sitrep/bot/discord/rest"
)

// Changes is how many commands Discord had to be told about.
type Changes struct{ Created, Changed, Removed int }

// Compare tells how the commands that Discord has differ from the wanted ones.
func Compare(have, wanted []*discordgo.ApplicationCommand) Changes {
	var changes Changes
	left := map[commandKey]*discordgo.ApplicationCommand{}
	for _, c := range have {
		left[keyOf(c)] = c
	}
	for _, c := range wanted {
		old := left[keyOf(c)]
		delete(left, keyOf(c))
		switch {
		case old == nil:
			changes.Created++
		case !same(old, c):
			changes.Changed++
		}
	}
	changes.Removed = len(left)
	return changes
}

// Register makes the wanted commands the application's global ones, by one request, and by
// none if they are so already: then it costs nothing however often the bot starts. Commands
// that were there before do not count as creations, of which Discord allows 200 a day.
func Register(ctx context.Context, client *rest.Client, app rest.ApplicationID, wanted []*discordgo.ApplicationCommand) (Changes, error) {
	have, err := client.Commands(ctx, app, "")
	if err != nil {
		return Changes{}, fmt.Errorf("list the bot's commands: %w", err)
	}
	changes := Compare(have, wanted)
	if changes == (Changes{}) {
		return changes, nil
	}
	if _, err := client.ReplaceCommands(ctx, app, "", wanted); err != nil {
		return Changes{}, fmt.Errorf("register the bot's commands: %w", err)
	}
	return changes, nil
}

// commandKey is what Discord tells commands apart by.
type commandKey struct {
	kind discordgo.ApplicationCommandType
	name string
}

func keyOf(c *discordgo.ApplicationCommand) commandKey {
	if c.Type == 0 {
		return commandKey{discordgo.ChatApplicationCommand, c.Name}
	}
	return commandKey{c.Type, c.Name}
}

// same reports whether two commands are one but for what Discord adds.
func same(a, b *discordgo.ApplicationCommand) bool {
	left, err := json.Marshal(bare(a))
	if err != nil {
		return false
	}
	right, err := json.Marshal(bare(b))
	return err == nil && string(left) == string(right)
}

// bare is a command without what Discord adds, and with nothing where there is only an empty
// list.
func bare(c *discordgo.ApplicationCommand) discordgo.ApplicationCommand {
	out := *c
	out.ID, out.ApplicationID, out.GuildID, out.Version = "", "", "", ""
	out.NSFW, out.DefaultPermission = nil, nil
	out.DMPermission = nil //lint:ignore SA1019 Discord still sends it
	out.Type = keyOf(c).kind
	out.NameLocalizations, out.DescriptionLocalizations = filled(c.NameLocalizations), filled(c.DescriptionLocalizations)
	out.Options = bareOptions(c.Options)
	return out
}

func filled(texts *map[discordgo.Locale]string) *map[discordgo.Locale]string {
	if texts == nil || len(*texts) == 0 {
		return nil
	}
	return texts
}

func bareOptions(options []*discordgo.ApplicationCommandOption) []*discordgo.ApplicationCommandOption {
	var out []*discordgo.ApplicationCommandOption
	for _, o := range options {
		bare := *o
		bare.Options = bareOptions(o.Options)
		if len(bare.NameLocalizations) == 0 {
			bare.NameLocalizations = nil
		}
		if len(bare.DescriptionLocalizations) == 0 {
			bare.DescriptionLocalizations = nil
		}
		if len(bare.ChannelTypes) == 0 {
			bare.ChannelTypes = nil
		}
		bare.Choices = nil
		for _, choice := range o.Choices {
			plain := *choice
			if len(plain.NameLocalizations) == 0 {
				plain.NameLocalizations = nil
			}
			bare.Choices = append(bare.Choices, &plain)
		}
		out = append(out, &bare)
	}
	return out
}
