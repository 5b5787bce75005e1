package discord

import (
	"net/url"
	"strconv"

	"github.com/bwmarrin/discordgo"

	"sitrep/bot/discord/rest"
)

// Permissions is what the bot needs in a guild: to see channels, to answer mentions there and
// in threads, and to refer to the message that it answers. Answers to commands need none.
const Permissions = discordgo.PermissionViewChannel | discordgo.PermissionSendMessages |
	discordgo.PermissionSendMessagesInThreads | discordgo.PermissionReadMessageHistory

// permissionNames are the names that Discord's settings show, in the order of the bits.
func permissionNames(missing int64) []string {
	var names []string
	for _, p := range []struct {
		bit  int64
		name string
	}{
		{discordgo.PermissionViewChannel, "View Channels"},
		{discordgo.PermissionSendMessages, "Send Messages"},
		{discordgo.PermissionReadMessageHistory, "Read Message History"},
		{discordgo.PermissionSendMessagesInThreads, "Send Messages in Threads"},
	} {
		if missing&p.bit != 0 {
			names = append(names, p.name)
		}
	}
	return names
}

// Invite is the address at which an admin of a guild adds the bot, with exactly the
// permissions that it needs.
//
// See https://docs.discord.com/developers/topics/oauth2#bot-authorization-flow
func Invite(app rest.ApplicationID) string {
	query := url.Values{
		"client_id":   {string(app)},
		"scope":       {"bot applications.commands"},
		"permissions": {strconv.FormatInt(Permissions, 10)},
	}
	return "https://discord.com/oauth2/authorize?" + query.Encode()
}
