package discordtest_test

import (
	"encoding/json"
	"net/http"
	"testing"

	"sitrep/bot/discordtest"
)

func TestPermissions(t *testing.T) {
	const message = `{"content":"x"}`
	embed := object{"embeds": []object{{"title": "t"}}}
	deny := func(p discordtest.Permissions) func(*counter) {
		return func(d *counter) { d.general.Overwrite(d.srv.Application(), 0, p) }
	}
	tests := []struct {
		name   string
		set    func(*counter)
		method string
		path   string // after /channels/{id}
		body   any
		code   int // 0 is allowed
	}{
		{"write", func(*counter) {}, "POST", "/messages", message, 0},
		{"write without SEND_MESSAGES", deny(discordtest.SendMessages), "POST", "/messages", message, 50013},
		{"write without VIEW_CHANNEL", deny(discordtest.ViewChannel), "POST", "/messages", message, 50001},
		{"embed without EMBED_LINKS", deny(discordtest.EmbedLinks), "POST", "/messages", embed, 50013},
		{"thread without CREATE_PUBLIC_THREADS", deny(discordtest.CreatePublicThreads), "POST", "/threads", object{"name": "t", "type": 11}, 50013},
		{"private thread", func(*counter) {}, "POST", "/threads", object{"name": "t"}, 50013},
		{"typing without SEND_MESSAGES", deny(discordtest.SendMessages), "POST", "/typing", nil, 50013},
		{"role overwrite denies", func(d *counter) { d.general.Overwrite(d.guild.BotRole().ID, 0, discordtest.SendMessages) }, "POST", "/messages", message, 50013},
		{"everyone denied, role allowed", func(d *counter) {
			d.general.Overwrite(d.guild.ID, 0, discordtest.SendMessages)
			d.general.Overwrite(d.guild.BotRole().ID, discordtest.SendMessages, 0)
		}, "POST", "/messages", message, 0},
		{"role denied, member allowed", func(d *counter) {
			d.general.Overwrite(d.guild.BotRole().ID, 0, discordtest.SendMessages)
			d.general.Overwrite(d.srv.Application(), discordtest.SendMessages, 0)
		}, "POST", "/messages", message, 0},
		{"administrator", func(d *counter) {
			deny(discordtest.ViewChannel)(d)
			d.guild.BotRole().Permit(discordtest.Administrator)
		}, "POST", "/messages", message, 0},
		{"role without the permission", func(d *counter) {
			d.guild.BotRole().Permit(0)
			d.guild.Everyone().Permit(discordtest.ViewChannel)
		}, "POST", "/messages", message, 50013},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := newCounter(t, 0)
			tt.set(d)
			a := d.c.do(tt.method, "/channels/"+string(d.general.ID)+tt.path, tt.body)
			if tt.code == 0 {
				if a.status/100 != 2 {
					t.Errorf("%d %s", a.status, a.body)
				}
				d.srv.Check(t)
				return
			}
			if a.status != http.StatusForbidden || a.code(t) != tt.code {
				t.Errorf("%d %s, want 403 with code %d", a.status, a.body, tt.code)
			}
			wantRules(t, d.srv, discordtest.RulePermission)
		})
	}
}

func TestMessagesOfOthers(t *testing.T) {
	d := newCounter(t, 0)
	said := d.alice.Say(d.general, "mine")
	path := "/channels/" + string(d.general.ID) + "/messages/" + string(said.Message.ID)
	if a := d.c.want(http.StatusForbidden, "PATCH", path, object{"content": "yours"}); a.code(t) != 50005 {
		t.Errorf("edit: %s", a.body)
	}
	if a := d.c.want(http.StatusForbidden, "DELETE", path, nil); a.code(t) != 50013 {
		t.Errorf("delete: %s", a.body)
	}
	d.guild.BotRole().Permit(discordtest.DefaultBot | discordtest.ManageMessages)
	d.c.want(http.StatusNoContent, "DELETE", path, nil)
	wantRules(t, d.srv, discordtest.RulePermission, discordtest.RulePermission)
}

func TestThreads(t *testing.T) {
	d := newCounter(t, 0)
	said := d.alice.Say(d.general, "start here")
	from := "/channels/" + string(d.general.ID) + "/messages/" + string(said.Message.ID) + "/threads"
	var th struct {
		ID     discordtest.ID
		Parent discordtest.ID `json:"parent_id"`
	}
	d.c.want(http.StatusCreated, "POST", from, object{"name": "follow-ups", "auto_archive_duration": 60}).into(t, &th)
	if th.ID != said.Message.ID || th.Parent != d.general.ID {
		t.Errorf("thread %+v of message %s", th, said.Message.ID)
	}
	if a := d.c.want(http.StatusBadRequest, "POST", from, object{"name": "again"}); a.code(t) != 160004 {
		t.Errorf("a second thread: %s", a.body)
	}
	if a := d.c.want(http.StatusBadRequest, "POST", "/channels/"+string(d.general.ID)+"/threads", object{"name": letters(101), "type": 11}); a.code(t) != 50035 {
		t.Errorf("name of 101 characters: %s", a.body)
	}
	thread := d.general.Threads()[0]
	path := "/channels/" + string(thread.ID) + "/messages"
	d.c.want(http.StatusOK, "POST", path, object{"content": "in the thread"})
	if answer := must(said.Answer(t.Context())); answer.Content != "in the thread" {
		t.Errorf("the answer in the thread: %q", answer.Content)
	}
	d.general.Overwrite(d.srv.Application(), 0, discordtest.SendMessagesInThreads)
	if a := d.c.want(http.StatusForbidden, "POST", path, object{"content": "x"}); a.code(t) != 50013 {
		t.Errorf("without SEND_MESSAGES_IN_THREADS: %s", a.body)
	}
	d.general.Overwrite(d.srv.Application(), 0, 0)
	thread.Archive(true)
	if a := d.c.want(http.StatusBadRequest, "POST", path, object{"content": "x"}); a.code(t) != 160005 {
		t.Errorf("a locked thread: %s", a.body)
	}
}

