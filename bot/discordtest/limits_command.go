package discordtest

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// locales is the languages that Discord's client comes in.
//
// See https://docs.discord.com/developers/reference#locales
func locales() []string {
	return []string{
		"ar", "bg", "cs", "da", "de", "el", "en-GB", "en-US", "es-419", "es-ES", "fi", "fr", "he", "hi", "hr", "hu", "id", "it",
		"ja", "ko", "lt", "nl", "no", "pl", "pt-BR", "ro", "ru", "sv-SE", "th", "tr", "uk", "vi", "zh-CN", "zh-TW",
	}
}

// commandName is what slash commands and options may be called.
//
// See https://docs.discord.com/developers/interactions/application-commands#application-command-object-application-command-naming
var commandName = regexp.MustCompile(`^[-_'\p{L}\p{N}\p{Devanagari}\p{Thai}]{1,32}$`)

// checkCommand finds what breaks a limit in the definition of a command. The path is that of
// the command in the request's body.
func checkCommand(f *form, path string, c *Command) {
	switch c.Type {
	case slashCommand:
		checkName(f, at(path, "name"), c.Name, c.NameLocalizations)
		f.within(at(path, "description"), c.Description, 1, MaxCommandDescription)
	case userCommand, messageCommand:
		f.within(at(path, "name"), c.Name, 1, MaxCommandName)
		checkLocalised(f, at(path, "name_localizations"), c.NameLocalizations, MaxCommandName)
		if c.Description != "" {
			f.add(at(path, "description"), "APPLICATION_COMMAND_DESCRIPTION_NOT_ALLOWED", "Context menu commands cannot have a description")
		}
		if len(c.Options) > 0 {
			f.add(at(path, "options"), "APPLICATION_COMMAND_OPTIONS_NOT_ALLOWED", "Context menu commands cannot have options")
		}
	default:
		f.add(at(path, "type"), "BASE_TYPE_CHOICES", "Value must be one of (1, 2, 3).")
	}
	checkLocalised(f, at(path, "description_localizations"), c.DescriptionLocalizations, MaxCommandDescription)
	checkOptions(f, at(path, "options"), c.Options, optionSubcommand, optionGroup)
	total := longest(c.Name, c.NameLocalizations) + longest(c.Description, c.DescriptionLocalizations) + optionsSize(c.Options)
	if total > MaxCommandTotal {
		f.add(path, "APPLICATION_COMMAND_TOO_LARGE", "Command exceeds maximum size (%d)", MaxCommandTotal)
	}
}

// checkName demands a name that a user can type after the slash.
func checkName(f *form, path, name string, localised map[string]string) {
	if !commandName.MatchString(name) || strings.ToLower(name) != name {
		f.add(path, "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")
	}
	checkLocalised(f, path+"_localizations", localised, MaxCommandName)
	for locale, n := range localised {
		if !commandName.MatchString(n) || strings.ToLower(n) != n {
			f.add(at(path+"_localizations", locale), "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")
		}
	}
}

// checkLocalised demands known locales and texts of the right length.
func checkLocalised(f *form, path string, texts map[string]string, limit int) {
	for locale, text := range texts {
		if !slices.Contains(locales(), locale) {
			f.add(at(path, locale), "DICT_TYPE_BAD_KEY", "Unknown locale.")
		}
		f.within(at(path, locale), text, 1, limit)
	}
}

// checkOptions checks the options of a command, a group or a subcommand; containers is which
// kinds of option that hold others may stand there.
func checkOptions(f *form, path string, options []CommandOption, containers ...int) {
	f.count(path, len(options), 0, MaxCommandOptions)
	seen, optional, parameters := map[string]bool{}, false, 0
	for i := range options {
		o, where := &options[i], at(path, i)
		checkName(f, at(where, "name"), o.Name, o.NameLocalizations)
		f.within(at(where, "description"), o.Description, 1, MaxCommandDescription)
		checkLocalised(f, at(where, "description_localizations"), o.DescriptionLocalizations, MaxCommandDescription)
		if seen[o.Name] {
			f.add(at(where, "name"), "APPLICATION_COMMAND_OPTIONS_NAME_DUPLICATED", "Option name already exists")
		}
		seen[o.Name] = true
		if !o.isParameter() {
			if !slices.Contains(containers, o.Type) {
				f.add(at(where, "type"), "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "Sub-commands cannot be nested like this")
			}
			if o.Type == optionGroup {
				checkOptions(f, at(where, "options"), o.Options, optionSubcommand)
			} else {
				checkOptions(f, at(where, "options"), o.Options)
			}
			continue
		}
		parameters++
		if o.Required && optional {
			f.add(where, "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", "Required options must be placed before non-required options")
		}
		optional = optional || !o.Required
		checkParameter(f, where, o)
	}
	if parameters > 0 && parameters < len(options) {
		f.add(path, "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "Sub-command and sub-command group option types are mutually exclusive to all other types")
	}
}

// checkParameter checks what belongs to the type of an option that takes a value.
func checkParameter(f *form, path string, o *CommandOption) {
	if o.Type < optionString || o.Type > optionAttachment {
		f.add(at(path, "type"), "BASE_TYPE_CHOICES", "Value must be one of (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11).")
		return
	}
	f.count(at(path, "choices"), len(o.Choices), 0, MaxChoices)
	checkChoices(f, at(path, "choices"), o.Choices)
	takesChoices := o.Type == optionString || o.Type == optionInteger || o.Type == optionNumber
	if !takesChoices && (len(o.Choices) > 0 || o.Autocomplete) {
		f.add(path, "APPLICATION_COMMAND_OPTIONS_CHOICES_NOT_ALLOWED", "Choices and autocomplete need an option of type 3, 4 or 10")
	}
	if o.Autocomplete && len(o.Choices) > 0 {
		f.add(path, "APPLICATION_COMMAND_AUTOCOMPLETE_CHOICES_EXCLUSIVE", "Autocomplete and choices are mutually exclusive")
	}
	for _, n := range []*int{o.MinLength, o.MaxLength} {
		if n != nil && (*n < 0 || *n > MaxOptionLength) {
			f.add(at(path, "max_length"), "NUMBER_TYPE_MAX", "int value should be less than or equal to %d.", MaxOptionLength)
		}
	}
}

// checkChoices checks fixed choices and the results of an autocompletion.
func checkChoices(f *form, path string, choices []Choice) {
	for i, c := range choices {
		f.within(at(path, at(i, "name")), c.Name, 1, MaxChoiceText)
		checkLocalised(f, at(path, at(i, "name_localizations")), c.NameLocalizations, MaxChoiceText)
		f.within(at(path, at(i, "value")), c.Text(), 0, MaxChoiceText)
	}
}

// longest is the characters of the longest of a text and its translations.
func longest(text string, localised map[string]string) int {
	n := utf8.RuneCountInString(text)
	for _, t := range localised {
		n = max(n, utf8.RuneCountInString(t))
	}
	return n
}

// optionsSize is the characters that options add to the size of a command.
func optionsSize(options []CommandOption) int {
	n := 0
	for i := range options {
		o := &options[i]
		n += longest(o.Name, o.NameLocalizations) + longest(o.Description, o.DescriptionLocalizations) + optionsSize(o.Options)
		for _, c := range o.Choices {
			n += longest(c.Name, c.NameLocalizations) + utf8.RuneCountInString(c.Text())
		}
	}
	return n
}
