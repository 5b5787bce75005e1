package discordtest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"time"
)

// commandInput is the body of a request that defines a command.
type commandInput struct {
	ID                       ID                       `json:"id"`
	Type                     *int                     `json:"type"`
	Name                     field[string]            `json:"name"`
	NameLocalizations        field[map[string]string] `json:"name_localizations"`
	Description              field[string]            `json:"description"`
	DescriptionLocalizations field[map[string]string] `json:"description_localizations"`
	Options                  field[[]CommandOption]   `json:"options"`
	DefaultMemberPermissions field[Permissions]       `json:"default_member_permissions"`
	DMPermission             *bool                    `json:"dm_permission"`
	Contexts                 field[[]int]             `json:"contexts"`
	IntegrationTypes         field[[]int]             `json:"integration_types"`
	NSFW                     field[bool]              `json:"nsfw"`
}

// apply lays the input over a command.
func (in *commandInput) apply(c *Command) {
	set(&c.Name, in.Name)
	set(&c.NameLocalizations, in.NameLocalizations)
	set(&c.Description, in.Description)
	set(&c.DescriptionLocalizations, in.DescriptionLocalizations)
	set(&c.Options, in.Options)
	set(&c.Contexts, in.Contexts)
	set(&c.NSFW, in.NSFW)
	if in.DefaultMemberPermissions.set {
		c.DefaultMemberPermissions = nil
		if !in.DefaultMemberPermissions.null {
			c.DefaultMemberPermissions = &in.DefaultMemberPermissions.value
		}
	}
	if in.DMPermission != nil {
		c.DMPermission = in.DMPermission
	}
	if in.IntegrationTypes.set && len(in.IntegrationTypes.value) > 0 {
		c.IntegrationTypes = in.IntegrationTypes.value
	}
}

// set lays a member of a JSON object over a value; null clears it.
func set[T any](into *T, f field[T]) {
	if f.set {
		*into = f.value
	}
}

// scope is the guild whose commands are meant; empty for the global ones.
func (c *call) scope() (ID, error) {
	if c.id("application_id") != c.state.application {
		return "", breach(RuleBadToken, codeUnknownApplication, "the application of the bot is %s", c.state.application)
	}
	guild := c.id("guild_id")
	if guild == "" {
		return "", nil
	}
	if g := c.state.guilds[guild]; g == nil || !g.hasBot(c.state.bot) {
		return "", breach(RulePermission, codeMissingAccess, "the bot is not in the guild %s", guild)
	}
	return guild, nil
}

// named finds the command that the path names.
func (c *call) named() (ID, *Command, error) {
	scope, err := c.scope()
	if err != nil {
		return "", nil, err
	}
	cmd := c.state.commands[scope].byID(c.id("command_id"))
	if cmd == nil {
		return "", nil, refusal(codeUnknownCommand)
	}
	return scope, cmd, nil
}

func (c *call) getCommands() (reply, error) {
	scope, err := c.scope()
	if err != nil {
		return reply{}, err
	}
	list := commandList{}
	for _, cmd := range c.state.commands[scope] {
		if c.http.URL.Query().Get("with_localizations") != "true" {
			cmd = cmd.withoutLocalisations()
		}
		list = append(list, cmd)
	}
	return ok(list)
}

func (c *call) getCommand() (reply, error) {
	_, cmd, err := c.named()
	if err != nil {
		return reply{}, err
	}
	return ok(cmd)
}

// fresh is a new command made of the input.
func (c *call) fresh(scope ID, in *commandInput) *Command {
	cmd := &Command{ApplicationID: c.state.application, GuildID: scope, Type: slashCommand, IntegrationTypes: []int{installGuild}}
	if in.Type != nil {
		cmd.Type = *in.Type
	}
	in.apply(cmd)
	return cmd
}

// createCommand makes a command, or replaces the one of the same type and name.
func (c *call) createCommand() (reply, error) {
	scope, err := c.scope()
	if err != nil {
		return reply{}, err
	}
	var in commandInput
	var cmd *Command
	err = c.input(&in, func() error {
		var f form
		cmd = c.fresh(scope, &in)
		checkCommand(&f, "", cmd)
		return f.err()
	})
	if err != nil {
		return reply{}, err
	}
	list := c.state.commands[scope]
	if old := list.named(cmd.Type, cmd.Name); old != nil {
		cmd.ID, cmd.Version = old.ID, c.state.mint(c.now())
		*old = *cmd
		c.commandsChanged()
		return ok(old)
	}
	if err := c.roomFor(append(slices.Clone(list), cmd)); err != nil {
		return reply{}, err
	}
	if err := c.spendCreates(scope, 1); err != nil {
		return reply{}, err
	}
	cmd.ID = c.state.mint(c.now())
	cmd.Version = cmd.ID
	c.state.commands[scope] = append(list, cmd)
	c.commandsChanged()
	return reply{http.StatusCreated, cmd}, nil
}

