package eval

import (
	"reflect"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"sitrep/retrieval"
)

func TestStages(t *testing.T) {
	t.Parallel()
	searches := []retrieval.Timings{
		{Embed: 3 * time.Millisecond, Rank: time.Millisecond, Total: 5 * time.Millisecond},
		{Embed: time.Millisecond, Rank: 2 * time.Millisecond, Total: 3 * time.Millisecond},
	}
	want := []Stage{{"embed", 1, 3, .5}, {"rank", 1, 2, .375}}
	if diff := cmp.Diff(want, stages(searches), cmpopts.EquateApprox(0, 1e-9)); diff != "" {
		t.Errorf("stages (-want +got):\n%s", diff)
	}
	if got := stages(nil); got != nil {
		t.Errorf("no searches have the stages %v", got)
	}
}

// Every stage that a search times has a name here.
func TestStagesAreComplete(t *testing.T) {
	t.Parallel()
	fields := reflect.TypeFor[retrieval.Timings]().NumField()
	if len(parts) != fields-1 {
		t.Errorf("there are %d parts, and retrieval.Timings has %d fields, of which one is the total", len(parts), fields)
	}
}

func TestPercentile(t *testing.T) {
	t.Parallel()
	if got := percentile(nil, 95); got != 0 {
		t.Errorf("of nothing got %v", got)
	}
	var sorted []time.Duration
	for i := range 20 {
		sorted = append(sorted, time.Duration(i+1)*time.Millisecond)
	}
	if p50, p95 := percentile(sorted, 50), percentile(sorted, 95); p50 != 10 || p95 != 19 {
		t.Errorf("of 1..20 ms p50 is %v and p95 %v, want 10 and 19", p50, p95)
	}
}
