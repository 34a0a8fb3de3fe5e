/* The advice: the result of a weighing said in JSON or as a page, in Dutch or English. Texts leave through this
 * door only.
 *
 * An RtAdviceSource is everything one advice is written from; borrowed. Writers are pure: the same source gives
 * the same bytes, whatever the thread, locale or clock. */
#pragma once
#include <glib.h>
#include <route/route-advice.h>
#include "libroute/weigh/weigh.h"

/* What every advice of a rule set says, ready to be copied: made when it is first needed, and changes no byte.
 *
 * Thread rule: shared by all who write advices of that rule set. */
typedef struct _RtAdvicePieces RtAdvicePieces;
RtAdvicePieces *rt_advice_pieces_new (void);
void rt_advice_pieces_free (RtAdvicePieces *pieces);

typedef struct {
	const RtRuleSet *rules;
	const RtRegistry *registry;
	RouteRegistration *registration; /* with resolved parties */
	const RtWeighing *weighing;
	RtAdvicePieces *pieces; /* of these rules, or NULL */
	const RtExplanation *explanation; /* told too when there is one; may be NULL */
} RtAdviceSource;

typedef enum { RT_LANGUAGE_EN, RT_LANGUAGE_NL } RtLanguage;
/* "nl", "nl_NL.UTF-8" and the like are Dutch; everything else, NULL too, is English. */
RtLanguage rt_language_parse (const char *name);

/* Appends the advice as `route.advice/1`; without a newline at the end. */
void rt_advice_write_json (const RtAdviceSource *source, RtLanguage language, RouteJsonFlags flags, GString *out);

typedef struct {
	RtLanguage language;
	guint width;       /* columns to wrap at; 0: 80 */
	gboolean colour;   /* ANSI bold and colours */
	gboolean explain;  /* every criterion and reason, also those not met */
	RouteAudience audience; /* whom the page is for */
} RtPageOptions;

/* Appends the advice as a page for its audience. */
void rt_advice_write_page (const RtAdviceSource *source, const RtPageOptions *options, GString *out);

/* A public advice object. Takes over `registration` (a reference) and `workspace`; `release (owner, workspace)`
 * gets the workspace, wiped, back when the last reference to the advice goes, and drops the owner of rules and
 * registry. */
typedef void (*RtReleaseWorkspace) (gpointer owner, RtWorkspace *workspace);
RouteAdvice *rt_advice_new (const RtAdviceSource *source, RtWorkspace *workspace, gpointer owner, RtReleaseWorkspace release);

/* ---- texts ---- */

/* Marks a text for translation; rt_text looks it up. The catalogue (po/nl.po, kept with the gettext tools) is
 * compiled into the library, so that a text depends on the language asked for and on nothing else: no locale,
 * no environment. */
#define N_(text) text
const char *rt_text (RtLanguage language, const char *text) G_GNUC_FORMAT (2);
const char *rt_text_plural (RtLanguage language, const char *one, const char *many, gulong n) G_GNUC_FORMAT (2)
	G_GNUC_FORMAT (3);
/* The text of a RouteText in a language; English when the Dutch is missing. Never NULL. */
const char *rt_choose (RtLanguage language, RouteText text);
