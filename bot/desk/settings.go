package desk

import (
	"context"
	"errors"
	"maps"
	"slices"
	"strconv"
	"strings"

	"sitrep/bot/locale"
	"sitrep/bot/render/message"
	"sitrep/bot/state"
	"sitrep/corpus"
)

// maxPerMinute bounds the limits that a guild can set.
const maxPerMinute = 1000

// settingsPages is what the guild has set.
func settingsPages(_ context.Context, c *call, _ string) ([]message.Page, error) {
	if !mayAdminister(c.settings, &c.Request) {
		return nil, c.sorry(locale.SorryNotAdmin)
	}
	s := message.Settings{
		Channels: c.settings.Channels, AdminRoles: c.settings.AdminRoles, Language: c.settings.Language,
		Private: c.settings.Private, PerUser: c.settings.PerUser, PerChannel: c.settings.PerChannel,
	}
	for _, channel := range slices.Sorted(maps.Keys(c.settings.Scopes)) {
		scope := c.settings.Scopes[channel]
		s.Scopes = append(s.Scopes, message.Scope{Channel: channel, Collections: scope.Collections, Marking: scope.MaxMarking.String()})
	}
	return c.renderer().Settings(s, c.desk.languages), nil
}

// changing handles a command that changes settings. What change refuses is shown to the
// person; every attempt is logged.
func changing(change func(c *call, s *state.Settings) error) func(context.Context, *call) error {
	return func(ctx context.Context, c *call) error {
		if c.Guild == "" {
			return c.sorry(locale.SorryServerOnly)
		}
		err := c.desk.library.State.ChangeSettings(ctx, c.Guild, func(s *state.Settings) error { return change(c, s) })
		if err := errors.Join(err, c.audit(ctx, err)); err != nil {
			return err
		}
		return c.notice(ctx, locale.SettingsSaved)
	}
}

// audit logs what an admin did by a command, with its options and how it ended.
func (c *call) audit(ctx context.Context, err error) error {
	return c.log(ctx, c.Name, c.object(), err)
}

// object is the options of a command as the audit log names them.
func (c *call) object() string {
	var object []string
	for _, name := range slices.Sorted(maps.Keys(c.Options)) {
		value := c.Options[name]
		if c.File != nil && name == "file" {
			value = c.File.Name
		}
		object = append(object, name+" "+value)
	}
	return strings.Join(object, ", ")
}

// log logs what an admin did, and how it ended.
func (c *call) log(ctx context.Context, act, object string, err error) error {
	result := "ok"
	if err != nil {
		result = strings.Join(strings.Fields(err.Error()), " ")
	}
	return c.desk.library.State.Log(context.WithoutCancel(ctx), state.Act{
		Who: c.User, Guild: c.Guild, Act: act, Object: object, Result: result,
	})
}

func setChannels(c *call, s *state.Settings) error {
	s.Channels = included(s.Channels, c.Options["channel"], c.Options["allow"] == "true")
	return nil
}

func setRoles(c *call, s *state.Settings) error {
	s.AdminRoles = included(s.AdminRoles, c.Options["role"], c.Options["allow"] == "true")
	return nil
}

// included is the list with the value in it, or without it.
func included(list []string, value string, in bool) []string {
	list = slices.DeleteFunc(slices.Clone(list), func(v string) bool { return v == value })
	if in && value != "" {
		list = append(list, value)
	}
	return list
}

func setScope(c *call, s *state.Settings) error {
	marking, err := corpus.ParseMarking(c.Options["marking"])
	if err != nil {
		return c.sorry(locale.SorrySetting, c.Options["marking"])
	}
	scope := state.Scope{MaxMarking: marking}
	for name := range strings.SplitSeq(c.Options["collections"], ",") {
		if name = strings.TrimSpace(name); name != "" {
			scope.Collections = append(scope.Collections, name)
		}
	}
	if s.Scopes == nil {
		s.Scopes = map[string]state.Scope{}
	}
	s.Scopes[c.Options["channel"]] = scope
	return nil
}

// askersLanguage is the choice that means no language of the guild's own.
const askersLanguage = "asker"

func setLanguage(c *call, s *state.Settings) error {
	code := c.Options["language"]
	known := slices.ContainsFunc(c.desk.languages.All(), func(l locale.Locale) bool { return l.Code() == code })
	switch {
	case code == askersLanguage:
		s.Language = ""
	case known:
		s.Language = code
	default:
		return c.sorry(locale.SorrySetting, code)
	}
	return nil
}

func setPrivacy(c *call, s *state.Settings) error {
	s.Private = c.Options["private"] == "true"
	return nil
}

func setLimits(c *call, s *state.Settings) error {
	for option, limit := range map[string]*int{"per-user": &s.PerUser, "per-channel": &s.PerChannel} {
		value, given := c.Options[option]
		if !given {
			continue
		}
		n, err := strconv.Atoi(value)
		if err != nil || n < 0 || n > maxPerMinute {
			return c.sorry(locale.SorrySetting, value)
		}
		*limit = n
	}
	return nil
}
