package discordtest_test

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"testing"
	"time"

	"sitrep/bot/discordtest"
)

// counter is a fake with a bot that is connected and does nothing, one command, and a user who
// can use it. Tests respond in the bot's place.
type counter struct {
	t       *testing.T
	srv     *discordtest.Server
	guild   *discordtest.Guild
	general *discordtest.Channel
	alice   *discordtest.User
	c       *client
	wire    *wire
}

// Time moves only by Server.Advance, so that a busy machine makes nobody late.
func newCounter(t *testing.T, intents discordtest.Intents) *counter {
	t.Helper()
	opts := options()
	opts.Now = standing()
	return openCounter(t, opts, intents)
}

// standing is a clock that stands still.
func standing() func() time.Time {
	now := time.Now()
	return func() time.Time { return now }
}

// openCounter is newCounter with a clock of the caller's choice.
func openCounter(t *testing.T, opts discordtest.Options, intents discordtest.Intents) *counter {
	t.Helper()
	opts.RateLimits = map[string]discordtest.RateLimit{
		"PATCH /webhooks/{webhook_id}/{webhook_token}/messages/@original": {},
		"POST /webhooks/{webhook_id}/{webhook_token}":                     {},
		"POST /channels/{channel_id}/messages":                            {},
	}
	opts.Privileged = intents & discordtest.PrivilegedIntents
	srv := start(t, opts)
	d := &counter{t: t, srv: srv, guild: srv.Guild("Newsroom"), alice: srv.User("alice"), c: newClient(t, srv)}
	d.guild.Join(d.alice)
	d.general = d.guild.Channel("general")
	d.wire, _ = identified(t, srv, intents)
	d.register(slash(nil))
	return d
}

func (d *counter) register(commands ...object) {
	d.t.Helper()
	d.c.want(http.StatusOK, "PUT", "/applications/"+string(d.srv.Application())+"/commands", commands)
}

func (d *counter) ask() *discordtest.Interaction {
	d.t.Helper()
	i := d.alice.Slash(d.general, "/ask")
	if i.Err() != nil {
		d.t.Fatal(i.Err())
	}
	return i
}

func callback(i *discordtest.Interaction) string {
	return "/interactions/" + string(i.ID()) + "/" + i.Token() + "/callback"
}

func (d *counter) webhook(i *discordtest.Interaction) string {
	return "/webhooks/" + string(d.srv.Application()) + "/" + i.Token()
}

func message(content string) object {
	return object{"type": 4, "data": object{"content": content}}
}

func TestThreeSecondClock(t *testing.T) {
	d := newCounter(t, 0)
	in := d.ask()
	d.srv.Advance(2900 * time.Millisecond)
	d.c.want(http.StatusNoContent, "POST", callback(in), message("in time"))
	d.srv.Check(t)

	late := d.ask()
	d.srv.Advance(3 * time.Second)
	if a := d.c.want(http.StatusNotFound, "POST", callback(late), message("late")); a.code(t) != 10062 {
		t.Errorf("late response: %s", a.body)
	}
	if _, err := late.Reply(t.Context()); !errors.Is(err, discordtest.ErrNoResponse) {
		t.Errorf("what the user reads: %v", err)
	}
	if a := d.c.want(http.StatusUnauthorized, "POST", d.webhook(late), object{"content": "x"}); a.code(t) != 50027 {
		t.Errorf("the token of a failed interaction: %s", a.body)
	}
	wantRules(t, d.srv, discordtest.RuleUnanswered)
	if n := d.srv.Stats().Unanswered; n != 1 {
		t.Errorf("%d unanswered", n)
	}
}

func TestUnansweredInteractionIsNoticedWithoutAnyRequest(t *testing.T) {
	t.Parallel()
	d := openCounter(t, options(), 0)
	if _, err := d.ask().Reply(t.Context()); !errors.Is(err, discordtest.ErrNoResponse) {
		t.Errorf("after three seconds of real time: %v", err)
	}
}

