package rest

import (
	"context"
	"net/http"

	"github.com/bwmarrin/discordgo"
)

// The kinds of first response to an interaction.
//
// See https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object-interaction-callback-type
const (
	respondMessage     = 4
	respondDefer       = 5
	respondDeferUpdate = 6
	respondUpdate      = 7
	respondChoices     = 8
	respondModal       = 9
)

// response is a first response as it leaves.
type response struct {
	Type int `json:"type"`
	Data any `json:"data,omitempty"`
}

// Defer is the first response that shows "thinking" until EditOriginal. Whether only the user
// sees the answer is settled here and cannot be changed.
func (c *Client) Defer(ctx context.Context, i Interaction, ephemeral bool) error {
	r := response{Type: respondDefer}
	if ephemeral {
		r.Data = struct {
			Flags discordgo.MessageFlags `json:"flags"`
		}{discordgo.MessageFlagsEphemeral}
	}
	return c.respond(ctx, i, r, nil)
}

// DeferUpdate is the first response to a button or menu that shows nothing; EditOriginal then
// changes the message that the button or menu is on.
func (c *Client) DeferUpdate(ctx context.Context, i Interaction) error {
	return c.respond(ctx, i, response{Type: respondDeferUpdate}, nil)
}

// Reply is the first response that is a message.
func (c *Client) Reply(ctx context.Context, i Interaction, m Message) error {
	o := m.outgoing()
	if err := c.checkNew(&m, o); err != nil {
		return err
	}
	return c.respond(ctx, i, response{Type: respondMessage, Data: o}, m.Files)
}

// Update is the first response to a button or menu that changes the message that it is on.
func (c *Client) Update(ctx context.Context, i Interaction, e Edit) error {
	o := e.outgoing()
	if err := c.checkEdit(&e, o); err != nil {
		return err
	}
	return c.respond(ctx, i, response{Type: respondUpdate, Data: o}, e.Files)
}

// Suggest is the response to the autocompletion of an option: up to MaxChoices choices, best
// first.
func (c *Client) Suggest(ctx context.Context, i Interaction, choices []Choice) error {
	if choices == nil {
		choices = []Choice{}
	}
	if err := checkChoices(choices); err != nil {
		return err
	}
	data := struct {
		Choices []Choice `json:"choices"`
	}{choices}
	return c.respond(ctx, i, response{Type: respondChoices, Data: data}, nil)
}

// ShowModal is the first response that opens a form.
func (c *Client) ShowModal(ctx context.Context, i Interaction, m Modal) error {
	if err := checkModal(&m); err != nil {
		return err
	}
	return c.respond(ctx, i, response{Type: respondModal, Data: m}, nil)
}

// respond sends a first response. It can be repeated, as Discord refuses a second one.
func (c *Client) respond(ctx context.Context, i Interaction, r response, files []File) error {
	b, err := c.messageBody(r, files)
	if err != nil {
		return err
	}
	return c.do(ctx, call{route: callbackRoute(i), body: b, repeatable: true, done: []Code{CodeAcknowledged}}, nil)
}

// messageBody is the body of a request that may come with files.
func (c *Client) messageBody(payload any, files []File) (*body, error) {
	b, err := jsonBody(payload)
	if err != nil {
		return nil, err
	}
	if b, err = withFiles(b, files); err != nil {
		return nil, err
	}
	return b, checkSize(len(b.data))
}

// Original reads the first response to an interaction.
func (c *Client) Original(ctx context.Context, i Interaction) (*discordgo.Message, error) {
	return c.readMessage(ctx, answerRoute(http.MethodGet, i, original))
}

// EditOriginal changes the first response to an interaction, or fills it in if it was
// deferred.
func (c *Client) EditOriginal(ctx context.Context, i Interaction, e Edit) (*discordgo.Message, error) {
	return c.edit(ctx, answerRoute(http.MethodPatch, i, original), e)
}

// DeleteOriginal deletes the first response to an interaction.
func (c *Client) DeleteOriginal(ctx context.Context, i Interaction) error {
	return c.deleteMessage(ctx, answerRoute(http.MethodDelete, i, original))
}

// FollowUp answers an interaction with a further message. Where the app is installed for the
// user only, Discord allows five (CodeTooManyFollowUps). It is not repeated when it is not
// known what became of it.
func (c *Client) FollowUp(ctx context.Context, i Interaction, m Message) (*discordgo.Message, error) {
	o := m.outgoing()
	if err := c.checkNew(&m, o); err != nil {
		return nil, err
	}
	b, err := c.messageBody(o, m.Files)
	if err != nil {
		return nil, err
	}
	r := answerRoute(http.MethodPost, i, "")
	r.query = "wait=true" // answer with the message
	var out discordgo.Message
	if err := c.do(ctx, call{route: r, body: b}, &out); err != nil {
		return nil, err
	}
	return &out, nil
}

// EditFollowUp changes a further message.
func (c *Client) EditFollowUp(ctx context.Context, i Interaction, id MessageID, e Edit) (*discordgo.Message, error) {
	return c.edit(ctx, answerRoute(http.MethodPatch, i, id), e)
}

// DeleteFollowUp deletes a further message.
func (c *Client) DeleteFollowUp(ctx context.Context, i Interaction, id MessageID) error {
	return c.deleteMessage(ctx, answerRoute(http.MethodDelete, i, id))
}
