package eval

import (
	"math"
	"slices"
	"testing"
)

// Of five equal differences only 2 of the 32 assignments are as far from 0.
func TestSignificanceOfFew(t *testing.T) {
	t.Parallel()
	p, low, high := significance([][]float64{{.2, .2, .2, .2, .2}})
	if math.Abs(p-2./32) > .01 {
		t.Errorf("p is %v, want about %v", p, 2./32)
	}
	if math.Abs(low-.2) > 1e-9 || math.Abs(high-.2) > 1e-9 {
		t.Errorf("the interval is %v to %v, want .2 to .2", low, high)
	}
}

// Of the 8 assignments of 1, 2 and -3 two sum to 0 and the rest to more, so a sum of 0 is
// reached by all.
func TestSignificanceOfNothingGained(t *testing.T) {
	t.Parallel()
	p, low, high := significance([][]float64{{1, 2, -3}})
	if p != 1 || low >= 0 || high <= 0 {
		t.Errorf("p %v, interval %v to %v, want 1 and 0 within", p, low, high)
	}
}

func TestSignificanceOfMany(t *testing.T) {
	t.Parallel()
	var gain, noise []float64
	for i := range 400 {
		wave := math.Sin(float64(i) * 1.7)
		gain = append(gain, .1+.3*wave)
		noise = append(noise, .3*wave)
	}
	if p, low, _ := significance([][]float64{gain}); p > .001 || low <= 0 {
		t.Errorf("of a gain p is %v and the lower bound %v", p, low)
	}
	if p, low, high := significance([][]float64{noise}); p < .3 || low > 0 || high < 0 {
		t.Errorf("of noise p is %v and the interval %v to %v", p, low, high)
	}
	first, _, _ := significance([][]float64{gain, noise})
	if again, _, _ := significance([][]float64{gain, noise}); again != first {
		t.Errorf("p is %v, then %v", first, again)
	}
}

func TestSignificanceOfEqualRuns(t *testing.T) {
	t.Parallel()
	for _, groups := range [][][]float64{nil, {{}}, {{0, 0}, {0}}} {
		if p, low, high := significance(groups); p != 1 || low != 0 || high != 0 {
			t.Errorf("of %v: p %v, %v to %v", groups, p, low, high)
		}
	}
}

// A set with one question counts as much as one with three.
func TestMeanOf(t *testing.T) {
	t.Parallel()
	if got := meanOf([][]float64{{1}, {0, 0, .3}}); math.Abs(got-.55) > 1e-12 {
		t.Errorf("got %v, want .55", got)
	}
	if got := meanOf(nil); got != 0 {
		t.Errorf("of nothing got %v", got)
	}
}

// The smallest of three is held to a third of the level, the next to a half.
func TestHolm(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		p    []float64
		want []bool
	}{
		{[]float64{.04, .01, .02}, []bool{true, true, true}},
		{[]float64{.04, .01, .03}, []bool{false, true, false}},
		{[]float64{.02, .02, .02}, []bool{false, false, false}},
		{nil, []bool{}},
	} {
		if got := holm(test.p, .05); !slices.Equal(got, test.want) {
			t.Errorf("of %v %v are significant, want %v", test.p, got, test.want)
		}
	}
}
