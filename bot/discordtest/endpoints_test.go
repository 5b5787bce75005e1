package discordtest_test

import (
	"net/http"
	"strings"
	"testing"

	"sitrep/bot/discordtest"
)

// TestEndpointsAnswer asks everything that a bot can read. With Discord's OpenAPI document the
// client checks that the answers fit it.
func TestEndpointsAnswer(t *testing.T) {
	opts := options()
	opts.Privileged = discordtest.PrivilegedIntents
	opts.Shards = 2
	srv := start(t, opts)
	guild := srv.Guild("Newsroom")
	general := guild.Channel("general")
	general.Overwrite(guild.ID, discordtest.ViewChannel, 0)
	guild.Role("Analyst", discordtest.ManageMessages)
	alice := srv.User("alice")
	guild.Join(alice, guild.Role("Analyst", 0))
	thread := general.Thread(alice, "follow-ups")
	said := alice.Say(general, "hello", discordtest.File{Name: "a.txt", Data: []byte("hello")})
	c := newClient(t, srv)
	app := "/applications/" + string(srv.Application())
	g, ch, th, m := "/guilds/"+string(guild.ID), "/channels/"+string(general.ID), "/channels/"+string(thread.ID), string(said.Message.ID)

	for _, tt := range []struct{ path, has string }{
		{"/gateway", `"url":"ws://`},
		{"/gateway/bot", `"shards":2`},
		{"/users/@me", `"bot":true`},
		{"/users/@me/guilds", `"name":"Newsroom"`},
		{"/users/" + string(alice.ID), `"username":"alice"`},
		{"/applications/@me", `"name":"bot"`},
		{"/oauth2/applications/@me", `"name":"bot"`},
		{app + "/commands", `[]`},
		{app + g + "/commands", `[]`},
		{g, `"preferred_locale":"en-US"`},
		{g + "/channels", `"name":"general"`},
		{g + "/roles", `"name":"Analyst"`},
		{g + "/members?limit=5", `"username":"alice"`},
		{g + "/members/search?query=AL&limit=5", `"username":"alice"`},
		{g + "/members/" + string(alice.ID), `"username":"alice"`},
		{g + "/threads/active", `"name":"follow-ups"`},
		{ch, `"permission_overwrites":[{`},
		{th, `"thread_metadata"`},
		{ch + "/messages", `"filename":"a.txt"`},
		{ch + "/messages/" + m, `"content":"hello"`},
	} {
		if a := c.want(http.StatusOK, "GET", tt.path, nil); !strings.Contains(string(a.body), tt.has) {
			t.Errorf("%s: %s lacks %s", tt.path, a.body, tt.has)
		}
	}
	c.want(http.StatusNoContent, "POST", ch+"/typing", nil)
	c.want(http.StatusNoContent, "PUT", th+"/thread-members/@me", nil)
	c.want(http.StatusNoContent, "DELETE", th+"/thread-members/@me", nil)
	srv.Check(t)
	for path, code := range map[string]int{
		"/users/1": 10013, "/guilds/1": 10004, g + "/members/1": 10007, "/channels/1": 10003, ch + "/messages/1": 10008,
		app + "/commands/1": 10063,
	} {
		if a := c.want(http.StatusNotFound, "GET", path, nil); a.code(t) != code {
			t.Errorf("%s: %s, want code %d", path, a.body, code)
		}
	}
	srv.Check(t) // what is gone is nobody's fault
}

func TestMessageLists(t *testing.T) {
	opts := options()
	opts.RateLimits = map[string]discordtest.RateLimit{
		"POST /channels/{channel_id}/messages": {}, "GET /channels/{channel_id}/messages": {},
	}
	srv := start(t, opts)
	guild := srv.Guild("Newsroom")
	guild.BotRole().Permit(discordtest.DefaultBot | discordtest.ManageMessages)
	path := "/channels/" + string(guild.Channel("general").ID) + "/messages"
	c := newClient(t, srv)
	var made []discordtest.Message
	for _, text := range []string{"1", "2", "3", "4"} {
		var m discordtest.Message
		c.want(http.StatusOK, "POST", path, object{"content": text}).into(t, &m)
		made = append(made, m)
	}
	contents := func(query string) string {
		var list []discordtest.Message
		c.want(http.StatusOK, "GET", path+query, nil).into(t, &list)
		out := ""
		for _, m := range list {
			out += m.Content
		}
		return out
	}
	for query, want := range map[string]string{
		"": "4321", "?limit=2": "43", "?before=" + string(made[2].ID): "21",
		"?after=" + string(made[0].ID): "432", "?limit=1&after=" + string(made[0].ID): "2",
	} {
		if got := contents(query); got != want {
			t.Errorf("%s: %s, want %s", query, got, want)
		}
	}
	c.want(http.StatusBadRequest, "GET", path+"?limit=101", nil)
	c.want(http.StatusNoContent, "POST", path+"/bulk-delete", object{"messages": []string{string(made[0].ID), string(made[1].ID)}})
	if got := contents(""); got != "43" {
		t.Errorf("after bulk deletion: %s", got)
	}
	guild.Channel("general").Overwrite(srv.Application(), 0, discordtest.ReadMessageHistory)
	if got := contents(""); got != "" {
		t.Errorf("without READ_MESSAGE_HISTORY: %s", got)
	}
}

func TestNonceIsEnforced(t *testing.T) {
	srv := start(t, options())
	path := "/channels/" + string(srv.Guild("Newsroom").Channel("general").ID) + "/messages"
	c := newClient(t, srv)
	body := object{"content": "once", "nonce": "n1", "enforce_nonce": true}
	var first, second discordtest.Message
	c.want(http.StatusOK, "POST", path, body).into(t, &first)
	c.want(http.StatusOK, "POST", path, body).into(t, &second)
	if first.ID != second.ID {
		t.Error("the same nonce made two messages")
	}
}

func TestV2FlagStays(t *testing.T) {
	srv := start(t, options())
	path := "/channels/" + string(srv.Guild("Newsroom").Channel("general").ID) + "/messages"
	c := newClient(t, srv)
	var m discordtest.Message
	c.want(http.StatusOK, "POST", path, v2Message(text(1))).into(t, &m)
	c.want(http.StatusOK, "PATCH", path+"/"+string(m.ID), object{"flags": 0, "components": []object{text(2)}}).into(t, &m)
	if m.Flags&v2 == 0 {
		t.Error("IS_COMPONENTS_V2 was taken back")
	}
	refused(t, srv, c.want(http.StatusBadRequest, "PATCH", path+"/"+string(m.ID), object{"content": "x"}), 0, "content")
}
