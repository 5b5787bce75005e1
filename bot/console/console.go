// Package console is the bot in a terminal: the desk's own commands, typed in lines, with
// buttons pressed by number. What it shows is what Discord would show, without its markup.
package console

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"time"

	"sitrep/bot/desk"
	"sitrep/bot/render/message"
)

// Handler is the desk, as far as a terminal needs it.
type Handler interface {
	Handle(ctx context.Context, r desk.Request, to desk.Responder)
}

var _ Handler = (*desk.Desk)(nil)

// maxLine is the longest line that is read, in bytes.
const maxLine = 64 << 10

// Run reads lines from in until it ends, somebody types "quit", or ctx ends: commands as on
// Discord ("/group Haqqani network", "/ask Who led it? since:2024"), plain questions, and the
// numbers of buttons. It handles them one after the other as one person who administers the
// bot. The error is about reading or writing.
func Run(ctx context.Context, h Handler, in io.Reader, out io.Writer, locale string) error {
	c := &console{handler: h, out: out, locale: locale}
	for lines := read(in); ; {
		c.prompt()
		select {
		case <-ctx.Done():
			return c.err
		case l, more := <-lines:
			line := strings.TrimSpace(l.text)
			if !more || l.err != nil || line == "quit" || line == "exit" {
				return errors.Join(c.err, l.err)
			}
			if line != "" {
				c.line(ctx, line)
			}
		}
		if c.err != nil {
			return c.err
		}
	}
}

// input is a line that was typed, or the error that ended the reading.
type input struct {
	text string
	err  error
}

// read reads lines until the input ends. Reading from a terminal cannot be broken off: its
// goroutine stays until then.
func read(in io.Reader) <-chan input {
	lines := make(chan input, 1)
	go func() {
		defer close(lines)
		scanner := bufio.NewScanner(in)
		scanner.Buffer(nil, maxLine)
		for scanner.Scan() {
			lines <- input{text: scanner.Text()}
		}
		if err := scanner.Err(); err != nil {
			lines <- input{err: fmt.Errorf("read the terminal: %w", err)}
		}
	}()
	return lines
}

// console is one session. It is the responder of its own requests.
type console struct {
	handler Handler
	out     io.Writer
	locale  string
	keys    []key           // what numbers stand for
	form    *desk.FormSheet // that waits to be filled in
	err     error           // of writing
}

// key is a button, or an option of a menu, that can be chosen by number.
type key struct {
	id    string
	label string
	value string // of the option; empty for buttons
}

var _ desk.Responder = (*console)(nil)

func (c *console) prompt() {
	if c.form != nil {
		c.print(c.form.Label + ": ")
		return
	}
	c.print("> ")
}

func (c *console) print(text string) {
	if _, err := io.WriteString(c.out, text); err != nil && c.err == nil {
		c.err = fmt.Errorf("write to the terminal: %w", err)
	}
}

// line does what one line asks for.
func (c *console) line(ctx context.Context, line string) {
	r := desk.Request{User: "console", Channel: "console", Admin: true, Locale: c.locale, At: time.Now()}
	n, err := strconv.Atoi(line)
	switch {
	case c.form != nil:
		r.Kind, r.Name, r.Options = desk.Form, c.form.ID, map[string]string{c.form.Field: line}
		c.form = nil
	case err == nil && n >= 1 && n <= len(c.keys):
		k := c.keys[n-1]
		r.Kind, r.Name = desk.Press, k.id
		if k.value != "" {
			r.Values = []string{k.value}
		}
	case err == nil:
		c.print("There is no button with this number.\n")
		return
	case strings.HasPrefix(line, "/"):
		r.Name, r.Options = command(line[1:])
		r.File = attached(r.Options["file"])
	default:
		r.Name, r.Options = "ask", map[string]string{"question": line}
	}
	c.handler.Handle(ctx, r, c)
}

// attached is the file at a path on this computer, for commands that take one. What is wrong
// with it shows when it is opened.
func attached(path string) *desk.File {
	if path == "" {
		return nil
	}
	f := &desk.File{Name: path, Size: 1}
	if info, err := os.Stat(path); err == nil {
		f.Size = info.Size()
	}
	f.Open = func(context.Context) (io.ReadCloser, error) { return os.Open(path) }
	return f
}

func (c *console) Defer(context.Context, bool) error { return nil }

func (c *console) DeferUpdate(context.Context) error { return nil }

func (c *console) CanHide() bool { return true }

// Show prints a post, and numbers its buttons.
func (c *console) Show(_ context.Context, p desk.Post) error {
	c.print("\n" + plain(p.Content) + "\n\n")
	c.keys = nil
	for _, row := range p.Rows {
		c.number(p, row)
	}
	return c.err
}

func (c *console) Tell(ctx context.Context, p desk.Post) error { return c.Show(ctx, p) }

func (c *console) number(p desk.Post, row message.Row) {
	var labels []string
	add := func(k key) {
		c.keys = append(c.keys, k)
		labels = append(labels, fmt.Sprintf("[%d] %s", len(c.keys), k.label))
	}
	for _, b := range row.Buttons {
		if !b.Disabled {
			add(key{id: p.ButtonID(b.Action, b.Value), label: b.Label})
		}
	}
	between := "  "
	if row.Menu != nil {
		between = "\n"
		for _, o := range row.Menu.Options {
			add(key{id: p.ButtonID(row.Menu.Action, 0), label: plain(o.Label), value: o.Value})
		}
	}
	if len(labels) > 0 {
		c.print(strings.Join(labels, between) + "\n")
	}
}

// Open asks for the form's one field at the next prompt.
func (c *console) Open(_ context.Context, f desk.FormSheet) error {
	c.form = &f
	return nil
}

// Suggest is for options that are being typed, which a terminal does not send.
func (c *console) Suggest(context.Context, []desk.Choice) error { return nil }
