package gateway

import (
	"bytes"
	"encoding/json"

	"github.com/bwmarrin/discordgo"
)

// label is the type of the component that gives another one its label in a form. discordgo
// v0.29 does not have it.
const label = 18

// familiar makes an event fit for discordgo v0.29, which refuses a whole event for one
// component of a type that it does not know: in "components", such ones are left out, and a
// label is made the action row that it replaces. It is meant for events that did not decode.
func familiar(raw json.RawMessage) (json.RawMessage, error) {
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	var v any
	if err := d.Decode(&v); err != nil {
		return nil, err
	}
	return json.Marshal(adapt(v))
}

func adapt(v any) any {
	switch v := v.(type) {
	case []any:
		for i := range v {
			v[i] = adapt(v[i])
		}
	case map[string]any:
		for key, field := range v {
			if list, ok := field.([]any); ok && key == "components" {
				field = adaptComponents(list)
			}
			v[key] = adapt(field)
		}
	}
	return v
}

func adaptComponents(list []any) []any {
	kept := []any{}
	for _, item := range list {
		c, ok := item.(map[string]any)
		if !ok {
			continue
		}
		number, ok := c["type"].(json.Number)
		if !ok {
			continue
		}
		kind, err := number.Int64()
		switch {
		case err != nil:
		case kind == label:
			row := map[string]any{"type": json.Number("1"), "components": []any{c["component"]}}
			kept = append(kept, row)
		case known(discordgo.ComponentType(kind)):
			kept = append(kept, c)
		}
	}
	return kept
}

// known tells whether discordgo knows a type of component.
func known(t discordgo.ComponentType) bool {
	return t >= discordgo.ActionsRowComponent && t <= discordgo.SeparatorComponent || t == discordgo.ContainerComponent
}
