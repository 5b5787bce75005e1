package main

import (
	"fmt"
	"io"
	"time"

	"github.com/schollz/progressbar/v3"
)

// progress shows how far a long task is: as a bar with rate and time left on a terminal, as
// a line now and then elsewhere. Not safe for concurrent use.
type progress struct {
	w        io.Writer
	terminal bool
	units    map[string]string // what each stage counts

	stage    string
	started  time.Time // of the stage
	reported time.Time // when the last line was printed
	bar      *progressbar.ProgressBar
}

// reportEvery is the time between two lines where there is no terminal.
const reportEvery = 5 * time.Second

// newProgress shows progress on standard error, or nowhere with --quiet. The units name what
// each stage counts.
func (a *app) newProgress(units map[string]string) *progress {
	p := &progress{w: a.stderr, units: units}
	_, p.terminal = terminalWidth(a.stderr)
	if a.quiet {
		p.w, p.terminal = io.Discard, false
	}
	return p
}

// show says that done of total are through in a stage; a total of 0 means that nobody knows
// it yet. Another stage's name ends the one before.
func (p *progress) show(stage string, done, total int) {
	now := time.Now()
	if stage != p.stage {
		p.close()
		p.stage, p.started, p.reported = stage, now, now
		if p.terminal {
			p.bar = p.newBar(total)
		}
	}
	if p.bar != nil {
		if total > 0 && p.bar.GetMax() != total {
			p.bar.ChangeMax(total)
		}
		_ = p.bar.Set(done) // a bar that cannot be drawn is no reason to stop
		return
	}
	if now.Sub(p.reported) >= reportEvery {
		p.reported = now
		fmt.Fprintln(p.w, p.line(done, total, now.Sub(p.started)))
	}
}

// close clears the bar.
func (p *progress) close() {
	if p.bar != nil {
		_ = p.bar.Clear()
		p.bar = nil
	}
	p.stage = ""
}

func (p *progress) newBar(total int) *progressbar.ProgressBar {
	if total <= 0 {
		total = -1 // a spinner
	}
	return progressbar.NewOptions(total,
		progressbar.OptionSetWriter(p.w),
		progressbar.OptionSetDescription(p.stage),
		progressbar.OptionSetItsString(p.units[p.stage]),
		progressbar.OptionShowCount(),
		progressbar.OptionShowIts(),
		progressbar.OptionSetPredictTime(true),
		progressbar.OptionSetWidth(24),
		progressbar.OptionThrottle(100*time.Millisecond),
		progressbar.OptionSetSpinnerChangeInterval(0), // draws when told to, not by itself
		progressbar.OptionClearOnFinish(),
	)
}

// line is "embedding: 400 of 1200 passages, 80/s, 10s left".
func (p *progress) line(done, total int, took time.Duration) string {
	unit := p.units[p.stage]
	rate := float64(done) / took.Seconds()
	if total <= 0 || done <= 0 {
		return fmt.Sprintf("%s: %d %s, %.0f/s", p.stage, done, unit, rate)
	}
	left := time.Duration(float64(total-done) / rate * float64(time.Second)).Round(time.Second)
	return fmt.Sprintf("%s: %d of %d %s, %.0f/s, %v left", p.stage, done, total, unit, rate, left)
}
