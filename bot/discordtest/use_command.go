package discordtest

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Option is a value that a user gives to an option of a command.
type Option struct {
	Name  string
	Value any
}

// Opt is an option's value: a string, an int, a float64, a bool, a *User, a *Channel, a *Role
// or a File, as the option demands. For an option that takes anyone or anything mentionable,
// a *User or a *Role.
func Opt(name string, value any) Option { return Option{Name: name, Value: value} }

// Slash uses a slash command: "/ask", or with subcommands "/corpus add".
func (u *User) Slash(ch *Channel, command string, options ...Option) *Interaction {
	return u.invoke(ch, command, options, "")
}

// Autocomplete types the beginning of an option's value into a slash command, with the other
// options as given so far, and asks for suggestions.
func (u *User) Autocomplete(ch *Channel, command, focused, typed string, others ...Option) *Interaction {
	return u.invoke(ch, command, append(others, Opt(focused, typed)), focused)
}

// invoke uses a slash command, or with focused set asks for suggestions.
func (u *User) invoke(at *Channel, command string, options []Option, focused string) *Interaction {
	s := u.s
	s.mu.Lock()
	defer s.mu.Unlock()
	ch := s.state.channels[at.ID]
	cmd, path, err := s.state.lookUp(ch.GuildID, slashCommand, command)
	if err != nil {
		return u.refused(err)
	}
	owners, err := s.state.mayUse(u, cmd, ch)
	if err != nil {
		return u.refused(err)
	}
	fill := filler{s: s, channel: ch, resolved: resolved{}, focused: focused}
	data, err := fill.options(path, cmd.Options, options)
	if err != nil {
		return u.refused(fmt.Errorf("%s: %w", command, err))
	}
	payload := s.common(u, ch, owners)
	payload["data"] = cmd.data(data, fill.resolved)
	i := &interaction{
		kind: interactCommand, user: u.ID, channel: ch, owners: owners, label: describeUse(command, options),
	}
	if focused != "" {
		i.kind = interactAutocomplete
	}
	s.begin(i, payload)
	return &Interaction{by: u, i: i}
}

// describeUse is a command and its options as Discord shows them above the answer.
func describeUse(command string, options []Option) string {
	var b strings.Builder
	b.WriteString(command)
	for _, o := range options {
		switch v := o.Value.(type) {
		case *User:
			fmt.Fprintf(&b, " %s:@%s", o.Name, v.Name)
		case *Role:
			fmt.Fprintf(&b, " %s:@%s", o.Name, v.Name)
		case *Channel:
			fmt.Fprintf(&b, " %s:#%s", o.Name, v.Name)
		case File:
			fmt.Fprintf(&b, " %s:[%s]", o.Name, v.Name)
		default:
			fmt.Fprintf(&b, " %s:%v", o.Name, v)
		}
	}
	return b.String()
}

// UseOnMessage uses a message command ("Ask about this") on a message.
func (u *User) UseOnMessage(m Message, command string) *Interaction {
	s := u.s
	s.mu.Lock()
	defer s.mu.Unlock()
	target := s.state.messages[m.ID]
	if target == nil || !u.sees(target) || target.visibleTo != "" {
		return u.refused(errors.New("the message is gone, or commands cannot be used on it"))
	}
	r := resolved{}
	r.put("messages", target.ID, target.Message) // in full, whatever the intents
	return u.invokeOn(s.state.channels[target.ChannelID], messageCommand, command, target.ID, r)
}

// UseOnUser uses a user command on a user.
func (u *User) UseOnUser(at *Channel, target *User, command string) *Interaction {
	s := u.s
	s.mu.Lock()
	defer s.mu.Unlock()
	ch := s.state.channels[at.ID]
	r := resolved{}
	s.state.resolveUser(r, ch.GuildID, target.ID)
	return u.invokeOn(ch, userCommand, command, target.ID, r)
}

// invokeOn uses a command of the context menu. The caller holds the mutex.
func (u *User) invokeOn(ch *channel, kind int, command string, target ID, r resolved) *Interaction {
	s := u.s
	cmd, _, err := s.state.lookUp(ch.GuildID, kind, command)
	if err != nil {
		return u.refused(err)
	}
	owners, err := s.state.mayUse(u, cmd, ch)
	if err != nil {
		return u.refused(err)
	}
	payload := s.common(u, ch, owners)
	data := cmd.data(nil, r)
	data["target_id"] = target
	payload["data"] = data
	i := &interaction{kind: interactCommand, user: u.ID, channel: ch, owners: owners, label: command, context: true}
	s.begin(i, payload)
	return &Interaction{by: u, i: i}
}

// data is the command's part of the payload.
func (c *Command) data(options []map[string]any, r resolved) map[string]any {
	d := map[string]any{"id": c.ID, "name": c.Name, "type": c.Type}
	if c.GuildID != "" {
		d["guild_id"] = c.GuildID
	}
	if len(options) > 0 {
		d["options"] = options
	}
	if len(r) > 0 {
		d["resolved"] = r
	}
	return d
}

// lookUp finds a command as users name it, and the subcommands on the way. Commands of the
// guild come before global ones.
func (s *state) lookUp(guild ID, kind int, command string) (*Command, []string, error) {
	words := []string{command}
	if kind == slashCommand {
		words = strings.Fields(strings.TrimPrefix(command, "/"))
	}
	if len(words) == 0 {
		return nil, nil, errors.New("no command is named")
	}
	cmd := s.commands[guild].named(kind, words[0])
	if cmd == nil {
		cmd = s.commands[""].named(kind, words[0])
	}
	if cmd == nil {
		return nil, nil, fmt.Errorf("there is no command %q", words[0])
	}
	return cmd, words[1:], nil
}

// mayUse tells whose installation lets a user use a command in a channel, or why none does.
func (s *state) mayUse(u *User, cmd *Command, ch *channel) (map[string]ID, error) {
	p := s.permissions(u.ID, ch)
	if !p.Has(ViewChannel | UseApplicationCommands) {
		return nil, fmt.Errorf("commands cannot be used in %s", ch.Name)
	}
	context, owners := s.contextOf(ch), map[string]ID{}
	g := s.guilds[ch.GuildID]
	if cmd.usableIn(context, installGuild) {
		switch {
		case g != nil && g.hasBot(s.bot):
			owners["0"] = g.ID
		case context == contextBotDM:
			owners["0"] = "0"
		}
	}
	if s.people[u.ID].installed && cmd.usableIn(context, installUser) {
		owners["1"] = u.ID
	}
	if len(owners) == 0 {
		return nil, fmt.Errorf("%s cannot be used in %s", cmd.Name, ch.Name)
	}
	if g != nil && !s.visibleTo(cmd, g, u.ID, p) {
		return nil, fmt.Errorf("%s needs permissions: %s", cmd.Name, cmd.DefaultMemberPermissions)
	}
	return owners, nil
}

// visibleTo tells whether a member may use a command by its default_member_permissions, or by
// what an admin of the guild has set.
func (s *state) visibleTo(cmd *Command, g *guild, user ID, p Permissions) bool {
	if cmd.DefaultMemberPermissions == nil || p.Has(Administrator) {
		return true
	}
	for _, id := range g.grants[cmd.ID] {
		if id == user || slices.Contains(g.members[user].roles, id) || id == g.ID {
			return true
		}
	}
	need := *cmd.DefaultMemberPermissions
	return need != 0 && p.Has(need)
}
