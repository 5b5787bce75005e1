package discordtest_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"sitrep/bot/discordtest"
)

// slash is a command with some members changed.
func slash(change object) object {
	c := object{"name": "ask", "description": "Ask"}
	for k, v := range change {
		c[k] = v
	}
	return c
}

func option(change object) object {
	o := object{"type": 3, "name": "o", "description": "d"}
	for k, v := range change {
		o[k] = v
	}
	return o
}

// numbered is n copies of an option under different names.
func numbered(n int, change object) []object {
	var list []object
	for i := range n {
		o := option(change)
		o["name"] = fmt.Sprint("o", i)
		list = append(list, o)
	}
	return list
}

func fixed(n int) []object {
	var list []object
	for i := range n {
		list = append(list, object{"name": fmt.Sprint("c", i), "value": fmt.Sprint(i)})
	}
	return list
}

func TestCommandLimits(t *testing.T) {
	tests := []struct {
		name       string
		fits, over object
		at         string
	}{
		{"name length", slash(object{"name": strings.Repeat("n", 32)}), slash(object{"name": strings.Repeat("n", 33)}), "name"},
		{"name characters", slash(object{"name": "größe-2"}), slash(object{"name": "Ask me"}), "name"},
		{"description", slash(object{"description": letters(100)}), slash(object{"description": letters(101)}), "description"},
		{"no description", slash(nil), slash(object{"description": ""}), "description"},
		{"localised name", slash(object{"name_localizations": object{"de": "frage"}}), slash(object{"name_localizations": object{"de": "Die Frage"}}), "name_localizations.de"},
		{"unknown locale", slash(object{"name_localizations": object{"de": "frage"}}), slash(object{"name_localizations": object{"xx": "frage"}}), "name_localizations.xx"},
		{"number of options", slash(object{"options": numbered(25, nil)}), slash(object{"options": numbered(26, nil)}), "options"},
		{"option names unique", slash(object{"options": numbered(2, nil)}), slash(object{"options": []object{option(nil), option(nil)}}), "options.1.name"},
		{
			"required after optional", slash(object{"options": []object{option(object{"name": "a", "required": true}), option(nil)}}),
			slash(object{"options": []object{option(nil), option(object{"name": "a", "required": true})}}), "options.1",
		},
		{"number of choices", slash(object{"options": []object{option(object{"choices": fixed(25)})}}), slash(object{"options": []object{option(object{"choices": fixed(26)})}}), "options.0.choices"},
		{
			"choice value", slash(object{"options": []object{option(object{"choices": []object{{"name": "n", "value": letters(100)}}})}}),
			slash(object{"options": []object{option(object{"choices": []object{{"name": "n", "value": letters(101)}}})}}), "options.0.choices.0.value",
		},
		{
			"choices and autocomplete", slash(object{"options": []object{option(object{"autocomplete": true})}}),
			slash(object{"options": []object{option(object{"autocomplete": true, "choices": fixed(1)})}}), "options.0",
		},
		{"max_length", slash(object{"options": []object{option(object{"max_length": 6000})}}), slash(object{"options": []object{option(object{"max_length": 6001})}}), "options.0.max_length"},
		{
			"subcommands among parameters", slash(object{"options": []object{option(object{"type": 1})}}),
			slash(object{"options": []object{option(object{"type": 1}), option(object{"name": "p"})}}), "options",
		},
		{
			"subcommand in subcommand", slash(object{"options": []object{option(object{"type": 2, "options": []object{option(object{"type": 1})}})}}),
			slash(object{"options": []object{option(object{"type": 1, "options": []object{option(object{"type": 1})}})}}), "options.0.options.0.type",
		},
		{
			"sum of all texts", slash(object{"options": numbered(25, object{"description": letters(100), "choices": fixed(10)})}),
			slash(object{"options": numbered(25, object{"description": letters(100), "choices": []object{{"name": letters(100), "value": letters(100)}, {"name": "b", "value": letters(50)}}})}), "_errors",
		},
		{"message command with a description", object{"type": 3, "name": "Ask about this"}, object{"type": 3, "name": "Ask about this", "description": "d"}, "description"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			srv := start(t, options())
			c := newClient(t, srv)
			path := "/applications/" + string(srv.Application()) + "/commands"
			c.want(http.StatusCreated, "POST", path, tt.fits)
			srv.Check(t)
			a := c.want(http.StatusBadRequest, "POST", path, tt.over)
			if tt.at == "_errors" {
				tt.at = ""
			}
			refused(t, srv, a, 0, tt.at)
		})
	}
}