func TestFifteenMinuteClock(t *testing.T) {
	d := newCounter(t, 0)
	in := d.ask()
	d.c.want(http.StatusNoContent, "POST", callback(in), message("first"))
	d.srv.Advance(14 * time.Minute)
	d.c.want(http.StatusOK, "PATCH", d.webhook(in)+"/messages/@original", object{"content": "second"})
	d.srv.Check(t)
	d.srv.Advance(time.Minute)
	if a := d.c.want(http.StatusUnauthorized, "PATCH", d.webhook(in)+"/messages/@original", object{"content": "third"}); a.code(t) != 50027 {
		t.Errorf("after 15 minutes: %s", a.body)
	}
	wantRules(t, d.srv, discordtest.RuleExpired)
}

func TestSecondResponseAndUnknownTokens(t *testing.T) {
	d := newCounter(t, 0)
	in := d.ask()
	early := d.c.want(http.StatusNotFound, "POST", d.webhook(in), object{"content": "x"})
	if early.code(t) != 10015 {
		t.Errorf("follow-up before the response: %s", early.body)
	}
	d.c.want(http.StatusNotFound, "POST", d.webhook(in), object{"content": "x"})
	d.c.want(http.StatusNoContent, "POST", callback(in), message("first"))
	if a := d.c.want(http.StatusBadRequest, "POST", callback(in), message("second")); a.code(t) != 40060 {
		t.Errorf("second response: %s", a.body)
	}
	if a := d.c.want(http.StatusNotFound, "POST", "/interactions/1/nonsense/callback", message("x")); a.code(t) != 10062 {
		t.Errorf("unknown interaction: %s", a.body)
	}
	if a := d.c.want(http.StatusUnauthorized, "POST", "/webhooks/"+string(d.srv.Application())+"/nonsense", object{"content": "x"}); a.code(t) != 50027 {
		t.Errorf("unknown token: %s", a.body)
	}
	if a := d.c.want(http.StatusNotFound, "POST", "/webhooks/1/"+in.Token(), object{"content": "x"}); a.code(t) != 10015 {
		t.Errorf("wrong application: %s", a.body)
	}
	if a := d.c.want(http.StatusNotFound, "GET", d.webhook(in)+"/messages/1", nil); a.code(t) != 10008 {
		t.Errorf("unknown message: %s", a.body)
	}
	wantRules(t, d.srv, discordtest.RuleBadToken, discordtest.RuleDeadWebhook, discordtest.RuleTwice,
		discordtest.RuleBadToken, discordtest.RuleBadToken, discordtest.RuleDeadWebhook)
}

func TestEphemeralIsFixedByTheFirstResponse(t *testing.T) {
	tests := []struct {
		name     string
		deferred int
		method   string
		path     string
		flags    int
		rules    []discordtest.Rule
		public   bool
	}{
		{name: "stays ephemeral", deferred: 64, method: "PATCH", path: "/messages/@original"},
		{name: "follow-up fills the ephemeral one", deferred: 64, method: "POST"},
		{name: "cannot be hidden by an edit", method: "PATCH", path: "/messages/@original", flags: 64, rules: []discordtest.Rule{discordtest.RuleEphemeral}, public: true},
		{name: "cannot be hidden by a follow-up", method: "POST", flags: 64, rules: []discordtest.Rule{discordtest.RuleEphemeral}, public: true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := newCounter(t, 0)
			bob := d.srv.User("bob")
			d.guild.Join(bob)
			in := d.ask()
			d.c.want(http.StatusNoContent, "POST", callback(in), object{"type": 5, "data": object{"flags": tt.deferred}})
			if seen := d.alice.See(d.general); len(seen) != 1 || !seen[0].Thinking {
				t.Fatalf("after deferring alice sees %+v", seen)
			}
			d.c.want(http.StatusOK, tt.method, d.webhook(in)+tt.path, object{"content": "done", "flags": tt.flags})
			reply := must(in.Reply(t.Context()))
			if reply.Content != "done" || reply.Ephemeral == tt.public {
				t.Errorf("reply %q, ephemeral %t", reply.Content, reply.Ephemeral)
			}
			if got := len(bob.See(d.general)) == 1; got != tt.public {
				t.Errorf("bob sees it: %t", got)
			}
			wantRules(t, d.srv, tt.rules...)
		})
	}
}

