package discordtest

import (
	"cmp"
	"encoding/json"
	"iter"
)

// Component types.
//
// See https://docs.discord.com/developers/components/reference#component-object-component-types
const (
	typeActionRow         = 1
	typeButton            = 2
	typeStringSelect      = 3
	typeTextInput         = 4
	typeUserSelect        = 5
	typeRoleSelect        = 6
	typeMentionableSelect = 7
	typeChannelSelect     = 8
	typeSection           = 9
	typeTextDisplay       = 10
	typeThumbnail         = 11
	typeMediaGallery      = 12
	typeFile              = 13
	typeSeparator         = 14
	typeContainer         = 17
	typeLabel             = 18
	typeFileUpload        = 19
)

// Button styles.
const (
	stylePrimary   = 1
	styleSecondary = 2
	styleSuccess   = 3
	styleDanger    = 4
	styleLink      = 5
	stylePremium   = 6
)

// Component is a component of a message or a modal; which fields count depends on Type.
type Component struct {
	Type         int            `json:"type"`
	ID           int            `json:"id"` // within its message, from 1
	CustomID     string         `json:"custom_id,omitempty"`
	Style        int            `json:"style,omitempty"`
	Label        string         `json:"label,omitempty"`
	Emoji        *Emoji         `json:"emoji,omitempty"`
	URL          string         `json:"url,omitempty"`
	SKU          ID             `json:"sku_id,omitempty"`
	Disabled     bool           `json:"disabled,omitempty"`
	Placeholder  string         `json:"placeholder,omitempty"`
	MinValues    *int           `json:"min_values,omitempty"`
	MaxValues    *int           `json:"max_values,omitempty"`
	Options      []SelectOption `json:"options,omitempty"`
	ChannelTypes []int          `json:"channel_types,omitempty"`
	Required     *bool          `json:"required,omitempty"`
	MinLength    *int           `json:"min_length,omitempty"`
	MaxLength    *int           `json:"max_length,omitempty"`
	Value        string         `json:"value,omitempty"`
	Content      string         `json:"content,omitempty"`
	Description  string         `json:"description,omitempty"`
	AccentColor  *int           `json:"accent_color,omitempty"`
	Spoiler      bool           `json:"spoiler,omitempty"`
	Divider      *bool          `json:"divider,omitempty"`
	Spacing      int            `json:"spacing,omitempty"`
	Media        *Media         `json:"media,omitempty"`
	File         *Media         `json:"file,omitempty"`
	Items        []GalleryItem  `json:"items,omitempty"`
	Components   []Component    `json:"components,omitempty"`
	Accessory    *Component     `json:"accessory,omitempty"`
	Component    *Component     `json:"component,omitempty"` // of a label in a modal
}

// SelectOption is one choice of a select menu.
type SelectOption struct {
	Label       string `json:"label"`
	Value       string `json:"value"`
	Description string `json:"description,omitempty"`
	Default     bool   `json:"default,omitempty"`
	Emoji       *Emoji `json:"emoji,omitempty"`
}

// Emoji is a standard emoji (no ID) or one of a guild.
type Emoji struct {
	ID       ID     `json:"id,omitempty"`
	Name     string `json:"name,omitempty"`
	Animated bool   `json:"animated,omitempty"`
}

// Media is a picture or file by URL; "attachment://name" names a file of the same message.
type Media struct {
	ID       ID     `json:"id,omitempty"`
	URL      string `json:"url"`
	ProxyURL string `json:"proxy_url,omitempty"`
}

// GalleryItem is one picture of a media gallery.
type GalleryItem struct {
	Media       Media   `json:"media"`
	Description *string `json:"description"`
	Spoiler     bool    `json:"spoiler"`
}

// MarshalJSON adds the members that Discord sends even when they are empty.
func (c Component) MarshalJSON() ([]byte, error) {
	type plain Component
	switch c.Type {
	case typeContainer:
		return json.Marshal(struct {
			plain
			AccentColor *int `json:"accent_color"`
			Spoiler     bool `json:"spoiler"`
		}{plain(c), c.AccentColor, c.Spoiler})
	case typeThumbnail:
		return json.Marshal(struct {
			plain
			Description any  `json:"description"`
			Spoiler     bool `json:"spoiler"`
		}{plain(c), nullable(c.Description), c.Spoiler})
	case typeFile:
		return json.Marshal(struct {
			plain
			Name    *string `json:"name"`
			Size    *int    `json:"size"`
			Spoiler bool    `json:"spoiler"`
		}{plain(c), nil, nil, c.Spoiler})
	default:
		return json.Marshal(plain(c))
	}
}

// isSelect tells whether the component is a select menu of any kind.
func (c *Component) isSelect() bool {
	switch c.Type {
	case typeStringSelect, typeUserSelect, typeRoleSelect, typeMentionableSelect, typeChannelSelect:
		return true
	default:
		return false
	}
}

// interactive tells whether a user can use the component and the bot hears of it.
func (c *Component) interactive() bool {
	return c.isSelect() || (c.Type == typeButton && c.Style != styleLink && c.Style != stylePremium)
}

// values is how many values may be chosen in a select menu.
func (c *Component) values() (low, high int) {
	low, high = 1, 1
	if c.MinValues != nil {
		low = *c.MinValues
	}
	if c.MaxValues != nil {
		high = *c.MaxValues
	}
	return low, high
}

// eachComponent goes through components and all that they hold, in reading order, each with
// its path ("components.0.components.2").
func eachComponent(path string, list []Component) iter.Seq2[string, *Component] {
	return func(yield func(string, *Component) bool) {
		walkComponents(path, list, yield)
	}
}

func walkComponents(path string, list []Component, yield func(string, *Component) bool) bool {
	for i := range list {
		if !walkComponent(at(path, i), &list[i], yield) {
			return false
		}
	}
	return true
}

func walkComponent(path string, c *Component, yield func(string, *Component) bool) bool {
	if !yield(path, c) || !walkComponents(at(path, "components"), c.Components, yield) {
		return false
	}
	if c.Accessory != nil && !walkComponent(at(path, "accessory"), c.Accessory, yield) {
		return false
	}
	return c.Component == nil || walkComponent(at(path, "component"), c.Component, yield)
}

// complete gives components the ids and defaults that Discord adds; mint makes the IDs of
// media.
func complete(list []Component, mint func() ID) {
	n := 0
	for _, c := range eachComponent("", list) {
		n++
		if c.ID == 0 {
			c.ID = n
		}
		switch {
		case c.isSelect():
			low, high := c.values()
			c.MinValues, c.MaxValues = &low, &high
		case c.Type == typeSeparator:
			yes := true
			c.Divider, c.Spacing = cmp.Or(c.Divider, &yes), cmp.Or(c.Spacing, 1)
		}
		for _, m := range c.media() {
			m.ID, m.ProxyURL = mint(), m.URL
		}
	}
}

// media is the pictures and files that a component shows.
func (c *Component) media() []*Media {
	var list []*Media
	for _, m := range []*Media{c.Media, c.File} {
		if m != nil {
			list = append(list, m)
		}
	}
	for i := range c.Items {
		list = append(list, &c.Items[i].Media)
	}
	return list
}
