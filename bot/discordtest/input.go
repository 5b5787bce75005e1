package discordtest

import (
	"bytes"
	"encoding/json"
	"errors"
)

// field is a member of a JSON object that may be absent or null: in a PATCH the three mean
// different things.
type field[T any] struct {
	set   bool // the member is there, if only as null
	null  bool
	value T
}

// UnmarshalJSON is called only for members that are there.
func (f *field[T]) UnmarshalJSON(b []byte) error {
	f.set = true
	if bytes.Equal(b, []byte("null")) {
		f.null = true
		return nil
	}
	return json.Unmarshal(b, &f.value)
}

// messageInput is the body of a request that makes or edits a message.
type messageInput struct {
	Content         field[string]            `json:"content"`
	Embeds          field[[]Embed]           `json:"embeds"`
	Components      field[[]Component]       `json:"components"`
	Attachments     field[[]attachmentInput] `json:"attachments"`
	AllowedMentions field[allowedMentions]   `json:"allowed_mentions"`
	Flags           field[int]               `json:"flags"`
	TTS             bool                     `json:"tts"`
	Nonce           json.RawMessage          `json:"nonce"`
	EnforceNonce    bool                     `json:"enforce_nonce"`
	Reference       *referenceInput          `json:"message_reference"`
}

// attachmentInput describes a file: a new one by its number in the request, or, in an edit,
// an old one to keep by its ID.
type attachmentInput struct {
	ID          ID     `json:"id"`
	Filename    string `json:"filename"`
	Description string `json:"description"`
}

// referenceInput names the message that is answered.
type referenceInput struct {
	Type      int   `json:"type"`
	MessageID ID    `json:"message_id"`
	ChannelID ID    `json:"channel_id"`
	GuildID   ID    `json:"guild_id"`
	Strict    *bool `json:"fail_if_not_exists"`
}

// allowedMentions says which mentions may ping.
//
// See https://docs.discord.com/developers/resources/message#allowed-mentions-object
type allowedMentions struct {
	Parse       []string `json:"parse"`
	Users       []ID     `json:"users"`
	Roles       []ID     `json:"roles"`
	RepliedUser bool     `json:"replied_user"`
}

// decode reads a JSON body as Discord would refuse it: 50109 for what is not JSON, 50035 for
// a member of the wrong type.
func decode(b []byte, into any) error {
	err := json.Unmarshal(b, into)
	if err == nil {
		return nil
	}
	if wrong, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
		var f form
		f.add(wrong.Field, "BASE_TYPE_BAD_TYPE", "A JSON %s does not fit here.", wrong.Value)
		return f.err()
	}
	return breach(RuleForm, codeJSON, "%v", err)
}

// ephemeral tells whether the body asks that only one user see the message.
func (in *messageInput) ephemeral() bool { return in.Flags.value&FlagEphemeral != 0 }
