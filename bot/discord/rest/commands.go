package rest

import (
	"context"
	"net/http"

	"github.com/bwmarrin/discordgo"
)

// Commands lists the application's commands with all their translations: those of a guild, or
// the global ones if guild is empty.
func (c *Client) Commands(ctx context.Context, app ApplicationID, guild GuildID) ([]*discordgo.ApplicationCommand, error) {
	r := commandRoute(http.MethodGet, app, guild, "")
	r.query = "with_localizations=true"
	var out []*discordgo.ApplicationCommand
	if err := c.do(ctx, call{route: r, repeatable: true}, &out); err != nil {
		return nil, err
	}
	return out, nil
}

// CreateCommand adds a command. One of the same name and type is replaced, so that it can be
// repeated. Discord allows 200 new ones a day and guild.
func (c *Client) CreateCommand(ctx context.Context, app ApplicationID, guild GuildID, cmd *discordgo.ApplicationCommand) (*discordgo.ApplicationCommand, error) {
	return c.writeCommand(ctx, commandRoute(http.MethodPost, app, guild, ""), cmd)
}

// EditCommand changes a command.
func (c *Client) EditCommand(ctx context.Context, app ApplicationID, guild GuildID, id CommandID, cmd *discordgo.ApplicationCommand) (*discordgo.ApplicationCommand, error) {
	return c.writeCommand(ctx, commandRoute(http.MethodPatch, app, guild, id), cmd)
}

func (c *Client) writeCommand(ctx context.Context, r route, cmd *discordgo.ApplicationCommand) (*discordgo.ApplicationCommand, error) {
	if err := CheckCommand(cmd); err != nil {
		return nil, err
	}
	b, err := jsonBody(cmd)
	if err != nil {
		return nil, err
	}
	var out discordgo.ApplicationCommand
	if err := c.do(ctx, call{route: r, body: b, repeatable: true}, &out); err != nil {
		return nil, err
	}
	return &out, nil
}

// DeleteCommand removes a command.
func (c *Client) DeleteCommand(ctx context.Context, app ApplicationID, guild GuildID, id CommandID) error {
	r := commandRoute(http.MethodDelete, app, guild, id)
	return c.do(ctx, call{route: r, repeatable: true, done: []Code{CodeUnknownCommand}}, nil)
}

// ReplaceCommands makes these the only commands. Commands that were there under the same name
// do not count as new ones.
func (c *Client) ReplaceCommands(ctx context.Context, app ApplicationID, guild GuildID, cmds []*discordgo.ApplicationCommand) ([]*discordgo.ApplicationCommand, error) {
	for _, cmd := range cmds {
		if err := CheckCommand(cmd); err != nil {
			return nil, err
		}
	}
	if cmds == nil {
		cmds = []*discordgo.ApplicationCommand{}
	}
	b, err := jsonBody(cmds)
	if err != nil {
		return nil, err
	}
	var out []*discordgo.ApplicationCommand
	if err := c.do(ctx, call{route: commandRoute(http.MethodPut, app, guild, ""), body: b, repeatable: true}, &out); err != nil {
		return nil, err
	}
	return out, nil
}

// commandRoute is that of a command, or of all of them if id is empty.
func commandRoute(method string, app ApplicationID, guild GuildID, id CommandID) route {
	template, ids := "/applications/{application}", []string{string(app)}
	if guild != "" {
		template, ids = template+"/guilds/{guild}", append(ids, string(guild))
	}
	template += "/commands"
	if id != "" {
		template, ids = template+"/{command}", append(ids, string(id))
	}
	return to(method, template, ids...)
}
