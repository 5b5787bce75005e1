package discord

import (
	"encoding/json"
	"net/http"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// staleAfter is how old the last acknowledged heartbeat may be: a heartbeat is due every
// 41.25 s, and a connection without its acknowledgement is given up within half as much more.
const staleAfter = 2 * time.Minute

// health is what /readyz says.
type health struct {
	Ready     bool      `json:"ready"`
	Connected bool      `json:"connected"`
	LastACK   time.Time `json:"last_heartbeat_ack,omitzero"`
	Queue     int       `json:"queue"`
	Error     string    `json:"last_error,omitempty"` // why the last connection ended
}

// Monitor serves /healthz, which says that the process lives, /readyz, which is 503 while the
// bot is not connected, and /metrics for Prometheus.
func (b *Bot) Monitor(metrics *prometheus.Registry) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusOK) })
	mux.HandleFunc("GET /readyz", func(w http.ResponseWriter, _ *http.Request) { b.writeHealth(w, time.Now()) })
	mux.Handle("GET /metrics", promhttp.HandlerFor(metrics, promhttp.HandlerOpts{}))
	return mux
}

func (b *Bot) writeHealth(w http.ResponseWriter, now time.Time) {
	status := b.Status()
	h := health{Connected: status.Connected(), LastACK: status.LastACK(), Queue: b.desk.Waiting(), Error: status.Sum().LastError}
	h.Ready = h.Connected && (h.LastACK.IsZero() || now.Sub(h.LastACK) < staleAfter)
	w.Header().Set("Content-Type", "application/json")
	if !h.Ready {
		w.WriteHeader(http.StatusServiceUnavailable)
	}
	_ = json.NewEncoder(w).Encode(h) // whoever asked has gone
}
