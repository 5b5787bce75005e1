package rest

import (
	"encoding/json"
	"fmt"

	"github.com/bwmarrin/discordgo"
)

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

// MarshalJSON implements json.Marshaler. What is labelled must have no label of its own, not
// even the empty one that discordgo gives text inputs.
func (l Label) MarshalJSON() ([]byte, error) {
	inner, err := encode(l.Component)
	if err != nil {
		return nil, err
	}
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(inner, &fields); err != nil {
		return nil, fmt.Errorf("encode the component of the label %q: %w", l.Label, err)
	}
	if string(fields["label"]) == `""` {
		delete(fields, "label")
	}
	return encode(struct {
		Type        discordgo.ComponentType    `json:"type"`
		Label       string                     `json:"label"`
		Description string                     `json:"description,omitempty"`
		Component   map[string]json.RawMessage `json:"component"`
	}{label, l.Label, l.Description, fields})
}
