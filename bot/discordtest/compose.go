package discordtest

import (
	"errors"
	"fmt"
	"mime"
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// settableFlags is the message flags that a bot may set.
const settableFlags = FlagSuppressEmbeds | FlagSuppressNotifications | FlagComponentsV2

// compose lays a request's body over a message and checks what comes out. The message itself
// is not changed.
func (c *call) compose(old Message, in *messageInput) (Message, error) {
	m := old
	if in.Content.set {
		m.Content = strings.TrimSpace(in.Content.value)
	}
	if in.Embeds.set {
		m.Embeds = append([]Embed{}, in.Embeds.value...)
		for i := range m.Embeds {
			m.Embeds[i].Type = "rich"
		}
	}
	if in.Components.set {
		m.Components = append([]Component{}, in.Components.value...)
		complete(m.Components, func() ID { return c.state.mint(c.now()) })
	}
	if in.Flags.set {
		// Components V2 cannot be taken back.
		m.Flags = m.Flags&^settableFlags | in.Flags.value&settableFlags | old.Flags&FlagComponentsV2
	}
	if err := c.attach(&m, in); err != nil {
		return m, err
	}
	if err := checkMessage(in, &m); err != nil {
		return m, err
	}
	if m.Content == "" && len(m.Embeds) == 0 && len(m.Components) == 0 && len(m.Attachments) == 0 {
		return m, breach(RuleForm, codeEmptyMessage, "neither content nor embeds, components or attachments")
	}
	return m, nil
}

// attach works out the attachments: those of the message that are kept, and new files.
func (c *call) attach(m *Message, in *messageInput) error {
	var f form
	kept := m.Attachments
	described := map[int]attachmentInput{}
	if in.Attachments.set {
		kept = nil
		for i, a := range in.Attachments.value {
			n := int(a.ID.number())
			old := slices.IndexFunc(m.Attachments, func(x Attachment) bool { return x.ID == a.ID })
			switch {
			case c.files[n] != nil:
				described[n] = a
			case old >= 0:
				kept = append(kept, m.Attachments[old])
			default:
				f.add(at("attachments", at(i, "id")), "ATTACHMENT_NOT_FOUND", "Attachment %s was not found.", string(a.ID))
			}
		}
	}
	m.Attachments = append([]Attachment{}, kept...)
	for _, n := range sortedNumbers(c.files) {
		up := c.files[n]
		if len(up.data) > c.opts.UploadLimit {
			return breach(RuleForm, codeTooLarge, "files[%d] has %d bytes, more than %d", n, len(up.data), c.opts.UploadLimit)
		}
		stored := *up
		if name := described[n].Filename; name != "" {
			stored.name = name
		}
		a := c.state.upload(c.Server, &stored, m.ChannelID)
		a.Description = described[n].Description
		m.Attachments = append(m.Attachments, a)
	}
	f.count("attachments", len(m.Attachments), 0, MaxAttachments)
	return f.err()
}

func sortedNumbers(files map[int]*file) []int {
	numbers := make([]int, 0, len(files))
	for n := range files {
		numbers = append(numbers, n)
	}
	slices.Sort(numbers)
	return numbers
}

// upload puts a file on the content server.
func (s *state) upload(srv *Server, f *file, channel ID) Attachment {
	if f.contentType == "" || f.contentType == "application/octet-stream" {
		f.contentType = mime.TypeByExtension(filepath.Ext(f.name))
	}
	if f.contentType == "" {
		f.contentType = http.DetectContentType(f.data)
	}
	id := s.mint(srv.now())
	s.files[id] = f
	url := fmt.Sprintf("%s/attachments/%s/%s/%s", srv.URL(), channel, id, f.name)
	return Attachment{ID: id, Filename: f.name, ContentType: f.contentType, Size: len(f.data), URL: url, ProxyURL: url}
}

// post makes a message of the bot visible and tells the bot's sessions. An empty visibleTo
// shows it to all.
func (s *Server) post(m *message, pings Pings) {
	s.state.remember(m, pings)
	s.notePings(m, pings, false)
	if m.visibleTo == "" {
		s.announce("MESSAGE_CREATE", m)
	}
	s.notify()
}

// change puts a new state of a message in place of the old one.
func (s *Server) change(m *message, next Message, allowed allowedMentions) {
	first := m.deferred() && next.Flags&FlagLoading == 0
	now := s.now()
	m.Message = next
	pings := s.state.resolveMentions(m, allowed)
	if !first {
		m.EditedTimestamp = &now
	}
	m.revise(now, pings)
	s.notePings(m, pings, !first)
	if m.visibleTo == "" {
		s.announce("MESSAGE_UPDATE", m)
	}
	s.notify()
}

// notePings books whom a message of the bot notifies.
func (s *Server) notePings(m *message, pings Pings, edit bool) {
	if pings.Any() && m.Author.ID == s.state.bot {
		s.record.pings = append(s.record.pings, Ping{At: s.now(), Channel: m.ChannelID, Message: m.ID, Edit: edit, Pings: pings})
	}
}

// announce dispatches a message to the sessions that may see its channel.
func (s *Server) announce(event string, m *message) {
	ch := s.state.channels[m.ChannelID]
	if !s.state.permissions(s.state.bot, ch).Has(ViewChannel) {
		return
	}
	s.dispatch(event, m.guild, func(at Intents) any { return s.state.messageEvent(m, at) })
}

// remove deletes a message and tells the bot's sessions.
func (s *Server) remove(m *message) {
	s.state.forget(m)
	ch := s.state.channels[m.ChannelID]
	if m.visibleTo == "" && s.state.permissions(s.state.bot, ch).Has(ViewChannel) {
		gone := map[string]any{"id": m.ID, "channel_id": m.ChannelID}
		if m.guild != "" {
			gone["guild_id"] = m.guild
		}
		s.dispatch("MESSAGE_DELETE", m.guild, always(gone))
	}
	s.notify()
}

// blank is a new message of the bot.
func (s *Server) blank(kind int, channel ID, now time.Time) Message {
	return Message{
		ID: s.state.mint(now), Type: kind, ChannelID: channel, Author: s.state.people[s.state.bot].Account, Timestamp: now,
		Mentions: []Account{}, MentionRoles: []ID{}, Attachments: []Attachment{}, Embeds: []Embed{}, Components: []Component{},
	}
}

// mentionsOf is the allowed_mentions of a body, or what holds without one.
func mentionsOf(in *messageInput, fromInteraction bool) allowedMentions {
	if !in.AllowedMentions.set || in.AllowedMentions.null {
		return defaultMentions(fromInteraction)
	}
	return in.AllowedMentions.value
}

// under puts the faults of a form error below a field of the body.
func under(field string, err error) error {
	if e, isAPI := errors.AsType[*apiError](err); isAPI && e.form != nil {
		for i := range e.form.faults {
			e.form.faults[i].path = at(field, e.form.faults[i].path)
		}
		return e.form.err()
	}
	return err
}
