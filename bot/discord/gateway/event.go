package gateway

import (
	"encoding/json"
	"errors"
	"fmt"

	"github.com/bwmarrin/discordgo"
)

// Event is something that happened on Discord. Data is one of the pointers below, never nil,
// and its essentials are there:
//
//   - *discordgo.InteractionCreate with ID, AppID, Token, Type, User or Member.User, and Data of
//     the kind that belongs to Type; Message for buttons and menus
//   - *discordgo.MessageCreate with ID, ChannelID and Author; Member may be nil
//   - *discordgo.MessageUpdate, *discordgo.MessageDelete with ID and ChannelID; the rest may be missing
//   - *discordgo.GuildCreate, *discordgo.GuildUpdate, *discordgo.GuildDelete with ID
//   - *discordgo.ChannelCreate, ...Update, ...Delete and *discordgo.ThreadCreate, ...Update,
//     ...Delete with ID
//   - *discordgo.GuildRoleCreate, ...Update with GuildID and Role; *discordgo.GuildRoleDelete with GuildID and RoleID
//   - *discordgo.GuildMemberUpdate with GuildID and User
//   - *discordgo.Ready with User and SessionID; *discordgo.Resumed
//
// Events of other types are passed over.
type Event struct {
	Shard    int
	Sequence int64
	Name     string // "INTERACTION_CREATE"
	Data     any
	Raw      json.RawMessage // as it came, for fields that discordgo does not know
}

// errIncomplete is what an event that lacks something essential is dropped for.
var errIncomplete = errors.New("something essential is missing")

// decoderOf is how to decode a type of event: into what, and what must be there then. It is nil
// for types that nobody needs.
func decoderOf(name string) func(json.RawMessage) (any, error) {
	switch name {
	case "READY":
		return decoder(func(e *discordgo.Ready) bool { return e.SessionID != "" && e.User != nil && e.User.ID != "" })
	case "RESUMED":
		return decoder(func(*discordgo.Resumed) bool { return true })
	case "INTERACTION_CREATE":
		return decoder(completeInteraction)
	case "MESSAGE_CREATE":
		return decoder(func(e *discordgo.MessageCreate) bool { return has(e.Message) && e.Author != nil && e.Author.ID != "" })
	case "MESSAGE_UPDATE":
		return decoder(func(e *discordgo.MessageUpdate) bool { return has(e.Message) })
	case "MESSAGE_DELETE":
		return decoder(func(e *discordgo.MessageDelete) bool { return has(e.Message) })
	case "GUILD_CREATE":
		return decoder(func(e *discordgo.GuildCreate) bool { return e.Guild != nil && e.ID != "" })
	case "GUILD_UPDATE":
		return decoder(func(e *discordgo.GuildUpdate) bool { return e.Guild != nil && e.ID != "" })
	case "GUILD_DELETE":
		return decoder(func(e *discordgo.GuildDelete) bool { return e.Guild != nil && e.ID != "" })
	case "CHANNEL_CREATE":
		return decoder(func(e *discordgo.ChannelCreate) bool { return e.Channel != nil && e.ID != "" })
	case "CHANNEL_UPDATE":
		return decoder(func(e *discordgo.ChannelUpdate) bool { return e.Channel != nil && e.ID != "" })
	case "CHANNEL_DELETE":
		return decoder(func(e *discordgo.ChannelDelete) bool { return e.Channel != nil && e.ID != "" })
	case "THREAD_CREATE":
		return decoder(func(e *discordgo.ThreadCreate) bool { return e.Channel != nil && e.ID != "" })
	case "THREAD_UPDATE":
		return decoder(func(e *discordgo.ThreadUpdate) bool { return e.Channel != nil && e.ID != "" })
	case "THREAD_DELETE":
		return decoder(func(e *discordgo.ThreadDelete) bool { return e.Channel != nil && e.ID != "" })
	case "GUILD_ROLE_CREATE":
		return decoder(func(e *discordgo.GuildRoleCreate) bool { return completeRole(e.GuildRole) })
	case "GUILD_ROLE_UPDATE":
		return decoder(func(e *discordgo.GuildRoleUpdate) bool { return completeRole(e.GuildRole) })
	case "GUILD_ROLE_DELETE":
		return decoder(func(e *discordgo.GuildRoleDelete) bool { return e.GuildID != "" && e.RoleID != "" })
	case "GUILD_MEMBER_UPDATE":
		return decoder(func(e *discordgo.GuildMemberUpdate) bool { return e.Member != nil && e.User != nil && e.GuildID != "" })
	default:
		return nil
	}
}

// decoder decodes into a T and demands that it is complete.
func decoder[T any](complete func(*T) bool) func(json.RawMessage) (any, error) {
	return func(raw json.RawMessage) (any, error) {
		e := new(T)
		if err := json.Unmarshal(raw, e); err != nil {
			return nil, err
		}
		if !complete(e) {
			return nil, errIncomplete
		}
		return e, nil
	}
}

// decode makes an event of what came; nil when it is of a type that nobody needs.
func decode(name string, raw json.RawMessage) (any, error) {
	into := decoderOf(name)
	if into == nil {
		return nil, nil
	}
	data, err := into(raw)
	if err != nil {
		if adapted, adaptErr := familiar(raw); adaptErr == nil {
			data, err = into(adapted)
		}
	}
	if err != nil {
		return nil, fmt.Errorf("decode %s: %w", name, err)
	}
	return data, nil
}

// has tells whether a message can be found again.
func has(m *discordgo.Message) bool { return m != nil && m.ID != "" && m.ChannelID != "" }

func completeRole(r *discordgo.GuildRole) bool {
	return r != nil && r.GuildID != "" && r.Role != nil && r.Role.ID != ""
}

// completeInteraction tells whether an interaction can be answered.
func completeInteraction(e *discordgo.InteractionCreate) bool {
	i := e.Interaction
	if i == nil || i.ID == "" || i.AppID == "" || i.Token == "" {
		return false
	}
	user := i.User
	if i.Member != nil {
		user = i.Member.User
	}
	if user == nil || user.ID == "" {
		return false
	}
	switch data := i.Data.(type) {
	case discordgo.ApplicationCommandInteractionData:
		return data.Name != ""
	case discordgo.MessageComponentInteractionData:
		return data.CustomID != "" && i.Message != nil
	case discordgo.ModalSubmitInteractionData:
		return data.CustomID != ""
	default:
		return false
	}
}
