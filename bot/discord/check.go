package discord

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/bwmarrin/discordgo"

	"sitrep/bot/discord/gateway"
	"sitrep/bot/discord/rest"
	"sitrep/bot/locale"
)

// Report is what Check found out.
type Report struct {
	Bot       string // its name
	Invite    string
	Shards    int     // that Discord recommends
	Starts    int     // sessions that may still be started today
	Commands  Changes // that Run would make
	Guilds    int     // that the bot is in, on the shards of this process
	Forbidden []string
}

// maxCheckedGuilds bounds how many guilds are asked about permissions.
const maxCheckedGuilds = 25

// Check tries everything that can be wrong with the set-up: the token, the intents by
// connecting once, the permissions in up to 25 guilds, and how the commands differ from those
// that are registered. It changes nothing. Report.Forbidden has a line for each guild that
// withholds a permission.
func (b *Bot) Check(ctx context.Context) (Report, error) {
	defer b.rest.Close()
	me, app, err := b.whoAmI(ctx)
	if err != nil {
		return Report{}, err
	}
	report := Report{Bot: me.Username, Invite: Invite(app.ID)}
	info, err := b.rest.Gateway(ctx)
	if err != nil {
		return report, fmt.Errorf("ask Discord for the gateway: %w", err)
	}
	report.Shards, report.Starts = info.Shards, info.Limit.Remaining
	have, err := b.rest.Commands(ctx, app.ID, "")
	if err != nil {
		return report, fmt.Errorf("list the bot's commands: %w", err)
	}
	report.Commands = Compare(have, Commands(locale.New()))
	guilds, err := b.guilds(ctx)
	if err != nil {
		return report, err
	}
	report.Guilds = len(guilds)
	for _, id := range guilds[:min(len(guilds), maxCheckedGuilds)] {
		missing, name, err := b.missing(ctx, rest.GuildID(id), rest.UserID(me.ID))
		if err != nil {
			return report, fmt.Errorf("ask Discord about guild %s: %w", id, err)
		}
		if missing != 0 {
			report.Forbidden = append(report.Forbidden, fmt.Sprintf("%s (%s): %s", name, id, strings.Join(permissionNames(missing), ", ")))
		}
	}
	return report, nil
}

// connectPatience is how long connecting may take: identifying waits its turn.
const connectPatience = time.Minute

// guilds connects until the session is established, which needs a right token and intents
// that are allowed, and returns the guilds that come with it.
func (b *Bot) guilds(ctx context.Context) ([]string, error) {
	ctx, cancel := context.WithTimeout(ctx, connectPatience)
	defer cancel()
	var guilds []string
	connected := false
	err := b.gateway.Run(ctx, func(e gateway.Event) {
		if ready, ok := e.Data.(*discordgo.Ready); ok {
			for _, g := range ready.Guilds {
				guilds = append(guilds, g.ID)
			}
			connected = true
			cancel()
		}
	})
	if err == nil && !connected {
		err = errors.New("connect to Discord: no session within a minute")
	}
	return guilds, err
}

// missing is the permissions that the bot needs and has not, by its roles in a guild.
func (b *Bot) missing(ctx context.Context, id rest.GuildID, me rest.UserID) (missing int64, name string, err error) {
	guild, err := b.rest.Guild(ctx, id)
	if err != nil {
		return 0, "", err
	}
	member, err := b.rest.Member(ctx, id, me)
	if err != nil {
		return 0, "", err
	}
	held := map[string]bool{string(id): true} // everybody's role has the guild's id
	for _, role := range member.Roles {
		held[role] = true
	}
	var has int64
	for _, role := range guild.Roles {
		if held[role.ID] {
			has |= role.Permissions
		}
	}
	if has&discordgo.PermissionAdministrator != 0 {
		return 0, guild.Name, nil
	}
	return Permissions &^ has, guild.Name, nil
}
