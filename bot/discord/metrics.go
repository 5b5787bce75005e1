package discord

import "github.com/prometheus/client_golang/prometheus"

// gauge is a figure that is read when it is asked for.
type gauge struct {
	desc *prometheus.Desc
	kind prometheus.ValueType
	read func(b *Bot) float64
}

// gauges are the bot's figures beside those of the desk.
func gauges() []gauge {
	figure := func(name, help string, kind prometheus.ValueType, read func(*Bot) float64) gauge {
		return gauge{prometheus.NewDesc("sitrep_"+name, help, nil, nil), kind, read}
	}
	return []gauge{
		figure("queue", "Requests that are worked on or wait.", prometheus.GaugeValue, func(b *Bot) float64 { return float64(b.desk.Waiting()) }),
		figure("events_dropped_total", "Events dropped because too many came at once.", prometheus.CounterValue, func(b *Bot) float64 { return float64(b.Dropped()) }),
		figure("gateway_connected", "1 if all shards are connected.", prometheus.GaugeValue, func(b *Bot) float64 {
			if b.Status().Connected() {
				return 1
			}
			return 0
		}),
		figure("gateway_reconnects_total", "Connections after the first of each shard.", prometheus.CounterValue, func(b *Bot) float64 { return float64(b.Status().Sum().Reconnects) }),
		figure("gateway_identifies_total", "Sessions that were started.", prometheus.CounterValue, func(b *Bot) float64 { return float64(b.Status().Sum().Identifies) }),
		figure("gateway_events_total", "Events that came in.", prometheus.CounterValue, func(b *Bot) float64 { return float64(b.Status().Sum().Events) }),
		figure("gateway_last_ack_timestamp_seconds", "When the last heartbeat was acknowledged, of the shard where that is longest ago.", prometheus.GaugeValue, func(b *Bot) float64 {
			if ack := b.Status().LastACK(); !ack.IsZero() {
				return float64(ack.UnixMilli()) / 1000
			}
			return 0
		}),
	}
}

// Describe implements prometheus.Collector.
func (b *Bot) Describe(to chan<- *prometheus.Desc) {
	for _, g := range gauges() {
		to <- g.desc
	}
}

// Collect implements prometheus.Collector.
func (b *Bot) Collect(to chan<- prometheus.Metric) {
	for _, g := range gauges() {
		to <- prometheus.MustNewConstMetric(g.desc, g.kind, g.read(b))
	}
}
