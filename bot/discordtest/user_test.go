package discordtest_test

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"sitrep/bot/discordtest"
)

// event is an INTERACTION_CREATE, as far as these tests look at it.
type event struct {
	Type    int
	Data    json.RawMessage
	GuildID string `json:"guild_id"`
	Context int
	Locale  string
	Guild   string `json:"guild_locale"`
	Owners  map[string]string
	Member  *struct {
		Permissions string
	}
	User *struct{ Username string }
	App  string `json:"app_permissions"`
}

func (d *counter) next(x *discordtest.Interaction) event {
	d.t.Helper()
	if x.Err() != nil {
		d.t.Fatal(x.Err())
	}
	var raw struct {
		event
		Owners map[string]string `json:"authorizing_integration_owners"`
	}
	d.wire.event("INTERACTION_CREATE", &raw)
	raw.event.Owners = raw.Owners
	return raw.event
}

func TestContexts(t *testing.T) {
	d := newCounter(t, 0)
	d.register(slash(object{"integration_types": []int{0, 1}, "contexts": []int{0, 1, 2}}))
	d.alice.SetLocale("de")
	d.guild.SetLocale("fr")
	in := d.next(d.alice.Slash(d.general, "/ask"))
	if in.Context != 0 || in.GuildID != string(d.guild.ID) || in.Member == nil || in.User != nil || in.Owners["0"] != string(d.guild.ID) || in.Locale != "de" || in.Guild != "fr" {
		t.Errorf("in a guild: %+v", in)
	}
	in = d.next(d.alice.Slash(d.alice.DM(), "/ask"))
	if in.Context != 1 || in.GuildID != "" || in.Member != nil || in.User == nil || in.Owners["0"] != "0" || in.Guild != "" {
		t.Errorf("in a conversation with the bot: %+v", in)
	}
	d.alice.Install(true)
	in = d.next(d.alice.Slash(d.srv.Group(d.alice), "/ask"))
	if in.Context != 2 || in.Owners["1"] != string(d.alice.ID) || len(in.Owners) != 1 {
		t.Errorf("in a group conversation: %+v", in)
	}
	d.guild.RemoveBot()
	in = d.next(d.alice.Slash(d.general, "/ask"))
	if len(in.Owners) != 1 || in.Owners["1"] != string(d.alice.ID) {
		t.Errorf("in a guild that the bot has left: %+v", in)
	}
	d.guild.Everyone().Permit(discordtest.DefaultEveryone &^ discordtest.UseExternalApps)
	bob := d.srv.User("bob")
	d.guild.Join(bob)
	asked := d.alice.Slash(d.general, "/ask")
	d.c.want(http.StatusNoContent, "POST", callback(asked), message("x"))
	if reply := must(asked.Reply(t.Context())); !reply.Ephemeral || len(bob.See(d.general)) != 0 {
		t.Error("without USE_EXTERNAL_APPS others see the answer")
	}
}

