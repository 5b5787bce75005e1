package desk

import (
	"errors"
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// Metrics counts what the desk does. It is a prometheus.Collector.
type Metrics struct {
	requests *prometheus.CounterVec // by kind and outcome
	refusals *prometheus.CounterVec // by kind of refusal
	dropped  *prometheus.CounterVec // by reason
	stages   *prometheus.HistogramVec
	panics   prometheus.Counter
}

// NewMetrics makes metrics that count from zero.
func NewMetrics() *Metrics {
	counter := func(name, help string, labels ...string) *prometheus.CounterVec {
		return prometheus.NewCounterVec(prometheus.CounterOpts{Namespace: "sitrep", Name: name, Help: help}, labels)
	}
	return &Metrics{
		requests: counter("requests_total", "What people did, by kind and how it ended.", "kind", "outcome"),
		refusals: counter("refusals_total", "Questions that were refused with a reason.", "kind"),
		dropped:  counter("drops_total", "Requests turned away before any work.", "reason"),
		stages: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Namespace: "sitrep", Name: "stage_seconds", Help: "Time from the arrival of a request to the end of a stage.",
			Buckets: []float64{.01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30},
		}, []string{"stage"}),
		panics: prometheus.NewCounter(prometheus.CounterOpts{Namespace: "sitrep", Name: "panics_total", Help: "Panics that were caught."}),
	}
}

// Describe implements prometheus.Collector.
func (m *Metrics) Describe(to chan<- *prometheus.Desc) {
	for _, c := range m.collectors() {
		c.Describe(to)
	}
}

// Collect implements prometheus.Collector.
func (m *Metrics) Collect(to chan<- prometheus.Metric) {
	for _, c := range m.collectors() {
		c.Collect(to)
	}
}

func (m *Metrics) collectors() []prometheus.Collector {
	return []prometheus.Collector{m.requests, m.refusals, m.dropped, m.stages, m.panics}
}

func (m *Metrics) stage(name string, took time.Duration) {
	m.stages.WithLabelValues(name).Observe(took.Seconds())
}

// ended counts a request by how it ended.
func (m *Metrics) ended(kind Kind, err error, took time.Duration) {
	outcome := "done"
	_, told := errors.AsType[sorry](err)
	switch {
	case err == nil:
	case told:
		outcome = "turned away"
	case errors.Is(err, errBusy):
		outcome = "busy"
		m.dropped.WithLabelValues("busy").Inc()
	case errors.Is(err, errClosing):
		outcome = "closing"
	default:
		outcome = "failed"
	}
	m.requests.WithLabelValues(kind.String(), outcome).Inc()
	m.stage("done", took)
}