func TestDeferredResponseTakesOnlyTheEphemeralFlag(t *testing.T) {
	d := newCounter(t, 0)
	a := d.c.want(http.StatusBadRequest, "POST", callback(d.ask()), object{"type": 5, "data": object{"flags": v2}})
	refused(t, d.srv, a, 0, "data.flags")
}

func TestCallbackTypeMustFit(t *testing.T) {
	d := newCounter(t, 0)
	in := d.ask()
	for _, kind := range []int{1, 6, 7, 8, 10} {
		if a := d.c.want(http.StatusBadRequest, "POST", callback(in), object{"type": kind, "data": object{}}); a.code(t) != 50035 {
			t.Errorf("callback type %d to a command: %s", kind, a.body)
		}
	}
}

func TestFollowUpsOfUserInstallations(t *testing.T) {
	d := newCounter(t, 0)
	d.register(slash(object{"integration_types": []int{1}, "contexts": []int{0, 1, 2}}))
	elsewhere := d.srv.GuildWithoutBot("Elsewhere")
	elsewhere.Join(d.alice)
	lobby := elsewhere.Channel("lobby")
	if d.alice.Slash(lobby, "/ask").Err() == nil {
		t.Fatal("the command works without an installation")
	}
	d.alice.Install(true)
	in := d.alice.Slash(lobby, "/ask")
	d.c.want(http.StatusNoContent, "POST", callback(in), message("answer"))
	for range 5 {
		d.c.want(http.StatusOK, "POST", d.webhook(in), object{"content": "more"})
	}
	d.srv.Check(t)
	if a := d.c.want(http.StatusBadRequest, "POST", d.webhook(in), object{"content": "too much"}); a.code(t) != 40094 {
		t.Errorf("the sixth follow-up: %s", a.body)
	}
	wantRules(t, d.srv, discordtest.RuleFollowups)
	// The bot is not there, so it cannot write into the channel.
	if a := d.c.want(http.StatusForbidden, "POST", "/channels/"+string(lobby.ID)+"/messages", object{"content": "x"}); a.code(t) != 50001 {
		t.Errorf("a channel without the bot: %s", a.body)
	}
	group := d.srv.Group(d.alice, d.srv.User("bob"))
	if err := d.alice.Slash(group, "/ask").Err(); err != nil {
		t.Errorf("in a group conversation: %v", err)
	}
}

func TestModalLimits(t *testing.T) {
	input := func(change object) object {
		in := object{"type": 4, "custom_id": "q", "label": "Question", "style": 1}
		for k, v := range change {
			in[k] = v
		}
		return in
	}
	modal := func(change object, inputs ...object) object {
		var list []object
		for _, in := range inputs {
			list = append(list, object{"type": 1, "components": []object{in}})
		}
		data := object{"custom_id": "m", "title": "T", "components": list}
		for k, v := range change {
			data[k] = v
		}
		return object{"type": 9, "data": data}
	}
	six := make([]object, 6)
	for i := range six {
		six[i] = input(object{"custom_id": fmt.Sprint(i)})
	}
	tests := []struct {
		name       string
		fits, over object
		at         string
	}{
		{"title", modal(object{"title": letters(45)}, input(nil)), modal(object{"title": letters(46)}, input(nil)), "data.title"},
		{"custom_id", modal(object{"custom_id": letters(100)}, input(nil)), modal(object{"custom_id": letters(101)}, input(nil)), "data.custom_id"},
		{"inputs", modal(nil, six[:5]...), modal(nil, six...), "data.components"},
		{"label", modal(nil, input(object{"label": letters(45)})), modal(nil, input(object{"label": letters(46)})), "data.components.0.components.0.label"},
		{"placeholder", modal(nil, input(object{"placeholder": letters(100)})), modal(nil, input(object{"placeholder": letters(101)})), "data.components.0.components.0.placeholder"},
		{"value", modal(nil, input(object{"value": letters(4000)})), modal(nil, input(object{"value": letters(4001)})), "data.components.0.components.0.value"},
		{"same custom_id twice", modal(nil, six[:2]...), modal(nil, six[0], six[0]), "data.components.1.components.0.custom_id"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			d := newCounter(t, 0)
			d.c.want(http.StatusNoContent, "POST", callback(d.ask()), tt.fits)
			d.srv.Check(t)
			refused(t, d.srv, d.c.want(http.StatusBadRequest, "POST", callback(d.ask()), tt.over), 0, tt.at)
		})
	}
}

