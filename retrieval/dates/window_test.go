package dates_test

import (
	"testing"
	"time"

	"sitrep/retrieval/dates"
)

func TestWindow(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"Who was hurt last month?":                          "2030-12-01..2030-12-31",
		"What happened this year?":                          "2031-01-01..2031-12-31",
		"What happened last week?":                          "2031-01-01..2031-01-08",
		"Raids since the withdrawal":                        "2021-08-30..2031-01-08",
		"Raids after the fall of Kabul":                     "2021-08-15..2031-01-08",
		"What was closed during the pandemic?":              "2020-03-11..2023-05-05",
		"Who has come since 7 October?":                     "2023-10-07..2031-01-08",
		"Who has come since 7 October 2019?":                "2019-10-07..2031-01-08",
		"Raids since March 2023":                            "2023-03-01..2031-01-08",
		"Raids before 3 May 2019":                           "1800-01-01..2019-05-02",
		"Who led the withdrawal?":                           "",
		"Raids in March 2023":                               "",
		"Who burned the ferry?":                             "",
		"Who ordered the withdrawal of wool from the sale?": "",
	} {
		got := ""
		if days, found := dates.Window(text, published); found {
			got = days.First.Time().Format(time.DateOnly) + ".." + days.Last.Time().Format(time.DateOnly)
		}
		if got != want {
			t.Errorf("%q confines itself to %q, want %q", text, got, want)
		}
	}
	if days, found := dates.Window("Who was hurt last month?", time.Time{}); found {
		t.Errorf("last month is %v though nobody knows the day", days)
	}
	if _, found := dates.Window("Raids since the withdrawal", time.Time{}); !found {
		t.Error("an event has no day without knowing today")
	}
}
