package discordtest_test

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"sitrep/bot/discordtest"
)

// small is an OpenAPI document that knows one endpoint, and of it a rule that the fake does
// not have.
const small = `{"openapi": "3.1.0", "paths": {"/channels/{channel_id}/messages": {"post": {
	"requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Message"}}}},
	"responses": {"200": {"content": {"application/json": {"schema": {"type": "object", "required": ["id"]}}}}}
}}}, "components": {"schemas": {"Message": {"type": "object", "properties": {"content": {"type": "string", "pattern": "^[a-z]*$"}}}}}}`

func TestOpenAPIDocumentIsEnforced(t *testing.T) {
	path := filepath.Join(t.TempDir(), "openapi.json")
	if err := os.WriteFile(path, []byte(small), 0o600); err != nil {
		t.Fatal(err)
	}
	srv := start(t, discordtest.Options{OpenAPI: path})
	messages := "/channels/" + string(srv.Guild("Newsroom").Channel("general").ID) + "/messages"
	c := newClient(t, srv)
	c.do("POST", messages, object{"content": "lower"})
	c.do("GET", messages, nil)
	srv.Check(t)
	if a := c.want(http.StatusBadRequest, "POST", messages, object{"content": "UPPER"}); a.code(t) != 50035 {
		t.Errorf("%s", a.body)
	}
	v := srv.Violations()
	if len(v) != 1 || v[0].Rule != discordtest.RuleSchema || !strings.Contains(v[0].String(), "/content") {
		t.Errorf("violations %v", v)
	}
	spec := must(discordtest.LoadSpec(path))
	if err := spec.CheckResponse("POST", "/channels/{channel_id}/messages", 200, []byte(`{}`)); err == nil {
		t.Error("an answer without id passed")
	}
}

func TestOpenAPIDocumentMustBeOne(t *testing.T) {
	for name, content := range map[string]string{"not JSON": "{", "no paths": "{}"} {
		path := filepath.Join(t.TempDir(), "openapi.json")
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := discordtest.New(discordtest.Options{OpenAPI: path}); err == nil {
			t.Errorf("%s: taken for an OpenAPI document", name)
		}
	}
	if _, err := discordtest.New(discordtest.Options{OpenAPI: "no/such/file"}); err == nil {
		t.Error("a missing document was not noticed")
	}
}

// TestDiscordsDocument shows that the real document catches what it should; the limits' tests
// send it everything else.
func TestDiscordsDocument(t *testing.T) {
	if spec() == nil {
		t.Skip("SITREP_OPENAPI does not name Discord's OpenAPI document")
	}
	const route = "/channels/{channel_id}/messages"
	if err := spec().CheckRequest("POST", route, []byte(`{"content":"x","embeds":null,"components":null}`)); err != nil {
		t.Errorf("what discordgo sends: %v", err)
	}
	if err := spec().CheckRequest("POST", route, []byte(`{"sticker_ids":["1","2","3","4"]}`)); err == nil {
		t.Error("four stickers passed")
	}
	commands := "/applications/{application_id}/commands"
	if err := spec().CheckRequest("POST", commands, []byte(`{"name":"corpus","description":"d","default_member_permissions":"0"}`)); err != nil {
		t.Errorf("permissions as a string, as the documentation wants them: %v", err)
	}
}
