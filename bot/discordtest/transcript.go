package discordtest

import (
	"fmt"
	"strings"
)

// Transcript is what the user reads in a channel, as plain text that stays the same from run
// to run: no times, no IDs. Made for golden files.
//
// A message is a line saying who wrote it and in answer to what, and its contents indented:
//
//	bot, to alice's /ask question:Who met? (only alice sees this) (edited)
//	  content, a line each
//	  [file notes.txt, 120 bytes]
//	  ┌ author of an embed
//	  │ **title** <url>
//	  │ description
//	  │ name of a field: value
//	  └ footer
//	  [*Primary*] [Secondary] [+Success+] [!Danger!] [Link -> https://example.org] [-Disabled-]
//	  <Menu: one | two>
//
// Of Components V2, containers are lines with "┃", separators "───", and what stands at the
// side of a section follows its text after "»".
func (u *User) Transcript(ch *Channel) string {
	u.s.mu.Lock()
	defer u.s.mu.Unlock()
	var b strings.Builder
	for _, m := range u.s.state.channels[ch.ID].messages {
		if u.sees(m) {
			b.WriteString(u.s.state.headline(m))
			b.WriteByte('\n')
			for _, line := range u.s.state.lines(m) {
				b.WriteString(strings.TrimRight("  "+line, " "))
				b.WriteByte('\n')
			}
		}
	}
	return b.String()
}

// Text is the message as Transcript prints it, without the line that says who wrote it and
// without indentation.
func (m Seen) Text() string {
	m.server.mu.Lock()
	defer m.server.mu.Unlock()
	held := m.server.state.messages[m.ID]
	guild := ID("")
	if held != nil {
		guild = held.guild
	}
	return strings.Join(m.server.state.lines(&message{Message: m.Message, guild: guild}), "\n")
}

// headline says who wrote a message, and in answer to what.
func (s *state) headline(m *message) string {
	var b strings.Builder
	b.WriteString(m.Author.Username)
	switch {
	case m.interaction != nil:
		fmt.Fprintf(&b, ", to %s's %s", s.people[m.interaction.user].Username, m.interaction.label)
	case m.Referenced != nil:
		fmt.Fprintf(&b, ", to %s", m.Referenced.Author.Username)
		if text := s.named(m.guild, m.Referenced.Content); text != "" {
			fmt.Fprintf(&b, ": %q", shorten(text))
		}
	}
	if m.visibleTo != "" {
		fmt.Fprintf(&b, " (only %s sees this)", s.people[m.visibleTo].Username)
	}
	if m.EditedTimestamp != nil {
		b.WriteString(" (edited)")
	}
	return b.String()
}

// shorten cuts a quoted text to what Discord shows of it.
func shorten(text string) string {
	const enough = 60
	text, _, _ = strings.Cut(text, "\n")
	if r := []rune(text); len(r) > enough {
		return string(r[:enough]) + "…"
	}
	return text
}

// named puts names in the place of mentions.
func (s *state) named(guild ID, text string) string {
	for _, match := range userMention.FindAllStringSubmatch(text, -1) {
		if p := s.people[ID(match[1])]; p != nil {
			text = strings.ReplaceAll(text, match[0], "@"+p.Username)
		}
	}
	if g := s.guilds[guild]; g != nil {
		for id, r := range g.roles {
			text = strings.ReplaceAll(text, "<@&"+string(id)+">", "@"+r.Name)
		}
		for _, ch := range s.channels {
			if ch.GuildID == guild {
				text = strings.ReplaceAll(text, "<#"+string(ch.ID)+">", "#"+ch.Name)
			}
		}
	}
	return text
}

