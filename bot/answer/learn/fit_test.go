package learn

import (
	"bytes"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

var twoNames = []string{"signal", "noise"}

func TestRankerFindsTheFeatureThatTells(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(1, 2))
	var groups []Group
	for range 200 {
		g := Group{Right: make([]bool, 6)}
		best := random.IntN(6)
		g.Right[best] = true
		for i := range 6 {
			signal := random.Float32()
			if i == best {
				signal += .8
			}
			g.Values = append(g.Values, []float32{signal, random.Float32()})
		}
		groups = append(groups, g)
	}
	m := FitRanker(twoNames, nil, groups, .001)
	if m.Weights[0] < 10*math.Abs(m.Weights[1]) {
		t.Errorf("weights %v: the signal should outweigh the noise by far", m.Weights)
	}
	right := 0
	for _, g := range groups {
		scores := make([]float64, len(g.Values))
		for i, v := range g.Values {
			scores[i] = m.Score(v)
		}
		if g.Right[slices.Index(scores, slices.Max(scores))] {
			right++
		}
	}
	if right < 170 {
		t.Errorf("%d of 200 groups ranked right, want at least 170", right)
	}
}

func TestRankerPassesOverGroupsThatTeachNothing(t *testing.T) {
	t.Parallel()
	m := FitRanker(twoNames, nil, []Group{
		{Values: [][]float32{{1, 0}, {0, 1}}, Right: []bool{true, true}},
		{Values: [][]float32{{1, 0}, {0, 1}}, Right: []bool{false, false}},
	}, .01)
	if m.Weights[0] != 0 || m.Weights[1] != 0 {
		t.Errorf("weights %v from groups without a choice, want zeros", m.Weights)
	}
}

func TestRankerKeepsToSigns(t *testing.T) {
	t.Parallel()
	groups := []Group{
		{Values: [][]float32{{0, 1}, {1, 0}, {.5, .2}}, Right: []bool{true, false, false}},
		{Values: [][]float32{{.1, .9}, {1, .1}, {.6, .3}}, Right: []bool{true, false, false}},
	}
	if m := FitRanker(twoNames, nil, groups, .01); m.Weights[0] >= 0 {
		t.Fatalf("weights %v: the first should come out negative by itself", m.Weights)
	}
	m := FitRanker(twoNames, []Sign{Positive, Any}, groups, .01)
	if m.Weights[0] < 0 || m.Weights[0] > 1e-3 || m.Weights[1] <= 0 {
		t.Errorf("weights %v, want 0 for what may only be positive, and the other positive", m.Weights)
	}
}

func TestClassifierGivesLogOdds(t *testing.T) {
	t.Parallel()
	// At signal 0 one case in four is a yes, at signal 1 three in four.
	var cases []Case
	for i := range 400 {
		signal := float32(i % 2)
		yes := i/2%4 == 0
		if signal == 1 {
			yes = !yes
		}
		cases = append(cases, Case{Values: []float32{signal, 7}, Yes: yes})
	}
	m := FitClassifier(twoNames, nil, cases, 0)
	for signal, want := range map[float32]float64{0: math.Log(1. / 3), 1: math.Log(3)} {
		if got := m.Score([]float32{signal, 7}); math.Abs(got-want) > .01 {
			t.Errorf("log-odds at signal %v: got %.3f, want %.3f", signal, got, want)
		}
	}
}

func TestModelSurvivesWriting(t *testing.T) {
	t.Parallel()
	m := &Model{Names: twoNames, Weights: []float64{1.25, -3e-7}, Bias: -2}
	var b bytes.Buffer
	if err := m.WriteWeights(&b); err != nil {
		t.Fatal(err)
	}
	read, err := Read(bytes.NewReader(b.Bytes()), twoNames)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(read.Weights, m.Weights) || read.Bias != m.Bias {
		t.Errorf("read back %+v, wrote %+v", read, m)
	}
	for name, names := range map[string][]string{
		"a feature without a weight": {"signal", "noise", "other"},
		"a weight without a feature": {"signal"},
		"another name":               {"signal", "hiss"},
	} {
		if _, err := Read(bytes.NewReader(b.Bytes()), names); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	if _, err := Read(bytes.NewReader([]byte("signal\tmuch\nnoise\t1\n")), twoNames); err == nil {
		t.Error("a weight that is no number: no error")
	}
}

func TestMinimiseRosenbrock(t *testing.T) {
	t.Parallel()
	x := []float64{-1.2, 1}
	minimise(x, 500, func(x, g []float64) float64 {
		a, b := 1-x[0], x[1]-x[0]*x[0]
		g[0], g[1] = -2*a-400*x[0]*b, 200*b
		return a*a + 100*b*b
	})
	if math.Abs(x[0]-1) > 1e-3 || math.Abs(x[1]-1) > 1e-3 {
		t.Errorf("minimum at %v, want (1, 1)", x)
	}
}
