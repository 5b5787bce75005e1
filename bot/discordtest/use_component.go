package discordtest

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// Press presses a button of a message, named by its label, its emoji or its custom_id. What
// counts is the message as it is now, not as it was seen.
func (u *User) Press(m Seen, button string) *Interaction {
	u.s.mu.Lock()
	defer u.s.mu.Unlock()
	source, c, err := u.component(m.ID, func(c *Component) bool { return c.Type == typeButton && c.called(button) })
	switch {
	case err != nil:
		return u.refused(fmt.Errorf("the button %q: %w", button, err))
	case !c.interactive():
		return u.refused(fmt.Errorf("the button %q leads to %s, the bot does not hear of it", button, c.URL))
	}
	return u.use(source, c.CustomID, c.Type, "button "+c.face(), nil, resolved{})
}

// PressForged sends the bot a press of a button that its message does not have, as only a
// forged client could try; Discord would refuse most of that, a careful bot does too.
func (u *User) PressForged(m Seen, customID string) *Interaction {
	u.s.mu.Lock()
	defer u.s.mu.Unlock()
	source := u.s.state.messages[m.ID]
	if source == nil {
		return u.refused(errors.New("the message is gone"))
	}
	return u.use(source, customID, typeButton, "forged button", nil, resolved{})
}

// Select chooses values in a select menu, named by its placeholder or custom_id; of a string
// select by value or label, of the others by ID.
func (u *User) Select(m Seen, menu string, values ...string) *Interaction {
	u.s.mu.Lock()
	defer u.s.mu.Unlock()
	source, c, err := u.component(m.ID, func(c *Component) bool { return c.isSelect() && c.called(menu) })
	if err != nil {
		return u.refused(fmt.Errorf("the menu %q: %w", menu, err))
	}
	chosen, err := c.choose(values)
	if err != nil {
		return u.refused(fmt.Errorf("the menu %q: %w", menu, err))
	}
	r := resolved{}
	if c.Type != typeStringSelect {
		u.s.state.resolveChosen(r, source.guild, chosen)
	}
	return u.use(source, c.CustomID, c.Type, "menu "+c.face(), chosen, r)
}

// component finds a component of a message that the user can use. The caller holds the mutex.
func (u *User) component(id ID, fits func(*Component) bool) (*message, *Component, error) {
	m := u.s.state.messages[id]
	if m == nil || !u.sees(m) {
		return nil, nil, errors.New("the message is gone, or the user does not see it")
	}
	for _, c := range eachComponent("", m.Components) {
		if fits(c) {
			if c.Disabled {
				return nil, nil, errors.New("is disabled")
			}
			return m, c, nil
		}
	}
	return nil, nil, errors.New("is not there")
}

// use sends a component interaction. The caller holds the mutex.
func (u *User) use(source *message, customID string, kind int, label string, values []string, r resolved) *Interaction {
	s := u.s
	ch := s.state.channels[source.ChannelID]
	owners := s.state.ownersOf(source, ch)
	payload := s.common(u, ch, owners)
	data := map[string]any{"custom_id": customID, "component_type": kind}
	if kind != typeButton {
		data["values"] = append([]string{}, values...)
	}
	if len(r) > 0 {
		data["resolved"] = r
	}
	payload["data"], payload["message"] = data, source.Message
	i := &interaction{kind: interactComponent, user: u.ID, channel: ch, source: source, owners: owners, label: label}
	s.begin(i, payload)
	return &Interaction{by: u, i: i}
}

// ownersOf is whose installation a message of the bot stands on.
func (s *state) ownersOf(m *message, ch *channel) map[string]ID {
	switch {
	case m.interaction != nil:
		return m.interaction.owners
	case ch.GuildID != "":
		return map[string]ID{"0": ch.GuildID}
	default:
		return map[string]ID{"0": "0"}
	}
}

// called tells whether a user or a test would name the component like this.
func (c *Component) called(name string) bool {
	return name != "" && (c.Label == name || c.Placeholder == name || c.CustomID == name || c.Emoji != nil && c.Emoji.Name == name)
}

// face is what a user reads on the component.
func (c *Component) face() string {
	parts := []string{}
	if c.Emoji != nil {
		parts = append(parts, c.Emoji.Name)
	}
	for _, text := range []string{c.Label, c.Placeholder} {
		if text != "" {
			parts = append(parts, text)
		}
	}
	return strings.Join(parts, " ")
}

// choose checks the values chosen in a select menu; labels become values.
func (c *Component) choose(values []string) ([]string, error) {
	low, high := c.values()
	if len(values) < low || len(values) > high {
		return nil, fmt.Errorf("%d values, must be %d to %d", len(values), low, high)
	}
	chosen := slices.Clone(values)
	if c.Type != typeStringSelect {
		return chosen, nil
	}
	for i, v := range values {
		o := slices.IndexFunc(c.Options, func(o SelectOption) bool { return o.Value == v || o.Label == v })
		if o < 0 {
			return nil, fmt.Errorf("%q is not offered", v)
		}
		chosen[i] = c.Options[o].Value
	}
	return chosen, nil
}

