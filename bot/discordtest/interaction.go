package discordtest

import (
	"slices"
	"time"
)

// Interaction types.
const (
	interactCommand      = 2
	interactComponent    = 3
	interactAutocomplete = 4
	interactModal        = 5
)

// Callback types: how a bot may respond first.
//
// See https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object-interaction-callback-type
const (
	respondMessage        = 4
	respondDefer          = 5
	respondDeferUpdate    = 6
	respondUpdate         = 7
	respondAutocompletion = 8
	respondModal          = 9
)

// interaction is one use of a command, component or modal by a user.
type interaction struct {
	id      ID
	token   string
	kind    int
	user    ID
	channel *channel
	label   string   // as a user would call what they did: "/ask", "button Sources"
	source  *message // of components, and of modals that components opened
	opener  *interaction
	owners  map[string]ID // authorizing_integration_owners
	context bool          // a command on a message or user
	hidden  bool          // the user may not show other people what external apps answer
	sent    time.Time
	timer   *time.Timer

	disturbed bool // a fault stood in the way: being late is not the bot's doing
	failed    bool // no first response in time; the user has read "did not respond"
	answered  bool // the first response came
	ackedAt   time.Time
	ackType   int
	ephemeral bool // as decided by the first response
	original  *message
	opened    *Modal   // by the response
	choices   []Choice // of an autocompletion
	edits     int      // of the original response
	followups []*message
	followed  int // follow-ups that were created
}

// userInstalledOnly tells whether the interaction came by way of a user's own installation in
// a place where the application is not installed.
func (i *interaction) userInstalledOnly() bool {
	_, byGuild := i.owners["0"]
	return !byGuild
}

// accepts tells whether a callback type fits the interaction.
func (i *interaction) accepts(callback int) bool {
	var fit []int
	switch i.kind {
	case interactCommand:
		fit = []int{respondMessage, respondDefer, respondModal}
	case interactComponent:
		fit = []int{respondMessage, respondDefer, respondDeferUpdate, respondUpdate, respondModal}
	case interactAutocomplete:
		fit = []int{respondAutocompletion}
	case interactModal:
		fit = []int{respondMessage, respondDefer}
		if i.source != nil {
			fit = append(fit, respondDeferUpdate, respondUpdate)
		}
	}
	return slices.Contains(fit, callback)
}

// expired tells whether the token has run out.
func (i *interaction) expired(now time.Time) bool { return now.Sub(i.sent) >= TokenLife }

// metadata is the interaction as the message that answers it names it.
func (s *state) metadata(i *interaction) *InteractionMetadata {
	m := &InteractionMetadata{ID: i.id, Type: i.kind, User: s.people[i.user].Account, Owners: i.owners}
	if i.kind == interactComponent {
		m.Interacted = i.source.ID
	}
	if i.opener != nil {
		m.Triggering = s.metadata(i.opener)
	}
	return m
}

// sweep notes the interactions whose three seconds are over. The caller holds the mutex.
func (s *Server) sweep() {
	now := s.now()
	for len(s.state.pending) > 0 {
		i := s.state.pending[0]
		if !i.answered && now.Sub(i.sent) < AckDeadline {
			return
		}
		s.state.pending = s.state.pending[1:]
		if i.answered {
			continue
		}
		i.failed = true
		s.record.stats.Unanswered++
		if !i.disturbed {
			s.violate(Violation{
				Rule: RuleUnanswered, Code: int(codeUnknownInteraction),
				Detail: "no response within 3 s to " + i.label + " of " + s.state.people[i.user].Username,
			})
		}
	}
}

// begin sends an interaction to the bot and starts its clock.
func (s *Server) begin(i *interaction, payload map[string]any) {
	i.sent = s.now()
	i.id = s.state.mint(i.sent)
	i.token = interactionToken(s.random, i.id)
	i.hidden = i.userInstalledOnly() && i.channel.GuildID != "" && !s.state.permissions(i.user, i.channel).Has(UseExternalApps)
	s.state.interactions[i.id] = i
	s.state.tokens[i.token] = i
	s.state.pending = append(s.state.pending, i)
	s.record.stats.Interactions++
	payload["id"], payload["token"], payload["type"], payload["version"] = i.id, i.token, i.kind, 1
	if !s.dispatch("INTERACTION_CREATE", i.channel.GuildID, always(payload)) {
		i.disturbed = true
	}
	i.timer = time.AfterFunc(AckDeadline, func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		if !s.closed {
			s.sweep()
			s.notify()
		}
	})
	s.notify()
}

// stopTimers stops the clocks of all interactions.
func (s *state) stopTimers() {
	for _, i := range s.interactions {
		if i.timer != nil {
			i.timer.Stop()
		}
	}
}
