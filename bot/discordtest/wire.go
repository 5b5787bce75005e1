package discordtest

import (
	"slices"
	"strconv"
	"strings"
)

// The functions of this file give guilds, channels and the like the shape in which Discord
// sends them.

func (s *state) roleObject(r *role) map[string]any {
	return map[string]any{
		"id": r.ID, "name": r.Name, "permissions": r.Permissions, "position": r.position, "mentionable": r.Mentionable,
		"color": 0, "colors": map[string]any{"primary_color": 0, "secondary_color": nil, "tertiary_color": nil},
		"hoist": false, "managed": false, "icon": nil, "unicode_emoji": nil, "flags": 0,
	}
}

// memberObject is a member with their user.
func (s *state) memberObject(m *member) map[string]any {
	o := s.partialMember(m)
	o["user"] = s.people[m.user].Account
	o["mute"], o["deaf"] = false, false
	return o
}

// partialMember is a member as messages and resolved data have it.
func (s *state) partialMember(m *member) map[string]any {
	var nick any
	if m.nick != "" {
		nick = m.nick
	}
	return map[string]any{
		"roles": append([]ID{}, m.roles...), "nick": nick, "joined_at": m.joined.UTC(), "avatar": nil, "banner": nil,
		"communication_disabled_until": nil, "flags": 0, "pending": false, "premium_since": nil,
	}
}

// membersLike is the members of a guild whose names begin with the query, or with the given
// IDs; limit 0 is all.
func (s *state) membersLike(g *guild, query string, ids []ID, limit int) []map[string]any {
	list := []map[string]any{}
	for _, m := range g.sortedMembers() {
		name := strings.ToLower(s.people[m.user].Username)
		if len(ids) > 0 && !slices.Contains(ids, m.user) || !strings.HasPrefix(name, strings.ToLower(query)) {
			continue
		}
		if limit > 0 && len(list) == limit {
			break
		}
		list = append(list, s.memberObject(m))
	}
	return list
}

// sortedMembers is the members in order of ID.
func (g *guild) sortedMembers() []*member {
	list := make([]*member, 0, len(g.members))
	for _, m := range g.members {
		list = append(list, m)
	}
	slices.SortFunc(list, func(a, b *member) int { return compareIDs(a.user, b.user) })
	return list
}

func compareIDs(a, b ID) int {
	switch x, y := a.number(), b.number(); {
	case x < y:
		return -1
	case x > y:
		return 1
	default:
		return 0
	}
}

// channelObject is a channel of any type.
func (s *state) channelObject(ch *channel) map[string]any {
	o := map[string]any{"id": ch.ID, "type": ch.Type, "flags": 0, "last_message_id": nil}
	if n := len(ch.messages); n > 0 {
		o["last_message_id"] = ch.messages[n-1].ID
	}
	if ch.GuildID == "" {
		others := []Account{}
		for _, id := range ch.Recipients {
			if id != s.bot {
				others = append(others, s.people[id].Account)
			}
		}
		o["recipients"] = others
		return o
	}
	o["guild_id"], o["name"], o["rate_limit_per_user"] = ch.GuildID, ch.Name, 0
	o["parent_id"] = nullable(ch.ParentID)
	if ch.isThread() {
		o["owner_id"], o["thread_metadata"] = ch.OwnerID, ch.threadMetadata()
		o["message_count"], o["total_message_sent"] = len(ch.messages), len(ch.messages)
		o["member_count"] = len(ch.threadMembers)
		return o
	}
	overwrites := []overwrite{}
	for _, id := range sortedKeys(ch.overwrites) {
		overwrites = append(overwrites, ch.overwrites[id])
	}
	o["permission_overwrites"], o["position"], o["nsfw"], o["topic"] = overwrites, 0, false, nullable(ch.Topic)
	return o
}

// threadMetadata is what only threads have.
func (ch *channel) threadMetadata() map[string]any {
	return map[string]any{
		"archived": ch.archived, "auto_archive_duration": ch.archive, "archive_timestamp": ch.created.UTC(),
		"locked": ch.locked, "create_timestamp": ch.created.UTC(),
	}
}

// nullable is a string, or null when it is empty.
func nullable[T ~string](v T) any {
	if v == "" {
		return nil
	}
	return v
}

func sortedKeys[V any](m map[ID]V) []ID {
	keys := make([]ID, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, compareIDs)
	return keys
}

// guildChannels is the channels of a guild, or its threads.
func (s *state) guildChannels(g ID, threads bool) []*channel {
	var list []*channel
	for _, id := range sortedKeys(s.channels) {
		if ch := s.channels[id]; ch.GuildID == g && ch.isThread() == threads {
			list = append(list, ch)
		}
	}
	return list
}

