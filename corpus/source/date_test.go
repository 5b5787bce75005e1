package source

import (
	"testing"
	"time"
)

func TestParseDate(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"2025-02-11":                       "2025-02-11T00:00:00Z",
		"2025-02-11T14:03:05Z":             "2025-02-11T14:03:05Z",
		"2025-02-11T14:03:05.123Z":         "2025-02-11T14:03:05.123Z",
		"2025-02-11T14:03:05+05:00":        "2025-02-11T09:03:05Z",
		"2025-02-11T14:03:05+0500":         "2025-02-11T09:03:05Z",
		"2025-02-11T14:03":                 "2025-02-11T14:03:00Z",
		"2025-02-11 14:03:05":              "2025-02-11T14:03:05Z",
		"2025-02-11 14:03:05 -0500":        "2025-02-11T19:03:05Z",
		"2025-02-11 14:03:05 +0000 UTC":    "2025-02-11T14:03:05Z",
		"2025-2-1":                         "2025-02-01T00:00:00Z",
		"2025/02/11":                       "2025-02-11T00:00:00Z",
		"20250211":                         "2025-02-11T00:00:00Z",
		"11.02.2025":                       "2025-02-11T00:00:00Z",
		"11 February 2025":                 "2025-02-11T00:00:00Z",
		"11 FEB 2025":                      "2025-02-11T00:00:00Z",
		"11th of February 2025":            "2025-02-11T00:00:00Z",
		"February 11, 2025":                "2025-02-11T00:00:00Z",
		"Feb. 11, 2025":                    "2025-02-11T00:00:00Z",
		"Sept. 3rd, 2024":                  "2024-09-03T00:00:00Z",
		"Tuesday, February 11, 2025":       "2025-02-11T00:00:00Z",
		"Tue, 11 Feb 2025 14:03:05 GMT":    "2025-02-11T14:03:05Z",
		"Tue, 11 Feb 2025 14:03:05 +0500":  "2025-02-11T09:03:05Z",
		"Tue, 11 Feb 2025 14:03:05 EST":    "2025-02-11T19:03:05Z",
		"February 11, 2025 at 2:03 p.m.":   "2025-02-11T14:03:00Z",
		"Feb 11, 2025, 2:03 PM EDT":        "2025-02-11T18:03:00Z",
		"  11\tFebruary \n 2025 ":          "2025-02-11T00:00:00Z",
		"1739282585":                       "2025-02-11T14:03:05Z",
		"1739282585000":                    "2025-02-11T14:03:05Z",
		"2020-02-29":                       "2020-02-29T00:00:00Z",
		"Monday, 3 March 2025 09:15 +0530": "2025-03-03T03:45:00Z",
	} {
		got, exact, err := parseDate(in)
		if err != nil || !exact || got.Format(time.RFC3339Nano) != want {
			t.Errorf("parseDate(%q) = %s, %t, %v; want %s", in, got.Format(time.RFC3339Nano), exact, err, want)
		}
	}
	for in, want := range map[string]string{
		"February 2025": "2025-02-01", "Feb. 2025": "2025-02-01", "2025-02": "2025-02-01", "2025": "2025-01-01",
	} {
		got, exact, err := parseDate(in)
		if err != nil || exact || got.Format(time.DateOnly) != want {
			t.Errorf("parseDate(%q) = %s, %t, %v; want %s, not exact", in, got, exact, err, want)
		}
	}
	for _, in := range []string{
		"", "yesterday", "03/04/2025", "2025-13-01", "2025-02-30", "31 June 2024", "0001-01-01", "12", "Mayday 2025",
	} {
		if got, _, err := parseDate(in); err == nil {
			t.Errorf("parseDate(%q) = %s, want an error", in, got)
		}
	}
}
