package discordtest

import (
	"slices"
	"strings"
)

// checkComponents checks the components of a message.
func checkComponents(f *form, list []Component, m *Message) {
	if m.isV2() {
		f.count("components", len(list), 0, MaxComponents)
	} else {
		f.count("components", len(list), 0, MaxRows)
	}
	for i := range list {
		path, c := at("components", i), &list[i]
		if !m.isV2() && c.Type != typeActionRow {
			f.add(at(path, "type"), "UNION_TYPE_CHOICES",
				"Value of field \"type\" must be one of (1,): other components need MessageFlags.IS_COMPONENTS_V2")
			continue
		}
		checkBlock(f, path, c, false)
	}
	checkCustomIDs(f, "components", list)
	for path, c := range eachComponent("components", list) {
		for _, media := range c.media() {
			checkMedia(f, path, media.URL, m.Attachments)
		}
	}
}

// checkBlock checks a component that can stand at the top of a message or in a container.
func checkBlock(f *form, path string, c *Component, contained bool) {
	switch c.Type {
	case typeActionRow:
		checkRow(f, path, c)
	case typeTextDisplay:
		f.within(at(path, "content"), c.Content, 1, MaxComponentsText)
	case typeSection:
		checkSection(f, path, c)
	case typeMediaGallery:
		f.count(at(path, "items"), len(c.Items), 1, MaxGalleryItems)
	case typeSeparator, typeFile:
	case typeContainer:
		if contained {
			f.add(at(path, "type"), "UNION_TYPE_CHOICES", "A container cannot hold a container.")
			return
		}
		f.count(at(path, "components"), len(c.Components), 1, MaxComponents)
		for i := range c.Components {
			checkBlock(f, at(path, at("components", i)), &c.Components[i], true)
		}
	default:
		f.add(at(path, "type"), "UNION_TYPE_CHOICES",
			"Value of field \"type\" must be one of (1, 9, 10, 12, 13, 14, 17).")
	}
}

// checkRow demands one to five buttons or one select menu.
func checkRow(f *form, path string, row *Component) {
	path = at(path, "components")
	f.count(path, len(row.Components), 1, MaxButtonsInRow)
	for i := range row.Components {
		c := &row.Components[i]
		switch {
		case c.Type == typeButton:
			checkButton(f, at(path, i), c)
		case c.isSelect():
			checkSelect(f, at(path, i), c)
			if len(row.Components) > 1 {
				f.add(path, "COMPONENT_LAYOUT_WIDTH_EXCEEDED", "A select menu needs an action row of its own.")
			}
		default:
			f.add(at(path, at(i, "type")), "UNION_TYPE_CHOICES", "Value of field \"type\" must be one of (2, 3, 5, 6, 7, 8).")
		}
	}
}

func checkButton(f *form, path string, c *Component) {
	f.within(at(path, "label"), c.Label, 0, MaxButtonLabel)
	if c.Label == "" && c.Emoji == nil && c.Style != stylePremium {
		f.add(path, "BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED", "A button needs a label or an emoji.")
	}
	switch c.Style {
	case styleLink:
		f.within(at(path, "url"), c.URL, 1, MaxButtonURL)
		checkURL(f, at(path, "url"), c.URL)
		if c.CustomID != "" {
			f.add(at(path, "custom_id"), "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE", "A custom id and url cannot both be specified")
		}
	case stylePrimary, styleSecondary, styleSuccess, styleDanger:
		f.within(at(path, "custom_id"), c.CustomID, 1, MaxCustomID)
		if c.URL != "" {
			f.add(at(path, "url"), "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE", "A custom id and url cannot both be specified")
		}
	case stylePremium:
		if !c.SKU.valid() {
			f.add(at(path, "sku_id"), "BASE_TYPE_REQUIRED", "This field is required")
		}
	default:
		f.add(at(path, "style"), "BASE_TYPE_CHOICES", "Value must be one of (1, 2, 3, 4, 5, 6).")
	}
}

func checkSelect(f *form, path string, c *Component) {
	f.within(at(path, "custom_id"), c.CustomID, 1, MaxCustomID)
	f.within(at(path, "placeholder"), c.Placeholder, 0, MaxPlaceholder)
	low, high := c.values()
	if low < 0 || low > MaxSelectOptions || high < 1 || high > MaxSelectOptions || low > high {
		f.add(at(path, "max_values"), "BASE_TYPE_BAD_INT", "min_values and max_values must be 0 to 25 and 1 to 25, in order.")
	}
	if c.Type != typeStringSelect {
		return
	}
	f.count(at(path, "options"), len(c.Options), 1, MaxSelectOptions)
	if high > len(c.Options) && len(c.Options) > 0 {
		f.add(at(path, "max_values"), "BASE_TYPE_MAX", "max_values exceeds the number of options.")
	}
	var seen []string
	for i, o := range c.Options {
		opt := at(path, at("options", i))
		f.within(at(opt, "label"), o.Label, 1, MaxSelectText)
		f.within(at(opt, "value"), o.Value, 1, MaxSelectText)
		f.within(at(opt, "description"), o.Description, 0, MaxSelectText)
		if slices.Contains(seen, o.Value) {
			f.add(at(opt, "value"), "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", "The specified option value is already used")
		}
		seen = append(seen, o.Value)
	}
}

func checkSection(f *form, path string, c *Component) {
	f.count(at(path, "components"), len(c.Components), 1, MaxSectionTexts)
	for i := range c.Components {
		text := at(path, at("components", i))
		if c.Components[i].Type != typeTextDisplay {
			f.add(at(text, "type"), "UNION_TYPE_CHOICES", "Value of field \"type\" must be one of (10,).")
			continue
		}
		f.within(at(text, "content"), c.Components[i].Content, 1, MaxComponentsText)
	}
	switch {
	case c.Accessory == nil:
		f.add(at(path, "accessory"), "BASE_TYPE_REQUIRED", "This field is required")
	case c.Accessory.Type == typeButton:
		checkButton(f, at(path, "accessory"), c.Accessory)
	case c.Accessory.Type != typeThumbnail:
		f.add(at(path, "accessory.type"), "UNION_TYPE_CHOICES", "Value of field \"type\" must be one of (2, 11).")
	}
}

// checkCustomIDs demands that no two components of a message or modal have the same custom_id.
func checkCustomIDs(f *form, path string, list []Component) {
	seen := map[string]bool{}
	for where, c := range eachComponent(path, list) {
		if c.CustomID == "" {
			continue
		}
		if seen[c.CustomID] {
			f.add(at(where, "custom_id"), "COMPONENT_CUSTOM_ID_DUPLICATED", "Component custom id cannot be duplicated")
		}
		seen[c.CustomID] = true
	}
}

// checkMedia demands that a file that is named as an attachment came with the message.
func checkMedia(f *form, path, url string, files []Attachment) {
	checkURL(f, path, url)
	name, ok := strings.CutPrefix(url, "attachment://")
	if ok && !slices.ContainsFunc(files, func(a Attachment) bool { return a.Filename == name }) {
		f.add(path, "UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND", "The referenced attachment was not found.")
	}
}
