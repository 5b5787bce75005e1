package discordtest

import (
	"fmt"
	"net/http"
)

// errorCode is one of Discord's JSON error codes.
//
// See https://docs.discord.com/developers/topics/opcodes-and-status-codes#json-json-error-codes
type errorCode int

const (
	codeGeneral            errorCode = 0
	codeUnknownApplication errorCode = 10002
	codeUnknownChannel     errorCode = 10003
	codeUnknownGuild       errorCode = 10004
	codeUnknownMember      errorCode = 10007
	codeUnknownMessage     errorCode = 10008
	codeUnknownRole        errorCode = 10011
	codeUnknownUser        errorCode = 10013
	codeUnknownWebhook     errorCode = 10015
	codeUnknownInteraction errorCode = 10062
	codeUnknownCommand     errorCode = 10063
	codeTooManyCommands    errorCode = 30032
	codeCommandBudget      errorCode = 30034
	codeTooLarge           errorCode = 40005
	codeCommandExists      errorCode = 40041
	codeAcknowledged       errorCode = 40060
	codeTooManyFollowups   errorCode = 40094
	codeCloudflare         errorCode = 40333
	codeMissingAccess      errorCode = 50001
	codeDMChannel          errorCode = 50003
	codeNotAuthor          errorCode = 50005
	codeEmptyMessage       errorCode = 50006
	codeCannotDM           errorCode = 50007
	codeNotText            errorCode = 50008
	codeMissingPermissions errorCode = 50013
	codeBulkDelete         errorCode = 50016
	codeChannelType        errorCode = 50024
	codeWebhookToken       errorCode = 50027
	codeForm               errorCode = 50035
	codeAPIVersion         errorCode = 50041
	codeArchived           errorCode = 50083
	codeJSON               errorCode = 50109
	codeReplyHistory       errorCode = 160002
	codeThreadExists       errorCode = 160004
	codeThreadLocked       errorCode = 160005
)

// describe gives the HTTP status and the message that Discord sends with a code.
func (c errorCode) describe() (status int, message string) {
	switch c {
	case codeUnknownApplication:
		return http.StatusNotFound, "Unknown Application"
	case codeUnknownChannel:
		return http.StatusNotFound, "Unknown Channel"
	case codeUnknownGuild:
		return http.StatusNotFound, "Unknown Guild"
	case codeUnknownMember:
		return http.StatusNotFound, "Unknown Member"
	case codeUnknownMessage:
		return http.StatusNotFound, "Unknown Message"
	case codeUnknownRole:
		return http.StatusNotFound, "Unknown Role"
	case codeUnknownUser:
		return http.StatusNotFound, "Unknown User"
	case codeUnknownWebhook:
		return http.StatusNotFound, "Unknown Webhook"
	case codeUnknownInteraction:
		return http.StatusNotFound, "Unknown interaction"
	case codeUnknownCommand:
		return http.StatusNotFound, "Unknown application command"
	case codeTooManyCommands:
		return http.StatusBadRequest, "Maximum number of application commands reached (100)."
	case codeCommandBudget:
		return http.StatusBadRequest, "Max number of daily application command creates has been reached (200)"
	case codeTooLarge:
		return http.StatusRequestEntityTooLarge, "Request entity too large"
	case codeCommandExists:
		return http.StatusBadRequest, "An application command with that name already exists"
	case codeAcknowledged:
		return http.StatusBadRequest, "Interaction has already been acknowledged."
	case codeTooManyFollowups:
		return http.StatusBadRequest, "This interaction has hit the maximum number of follow up messages."
	case codeCloudflare:
		return http.StatusForbidden, "internal network error"
	case codeMissingAccess:
		return http.StatusForbidden, "Missing Access"
	case codeDMChannel:
		return http.StatusForbidden, "Cannot execute action on a DM channel"
	case codeNotAuthor:
		return http.StatusForbidden, "Cannot edit a message authored by another user"
	case codeEmptyMessage:
		return http.StatusBadRequest, "Cannot send an empty message"
	case codeCannotDM:
		return http.StatusForbidden, "Cannot send messages to this user"
	case codeNotText:
		return http.StatusBadRequest, "Cannot send messages in a non-text channel"
	case codeMissingPermissions:
		return http.StatusForbidden, "Missing Permissions"
	case codeBulkDelete:
		return http.StatusBadRequest, "You can only bulk delete between 2 and 100 messages."
	case codeChannelType:
		return http.StatusBadRequest, "Cannot execute action on this channel type"
	case codeWebhookToken:
		return http.StatusUnauthorized, "Invalid Webhook Token"
	case codeForm:
		return http.StatusBadRequest, "Invalid Form Body"
	case codeAPIVersion:
		return http.StatusBadRequest, "Invalid API version"
	case codeArchived:
		return http.StatusBadRequest, "Thread is archived"
	case codeJSON:
		return http.StatusBadRequest, "The request body contains invalid JSON."
	case codeReplyHistory:
		return http.StatusBadRequest, "Cannot reply without permission to read message history"
	case codeThreadExists:
		return http.StatusBadRequest, "A thread has already been created for this message"
	case codeThreadLocked:
		return http.StatusBadRequest, "Thread is locked"
	default:
		return http.StatusBadRequest, "400: Bad Request"
	}
}

// apiError is a refusal as Discord words it, and how it counts against the bot.
type apiError struct {
	status  int
	code    errorCode
	message string
	form    *form // what is wrong with which field; only with codeForm

	// rule is the rule that the request broke; empty when it broke none, as when a message
	// was deleted meanwhile. detail says more than Discord would.
	rule   Rule
	detail string
}

// Error implements error.
func (e *apiError) Error() string {
	if e.detail != "" {
		return fmt.Sprintf("%d %s (%d): %s", e.status, e.message, e.code, e.detail)
	}
	return fmt.Sprintf("%d %s (%d)", e.status, e.message, e.code)
}

// body is the JSON that Discord answers with.
func (e *apiError) body() map[string]any {
	b := map[string]any{"message": e.message, "code": int(e.code)}
	if e.form != nil {
		b["errors"] = e.form.tree()
	}
	return b
}

// refusal is an error that is nobody's fault.
func refusal(code errorCode) *apiError {
	status, message := code.describe()
	return &apiError{status: status, code: code, message: message}
}

// breach is a refusal of a request that broke a rule.
func breach(rule Rule, code errorCode, format string, args ...any) *apiError {
	e := refusal(code)
	e.rule, e.detail = rule, fmt.Sprintf(format, args...)
	return e
}

// unauthorised is the refusal of a request without a good token.
func unauthorised(format string, args ...any) *apiError {
	e := breach(RuleAuth, codeGeneral, format, args...)
	e.status, e.message = http.StatusUnauthorized, "401: Unauthorized"
	return e
}

// missing is a refusal for lack of the named permissions.
func missing(p Permissions) *apiError {
	return breach(RulePermission, codeMissingPermissions, "lacks %s", p)
}
