package discordtest

import (
	"net/http"
)

// Endpoints of an interaction's token: the original response and follow-ups.

// follow finds the interaction of the path's token, if its token is good.
func (c *call) follow() (*interaction, error) {
	token := c.http.PathValue("webhook_token")
	if c.id("webhook_id") != c.state.application {
		return nil, c.deadWebhook(token, "the webhook of interactions has the application's ID")
	}
	i := c.state.tokens[token]
	switch {
	case i == nil:
		return nil, breach(RuleBadToken, codeWebhookToken, "no interaction has this token")
	case i.failed:
		return nil, refusal(codeWebhookToken) // sweep has booked it
	case i.expired(c.now()):
		return nil, breach(RuleExpired, codeWebhookToken, "the token of %s is older than %s", i.label, TokenLife)
	case !i.answered:
		return nil, c.deadWebhook(token, "the interaction has no first response yet")
	}
	return i, nil
}

// deadWebhook is a 404 for the whole webhook. Coming back to it again and again brings bans.
func (c *call) deadWebhook(token, why string) error {
	rule := RuleBadToken
	if c.limits.dead[token] {
		rule = RuleDeadWebhook
	}
	c.limits.dead[token] = true
	return breach(rule, codeUnknownWebhook, "%s", why)
}

// originalOf is the message that is the first response.
func (c *call) originalOf() (*interaction, *message, error) {
	i, err := c.follow()
	if err != nil {
		return nil, nil, err
	}
	if i.original == nil || c.state.messages[i.original.ID] == nil {
		return nil, nil, refusal(codeUnknownMessage)
	}
	return i, i.original, nil
}

// followUpOf is the follow-up that the path names.
func (c *call) followUpOf() (*interaction, *message, error) {
	i, err := c.follow()
	if err != nil {
		return nil, nil, err
	}
	id := c.id("message_id")
	m := c.state.messages[id]
	if m == nil || m.interaction != i && m != i.original {
		return nil, nil, refusal(codeUnknownMessage)
	}
	return i, m, nil
}

func (c *call) getOriginal() (reply, error) {
	_, m, err := c.originalOf()
	if err != nil {
		return reply{}, err
	}
	return ok(m.Message)
}

func (c *call) editOriginal() (reply, error) {
	i, m, err := c.originalOf()
	if err != nil {
		return reply{}, err
	}
	return c.editAnswer(i, m)
}

func (c *call) deleteOriginal() (reply, error) {
	_, m, err := c.originalOf()
	if err != nil {
		return reply{}, err
	}
	c.remove(m)
	return noContent()
}

func (c *call) getFollowUp() (reply, error) {
	_, m, err := c.followUpOf()
	if err != nil {
		return reply{}, err
	}
	return ok(m.Message)
}

func (c *call) editFollowUp() (reply, error) {
	i, m, err := c.followUpOf()
	if err != nil {
		return reply{}, err
	}
	return c.editAnswer(i, m)
}

func (c *call) deleteFollowUp() (reply, error) {
	_, m, err := c.followUpOf()
	if err != nil {
		return reply{}, err
	}
	c.remove(m)
	return noContent()
}

// editAnswer changes the original response or a follow-up.
func (c *call) editAnswer(i *interaction, m *message) (reply, error) {
	var in messageInput
	var next Message
	err := c.input(&in, func() error {
		old := m.Message
		old.Flags &^= FlagLoading
		var err error
		next, err = c.compose(old, &in)
		return err
	})
	if err != nil {
		return reply{}, err
	}
	c.noteEphemeral(i, &in, m.visibleTo != "")
	if m == i.original {
		i.edits++
	}
	c.change(m, next, mentionsOf(&in, true))
	return ok(m.Message)
}

// noteEphemeral books a request to hide a message that others see already. Discord ignores
// the flag without a word.
func (c *call) noteEphemeral(i *interaction, in *messageInput, is bool) {
	if in.ephemeral() && !is {
		c.violate(Violation{
			Rule: RuleEphemeral, Method: c.http.Method, Path: c.path,
			Detail: "who sees the answer to " + i.label + " was fixed by the first response",
		})
	}
}

// followUp writes a further message. Directly after a deferred response it fills that one in.
func (c *call) followUp() (reply, error) {
	i, err := c.follow()
	if err != nil {
		return reply{}, err
	}
	if i.ackType == respondDefer && i.edits == 0 && i.original.deferred() && c.state.messages[i.original.ID] != nil {
		return c.fillDeferred(i)
	}
	if i.userInstalledOnly() && i.followed >= MaxUserFollowup {
		return reply{}, breach(RuleFollowups, codeTooManyFollowups, "%d follow-ups to %s of a user installation", i.followed, i.label)
	}
	var in messageInput
	m := &message{guild: i.channel.GuildID, interaction: i}
	err = c.input(&in, func() error {
		var err error
		m.Message, err = c.compose(c.blank(kindReply, i.channel.ID, c.now()), &in)
		return err
	})
	if err != nil {
		return reply{}, err
	}
	c.stamp(m, i, c.now())
	m.Type = kindReply
	if i.original != nil && i.original.visibleTo == "" && c.state.messages[i.original.ID] != nil {
		m.answers(i.original)
	}
	if in.ephemeral() || i.hidden {
		m.visibleTo = i.user
		m.Flags |= FlagEphemeral
	}
	i.followed++
	i.followups = append(i.followups, m)
	pings := c.state.resolveMentions(m, mentionsOf(&in, true))
	c.post(m, pings)
	return reply{http.StatusOK, m.Message}, nil
}

// fillDeferred makes a follow-up out to be the edit of a deferred response, as Discord does
// for old times' sake.
func (c *call) fillDeferred(i *interaction) (reply, error) {
	var in messageInput
	var next Message
	err := c.input(&in, func() error {
		old := i.original.Message
		old.Flags &^= FlagLoading
		var err error
		next, err = c.compose(old, &in)
		return err
	})
	if err != nil {
		return reply{}, err
	}
	c.noteEphemeral(i, &in, i.ephemeral)
	i.edits++
	c.change(i.original, next, mentionsOf(&in, true))
	return ok(i.original.Message)
}
