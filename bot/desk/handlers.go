package desk

import (
	"context"

	"sitrep/bot/render/message"
)

// handler is what is done for one command, button or form.
type handler struct {
	run      func(ctx context.Context, c *call) error
	ack      ack
	admin    bool // only for those who administer the guild
	curator  bool // and of them for those who look after the corpus
	question bool // counts against the rate limits
}

// ack is how a request is acknowledged before the work.
type ack uint8

const (
	ackReply   ack = iota // a reply: seen by all unless the person or the guild wants otherwise
	ackPrivate            // a reply to the person alone
	ackUpdate             // of a button: its message is changed if it was given to the person, else ackPrivate
	ackNothing            // the handler's own first response is quick: a form, suggestions
)

// The names under which requests that have none are handled.
const (
	mentionName  = "mention"
	completeName = "complete"
	onButton     = "button "
	onForm       = "form "
)

// allHandlers lists everything that the desk does.
func (d *Desk) allHandlers() map[string]handler {
	return map[string]handler{
		"ask":        {run: ask, question: true},
		mentionName:  {run: mention, question: true},
		completeName: {run: complete, ack: ackNothing},
		"group":      {run: showGroup, question: true},
		"groups":     {run: viewing(viewGroups), ack: ackPrivate},
		"sources":    {run: viewing(viewSources), ack: ackPrivate},
		"about":      {run: viewing(viewAbout), ack: ackPrivate},
		"help":       {run: viewing(viewHelp), ack: ackPrivate},

		"corpus status":     {run: viewing(viewStatus), ack: ackPrivate, admin: true, curator: true},
		"corpus reindex":    {run: reindex, ack: ackPrivate, admin: true, curator: true},
		"corpus add":        {run: add, ack: ackPrivate, admin: true, curator: true},
		"corpus remove":     {run: askRemoval, ack: ackPrivate, admin: true, curator: true},
		"corpus restore":    {run: restore, ack: ackPrivate, admin: true, curator: true},
		"corpus history":    {run: viewing(viewHistory), ack: ackPrivate, admin: true},
		"settings show":     {run: viewing(viewSettings), ack: ackPrivate, admin: true},
		"settings channels": {run: changing(setChannels), ack: ackPrivate, admin: true},
		"settings roles":    {run: changing(setRoles), ack: ackPrivate, admin: true},
		"settings scope":    {run: changing(setScope), ack: ackPrivate, admin: true},
		"settings language": {run: changing(setLanguage), ack: ackPrivate, admin: true},
		"settings privacy":  {run: changing(setPrivacy), ack: ackPrivate, admin: true},
		"settings limits":   {run: changing(setLimits), ack: ackPrivate, admin: true},

		"ask about this":        {run: aboutMessage, question: true},
		"check against sources": {run: checkMessage, ack: ackPrivate, question: true},

		onButton + string(message.Turn):     {run: turnPage, ack: ackUpdate},
		onButton + string(message.More):     {run: moreQuotes, ack: ackPrivate, question: true},
		onButton + string(message.Context):  {run: showContext, ack: ackPrivate},
		onButton + string(message.Sources):  {run: answerSources, ack: ackPrivate},
		onButton + string(message.FollowUp): {run: openFollowUp, ack: ackNothing},
		onForm + string(message.FollowUp):   {run: followUp, question: true},
		onButton + string(message.Helpful):  {run: helpful, ack: ackPrivate},
		onButton + string(message.Cancel):   {run: cancelReindex, ack: ackPrivate, admin: true, curator: true},
		onButton + string(message.Remove):   {run: remove, ack: ackUpdate, admin: true, curator: true},
		onButton + string(message.Keep):     {run: keepArticle, ack: ackUpdate, admin: true, curator: true},
		onButton + string(message.Wrong):    {run: wrong, ack: ackPrivate},
	}
}
