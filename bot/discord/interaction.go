package discord

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/bwmarrin/discordgo"

	"sitrep/bot/desk"
	"sitrep/bot/discord/rest"
)

// fromInteraction is an interaction as the desk takes it, with files that come by a client. The error is about one that the
// bot has no use for.
func fromInteraction(i *discordgo.Interaction, raw json.RawMessage, now time.Time, files *rest.Client) (desk.Request, error) {
	r := desk.Request{ID: i.ID, Channel: i.ChannelID, Locale: string(i.Locale), At: now}
	if _, installed := i.AuthorizingIntegrationOwners[discordgo.ApplicationIntegrationGuildInstall]; installed {
		r.Guild = i.GuildID
	}
	switch {
	case i.Member != nil && i.Member.User != nil:
		r.User, r.Roles = i.Member.User.ID, i.Member.Roles
		r.Admin = r.Guild != "" && i.Member.Permissions&(discordgo.PermissionManageGuild|discordgo.PermissionAdministrator) != 0
	case i.User != nil:
		r.User = i.User.ID
	default:
		return r, fmt.Errorf("interaction %s has no user", i.ID)
	}
	r.Parent = parentOf(raw)
	switch data := i.Data.(type) {
	case discordgo.ApplicationCommandInteractionData:
		fillCommand(&r, i.Type, &data, files)
	case discordgo.MessageComponentInteractionData:
		r.Kind, r.Values = desk.Press, data.Values
		if i.Message != nil && holds(i.Message.Components, data.CustomID) {
			r.Name = data.CustomID // anything else is forged
		}
	case discordgo.ModalSubmitInteractionData:
		r.Kind, r.Name, r.Options = desk.Form, data.CustomID, fields(data.Components)
	default:
		return r, fmt.Errorf("interaction %s is of type %d", i.ID, i.Type)
	}
	return r, nil
}

// parentOf is the channel that the interaction's thread belongs to; empty outside threads.
func parentOf(raw json.RawMessage) string {
	var event struct {
		Channel struct {
			Type     discordgo.ChannelType `json:"type"`
			ParentID string                `json:"parent_id"`
		} `json:"channel"`
	}
	if json.Unmarshal(raw, &event) != nil || !isThread(event.Channel.Type) {
		return ""
	}
	return event.Channel.ParentID
}

func isThread(t discordgo.ChannelType) bool {
	return t == discordgo.ChannelTypeGuildPublicThread || t == discordgo.ChannelTypeGuildPrivateThread || t == discordgo.ChannelTypeGuildNewsThread
}

// fillCommand reads a command with its options, or the option that is being typed.
func fillCommand(r *desk.Request, kind discordgo.InteractionType, data *discordgo.ApplicationCommandInteractionData, files *rest.Client) {
	r.Name, r.Options = data.Name, map[string]string{}
	if kind == discordgo.InteractionApplicationCommandAutocomplete {
		r.Kind = desk.Complete
	}
	if data.CommandType == discordgo.MessageApplicationCommand {
		r.Name = strings.ToLower(data.Name) // its name in a menu, "Ask about this", is its path otherwise
		if data.Resolved != nil && data.Resolved.Messages[data.TargetID] != nil {
			r.Text = data.Resolved.Messages[data.TargetID].Content
		}
		return
	}
	fillOptions(r, data.Options, data.Resolved, files)
}

func fillOptions(r *desk.Request, options []*discordgo.ApplicationCommandInteractionDataOption, resolved *discordgo.ApplicationCommandInteractionDataResolved, files *rest.Client) {
	for _, o := range options {
		switch {
		case o == nil:
		case o.Type == discordgo.ApplicationCommandOptionSubCommand, o.Type == discordgo.ApplicationCommandOptionSubCommandGroup:
			r.Name += " " + o.Name
			fillOptions(r, o.Options, resolved, files)
		default:
			value := optionText(o.Value)
			if o.Focused {
				r.Focus = o.Name
			}
			if o.Type == discordgo.ApplicationCommandOptionAttachment && resolved != nil && resolved.Attachments[value] != nil {
				file := resolved.Attachments[value]
				r.File = &desk.File{Name: file.Filename, Size: int64(file.Size)}
				r.File.Open = func(ctx context.Context) (io.ReadCloser, error) { return files.Attachment(ctx, file.URL) }
			}
			r.Options[o.Name] = value
		}
	}
}

// optionText is the value of an option as text: whole numbers without an exponent.
func optionText(value any) string {
	if f, ok := value.(float64); ok && f == float64(int64(f)) {
		return fmt.Sprint(int64(f))
	}
	if value == nil {
		return ""
	}
	return fmt.Sprint(value)
}

// holds reports whether one of a message's components has an id.
func holds(components []discordgo.MessageComponent, id string) bool {
	for _, c := range components {
		switch c := c.(type) {
		case *discordgo.ActionsRow:
			if holds(c.Components, id) {
				return true
			}
		case *discordgo.Button:
			if c.CustomID == id {
				return true
			}
		case *discordgo.SelectMenu:
			if c.CustomID == id {
				return true
			}
		}
	}
	return false
}

// fields is what was written into a form.
func fields(components []discordgo.MessageComponent) map[string]string {
	values := map[string]string{}
	for _, c := range components {
		row, ok := c.(*discordgo.ActionsRow)
		if !ok {
			continue
		}
		for _, inner := range row.Components {
			if input, ok := inner.(*discordgo.TextInput); ok {
				values[input.CustomID] = input.Value
			}
		}
	}
	return values
}
