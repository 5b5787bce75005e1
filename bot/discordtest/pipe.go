package discordtest

import (
	"context"
	"net"
	"sync"
)

// Pipe is a listener whose connections never leave the process. With it a server and its bot
// fit into a bubble of testing/synctest, where minutes of heartbeats pass in no time: time in
// a bubble stands still while a goroutine waits for a real socket.
//
// Discord's IDs begin in 2015 and a bubble's time in 2000: give the server a clock that is
// years ahead if the bot reads times from IDs.
type Pipe struct {
	conns chan net.Conn
	once  sync.Once
	done  chan struct{}
}

// NewPipe makes a listener for Options.Listener.
func NewPipe() *Pipe { return &Pipe{conns: make(chan net.Conn), done: make(chan struct{})} }

// DialContext connects to the listener, whatever the address. It fits http.Transport and the
// dialers of WebSocket libraries.
func (p *Pipe) DialContext(ctx context.Context, _, _ string) (net.Conn, error) {
	client, server := net.Pipe()
	select {
	case p.conns <- server:
		return client, nil
	case <-p.done:
		return nil, net.ErrClosed
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// Accept implements net.Listener.
func (p *Pipe) Accept() (net.Conn, error) {
	select {
	case c := <-p.conns:
		return c, nil
	case <-p.done:
		return nil, net.ErrClosed
	}
}

// Close implements net.Listener.
func (p *Pipe) Close() error {
	p.once.Do(func() { close(p.done) })
	return nil
}

// Addr implements net.Listener.
func (p *Pipe) Addr() net.Addr { return pipeAddr{} }

type pipeAddr struct{}

func (pipeAddr) Network() string { return "pipe" }
func (pipeAddr) String() string  { return "discord.invalid" }
