package discord

import (
	"github.com/bwmarrin/discordgo"

	"sitrep/bot/locale"
)

// Commands is what the bot offers, in every language it speaks.
func Commands(languages *locale.Languages) []*discordgo.ApplicationCommand {
	n := namer{languages, languages.For(locale.English)}
	question := n.text("ask question")
	question.Required, question.MinLength, question.MaxLength = true, new(1), maxQuestionLength
	group := n.text("ask group")
	group.Autocomplete = true
	publisher := n.text("ask publisher")
	publisher.Autocomplete = true
	name := n.text("group name")
	name.Required, name.Autocomplete = true, true
	return []*discordgo.ApplicationCommand{
		n.command("ask", question, group, n.text("ask since"), n.text("ask until"), publisher,
			n.option("ask private", discordgo.ApplicationCommandOptionBoolean)),
		n.command("group", name),
		n.command("groups"),
		n.command("sources"),
		n.command("about"),
		n.command("help"),
		n.corpusCommand(),
		n.settingsCommand(),
		n.onMessage("ask about this"),
		n.onMessage("check against sources"),
	}
}

// maxQuestionLength is the most that Discord lets people type into an option. What is too
// long to be asked is refused by the desk, which says so.
const maxQuestionLength = 6000

// namer makes commands and options with their texts in all languages.
type namer struct {
	languages *locale.Languages
	english   locale.Locale
}

// command is a slash command that everyone may use, in guilds and wherever else the bot was
// installed.
func (n namer) command(path string, options ...*discordgo.ApplicationCommandOption) *discordgo.ApplicationCommand {
	texts := n.english.Command(path)
	names, descriptions := localised(n.languages.Names(path)), localised(n.languages.Descriptions(path))
	return &discordgo.ApplicationCommand{
		Type: discordgo.ChatApplicationCommand,
		Name: texts.Name, NameLocalizations: &names,
		Description: texts.Description, DescriptionLocalizations: &descriptions,
		Options: options,
		Contexts: &[]discordgo.InteractionContextType{
			discordgo.InteractionContextGuild, discordgo.InteractionContextBotDM, discordgo.InteractionContextPrivateChannel,
		},
		IntegrationTypes: &[]discordgo.ApplicationIntegrationType{
			discordgo.ApplicationIntegrationGuildInstall, discordgo.ApplicationIntegrationUserInstall,
		},
	}
}

// onMessage is a command of the menu on a message.
func (n namer) onMessage(path string) *discordgo.ApplicationCommand {
	c := n.command(path)
	c.Type, c.Description, c.DescriptionLocalizations = discordgo.MessageApplicationCommand, "", nil
	return c
}

// forAdmins makes a command one of guilds, for those who may manage them unless the guild
// decides otherwise. Who may use it is checked again when it is used.
func forAdmins(c *discordgo.ApplicationCommand) *discordgo.ApplicationCommand {
	manage := int64(discordgo.PermissionManageGuild)
	c.DefaultMemberPermissions = &manage
	c.Contexts = &[]discordgo.InteractionContextType{discordgo.InteractionContextGuild}
	c.IntegrationTypes = &[]discordgo.ApplicationIntegrationType{discordgo.ApplicationIntegrationGuildInstall}
	return c
}

func (n namer) text(path string) *discordgo.ApplicationCommandOption {
	return n.option(path, discordgo.ApplicationCommandOptionString)
}

func (n namer) option(path string, kind discordgo.ApplicationCommandOptionType) *discordgo.ApplicationCommandOption {
	texts := n.english.Command(path)
	return &discordgo.ApplicationCommandOption{
		Type: kind, Name: texts.Name, NameLocalizations: localised(n.languages.Names(path)),
		Description: texts.Description, DescriptionLocalizations: localised(n.languages.Descriptions(path)),
	}
}

func localised(texts map[string]string) map[discordgo.Locale]string {
	out := map[discordgo.Locale]string{}
	for code, text := range texts {
		out[discordgo.Locale(code)] = text
	}
	return out
}
