package desk

import (
	"context"
	"slices"
	"time"

	"sitrep/bot/state"
	"sitrep/corpus"
	"sitrep/retrieval"
)

// settingsPatience is how long the first response may wait for the guild's settings: they
// decide who is going to see the answer.
const settingsPatience = time.Second

// settingsOf reads what the request's guild has set; outside a guild that is nothing.
func (d *Desk) settingsOf(ctx context.Context, r *Request) (state.Settings, error) {
	if r.Guild == "" {
		return state.Settings{}, nil
	}
	ctx, cancel := context.WithTimeout(ctx, settingsPatience)
	defer cancel()
	return d.library.State.Settings(ctx, r.Guild)
}

// mayAnswer reports whether the bot may answer in the request's channel. Threads follow the
// channel that they belong to.
func mayAnswer(s state.Settings, r *Request) bool {
	return len(s.Channels) == 0 || r.Guild == "" ||
		slices.Contains(s.Channels, r.Channel) || r.Parent != "" && slices.Contains(s.Channels, r.Parent)
}

// mayAdminister reports whether the person may use the commands for admins: by the guild's
// own permissions or by a role that the guild has named. Outside a guild nobody may, but for
// the transport's own admin.
func mayAdminister(s state.Settings, r *Request) bool {
	return r.Admin || r.Guild != "" && r.hasRole(s.AdminRoles)
}

// mayCurate reports whether the person may look after the corpus, which is one for all
// guilds: those who administer one of the guilds that the options name or, if they name none,
// the only guild there is.
func (d *Desk) mayCurate(s state.Settings, r *Request) bool {
	switch {
	case !mayAdminister(s, r):
		return false
	case r.Guild == "" || slices.Contains(d.options.AdminGuilds, r.Guild):
		return true
	}
	return len(d.options.AdminGuilds) == 0 && r.OnlyGuild
}

// scopeOf is what may be seen where the request comes from: the scope of the channel, of the
// channel that a thread belongs to, or of the guild; outside a guild TLP:CLEAR alone.
func scopeOf(s state.Settings, r *Request) retrieval.Filter {
	if r.Guild == "" {
		return retrieval.Filter{MaxMarking: corpus.Clear}
	}
	channel := r.Channel
	if _, own := s.Scopes[channel]; !own && r.Parent != "" {
		channel = r.Parent
	}
	scope := s.ScopeOf(channel)
	return retrieval.Filter{Collections: scope.Collections, MaxMarking: scope.MaxMarking}
}