func TestOptionsOfAllTypes(t *testing.T) {
	d := newCounter(t, 0)
	typed := func(name string, kind int) object { return option(object{"name": name, "type": kind}) }
	d.register(slash(object{"options": []object{typed("sub", 1)}}), slash(object{"name": "all", "options": []object{
		typed("s", 3), typed("i", 4), typed("b", 5), typed("u", 6), typed("c", 7), typed("r", 8), typed("m", 9), typed("n", 10), typed("a", 11),
	}}), object{"name": "Who is this", "type": 2})
	role := d.guild.Role("Analyst", 0)
	opt := discordtest.Opt
	in := d.next(d.alice.Slash(d.general, "/all", opt("s", "x"), opt("i", 7), opt("b", true), opt("u", d.alice), opt("c", d.general),
		opt("r", role), opt("m", role), opt("n", 1.5), opt("a", discordtest.File{Name: "a.json", Data: []byte("{}")})))
	var data struct {
		Options []struct {
			Type  int
			Value any
		}
		Resolved struct {
			Users       map[discordtest.ID]discordtest.Account
			Members     map[discordtest.ID]json.RawMessage
			Roles       map[discordtest.ID]struct{ Name string }
			Channels    map[discordtest.ID]struct{ Name string }
			Attachments map[discordtest.ID]discordtest.Attachment
		}
	}
	if err := json.Unmarshal(in.Data, &data); err != nil {
		t.Fatal(err)
	}
	r := data.Resolved
	if len(data.Options) != 9 || r.Users[d.alice.ID].Username != "alice" || r.Members[d.alice.ID] == nil || r.Roles[role.ID].Name != "Analyst" || r.Channels[d.general.ID].Name != "general" {
		t.Errorf("data %s", in.Data)
	}
	file := r.Attachments[discordtest.ID(data.Options[8].Value.(string))]
	resp, err := d.c.http.Get(file.URL)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if file.Filename != "a.json" || file.ContentType != "application/json" || resp.StatusCode != http.StatusOK {
		t.Errorf("attachment %+v, %d", file, resp.StatusCode)
	}

	in = d.next(d.alice.Slash(d.general, "/ask sub"))
	if !strings.Contains(string(in.Data), `"name":"sub"`) {
		t.Errorf("subcommand: %s", in.Data)
	}
	in = d.next(d.alice.UseOnUser(d.general, d.alice, "Who is this"))
	if !strings.Contains(string(in.Data), `"target_id":"`+string(d.alice.ID)) {
		t.Errorf("user command: %s", in.Data)
	}
	if d.alice.Slash(d.general, "/ask").Err() == nil {
		t.Error("a command with subcommands could be used without one")
	}
}

func TestModalWithLabels(t *testing.T) {
	d := newCounter(t, 0)
	label := func(name string, c object) object { return object{"type": 18, "label": name, "component": c} }
	opener := d.ask()
	d.c.want(http.StatusNoContent, "POST", callback(opener), object{"type": 9, "data": object{"custom_id": "f", "title": "Feedback", "components": []object{
		{"type": 10, "content": "Tell us."},
		label("What was wrong?", object{"type": 4, "custom_id": "what", "style": 2, "min_length": 3}),
		label("Which sentence?", object{"type": 3, "custom_id": "which", "options": []object{{"label": "First", "value": "1"}}}),
		label("Anything else?", object{"type": 4, "custom_id": "else", "style": 1, "required": false}),
	}}})
	form := must(opener.Modal(t.Context()))
	fill := discordtest.Fill
	for name, fields := range map[string][]discordtest.Field{
		"required":      {fill("Which sentence?", "First")},
		"too short":     {fill("What was wrong?", "no"), fill("Which sentence?", "First")},
		"not offered":   {fill("What was wrong?", "all"), fill("Which sentence?", "Ninth")},
		"no such field": {fill("What was wrong?", "all"), fill("Which sentence?", "First"), fill("Colour", "red")},
	} {
		if form.Submit(fields...).Err() == nil {
			t.Errorf("%s: the client let it pass", name)
		}
	}
	d.next(opener)
	sent := form.Submit(fill("What was wrong?", "everything"), fill("which", "1"))
	in := d.next(sent)
	for _, has := range []string{`"value":"everything"`, `"values":["1"]`, `"custom_id":"else"`} {
		if !strings.Contains(string(in.Data), has) {
			t.Errorf("submitted %s, lacks %s", in.Data, has)
		}
	}
	if a := d.c.want(http.StatusBadRequest, "POST", callback(sent), object{"type": 9, "data": object{}}); a.code(t) != 50035 {
		t.Errorf("a modal in answer to a modal: %s", a.body)
	}
	forged := d.next(form.SubmitForged("forged"))
	if !strings.Contains(string(forged.Data), `"custom_id":"forged"`) {
		t.Errorf("forged form %s", forged.Data)
	}
}

