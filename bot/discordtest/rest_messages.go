package discordtest

import (
	"net/http"
	"slices"
)

// Endpoints about messages in channels.

// visible finds the channel of the path, if the bot may see it.
func (c *call) visible() (*channel, Permissions, error) {
	ch := c.state.channels[c.id("channel_id")]
	if ch == nil {
		return nil, 0, refusal(codeUnknownChannel)
	}
	p := c.state.permissions(c.state.bot, ch)
	if !p.Has(ViewChannel) {
		return nil, 0, breach(RulePermission, codeMissingAccess, "the bot does not see the channel %q", ch.Name)
	}
	return ch, p, nil
}

// message finds the message of the path.
func (c *call) message() (*channel, Permissions, *message, error) {
	ch, p, err := c.visible()
	if err != nil {
		return nil, 0, nil, err
	}
	m := c.state.messageIn(ch, c.id("message_id"))
	if m == nil {
		return nil, 0, nil, refusal(codeUnknownMessage)
	}
	return ch, p, m, nil
}

func (c *call) getMessage() (reply, error) {
	_, p, m, err := c.message()
	if err != nil {
		return reply{}, err
	}
	if !p.Has(ReadMessageHistory) {
		return reply{}, missing(ReadMessageHistory)
	}
	return ok(c.shown(m))
}

// shown is a message as a REST answer has it: the words of others need the intent to be
// enabled for the application.
func (c *call) shown(m *message) Message {
	return c.state.forBot(m.Message, c.opts.Privileged&IntentMessageContent != 0)
}

// getMessages lists messages, newest first. Without READ_MESSAGE_HISTORY the list is empty.
func (c *call) getMessages() (reply, error) {
	ch, p, err := c.visible()
	if err != nil {
		return reply{}, err
	}
	const usual, most = 50, 100
	limit := c.queryInt("limit", usual)
	if limit > most {
		var f form
		f.add("limit", "NUMBER_TYPE_MAX", "int value should be less than or equal to %d.", most)
		return reply{}, f.err()
	}
	query := c.http.URL.Query()
	before, after := ID(query.Get("before")), ID(query.Get("after"))
	list := []Message{}
	if !p.Has(ReadMessageHistory) {
		return ok(list)
	}
	for _, m := range slices.Backward(ch.messages) {
		if m.visibleTo == "" && (before == "" || compareIDs(m.ID, before) < 0) && (after == "" || compareIDs(m.ID, after) > 0) {
			list = append(list, c.shown(m))
		}
	}
	if after != "" && len(list) > limit {
		list = list[len(list)-limit:] // those next to the given message
	}
	return ok(list[:min(len(list), limit)])
}

// createMessage writes into a channel.
func (c *call) createMessage() (reply, error) {
	ch, p, err := c.visible()
	if err != nil {
		return reply{}, err
	}
	if err := c.writable(ch, p); err != nil {
		return reply{}, err
	}
	var in messageInput
	m := &message{guild: ch.GuildID}
	err = c.input(&in, func() error {
		var err error
		m.Message, err = c.compose(c.blank(kindDefault, ch.ID, c.now()), &in)
		return err
	})
	if err != nil {
		return reply{}, err
	}
	if err := c.permitParts(p, &m.Message); err != nil {
		return reply{}, err
	}
	if err := c.refer(ch, p, m, in.Reference); err != nil {
		return reply{}, err
	}
	if in.EnforceNonce && len(in.Nonce) > 0 {
		for _, old := range ch.messages {
			if string(old.Nonce) == string(in.Nonce) && old.Author.ID == c.state.bot {
				return ok(old.Message)
			}
		}
	}
	m.Nonce, m.TTS = in.Nonce, in.TTS
	if ch.isThread() {
		ch.archived = false
	}
	pings := c.state.resolveMentions(m, mentionsOf(&in, false))
	c.post(m, pings)
	return ok(m.Message)
}

// writable demands that the bot may write in the channel.
func (c *call) writable(ch *channel, p Permissions) error {
	switch {
	case !ch.holdsText():
		return breach(RuleForm, codeNotText, "channel type %d", ch.Type)
	case ch.Type == directChannel && c.state.closedTo(ch):
		return refusal(codeCannotDM)
	case !p.Has(SendMessages):
		return missing(either(ch.isThread(), SendMessagesInThreads, SendMessages))
	case ch.locked && !p.Has(ManageThreads):
		return refusal(codeThreadLocked)
	default:
		return nil
	}
}