func TestAutocompleteLimit(t *testing.T) {
	d := newCounter(t, 0)
	d.register(slash(object{"options": []object{option(object{"autocomplete": true})}}))
	in := d.alice.Autocomplete(d.general, "/ask", "o", "x")
	a := d.c.want(http.StatusBadRequest, "POST", callback(in), object{"type": 8, "data": object{"choices": fixed(26)}})
	refused(t, d.srv, a, 0, "data.choices")
	d.c.want(http.StatusNoContent, "POST", callback(in), object{"type": 8, "data": object{"choices": fixed(25)}})
	if list := must(in.Choices(t.Context())); len(list) != 25 {
		t.Errorf("%d choices", len(list))
	}
}

func TestWithResponse(t *testing.T) {
	d := newCounter(t, 0)
	in := d.ask()
	var out struct {
		Interaction struct {
			Message discordtest.ID `json:"response_message_id"`
			Loading bool           `json:"response_message_loading"`
		}
		Resource struct {
			Type    int
			Message discordtest.Message
		}
	}
	d.c.want(http.StatusOK, "POST", callback(in)+"?with_response=true", object{"type": 5}).into(t, &out)
	if out.Interaction.Message == "" || !out.Interaction.Loading {
		t.Errorf("callback response to deferring: %+v", out)
	}
	d.c.want(http.StatusOK, "POST", callback(d.ask())+"?with_response=true", message("x")).into(t, &out)
	if out.Interaction.Message != out.Resource.Message.ID || out.Interaction.Loading || out.Resource.Type != 4 || out.Resource.Message.Content != "x" {
		t.Errorf("callback response to a message: %+v", out)
	}
}

func TestOriginalAndFollowUpsCanBeReadEditedAndDeleted(t *testing.T) {
	d := newCounter(t, 0)
	in := d.ask()
	d.c.want(http.StatusNoContent, "POST", callback(in), message("answer"))
	original := d.webhook(in) + "/messages/@original"
	var m discordtest.Message
	d.c.want(http.StatusOK, "GET", original, nil).into(t, &m)
	if m.Content != "answer" || m.Interaction == nil || m.Interaction.User.Username != "alice" {
		t.Errorf("original %+v", m)
	}
	d.c.want(http.StatusOK, "POST", d.webhook(in), object{"content": "more", "flags": 64}).into(t, &m)
	more := d.webhook(in) + "/messages/" + string(m.ID)
	d.c.want(http.StatusOK, "PATCH", more, object{"content": "more!"})
	d.c.want(http.StatusOK, "GET", more, nil)
	// An ephemeral message cannot be reached but by the token.
	d.c.want(http.StatusNotFound, "PATCH", "/channels/"+string(d.general.ID)+"/messages/"+string(m.ID), object{"content": "x"})
	d.c.want(http.StatusNoContent, "DELETE", more, nil)
	d.c.want(http.StatusNoContent, "DELETE", original, nil)
	if a := d.c.want(http.StatusNotFound, "PATCH", original, object{"content": "x"}); a.code(t) != 10008 {
		t.Errorf("a deleted response: %s", a.body)
	}
	if seen := d.alice.See(d.general); len(seen) != 0 {
		t.Errorf("alice still sees %+v", seen)
	}
	d.srv.Check(t)
}

