package discordtest

import (
	"encoding/json"
	"time"
)

// Message flags that the fake looks at.
//
// See https://docs.discord.com/developers/resources/message#message-object-message-flags
const (
	FlagSuppressEmbeds        = 1 << 2  // links get no preview
	FlagEphemeral             = 1 << 6  // only the asking user sees it
	FlagLoading               = 1 << 7  // "... is thinking"
	FlagSuppressNotifications = 1 << 12 // silent
	FlagComponentsV2          = 1 << 15 // made of components only
)

// Message types.
const (
	kindDefault        = 0
	kindReply          = 19
	kindCommand        = 20 // answer to a slash command
	kindContextCommand = 23 // answer to a command on a message or user
)

// Account is what Discord tells about a user.
type Account struct {
	ID            ID      `json:"id"`
	Username      string  `json:"username"`
	GlobalName    *string `json:"global_name"`
	Discriminator string  `json:"discriminator"`
	Avatar        *string `json:"avatar"`
	Bot           bool    `json:"bot,omitempty"`
	PublicFlags   int     `json:"public_flags"`
	Flags         int     `json:"flags"`
	PrimaryGuild  *ID     `json:"primary_guild"` // always null
}

// Message is a message as Discord's REST endpoints give it.
//
// See https://docs.discord.com/developers/resources/message#message-object
type Message struct {
	ID              ID                   `json:"id"`
	Type            int                  `json:"type"`
	ChannelID       ID                   `json:"channel_id"`
	Author          Account              `json:"author"`
	Content         string               `json:"content"`
	Timestamp       time.Time            `json:"timestamp"`
	EditedTimestamp *time.Time           `json:"edited_timestamp"`
	TTS             bool                 `json:"tts"`
	MentionEveryone bool                 `json:"mention_everyone"`
	Mentions        []Account            `json:"mentions"`
	MentionRoles    []ID                 `json:"mention_roles"`
	Attachments     []Attachment         `json:"attachments"`
	Embeds          []Embed              `json:"embeds"`
	Components      []Component          `json:"components"`
	Pinned          bool                 `json:"pinned"`
	Flags           int                  `json:"flags"`
	Nonce           json.RawMessage      `json:"nonce,omitempty"`
	WebhookID       ID                   `json:"webhook_id,omitempty"`
	ApplicationID   ID                   `json:"application_id,omitempty"`
	Reference       *MessageReference    `json:"message_reference,omitempty"`
	Referenced      *Message             `json:"referenced_message,omitempty"`
	Interaction     *InteractionMetadata `json:"interaction_metadata,omitempty"`
}

// MessageReference is the message that another one answers.
type MessageReference struct {
	Type      int  `json:"type"`
	MessageID ID   `json:"message_id,omitempty"`
	ChannelID ID   `json:"channel_id"`
	GuildID   ID   `json:"guild_id,omitempty"`
	Strict    bool `json:"-"` // refuse when the message does not exist
}

// InteractionMetadata is the interaction that a message answers.
type InteractionMetadata struct {
	ID         ID            `json:"id"`
	Type       int           `json:"type"`
	User       Account       `json:"user"`
	Owners     map[string]ID `json:"authorizing_integration_owners"`
	Interacted ID            `json:"interacted_message_id,omitempty"`

	// Triggering is what opened the modal that the interaction submitted.
	Triggering *InteractionMetadata `json:"triggering_interaction_metadata,omitempty"`
}

// Attachment is a file of a message or of a command's option. URL leads to the fake's own
// content server.
type Attachment struct {
	ID          ID     `json:"id"`
	Filename    string `json:"filename"`
	Description string `json:"description,omitempty"`
	ContentType string `json:"content_type,omitempty"`
	Size        int    `json:"size"` // bytes
	URL         string `json:"url"`
	ProxyURL    string `json:"proxy_url"`
	Ephemeral   bool   `json:"ephemeral,omitempty"`
}

// Embed is a rich embed.
type Embed struct {
	Type        string       `json:"type,omitempty"`
	Title       string       `json:"title,omitempty"`
	Description string       `json:"description,omitempty"`
	URL         string       `json:"url,omitempty"`
	Timestamp   string       `json:"timestamp,omitempty"`
	Color       int          `json:"color,omitempty"`
	Footer      *EmbedFooter `json:"footer,omitempty"`
	Image       *EmbedImage  `json:"image,omitempty"`
	Thumbnail   *EmbedImage  `json:"thumbnail,omitempty"`
	Author      *EmbedAuthor `json:"author,omitempty"`
	Fields      []EmbedField `json:"fields,omitempty"`
}

// EmbedFooter is the small print of an embed.
type EmbedFooter struct {
	Text    string `json:"text"`
	IconURL string `json:"icon_url,omitempty"`
}

// EmbedImage is a picture of an embed.
type EmbedImage struct {
	URL string `json:"url,omitempty"`
}

// EmbedAuthor is the head line of an embed.
type EmbedAuthor struct {
	Name    string `json:"name"`
	URL     string `json:"url,omitempty"`
	IconURL string `json:"icon_url,omitempty"`
}

// EmbedField is a named part of an embed.
type EmbedField struct {
	Name   string `json:"name"`
	Value  string `json:"value"`
	Inline bool   `json:"inline"`
}

// message is a message that the fake keeps, with what only it knows.
type message struct {
	Message
	guild       ID
	visibleTo   ID // the only user who sees it; empty when all do
	interaction *interaction
	revisions   []Revision
}

// Revision is one state that a message had.
type Revision struct {
	At      time.Time
	Message Message
	Pings   Pings
}

// deferred tells whether the message is still the sign that the bot is thinking.
func (m *message) deferred() bool { return m.Flags&FlagLoading != 0 }

// isV2 tells whether the message is made of components only.
func (m *Message) isV2() bool { return m.Flags&FlagComponentsV2 != 0 }
