package discordtest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"time"
)

// callbackInput is the body of a first response.
type callbackInput struct {
	Type int             `json:"type"`
	Data json.RawMessage `json:"data"`
}

// respond is the first response to an interaction.
//
// See https://docs.discord.com/developers/interactions/receiving-and-responding#create-interaction-response
func (c *call) respond() (reply, error) {
	i := c.state.interactions[c.id("interaction_id")]
	if i == nil || i.token != c.http.PathValue("interaction_token") {
		return reply{}, breach(RuleBadToken, codeUnknownInteraction, "no interaction has this ID and token")
	}
	switch {
	case i.answered:
		e := refusal(codeAcknowledged)
		if !i.disturbed { // after a lost answer a bot cannot know
			e = breach(RuleTwice, codeAcknowledged, "a second response to %s", i.label)
		}
		return reply{}, e
	case i.failed:
		return reply{}, refusal(codeUnknownInteraction) // sweep has booked it
	}
	var in callbackInput
	var act func() error
	err := c.input(&in, func() error {
		if !i.accepts(in.Type) {
			var f form
			f.add("type", "BASE_TYPE_CHOICES", "Callback type %d does not fit interaction type %d.", in.Type, i.kind)
			return f.err()
		}
		var err error
		act, err = c.prepare(i, &in)
		return under("data", err)
	})
	if err != nil {
		return reply{}, err
	}
	if err := act(); err != nil {
		return reply{}, err
	}
	i.answered, i.ackedAt, i.ackType = true, c.now(), in.Type
	i.timer.Stop()
	c.notify()
	if c.http.URL.Query().Get("with_response") != "true" {
		return noContent()
	}
	return reply{http.StatusOK, c.callbackResponse(i)}, nil
}

// prepare checks a first response and gives what it does.
func (c *call) prepare(i *interaction, in *callbackInput) (func() error, error) {
	data := in.Data
	if len(data) == 0 || string(data) == "null" {
		data = json.RawMessage("{}")
	}
	switch in.Type {
	case respondAutocompletion:
		return c.prepareChoices(i, data)
	case respondModal:
		var m Modal
		if err := decode(data, &m); err != nil {
			return nil, err
		}
		if err := checkModal(&m); err != nil {
			return nil, err
		}
		complete(m.Components, func() ID { return c.state.mint(c.now()) })
		return func() error { i.opened = &m; return nil }, nil
	}
	var msg messageInput
	if err := decode(data, &msg); err != nil {
		return nil, err
	}
	switch in.Type {
	case respondDefer:
		if extra := msg.Flags.value &^ FlagEphemeral; extra != 0 {
			var f form
			f.add("flags", "BASE_TYPE_INVALID", "Only EPHEMERAL can be set when deferring, not %#x.", extra)
			return nil, f.err()
		}
		return func() error { c.openOriginal(i, &msg, nil); return nil }, nil
	case respondMessage:
		next, err := c.compose(c.blank(0, i.channel.ID, c.now()), &msg)
		if err != nil {
			return nil, err
		}
		return func() error { c.openOriginal(i, &msg, &next); return nil }, nil
	case respondDeferUpdate:
		return func() error { i.original = i.source; i.ephemeral = i.source.visibleTo != ""; return nil }, nil
	case respondUpdate:
		next, err := c.compose(i.source.Message, &msg)
		if err != nil {
			return nil, err
		}
		return func() error {
			i.original, i.ephemeral = i.source, i.source.visibleTo != ""
			i.edits++
			if c.state.messages[i.source.ID] == nil {
				return refusal(codeUnknownMessage)
			}
			c.change(i.source, next, mentionsOf(&msg, true))
			return nil
		}, nil
	}
	panic(fmt.Sprintf("discordtest: callback type %d was accepted and cannot be carried out", in.Type))
}

// prepareChoices checks the results of an autocompletion.
func (c *call) prepareChoices(i *interaction, data json.RawMessage) (func() error, error) {
	var result struct {
		Choices []Choice `json:"choices"`
	}
	if err := decode(data, &result); err != nil {
		return nil, err
	}
	var f form
	f.count("choices", len(result.Choices), 0, MaxChoices)
	checkChoices(&f, "choices", result.Choices)
	return func() error { i.choices = result.Choices; return nil }, f.err()
}

// openOriginal makes the message that answers the interaction; without content it shows that
// the bot is thinking.
func (s *Server) openOriginal(i *interaction, in *messageInput, content *Message) {
	now := s.now()
	m := &message{guild: i.channel.GuildID, interaction: i}
	if content != nil {
		m.Message = *content
	} else {
		m.Message = s.blank(0, i.channel.ID, now)
		m.Flags |= FlagLoading
	}
	i.original, i.ephemeral = m, in.ephemeral() || i.hidden
	s.stamp(m, i, now)
	if i.ephemeral {
		m.visibleTo = i.user
		m.Flags |= FlagEphemeral
	}
	pings := s.state.resolveMentions(m, mentionsOf(in, true))
	s.post(m, pings)
}

// stamp marks a message as the answer to an interaction.
func (s *Server) stamp(m *message, i *interaction, now time.Time) {
	m.Timestamp = now
	m.WebhookID, m.ApplicationID, m.Interaction = s.state.application, s.state.application, s.state.metadata(i)
	switch {
	case i.kind == interactCommand && i.context:
		m.Type = kindContextCommand
	case i.kind == interactCommand:
		m.Type = kindCommand
	case i.source != nil && i.source.visibleTo == "":
		m.answers(i.source)
	}
}

// callbackResponse is the answer to a first response with with_response.
func (c *call) callbackResponse(i *interaction) map[string]any {
	about := map[string]any{"id": i.id, "type": i.kind}
	out := map[string]any{"interaction": about}
	if m := i.original; m != nil {
		about["response_message_id"] = m.ID
		about["response_message_loading"] = m.deferred()
		about["response_message_ephemeral"] = i.ephemeral
		if i.ackType == respondMessage || i.ackType == respondUpdate {
			out["resource"] = map[string]any{"type": i.ackType, "message": m.Message}
		}
	}
	return out
}
