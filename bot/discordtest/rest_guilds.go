package discordtest

import "strconv"

// Endpoints about guilds, their roles and members.

// myGuild finds a guild that the bot is in.
func (c *call) myGuild() (*guild, error) {
	g := c.state.guilds[c.id("guild_id")]
	if g == nil {
		return nil, refusal(codeUnknownGuild)
	}
	if !g.hasBot(c.state.bot) {
		return nil, breach(RulePermission, codeMissingAccess, "the bot is not in the guild %s", g.Name)
	}
	return g, nil
}

func (c *call) getGuild() (reply, error) {
	g, err := c.myGuild()
	if err != nil {
		return reply{}, err
	}
	return ok(c.state.guildObject(g))
}

func (c *call) getGuildChannels() (reply, error) {
	g, err := c.myGuild()
	if err != nil {
		return reply{}, err
	}
	list := []map[string]any{}
	for _, ch := range c.state.guildChannels(g.ID, false) {
		list = append(list, c.state.channelObject(ch))
	}
	return ok(list)
}

func (c *call) getActiveThreads() (reply, error) {
	g, err := c.myGuild()
	if err != nil {
		return reply{}, err
	}
	list := []map[string]any{}
	for _, ch := range c.state.guildChannels(g.ID, true) {
		if !ch.archived && c.state.permissions(c.state.bot, ch).Has(ViewChannel) {
			list = append(list, c.state.channelObject(ch))
		}
	}
	return ok(map[string]any{"threads": list, "members": []any{}, "has_more": false})
}

func (c *call) getRoles() (reply, error) {
	g, err := c.myGuild()
	if err != nil {
		return reply{}, err
	}
	return ok(c.state.guildObject(g)["roles"])
}

// getMembers lists members after an ID; it needs the GUILD_MEMBERS intent to be enabled.
func (c *call) getMembers() (reply, error) {
	g, err := c.myGuild()
	if err != nil {
		return reply{}, err
	}
	if c.opts.Privileged&IntentGuildMembers == 0 {
		return reply{}, breach(RulePermission, codeMissingAccess, "listing members needs the GUILD_MEMBERS intent")
	}
	limit, after := c.queryInt("limit", 1), ID(c.http.URL.Query().Get("after"))
	list := []map[string]any{}
	for _, m := range g.sortedMembers() {
		if compareIDs(m.user, after) > 0 && len(list) < limit {
			list = append(list, c.state.memberObject(m))
		}
	}
	return ok(list)
}

func (c *call) searchMembers() (reply, error) {
	g, err := c.myGuild()
	if err != nil {
		return reply{}, err
	}
	return ok(c.state.membersLike(g, c.http.URL.Query().Get("query"), nil, c.queryInt("limit", 1)))
}

func (c *call) getMember() (reply, error) {
	g, err := c.myGuild()
	if err != nil {
		return reply{}, err
	}
	m := g.members[c.id("user_id")]
	if m == nil {
		return reply{}, refusal(codeUnknownMember)
	}
	return ok(c.state.memberObject(m))
}

// queryInt is a positive number of the query string, or its default.
func (c *call) queryInt(name string, otherwise int) int {
	n, err := strconv.Atoi(c.http.URL.Query().Get(name))
	if err != nil || n < 1 {
		return otherwise
	}
	return n
}
