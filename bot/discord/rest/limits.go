package rest

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// Discord's limits. Lengths count characters (code points).
//
// See https://docs.discord.com/developers/resources/message,
// https://docs.discord.com/developers/components/reference and
// https://docs.discord.com/developers/interactions/application-commands.
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

	MaxRows           = 5 // action rows of a message without Components V2
	MaxButtonsInRow   = 5
	MaxButtonLabel    = 80
	MaxButtonURL      = 512
	MaxCustomID       = 100
	MaxSelectOptions  = 25
	MaxSelectText     = 100 // label, value and description of an option
	MaxPlaceholder    = 150
	MaxComponents     = 40   // of a Components V2 message, nested ones included
	MaxComponentsText = 4000 // over all text displays of a Components V2 message
	MaxSectionTexts   = 3
	MaxGalleryItems   = 10

	MaxModalTitle       = 45
	MaxModalComponents  = 5
	MaxInputLabel       = 45
	MaxInputPlaceholder = 100
	MaxInputValue       = 4000
	MaxLabelDescription = 100

	MaxAttachments     = 10
	MaxAttachmentBytes = 10 << 20 // each, unless Options.UploadLimit says otherwise
	MaxRequestBytes    = 25 << 20

	MaxCommandName        = 32
	MaxCommandDescription = 100
	MaxCommandOptions     = 25
	MaxChoices            = 25
	MaxChoiceText         = 100 // name and value of a choice
	MaxOptionLength       = 6000
	MaxCommandTotal       = 8000 // names, descriptions and values of one command together
)

// problems gathers what breaks a limit.
type problems []string

func (p *problems) add(field, format string, args ...any) {
	*p = append(*p, field+": "+fmt.Sprintf(format, args...))
}

// within demands a text of low to high characters.
func (p *problems) within(field, text string, low, high int) {
	switch n := utf8.RuneCountInString(text); {
	case n > high:
		p.add(field, "%d characters, at most %d", n, high)
	case n < low:
		p.add(field, "must not be empty")
	case !utf8.ValidString(text):
		p.add(field, "not valid UTF-8")
	}
}

// count demands low to high things.
func (p *problems) count(field string, n, low, high int) {
	if n < low || n > high {
		p.add(field, "%d of them, must be %d to %d", n, low, high)
	}
}

// err is the problems as a *LimitError, nil when there are none.
func (p *problems) err() error {
	if len(*p) == 0 {
		return nil
	}
	return &LimitError{Problems: *p}
}

// webAddress demands an address that Discord takes.
func (p *problems) webAddress(field, url string, schemes ...string) {
	for _, scheme := range schemes {
		if strings.HasPrefix(strings.ToLower(url), scheme+"://") {
			return
		}
	}
	if url != "" {
		p.add(field, "%q is not an address with %s", url, strings.Join(schemes, " or "))
	}
}

// under is the name of a field of something that is in a list.
func under(list string, i int, field string) string {
	name := fmt.Sprintf("%s[%d]", list, i)
	if field != "" {
		name += "." + field
	}
	return name
}

// checkSize demands a request that Discord takes in.
func checkSize(bytes int) error {
	if bytes <= MaxRequestBytes {
		return nil
	}
	var p problems
	p.add("request", "%d bytes, at most %d", bytes, MaxRequestBytes)
	return p.err()
}
