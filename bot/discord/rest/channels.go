package rest

import (
	"context"
	"crypto/rand"
	"net/http"

	"github.com/bwmarrin/discordgo"
)

// Send writes a message into a channel. The nonce makes it safe to repeat.
func (c *Client) Send(ctx context.Context, channel ChannelID, p Post) (*discordgo.Message, error) {
	o := p.outgoing()
	o.Nonce, o.EnforceNonce = p.Nonce, true
	if o.Nonce == "" {
		o.Nonce = rand.Text()[:MaxNonce]
	}
	if p.ReplyTo != "" {
		o.Reference = &reference{MessageID: p.ReplyTo}
	}
	if err := c.checkPost(&p, o); err != nil {
		return nil, err
	}
	b, err := c.messageBody(o, p.Files)
	if err != nil {
		return nil, err
	}
	var out discordgo.Message
	q := call{route: to(http.MethodPost, "/channels/{channel}/messages", channel), body: b, repeatable: true}
	if err := c.do(ctx, q, &out); err != nil {
		return nil, err
	}
	return &out, nil
}

// Message reads a message.
func (c *Client) Message(ctx context.Context, channel ChannelID, id MessageID) (*discordgo.Message, error) {
	return c.readMessage(ctx, messageRoute(http.MethodGet, channel, id))
}

// EditMessage changes a message of the bot's own.
func (c *Client) EditMessage(ctx context.Context, channel ChannelID, id MessageID, e Edit) (*discordgo.Message, error) {
	return c.edit(ctx, messageRoute(http.MethodPatch, channel, id), e)
}

// DeleteMessage deletes a message.
func (c *Client) DeleteMessage(ctx context.Context, channel ChannelID, id MessageID) error {
	return c.deleteMessage(ctx, messageRoute(http.MethodDelete, channel, id))
}

// Typing shows for ten seconds, or until its next message, that the bot is typing.
func (c *Client) Typing(ctx context.Context, channel ChannelID) error {
	return c.do(ctx, call{route: to(http.MethodPost, "/channels/{channel}/typing", channel)}, nil)
}

// Channel reads a channel or thread.
func (c *Client) Channel(ctx context.Context, id ChannelID) (*discordgo.Channel, error) {
	return read[discordgo.Channel](ctx, c, to(http.MethodGet, "/channels/{channel}", id))
}

func messageRoute(method string, channel ChannelID, id MessageID) route {
	return to(method, "/channels/{channel}/messages/{message}", string(channel), string(id))
}

// readMessage reads a message of any kind.
func (c *Client) readMessage(ctx context.Context, r route) (*discordgo.Message, error) {
	return read[discordgo.Message](ctx, c, r)
}

// edit changes a message of any kind.
func (c *Client) edit(ctx context.Context, r route, e Edit) (*discordgo.Message, error) {
	o := e.outgoing()
	if err := c.checkEdit(&e, o); err != nil {
		return nil, err
	}
	b, err := c.messageBody(o, e.Files)
	if err != nil {
		return nil, err
	}
	var out discordgo.Message
	// With files a repeated edit would add them twice, unless it says which ones stay.
	q := call{route: r, body: b, repeatable: len(e.Files) == 0 || e.Keep != nil}
	if err := c.do(ctx, q, &out); err != nil {
		return nil, err
	}
	return &out, nil
}

// deleteMessage deletes a message of any kind.
func (c *Client) deleteMessage(ctx context.Context, r route) error {
	return c.do(ctx, call{route: r, repeatable: true, done: []Code{CodeUnknownMessage}}, nil)
}

// read reads one thing.
func read[T any](ctx context.Context, c *Client, r route) (*T, error) {
	var out T
	if err := c.do(ctx, call{route: r, repeatable: true}, &out); err != nil {
		return nil, err
	}
	return &out, nil
}
