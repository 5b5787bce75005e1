package discordtest

import (
	"context"
	"slices"
)

// Seen is a message as one user sees it at one moment.
type Seen struct {
	Message
	Ephemeral bool       // "Only you can see this"
	Thinking  bool       // "... is thinking"
	History   []Revision // the states it has had, oldest first; the last is the present one

	server *Server
}

// Edits is how often the message was edited after it first said something.
func (m Seen) Edits() int {
	n := 0
	for _, r := range m.History {
		if r.Message.Flags&FlagLoading == 0 {
			n++
		}
	}
	return max(n-1, 0)
}

// Channel is where the message stands.
func (m Seen) Channel() *Channel {
	m.server.mu.Lock()
	defer m.server.mu.Unlock()
	ch := m.server.state.channels[m.ChannelID]
	return &Channel{ID: ch.ID, Name: ch.Name, s: m.server}
}

// look is a message as the user sees it now.
func (u *User) look(m *message) Seen {
	u.s.mu.Lock()
	defer u.s.mu.Unlock()
	return u.s.seen(m)
}

// seen makes a copy for the driving side. The caller holds the mutex.
func (s *Server) seen(m *message) Seen {
	return Seen{
		Message: m.Message, Ephemeral: m.visibleTo != "", Thinking: m.deferred(), History: slices.Clone(m.revisions), server: s,
	}
}

// sees tells whether the user sees a message. The caller holds the mutex.
func (u *User) sees(m *message) bool {
	if m.visibleTo != "" && m.visibleTo != u.ID {
		return false
	}
	return u.s.state.permissions(u.ID, u.s.state.channels[m.ChannelID]).Has(ViewChannel)
}

// See is the messages of a channel that the user sees, oldest first.
func (u *User) See(ch *Channel) []Seen {
	u.s.mu.Lock()
	defer u.s.mu.Unlock()
	var list []Seen
	for _, m := range u.s.state.channels[ch.ID].messages {
		if u.sees(m) {
			list = append(list, u.s.seen(m))
		}
	}
	return list
}

// Await waits until the user sees a message in the channel that ok accepts, and gives the
// first of them.
func (u *User) Await(ctx context.Context, ch *Channel, ok func(Seen) bool) (Seen, error) {
	var found Seen
	err := u.s.await(ctx, "a message in "+ch.Name, func() bool {
		for _, m := range u.s.state.channels[ch.ID].messages {
			if u.sees(m) {
				if found = u.s.seen(m); ok(found) {
					return true
				}
			}
		}
		return false
	})
	if err != nil {
		return Seen{}, err
	}
	return found, nil
}

// Again is the same message as it is now; false when it is deleted.
func (m Seen) Again() (Seen, bool) {
	s := m.server
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.state.messages[m.ID]
	if now == nil {
		return Seen{}, false
	}
	return s.seen(now), true
}
