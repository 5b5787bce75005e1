package discordtest

import (
	"slices"
)

// Guild is a guild, for tests to furnish.
type Guild struct {
	ID   ID
	Name string
	s    *Server
}

// Channel is a channel, a thread or a conversation, for tests to furnish and use.
type Channel struct {
	ID   ID
	Name string
	s    *Server
}

// Role is a role of a guild.
type Role struct {
	ID   ID
	Name string
	g    *Guild
}

// Guild is the guild of that name with the bot in it; it is made when there is none. A new
// guild belongs to the user "owner"; everybody has DefaultEveryone there and the bot has a
// role with DefaultBot.
func (s *Server) Guild(name string) *Guild { return s.guild(name, true) }

// GuildWithoutBot is the guild of that name, made without the bot when there is none.
func (s *Server) GuildWithoutBot(name string) *Guild { return s.guild(name, false) }

func (s *Server) guild(name string, withBot bool) *Guild {
	owner := s.User("owner")
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, g := range s.state.guilds {
		if g.Name == name {
			return &Guild{ID: g.ID, Name: name, s: s}
		}
	}
	g := &guild{
		ID: s.state.mintGuild(), Name: name, OwnerID: owner.ID, Locale: "en-US",
		roles: map[ID]*role{}, members: map[ID]*member{}, grants: map[ID][]ID{},
	}
	g.roles[g.ID] = &role{ID: g.ID, Name: "@everyone", Permissions: DefaultEveryone}
	g.order = []ID{g.ID}
	g.members[owner.ID] = &member{user: owner.ID, joined: s.now()}
	s.state.guilds[g.ID] = g
	s.state.guildOrder = append(s.state.guildOrder, g.ID)
	if withBot {
		r := &role{ID: s.state.mint(s.now()), Name: s.opts.BotName, Permissions: DefaultBot, position: 1}
		g.roles[r.ID] = r
		g.order = append(g.order, r.ID)
		g.members[s.state.bot] = &member{user: s.state.bot, roles: []ID{r.ID}, joined: s.now()}
		s.dispatch("GUILD_CREATE", g.ID, always(s.state.guildEvent(g)))
	}
	return &Guild{ID: g.ID, Name: name, s: s}
}

// Channel is the text channel of that name; it is made when there is none.
func (g *Guild) Channel(name string) *Channel {
	s := g.s
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, ch := range s.state.guildChannels(g.ID, false) {
		if ch.Name == name {
			return &Channel{ID: ch.ID, Name: name, s: s}
		}
	}
	ch := &channel{ID: s.state.mint(s.now()), Type: textChannel, GuildID: g.ID, Name: name, overwrites: map[ID]overwrite{}}
	s.state.channels[ch.ID] = ch
	s.tellGuild(g.ID, "CHANNEL_CREATE", s.state.channelObject(ch))
	return &Channel{ID: ch.ID, Name: name, s: s}
}

// tellGuild dispatches an event of a guild if the bot is in it.
func (s *Server) tellGuild(id ID, event string, data any) {
	if s.state.guilds[id].hasBot(s.state.bot) {
		s.dispatch(event, id, always(data))
	}
}

// Role is the role of that name; it is made with the given permissions when there is none.
func (g *Guild) Role(name string, p Permissions) *Role {
	s := g.s
	s.mu.Lock()
	defer s.mu.Unlock()
	held := s.state.guilds[g.ID]
	for _, r := range held.roles {
		if r.Name == name {
			return &Role{ID: r.ID, Name: name, g: g}
		}
	}
	r := &role{ID: s.state.mint(s.now()), Name: name, Permissions: p, position: len(held.order)}
	held.roles[r.ID] = r
	held.order = append(held.order, r.ID)
	s.tellGuild(g.ID, "GUILD_ROLE_CREATE", map[string]any{"guild_id": g.ID, "role": s.state.roleObject(r)})
	return &Role{ID: r.ID, Name: name, g: g}
}

// Permit changes what the role allows; of Guild.Everyone, what everybody may do.
func (r *Role) Permit(p Permissions) {
	s := r.g.s
	s.mu.Lock()
	defer s.mu.Unlock()
	held := s.state.guilds[r.g.ID].roles[r.ID]
	held.Permissions = p
	s.tellGuild(r.g.ID, "GUILD_ROLE_UPDATE", map[string]any{"guild_id": r.g.ID, "role": s.state.roleObject(held)})
}

// SetMentionable says whether anybody may ping the role.
func (r *Role) SetMentionable(yes bool) {
	r.g.s.mu.Lock()
	defer r.g.s.mu.Unlock()
	r.g.s.state.guilds[r.g.ID].roles[r.ID].Mentionable = yes
}

// Everyone is the role that all members have.
func (g *Guild) Everyone() *Role { return &Role{ID: g.ID, Name: "@everyone", g: g} }

