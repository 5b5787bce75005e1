package discordtest

import "strings"

// Intents is the set of event groups that a bot asks for.
//
// See https://docs.discord.com/developers/events/gateway#list-of-intents
type Intents int

// The intents that have a meaning here.
const (
	IntentGuilds                 Intents = 1 << 0
	IntentGuildMembers           Intents = 1 << 1 // privileged
	IntentGuildPresences         Intents = 1 << 8 // privileged
	IntentGuildMessages          Intents = 1 << 9
	IntentGuildMessageReactions  Intents = 1 << 10
	IntentGuildMessageTyping     Intents = 1 << 11
	IntentDirectMessages         Intents = 1 << 12
	IntentDirectMessageReactions Intents = 1 << 13
	IntentDirectMessageTyping    Intents = 1 << 14
	IntentMessageContent         Intents = 1 << 15 // privileged
)

// PrivilegedIntents is the intents that must be enabled for an application.
const PrivilegedIntents = IntentGuildMembers | IntentGuildPresences | IntentMessageContent

// knownIntents is every bit that Discord has given a meaning.
const knownIntents Intents = 1<<17 - 1 | 1<<20 | 1<<21 | 1<<24 | 1<<25

// String names the privileged intents in the set.
func (i Intents) String() string {
	var names []string
	for _, n := range []struct {
		bit  Intents
		name string
	}{
		{IntentGuildMembers, "GUILD_MEMBERS"},
		{IntentGuildPresences, "GUILD_PRESENCES"},
		{IntentMessageContent, "MESSAGE_CONTENT"},
	} {
		if i&n.bit != 0 {
			names = append(names, n.name)
		}
	}
	return strings.Join(names, "|")
}

// intentFor is the intent that an event needs; 0 for events that always come.
func intentFor(event string, inGuild bool) Intents {
	switch event {
	case "GUILD_CREATE", "GUILD_UPDATE", "GUILD_DELETE", "GUILD_ROLE_CREATE", "GUILD_ROLE_UPDATE", "GUILD_ROLE_DELETE",
		"CHANNEL_CREATE", "CHANNEL_UPDATE", "CHANNEL_DELETE", "THREAD_CREATE", "THREAD_UPDATE", "THREAD_DELETE":
		return IntentGuilds
	case "GUILD_MEMBER_ADD", "GUILD_MEMBER_UPDATE", "GUILD_MEMBER_REMOVE":
		return IntentGuildMembers
	case "MESSAGE_CREATE", "MESSAGE_UPDATE", "MESSAGE_DELETE", "MESSAGE_DELETE_BULK":
		return either(inGuild, IntentGuildMessages, IntentDirectMessages)
	case "TYPING_START":
		return either(inGuild, IntentGuildMessageTyping, IntentDirectMessageTyping)
	default:
		return 0
	}
}

func either[T any](first bool, a, b T) T {
	if first {
		return a
	}
	return b
}
