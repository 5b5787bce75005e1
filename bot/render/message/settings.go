package message

import (
	"strings"

	"sitrep/bot/locale"
)

// Settings is what a guild has set.
type Settings struct {
	Channels   []string // ids; empty: all
	AdminRoles []string // ids
	Scopes     []Scope
	Language   string // BCP 47; empty: the asker's
	Private    bool
	PerUser    int // questions a minute; 0: the bot's limit
	PerChannel int
}

// Scope is what may be seen in a channel.
type Scope struct {
	Channel     string   // id; empty: in all that have no scope of their own
	Collections []string // empty: all
	Marking     string   // the most closed that may be seen, "TLP:GREEN"
}

// maxListed is how many channels or roles one setting shows.
const maxListed = 20

// Settings shows the settings of a guild. The language is given by its own name.
func (r Renderer) Settings(s Settings, languages *locale.Languages) []Page {
	l := r.Locale
	language := l.Text(locale.SettingAsker)
	if s.Language != "" {
		language = l.Isolate(languages.For(s.Language).Name())
	}
	privacy := l.Text(locale.SettingPublic)
	if s.Private {
		privacy = l.Text(locale.SettingPrivate)
	}
	lines := []string{
		r.setting(locale.SettingChannels, r.listed(s.Channels, r.channel, locale.SettingEverywhere)),
		r.setting(locale.SettingRoles, r.listed(s.AdminRoles, r.role, locale.SettingManagers)),
		r.setting(locale.SettingLanguage, language),
		r.setting(locale.SettingPrivacy, privacy),
		r.setting(locale.SettingPerUser, r.rate(s.PerUser)),
		r.setting(locale.SettingPerChannel, r.rate(s.PerChannel)),
	}
	for _, scope := range s.Scopes {
		lines = append(lines, r.setting(locale.SettingScope, r.scope(scope)))
	}
	return r.list(l.Text(locale.SettingsTitle), lines)
}

func (r Renderer) setting(name locale.Text, value string) string {
	return r.item(bold(r.Locale.Text(name)) + " · " + value)
}

// listed is references to Discord's things, or what it means that there are none.
func (r Renderer) listed(ids []string, reference func(string) string, none locale.Text) string {
	if len(ids) == 0 {
		return r.Locale.Text(none)
	}
	var all []string
	for _, id := range ids[:min(len(ids), maxListed)] {
		all = append(all, reference(id))
	}
	if rest := len(ids) - len(all); rest > 0 {
		all = append(all, r.Locale.Count(locale.AndMore, rest))
	}
	return strings.Join(all, " ")
}

func (r Renderer) rate(perMinute int) string {
	if perMinute <= 0 {
		return r.Locale.Text(locale.SettingBotLimit)
	}
	return r.Locale.Count(locale.SettingRate, perMinute)
}

func (r Renderer) scope(s Scope) string {
	where := r.Locale.Text(locale.SettingElsewhere)
	if s.Channel != "" {
		where = r.channel(s.Channel)
	}
	what := r.Locale.Text(locale.SettingAll)
	if len(s.Collections) > 0 {
		what = r.inline(strings.Join(s.Collections, ", "), maxQuestion)
	}
	return where + " · " + what + " · " + r.Locale.Text(locale.SettingUpTo, Escape(s.Marking))
}
