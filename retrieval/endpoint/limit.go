package endpoint

import (
	"context"
	"fmt"

	"golang.org/x/time/rate"
)

// Limit lets so many units a minute pass: requests, or tokens. A nil Limit lets everything
// pass. It is safe for concurrent use.
type Limit struct{ limiter *rate.Limiter }

// NewLimit makes a limit. burst units may pass at once after a pause. A limit of 0 a minute
// is none, and nil.
func NewLimit(perMinute, burst int) *Limit {
	if perMinute <= 0 {
		return nil
	}
	return &Limit{rate.NewLimiter(rate.Limit(float64(perMinute)/60), burst)}
}

// Wait blocks until n units may pass, more than a burst as one burst. The error is that of
// ctx; a deadline that is nearer than the wait is long is reported at once.
func (l *Limit) Wait(ctx context.Context, n int) error {
	if l == nil {
		return nil
	}
	err := l.limiter.WaitN(ctx, min(n, l.limiter.Burst()))
	switch {
	case err == nil:
		return nil
	case ctx.Err() != nil:
		return fmt.Errorf("wait for the rate limit: %w", ctx.Err())
	default:
		return fmt.Errorf("wait for the rate limit: %w (%v)", context.DeadlineExceeded, err)
	}
}
