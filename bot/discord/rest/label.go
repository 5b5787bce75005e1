package rest

import "github.com/bwmarrin/discordgo"

// Label gives a text input or menu in a form its label; Discord has it in the place of action
// rows with labelled text inputs. In the events of a gateway.Gateway a submitted one is an
// action row with the component in it.
type Label struct {
	Label       string // up to MaxInputLabel characters
	Description string // below the label, up to MaxLabelDescription characters; may be empty
	Component   discordgo.MessageComponent
}

var _ discordgo.MessageComponent = Label{}

// Type implements discordgo.MessageComponent.
func (Label) Type() discordgo.ComponentType { return label }

// MarshalJSON implements json.Marshaler.
func (l Label) MarshalJSON() ([]byte, error) {
	return encode(struct {
		Type        discordgo.ComponentType    `json:"type"`
		Label       string                     `json:"label"`
		Description string                     `json:"description,omitempty"`
		Component   discordgo.MessageComponent `json:"component"`
	}{label, l.Label, l.Description, l.Component})
}
