package discordtest_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"sitrep/bot/discordtest"
)

type object = map[string]any

// letters is a text of n characters that take two bytes each: limits count characters.
func letters(n int) string { return strings.Repeat("é", n) }

// embeds is n embeds with the same content.
func embeds(n int, e object) []object {
	list := make([]object, n)
	for i := range list {
		list[i] = e
	}
	return list
}

func button(id string) object { return object{"type": 2, "style": 1, "label": "x", "custom_id": id} }

// rows is n action rows of m buttons each.
func rows(n, m int) []object {
	var list []object
	for i := range n {
		var row []object
		for j := range m {
			row = append(row, button(fmt.Sprintf("%d-%d", i, j)))
		}
		list = append(list, object{"type": 1, "components": row})
	}
	return list
}

func row(components ...object) []object {
	return []object{{"type": 1, "components": components}}
}

func menu(options ...object) object {
	return object{"type": 3, "custom_id": "m", "options": options}
}

// choices is n options of a select menu.
func choices(n int) []object {
	var list []object
	for i := range n {
		list = append(list, object{"label": "l", "value": fmt.Sprint(i)})
	}
	return list
}

const v2 = discordtest.FlagComponentsV2

func text(n int) object { return object{"type": 10, "content": letters(n)} }

// v2Message is a message of the given Components V2.
func v2Message(components ...object) object {
	return object{"flags": v2, "components": components}
}

// separators is n separators.
func separators(n int) []object {
	list := make([]object, n)
	for i := range list {
		list[i] = object{"type": 14}
	}
	return list
}

