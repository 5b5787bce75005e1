package rest

import (
	"net/http"
	"net/url"
	"strings"
)

// route is where a request goes.
type route struct {
	method   string
	template string // "/channels/{channel}/messages": fit for logs, unlike the path
	path     string
	query    string
	resource string // the top-level resource, which has rate limits of its own
	token    Token  // the interaction's token; empty for requests that carry the bot's
	webhook  bool   // about the messages that answer an interaction
}

// name is the kind of route, fit for logs.
func (r *route) name() string { return r.method + " " + r.template }

// exempt tells whether the global rate limit does not count the request. Those about
// interactions are authorised by the token in their path.
func (r *route) exempt() bool { return r.token != "" }

// to is a route of the bot's own: the template's placeholders are filled in, in order. The
// first of them is the top-level resource if it is a channel or a guild; an application is
// none.
func to[S ~string](method, template string, ids ...S) route {
	r := route{method: method, template: template}
	var path strings.Builder
	rest := template
	for _, id := range ids {
		before, after, _ := strings.Cut(rest, "{")
		name, tail, _ := strings.Cut(after, "}")
		path.WriteString(before)
		path.WriteString(url.PathEscape(string(id)))
		if name == "channel" || name == "guild" {
			r.resource = string(id)
		}
		rest = tail
	}
	path.WriteString(rest)
	r.path = path.String()
	return r
}

// callbackRoute is that of the first response to an interaction.
func callbackRoute(i Interaction) route {
	return route{
		method:   http.MethodPost,
		template: "/interactions/{interaction}/{token}/callback",
		path:     "/interactions/" + url.PathEscape(string(i.ID)) + "/" + url.PathEscape(string(i.Token)) + "/callback",
		resource: string(i.Token), token: i.Token,
	}
}

// answerRoute is that of the messages that answer an interaction. What is empty for a new one,
// "@original" for the first response.
func answerRoute(method string, i Interaction, message MessageID) route {
	r := route{
		method:   method,
		template: "/webhooks/{application}/{token}",
		path:     "/webhooks/" + url.PathEscape(string(i.Application)) + "/" + url.PathEscape(string(i.Token)),
		resource: string(i.Token), token: i.Token, webhook: true,
	}
	switch message {
	case "":
	case original:
		r.template += "/messages/" + string(original)
		r.path += "/messages/" + string(original)
	default:
		r.template += "/messages/{message}"
		r.path += "/messages/" + url.PathEscape(string(message))
	}
	return r
}

// original stands for the first response to an interaction.
const original MessageID = "@original"
