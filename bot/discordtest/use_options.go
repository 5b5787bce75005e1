package discordtest

import (
	"cmp"
	"fmt"
	"slices"
	"unicode/utf8"
)

// filler turns the options that a user gave into the payload's form, and checks them as a
// client does.
type filler struct {
	s        *Server
	channel  *channel
	resolved resolved
	focused  string
}

// options fills in a level of options; path is the subcommands still to go down.
func (f *filler) options(path []string, declared []CommandOption, given []Option) ([]map[string]any, error) {
	if len(path) > 0 {
		for i := range declared {
			if o := &declared[i]; o.Name == path[0] && !o.isParameter() {
				inner, err := f.options(path[1:], o.Options, given)
				return []map[string]any{{"name": o.Name, "type": o.Type, "options": inner}}, err
			}
		}
		return nil, fmt.Errorf("there is no subcommand %q", path[0])
	}
	list := []map[string]any{}
	for _, g := range given {
		i := slices.IndexFunc(declared, func(o CommandOption) bool { return o.Name == g.Name && o.isParameter() })
		if i < 0 {
			return nil, fmt.Errorf("there is no option %q", g.Name)
		}
		value, err := f.value(&declared[i], g.Value)
		if err != nil {
			return nil, fmt.Errorf("option %s: %w", g.Name, err)
		}
		entry := map[string]any{"name": g.Name, "type": declared[i].Type, "value": value}
		if g.Name == f.focused {
			entry["focused"] = true
		}
		list = append(list, entry)
	}
	for i := range declared {
		o := &declared[i]
		there := slices.ContainsFunc(given, func(g Option) bool { return g.Name == o.Name })
		if !o.isParameter() || o.Required && !there && f.focused == "" {
			return nil, fmt.Errorf("%q is required", o.Name)
		}
	}
	return list, nil
}

// value checks one value and gives its form in the payload.
func (f *filler) value(o *CommandOption, v any) (any, error) {
	state := f.s.state
	switch v := v.(type) {
	case string:
		if o.Name == f.focused {
			return v, nil // half-typed text, of whatever type the option is
		}
		if o.Type != optionString {
			break
		}
		return v, o.checkText(v)
	case int:
		if o.Type == optionInteger || o.Type == optionNumber {
			return v, o.checkNumber(float64(v))
		}
	case float64:
		if o.Type == optionNumber {
			return v, o.checkNumber(v)
		}
	case bool:
		if o.Type == optionBoolean {
			return v, nil
		}
	case *User:
		if o.Type == optionUser || o.Type == optionMentionable {
			state.resolveUser(f.resolved, f.channel.GuildID, v.ID)
			return v.ID, nil
		}
	case *Role:
		if o.Type == optionRole || o.Type == optionMentionable {
			f.resolved.put("roles", v.ID, state.roleObject(state.guilds[v.g.ID].roles[v.ID]))
			return v.ID, nil
		}
	case *Channel:
		if ch := state.channels[v.ID]; o.Type == optionChannel {
			if len(o.ChannelTypes) > 0 && !slices.Contains(o.ChannelTypes, ch.Type) {
				return nil, fmt.Errorf("a channel of type %d cannot be chosen", ch.Type)
			}
			f.resolved.put("channels", v.ID, state.partialChannel(ch, state.bot))
			return v.ID, nil
		}
	case File:
		if o.Type == optionAttachment {
			a := state.upload(f.s, &file{name: v.Name, contentType: v.ContentType, data: v.Data}, f.channel.ID)
			a.Ephemeral = true
			a.Size = cmp.Or(v.Announced, a.Size)
			f.resolved.put("attachments", a.ID, a)
			return a.ID, nil
		}
	}
	return nil, fmt.Errorf("a %T does not fit an option of type %d", v, o.Type)
}

// checkText checks the length of a string and that it is one of the choices.
func (o *CommandOption) checkText(v string) error {
	n, low, high := utf8.RuneCountInString(v), 0, MaxOptionLength
	if o.MinLength != nil {
		low = *o.MinLength
	}
	if o.MaxLength != nil {
		high = *o.MaxLength
	}
	if n < low || n > high {
		return fmt.Errorf("%d characters, must be %d to %d", n, low, high)
	}
	return o.checkChoice(v)
}

func (o *CommandOption) checkNumber(v float64) error {
	if o.MinValue != nil && v < *o.MinValue || o.MaxValue != nil && v > *o.MaxValue {
		return fmt.Errorf("%v is out of range", v)
	}
	return o.checkChoice(fmt.Sprint(v))
}

func (o *CommandOption) checkChoice(v string) error {
	if len(o.Choices) > 0 && !slices.ContainsFunc(o.Choices, func(c Choice) bool { return c.Text() == v }) {
		return fmt.Errorf("%q is not among the choices", v)
	}
	return nil
}

// resolved is the objects that options name by ID: kind -> ID -> object.
type resolved map[string]map[ID]any

func (r resolved) put(kind string, id ID, object any) {
	if r[kind] == nil {
		r[kind] = map[ID]any{}
	}
	r[kind][id] = object
}

// resolveUser adds a user and, in a guild, their membership.
func (s *state) resolveUser(r resolved, guild, user ID) {
	r.put("users", user, s.people[user].Account)
	if g := s.guilds[guild]; g != nil && g.members[user] != nil {
		r.put("members", user, s.partialMember(g.members[user]))
	}
}
