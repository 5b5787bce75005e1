//go:build !race

package discord_test

// raceEnabled says that the race detector slows everything down.
const raceEnabled = false
