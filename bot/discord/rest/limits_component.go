package rest

import (
	"cmp"
	"encoding/json"
	"unicode/utf8"

	"github.com/bwmarrin/discordgo"
)

// component is any component as it leaves, with the fields that have limits. Checking what is
// sent rather than discordgo's types covers pointers, values and types of the bot's own alike.
type component struct {
	Type        discordgo.ComponentType `json:"type"`
	Components  []component             `json:"components"`
	Accessory   *component              `json:"accessory"`
	Component   *component              `json:"component"`
	CustomID    string                  `json:"custom_id"`
	Label       string                  `json:"label"`
	Description string                  `json:"description"`
	URL         string                  `json:"url"`
	Content     string                  `json:"content"`
	Placeholder string                  `json:"placeholder"`
	Value       string                  `json:"value"`
	Style       int                     `json:"style"`
	Emoji       json.RawMessage         `json:"emoji"`
	Options     []selectOption          `json:"options"`
	Items       []json.RawMessage       `json:"items"`
	MinValues   *int                    `json:"min_values"`
	MaxValues   *int                    `json:"max_values"`
	MinLength   int                     `json:"min_length"`
	MaxLength   int                     `json:"max_length"`
}

type selectOption struct {
	Label       string `json:"label"`
	Value       string `json:"value"`
	Description string `json:"description"`
}

// label is the type of Label, which discordgo v0.29 does not have.
const label discordgo.ComponentType = 18

// plain is components as they leave.
func plain(p *problems, list []discordgo.MessageComponent) []component {
	b, err := encode(list)
	var out []component
	if err == nil {
		err = json.Unmarshal(b, &out)
	}
	if err != nil {
		p.add("components", "%v", err)
	}
	return out
}

// checkComponents checks the components of a message.
func checkComponents(p *problems, given []discordgo.MessageComponent, v2 bool) {
	list := plain(p, given)
	if !v2 {
		p.count("components", len(list), 0, MaxRows)
	}
	for i := range list {
		if !v2 && list[i].Type != discordgo.ActionsRowComponent {
			p.add(under("components", i, ""), "type %d needs the flag IsComponentsV2; without it there are action rows only", list[i].Type)
			continue
		}
		checkBlock(p, under("components", i, ""), &list[i], false)
	}
	s := sums{ids: map[string]bool{}}
	for i := range list {
		s.add(p, &list[i])
	}
	if v2 && s.components > MaxComponents {
		p.add("components", "%d in all, at most %d", s.components, MaxComponents)
	}
	if v2 && s.text > MaxComponentsText {
		p.add("components", "%d characters of text in all, at most %d", s.text, MaxComponentsText)
	}
}

// sums is what is counted over all components of a message or form.
type sums struct {
	components int
	text       int // characters of the text displays
	ids        map[string]bool
}

// add counts a component and all within it, and demands custom IDs that are used once.
func (s *sums) add(p *problems, c *component) {
	s.components++
	if c.Type == discordgo.TextDisplayComponent {
		s.text += utf8.RuneCountInString(c.Content)
	}
	if c.CustomID != "" {
		if s.ids[c.CustomID] {
			p.add("components", "the custom_id %q is used twice", c.CustomID)
		}
		s.ids[c.CustomID] = true
	}
	for i := range c.Components {
		s.add(p, &c.Components[i])
	}
	for _, inner := range []*component{c.Accessory, c.Component} {
		if inner != nil {
			s.add(p, inner)
		}
	}
}

// checkBlock checks a component that can stand at the top of a message or in a container.
func checkBlock(p *problems, path string, c *component, contained bool) {
	switch c.Type {
	case discordgo.ActionsRowComponent:
		checkRow(p, path, c)
	case discordgo.TextDisplayComponent:
		p.within(path+".content", c.Content, 1, MaxComponentsText)
	case discordgo.SectionComponent:
		checkSection(p, path, c)
	case discordgo.MediaGalleryComponent:
		p.count(path+".items", len(c.Items), 1, MaxGalleryItems)
	case discordgo.SeparatorComponent, discordgo.FileComponentType:
	case discordgo.ContainerComponent:
		if contained {
			p.add(path, "a container cannot hold a container")
			return
		}
		p.count(path+".components", len(c.Components), 1, MaxComponents)
		for i := range c.Components {
			checkBlock(p, under(path+".components", i, ""), &c.Components[i], true)
		}
	default:
		p.add(path, "type %d cannot stand here", c.Type)
	}
}

// checkRow demands one to five buttons, or one select menu.
func checkRow(p *problems, path string, row *component) {
	path += ".components"
	p.count(path, len(row.Components), 1, MaxButtonsInRow)
	for i := range row.Components {
		c, where := &row.Components[i], under(path, i, "")
		switch {
		case c.Type == discordgo.ButtonComponent:
			checkButton(p, where, c)
		case c.isSelect():
			checkSelect(p, where, c)
			if len(row.Components) > 1 {
				p.add(path, "a select menu needs a row of its own")
			}
		default:
			p.add(where, "type %d cannot stand here", c.Type)
		}
	}
}

func (c *component) isSelect() bool {
	switch c.Type {
	case discordgo.SelectMenuComponent, discordgo.UserSelectMenuComponent, discordgo.RoleSelectMenuComponent,
		discordgo.MentionableSelectMenuComponent, discordgo.ChannelSelectMenuComponent:
		return true
	default:
		return false
	}
}

