package rest

import "github.com/bwmarrin/discordgo"

// Discord's IDs, one type for each kind of thing so that they cannot be mixed up. All are
// decimal numbers of 64 bits; the empty ID names nothing.
type (
	ApplicationID string
	ChannelID     string // of a thread too
	CommandID     string
	GuildID       string
	InteractionID string
	MessageID     string
	UserID        string
	AttachmentID  string
)

// Interaction is what is needed to answer an interaction: valid for 3 seconds until the first
// response, and for 15 minutes after it.
type Interaction struct {
	ID          InteractionID
	Application ApplicationID
	Token       Token
}

// Answering is how to answer an interaction that came from the gateway.
func Answering(i *discordgo.Interaction) Interaction {
	return Interaction{ID: InteractionID(i.ID), Application: ApplicationID(i.AppID), Token: Token(i.Token)}
}
