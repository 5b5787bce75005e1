package discordtest

import (
	"net/http"
	"time"
)

// per is a bucket of so many requests in so many seconds.
func per(requests int, seconds float64) RateLimit {
	return RateLimit{Requests: requests, Window: time.Duration(seconds * float64(time.Second))}
}

// routes is the REST endpoints. Discord does not publish its buckets and changes them at
// will; these are in the order of magnitude of what bots have seen.
func (s *Server) routes() *http.ServeMux {
	// Endpoints of interactions: the token is in the path, the global limit does not count.
	hook := func(method, path string, limit RateLimit, h func(*call) (reply, error)) *route {
		return &route{method: method, path: path, limit: limit, interaction: true, handle: h}
	}
	bot := func(method, path string, limit RateLimit, h func(*call) (reply, error)) *route {
		return &route{method: method, path: path, limit: limit, handle: h}
	}
	list := []*route{
		{method: "GET", path: "/gateway", public: true, handle: (*call).getGateway},
		bot("GET", "/gateway/bot", per(2, 5), (*call).getGatewayBot),
		bot("GET", "/users/@me", per(5, 5), (*call).getMe),
		bot("GET", "/users/@me/guilds", per(1, 1), (*call).getMyGuilds),
		bot("POST", "/users/@me/channels", per(5, 5), (*call).createDM),
		bot("GET", "/users/{user_id}", per(30, 30), (*call).getUser),
		bot("GET", "/applications/@me", per(5, 5), (*call).getApplication),
		bot("GET", "/oauth2/applications/@me", per(5, 5), (*call).getApplication),

		bot("GET", "/applications/{application_id}/commands", per(5, 5), (*call).getCommands),
		bot("POST", "/applications/{application_id}/commands", per(5, 20), (*call).createCommand),
		bot("PUT", "/applications/{application_id}/commands", per(5, 20), (*call).overwriteCommands),
		bot("GET", "/applications/{application_id}/commands/{command_id}", per(5, 5), (*call).getCommand),
		bot("PATCH", "/applications/{application_id}/commands/{command_id}", per(5, 20), (*call).editCommand),
		bot("DELETE", "/applications/{application_id}/commands/{command_id}", per(5, 20), (*call).deleteCommand),
		bot("GET", "/applications/{application_id}/guilds/{guild_id}/commands", per(5, 5), (*call).getCommands),
		bot("POST", "/applications/{application_id}/guilds/{guild_id}/commands", per(5, 20), (*call).createCommand),
		bot("PUT", "/applications/{application_id}/guilds/{guild_id}/commands", per(5, 20), (*call).overwriteCommands),
		bot("GET", "/applications/{application_id}/guilds/{guild_id}/commands/{command_id}", per(5, 5), (*call).getCommand),
		bot("PATCH", "/applications/{application_id}/guilds/{guild_id}/commands/{command_id}", per(5, 20), (*call).editCommand),
		bot("DELETE", "/applications/{application_id}/guilds/{guild_id}/commands/{command_id}", per(5, 20), (*call).deleteCommand),

		hook("POST", "/interactions/{interaction_id}/{interaction_token}/callback", RateLimit{}, (*call).respond),
		hook("POST", "/webhooks/{webhook_id}/{webhook_token}", per(5, 5), (*call).followUp),
		hook("GET", "/webhooks/{webhook_id}/{webhook_token}/messages/@original", per(5, 5), (*call).getOriginal),
		hook("PATCH", "/webhooks/{webhook_id}/{webhook_token}/messages/@original", per(5, 5), (*call).editOriginal),
		hook("DELETE", "/webhooks/{webhook_id}/{webhook_token}/messages/@original", per(5, 5), (*call).deleteOriginal),
		hook("GET", "/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}", per(5, 5), (*call).getFollowUp),
		hook("PATCH", "/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}", per(5, 5), (*call).editFollowUp),
		hook("DELETE", "/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}", per(5, 5), (*call).deleteFollowUp),

		bot("GET", "/channels/{channel_id}", per(5, 5), (*call).getChannel),
		bot("GET", "/channels/{channel_id}/messages", per(5, 5), (*call).getMessages),
		bot("POST", "/channels/{channel_id}/messages", per(5, 5), (*call).createMessage),
		bot("GET", "/channels/{channel_id}/messages/{message_id}", per(5, 5), (*call).getMessage),
		bot("PATCH", "/channels/{channel_id}/messages/{message_id}", per(5, 5), (*call).editMessage),
		bot("DELETE", "/channels/{channel_id}/messages/{message_id}", per(5, 1), (*call).deleteMessage),
		bot("POST", "/channels/{channel_id}/messages/bulk-delete", per(1, 1), (*call).bulkDelete),
		bot("POST", "/channels/{channel_id}/typing", per(5, 5), (*call).typing),
		bot("POST", "/channels/{channel_id}/messages/{message_id}/threads", per(5, 5), (*call).startThreadFrom),
		bot("POST", "/channels/{channel_id}/threads", per(5, 5), (*call).startThread),
		bot("PATCH", "/channels/{channel_id}", per(5, 5), (*call).editThread),
		bot("PUT", "/channels/{channel_id}/thread-members/@me", per(5, 5), (*call).joinThread),
		bot("DELETE", "/channels/{channel_id}/thread-members/@me", per(5, 5), (*call).leaveThread),

		bot("GET", "/guilds/{guild_id}", per(5, 5), (*call).getGuild),
		bot("GET", "/guilds/{guild_id}/channels", per(5, 5), (*call).getGuildChannels),
		bot("GET", "/guilds/{guild_id}/roles", per(5, 5), (*call).getRoles),
		bot("GET", "/guilds/{guild_id}/members", per(10, 10), (*call).getMembers),
		bot("GET", "/guilds/{guild_id}/members/search", per(10, 10), (*call).searchMembers),
		bot("GET", "/guilds/{guild_id}/members/{user_id}", per(5, 1), (*call).getMember),
		bot("GET", "/guilds/{guild_id}/threads/active", per(5, 5), (*call).getActiveThreads),
	}
	mux := http.NewServeMux()
	for _, rt := range list {
		mux.HandleFunc(rt.method+" "+rt.path, s.handler(rt))
	}
	return mux
}