// lines is a message's contents in reading order.
func (s *state) lines(m *message) []string {
	if m.deferred() {
		return []string{m.Author.Username + " is thinking…"}
	}
	var out []string
	if m.Content != "" {
		out = append(out, strings.Split(s.named(m.guild, m.Content), "\n")...)
	}
	for _, a := range m.Attachments {
		out = append(out, fmt.Sprintf("[file %s, %d bytes]", a.Filename, a.Size))
	}
	if m.Flags&FlagSuppressEmbeds == 0 {
		urls := map[string]bool{}
		for i := range m.Embeds {
			e := &m.Embeds[i]
			if e.URL != "" && urls[e.URL] {
				continue // the client merges embeds of one URL and shows the first
			}
			urls[e.URL] = true
			out = append(out, e.lines(func(text string) string { return s.named(m.guild, text) })...)
		}
	}
	for i := range m.Components {
		out = append(out, m.Components[i].lines(func(text string) string { return s.named(m.guild, text) })...)
	}
	return out
}

// lines is an embed as a box.
func (e *Embed) lines(named func(string) string) []string {
	head, foot := "┌", "└"
	if e.Author != nil {
		head += " " + e.Author.Name
	}
	var text []string
	if e.Title != "" {
		title := "**" + named(e.Title) + "**"
		if e.URL != "" {
			title += " <" + e.URL + ">"
		}
		text = append(text, title)
	}
	if e.Description != "" {
		text = append(text, strings.Split(named(e.Description), "\n")...)
	}
	for _, f := range e.Fields {
		text = append(text, strings.Split(f.Name+": "+named(f.Value), "\n")...)
	}
	for _, picture := range []*EmbedImage{e.Thumbnail, e.Image} {
		if picture != nil {
			text = append(text, "(picture "+picture.URL+")")
		}
	}
	if e.Footer != nil {
		foot += " " + e.Footer.Text
	}
	out := []string{head}
	for _, line := range text {
		out = append(out, strings.TrimRight("│ "+line, " "))
	}
	return append(out, foot)
}

// lines is a component and what it holds.
func (c *Component) lines(named func(string) string) []string {
	switch c.Type {
	case typeActionRow:
		var parts []string
		for i := range c.Components {
			parts = append(parts, c.Components[i].token())
		}
		return []string{strings.Join(parts, " ")}
	case typeTextDisplay:
		return strings.Split(named(c.Content), "\n")
	case typeSection:
		var out []string
		for i := range c.Components {
			out = append(out, c.Components[i].lines(named)...)
		}
		if c.Accessory != nil {
			out = append(out, "» "+c.Accessory.token())
		}
		return out
	case typeContainer:
		var out []string
		for i := range c.Components {
			for _, line := range c.Components[i].lines(named) {
				out = append(out, strings.TrimRight("┃ "+line, " "))
			}
		}
		return out
	case typeSeparator:
		return []string{"───"}
	default:
		return []string{c.token()}
	}
}

// token is a component that fits in a line.
func (c *Component) token() string {
	switch {
	case c.Type == typeButton:
		return c.button()
	case c.isSelect():
		var options []string
		for _, o := range c.Options {
			options = append(options, o.Label+either(o.Default, " ✓", ""))
		}
		menu := c.Placeholder + ": " + strings.Join(options, " | ")
		return either(c.Disabled, "<-"+menu+"->", "<"+menu+">")
	case c.Type == typeThumbnail && c.Media != nil:
		return "(picture " + c.Media.URL + ")"
	case c.Type == typeFile && c.File != nil:
		return "[" + c.File.URL + "]"
	case c.Type == typeMediaGallery:
		var items []string
		for _, item := range c.Items {
			words := item.Media.URL
			if item.Description != nil {
				words += " " + *item.Description
			}
			items = append(items, "(picture "+words+")")
		}
		return strings.Join(items, " ")
	default:
		return fmt.Sprintf("[component %d]", c.Type)
	}
}

// button is a button with its style.
func (c *Component) button() string {
	face := c.face()
	switch {
	case c.Disabled:
		return "[-" + face + "-]"
	case c.Style == stylePrimary:
		return "[*" + face + "*]"
	case c.Style == styleSuccess:
		return "[+" + face + "+]"
	case c.Style == styleDanger:
		return "[!" + face + "!]"
	case c.Style == styleLink:
		return "[" + face + " -> " + c.URL + "]"
	default:
		return "[" + face + "]"
	}
}
