package message

import "sitrep/bot/locale"

// Discord's limits on what a page may hold
// (https://docs.discord.com/developers/resources/message and .../components/reference).
// Lengths count UTF-16 code units, which is never less than what Discord counts.
const (
	MaxContent     = 2000
	MaxRows        = 5
	MaxButtons     = 5  // in a row
	MaxLabel       = 38 // of a button, as Discord's design guide advises; the API takes 80
	MaxOptions     = 25 // in a menu
	MaxOptionText  = 100
	MaxPlaceholder = 150
)

// Page is one message. Pages are numbered from 1.
type Page struct {
	Content string
	Rows    []Row
	Number  int
	Of      int
}

// Row is a row under a message: up to five buttons, or one menu.
type Row struct {
	Buttons []Button
	Menu    *Menu
}

// Action is what a button or menu asks for.
type Action string

// The actions.
const (
	Turn     Action = "turn"     // show another page; Value is its number
	More     Action = "more"     // show more quotes
	Context  Action = "context"  // show a quote in its paragraph; Value is its number, 0 to be asked which
	Sources  Action = "sources"  // list the sources of an answer
	FollowUp Action = "followup" // open the form for a further question
	Helpful  Action = "helpful"
	Wrong    Action = "wrong"  // the answer is wrong; in a menu the values are sentences from 1, 0 for all
	Cancel   Action = "cancel" // stop the re-index that is running
	Remove   Action = "remove" // confirm the removal of an article
	Keep     Action = "keep"   // do not remove it
)

// Style is how a button looks.
type Style int

// The styles, numbered as Discord does.
const (
	Primary   Style = 1
	Secondary Style = 2
	Success   Style = 3
	Danger    Style = 4
)

// Button asks for an action when pressed.
type Button struct {
	Action   Action
	Value    int // see the action; Action and Value together are unique in a page
	Label    string
	Emoji    string // one Unicode emoji, or empty
	Style    Style
	Disabled bool
}

// Menu asks for an action with the value of the option that was chosen. Exactly one can be.
type Menu struct {
	Action      Action
	Placeholder string
	Options     []Option
}

// Option is one choice of a menu. Its texts are shown as they are, without markdown.
type Option struct {
	Label       string
	Value       string
	Description string // may be empty
}

// Renderer lays out messages in one language. It is immutable and safe for concurrent use.
type Renderer struct {
	Locale locale.Locale
}