// BotRole is the role that the bot got when it joined.
func (g *Guild) BotRole() *Role { return g.Role(g.s.opts.BotName, DefaultBot) }

// Join makes users members, if they are not yet, and gives them roles.
func (g *Guild) Join(u *User, roles ...*Role) {
	s := g.s
	s.mu.Lock()
	defer s.mu.Unlock()
	held := s.state.guilds[g.ID]
	m, event := held.members[u.ID], "GUILD_MEMBER_UPDATE"
	if m == nil {
		m, event = &member{user: u.ID, joined: s.now()}, "GUILD_MEMBER_ADD"
		held.members[u.ID] = m
	}
	for _, r := range roles {
		if !slices.Contains(m.roles, r.ID) {
			m.roles = append(m.roles, r.ID)
		}
	}
	data := s.state.memberObject(m)
	data["guild_id"] = g.ID
	s.tellGuild(g.ID, event, data)
}

// RemoveBot takes the bot out of the guild.
func (g *Guild) RemoveBot() {
	s := g.s
	s.mu.Lock()
	defer s.mu.Unlock()
	s.tellGuild(g.ID, "GUILD_DELETE", map[string]any{"id": g.ID})
	delete(s.state.guilds[g.ID].members, s.state.bot)
}

// SetLocale is the guild's preferred language, "en-US" at first.
func (g *Guild) SetLocale(locale string) {
	g.s.mu.Lock()
	defer g.s.mu.Unlock()
	g.s.state.guilds[g.ID].Locale = locale
}

// Grant opens a command to roles and users whatever its default_member_permissions say, as an
// admin can in the guild's settings. The command is named as it is used, "/corpus".
func (g *Guild) Grant(command string, to ...ID) error {
	s := g.s
	s.mu.Lock()
	defer s.mu.Unlock()
	cmd, _, err := s.state.lookUp(g.ID, slashCommand, command)
	if err != nil {
		return err
	}
	held := s.state.guilds[g.ID]
	held.grants[cmd.ID] = append(held.grants[cmd.ID], to...)
	return nil
}

// Overwrite allows and denies permissions in this channel to a role or a user.
func (c *Channel) Overwrite(target ID, allow, deny Permissions) {
	s := c.s
	s.mu.Lock()
	defer s.mu.Unlock()
	ch := s.state.channels[c.ID]
	kind := 0
	if s.state.people[target] != nil {
		kind = 1
	}
	ch.overwrites[target] = overwrite{ID: target, Type: kind, Allow: allow, Deny: deny}
	s.tellGuild(ch.GuildID, "CHANNEL_UPDATE", s.state.channelObject(ch))
}

// Thread is the public thread of that name under the channel; it is made, as the given user
// would, when there is none.
func (c *Channel) Thread(by *User, name string) *Channel {
	s := c.s
	s.mu.Lock()
	defer s.mu.Unlock()
	parent := s.state.channels[c.ID]
	for _, ch := range s.state.guildChannels(parent.GuildID, true) {
		if ch.Name == name && ch.ParentID == parent.ID {
			return &Channel{ID: ch.ID, Name: name, s: s}
		}
	}
	const day = 1440 // minutes
	th := &channel{
		ID: s.state.mint(s.now()), Type: publicThread, GuildID: parent.GuildID, ParentID: parent.ID, OwnerID: by.ID, Name: name,
		archive: day, created: s.now(), threadMembers: map[ID]bool{by.ID: true},
	}
	s.addThread(th)
	return &Channel{ID: th.ID, Name: name, s: s}
}

// Archive closes a thread; a locked one can be opened again only with MANAGE_THREADS.
func (c *Channel) Archive(locked bool) {
	s := c.s
	s.mu.Lock()
	defer s.mu.Unlock()
	ch := s.state.channels[c.ID]
	ch.archived, ch.locked = true, locked
	s.dispatch("THREAD_UPDATE", ch.GuildID, always(s.state.channelObject(ch)))
}

// Threads is the channel's threads, oldest first.
func (c *Channel) Threads() []*Channel {
	s := c.s
	s.mu.Lock()
	defer s.mu.Unlock()
	var list []*Channel
	for _, ch := range s.state.guildChannels(s.state.channels[c.ID].GuildID, true) {
		if ch.ParentID == c.ID {
			list = append(list, &Channel{ID: ch.ID, Name: ch.Name, s: s})
		}
	}
	return list
}

// Commands is the bot's commands of a guild, or the global ones if guild is nil.
func (s *Server) Commands(g *Guild) []*Command {
	s.mu.Lock()
	defer s.mu.Unlock()
	var scope ID
	if g != nil {
		scope = g.ID
	}
	var list []*Command
	for _, c := range s.state.commands[scope] {
		list = append(list, c.clone())
	}
	return list
}
