package rest

import (
	"context"
	"net/http"
	"time"

	"github.com/bwmarrin/discordgo"
)

// GatewayInfo says where the gateway is and how many sessions may be started.
type GatewayInfo struct {
	URL    string `json:"url"`
	Shards int    `json:"shards"` // as many as Discord recommends
	Limit  struct {
		Total          int `json:"total"`           // sessions a day
		Remaining      int `json:"remaining"`       // of them
		ResetAfter     int `json:"reset_after"`     // milliseconds until Total may be started again
		MaxConcurrency int `json:"max_concurrency"` // sessions that may be started in 5 seconds
	} `json:"session_start_limit"`
}

// Reset is in how long Limit.Remaining is Limit.Total again.
func (g *GatewayInfo) Reset() time.Duration {
	return time.Duration(g.Limit.ResetAfter) * time.Millisecond
}

// Gateway asks where the gateway is.
func (c *Client) Gateway(ctx context.Context) (*GatewayInfo, error) {
	return read[GatewayInfo](ctx, c, route{method: http.MethodGet, template: "/gateway/bot", path: "/gateway/bot"})
}

// Me is the bot's own user.
func (c *Client) Me(ctx context.Context) (*discordgo.User, error) {
	return read[discordgo.User](ctx, c, route{method: http.MethodGet, template: "/users/@me", path: "/users/@me"})
}

// Application is the bot's application.
type Application struct {
	ID    ApplicationID `json:"id"`
	Name  string        `json:"name"`
	Flags int64         `json:"flags"` // tells which privileged intents are enabled, among other things

	Public bool            `json:"bot_public"`
	Owner  *discordgo.User `json:"owner"` // may be nil

	// InstallTypes has an entry for each way in which the application can be installed: for a
	// guild or for a user.
	InstallTypes map[discordgo.ApplicationIntegrationType]struct{} `json:"integration_types_config"`
}

// Application reads the bot's application.
func (c *Client) Application(ctx context.Context) (*Application, error) {
	return read[Application](ctx, c, route{method: http.MethodGet, template: "/applications/@me", path: "/applications/@me"})
}

// User reads a user.
func (c *Client) User(ctx context.Context, id UserID) (*discordgo.User, error) {
	return read[discordgo.User](ctx, c, to(http.MethodGet, "/users/{user}", id))
}

// Guild reads a guild, with its roles.
func (c *Client) Guild(ctx context.Context, id GuildID) (*discordgo.Guild, error) {
	return read[discordgo.Guild](ctx, c, to(http.MethodGet, "/guilds/{guild}", id))
}

// Member reads a member of a guild.
func (c *Client) Member(ctx context.Context, guild GuildID, user UserID) (*discordgo.Member, error) {
	return read[discordgo.Member](ctx, c, to(http.MethodGet, "/guilds/{guild}/members/{user}", string(guild), string(user)))
}
