package discord

import (
	"context"
	"sync"

	"github.com/bwmarrin/discordgo"

	"sitrep/bot/discord/rest"
)

// places knows what messages do not say about where they stand: which channel a thread
// belongs to, what language a guild prefers, and which guilds the bot is in. It is safe for concurrent use.
type places struct {
	rest *rest.Client

	mu      sync.Mutex
	parents map[string]string // of threads by id; empty for channels that are none
	locales map[string]string // of guilds by id; empty before Discord has told
}

// mostParents bounds what is remembered of channels; when it is reached all is looked up
// anew.
const mostParents = 10_000

func newPlaces(client *rest.Client) *places {
	return &places{rest: client, parents: map[string]string{}, locales: map[string]string{}}
}

// note takes in an event about guilds, channels and threads.
func (p *places) note(data any) {
	p.mu.Lock()
	defer p.mu.Unlock()
	switch e := data.(type) {
	case *discordgo.Ready:
		for _, g := range e.Guilds {
			if _, known := p.locales[g.ID]; !known {
				p.locales[g.ID] = ""
			}
		}
	case *discordgo.GuildCreate:
		p.locales[e.ID] = e.PreferredLocale
		for _, c := range e.Channels {
			p.keep(c)
		}
		for _, c := range e.Threads {
			p.keep(c)
		}
	case *discordgo.GuildUpdate:
		p.locales[e.ID] = e.PreferredLocale
	case *discordgo.GuildDelete:
		if !e.Unavailable { // else the bot is still in it
			delete(p.locales, e.ID)
		}
	case *discordgo.ChannelCreate:
		p.keep(e.Channel)
	case *discordgo.ThreadCreate:
		p.keep(e.Channel)
	case *discordgo.ChannelDelete:
		delete(p.parents, e.ID)
	case *discordgo.ThreadDelete:
		delete(p.parents, e.ID)
	}
}

// keep is called with mu held.
func (p *places) keep(c *discordgo.Channel) {
	if c == nil {
		return
	}
	if len(p.parents) >= mostParents {
		clear(p.parents)
	}
	p.parents[c.ID] = ""
	if isThread(c.Type) {
		p.parents[c.ID] = c.ParentID
	}
}

// parent is the channel that a thread belongs to; empty for a channel that is no thread.
func (p *places) parent(ctx context.Context, channel string) (string, error) {
	p.mu.Lock()
	parent, known := p.parents[channel]
	p.mu.Unlock()
	if known {
		return parent, nil
	}
	c, err := p.rest.Channel(ctx, rest.ChannelID(channel))
	if err != nil {
		return "", err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.keep(c)
	return p.parents[channel], nil
}

// locale is the language that a guild prefers, or empty.
func (p *places) locale(guild string) string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.locales[guild]
}

// only reports whether a guild is the only one that the bot is in, as far as the shards of
// this process can tell.
func (p *places) only(guild string) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	_, in := p.locales[guild]
	return in && len(p.locales) == 1
}
