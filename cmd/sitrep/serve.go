package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/spf13/cobra"

	"sitrep/bot/desk"
	"sitrep/bot/discord"
	"sitrep/bot/discord/rest"
)

// serveFlags are the flags of `sitrep serve`.
type serveFlags struct {
	check   bool
	listen  string
	shards  int
	shardID []int
}

func newServe(a *app) *cobra.Command {
	var f serveFlags
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Answer on Discord",
		Long: `Serve is the Discord bot. It needs the bot's token in SITREP_DISCORD_TOKEN, or in a file
that SITREP_DISCORD_TOKEN_FILE names. SITREP_DISCORD_API overrides the base URL of
Discord's API, for proxies and tests.

It needs no privileged intent. Newer generations of the index are taken up while it
runs. Ctrl-C or SIGTERM ends it: open questions are finished, or their askers told.
If Discord refuses the token or the intents it ends with status 1 and says what to do.

The admins of the bot's only server may change the corpus with /corpus. Where it is on
several, only those of the servers that --admin-guild names may.

With --listen it serves /healthz, /readyz (503 while Discord is not connected) and
/metrics (for Prometheus).`,
		Example: `  SITREP_DISCORD_TOKEN_FILE=/run/secrets/discord sitrep serve --check
  SITREP_DISCORD_TOKEN_FILE=/run/secrets/discord sitrep serve --listen 127.0.0.1:9090`,
		Args: takes(cobra.NoArgs, "serve takes no arguments"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := a.configure(cmd); err != nil {
				return err
			}
			return a.serve(cmd.Context(), f)
		},
	}
	flags := cmd.Flags()
	flags.BoolVar(&f.check, "check", false, "check token, intents, permissions and commands, change nothing, and leave")
	flags.StringVar(&f.listen, "listen", "", "serve health and metrics at `ADDRESS` (127.0.0.1:9090)")
	flags.IntVar(&f.shards, "shards", 0, "gateway shards in all `N` (default: as many as Discord recommends)")
	flags.IntSliceVar(&f.shardID, "shard", nil, "run only the shard with this `NUMBER`, from 0; repeatable; needs --shards")
	return cmd
}

func (a *app) serve(ctx context.Context, f serveFlags) error {
	token, err := a.discordToken()
	if err != nil {
		return err
	}
	if len(f.shardID) > 0 && f.shards == 0 {
		return usageError{errors.New("--shard needs --shards: how many there are in all")}
	}
	s, err := a.openService(ctx, desk.Options{})
	if err != nil {
		return err
	}
	defer s.Close()
	bot, err := discord.New(a.lg, s.desk, token, discord.Options{
		REST: rest.Options{BaseURL: a.env["SITREP_DISCORD_API"]}, Shards: f.shards, ShardIDs: f.shardID,
	})
	if err != nil {
		return usageError{err}
	}
	if f.check {
		report, err := bot.Check(ctx)
		if err != nil {
			return err
		}
		return a.printReport(report)
	}
	return a.runBot(ctx, s, bot, f.listen)
}

// discordToken is the bot's token from the environment, or from the file that it names.
func (a *app) discordToken() (rest.Token, error) {
	secret, err := a.env.secret("SITREP_DISCORD_TOKEN")
	if err != nil {
		return "", usageError{err}
	}
	token := strings.TrimPrefix(secret.Reveal(), "Bot ")
	if token == "" {
		return "", usageError{errors.New("no token: set SITREP_DISCORD_TOKEN, or SITREP_DISCORD_TOKEN_FILE to the path of a file that holds it")}
	}
	return rest.Token(token), nil
}

// printReport says what --check found; missing permissions are an error.
func (a *app) printReport(r discord.Report) error {
	fmt.Fprintf(a.stdout, "token      right: the bot is %s\n", r.Bot)
	fmt.Fprintf(a.stdout, "intents    accepted, none of them privileged\n")
	fmt.Fprintf(a.stdout, "sessions   %d left today, %d recommended\n", r.Starts, r.Shards)
	fmt.Fprintf(a.stdout, "commands   %d to create, %d to change, %d to remove when the bot starts\n", r.Commands.Created, r.Commands.Changed, r.Commands.Removed)
	fmt.Fprintf(a.stdout, "guilds     %d\n", r.Guilds)
	fmt.Fprintf(a.stdout, "invite     %s\n", r.Invite)
	if len(r.Forbidden) == 0 {
		return nil
	}
	var missing []error
	for _, line := range r.Forbidden {
		missing = append(missing, fmt.Errorf("permissions missing in %s", line))
	}
	return errors.Join(missing...)
}

// runBot runs the bot, the look-out for newer indexes, and the monitor until ctx ends or one
// of them fails.
func (a *app) runBot(ctx context.Context, s *service, bot *discord.Bot, listen string) error {
	asked := ctx // ends when somebody wants the bot to end
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var others sync.WaitGroup
	defer others.Wait()
	if listen != "" {
		stop, err := a.monitor(ctx, s, bot, listen, cancel)
		if err != nil {
			return err
		}
		defer stop()
	}
	others.Go(func() { s.follow(ctx, a) })
	a.note("Connecting to Discord; Ctrl-C ends.")
	err := bot.Run(ctx)
	if err == nil && asked.Err() == nil {
		err = context.Cause(ctx)
	}
	cancel(nil)
	return err
}

// monitor serves health and metrics until stop is called.
func (a *app) monitor(ctx context.Context, s *service, bot *discord.Bot, address string, fail context.CancelCauseFunc) (stop func(), err error) {
	registry := prometheus.NewRegistry()
	for _, c := range []prometheus.Collector{
		s.metrics, bot, collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}),
	} {
		if err := registry.Register(c); err != nil {
			return nil, fmt.Errorf("register metrics: %w", err)
		}
	}
	var lc net.ListenConfig
	listener, err := lc.Listen(ctx, "tcp", address)
	if err != nil {
		return nil, usageError{fmt.Errorf("listen for --listen: %w", err)}
	}
	a.note("Health and metrics at http://%s", listener.Addr())
	server := &http.Server{Handler: bot.Monitor(registry), ReadHeaderTimeout: 5 * time.Second}
	var serving sync.WaitGroup
	serving.Go(func() {
		if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			fail(fmt.Errorf("serve health and metrics: %w", err))
		}
	})
	return func() {
		_ = server.Close() // nobody is left to hear of it
		serving.Wait()
	}, nil
}