// registry is the path of the global commands and a client for it, without rate limits.
func registry(t *testing.T) (*discordtest.Server, *client, string) {
	t.Helper()
	opts := options()
	opts.RateLimits = map[string]discordtest.RateLimit{}
	for _, route := range []string{
		"POST /applications/{application_id}/commands", "PUT /applications/{application_id}/commands",
		"PATCH /applications/{application_id}/commands/{command_id}", "DELETE /applications/{application_id}/commands/{command_id}",
		"GET /applications/{application_id}/commands", "PUT /applications/{application_id}/guilds/{guild_id}/commands",
	} {
		opts.RateLimits[route] = discordtest.RateLimit{}
	}
	opts.GlobalLimit = -1
	srv := start(t, opts)
	return srv, newClient(t, srv), "/applications/" + string(srv.Application()) + "/commands"
}

func TestOverwritingCommandsKeepsWhatIsTheSame(t *testing.T) {
	srv, c, path := registry(t)
	var first, second []discordtest.Command
	c.want(http.StatusOK, "PUT", path, []object{slash(nil), slash(object{"name": "group"}), slash(object{"name": "help"})}).into(t, &first)
	c.want(http.StatusOK, "PUT", path, []object{slash(nil), slash(object{"name": "group", "description": "About a group"}), slash(object{"name": "new"})}).into(t, &second)
	if second[0].ID != first[0].ID || second[0].Version != first[0].Version {
		t.Error("the command that did not change got a new ID or version")
	}
	if second[1].ID != first[1].ID || second[1].Version == first[1].Version {
		t.Error("the command that changed must keep its ID and get a new version")
	}
	if len(second) != 3 || second[2].Name != "new" {
		t.Errorf("commands %+v", second)
	}
	srv.Check(t)
}

func TestCommandBudget(t *testing.T) {
	srv, c, path := registry(t)
	many := func(prefix string, n int) []object {
		var list []object
		for i := range n {
			list = append(list, slash(object{"name": fmt.Sprint(prefix, i)}))
		}
		return list
	}
	c.want(http.StatusOK, "PUT", path, many("a", 100))
	c.want(http.StatusOK, "PUT", path, many("a", 100)) // creates nothing
	c.want(http.StatusOK, "PUT", path, many("b", 100))
	srv.Check(t)
	if a := c.want(http.StatusBadRequest, "PUT", path, many("c", 1)); a.code(t) != 30034 {
		t.Errorf("the 201st creation: %s", a.body)
	}
	if a := c.want(http.StatusBadRequest, "PUT", path, many("b", 101)); a.code(t) != 30032 {
		t.Errorf("101 commands: %s", a.body)
	}
	wantRules(t, srv, discordtest.RuleBudget, discordtest.RuleBudget)
	srv.Advance(24 * time.Hour)
	c.want(http.StatusOK, "PUT", path, many("c", 1))
}

func TestCommandsOneByOne(t *testing.T) {
	srv, c, path := registry(t)
	var made discordtest.Command
	c.want(http.StatusCreated, "POST", path, slash(object{"name_localizations": object{"de": "frage"}, "default_member_permissions": "8"})).into(t, &made)
	one := path + "/" + string(made.ID)

	var edited discordtest.Command
	c.want(http.StatusOK, "PATCH", one, object{"description": "Ask anything"}).into(t, &edited)
	if edited.Description != "Ask anything" || edited.Name != "ask" || *edited.DefaultMemberPermissions != discordtest.Administrator {
		t.Errorf("edited command %+v", edited)
	}
	var list []discordtest.Command
	c.want(http.StatusOK, "GET", path, nil).into(t, &list)
	if list[0].NameLocalizations != nil {
		t.Error("translations are listed without being asked for")
	}
	c.want(http.StatusOK, "GET", path+"?with_localizations=true", nil).into(t, &list)
	if list[0].NameLocalizations["de"] != "frage" {
		t.Error("translations are not listed")
	}
	c.want(http.StatusNoContent, "DELETE", one, nil)
	if a := c.want(http.StatusNotFound, "GET", one, nil); a.code(t) != 10063 {
		t.Errorf("a deleted command: %s", a.body)
	}
	srv.Check(t)

	other := srv.GuildWithoutBot("Elsewhere")
	elsewhere := "/applications/" + string(srv.Application()) + "/guilds/" + string(other.ID) + "/commands"
	if a := c.want(http.StatusForbidden, "PUT", elsewhere, []object{}); a.code(t) != 50001 {
		t.Errorf("a guild without the bot: %s", a.body)
	}
	wantRules(t, srv, discordtest.RulePermission)
}
