package dates_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"sitrep/retrieval/dates"
)

// published is a Wednesday.
var published = time.Date(2031, 1, 8, 9, 0, 0, 0, time.UTC)

func TestFind(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		text string
		want []string // "text = first..last"
	}{
		{"", nil},
		{"Nothing happened.", nil},
		{"on 14 March 2023 at noon", []string{"14 March 2023 = 2023-03-14"}},
		{"on March 14, 2023.", []string{"March 14, 2023 = 2023-03-14"}},
		{"on March 14th 2023", []string{"March 14th 2023 = 2023-03-14"}},
		{"the 3rd of May 2019", []string{"3rd of May 2019 = 2019-05-03"}},
		{"KABUL, 14 MAR 23 (AGENCY)", []string{"14 MAR 23 = 2023-03-14"}},
		{"BOGOTA, 3 Jan 90", []string{"3 Jan 90 = 1990-01-03"}},
		{"Sept. 9, 2020", []string{"Sept. 9, 2020 = 2020-09-09"}},
		{"2023-03-14 and 2023/03/15", []string{"2023-03-14 = 2023-03-14", "2023/03/15 = 2023-03-15"}},
		{"in March 2023", []string{"March 2023 = 2023-03-01..2023-03-31"}},
		{"in 2023,", []string{"2023 = 2023-01-01..2023-12-31"}},
		{"between 2019 and 2021", []string{"2019 = 2019-01-01..2019-12-31", "2021 = 2021-01-01..2021-12-31"}},
		{"on 30 December", []string{"30 December = 2030-12-30"}},
		{"on 2 February", []string{"2 February = 2031-02-02"}},
		{"on 2 June", []string{"2 June = 2030-06-02"}},
		{"on December 30, officials", []string{"December 30 = 2030-12-30"}},
		{"today or yesterday", []string{"today = 2031-01-08", "yesterday = 2031-01-07"}},
		{"on Tuesday and Wednesday", []string{"Tuesday = 2031-01-07", "Wednesday = 2031-01-08"}},
		{"on Thursday", []string{"Thursday = 2031-01-02"}},
		{"31 February 2023", []string{"February 2023 = 2023-02-01..2023-02-28"}},
		{"they may march, 12 of them", nil},
		{"May 12 of them go", []string{"May 12 = 2030-05-12"}},
		{"it cost $2000 or 2000.5 or 12,2000", nil},
		{"room 20231, A2023, 2023b", nil},
		{"14 March\n2000 people", []string{"14 March = 2030-03-14", "2000 = 2000-01-01..2000-12-31"}},
	} {
		t.Run(test.text, func(t *testing.T) {
			t.Parallel()
			var got []string
			for _, m := range dates.Find(test.text, published) {
				days := m.Range.First.Time().Format(time.DateOnly)
				if m.Range.Days() > 1 {
					days += ".." + m.Range.Last.Time().Format(time.DateOnly)
				}
				got = append(got, test.text[m.Start:m.End]+" = "+days)
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("dates (-want +got):\n%s", diff)
			}
		})
	}
}

func TestFindWithoutPublicationDate(t *testing.T) {
	t.Parallel()
	if got := dates.Find("yesterday, on Tuesday, 3 May", time.Time{}); len(got) != 0 {
		t.Errorf("found %v in a text of unknown date", got)
	}
	if got := dates.Find("on 3 May 2019", time.Time{}); len(got) != 1 {
		t.Errorf("found %v, want one full date", got)
	}
}

func TestGap(t *testing.T) {
	t.Parallel()
	may := dates.Range{First: 100, Last: 130}
	for _, test := range []struct {
		other dates.Range
		want  int
	}{
		{dates.Range{First: 110, Last: 110}, 0},
		{dates.Range{First: 130, Last: 140}, 0},
		{dates.Range{First: 131, Last: 131}, 1},
		{dates.Range{First: 90, Last: 98}, 2},
	} {
		if got := may.Gap(test.other); got != test.want {
			t.Errorf("Gap(%v) = %d, want %d", test.other, got, test.want)
		}
		if got := test.other.Gap(may); got != test.want {
			t.Errorf("Gap of %v the other way = %d, want %d", test.other, got, test.want)
		}
	}
}

func FuzzFind(f *testing.F) {
	for _, seed := range []string{"14 March 2023", "2023-03-14", "30 Feb", "99 99 99", "May", "\xff 3 \xffMay", "1st of 2nd"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		at := 0
		for _, m := range dates.Find(text, published) {
			if m.Start < at || m.End <= m.Start || m.End > len(text) {
				t.Fatalf("%+v does not lie in the %d bytes after %d", m, len(text), at)
			}
			if m.Range.Days() < 1 || m.Range.Days() > 366 {
				t.Fatalf("%+v has %d days", m, m.Range.Days())
			}
			at = m.End
		}
	})
}

func BenchmarkFind(b *testing.B) {
	text := "Officials said on Tuesday that the convoy had left on 14 March 2023 and reached the border two days later with 40 men. "
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		dates.Find(text, published)
	}
}