// closedTo tells whether the bot cannot write to the user of a conversation.
func (s *state) closedTo(ch *channel) bool {
	for _, id := range ch.Recipients {
		if p := s.people[id]; id != s.bot && (p.noDMs || !p.installed && !s.mutualGuild(id)) {
			return true
		}
	}
	return false
}

// permitParts demands the permissions for files and embeds. Embeds without EMBED_LINKS vanish
// from a message that says something else too.
func (c *call) permitParts(p Permissions, m *Message) error {
	if len(m.Attachments) > 0 && !p.Has(AttachFiles) {
		return missing(AttachFiles)
	}
	if len(m.Embeds) > 0 && !p.Has(EmbedLinks) {
		if m.Content == "" && len(m.Components) == 0 && len(m.Attachments) == 0 {
			return missing(EmbedLinks)
		}
		m.Embeds = []Embed{}
	}
	return nil
}

// refer makes a message the answer to another one.
func (c *call) refer(ch *channel, p Permissions, m *message, in *referenceInput) error {
	if in == nil || in.MessageID == "" {
		return nil
	}
	if !p.Has(ReadMessageHistory) {
		return breach(RulePermission, codeReplyHistory, "lacks %s", ReadMessageHistory)
	}
	to := c.state.messageIn(ch, in.MessageID)
	if to == nil {
		if in.Strict != nil && !*in.Strict {
			return nil // sent without being an answer
		}
		var f form
		f.add("message_reference", "REPLIES_UNKNOWN_MESSAGE", "Unknown message")
		e := refusal(codeForm)
		e.form = &f
		return e
	}
	m.answers(to)
	return nil
}

// answers makes the message a reply.
func (m *message) answers(to *message) {
	referenced := to.Message
	referenced.Referenced = nil
	m.Type, m.Referenced = kindReply, &referenced
	m.Reference = &MessageReference{MessageID: to.ID, ChannelID: to.ChannelID, GuildID: to.guild}
}

// editMessage changes a message of the bot.
func (c *call) editMessage() (reply, error) {
	ch, p, m, err := c.message()
	if err != nil {
		return reply{}, err
	}
	var in messageInput
	var next Message
	err = c.input(&in, func() error {
		var err error
		next, err = c.compose(m.Message, &in)
		return err
	})
	switch {
	case err != nil:
		return reply{}, err
	case m.Author.ID != c.state.bot:
		return reply{}, breach(RulePermission, codeNotAuthor, "the message is by %s", m.Author.Username)
	case ch.archived:
		return reply{}, refusal(codeArchived)
	}
	if err := c.permitParts(p, &next); err != nil {
		return reply{}, err
	}
	c.change(m, next, mentionsOf(&in, false))
	return ok(m.Message)
}

// deleteMessage deletes a message: the bot's own, or with MANAGE_MESSAGES any.
func (c *call) deleteMessage() (reply, error) {
	ch, p, m, err := c.message()
	switch {
	case err != nil:
		return reply{}, err
	case m.Author.ID == c.state.bot:
	case ch.GuildID == "":
		return reply{}, breach(RulePermission, codeDMChannel, "a message of the other side")
	case !p.Has(ManageMessages):
		return reply{}, missing(ManageMessages)
	}
	c.remove(m)
	return noContent()
}

// bulkDelete deletes 2 to 100 messages at once.
func (c *call) bulkDelete() (reply, error) {
	ch, p, err := c.visible()
	if err != nil {
		return reply{}, err
	}
	var in struct {
		Messages []ID `json:"messages"`
	}
	if err := c.input(&in, nil); err != nil {
		return reply{}, err
	}
	switch {
	case !p.Has(ManageMessages):
		return reply{}, missing(ManageMessages)
	case len(in.Messages) < 2 || len(in.Messages) > 100:
		return reply{}, breach(RuleForm, codeBulkDelete, "%d messages", len(in.Messages))
	}
	for _, id := range in.Messages {
		if m := c.state.messageIn(ch, id); m != nil {
			c.remove(m)
		}
	}
	return reply{status: http.StatusNoContent}, nil
}