func TestDirectMessages(t *testing.T) {
	d := newCounter(t, 0)
	var dm struct{ ID discordtest.ID }
	d.c.want(http.StatusOK, "POST", "/users/@me/channels", object{"recipient_id": string(d.alice.ID)}).into(t, &dm)
	if dm.ID != d.alice.DM().ID {
		t.Error("the bot and alice have two conversations")
	}
	d.c.want(http.StatusOK, "POST", "/channels/"+string(dm.ID)+"/messages", object{"content": "hello"})
	if seen := d.alice.See(d.alice.DM()); len(seen) != 1 || seen[0].Content != "hello" {
		t.Errorf("alice sees %+v", seen)
	}
	d.alice.RefuseDMs(true)
	if a := d.c.want(http.StatusForbidden, "POST", "/channels/"+string(dm.ID)+"/messages", object{"content": "x"}); a.code(t) != 50007 {
		t.Errorf("to a user who takes none: %s", a.body)
	}
	d.srv.Check(t) // a bot cannot know that beforehand
}

func TestMembersNeedTheIntent(t *testing.T) {
	d := newCounter(t, 0)
	members := "/guilds/" + string(d.guild.ID) + "/members"
	if a := d.c.want(http.StatusForbidden, "GET", members+"?limit=10", nil); a.code(t) != 50001 {
		t.Errorf("without the intent: %s", a.body)
	}
	d.c.want(http.StatusOK, "GET", members+"/"+string(d.alice.ID), nil)

	d = newCounter(t, discordtest.IntentGuildMembers)
	members = "/guilds/" + string(d.guild.ID) + "/members"
	var list []json.RawMessage
	d.c.want(http.StatusOK, "GET", members+"?limit=10", nil).into(t, &list)
	if len(list) != 3 { // owner, bot, alice
		t.Errorf("%d members", len(list))
	}
	d.wire.send(8, object{"guild_id": string(d.guild.ID), "query": "al", "limit": 5})
	var chunk struct {
		Members []struct{ User struct{ Username string } }
	}
	d.wire.event("GUILD_MEMBERS_CHUNK", &chunk)
	if len(chunk.Members) != 1 || chunk.Members[0].User.Username != "alice" {
		t.Errorf("chunk %+v", chunk)
	}
	d.srv.Check(t)
}

func TestAuthorisation(t *testing.T) {
	tests := []struct {
		name    string
		headers map[string]string
		status  int
		code    int
	}{
		{"no token", map[string]string{"Authorization": ""}, 401, 0},
		{"not a bot's", map[string]string{"Authorization": discordtest.DefaultToken}, 401, 0},
		{"wrong token", map[string]string{"Authorization": "Bot x"}, 401, 0},
		{"no proper User-Agent", map[string]string{"User-Agent": "Go-http-client/1.1"}, 403, 40333},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			srv := start(t, options())
			c := newClient(t, srv)
			req := c.request("GET", "/users/@me", "", nil)
			for k, v := range tt.headers {
				req.Header.Set(k, v)
			}
			a, err := c.send(req)
			if err != nil {
				t.Fatal(err)
			}
			if a.status != tt.status || a.code(t) != tt.code {
				t.Errorf("%d %s, want %d with code %d", a.status, a.body, tt.status, tt.code)
			}
			wantRules(t, srv, discordtest.RuleAuth)
		})
	}
}

func TestUnknownRoutes(t *testing.T) {
	srv := start(t, options())
	c := newClient(t, srv)
	c.want(http.StatusNotFound, "GET", "/nothing/here", nil)
	req := c.request("GET", "", "", nil)
	req.URL.Path = "/api/v6/users/@me"
	a, err := c.send(req)
	if err != nil {
		t.Fatal(err)
	}
	if a.status != http.StatusBadRequest || a.code(t) != 50041 {
		t.Errorf("version 6: %d %s", a.status, a.body)
	}
	wantRules(t, srv, discordtest.RuleRoute, discordtest.RuleRoute)
	req.URL.Path = "/api/v9/users/@me"
	if a, err = c.send(req); err != nil || a.status != http.StatusOK {
		t.Errorf("version 9: %v %d %s", err, a.status, a.body)
	}
}