// resolveChosen adds the users, roles and channels that were chosen.
func (s *state) resolveChosen(r resolved, guild ID, ids []string) {
	for _, text := range ids {
		id := ID(text)
		switch g := s.guilds[guild]; {
		case s.people[id] != nil:
			s.resolveUser(r, guild, id)
		case g != nil && g.roles[id] != nil:
			r.put("roles", id, s.roleObject(g.roles[id]))
		case s.channels[id] != nil:
			r.put("channels", id, s.partialChannel(s.channels[id], s.bot))
		}
	}
}

// Form is a modal that a user has open.
type Form struct {
	Modal
	by     *User
	opener *interaction
}

// Field is what a user fills into one input of a modal.
type Field struct {
	Name   string // the input's label or custom_id
	Values []string
}

// Fill is the text of an input, or the values chosen in a select menu of a modal.
func Fill(name string, values ...string) Field { return Field{Name: name, Values: values} }

// Submit sends the form. Inputs that are not named keep the value that the bot gave them.
func (f *Form) Submit(fields ...Field) *Interaction {
	u := f.by
	s := u.s
	s.mu.Lock()
	defer s.mu.Unlock()
	known := map[string]bool{}
	components := []map[string]any{}
	for i := range f.Components {
		row := &f.Components[i]
		c, name := row.input()
		if c == nil {
			continue
		}
		field := Field{Values: nil}
		if c.Value != "" {
			field.Values = []string{c.Value}
		}
		for _, x := range fields {
			if x.Name == name || x.Name == c.CustomID {
				field, known[x.Name] = x, true
			}
		}
		answer, err := c.answer(field.Values)
		if err != nil {
			return u.refused(fmt.Errorf("the field %q: %w", name, err))
		}
		components = append(components, row.wrap(answer))
	}
	for _, x := range fields {
		if !known[x.Name] {
			return u.refused(fmt.Errorf("the form %q has no field %q", f.Title, x.Name))
		}
	}
	return u.submit(f.opener, f.CustomID, components)
}

// SubmitForged sends the form under another custom_id, as only a forged client could try.
func (f *Form) SubmitForged(customID string) *Interaction {
	f.by.s.mu.Lock()
	defer f.by.s.mu.Unlock()
	return f.by.submit(f.opener, customID, []map[string]any{})
}

// submit sends a modal's interaction. The caller holds the mutex.
func (u *User) submit(opener *interaction, customID string, components []map[string]any) *Interaction {
	s := u.s
	payload := s.common(u, opener.channel, opener.owners)
	payload["data"] = map[string]any{"custom_id": customID, "components": components}
	i := &interaction{
		kind: interactModal, user: u.ID, channel: opener.channel, owners: opener.owners, opener: opener,
		source: opener.source, label: "form " + opener.opened.Title,
	}
	if i.source != nil {
		payload["message"] = i.source.Message
	}
	s.begin(i, payload)
	return &Interaction{by: u, i: i}
}

// input is what takes a value in one row of a modal, and the name that a user reads by it.
func (c *Component) input() (*Component, string) {
	switch {
	case c.Type == typeActionRow && len(c.Components) == 1:
		return &c.Components[0], c.Components[0].Label
	case c.Type == typeLabel:
		return c.Component, c.Label
	default:
		return nil, ""
	}
}

// wrap puts an input's answer into the row that it came in.
func (c *Component) wrap(answer map[string]any) map[string]any {
	if c.Type == typeLabel {
		return map[string]any{"type": typeLabel, "id": c.ID, "component": answer}
	}
	return map[string]any{"type": typeActionRow, "id": c.ID, "components": []any{answer}}
}

// answer checks what a user filled in and gives it the payload's form.
func (c *Component) answer(values []string) (map[string]any, error) {
	a := map[string]any{"type": c.Type, "id": c.ID, "custom_id": c.CustomID}
	if c.Type != typeTextInput {
		if len(values) == 0 && !c.required() {
			a["values"] = []string{}
			return a, nil
		}
		chosen, err := c.choose(values)
		a["values"] = chosen
		return a, err
	}
	text := strings.Join(values, "\n")
	low, high := c.lengths()
	n := utf8.RuneCountInString(text)
	switch {
	case n == 0 && c.required():
		return nil, errors.New("is required")
	case n > 0 && n < low, n > high:
		return nil, fmt.Errorf("%d characters, must be %d to %d", n, low, high)
	}
	a["value"] = text
	return a, nil
}
