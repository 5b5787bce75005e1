package discordtest

import "time"

// Endpoints about the bot itself, the gateway and users.

func (c *call) getGateway() (reply, error) {
	return ok(map[string]any{"url": "ws://" + c.address + gatewayPath})
}

// getGatewayBot tells how many shards to run and how many sessions may be started.
func (c *call) getGatewayBot() (reply, error) {
	const day = 24 * time.Hour
	used, reset := 0, day
	for _, t := range c.gateway.identifies {
		if age := c.now().Sub(t); age < day {
			used++
			reset = min(reset, day-age)
		}
	}
	return ok(map[string]any{
		"url":    "ws://" + c.address + gatewayPath,
		"shards": c.opts.Shards,
		"session_start_limit": map[string]any{
			"total": c.opts.IdentifyLimit, "remaining": max(c.opts.IdentifyLimit-used, 0),
			"reset_after": reset.Milliseconds(), "max_concurrency": c.opts.MaxConcurrency,
		},
	})
}

func (c *call) getMe() (reply, error) {
	type self struct {
		Account
		MFA      bool   `json:"mfa_enabled"`
		Locale   string `json:"locale"`
		Verified bool   `json:"verified"`
	}
	return ok(self{Account: c.state.people[c.state.bot].Account, Locale: "en-US", Verified: true})
}

func (c *call) getMyGuilds() (reply, error) {
	list := []map[string]any{}
	for _, id := range c.state.guildOrder {
		g := c.state.guilds[id]
		if m := g.members[c.state.bot]; m != nil {
			list = append(list, map[string]any{
				"id": g.ID, "name": g.Name, "icon": nil, "banner": nil, "owner": g.OwnerID == m.user, "features": []any{},
				"permissions": g.basePermissions(m),
			})
		}
	}
	return ok(list)
}

func (c *call) getUser() (reply, error) {
	p := c.state.people[c.id("user_id")]
	if p == nil {
		return reply{}, refusal(codeUnknownUser)
	}
	return ok(p.Account)
}

func (c *call) getApplication() (reply, error) { return ok(c.applicationObject()) }

// createDM opens the conversation with a user.
func (c *call) createDM() (reply, error) {
	var in struct {
		Recipient ID `json:"recipient_id"`
	}
	if err := c.input(&in, nil); err != nil {
		return reply{}, err
	}
	p := c.state.people[in.Recipient]
	switch {
	case p == nil:
		return reply{}, refusal(codeUnknownUser)
	case p.Bot:
		return reply{}, refusal(codeCannotDM)
	}
	return ok(c.state.channelObject(c.state.direct(c.now(), in.Recipient)))
}