func TestClientRefusesWhatAUserCannotDo(t *testing.T) {
	d := newCounter(t, 0)
	d.register(
		slash(object{"options": []object{
			option(object{"name": "text", "required": true, "max_length": 5}),
			option(object{"name": "kind", "choices": fixed(2)}),
			option(object{"name": "number", "type": 4, "min_value": 1}),
		}}),
		slash(object{"name": "corpus", "default_member_permissions": "8", "options": []object{option(object{"type": 1, "name": "add"})}}),
	)
	opt := discordtest.Opt
	tests := []struct {
		name    string
		command string
		options []discordtest.Option
	}{
		{"unknown command", "/nothing", nil},
		{"required option", "/ask", nil},
		{"unknown option", "/ask", []discordtest.Option{opt("text", "x"), opt("colour", "red")}},
		{"too long", "/ask", []discordtest.Option{opt("text", "123456")}},
		{"not among the choices", "/ask", []discordtest.Option{opt("text", "x"), opt("kind", "7")}},
		{"out of range", "/ask", []discordtest.Option{opt("text", "x"), opt("number", 0)}},
		{"wrong type", "/ask", []discordtest.Option{opt("text", 7)}},
		{"for admins only", "/corpus add", nil},
	}
	for _, tt := range tests {
		if err := d.alice.Slash(d.general, tt.command, tt.options...).Err(); err == nil {
			t.Errorf("%s: the client let it pass", tt.name)
		}
	}
	if err := d.alice.Slash(d.general, "/ask", opt("text", "x"), opt("kind", "1"), opt("number", 2)).Err(); err != nil {
		t.Errorf("a good use: %v", err)
	}
	if err := d.guild.Grant("/corpus", d.alice.ID); err != nil {
		t.Fatal(err)
	}
	if err := d.alice.Slash(d.general, "/corpus add").Err(); err != nil {
		t.Errorf("after an admin has opened the command: %v", err)
	}
}

func TestSelectMenusAndForgedComponents(t *testing.T) {
	d := newCounter(t, 0)
	in := d.ask()
	var list []object
	list = append(list, row(menu(object{"label": "First", "value": "1"}, object{"label": "Second", "value": "2"}))...)
	list = append(list, row(object{"type": 5, "custom_id": "who"})...)
	list = append(list, row(object{"type": 2, "style": 1, "label": "Off", "custom_id": "off", "disabled": true})...)
	d.c.want(http.StatusNoContent, "POST", callback(in), object{"type": 4, "data": object{"content": "which?", "components": list}})
	reply := must(in.Reply(t.Context()))

	var event struct {
		Data struct {
			CustomID string `json:"custom_id"`
			Values   []string
			Resolved struct {
				Users map[string]struct{ Username string }
			}
		}
	}
	interaction := func(x *discordtest.Interaction) {
		t.Helper()
		if x.Err() != nil {
			t.Fatal(x.Err())
		}
		event.Data.Values = nil
		d.wire.event("INTERACTION_CREATE", &event)
	}
	d.wire.event("INTERACTION_CREATE", nil)
	interaction(d.alice.Select(reply, "m", "Second"))
	if !slices.Equal(event.Data.Values, []string{"2"}) {
		t.Errorf("chosen by label: %v", event.Data.Values)
	}
	interaction(d.alice.Select(reply, "who", string(d.alice.ID)))
	if event.Data.Resolved.Users[string(d.alice.ID)].Username != "alice" {
		t.Errorf("resolved %+v", event.Data.Resolved)
	}
	interaction(d.alice.PressForged(reply, "forged"))
	if event.Data.CustomID != "forged" {
		t.Errorf("forged button: %+v", event.Data)
	}
	for name, x := range map[string]*discordtest.Interaction{
		"disabled button": d.alice.Press(reply, "Off"),
		"missing button":  d.alice.Press(reply, "Nothing"),
		"missing option":  d.alice.Select(reply, "m", "Third"),
		"two of one":      d.alice.Select(reply, "m", "1", "2"),
	} {
		if x.Err() == nil {
			t.Errorf("%s: the client let it pass", name)
		}
	}
}
