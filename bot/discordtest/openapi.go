package discordtest

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
	"sync"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// Spec is Discord's OpenAPI document, ready to check bodies against. It is safe for
// concurrent use; several servers can share one.
type Spec struct {
	compiler *jsonschema.Compiler
	paths    map[string]any

	mu      sync.Mutex
	schemas map[string]*jsonschema.Schema // by JSON pointer
}

// document is the name under which the compiler knows the OpenAPI document.
const document = "discord.json"

// LoadSpec reads the document, openapi.json of https://github.com/discord/discord-api-spec. Schemas are compiled when they are first needed.
func LoadSpec(path string) (*Spec, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("read the OpenAPI document: %w", err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(b))
	if err != nil {
		return nil, fmt.Errorf("parse the OpenAPI document %s: %w", path, err)
	}
	root, _ := doc.(map[string]any)
	paths, ok := root["paths"].(map[string]any)
	if !ok {
		return nil, fmt.Errorf("parse the OpenAPI document %s: it has no paths", path)
	}
	c := jsonschema.NewCompiler()
	c.DefaultDraft(jsonschema.Draft2020)
	if err := c.AddResource(document, doc); err != nil {
		return nil, fmt.Errorf("load the OpenAPI document %s: %w", path, err)
	}
	return &Spec{compiler: c, paths: paths, schemas: map[string]*jsonschema.Schema{}}, nil
}

// CheckRequest validates a request's JSON body; nil when the document asks nothing of it.
// The route is the path as the document has it, "/channels/{channel_id}/messages".
func (o *Spec) CheckRequest(method, route string, body []byte) error {
	return o.check(body, true, "paths", route, strings.ToLower(method), "requestBody", "content", "application/json", "schema")
}

// CheckResponse validates the body of a response.
func (o *Spec) CheckResponse(method, route string, status int, body []byte) error {
	return o.check(body, false, "paths", route, strings.ToLower(method), "responses", strconv.Itoa(status), "content", "application/json", "schema")
}

// check validates a body against the schema at a place of the document, if there is one.
func (o *Spec) check(body []byte, lenient bool, place ...string) error {
	if !o.has(place) {
		return nil
	}
	schema, err := o.schema(place)
	if err != nil {
		return err
	}
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(body))
	if err != nil {
		return err
	}
	if lenient {
		normalise(value)
	}
	if err := schema.Validate(value); err != nil {
		return errors.New(explain(err))
	}
	return nil
}

// has tells whether the document has the place, which starts at "paths".
func (o *Spec) has(place []string) bool {
	var node any = o.paths
	for _, key := range place[1:] {
		m, ok := node.(map[string]any)
		if !ok {
			return false
		}
		if node, ok = m[key]; !ok {
			return false
		}
	}
	return true
}

func (o *Spec) schema(place []string) (*jsonschema.Schema, error) {
	var pointer strings.Builder
	for _, key := range place {
		key = strings.ReplaceAll(strings.ReplaceAll(key, "~", "~0"), "/", "~1")
		// The pointer stands in a URL's fragment.
		key = strings.NewReplacer("{", "%7B", "}", "%7D").Replace(key)
		pointer.WriteString("/" + key)
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	if s := o.schemas[pointer.String()]; s != nil {
		return s, nil
	}
	s, err := o.compiler.Compile(document + "#" + pointer.String())
	if err != nil {
		return nil, fmt.Errorf("compile %s: %w", pointer.String(), err)
	}
	o.schemas[pointer.String()] = s
	return s, nil
}

// normalise turns permission sets that are strings, as the documentation wants them, into the
// numbers that the document asks for in requests.
func normalise(value any) {
	switch v := value.(type) {
	case map[string]any:
		for key, inner := range v {
			text, ok := inner.(string)
			if ok && key == "default_member_permissions" && text != "" {
				v[key] = json.Number(text)
				continue
			}
			normalise(inner)
		}
	case []any:
		for _, inner := range v {
			normalise(inner)
		}
	}
}

// explain words a validation error in one line: the innermost reasons, each with its place.
func explain(err error) string {
	v, ok := errors.AsType[*jsonschema.ValidationError](err)
	if !ok {
		return err.Error()
	}
	text := strings.TrimSpace(v.Error())
	lines := strings.Split(text, "\n")
	if len(lines) > 1 {
		lines = lines[1:] // the first line names only the schema
	}
	for i := range lines {
		lines[i] = strings.TrimPrefix(strings.TrimSpace(lines[i]), "- ")
	}
	const enough = 12
	if len(lines) > enough {
		lines = append(lines[:enough], "...")
	}
	return strings.Join(lines, "; ")
}
