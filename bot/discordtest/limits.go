package discordtest

import "time"

// Discord's limits that the fake enforces. Lengths count characters (code points).
//
// See https://docs.discord.com/developers/resources/message,
// https://docs.discord.com/developers/components/reference,
// https://docs.discord.com/developers/interactions/application-commands and
// https://docs.discord.com/developers/events/gateway.
const (
	MaxContent          = 2000
	MaxEmbeds           = 10
	MaxEmbedTitle       = 256
	MaxEmbedDescription = 4096
	MaxEmbedFields      = 25
	MaxFieldName        = 256
	MaxFieldValue       = 1024
	MaxFooter           = 2048
	MaxAuthorName       = 256
	MaxEmbedTotal       = 6000 // over all embeds of a message
	MaxURL              = 2048
	MaxNonce            = 25

	MaxRows              = 5 // action rows of a message without Components V2
	MaxButtonsInRow      = 5
	MaxButtonLabel       = 80
	MaxButtonURL         = 512
	MaxCustomID          = 100
	MaxSelectOptions     = 25
	MaxSelectText        = 100 // label, value and description of an option
	MaxPlaceholder       = 150
	MaxComponents        = 40   // of a Components V2 message, nested ones included
	MaxComponentsText    = 4000 // over all text displays of a Components V2 message
	MaxSectionTexts      = 3
	MaxGalleryItems      = 10
	MaxModalTitle        = 45
	MaxModalComponents   = 5
	MaxInputLabel        = 45
	MaxInputPlaceholder  = 100
	MaxInputValue        = 4000
	MaxLabelDescription  = 100
	MaxAttachments       = 10
	MaxAttachmentBytes   = 10 << 20 // each, unless Options.UploadLimit says otherwise
	MaxRequestBytes      = 25 << 20
	MaxThreadName        = 100
	MaxAllowedMentionIDs = 100

	MaxCommandName         = 32
	MaxCommandDescription  = 100
	MaxCommandOptions      = 25
	MaxChoices             = 25
	MaxChoiceText          = 100 // name and value of a choice
	MaxOptionLength        = 6000
	MaxCommandTotal        = 8000 // names, descriptions and values of one command together
	MaxSlashCommands       = 100
	MaxContextCommands     = 15  // of each kind, user and message
	MaxCommandCreatesDaily = 200 // per guild, and for global commands

	AckDeadline     = 3 * time.Second  // for the first response to an interaction
	TokenLife       = 15 * time.Minute // of an interaction's token
	MaxUserFollowup = 5                // follow-ups when the app is installed for the user only

	MaxGatewayPayload = 4096 // bytes that a client may send in one message
	MaxGatewaySends   = 120  // messages that a client may send in GatewayWindow
	GatewayWindow     = time.Minute
)
