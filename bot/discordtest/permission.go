package discordtest

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
)

// Permissions is a set of Discord's permission bits. It is sent as a decimal string.
//
// See https://docs.discord.com/developers/topics/permissions
type Permissions uint64

// The permissions that the fake looks at.
const (
	Administrator          Permissions = 1 << 3
	ManageChannels         Permissions = 1 << 4
	ManageGuild            Permissions = 1 << 5
	AddReactions           Permissions = 1 << 6
	ViewChannel            Permissions = 1 << 10
	SendMessages           Permissions = 1 << 11
	ManageMessages         Permissions = 1 << 13
	EmbedLinks             Permissions = 1 << 14
	AttachFiles            Permissions = 1 << 15
	ReadMessageHistory     Permissions = 1 << 16
	MentionEveryone        Permissions = 1 << 17
	UseExternalEmojis      Permissions = 1 << 18
	ManageRoles            Permissions = 1 << 28
	UseApplicationCommands Permissions = 1 << 31
	ManageThreads          Permissions = 1 << 34
	CreatePublicThreads    Permissions = 1 << 35
	CreatePrivateThreads   Permissions = 1 << 36
	SendMessagesInThreads  Permissions = 1 << 38
	UseExternalApps        Permissions = 1 << 50
)

// AllPermissions is every bit that Discord has given a meaning.
const AllPermissions Permissions = 1<<53 - 1

// DefaultEveryone is what @everyone may do in a new guild, as far as the fake cares.
const DefaultEveryone = ViewChannel | SendMessages | EmbedLinks | AttachFiles | ReadMessageHistory | AddReactions |
	UseApplicationCommands | CreatePublicThreads | SendMessagesInThreads | UseExternalApps

// DefaultBot is what the bot's own role allows in a new guild: what a question-answering bot
// asks for in its invite link.
const DefaultBot = ViewChannel | SendMessages | EmbedLinks | AttachFiles | ReadMessageHistory |
	CreatePublicThreads | SendMessagesInThreads

// Has tells whether all of the given permissions are in the set.
func (p Permissions) Has(all Permissions) bool { return p&all == all }

// String names the permissions, or gives the number of those without a name here.
func (p Permissions) String() string {
	names := []struct {
		bit  Permissions
		name string
	}{
		{Administrator, "ADMINISTRATOR"},
		{ManageChannels, "MANAGE_CHANNELS"},
		{ManageGuild, "MANAGE_GUILD"},
		{AddReactions, "ADD_REACTIONS"},
		{ViewChannel, "VIEW_CHANNEL"},
		{SendMessages, "SEND_MESSAGES"},
		{ManageMessages, "MANAGE_MESSAGES"},
		{EmbedLinks, "EMBED_LINKS"},
		{AttachFiles, "ATTACH_FILES"},
		{ReadMessageHistory, "READ_MESSAGE_HISTORY"},
		{MentionEveryone, "MENTION_EVERYONE"},
		{UseExternalEmojis, "USE_EXTERNAL_EMOJIS"},
		{ManageRoles, "MANAGE_ROLES"},
		{UseApplicationCommands, "USE_APPLICATION_COMMANDS"},
		{ManageThreads, "MANAGE_THREADS"},
		{CreatePublicThreads, "CREATE_PUBLIC_THREADS"},
		{CreatePrivateThreads, "CREATE_PRIVATE_THREADS"},
		{SendMessagesInThreads, "SEND_MESSAGES_IN_THREADS"},
		{UseExternalApps, "USE_EXTERNAL_APPS"},
	}
	var parts []string
	rest := p
	for _, n := range names {
		if p.Has(n.bit) {
			parts = append(parts, n.name)
			rest &^= n.bit
		}
	}
	if rest != 0 || p == 0 {
		parts = append(parts, fmt.Sprintf("%#x", uint64(rest)))
	}
	return strings.Join(parts, "|")
}

// MarshalJSON sends the set as Discord does, as a string of digits.
func (p Permissions) MarshalJSON() ([]byte, error) {
	return json.Marshal(strconv.FormatUint(uint64(p), 10))
}

// UnmarshalJSON takes a string of digits or a number.
func (p *Permissions) UnmarshalJSON(b []byte) error {
	n, err := strconv.ParseUint(strings.Trim(string(b), `"`), 10, 64)
	if err != nil {
		return fmt.Errorf("permissions %s: not a number", b)
	}
	*p = Permissions(n)
	return nil
}

// permissions computes what a user may do in a channel: roles first, then the channel's
// overwrites for everyone, for the roles together, and for the member. A thread has its
// parent's permissions.
func (s *state) permissions(user ID, ch *channel) Permissions {
	if ch.GuildID == "" {
		return s.directPermissions(user, ch)
	}
	g := s.guilds[ch.GuildID]
	m := g.members[user]
	if m == nil {
		return 0
	}
	base := g.basePermissions(m)
	if base.Has(Administrator) {
		return AllPermissions
	}
	owner := ch
	if ch.isThread() {
		owner = s.channels[ch.ParentID]
	}
	p := owner.overwritten(base, g.ID, m)
	if !p.Has(ViewChannel) {
		return 0
	}
	if ch.isThread() {
		// In threads another permission takes the place of SEND_MESSAGES.
		p &^= SendMessages
		if p.Has(SendMessagesInThreads) {
			p |= SendMessages
		}
		if ch.Type == privateThread && !ch.threadMembers[user] && !p.Has(ManageThreads) {
			return 0
		}
	}
	if !p.Has(SendMessages) {
		p &^= MentionEveryone | AttachFiles | EmbedLinks
	}
	return p
}

// directPermissions is what participants may do in a direct or group conversation.
func (s *state) directPermissions(user ID, ch *channel) Permissions {
	for _, r := range ch.Recipients {
		if r == user {
			return ViewChannel | SendMessages | EmbedLinks | AttachFiles | ReadMessageHistory | AddReactions |
				MentionEveryone | UseApplicationCommands | UseExternalEmojis
		}
	}
	return 0
}

// basePermissions is what a member may do in the guild before a channel's overwrites.
func (g *guild) basePermissions(m *member) Permissions {
	if m.user == g.OwnerID {
		return AllPermissions
	}
	p := g.roles[g.ID].Permissions
	for _, id := range m.roles {
		if r := g.roles[id]; r != nil {
			p |= r.Permissions
		}
	}
	if p.Has(Administrator) {
		return AllPermissions
	}
	return p
}

// overwritten applies the channel's overwrites in Discord's order.
func (ch *channel) overwritten(p Permissions, everyone ID, m *member) Permissions {
	if o, ok := ch.overwrites[everyone]; ok {
		p = p&^o.Deny | o.Allow
	}
	var allow, deny Permissions
	for _, id := range m.roles {
		o := ch.overwrites[id]
		allow |= o.Allow
		deny |= o.Deny
	}
	p = p&^deny | allow
	if o, ok := ch.overwrites[m.user]; ok {
		p = p&^o.Deny | o.Allow
	}
	return p
}
