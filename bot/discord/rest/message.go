package rest

import "github.com/bwmarrin/discordgo"

// Message is a message to be sent. It must show something: content, embeds, components or
// files. With discordgo.MessageFlagsIsComponentsV2 it has components and files only.
type Message struct {
	Content    string // up to MaxContent characters
	Embeds     []*discordgo.MessageEmbed
	Components []discordgo.MessageComponent
	Files      []File

	// Flags is any of IsComponentsV2, SuppressEmbeds, SuppressNotifications and, in an answer
	// to an interaction, Ephemeral.
	Flags discordgo.MessageFlags
}

// Post is a message to a channel, outside of interactions.
type Post struct {
	Message
	ReplyTo MessageID // the message that it answers, without pinging its author; empty is none

	// Nonce, up to MaxNonce characters, makes Discord take posts of the last few minutes with
	// the same nonce for one. Empty is a fresh one, which guards the attempts of one call.
	Nonce string
}

// Edit is a change of a message. What is nil or empty stays as it is.
type Edit struct {
	Content    *string
	Embeds     *[]*discordgo.MessageEmbed
	Components *[]discordgo.MessageComponent
	Keep       *[]AttachmentID // the files that stay; nil is all of them
	Files      []File          // to be added
	Flags      discordgo.MessageFlags
}

// Replace is the edit that puts a message in the place of whatever was there. Who sees it
// stays as it was: the flag Ephemeral is left out.
func Replace(m Message) Edit {
	e := Edit{
		Content: &m.Content, Embeds: &m.Embeds, Components: &m.Components, Keep: &[]AttachmentID{},
		Files: m.Files, Flags: m.Flags &^ discordgo.MessageFlagsEphemeral,
	}
	return e
}

// File is a file that comes with a message.
type File struct {
	Name        string
	ContentType string // empty is application/octet-stream
	Description string // for those who do not see it
	Data        []byte
}

// Choice is a suggestion for the value of an option.
type Choice struct {
	Name  string `json:"name"`  // what the user reads
	Value any    `json:"value"` // a string or a number, as the option's type is
}

// Modal is a form that opens for one user.
type Modal struct {
	CustomID   string                       `json:"custom_id"`
	Title      string                       `json:"title"`
	Components []discordgo.MessageComponent `json:"components"`
}

// noMentions is the allowed_mentions of everything that leaves: nobody is notified.
//
// See https://docs.discord.com/developers/resources/message#allowed-mentions-object
type noMentions struct{}

// MarshalJSON implements json.Marshaler.
func (noMentions) MarshalJSON() ([]byte, error) {
	return []byte(`{"parse":[],"replied_user":false}`), nil
}

// outgoing is a message as it leaves, new or changed.
type outgoing struct {
	Content     *string                       `json:"content,omitempty"`
	Embeds      *[]*discordgo.MessageEmbed    `json:"embeds,omitempty"`
	Components  *[]discordgo.MessageComponent `json:"components,omitempty"`
	Attachments *[]attachment                 `json:"attachments,omitempty"`
	Flags       discordgo.MessageFlags        `json:"flags,omitempty"`
	Mentions    noMentions                    `json:"allowed_mentions"`

	// Of messages to channels only.
	Reference    *reference `json:"message_reference,omitempty"`
	Nonce        string     `json:"nonce,omitempty"`
	EnforceNonce bool       `json:"enforce_nonce,omitempty"`
}

// attachment is a file that stays, or describes one that comes along.
type attachment struct {
	ID          AttachmentID `json:"id"`
	Filename    string       `json:"filename,omitempty"`
	Description string       `json:"description,omitempty"`
}

type reference struct {
	MessageID MessageID `json:"message_id"`
	Strict    bool      `json:"fail_if_not_exists"` // false: if the message is gone, answer nothing in particular
}

// outgoing is the message as it leaves.
func (m *Message) outgoing() *outgoing {
	o := &outgoing{Flags: m.Flags}
	if m.Content != "" {
		o.Content = &m.Content
	}
	if len(m.Embeds) > 0 {
		o.Embeds = &m.Embeds
	}
	if len(m.Components) > 0 {
		o.Components = &m.Components
	}
	if len(m.Files) > 0 {
		o.Attachments = describe(nil, m.Files)
	}
	return o
}

// outgoing is the change as it leaves.
func (e *Edit) outgoing() *outgoing {
	o := &outgoing{Content: e.Content, Flags: e.Flags, Embeds: listed(e.Embeds), Components: listed(e.Components)}
	if e.Keep != nil {
		o.Attachments = describe(*e.Keep, e.Files)
	}
	return o
}

// listed makes an empty list of a nil one: null is not the same to Discord.
func listed[E any](list *[]E) *[]E {
	if list != nil && *list == nil {
		return &[]E{}
	}
	return list
}

// describe lists the files that stay and those that come along, which are numbered.
func describe(keep []AttachmentID, files []File) *[]attachment {
	list := make([]attachment, 0, len(keep)+len(files))
	for _, id := range keep {
		list = append(list, attachment{ID: id})
	}
	for i, f := range files {
		list = append(list, attachment{ID: AttachmentID(fileNumber(i)), Filename: f.Name, Description: f.Description})
	}
	return &list
}
