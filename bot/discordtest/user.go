package discordtest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// User is a person with a Discord client: what they do and what they see. What their client
// would not let them do is an error.
type User struct {
	ID   ID
	Name string
	s    *Server
}

// User is the user of that name; they are made when there is none.
func (s *Server) User(name string) *User {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, p := range s.state.people {
		if p.Username == name && !p.Bot {
			return &User{ID: p.ID, Name: name, s: s}
		}
	}
	p := &person{Account: Account{ID: s.state.mint(s.now()), Username: name, Discriminator: "0"}, locale: "en-US"}
	s.state.people[p.ID] = p
	return &User{ID: p.ID, Name: name, s: s}
}

// SetLocale is the language of the user's client, "en-US" at first.
func (u *User) SetLocale(locale string) { u.with(func(p *person) { p.locale = locale }) }

// Install installs the application for the user, or takes it away: its commands then follow
// them everywhere.
func (u *User) Install(yes bool) { u.with(func(p *person) { p.installed = yes }) }

// RefuseDMs says whether the user takes no direct messages from the bot.
func (u *User) RefuseDMs(yes bool) { u.with(func(p *person) { p.noDMs = yes }) }

func (u *User) with(f func(*person)) {
	u.s.mu.Lock()
	defer u.s.mu.Unlock()
	f(u.s.state.people[u.ID])
}

// DM is the user's conversation with the bot.
func (u *User) DM() *Channel {
	u.s.mu.Lock()
	defer u.s.mu.Unlock()
	ch := u.s.state.direct(u.s.now(), u.ID)
	return &Channel{ID: ch.ID, Name: "direct messages", s: u.s}
}

// Group is a new conversation of users among themselves; the bot is not in it.
func (s *Server) Group(users ...*User) *Channel {
	s.mu.Lock()
	defer s.mu.Unlock()
	ch := &channel{ID: s.state.mint(s.now()), Type: groupChannel, Name: "group"}
	for _, u := range users {
		ch.Recipients = append(ch.Recipients, u.ID)
	}
	s.state.channels[ch.ID] = ch
	return &Channel{ID: ch.ID, Name: ch.Name, s: s}
}

// File is a file that a user sends.
type File struct {
	Name        string
	ContentType string // empty is guessed from the name and the data
	Data        []byte
	Announced   int // bytes that the attachment claims to have; 0 is as many as it has
}

// Sent is a message that a user has sent.
type Sent struct {
	Message Message
	err     error
	by      *User
}

// Err is why the message could not be sent, or nil.
func (m *Sent) Err() error { return m.err }

// Bot is how a message mentions the bot.
func (s *Server) Bot() string { return s.state.bot.mention() }

// Say writes a message. "@bot" is not special: use Mention, or Server.Bot in the text.
func (u *User) Say(ch *Channel, text string, files ...File) *Sent {
	return u.write(ch, text, nil, true, files)
}

// Mention writes a message that begins by mentioning the bot.
func (u *User) Mention(ch *Channel, text string, files ...File) *Sent {
	return u.write(ch, u.s.Bot()+" "+text, nil, true, files)
}

// Reply answers a message. With ping on, as Discord's client has it at first, its author is
// mentioned, unless the message is itself the answer to an interaction.
func (u *User) Reply(to Message, text string, ping bool, files ...File) *Sent {
	return u.write(&Channel{ID: to.ChannelID, s: u.s}, text, &to, ping, files)
}

// write sends a message with a user's rights.
func (u *User) write(at *Channel, text string, to *Message, ping bool, files []File) *Sent {
	s := u.s
	s.mu.Lock()
	defer s.mu.Unlock()
	sent := &Sent{by: u}
	ch := s.state.channels[at.ID]
	p := s.state.permissions(u.ID, ch)
	switch {
	case !p.Has(ViewChannel | SendMessages):
		sent.err = fmt.Errorf("%s cannot write in %s", u.Name, ch.Name)
	case len(files) > 0 && !p.Has(AttachFiles):
		sent.err = fmt.Errorf("%s cannot attach files in %s", u.Name, ch.Name)
	case strings.TrimSpace(text) == "" && len(files) == 0:
		sent.err = errors.New("an empty message")
	case len([]rune(text)) > 2*MaxContent:
		sent.err = fmt.Errorf("a message of %d characters; with Nitro a user can write %d", len([]rune(text)), 2*MaxContent)
	}
	if sent.err != nil {
		return sent
	}
	m := &message{guild: ch.GuildID, Message: s.blank(kindDefault, ch.ID, s.now())}
	m.Author, m.Content = s.state.people[u.ID].Account, strings.TrimSpace(text)
	for _, f := range files {
		m.Attachments = append(m.Attachments, s.state.upload(s, &file{name: f.Name, contentType: f.ContentType, data: f.Data}, ch.ID))
	}
	allowed := defaultMentions(false)
	allowed.RepliedUser = ping
	if to != nil {
		source := s.state.messages[to.ID]
		if source == nil || source.visibleTo != "" {
			sent.err = errors.New("the message to reply to is gone or ephemeral")
			return sent
		}
		m.answers(source)
	}
	pings := s.state.resolveMentions(m, allowed)
	s.post(m, pings)
	sent.Message = m.Message
	return sent
}

// Edit changes a message of the user's own.
func (u *User) Edit(old Message, text string) error {
	s := u.s
	s.mu.Lock()
	defer s.mu.Unlock()
	m := s.state.messages[old.ID]
	if m == nil || m.Author.ID != u.ID {
		return errors.New("the message is gone or not the user's own")
	}
	next := m.Message
	next.Content = text
	s.change(m, next, defaultMentions(false))
	return nil
}

// Delete removes a message of the user's own, or any with MANAGE_MESSAGES.
func (u *User) Delete(old Message) error {
	s := u.s
	s.mu.Lock()
	defer s.mu.Unlock()
	m := s.state.messages[old.ID]
	if m == nil {
		return errors.New("the message is gone")
	}
	if m.Author.ID != u.ID && !s.state.permissions(u.ID, s.state.channels[m.ChannelID]).Has(ManageMessages) {
		return fmt.Errorf("%s cannot delete messages of others", u.Name)
	}
	s.remove(m)
	return nil
}

// Answer waits for the bot's reply to the message: one that refers to it, or the first in a
// thread that was started from it.
func (m *Sent) Answer(ctx context.Context) (Seen, error) {
	if m.err != nil {
		return Seen{}, m.err
	}
	s := m.by.s
	var found *message
	err := s.await(ctx, "an answer to "+m.by.Name+"'s message", func() bool {
		found = s.state.answerTo(m.Message.ID, m.Message.ChannelID)
		return found != nil
	})
	if err != nil {
		return Seen{}, err
	}
	return m.by.look(found), nil
}

// answerTo finds the bot's first message that answers the given one.
func (s *state) answerTo(id, in ID) *message {
	if th := s.channels[id]; th != nil {
		if i := slices.IndexFunc(th.messages, func(m *message) bool { return m.Author.ID == s.bot }); i >= 0 {
			return th.messages[i]
		}
	}
	for _, m := range s.channels[in].messages {
		if m.Author.ID == s.bot && m.Reference != nil && m.Reference.MessageID == id {
			return m
		}
	}
	return nil
}
