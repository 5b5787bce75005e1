package discordtest

// Modal is a form that a bot shows to one user.
type Modal struct {
	CustomID   string      `json:"custom_id"`
	Title      string      `json:"title"`
	Components []Component `json:"components"`
}

// checkModal finds what breaks a limit in a modal.
func checkModal(m *Modal) error {
	var f form
	f.within("custom_id", m.CustomID, 1, MaxCustomID)
	f.within("title", m.Title, 1, MaxModalTitle)
	f.count("components", len(m.Components), 1, MaxModalComponents)
	for i := range m.Components {
		path, c := at("components", i), &m.Components[i]
		switch c.Type {
		case typeActionRow: // deprecated, but taken still
			f.count(at(path, "components"), len(c.Components), 1, 1)
			for j := range c.Components {
				checkTextInput(&f, at(path, at("components", j)), &c.Components[j], true)
			}
		case typeLabel:
			checkLabel(&f, path, c)
		case typeTextDisplay:
			f.within(at(path, "content"), c.Content, 1, MaxComponentsText)
		default:
			f.add(at(path, "type"), "UNION_TYPE_CHOICES", "Value of field \"type\" must be one of (1, 10, 18).")
		}
	}
	checkCustomIDs(&f, "components", m.Components)
	return f.err()
}

func checkTextInput(f *form, path string, c *Component, labelled bool) {
	if c.Type != typeTextInput {
		f.add(at(path, "type"), "UNION_TYPE_CHOICES", "Value of field \"type\" must be one of (4,).")
		return
	}
	f.within(at(path, "custom_id"), c.CustomID, 1, MaxCustomID)
	if labelled {
		f.within(at(path, "label"), c.Label, 1, MaxInputLabel)
	}
	if c.Style != 1 && c.Style != 2 {
		f.add(at(path, "style"), "BASE_TYPE_CHOICES", "Value must be one of (1, 2).")
	}
	f.within(at(path, "placeholder"), c.Placeholder, 0, MaxInputPlaceholder)
	f.within(at(path, "value"), c.Value, 0, MaxInputValue)
	low, high := c.lengths()
	if low < 0 || low > MaxInputValue || high < 1 || high > MaxInputValue || low > high {
		f.add(at(path, "max_length"), "BASE_TYPE_BAD_INT", "min_length and max_length must be 0 to 4000 and 1 to 4000, in order.")
	}
}

func checkLabel(f *form, path string, c *Component) {
	f.within(at(path, "label"), c.Label, 1, MaxInputLabel)
	f.within(at(path, "description"), c.Description, 0, MaxLabelDescription)
	inner := c.Component
	switch {
	case inner == nil:
		f.add(at(path, "component"), "BASE_TYPE_REQUIRED", "This field is required")
	case inner.Type == typeTextInput:
		checkTextInput(f, at(path, "component"), inner, false)
	case inner.isSelect():
		checkSelect(f, at(path, "component"), inner)
	case inner.Type == typeFileUpload:
		f.within(at(path, "component.custom_id"), inner.CustomID, 1, MaxCustomID)
	default:
		f.add(at(path, "component.type"), "UNION_TYPE_CHOICES", "Value of field \"type\" must be one of (3, 4, 5, 6, 7, 8, 19).")
	}
}

// lengths is how many characters a text input takes.
func (c *Component) lengths() (low, high int) {
	high = MaxInputValue
	if c.MinLength != nil {
		low = *c.MinLength
	}
	if c.MaxLength != nil {
		high = *c.MaxLength
	}
	return low, high
}

// required tells whether a user must fill the component in; Discord's default is yes.
func (c *Component) required() bool { return c.Required == nil || *c.Required }
