#include "libroute/util/error.h"
#include "libroute/util/once.h"

typedef struct {
	char *pointer; /* NULL: not about a registration */
	char *reason;
} RouteErrorPrivate;

static void
rt_error_domain_private_init (RouteErrorPrivate *self)
{
	self->pointer = NULL;
	self->reason = NULL;
}

static void
rt_error_domain_private_copy (const RouteErrorPrivate *from, RouteErrorPrivate *to)
{
	to->pointer = g_strdup (from->pointer);
	to->reason = g_strdup (from->reason);
}

static void
rt_error_domain_private_clear (RouteErrorPrivate *self)
{
	g_free (self->pointer);
	g_free (self->reason);
}

/* defines rt_error_domain_quark() and rt_error_domain_get_private() */
GQuark rt_error_domain_quark (void);
G_DEFINE_EXTENDED_ERROR (RouteError, rt_error_domain)

/* GLib's own function may register the domain twice when two threads come to their first error at the same time, which it then
 * complains of */
GQuark
route_error_quark (void)
{
	static gsize ready;
	static GQuark quark;
	if (rt_once_enter (&ready)) {
		quark = rt_error_domain_quark ();
		rt_once_leave (&ready);
	}
	return quark;
}

const char *
route_error_get_pointer (const GError *error)
{
	g_return_val_if_fail (error != NULL && error->domain == ROUTE_ERROR, NULL);
	return rt_error_domain_get_private (error)->pointer;
}

const char *
route_error_get_reason (const GError *error)
{
	g_return_val_if_fail (error != NULL && error->domain == ROUTE_ERROR, NULL);
	const char *reason = rt_error_domain_get_private (error)->reason;
	return reason != NULL ? reason : error->message;
}

/* control characters in what was read must not reach a terminal through a message */
static void
make_printable (char *text)
{
	for (; *text != '\0'; text++)
		if (g_ascii_iscntrl (*text))
			*text = '?';
}

void
rt_error_set_at (GError **error, RouteError code, const char *pointer, const char *format, ...)
{
	if (error == NULL)
		return;
	va_list arguments;
	va_start (arguments, format);
	g_autofree char *reason = g_strdup_vprintf (format, arguments);
	va_end (arguments);
	make_printable (reason);
	g_set_error (error, ROUTE_ERROR, code, "%s: %s", *pointer != '\0' ? pointer : "(document)", reason);
	make_printable ((*error)->message);
	RouteErrorPrivate *private = rt_error_domain_get_private (*error);
	private->pointer = g_strdup (pointer);
	private->reason = g_steal_pointer (&reason);
}
