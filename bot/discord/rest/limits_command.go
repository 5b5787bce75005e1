package rest

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/bwmarrin/discordgo"
)

// commandName is what slash commands and options may be called; capitals are forbidden where
// a lower-case form exists.
//
// See https://docs.discord.com/developers/interactions/application-commands#application-command-object-application-command-naming
var commandName = regexp.MustCompile(`^[-_'\p{L}\p{N}\p{Devanagari}\p{Thai}]{1,32}$`)

// CheckCommand holds a command against Discord's limits: a *LimitError names all that it
// breaks. Commands that are sent are checked anyway.
func CheckCommand(c *discordgo.ApplicationCommand) error {
	var p problems
	if c == nil {
		p.add("command", "is nil")
		return p.err()
	}
	p.command(c)
	return p.err()
}

func (p *problems) command(c *discordgo.ApplicationCommand) {
	path := fmt.Sprintf("command %q", c.Name)
	names, descriptions := localised(c.NameLocalizations), localised(c.DescriptionLocalizations)
	switch c.Type {
	case discordgo.ChatApplicationCommand, 0:
		p.name(path+".name", c.Name, names)
		p.texts(path+".description", c.Description, descriptions, MaxCommandDescription)
	case discordgo.UserApplicationCommand, discordgo.MessageApplicationCommand:
		p.texts(path+".name", c.Name, names, MaxCommandName)
		if c.Description != "" || len(c.Options) > 0 {
			p.add(path, "a command of the context menu has neither description nor options")
		}
	default:
		p.add(path+".type", "%d is not a type", c.Type)
	}
	p.options(path+".options", c.Options, discordgo.ApplicationCommandOptionSubCommand, discordgo.ApplicationCommandOptionSubCommandGroup)
	total := longest(c.Name, names) + longest(c.Description, descriptions) + optionsSize(c.Options)
	if total > MaxCommandTotal {
		p.add(path, "%d characters in all, at most %d", total, MaxCommandTotal)
	}
}

// localised is translations, none if nil.
func localised(m *map[discordgo.Locale]string) map[discordgo.Locale]string {
	if m == nil {
		return nil
	}
	return *m
}

// name demands names that a user can type.
func (p *problems) name(path, name string, translations map[discordgo.Locale]string) {
	check := func(path, name string) {
		if !commandName.MatchString(name) || strings.ToLower(name) != name {
			p.add(path, "%q is not 1 to %d lower-case letters, digits, - or _", name, MaxCommandName)
		}
	}
	check(path, name)
	for locale, n := range translations {
		p.locale(path, locale)
		check(path+"."+string(locale), n)
	}
}

// locale demands a language that Discord's client comes in.
//
// See https://docs.discord.com/developers/reference#locales
func (p *problems) locale(path string, l discordgo.Locale) {
	switch l {
	case "ar", "he", "id": // discordgo v0.29 does not have them
		return
	}
	if _, known := discordgo.Locales[l]; !known || l == discordgo.Unknown {
		p.add(path, "%q is not a locale of Discord", string(l))
	}
}

// texts demands texts that are not empty and not too long.
func (p *problems) texts(path, text string, translations map[discordgo.Locale]string, limit int) {
	p.within(path, text, 1, limit)
	for locale, t := range translations {
		p.locale(path, locale)
		p.within(path+"."+string(locale), t, 1, limit)
	}
}

// options checks the options of a command, a group or a subcommand. Those of the types in
// holders may hold others.
func (p *problems) options(path string, options []*discordgo.ApplicationCommandOption, holders ...discordgo.ApplicationCommandOptionType) {
	p.count(path, len(options), 0, MaxCommandOptions)
	seen, optional, values := map[string]bool{}, false, 0
	for i, o := range options {
		where := under(path, i, "")
		if o == nil {
			p.add(where, "is nil")
			continue
		}
		p.name(where+".name", o.Name, o.NameLocalizations)
		p.texts(where+".description", o.Description, o.DescriptionLocalizations, MaxCommandDescription)
		if seen[o.Name] {
			p.add(where, "the name %q is used twice", o.Name)
		}
		seen[o.Name] = true
		switch o.Type {
		case discordgo.ApplicationCommandOptionSubCommandGroup:
			p.options(where+".options", o.Options, discordgo.ApplicationCommandOptionSubCommand)
		case discordgo.ApplicationCommandOptionSubCommand:
			p.options(where+".options", o.Options)
		default:
			values++
			if o.Required && optional {
				p.add(where, "required options come first")
			}
			optional = optional || !o.Required
			p.value(where, o)
			continue
		}
		if !slices.Contains(holders, o.Type) {
			p.add(where, "subcommands cannot be nested like this")
		}
	}
	if values > 0 && values < len(options) {
		p.add(path, "either subcommands or options with values")
	}
}

// value checks an option that takes a value.
func (p *problems) value(path string, o *discordgo.ApplicationCommandOption) {
	if o.Type < discordgo.ApplicationCommandOptionSubCommand || o.Type > discordgo.ApplicationCommandOptionAttachment {
		p.add(path+".type", "%d is not a type", o.Type)
	}
	p.count(path+".choices", len(o.Choices), 0, MaxChoices)
	for i, c := range o.Choices {
		if c == nil {
			p.add(under(path+".choices", i, ""), "is nil")
			continue
		}
		p.texts(under(path+".choices", i, "name"), c.Name, c.NameLocalizations, MaxChoiceText)
		p.within(under(path+".choices", i, "value"), fmt.Sprint(c.Value), 0, MaxChoiceText)
	}
	if o.Autocomplete && len(o.Choices) > 0 {
		p.add(path, "either choices or autocompletion")
	}
	switch o.Type {
	case discordgo.ApplicationCommandOptionString, discordgo.ApplicationCommandOptionInteger, discordgo.ApplicationCommandOptionNumber:
	default:
		if o.Autocomplete || len(o.Choices) > 0 {
			p.add(path, "an option of type %d has neither choices nor autocompletion", o.Type)
		}
	}
	if o.MinLength != nil && (*o.MinLength < 0 || *o.MinLength > MaxOptionLength) || o.MaxLength < 0 || o.MaxLength > MaxOptionLength {
		p.add(path, "min_length and max_length must be 0 to %d", MaxOptionLength)
	}
}

// checkChoices holds suggestions against the limits.
func checkChoices(choices []Choice) error {
	var p problems
	p.count("choices", len(choices), 0, MaxChoices)
	for i, c := range choices {
		p.within(under("choices", i, "name"), c.Name, 1, MaxChoiceText)
		p.within(under("choices", i, "value"), fmt.Sprint(c.Value), 0, MaxChoiceText)
	}
	return p.err()
}

// longest is the characters of the longest of a text and its translations, which is what
// counts towards MaxCommandTotal.
func longest(text string, translations map[discordgo.Locale]string) int {
	n := utf8.RuneCountInString(text)
	for _, t := range translations {
		n = max(n, utf8.RuneCountInString(t))
	}
	return n
}

func optionsSize(options []*discordgo.ApplicationCommandOption) int {
	n := 0
	for _, o := range options {
		if o == nil {
			continue
		}
		n += longest(o.Name, o.NameLocalizations) + longest(o.Description, o.DescriptionLocalizations) + optionsSize(o.Options)
		for _, c := range o.Choices {
			if c != nil {
				n += longest(c.Name, c.NameLocalizations) + utf8.RuneCountInString(fmt.Sprint(c.Value))
			}
		}
	}
	return n
}