// overwriteCommands replaces the whole list. Commands that were there under the same type and
// name keep their IDs and do not count as created.
func (c *call) overwriteCommands() (reply, error) {
	scope, err := c.scope()
	if err != nil {
		return reply{}, err
	}
	var ins []commandInput
	next, created := commandList{}, 0
	err = c.input(&ins, func() error {
		var f form
		for i := range ins {
			cmd := c.fresh(scope, &ins[i])
			checkCommand(&f, fmt.Sprint(i), cmd)
			if next.named(cmd.Type, cmd.Name) != nil {
				f.add(at(fmt.Sprint(i), "name"), "APPLICATION_COMMANDS_DUPLICATE_NAME", "Application command names must be unique")
			}
			next = append(next, cmd)
		}
		return f.err()
	})
	if err != nil {
		return reply{}, err
	}
	if err := c.roomFor(next); err != nil {
		return reply{}, err
	}
	old := c.state.commands[scope]
	for _, cmd := range next {
		before := old.named(cmd.Type, cmd.Name)
		switch {
		case before == nil:
			created++
		case before.same(cmd):
			cmd.ID, cmd.Version = before.ID, before.Version
		default:
			cmd.ID, cmd.Version = before.ID, c.state.mint(c.now())
		}
	}
	if err := c.spendCreates(scope, created); err != nil {
		return reply{}, err
	}
	for _, cmd := range next {
		if cmd.ID == "" {
			cmd.ID = c.state.mint(c.now())
			cmd.Version = cmd.ID
		}
	}
	c.state.commands[scope] = next
	c.commandsChanged()
	return ok(next)
}

// editCommand changes what the body names.
func (c *call) editCommand() (reply, error) {
	scope, cmd, err := c.named()
	if err != nil {
		return reply{}, err
	}
	var in commandInput
	edited := *cmd
	err = c.input(&in, func() error {
		var f form
		in.apply(&edited)
		checkCommand(&f, "", &edited)
		return f.err()
	})
	if err != nil {
		return reply{}, err
	}
	if other := c.state.commands[scope].named(edited.Type, edited.Name); other != nil && other != cmd {
		return reply{}, breach(RuleForm, codeCommandExists, "there is a command %q already", edited.Name)
	}
	edited.Version = c.state.mint(c.now())
	*cmd = edited
	c.commandsChanged()
	return ok(cmd)
}

func (c *call) deleteCommand() (reply, error) {
	scope, cmd, err := c.named()
	if err != nil {
		return reply{}, err
	}
	c.state.commands[scope] = slices.DeleteFunc(c.state.commands[scope], func(x *Command) bool { return x == cmd })
	c.commandsChanged()
	return noContent()
}

// roomFor demands that a list holds no more commands of each kind than Discord allows.
func (c *call) roomFor(list commandList) error {
	switch {
	case list.countType(slashCommand) > MaxSlashCommands:
		return breach(RuleBudget, codeTooManyCommands, "more than %d slash commands", MaxSlashCommands)
	case list.countType(userCommand) > MaxContextCommands, list.countType(messageCommand) > MaxContextCommands:
		return breach(RuleBudget, codeTooManyCommands, "more than %d user or message commands", MaxContextCommands)
	default:
		return nil
	}
}

// spendCreates counts created commands against the daily budget of the scope.
func (c *call) spendCreates(scope ID, n int) error {
	const day = 24 * time.Hour
	recent := slices.DeleteFunc(c.state.creations[scope], func(t time.Time) bool { return c.now().Sub(t) >= day })
	if len(recent)+n > MaxCommandCreatesDaily {
		return breach(RuleBudget, codeCommandBudget, "%d creations in 24 hours", len(recent)+n)
	}
	for range n {
		recent = append(recent, c.now())
	}
	c.state.creations[scope] = recent
	return nil
}

// commandsChanged wakes whoever waits for commands.
func (c *call) commandsChanged() { c.notify() }

// clone is a copy that shares nothing.
func (c *Command) clone() *Command {
	var out Command
	if err := json.Unmarshal(encode(c), &out); err != nil {
		panic("discordtest: copy a command: " + err.Error())
	}
	return &out
}

// withoutLocalisations is a copy without translations, as lists give it unless asked.
func (c *Command) withoutLocalisations() *Command {
	out := c.clone()
	out.NameLocalizations, out.DescriptionLocalizations = nil, nil
	stripLocalisations(out.Options)
	return out
}

func stripLocalisations(options []CommandOption) {
	for i := range options {
		o := &options[i]
		o.NameLocalizations, o.DescriptionLocalizations = nil, nil
		for j := range o.Choices {
			o.Choices[j].NameLocalizations = nil
		}
		stripLocalisations(o.Options)
	}
}
