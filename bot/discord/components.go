package discord

import (
	"github.com/bwmarrin/discordgo"

	"sitrep/bot/desk"
	"sitrep/bot/discord/rest"
	"sitrep/bot/render/message"
)

// outgoing is a post as Discord takes it. Links in it do not unfold.
func outgoing(p desk.Post) rest.Message {
	m := rest.Message{Content: p.Content, Flags: discordgo.MessageFlagsSuppressEmbeds}
	for _, row := range p.Rows {
		if components := rowComponents(p, row); len(components) > 0 {
			m.Components = append(m.Components, discordgo.ActionsRow{Components: components})
		}
	}
	return m
}

func rowComponents(p desk.Post, row message.Row) []discordgo.MessageComponent {
	if row.Menu != nil {
		return []discordgo.MessageComponent{menu(p, row.Menu)}
	}
	var components []discordgo.MessageComponent
	for _, b := range row.Buttons {
		button := discordgo.Button{
			Label: b.Label, Style: discordgo.ButtonStyle(b.Style), Disabled: b.Disabled,
			CustomID: p.ButtonID(b.Action, b.Value),
		}
		if b.Emoji != "" {
			button.Emoji = &discordgo.ComponentEmoji{Name: b.Emoji}
		}
		components = append(components, button)
	}
	return components
}

func menu(p desk.Post, m *message.Menu) discordgo.SelectMenu {
	one := 1
	selection := discordgo.SelectMenu{
		MenuType: discordgo.StringSelectMenu, CustomID: p.ButtonID(m.Action, menuValue),
		Placeholder: m.Placeholder, MinValues: &one, MaxValues: 1,
	}
	for _, o := range m.Options {
		selection.Options = append(selection.Options, discordgo.SelectMenuOption{Label: o.Label, Value: o.Value, Description: o.Description})
	}
	return selection
}

// menuValue keeps the id of a menu apart from those of buttons with the same action, which
// count pages, quotes and sentences.
const menuValue = 1000

// form is a form as Discord takes it.
func form(f desk.FormSheet) rest.Modal {
	return rest.Modal{CustomID: f.ID, Title: f.Title, Components: []discordgo.MessageComponent{
		discordgo.ActionsRow{Components: []discordgo.MessageComponent{discordgo.TextInput{
			CustomID: f.Field, Label: f.Label, Placeholder: f.Hint, Style: discordgo.TextInputParagraph,
			Required: true, MinLength: 1, MaxLength: f.Most,
		}}},
	}}
}

// choices are suggestions as Discord takes them.
func choices(list []desk.Choice) []rest.Choice {
	out := []rest.Choice{}
	for _, c := range list {
		out = append(out, rest.Choice{Name: c.Name, Value: c.Value})
	}
	return out
}
