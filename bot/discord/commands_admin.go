package discord

import (
	"github.com/bwmarrin/discordgo"

	"sitrep/corpus"
)

// corpusCommand is how admins look after the articles.
func (n namer) corpusCommand() *discordgo.ApplicationCommand {
	remove, restore := required(n.text("corpus remove article")), required(n.text("corpus restore article"))
	remove.Autocomplete, restore.Autocomplete = true, true
	return forAdmins(n.command("corpus",
		n.subcommand("corpus status"), n.subcommand("corpus reindex"),
		n.subcommand("corpus add",
			n.option("corpus add file", discordgo.ApplicationCommandOptionAttachment), n.text("corpus add url"),
			n.text("corpus add collection"), n.marking("corpus add marking"), n.text("corpus add publisher"), n.text("corpus add date")),
		n.subcommand("corpus remove", remove), n.subcommand("corpus restore", restore), n.subcommand("corpus history")))
}

// marking is an option that takes one of the markings.
func (n namer) marking(path string) *discordgo.ApplicationCommandOption {
	marking := n.text(path)
	for m := corpus.Clear; m <= corpus.Red; m++ {
		marking.Choices = append(marking.Choices, &discordgo.ApplicationCommandOptionChoice{Name: m.String(), Value: m.String()})
	}
	return marking
}

// settingsCommand is how admins decide where and how the bot answers in their guild.
func (n namer) settingsCommand() *discordgo.ApplicationCommand {
	marking := required(n.marking("settings scope marking"))
	language := required(n.text("settings language language"))
	asker := "settings language asker"
	language.Choices = []*discordgo.ApplicationCommandOptionChoice{{
		Name: n.english.Command(asker).Name, NameLocalizations: localised(n.languages.Names(asker)), Value: "asker",
	}}
	for _, l := range n.languages.All() {
		language.Choices = append(language.Choices, &discordgo.ApplicationCommandOptionChoice{Name: l.Name(), Value: l.Code()})
	}
	return forAdmins(n.command("settings",
		n.subcommand("settings show"),
		n.subcommand("settings channels", required(n.channel("settings channels channel")), required(n.yesNo("settings channels allow"))),
		n.subcommand("settings roles", required(n.option("settings roles role", discordgo.ApplicationCommandOptionRole)), required(n.yesNo("settings roles allow"))),
		n.subcommand("settings scope", marking, n.channel("settings scope channel"), n.text("settings scope collections")),
		n.subcommand("settings language", language),
		n.subcommand("settings privacy", required(n.yesNo("settings privacy private"))),
		n.subcommand("settings limits", n.perMinute("settings limits per-user"), n.perMinute("settings limits per-channel")),
	))
}

func (n namer) subcommand(path string, options ...*discordgo.ApplicationCommandOption) *discordgo.ApplicationCommandOption {
	o := n.option(path, discordgo.ApplicationCommandOptionSubCommand)
	o.Options = options
	return o
}

func (n namer) yesNo(path string) *discordgo.ApplicationCommandOption {
	return n.option(path, discordgo.ApplicationCommandOptionBoolean)
}

// channel is an option that takes a channel in which people write.
func (n namer) channel(path string) *discordgo.ApplicationCommandOption {
	o := n.option(path, discordgo.ApplicationCommandOptionChannel)
	o.ChannelTypes = []discordgo.ChannelType{discordgo.ChannelTypeGuildText, discordgo.ChannelTypeGuildNews}
	return o
}

// perMinute is an option that takes a limit; the desk checks how high it may be.
func (n namer) perMinute(path string) *discordgo.ApplicationCommandOption {
	o := n.option(path, discordgo.ApplicationCommandOptionInteger)
	o.MinValue, o.MaxValue = new(float64), 1000
	return o
}

func required(o *discordgo.ApplicationCommandOption) *discordgo.ApplicationCommandOption {
	o.Required = true
	return o
}
