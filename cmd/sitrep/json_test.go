package main

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"unicode"
)

func TestWriteJSONIsSafeToShowAndLosesNothing(t *testing.T) {
	const text = "a<b & \x1b[31m \u009b2J \u202ereversed\u2069 \x7f \ufeff é 夜 \U0001F600 \U000E0041 \\u0041"
	var out bytes.Buffer
	if err := writeJSON(&out, map[string]string{"text": text}); err != nil {
		t.Fatal(err)
	}
	line, ok := strings.CutSuffix(out.String(), "\n")
	if !ok || strings.Contains(line, "\n") {
		t.Errorf("not one line: %q", out.String())
	}
	for _, r := range line {
		if unicode.In(r, unicode.Cc, unicode.Cf) {
			t.Errorf("%U is printed as it is", r)
		}
	}
	var back map[string]string
	if err := json.Unmarshal(out.Bytes(), &back); err != nil {
		t.Fatal(err)
	}
	if back["text"] != text {
		t.Errorf("reads back as %q, want %q", back["text"], text)
	}
}
