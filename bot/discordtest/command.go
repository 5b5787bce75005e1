package discordtest

import (
	"encoding/json"
	"slices"
)

// Command types.
const (
	slashCommand   = 1
	userCommand    = 2
	messageCommand = 3
)

// Option types of commands.
//
// See https://docs.discord.com/developers/interactions/application-commands#application-command-object-application-command-option-type
const (
	optionSubcommand  = 1
	optionGroup       = 2
	optionString      = 3
	optionInteger     = 4
	optionBoolean     = 5
	optionUser        = 6
	optionChannel     = 7
	optionRole        = 8
	optionMentionable = 9
	optionNumber      = 10
	optionAttachment  = 11
)

// Interaction contexts: where a command can be used.
const (
	contextGuild   = 0
	contextBotDM   = 1
	contextPrivate = 2
)

// Integration types: whom an application is installed for.
const (
	installGuild = 0
	installUser  = 1
)

// Command is an application command as Discord keeps it.
type Command struct {
	ID                       ID                `json:"id"`
	ApplicationID            ID                `json:"application_id"`
	GuildID                  ID                `json:"guild_id,omitempty"`
	Version                  ID                `json:"version"`
	Type                     int               `json:"type"`
	Name                     string            `json:"name"`
	NameLocalizations        map[string]string `json:"name_localizations"`
	Description              string            `json:"description"`
	DescriptionLocalizations map[string]string `json:"description_localizations"`
	Options                  []CommandOption   `json:"options,omitempty"`
	DefaultMemberPermissions *Permissions      `json:"default_member_permissions"`
	DMPermission             *bool             `json:"dm_permission,omitempty"`
	Contexts                 []int             `json:"contexts"`
	IntegrationTypes         []int             `json:"integration_types"`
	NSFW                     bool              `json:"nsfw"`
}

// CommandOption is a parameter, a subcommand or a group of subcommands.
type CommandOption struct {
	Type                     int               `json:"type"`
	Name                     string            `json:"name"`
	NameLocalizations        map[string]string `json:"name_localizations,omitempty"`
	Description              string            `json:"description"`
	DescriptionLocalizations map[string]string `json:"description_localizations,omitempty"`
	Required                 bool              `json:"required,omitempty"`
	Choices                  []Choice          `json:"choices,omitempty"`
	Options                  []CommandOption   `json:"options,omitempty"`
	ChannelTypes             []int             `json:"channel_types,omitempty"`
	MinValue                 *float64          `json:"min_value,omitempty"`
	MaxValue                 *float64          `json:"max_value,omitempty"`
	MinLength                *int              `json:"min_length,omitempty"`
	MaxLength                *int              `json:"max_length,omitempty"`
	Autocomplete             bool              `json:"autocomplete,omitempty"`
}

// Choice is a value that is offered for an option, fixed or by autocomplete.
type Choice struct {
	Name              string            `json:"name"`
	NameLocalizations map[string]string `json:"name_localizations,omitempty"`
	Value             json.RawMessage   `json:"value"` // a JSON string or number
}

// Text is the choice's value as text: of a string without its quotes.
func (c Choice) Text() string {
	var s string
	if json.Unmarshal(c.Value, &s) == nil {
		return s
	}
	return string(c.Value)
}

// isParameter tells whether an option takes a value, rather than holding other options.
func (o *CommandOption) isParameter() bool {
	return o.Type != optionSubcommand && o.Type != optionGroup
}

// same tells whether two definitions of a command are equal but for what Discord assigns.
func (c *Command) same(other *Command) bool {
	strip := func(c Command) string {
		c.ID, c.Version = "", ""
		b, err := json.Marshal(c)
		if err != nil {
			panic("discordtest: command cannot be encoded: " + err.Error())
		}
		return string(b)
	}
	return strip(*c) == strip(*other)
}

// usableIn tells whether the command can be used in a context by an installation.
func (c *Command) usableIn(context, install int) bool {
	inContext := slices.Contains(c.Contexts, context)
	if c.Contexts == nil {
		inContext = c.GuildID == "" || context == contextGuild
	}
	return inContext && slices.Contains(c.IntegrationTypes, install)
}

// commandList is the commands of one scope, global or a guild, in the order of their creation.
type commandList []*Command

// byID finds a command.
func (l commandList) byID(id ID) *Command {
	for _, c := range l {
		if c.ID == id {
			return c
		}
	}
	return nil
}

// named finds a command by type and name.
func (l commandList) named(kind int, name string) *Command {
	for _, c := range l {
		if c.Type == kind && c.Name == name {
			return c
		}
	}
	return nil
}

// countType counts commands of one type.
func (l commandList) countType(kind int) int {
	n := 0
	for _, c := range l {
		if c.Type == kind {
			n++
		}
	}
	return n
}
