package discord

import (
	"strings"
	"time"

	"github.com/bwmarrin/discordgo"

	"sitrep/bot/desk"
)

// fromMessage is a message that mentions the bot, or stands in a conversation with it, as the
// desk takes it. It is not ok if the message is not for the bot.
func fromMessage(m *discordgo.Message, self string, now time.Time) (r desk.Request, ok bool) {
	if m.Author == nil || m.Author.Bot || m.Author.ID == self || m.WebhookID != "" {
		return r, false
	}
	mentioned := false
	for _, u := range m.Mentions {
		mentioned = mentioned || u != nil && u.ID == self
	}
	text := m.Content
	for _, form := range []string{"<@" + self + ">", "<@!" + self + ">"} {
		text = strings.ReplaceAll(text, form, " ")
	}
	if m.GuildID != "" && !mentioned {
		return r, false
	}
	r = desk.Request{
		ID: m.ID, Kind: desk.Mention, Text: strings.TrimSpace(text), User: m.Author.ID,
		Guild: m.GuildID, Channel: m.ChannelID, At: now,
	}
	if m.Member != nil {
		r.Roles = m.Member.Roles
	}
	if answered := m.ReferencedMessage; answered != nil && answered.Author != nil && answered.Author.ID == self {
		r.Answer = firstButton(answered.Components)
	}
	return r, true
}

// firstButton is the id of the first button under a message, or empty.
func firstButton(components []discordgo.MessageComponent) string {
	for _, c := range components {
		switch c := c.(type) {
		case *discordgo.ActionsRow:
			if id := firstButton(c.Components); id != "" {
				return id
			}
		case *discordgo.Button:
			if c.CustomID != "" {
				return c.CustomID
			}
		}
	}
	return ""
}