func TestMessageLimits(t *testing.T) {
	tests := []struct {
		name string
		fits object // must be accepted
		over object // must be refused with 50035, unless code says otherwise
		at   string // where the errors object must blame it
		code int
	}{
		{name: "content", fits: object{"content": letters(2000)}, over: object{"content": letters(2001)}, at: "content"},
		{name: "empty", fits: object{"content": "x"}, over: object{"content": " \n "}, code: 50006},
		{name: "nonce", fits: object{"content": "x", "nonce": strings.Repeat("n", 25)}, over: object{"content": "x", "nonce": strings.Repeat("n", 26)}, at: "nonce"},
		{name: "number of embeds", fits: object{"embeds": embeds(10, object{"title": "t"})}, over: object{"embeds": embeds(11, object{"title": "t"})}, at: "embeds"},
		{name: "embed title", fits: object{"embeds": embeds(1, object{"title": letters(256)})}, over: object{"embeds": embeds(1, object{"title": letters(257)})}, at: "embeds.0.title"},
		{name: "embed description", fits: object{"embeds": embeds(1, object{"description": letters(4096)})}, over: object{"embeds": embeds(1, object{"description": letters(4097)})}, at: "embeds.0.description"},
		{name: "embed sum", fits: object{"embeds": embeds(2, object{"description": letters(3000)})}, over: object{"embeds": embeds(2, object{"description": letters(3001)})}, at: "embeds"},
		{
			name: "number of fields", fits: object{"embeds": embeds(1, object{"fields": embeds(25, object{"name": "n", "value": "v"})})},
			over: object{"embeds": embeds(1, object{"fields": embeds(26, object{"name": "n", "value": "v"})})}, at: "embeds.0.fields",
		},
		{
			name: "field name", fits: object{"embeds": embeds(1, object{"fields": embeds(1, object{"name": letters(256), "value": "v"})})},
			over: object{"embeds": embeds(1, object{"fields": embeds(1, object{"name": letters(257), "value": "v"})})}, at: "embeds.0.fields.0.name",
		},
		{
			name: "field value", fits: object{"embeds": embeds(1, object{"fields": embeds(1, object{"name": "n", "value": letters(1024)})})},
			over: object{"embeds": embeds(1, object{"fields": embeds(1, object{"name": "n", "value": letters(1025)})})}, at: "embeds.0.fields.0.value",
		},
		{name: "footer", fits: object{"embeds": embeds(1, object{"footer": object{"text": letters(2048)}})}, over: object{"embeds": embeds(1, object{"footer": object{"text": letters(2049)}})}, at: "embeds.0.footer.text"},
		{name: "author", fits: object{"embeds": embeds(1, object{"author": object{"name": letters(256)}})}, over: object{"embeds": embeds(1, object{"author": object{"name": letters(257)}})}, at: "embeds.0.author.name"},
		{name: "embed URL scheme", fits: object{"embeds": embeds(1, object{"title": "t", "url": "https://example.org"})}, over: object{"embeds": embeds(1, object{"title": "t", "url": "javascript:x"})}, at: "embeds.0.url"},
		{name: "rows", fits: object{"content": "x", "components": rows(5, 5)}, over: object{"content": "x", "components": rows(6, 1)}, at: "components"},
		{name: "buttons in a row", fits: object{"content": "x", "components": rows(1, 5)}, over: object{"content": "x", "components": rows(1, 6)}, at: "components.0.components"},
		{
			name: "button label", fits: object{"content": "x", "components": row(object{"type": 2, "style": 1, "label": letters(80), "custom_id": "c"})},
			over: object{"content": "x", "components": row(object{"type": 2, "style": 1, "label": letters(81), "custom_id": "c"})}, at: "components.0.components.0.label",
		},
		{name: "custom_id length", fits: object{"content": "x", "components": row(button(letters(100)))}, over: object{"content": "x", "components": row(button(letters(101)))}, at: "components.0.components.0.custom_id"},
		{name: "custom_id unique", fits: object{"content": "x", "components": row(button("a"), button("b"))}, over: object{"content": "x", "components": row(button("a"), button("a"))}, at: "components.0.components.1.custom_id"},
		{
			name: "link button with custom_id", fits: object{"content": "x", "components": row(object{"type": 2, "style": 5, "label": "x", "url": "https://example.org"})},
			over: object{"content": "x", "components": row(object{"type": 2, "style": 5, "label": "x", "url": "https://example.org", "custom_id": "c"})}, at: "components.0.components.0.custom_id",
		},
		{
			name: "link URL", fits: object{"content": "x", "components": row(object{"type": 2, "style": 5, "label": "x", "url": "https://example.org/" + strings.Repeat("p", 492)})},
			over: object{"content": "x", "components": row(object{"type": 2, "style": 5, "label": "x", "url": "https://example.org/" + strings.Repeat("p", 493)})}, at: "components.0.components.0.url",
		},
		{name: "select options", fits: object{"content": "x", "components": row(menu(choices(25)...))}, over: object{"content": "x", "components": row(menu(choices(26)...))}, at: "components.0.components.0.options"},
		{
			name: "select option text", fits: object{"content": "x", "components": row(menu(object{"label": letters(100), "value": "v"}))},
			over: object{"content": "x", "components": row(menu(object{"label": letters(101), "value": "v"}))}, at: "components.0.components.0.options.0.label",
		},
		{
			name: "select option values unique", fits: object{"content": "x", "components": row(menu(choices(2)...))},
			over: object{"content": "x", "components": row(menu(append(choices(1), choices(1)...)...))}, at: "components.0.components.0.options.1.value",
		},
		{name: "select beside a button", fits: object{"content": "x", "components": row(menu(choices(1)...))}, over: object{"content": "x", "components": row(menu(choices(1)...), button("b"))}, at: "components.0.components"},
		{name: "Components V2 without the flag", fits: v2Message(text(1)), over: object{"components": []object{text(1)}}, at: "components.0.type"},
		{name: "Components V2 with content", fits: v2Message(text(1)), over: object{"flags": v2, "content": "x", "components": []object{text(1)}}, at: "content"},
		{name: "Components V2 with embeds", fits: v2Message(text(1)), over: object{"flags": v2, "embeds": embeds(1, object{"title": "t"}), "components": []object{text(1)}}, at: "embeds"},
		{name: "Components V2 text sum", fits: v2Message(text(2000), text(2000)), over: v2Message(text(2000), text(2001)), at: "components"},
		{
			name: "Components V2 total", fits: v2Message(object{"type": 17, "components": separators(39)}),
			over: v2Message(object{"type": 14}, object{"type": 17, "components": separators(39)}), at: "components",
		},
		{
			name: "section texts", fits: v2Message(object{"type": 9, "components": []object{text(1), text(1), text(1)}, "accessory": button("b")}),
			over: v2Message(object{"type": 9, "components": []object{text(1), text(1), text(1), text(1)}, "accessory": button("b")}), at: "components.0.components",
		},
		{
			name: "section accessory", fits: v2Message(object{"type": 9, "components": []object{text(1)}, "accessory": button("b")}),
			over: v2Message(object{"type": 9, "components": []object{text(1)}}), at: "components.0.accessory",
		},
		{
			name: "container in container", fits: v2Message(object{"type": 17, "components": []object{text(1)}}),
			over: v2Message(object{"type": 17, "components": []object{{"type": 17, "components": []object{text(1)}}}}), at: "components.0.components.0.type",
		},
		{
			name: "attachment that is not there", fits: v2Message(text(1)),
			over: v2Message(object{"type": 13, "file": object{"url": "attachment://no.txt"}}), at: "components.0",
		},
		{
			name: "allowed_mentions contradicts itself", fits: object{"content": "x", "allowed_mentions": object{"parse": []string{}, "users": []string{"1"}}},
			over: object{"content": "x", "allowed_mentions": object{"parse": []string{"users"}, "users": []string{"1"}}}, at: "allowed_mentions",
		},
		{name: "type of content", fits: object{"content": "7"}, over: object{"content": 7}, at: "content"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			opts := options()
			opts.RateLimits = map[string]discordtest.RateLimit{"POST /channels/{channel_id}/messages": {}}
			srv := start(t, opts)
			path := "/channels/" + string(srv.Guild("Newsroom").Channel("general").ID) + "/messages"
			c := newClient(t, srv)
			c.want(http.StatusOK, "POST", path, tt.fits)
			srv.Check(t)
			refused(t, srv, c.want(http.StatusBadRequest, "POST", path, tt.over), tt.code, tt.at)
		})
	}
}