func TestUsersWaitForMessages(t *testing.T) {
	d := newCounter(t, 0)
	go func() {
		time.Sleep(20 * time.Millisecond)
		_, _ = d.c.try("POST", "/channels/"+string(d.general.ID)+"/messages", object{"content": "fallback"})
	}()
	seen, err := d.alice.Await(t.Context(), d.general, func(m discordtest.Seen) bool { return m.Content == "fallback" })
	if err != nil {
		t.Fatal(err)
	}
	if seen.Channel().Name != "general" {
		t.Errorf("channel %q", seen.Channel().Name)
	}
	short, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	if _, err := d.alice.Await(short, d.general, func(discordtest.Seen) bool { return false }); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("waiting in vain: %v", err)
	}

	said := d.alice.Say(d.general, "first")
	if err := d.alice.Edit(said.Message, "second"); err != nil {
		t.Fatal(err)
	}
	bob := d.srv.User("bob")
	d.guild.Join(bob)
	if bob.Edit(said.Message, "mine") == nil || bob.Delete(said.Message) == nil {
		t.Error("bob could change alice's message")
	}
	if err := d.alice.Delete(said.Message); err != nil {
		t.Fatal(err)
	}
	if _, there := seen.Again(); !there {
		t.Error("the bot's message is gone")
	}
	if err := d.srv.User("owner").Delete(seen.Message); err != nil {
		t.Error(err)
	}
	if _, there := seen.Again(); there {
		t.Error("the bot's message is still there")
	}
	d.general.Overwrite(d.guild.ID, 0, discordtest.SendMessages)
	if d.alice.Say(d.general, "x").Err() == nil {
		t.Error("alice could write without SEND_MESSAGES")
	}
}

func TestSettled(t *testing.T) {
	d := newCounter(t, 0)
	in := d.ask()
	d.c.want(http.StatusNoContent, "POST", callback(in), object{"type": 5})
	go func() {
		for _, text := range []string{"a", "ab", "abc"} {
			_, _ = d.c.try("PATCH", d.webhook(in)+"/messages/@original", object{"content": text})
			time.Sleep(20 * time.Millisecond)
		}
	}()
	seen, err := in.Settled(t.Context(), 500*time.Millisecond)
	if err != nil || seen.Content != "abc" || seen.Edits() != 2 {
		t.Errorf("settled on %q after %d edits, %v", seen.Content, seen.Edits(), err)
	}
}

func TestThreadsAreRenamedAndArchived(t *testing.T) {
	d := newCounter(t, 0)
	var th struct{ ID discordtest.ID }
	d.c.want(http.StatusCreated, "POST", "/channels/"+string(d.general.ID)+"/threads", object{"name": "t", "type": 11}).into(t, &th)
	path := "/channels/" + string(th.ID)
	d.c.want(http.StatusOK, "PATCH", path, object{"name": "renamed", "auto_archive_duration": 60})
	if got := d.general.Threads()[0].Name; got != "renamed" {
		t.Errorf("name %q", got)
	}
	d.c.want(http.StatusOK, "PATCH", path, object{"archived": true})
	if a := d.c.want(http.StatusBadRequest, "PATCH", path, object{"name": "x"}); a.code(t) != 50083 {
		t.Errorf("an archived thread: %s", a.body)
	}
	d.c.want(http.StatusOK, "POST", path+"/messages", object{"content": "wakes it"})
	d.c.want(http.StatusOK, "PATCH", path, object{"name": "x"})
	if a := d.c.want(http.StatusForbidden, "PATCH", path, object{"locked": true}); a.code(t) != 50013 {
		t.Errorf("locking without MANAGE_THREADS: %s", a.body)
	}
	if a := d.c.want(http.StatusForbidden, "PATCH", "/channels/"+string(d.general.ID), object{"name": "x"}); a.code(t) != 50013 {
		t.Errorf("a channel without MANAGE_CHANNELS: %s", a.body)
	}
	wantRules(t, d.srv, discordtest.RulePermission, discordtest.RulePermission)
}

func TestDispatchAndCommands(t *testing.T) {
	d := newCounter(t, 0)
	d.srv.Dispatch("SOMETHING_NEW", d.guild.ID, object{"a": 1})
	if p := d.wire.event("SOMETHING_NEW", nil); string(p.Data) != `{"a":1}` {
		t.Errorf("data %s", p.Data)
	}
	list := d.srv.Commands(nil)
	if len(list) != 1 || list[0].Name != "ask" || len(d.srv.Commands(d.guild)) != 0 {
		t.Errorf("commands %+v", list)
	}
	if at := list[0].ID.Time(); time.Since(at) > time.Minute || time.Since(at) < -time.Minute {
		t.Errorf("the command was made at %s", at)
	}
}
