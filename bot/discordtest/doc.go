// Package discordtest is a fake Discord on loopback, for tests of bots: the REST endpoints
// that a bot needs, the gateway, the users who talk to it, and everything that goes wrong in
// between. It knows nothing of the bot's language or library; whatever can be pointed at
// another base URL can be tested with it.
//
// # A test
//
// Start a server, furnish it, connect the bot, and act as its users:
//
//	srv := discordtest.Start(t, discordtest.Options{}) // fails the test for every violation
//	guild := srv.Guild("Newsroom")
//	general := guild.Channel("general")
//	alice := srv.User("alice")
//	guild.Join(alice)
//
//	// ... start the bot with base URL srv.API() and token srv.Token() ...
//
//	asked := alice.Slash(general, "/ask", discordtest.Opt("question", "who met?"))
//	reply, err := asked.Reply(t.Context())
//	more := alice.Press(reply, "More")
//	fmt.Print(alice.Transcript(general))
//
// A [User] does what a person with a client can do: use commands ([User.Slash],
// [User.Autocomplete], [User.UseOnMessage]), press buttons and choose from menus
// ([User.Press], [User.Select]), fill in forms ([Form.Submit]), write, mention, reply and send
// direct messages ([User.Say], [User.Mention], [User.Reply], [User.DM]). What a client would
// refuse, such as a command that the user may not see, is an error. An [Interaction] waits for
// the bot's response and shows it as that user sees it, with its history and the time to the
// first response. [User.Transcript] prints a channel for golden files.
//
// # Rules
//
// Every request is held against Discord's limits (see the constants), permissions, rate limits
// and clocks, and refused with Discord's own status, error code and errors object. What a bot
// could have known better is also recorded as a [Violation]; see the Rule constants.
// Interactions must be answered within [AckDeadline] and their tokens end after [TokenLife];
// [Server.Advance] moves that clock. Given Discord's OpenAPI document (Options.OpenAPI), bodies
// are checked against it too. [Server.Pings] tells whom the bot would have notified.
//
// Without the MESSAGE_CONTENT intent, what people write is empty unless it mentions the bot,
// replies to one of its regular messages with ping on, or stands in a direct conversation.
//
// # Faults
//
// [Server.Play] scripts what goes wrong, at the next requests to some path, at some gateway
// event, every time or by chance with a seed; [Server.Strike] does it to open connections now:
//
//	srv.Play(discordtest.When{Method: "PATCH", Path: "/webhooks/**", Times: 3},
//		discordtest.TooManyRequests(discordtest.ScopeUser, time.Second))
//	srv.Play(discordtest.When{Event: "INTERACTION_CREATE", Times: discordtest.Always, Chance: 0.1},
//		discordtest.Duplicate())
//	srv.Strike(discordtest.CloseWith(4009))
//
// What a fault brings about, such as a response that comes too late because of a 503, is not
// held against the bot.
//
// # Limits of the fake
//
// API versions 9 and 10 are served alike. There are no polls, stickers, reactions, voice, OAuth2,
// incoming webhooks or interactions over HTTP; a request to an endpoint that is missing is answered
// by 404 and recorded as a violation of [RuleRoute]. Transport compression is refused. The buckets
// of the rate limits are guesses, as Discord does not publish them; bots must read the headers.
package discordtest
