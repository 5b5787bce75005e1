package discordtest

import (
	"regexp"
	"slices"
	"strings"
	"time"
)

// Pings is whom a message notifies.
type Pings struct {
	Everyone bool // @everyone or @here
	Users    []ID
	Roles    []ID
	Replied  ID // the author of the message that is answered
}

// Any tells whether anybody is pinged.
func (p Pings) Any() bool {
	return p.Everyone || len(p.Users) > 0 || len(p.Roles) > 0 || p.Replied != ""
}

// Ping is one message of the bot that would notify somebody.
//
// Discord notifies when a message appears, and when the first edit replaces "is thinking". A
// later edit only highlights; it is recorded all the same, because the same mistake at
// another moment would have pinged.
type Ping struct {
	At      time.Time
	Channel ID
	Message ID
	Edit    bool
	Pings
}

// userMention and roleMention find mentions in text.
var (
	userMention = regexp.MustCompile(`<@!?(\d{1,20})>`)
	roleMention = regexp.MustCompile(`<@&(\d{1,20})>`)
)

// mentionable is the text of a message in which mentions count.
func (m *Message) mentionable() string {
	var b strings.Builder
	b.WriteString(m.Content)
	for _, c := range eachComponent("", m.Components) {
		if c.Type == typeTextDisplay {
			b.WriteString("\n" + c.Content)
		}
	}
	return b.String()
}

// defaultMentions is what may ping when the sender says nothing: everything in a channel's
// message, users only in answers to interactions.
func defaultMentions(fromInteraction bool) allowedMentions {
	if fromInteraction {
		return allowedMentions{Parse: []string{"users"}, RepliedUser: true}
	}
	return allowedMentions{Parse: []string{"users", "roles", "everyone"}, RepliedUser: true}
}

// resolveMentions fills in what a message mentions and computes whom it pings. Mentions are
// looked for in code blocks too, where Discord is more lenient.
func (s *state) resolveMentions(m *message, allowed allowedMentions) Pings {
	var p Pings
	text := m.mentionable()
	parse := func(kind string) bool { return slices.Contains(allowed.Parse, kind) }

	m.Mentions, m.MentionRoles, m.MentionEveryone = []Account{}, []ID{}, false
	for _, match := range userMention.FindAllStringSubmatch(text, -1) {
		id := ID(match[1])
		who := s.people[id]
		if who == nil || slices.ContainsFunc(m.Mentions, func(a Account) bool { return a.ID == id }) {
			continue
		}
		m.Mentions = append(m.Mentions, who.Account)
		if parse("users") || slices.Contains(allowed.Users, id) {
			p.Users = append(p.Users, id)
		}
	}
	may := s.permissions(m.Author.ID, s.channels[m.ChannelID]).Has(MentionEveryone)
	if g := s.guilds[m.guild]; g != nil {
		for _, match := range roleMention.FindAllStringSubmatch(text, -1) {
			r := g.roles[ID(match[1])]
			if r == nil || slices.Contains(m.MentionRoles, r.ID) {
				continue
			}
			m.MentionRoles = append(m.MentionRoles, r.ID)
			if (r.Mentionable || may) && (parse("roles") || slices.Contains(allowed.Roles, r.ID)) {
				p.Roles = append(p.Roles, r.ID)
			}
		}
	}
	if strings.Contains(text, "@everyone") || strings.Contains(text, "@here") {
		m.MentionEveryone = may && parse("everyone")
		p.Everyone = m.MentionEveryone
	}
	if to := m.Referenced; to != nil && m.Type == kindReply && allowed.RepliedUser && to.Author.ID != m.Author.ID {
		p.Replied = to.Author.ID
		// Discord does not count an answer to a command's reply as a mention of the bot.
		counted := to.Interaction == nil && to.WebhookID == ""
		if counted && !slices.ContainsFunc(m.Mentions, func(a Account) bool { return a.ID == to.Author.ID }) {
			m.Mentions = append(m.Mentions, to.Author)
		}
	}
	return p
}

// withoutContent is the message as an application sees it that may not read what others
// write: the parts that hold their words are empty.
func (m Message) withoutContent() Message {
	m.Content = ""
	m.Attachments, m.Embeds, m.Components = []Attachment{}, []Embed{}, []Component{}
	if m.Referenced != nil {
		r := m.Referenced.withoutContent()
		m.Referenced = &r
	}
	return m
}

// readable tells whether the bot may read a message's words without the MESSAGE_CONTENT
// intent: its own, those in conversations with it, and those that mention it.
//
// See https://docs.discord.com/developers/events/gateway#message-content-intent
func (s *state) readable(m *Message) bool {
	ch := s.channels[m.ChannelID]
	return m.Author.ID == s.bot ||
		(ch != nil && ch.Type == directChannel && slices.Contains(ch.Recipients, s.bot)) ||
		slices.ContainsFunc(m.Mentions, func(a Account) bool { return a.ID == s.bot })
}

// forBot is a message as the bot sees it. The message that it answers follows the same rule
// by itself.
func (s *state) forBot(m Message, contentIntent bool) Message {
	if contentIntent {
		return m
	}
	if !s.readable(&m) {
		return m.withoutContent()
	}
	if m.Referenced != nil && !s.readable(m.Referenced) {
		r := m.Referenced.withoutContent()
		m.Referenced = &r
	}
	return m
}