// guildObject is a guild as GET /guilds gives it.
func (s *state) guildObject(g *guild) map[string]any {
	roles := []map[string]any{}
	for _, id := range g.order {
		roles = append(roles, s.roleObject(g.roles[id]))
	}
	return map[string]any{
		"id": g.ID, "name": g.Name, "owner_id": g.OwnerID, "preferred_locale": g.Locale, "roles": roles, "emojis": []any{}, "stickers": []any{},
		"features": []any{}, "icon": nil, "incidents_data": nil, "splash": nil, "discovery_splash": nil, "banner": nil, "description": nil, "home_header": nil,
		"afk_channel_id": nil, "afk_timeout": 300, "application_id": nil, "default_message_notifications": 0, "explicit_content_filter": 0,
		"max_members": 500000, "max_presences": nil, "max_stage_video_channel_users": 50, "max_video_channel_users": 25, "mfa_level": 0, "nsfw": false,
		"nsfw_level": 0, "premium_progress_bar_enabled": false, "premium_subscription_count": 0, "premium_tier": 0,
		"public_updates_channel_id": nil, "region": "deprecated", "rules_channel_id": nil, "safety_alerts_channel_id": nil,
		"system_channel_flags": 0, "system_channel_id": nil, "vanity_url_code": nil, "verification_level": 0, "widget_channel_id": nil,
		"widget_enabled": false,
	}
}

// guildEvent is a guild as GUILD_CREATE gives it: with channels, threads and, of the members,
// those that the bot may know of.
func (s *state) guildEvent(g *guild) map[string]any {
	o := s.guildObject(g)
	channels, threads := []map[string]any{}, []map[string]any{}
	for _, ch := range s.guildChannels(g.ID, false) {
		channels = append(channels, s.channelObject(ch))
	}
	for _, ch := range s.guildChannels(g.ID, true) {
		threads = append(threads, s.channelObject(ch))
	}
	me := g.members[s.bot]
	o["channels"], o["threads"], o["members"] = channels, threads, []any{s.memberObject(me)}
	o["member_count"], o["joined_at"], o["large"], o["unavailable"] = len(g.members), me.joined.UTC(), false, false
	o["voice_states"], o["presences"], o["stage_instances"], o["guild_scheduled_events"] = []any{}, []any{}, []any{}, []any{}
	return o
}

// messageEvent is a message as MESSAGE_CREATE and MESSAGE_UPDATE give it.
func (s *state) messageEvent(m *message, at Intents) any {
	type event struct {
		Message
		GuildID ID  `json:"guild_id,omitempty"`
		Member  any `json:"member,omitempty"`
	}
	e := event{Message: s.forBot(m.Message, at&IntentMessageContent != 0), GuildID: m.guild}
	if g := s.guilds[m.guild]; g != nil && g.members[m.Author.ID] != nil {
		e.Member = s.partialMember(g.members[m.Author.ID])
	}
	return e
}

// applicationFlags is the flags of the application that say which privileged intents it has.
func (s *Server) applicationFlags() int {
	flags := 0
	for intent, bit := range map[Intents]int{IntentGuildPresences: 1 << 13, IntentGuildMembers: 1 << 15, IntentMessageContent: 1 << 19} {
		if s.opts.Privileged&intent != 0 {
			flags |= bit
		}
	}
	return flags
}

// applicationObject is the application as GET /applications/@me gives it.
func (s *Server) applicationObject() map[string]any {
	bot, flags := s.state.people[s.state.bot].Account, s.applicationFlags()
	return map[string]any{
		"id": s.state.application, "name": s.opts.BotName, "bot": bot, "owner": bot, "team": nil, "flags": flags, "flags_new": strconv.Itoa(flags),
		"icon": nil, "description": "", "summary": "", "type": nil, "tags": []any{}, "verify_key": strings.Repeat("0", 64), "hook": true,
		"bot_public": true, "bot_require_code_grant": false, "integration_public": true, "integration_require_code_grant": false,
		"integration_types_config":             map[string]any{"0": map[string]any{}, "1": map[string]any{}},
		"interactions_endpoint_url":            nil,
		"approximate_guild_count":              len(s.state.guilds),
		"redirect_uris":                        []any{},
		"eligible_oauth2_scopes":               []any{},
		"max_participants":                     nil,
		"is_monetized":                         false,
		"is_verified":                          false,
		"storefront_available":                 false,
		"explicit_content_filter":              0,
		"creator_monetization_state":           1,
		"discoverability_state":                1,
		"discovery_eligibility_flags":          0,
		"rpc_application_state":                0,
		"store_application_state":              1,
		"verification_state":                   1,
		"event_webhooks_status":                1,
		"event_webhooks_types":                 []any{},
		"event_webhooks_url":                   nil,
		"approximate_user_install_count":       s.state.installations(),
		"approximate_user_authorization_count": s.state.installations(),
		"role_connections_verification_url":    nil,
	}
}

// installations counts the users who have installed the application for themselves.
func (s *state) installations() int {
	n := 0
	for _, p := range s.people {
		if p.installed {
			n++
		}
	}
	return n
}