// refused checks a refusal's code, 0 being 50035, and the field that its errors object names.
func refused(t *testing.T, srv *discordtest.Server, a answer, code int, at string) {
	t.Helper()
	if code == 0 {
		code = 50035
	}
	if got := a.code(t); got != code {
		t.Errorf("code %d, want %d: %s", got, code, a.body)
	}
	wantRules(t, srv, discordtest.RuleForm)
	if at == "" {
		return
	}
	var body struct {
		Errors json.RawMessage `json:"errors"`
	}
	a.into(t, &body)
	node := body.Errors
	for part := range strings.SplitSeq(at, ".") {
		var children map[string]json.RawMessage
		if err := json.Unmarshal(node, &children); err != nil || children[part] == nil {
			t.Fatalf("the errors do not blame %s: %s", at, a.body)
		}
		node = children[part]
	}
	if !strings.Contains(string(node), "_errors") {
		t.Errorf("the errors at %s: %s", at, node)
	}
}

func TestAttachments(t *testing.T) {
	opts := options()
	opts.UploadLimit = 100
	opts.RateLimits = map[string]discordtest.RateLimit{"POST /channels/{channel_id}/messages": {}}
	srv := start(t, opts)
	path := "/channels/" + string(srv.Guild("Newsroom").Channel("general").ID) + "/messages"
	c := newClient(t, srv)

	payload := `{"content":"chart","attachments":[{"id":"0","description":"a chart"}]}`
	var m discordtest.Message
	c.upload("POST", path, payload, map[string][]byte{"chart.png": []byte("picture")}).into(t, &m)
	if len(m.Attachments) != 1 || m.Attachments[0].Description != "a chart" || m.Attachments[0].ContentType != "image/png" {
		t.Fatalf("attachments %+v", m.Attachments)
	}
	resp, err := c.http.Get(m.Attachments[0].URL)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK || resp.ContentLength != int64(len("picture")) {
		t.Errorf("content server: %d, %d bytes", resp.StatusCode, resp.ContentLength)
	}

	// An edit that lists no attachment drops it; one that lists its ID keeps it.
	kept := c.want(http.StatusOK, "PATCH", path+"/"+string(m.ID), object{"attachments": []object{{"id": string(m.Attachments[0].ID)}}})
	kept.into(t, &m)
	if len(m.Attachments) != 1 {
		t.Errorf("the attachment was not kept: %+v", m.Attachments)
	}
	c.want(http.StatusOK, "PATCH", path+"/"+string(m.ID), object{"attachments": []object{}}).into(t, &m)
	if len(m.Attachments) != 0 {
		t.Errorf("the attachment was kept: %+v", m.Attachments)
	}
	srv.Check(t)

	if a := c.upload("POST", path, `{}`, map[string][]byte{"big.bin": make([]byte, 101)}); a.status != http.StatusRequestEntityTooLarge || a.code(t) != 40005 {
		t.Errorf("101 bytes: %d %s", a.status, a.body)
	}
	many := map[string][]byte{}
	for i := range 11 {
		many[fmt.Sprint("f", i)] = []byte("x")
	}
	if a := c.upload("POST", path, `{}`, many); a.code(t) != 50035 {
		t.Errorf("11 files: %d %s", a.status, a.body)
	}
	huge, err := c.try("POST", path, object{"content": strings.Repeat("x", discordtest.MaxRequestBytes)})
	if err == nil && (huge.status != http.StatusRequestEntityTooLarge || huge.code(t) != 40005) {
		t.Errorf("25 MiB: %d %s", huge.status, huge.body)
	}
	wantRules(t, srv, discordtest.RuleForm, discordtest.RuleForm, discordtest.RuleForm)
}

func TestMalformedBodies(t *testing.T) {
	tests := []struct {
		name, kind, body string
		code             int
	}{
		{"not JSON", "application/json", "{", 50109},
		{"wrong content type", "text/plain", "hello", 50035},
		{"broken multipart", "multipart/form-data; boundary=b", "--b\r\nnonsense", 50035},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			srv := start(t, options())
			c := newClient(t, srv)
			path := "/channels/" + string(srv.Guild("Newsroom").Channel("general").ID) + "/messages"
			a, err := c.send(c.request("POST", path, tt.kind, strings.NewReader(tt.body)))
			if err != nil {
				t.Fatal(err)
			}
			if a.status != http.StatusBadRequest || a.code(t) != tt.code {
				t.Errorf("%d %s, want code %d", a.status, a.body, tt.code)
			}
			wantRules(t, srv, discordtest.RuleForm)
		})
	}
}