func checkButton(p *problems, path string, c *component) {
	const premium = 6
	p.within(path+".label", c.Label, 0, MaxButtonLabel)
	if c.Label == "" && (len(c.Emoji) == 0 || string(c.Emoji) == "null") && c.Style != premium {
		p.add(path, "a button needs a label or an emoji")
	}
	switch {
	case c.Style == premium:
	case c.Style == int(discordgo.LinkButton):
		p.within(path+".url", c.URL, 1, MaxButtonURL)
		p.webAddress(path+".url", c.URL, "https", "http", "discord")
		if c.CustomID != "" {
			p.add(path, "a link has no custom_id")
		}
	case c.Style < int(discordgo.PrimaryButton) || c.Style > premium:
		p.add(path+".style", "%d is not a style", c.Style)
	default:
		p.within(path+".custom_id", c.CustomID, 1, MaxCustomID)
		if c.URL != "" {
			p.add(path, "only a link has a url")
		}
	}
}

func checkSelect(p *problems, path string, c *component) {
	p.within(path+".custom_id", c.CustomID, 1, MaxCustomID)
	p.within(path+".placeholder", c.Placeholder, 0, MaxPlaceholder)
	low, high := 1, 1
	if c.MinValues != nil {
		low = *c.MinValues
	}
	if c.MaxValues != nil {
		high = *c.MaxValues
	}
	if low < 0 || high < 1 || low > high || high > MaxSelectOptions {
		p.add(path, "min_values %d and max_values %d must be 0 to %d, in order", low, high, MaxSelectOptions)
	}
	if c.Type != discordgo.SelectMenuComponent {
		return
	}
	p.count(path+".options", len(c.Options), 1, MaxSelectOptions)
	if high > len(c.Options) {
		p.add(path, "max_values %d with %d options", high, len(c.Options))
	}
	seen := map[string]bool{}
	for i, o := range c.Options {
		where := under(path+".options", i, "")
		p.within(where+".label", o.Label, 1, MaxSelectText)
		p.within(where+".value", o.Value, 1, MaxSelectText)
		p.within(where+".description", o.Description, 0, MaxSelectText)
		if seen[o.Value] {
			p.add(where+".value", "%q is used twice", o.Value)
		}
		seen[o.Value] = true
	}
}

func checkSection(p *problems, path string, c *component) {
	p.count(path+".components", len(c.Components), 1, MaxSectionTexts)
	for i := range c.Components {
		text := &c.Components[i]
		if text.Type != discordgo.TextDisplayComponent {
			p.add(under(path+".components", i, ""), "type %d cannot stand here", text.Type)
			continue
		}
		p.within(under(path+".components", i, "content"), text.Content, 1, MaxComponentsText)
	}
	switch {
	case c.Accessory == nil:
		p.add(path+".accessory", "must not be empty")
	case c.Accessory.Type == discordgo.ButtonComponent:
		checkButton(p, path+".accessory", c.Accessory)
	case c.Accessory.Type != discordgo.ThumbnailComponent:
		p.add(path+".accessory", "type %d cannot stand here", c.Accessory.Type)
	}
}

// checkModal holds a form against the limits.
func checkModal(m *Modal) error {
	var p problems
	p.within("custom_id", m.CustomID, 1, MaxCustomID)
	p.within("title", m.Title, 1, MaxModalTitle)
	list := plain(&p, m.Components)
	p.count("components", len(list), 1, MaxModalComponents)
	s := sums{ids: map[string]bool{}}
	for i := range list {
		c, path := &list[i], under("components", i, "")
		s.add(&p, c)
		switch {
		case c.Type == discordgo.ActionsRowComponent && len(c.Components) == 1:
			checkTextInput(&p, path, &c.Components[0], true)
		case c.Type == label && c.Component != nil:
			checkLabel(&p, path, c)
		case c.Type == discordgo.TextDisplayComponent:
			p.within(path+".content", c.Content, 1, MaxComponentsText)
		default:
			p.add(path, "a form takes labels, texts and action rows with one text input each")
		}
	}
	return p.err()
}

func checkLabel(p *problems, path string, c *component) {
	p.within(path+".label", c.Label, 1, MaxInputLabel)
	p.within(path+".description", c.Description, 0, MaxLabelDescription)
	if c.Component.isSelect() {
		checkSelect(p, path+".component", c.Component)
		return
	}
	checkTextInput(p, path+".component", c.Component, false)
}

func checkTextInput(p *problems, path string, c *component, labelled bool) {
	if c.Type != discordgo.TextInputComponent {
		p.add(path, "type %d cannot stand here", c.Type)
		return
	}
	p.within(path+".custom_id", c.CustomID, 1, MaxCustomID)
	if labelled {
		p.within(path+".label", c.Label, 1, MaxInputLabel)
	}
	if c.Style != int(discordgo.TextInputShort) && c.Style != int(discordgo.TextInputParagraph) {
		p.add(path+".style", "%d is not a style", c.Style)
	}
	p.within(path+".placeholder", c.Placeholder, 0, MaxInputPlaceholder)
	p.within(path+".value", c.Value, 0, MaxInputValue)
	high := cmp.Or(c.MaxLength, MaxInputValue)
	if c.MinLength < 0 || c.MinLength > high || high > MaxInputValue {
		p.add(path, "min_length %d and max_length %d must be 0 to %d, in order", c.MinLength, high, MaxInputValue)
	}
}
