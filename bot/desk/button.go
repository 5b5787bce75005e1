package desk

import (
	"fmt"
	"strconv"
	"strings"

	"sitrep/bot/render/message"
)

// button is what the id of a button, a menu or a form says. It holds all that is needed to
// act after a restart, and nothing that is trusted: whoever sends it is checked anew.
//
// Its text is "1:ACTION:SUBJECT:OWNER:VALUE": the version, what to do, the id of a kept
// answer or the name of a list, the id of the person it was given to, and a number whose
// meaning depends on the action. With ids as Discord and bot/state have them it is at most
// 60 bytes long; Discord allows 100.
type button struct {
	action  message.Action
	subject string
	owner   string
	value   int
}

const (
	buttonVersion = "1"
	maxButtonID   = 100 // bytes
)

func (b button) String() string {
	return strings.Join([]string{buttonVersion, string(b.action), b.subject, b.owner, strconv.Itoa(b.value)}, ":")
}

// parseButton reads what String prints. The error says what is wrong, for the log.
func parseButton(id string) (button, error) {
	parts := strings.Split(id, ":")
	if len(id) > maxButtonID || len(parts) != 5 {
		return button{}, fmt.Errorf("button id of %d bytes in %d parts", len(id), len(parts))
	}
	if parts[0] != buttonVersion {
		return button{}, fmt.Errorf("button of version %q", parts[0])
	}
	value, err := strconv.Atoi(parts[4])
	if err != nil || value < 0 {
		return button{}, fmt.Errorf("button value %q", parts[4])
	}
	return button{action: message.Action(parts[1]), subject: parts[2], owner: parts[3], value: value}, nil
}

// followPrivately is the value of the button and the form for a further question whose answer
// only the person may see, because they alone have seen the earlier one.
const followPrivately = 1

// Post is a page on its way to a person, with the ids of its buttons.
type Post struct {
	message.Page

	subject string // what the buttons are about
	owner   string // to whom it is given
	private bool   // and to them alone
}

// ButtonID is what identifies a button or menu of the post; a transport hands it back as
// Request.Name. It is unique in the post, and at most 100 bytes long.
func (p Post) ButtonID(action message.Action, value int) string {
	if action == message.FollowUp && p.private {
		value = followPrivately
	}
	return button{action: action, subject: p.subject, owner: p.owner, value: value}.String()
}

// post makes a page ready to be shown, with buttons about a subject.
func (c *call) post(page message.Page, subject string) Post {
	return Post{Page: page, subject: subject, owner: c.User, private: c.private}
}
